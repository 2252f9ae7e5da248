import csv
import io
import subprocess
import sys
import zipfile
from datetime import date

import bagit
import pytest
from django.core.files.base import ContentFile

from pranata.base.access.errors import Forbidden
from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.files.actions import store
from pranata.base.org.tests.factories import OfficeFactory
from pranata.engines.archives import contents
from pranata.engines.archives.bagging import folder_of, write_bag
from pranata.engines.archives.tests.factories import ArchiveItemFactory

pytestmark = pytest.mark.django_db

LABEL = "archives.samplerecord"


@pytest.fixture
def office():
    return OfficeFactory()


@pytest.fixture
def kasubbag(office):
    return RoleAssignmentFactory(office=office, role="kasubbag").user


@pytest.fixture
def record(office, monkeypatch):
    """A kind of record with one archive that has a readable and a sealed file."""
    plain = store(office, ContentFile(b"isi surat contoh\n"), by=None, name="surat.txt")
    hidden = store(office, ContentFile(b"identitas contoh\n"), by=None, name="rahasia.txt", subject="case:1")
    found = {7: [contents.Content("surat ../satu.txt", plain), contents.Content("rahasia.txt", hidden)]}
    kind = contents.Kind(LABEL, "Catatan contoh", "CTH", lambda office, ids: found, lambda office, pk: "")
    monkeypatch.setitem(contents._kinds, LABEL, kind)
    return ArchiveItemFactory(office=office, source_label=LABEL, source_id=7, title="=Surat", number="CTH-7")


def packed(office, items, by, folder):
    out = io.BytesIO()
    count = write_bag(office, items, out, by=by)
    zipfile.ZipFile(out).extractall(folder)
    return count, next(folder.iterdir())


def test_bag_is_proved_by_other_tools(office, kasubbag, record, tmp_path):
    paper = ArchiveItemFactory(office=office, dated_on=date(2022, 3, 1))
    count, bag = packed(office, [record, paper], kasubbag, tmp_path)

    assert count == 1
    assert bagit.Bag(str(bag)).is_valid()
    for tool in ("sha256", "sha512"):
        command = [f"{tool}sum", "--check", "--strict", f"manifest-{tool}.txt"]
        assert subprocess.run(command, cwd=bag, capture_output=True, check=False).returncode == 0
    proof = [sys.executable, "-m", "bagit", "--validate", str(bag)]
    assert subprocess.run(proof, capture_output=True, check=False).returncode == 0
    (bag / "data" / "metadata.csv").write_text("lain")
    assert subprocess.run(proof, capture_output=True, check=False).returncode == 1


def test_bag_holds_files_and_the_six_essentials_and_nothing_sealed(office, kasubbag, record, tmp_path):
    _count, bag = packed(office, [record], kasubbag, tmp_path)

    files = (bag / "data" / folder_of(record)).iterdir()
    assert [path.read_bytes() for path in files] == [b"isi surat contoh\n"]
    rows = list(csv.DictReader(io.StringIO((bag / "data" / "metadata.csv").read_text(encoding="utf-8"))))
    wanted = ("reference_code", "title", "creator", "dates", "extent", "level")
    assert [rows[0][name] for name in wanted] == [
        f"{office.code}/CTH-7", "'=Surat", office.name, "2022-03-01", "1 berkas digital", "item",
    ]  # fmt: skip


def test_who_may_only_look_packs_nothing(office, record):
    looker = RoleAssignmentFactory(office=office, role="assessor").user

    with pytest.raises(Forbidden):
        write_bag(office, [record], io.BytesIO(), by=looker)
