"""What the indicators read of the legal documentation."""

from datetime import date

import pytest

from pranata.areas.regulation.jdih.tests.factories import LegalDocumentFactory, LegalRecordFactory
from pranata.engines.documents.models import Document
from pranata.engines.indicators.tests.reading_kit import day_of, record_sets, sentence_of, value_of


@pytest.fixture(autouse=True)
def _july(monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", "2022-07-15")


def opened(office, *, issued=date(2022, 1, 12), published=date(2022, 1, 14), checked=None, **values):
    """A document that is open since ``published``."""
    document = LegalDocumentFactory(office=office, issued_on=issued, is_public=True, **values)
    LegalRecordFactory(office=office, document=document, published_on=published, status_checked_on=checked)
    return document


def test_nothing_is_measured_while_nothing_is_open(office, decree):
    assert value_of("jdih.exists", office, "2022-06") == (0, 0, None)
    assert value_of("jdih.published_count", office, "2022-06") == (0, 0, None)
    assert value_of("jdih.days_to_publish", office, "2022-06")[0] is None
    assert day_of("jdih.newest_upload", office, "2022-06") is None


def test_documents_count_from_the_day_they_are_open(office, decree):
    shown = opened(office)
    opened(office, published=date(2022, 7, 1))
    LegalRecordFactory(office=office, document=decree)

    assert value_of("jdih.exists", office, "2022-06") == (1, 1, None)
    assert value_of("jdih.published_count", office, "2022-06") == (1, 1, None)
    assert record_sets("jdih.published_count", office, "2022-06") == [{shown.pk}]
    assert day_of("jdih.newest_upload", office, "2022-07") == date(2022, 7, 1)


def test_days_are_the_mean_from_issue_to_publication_of_own_law(office):
    opened(office)
    opened(office, issued=date(2022, 3, 1), published=date(2022, 3, 6))
    opened(office, author_entity="KPU", issued=date(2021, 1, 1))
    opened(office, kind="monografi", number="", issued=None)

    assert value_of("jdih.days_to_publish", office, "2022-06")[0] == 3.5


def test_upload_is_on_time_within_three_working_days(office, decree):
    early = opened(office, issued=date(2022, 1, 14), published=date(2022, 1, 19))
    late = opened(office, issued=date(2022, 1, 14), published=date(2022, 1, 20))
    opened(office, issued=date(2022, 6, 30), published=date(2022, 7, 1))
    opened(office, author_entity="KPU")
    LegalDocumentFactory(office=office, confidentiality="rahasia")

    assert value_of("jdih.uploaded_on_time", office, "2022-06")[1:] == (1, 3)
    assert record_sets("jdih.uploaded_on_time", office, "2022-06") == [{early.pk}, {early.pk, late.pk, decree.pk}]


def test_metadata_is_complete_with_subject_abstract_and_file(office):
    whole = opened(office, subject="Layanan", abstract="Isi contoh")
    whole.legal_record.file_address = "https://jdih.contoh.go.id/a.pdf"
    whole.legal_record.save()
    opened(office, subject="Layanan")

    assert value_of("jdih.complete_share", office, "2022-06") == (50, 1, 2)
    assert record_sets("jdih.complete_share", office, "2022-06")[0] == {whole.pk}


def test_status_counts_as_checked_for_a_year(office):
    checked = opened(office, checked=date(2022, 6, 1))
    opened(office, checked=date(2021, 6, 1))
    opened(office, checked=date(2022, 7, 1))
    opened(office)

    assert value_of("jdih.status_checked_share", office, "2022-06") == (25, 1, 4)
    assert record_sets("jdih.status_checked_share", office, "2022-06")[0] == {checked.pk}
    assert sentence_of("jdih.status_checked_share", office, "2022-06") == (
        "Status 1 dari 4 dokumen di JDIH diperiksa dalam setahun sampai 30 Juni 2022."
    )


def test_withdrawn_document_no_longer_counts(office):
    opened(office)
    Document.objects.update(is_public=False)

    assert value_of("jdih.published_count", office, "2022-06") == (0, 0, None)
