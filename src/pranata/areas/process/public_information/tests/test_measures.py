from datetime import date

import pytest

from pranata.areas.process.public_information.tests.factories import (
    ExemptedInformationFactory,
    PublicInformationFactory,
)
from pranata.base.org.tests.factories import OfficeFactory
from pranata.engines.indicators.tests.reading_kit import day_of, record_sets, sentence_of, value_of


@pytest.fixture(autouse=True)
def _july(monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", "2022-07-15")


@pytest.fixture
def office(db):
    return OfficeFactory(code="9999")


def test_share_and_newest_day_are_nothing_to_measure_when_the_list_is_empty(office):
    assert value_of("public_information.published_share", office, "2022-06") == (None, None, None)
    assert day_of("public_information.newest", office, "2022-06") is None
    assert value_of("public_information.published_count", office, "2022-06") == (0, 0, None)


def test_published_information_is_counted_of_the_whole_list(office):
    shown = PublicInformationFactory(office=office, is_published=True)
    hidden = PublicInformationFactory(office=office)
    PublicInformationFactory(is_published=True)

    assert value_of("public_information.published_share", office, "2022-06") == (50, 1, 2)
    assert record_sets("public_information.published_share", office, "2022-06") == [{shown.pk}, {shown.pk, hidden.pk}]
    assert record_sets("public_information.published_count", office, "2022-06") == [{shown.pk}]


def test_newest_is_the_last_day_of_what_the_public_sees(office):
    PublicInformationFactory(office=office, is_published=True, made_on=date(2022, 5, 2))
    PublicInformationFactory(office=office, is_published=True, made_on=None)
    PublicInformationFactory(office=office, made_on=date(2022, 6, 1))
    PublicInformationFactory(office=office, is_published=True, made_on=date(2022, 7, 1))

    assert day_of("public_information.newest", office, "2022-06") == date(2022, 5, 2)
    assert sentence_of("public_information.newest", office, "2022-06") == (
        "Informasi termuda dalam Daftar Informasi Publik yang tampil untuk umum dibuat pada 2 Mei 2022."
    )


def test_exempted_information_counts_until_it_expires(office):
    ExemptedInformationFactory(office=office)
    ExemptedInformationFactory(office=office, expires_on=date(2022, 6, 30))
    ExemptedInformationFactory(office=office, expires_on=date(2022, 6, 29))
    ExemptedInformationFactory(office=office, decided_on=date(2022, 7, 1))

    assert value_of("public_information.exempted_count", office, "2022-06") == (2, 2, None)
