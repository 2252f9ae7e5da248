"""A month's evidence as an archive that other programs open and check."""

import csv
import io
import subprocess
import sys
from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from pranata.base.files.actions import store
from pranata.base.org.tests.factories import OfficeFactory
from pranata.engines.documents.queries import SourceFile
from pranata.engines.evidence.packing import Entry, pack
from pranata.engines.evidence.tests.factories import EvidenceFactory

pytestmark = pytest.mark.django_db
TODAY = date(2022, 6, 26)


@pytest.fixture
def office():
    return OfficeFactory()


@pytest.fixture
def entry(office):
    """Makes an entry with a file, or without one."""

    def make(folder, content=b"", name="", **fields):
        stored = store(office, ContentFile(content), by=None, name=name) if content else None
        item = EvidenceFactory(office=office, file=stored, file_name=name, **fields)
        return Entry(folder, f"{folder}, Juni 2022", item, SourceFile(stored, name) if stored else None)

    return make


@pytest.fixture
def unpacked(tmp_path):
    """Packs entries and unpacks them with another program; the folder."""

    def run(entries, **options):
        archive, folder = tmp_path / "bukti.zip", tmp_path / "isi"
        with archive.open("wb") as target:
            pack(target, entries, today=TODAY, **{"unseen": 0, **options})
        subprocess.run([sys.executable, "-m", "zipfile", "-e", archive, folder], check=True)
        return folder

    return run


def names(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def index(folder):
    text = (folder / "indeks.csv").read_bytes().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def test_files_lie_in_folders_by_code_under_names_that_differ(entry, unpacked):
    folder = unpacked(
        [
            entry("1.1.1", b"satu", "Notula rapat.txt"),
            entry("1.1.1", b"dua", "notula RAPAT.txt"),
            entry("7.6.2", b"tiga", "../../etc/Notula é.txt"),
        ]
    )

    assert names(folder) == [
        "1.1.1/Notula rapat.txt",
        "1.1.1/notula RAPAT (2).txt",
        "7.6.2/Notula é.txt",
        "SHA256SUMS",
        "indeks.csv",
    ]


def test_checksums_are_right_as_sha256sum_reads_them(entry, unpacked):
    folder = unpacked([entry("1.1.1", b"satu", "Notula 'rapat' ñ.txt"), entry("1.1.2", b"dua", "b.txt")])

    checked = subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=folder, capture_output=True, text=True, check=True)
    (folder / "1.1.2" / "b.txt").write_bytes(b"lain")
    spoiled = subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=folder, capture_output=True, text=True, check=False)

    assert [line.rpartition(": ")[2] for line in checked.stdout.splitlines()] == ["OK", "OK", "OK"]
    assert spoiled.returncode == 1


def test_index_says_what_each_item_is(entry, unpacked):
    proving = entry("1.1.1", b"satu", "notula.txt", title="=Notula", link="", valid_to=date(2022, 12, 31))
    bare = entry("1.1.2", title="Berita", link="https://contoh.example/berita", status="removed")

    head, first, second, note = index(unpacked([proving, bare], unseen=2))

    assert head[:4] == ["kode", "membuktikan", "judul", "berkas"]
    assert first == [
        "1.1.1",
        "1.1.1, Juni 2022",
        "'=Notula",
        "1.1.1/notula.txt",
        "2022-06-01",
        "2022-12-31",
        "biasa",
        "berlaku",
        proving.item.file.sha256,
        "",
        "",
    ]
    assert second[2:4] + second[7:] == [
        "Berita",
        "",
        "ditarik",
        "",
        "https://contoh.example/berita",
        "tanpa salinan",
    ]
    assert note == ["2 bukti lain tidak disertakan karena tidak terbuka bagi Anda."]


def test_file_that_storage_lost_is_named_and_the_rest_is_packed(entry, unpacked):
    lost = entry("1.1.1", b"hilang", "hilang.txt")
    default_storage.delete(lost.item.file.storage_name)

    folder = unpacked([lost, entry("1.1.1", b"ada", "ada.txt")])

    assert names(folder) == ["1.1.1/ada.txt", "SHA256SUMS", "indeks.csv"]
    assert index(folder)[1][-1] == "berkasnya hilang dari penyimpanan"
