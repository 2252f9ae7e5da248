"""Files go back into any store under the very names that the rows know."""

import io

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage, default_storage

from pranata.config.backup.errors import Refused
from pranata.config.backup.restoring import Contents, check_target, put_file, stored_names

NAME = "3503/ab/cd/abcd-01234567"
KEYS = dict.fromkeys(("django", "audit", "sealing"), "kunci")


@pytest.fixture
def bucket(settings):
    """A store that is no folder, as one in S3 is none."""
    settings.STORAGES = {**settings.STORAGES, "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"}}
    return default_storage


def test_file_is_stored_under_exactly_its_name():
    store = InMemoryStorage()
    put_file(store, NAME, io.BytesIO(b"isi contoh"))

    assert store.open(NAME).read() == b"isi contoh"


def test_file_that_is_there_already_is_left_when_it_is_the_same():
    store = InMemoryStorage()
    put_file(store, NAME, io.BytesIO(b"isi contoh"))
    put_file(store, NAME, io.BytesIO(b"isi contoh"))

    assert store.listdir("3503/ab/cd") == ([], ["abcd-01234567"])


def test_other_bytes_of_the_same_name_are_refused():
    store = InMemoryStorage()
    store.save(NAME, ContentFile(b"isi lain"))

    with pytest.raises(Refused, match="sudah berisi berkas lain"):
        put_file(store, NAME, io.BytesIO(b"isi contoh"))
    assert store.open(NAME).read() == b"isi lain"


def test_bucket_with_files_of_others_is_refused_even_to_replace(db, bucket):
    bucket.save(NAME, ContentFile(b"isi contoh"))

    assert stored_names() == {NAME}
    with pytest.raises(Refused, match="bucket kosong"):
        check_target(Contents("2026-01-02", KEYS, {}, set()), replace=True)


def test_bucket_of_an_interrupted_restore_is_gone_on_with(db, bucket):
    bucket.save(NAME, ContentFile(b"isi contoh"))

    assert check_target(Contents("2026-01-02", KEYS, {}, {NAME, "3503/ef"}), replace=True) is None
