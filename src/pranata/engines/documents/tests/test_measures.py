from datetime import date

import pytest

from pranata.base.org.tests.factories import OfficeFactory
from pranata.engines.documents.tests.factories import DocumentFactory
from pranata.engines.indicators.tests.reading_kit import record_sets, sentence_of, value_of


@pytest.fixture(autouse=True)
def _july(monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", "2022-07-15")


@pytest.fixture
def office(db):
    return OfficeFactory(code="9999")


def issued(office, on=date(2022, 6, 1), **more):
    return DocumentFactory(office=office, issued_on=on, **more)


def test_decrees_are_counted_by_the_day_of_issue_and_drafts_are_none(office):
    counted = issued(office)
    issued(office, date(2021, 12, 31))
    issued(office, date(2022, 7, 1))
    issued(office, number="")
    DocumentFactory(office=office)
    issued(OfficeFactory())

    assert value_of("documents.decrees_issued", office, "2022-06") == (1, 1, None)
    assert record_sets("documents.decrees_issued", office, "2022-06") == [{counted.pk}]
    assert sentence_of("documents.decrees_issued", office, "2022-06") == (
        "1 keputusan bernomor ditetapkan dari 1 Januari 2022 sampai 30 Juni 2022."
    )


@pytest.mark.parametrize(
    ("title", "is_amending"),
    [
        ("PERUBAHAN ATAS KEPUTUSAN KPU KABUPATEN CONTOH NOMOR 1 TENTANG RENCANA AKSI", True),
        ("Perubahan Kedua atas Keputusan Contoh", True),
        ("Tim Agen Perubahan", False),
        ("Rencana Aksi Agen Perubahan dan Pengarahan atas Reformasi", False),
        ("RALAT ATAS KEPUTUSAN CONTOH", False),
        ("Pencabutan Keputusan Contoh", False),
    ],
)
def test_amending_decree_is_known_by_its_title(office, title, is_amending):
    issued(office, title=title)

    assert value_of("documents.amending_decrees", office, "2022-06") == (is_amending, is_amending, None)


def test_public_share_is_of_what_was_issued_by_that_day(office):
    before = value_of("documents.public_share", office, "2022-06")
    shown, kept = issued(office, is_public=True), issued(office)
    issued(office, date(2022, 7, 1), is_public=True)

    assert (before, value_of("documents.public_share", office, "2022-06")) == ((None, None, None), (50, 1, 2))
    assert record_sets("documents.public_share", office, "2022-06") == [{shown.pk}, {shown.pk, kept.pk}]


def test_decrees_are_on_record_from_the_first_one(office):
    issued(office)

    assert value_of("documents.decrees_on_record", office, "2022-05") == (0, 0, None)
    assert value_of("documents.decrees_on_record", office, "2022-06") == (1, 1, None)
