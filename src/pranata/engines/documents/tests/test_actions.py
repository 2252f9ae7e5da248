from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError

from pranata.base.audit.models import Event
from pranata.base.files.downloads import open_file
from pranata.base.files.errors import RefusedFile
from pranata.base.org.tests.factories import OfficeFactory
from pranata.engines.documents import actions
from pranata.engines.documents.models import Document

pytestmark = pytest.mark.django_db


def record_decree(office, *, number="1/HK/9999/2022", content=b"isi keputusan"):
    return actions.record_decree(
        office=office,
        by=None,
        number=number,
        title="Penetapan rencana contoh",
        year=2022,
        place="Kota Contoh",
        issued_on=date(2022, 1, 17),
        body={"decides": "contoh"},
        file=ContentFile(content, name="keputusan.md"),
        file_name="keputusan.md",
    )


def test_decree_is_kept_with_its_file_and_an_event():
    document = record_decree(OfficeFactory(code="9999"))

    with open_file(document.file) as file:
        assert file.read() == b"isi keputusan"
    assert str(document) == "Keputusan 1/HK/9999/2022"
    assert Event.objects.filter(action="documents.recorded").values_list("office_code", "target").get() == (
        "9999",
        f"documents.document:{document.pk}",
    )


def test_number_is_taken_once_per_office():
    office = OfficeFactory()
    record_decree(office)

    with pytest.raises(IntegrityError):
        record_decree(office)


def test_decrees_without_number_stand_side_by_side():
    office = OfficeFactory()

    assert [record_decree(office, number="").number for _ in range(2)] == ["", ""]


def test_refused_file_leaves_no_document():
    with pytest.raises(RefusedFile):
        record_decree(OfficeFactory(), content=b"")

    assert Document.objects.count() == 0


def test_document_is_public_only_after_it_was_opened():
    document = record_decree(OfficeFactory())
    before = list(Document.objects.public())

    actions.open_to_public(document, by=None)

    assert (before, list(Document.objects.public())) == ([], [document])
