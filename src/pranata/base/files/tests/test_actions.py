import os
import time
from hashlib import sha256

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.db import IntegrityError

from pranata.base.access.models import Role
from pranata.base.access.tests.factories import RoleAssignmentFactory, UserFactory
from pranata.base.audit.models import Event
from pranata.base.files import actions
from pranata.base.files.actions import release, store, sweep_orphans
from pranata.base.files.downloads import open_file
from pranata.base.files.errors import RefusedFile
from pranata.base.files.models import StoredFile
from pranata.base.files.tests.samples import PDF, PNG
from pranata.base.org.tests.factories import OfficeFactory
from pranata.base.seal.actions import erase
from pranata.base.seal.errors import Erased


@pytest.fixture
def office(db, storage_dir):
    return OfficeFactory()


def store_pdf(office, content=PDF, **options):
    return store(office, ContentFile(content), **{"by": None, "name": "surat.pdf"} | options)


def files_in(folder):
    return sorted(path for path in folder.rglob("*") if path.is_file())


def read(stored):
    with open_file(stored) as file:
        return file.read()


def test_store_keeps_the_bytes_at_a_place_named_by_their_hash(office, storage_dir):
    stored = store_pdf(office)
    digest = sha256(PDF).hexdigest()
    assert (stored.sha256, stored.size, stored.media_type) == (digest, len(PDF), "application/pdf")
    assert (stored.use_count, stored.is_sealed) == (1, False)
    place = f"{office.code}/{digest[:2]}/{digest[2:4]}/{digest}-"
    assert stored.storage_name.startswith(place)
    assert [path.read_bytes() for path in files_in(storage_dir)] == [PDF]
    assert read(stored) == PDF


@pytest.mark.parametrize(
    "upload",
    [
        SimpleUploadedFile("x", PDF),
        ContentFile(PDF),
    ],
)
def test_store_takes_any_kind_of_upload(office, upload):
    upload.seek(7)
    assert read(store(office, upload, by=None, name="surat.pdf")) == PDF


def test_store_takes_an_upload_that_came_through_a_file_in_several_chunks(office):
    content = PDF + bytes(200_000)
    with TemporaryUploadedFile("x", "text/html", len(content), None) as upload:
        upload.write(content)
        stored = store(office, upload, by=None, name="surat.pdf")
    assert (read(stored), stored.media_type) == (content, "application/pdf")


def test_the_same_bytes_are_stored_once_per_office_and_counted(office, storage_dir):
    first, second = store_pdf(office), store_pdf(office, name="salinan.PDF")
    elsewhere = store_pdf(OfficeFactory())
    assert (first.pk == second.pk, second.use_count, elsewhere.use_count) == (True, 2, 1)
    assert first.pk != elsewhere.pk
    assert len(files_in(storage_dir)) == 2


def test_storing_and_releasing_are_audited(office):
    user = UserFactory()
    stored = store_pdf(office, by=user)
    release(stored, by=user)
    events = Event.objects.filter(office_code=office.code)
    target = f"files.storedfile:{stored.pk}"
    expected = [(f"user:{user.pk}", "files.stored", target), (f"user:{user.pk}", "files.released", target)]
    assert list(events.values_list("actor", "action", "target")) == expected


def test_the_last_release_removes_row_and_bytes(office, storage_dir, django_capture_on_commit_callbacks):
    stored = store_pdf(office)
    store_pdf(office)
    with django_capture_on_commit_callbacks(execute=True):
        release(stored, by=None)
    assert (StoredFile.objects.get().use_count, len(files_in(storage_dir))) == (1, 1)

    with django_capture_on_commit_callbacks(execute=True):
        release(stored, by=None)
        assert len(files_in(storage_dir)) == 1
    assert (StoredFile.objects.count(), files_in(storage_dir)) == (0, [])
    with pytest.raises(StoredFile.DoesNotExist):
        release(stored, by=None)


def test_bytes_stored_anew_survive_the_removal_of_the_old_ones(office, django_capture_on_commit_callbacks):
    old = store_pdf(office)
    with django_capture_on_commit_callbacks(execute=True):
        release(old, by=None)
        anew = store_pdf(office)
    assert read(anew) == PDF


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"", "surat.pdf", "Berkas kosong."),
        (PDF + bytes(1024**2), "surat.pdf", "Berkas terlalu besar; paling besar 1 MB."),
        (PNG, "surat.pdf", "Isi berkas (png) tidak sesuai dengan akhiran namanya (.pdf)."),
    ],
)
def test_a_refused_file_leaves_nothing(office, settings, storage_dir, content, name, sentence):
    settings.MAX_UPLOAD_BYTES = 1024**2
    with pytest.raises(RefusedFile) as refusal:
        store_pdf(office, content, name=name)
    assert str(refusal.value) == sentence
    assert (StoredFile.objects.count(), files_in(storage_dir), Event.objects.count()) == (0, [], 0)


def test_a_file_of_exactly_the_limit_is_accepted(office, settings):
    settings.MAX_UPLOAD_BYTES = len(PDF)
    assert store_pdf(office).size == len(PDF)


def test_a_failing_row_takes_its_bytes_back(office, storage_dir):
    measure = actions.Measure(len(PDF), "0" * 64)
    with pytest.raises(IntegrityError):
        actions.add(office, ContentFile(PDF), measure, None)
    assert (StoredFile.objects.count(), files_in(storage_dir)) == (0, [])


def test_two_who_store_the_same_at_once_share_one_row(office, storage_dir):
    first = store_pdf(office)
    measure = actions.Measure(len(PDF), first.sha256)
    second = actions.add(office, ContentFile(PDF), measure, "application/pdf")
    assert (second.pk, second.use_count) == (first.pk, 2)
    assert len(files_in(storage_dir)) == 1


def test_a_sealed_file_is_encrypted_and_never_shared(office, storage_dir):
    first, second = store_pdf(office, subject="case:1"), store_pdf(office, subject="case:1")
    plain = store_pdf(office)
    assert len({first.pk, second.pk, plain.pk}) == 3
    assert (first.is_sealed, first.size, read(first), read(second)) == (True, len(PDF), PDF, PDF)
    sealed = (storage_dir / first.storage_name).read_bytes()
    assert (PDF in sealed, sha256(sealed).hexdigest()) == (False, first.sha256)
    assert sha256(PDF).hexdigest() not in first.storage_name


def test_a_sealed_file_is_gone_with_its_key(office):
    stored = store_pdf(office, subject="case:1")
    erase("case:1")
    with pytest.raises(Erased):
        open_file(stored)


@pytest.fixture
def orphans(office, storage_dir):
    """Two files that no row knows: the first two days old, the second new."""
    names = [default_storage.save(f"{office.code}/ab/cd/{age}", ContentFile(b"x")) for age in ("old", "young")]
    grow_old(storage_dir / names[0])
    return names


def grow_old(path):
    two_days_ago = time.time() - 2 * 24 * 60 * 60
    os.utime(path, (two_days_ago, two_days_ago))


def test_sweep_removes_only_old_bytes_without_row(office, storage_dir, orphans, monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", "2020-01-01")  # when this database was begun
    kept = store_pdf(office)
    sealed = store_pdf(office, subject="case:1")
    grow_old(storage_dir / kept.storage_name)
    grow_old(storage_dir / sealed.storage_name)
    assert sweep_orphans() == 1
    expected = sorted(storage_dir / name for name in (kept.storage_name, sealed.storage_name, orphans[1]))
    assert files_in(storage_dir) == expected
    assert sweep_orphans() == 0


def test_sweep_leaves_alone_what_is_older_than_the_database(office, storage_dir, orphans):
    assert sweep_orphans() == 0
    store_pdf(office)
    assert sweep_orphans() == 0
    assert len(files_in(storage_dir)) == 3


def test_sweep_of_a_storage_that_never_held_anything_removes_nothing(db, storage_dir):
    assert sweep_orphans() == 0


def test_files_are_visible_to_staff_of_the_office_unless_sealed(office):
    plain = store_pdf(office)
    store_pdf(office, subject="case:1")
    store_pdf(OfficeFactory())
    staff = RoleAssignmentFactory(role=Role.STAFF, office=office)
    assert list(StoredFile.objects.visible_to(staff.user)) == [plain]
    assert list(StoredFile.objects.visible_to(UserFactory())) == []
