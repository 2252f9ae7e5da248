"""What the decree asks for, counted."""

from datetime import date

import pytest

from pranata.areas.regulation.legal_products.measures import (
    any_mapped,
    assessed_share,
    disharmony_change,
    documents_mapped_share,
    enacted_count,
    findings_settled_share,
    last_mapped,
    late_count,
    mapped_count,
    new_count,
    open_findings,
    program_on_time,
    revised_count,
    revoked_count,
    service_revised_count,
)
from pranata.areas.regulation.legal_products.tests.factories import (
    FindingFactory,
    LegalProductFactory,
    ProgramItemFactory,
)
from pranata.engines.documents.tests.factories import DocumentFactory
from pranata.engines.indicators.registry import Span
from pranata.engines.indicators.rules import stretch

HALF = stretch(Span.YEAR_TO_DATE, 2022, 6)
LAST_DAY = stretch(Span.ON_DAY, 2022, 6)


@pytest.fixture
def year(office):
    """Two old decrees; one is amended, the other replaced in the first half of 2022, a third amended in July."""
    first = LegalProductFactory(office=office, is_service_related=True, result="tetap")
    second = LegalProductFactory(office=office)
    days = {"year": 2022, "mapped_on": date(2022, 6, 30)}
    LegalProductFactory(office=office, issued_on=date(2022, 2, 1), changes=first, effect="mengubah", **days)
    LegalProductFactory(office=office, issued_on=date(2022, 6, 30), changes=second, effect="mengganti", **days)
    LegalProductFactory(office=office, issued_on=date(2022, 3, 1), changes=second, effect="mencabut", **days)
    LegalProductFactory(office=office, issued_on=date(2022, 4, 1), **days)
    LegalProductFactory(
        office=office,
        issued_on=date(2022, 7, 1),
        year=2022,
        mapped_on=date(2022, 7, 1),
        changes=first,
        effect="mengubah",
    )
    LegalProductFactory(issued_on=date(2022, 2, 1), year=2022)
    return office


def count(result):
    return result.rows.count()


def test_products_are_counted_by_the_day_they_were_issued_and_what_they_do(year):
    assert count(enacted_count(year, HALF)) == 4
    assert count(revised_count(year, HALF)) == 2
    assert count(service_revised_count(year, HALF)) == 1
    assert count(revoked_count(year, HALF)) == 2
    assert count(new_count(year, HALF)) == 1


def test_mapping_is_counted_by_the_day_it_was_mapped(year):
    assert (count(any_mapped(year, LAST_DAY)), count(mapped_count(year, LAST_DAY))) == (6, 6)
    assert any_mapped(year, stretch(Span.ON_DAY, 2021, 12)).rows.exists() is False
    share = assessed_share(year, LAST_DAY)
    assert (share.part.count(), share.whole.count()) == (1, 6)
    fresh = last_mapped(year, LAST_DAY)
    assert max(fresh.rows.values_list(fresh.field, flat=True)) == date(2022, 6, 30)


def test_documents_are_mapped_when_a_row_is_linked_to_them(office):
    linked = DocumentFactory(office=office, issued_on=date(2022, 3, 1))
    DocumentFactory(office=office, issued_on=date(2022, 3, 1))
    DocumentFactory(office=office, issued_on=date(2022, 7, 1))
    LegalProductFactory(office=office, document=linked)

    share = documents_mapped_share(office, LAST_DAY)

    assert (list(share.part), share.whole.count()) == ([linked], 2)


def test_findings_are_open_until_they_were_decided(office):
    FindingFactory(office=office)
    FindingFactory(office=office, state="selesai", decision="Contoh", decided_on=date(2022, 6, 30))
    FindingFactory(office=office, state="selesai", decision="Contoh", decided_on=date(2022, 7, 1))
    FindingFactory(office=office, found_on=date(2022, 7, 1))
    FindingFactory(office=office, found_on=date(2021, 6, 1), kind="vertikal")
    FindingFactory(office=office, found_on=date(2021, 6, 1), kind="tidak-jelas")

    assert count(open_findings(office, LAST_DAY)) == 4
    share = findings_settled_share(office, LAST_DAY)
    assert (share.part.count(), share.whole.count()) == (1, 5)
    change = disharmony_change(office, LAST_DAY)
    assert (count(change.now), count(change.before)) == (3, 1)


def test_program_is_on_time_when_it_was_enacted_within_its_month(office):
    outcome = LegalProductFactory(office=office)
    done = {"office": office, "status": "penetapan", "outcome": outcome}
    in_time = ProgramItemFactory(target_month=6, enacted_on=date(2022, 6, 30), **done)
    ProgramItemFactory(target_month=5, enacted_on=date(2022, 6, 1), **done)
    ProgramItemFactory(office=office, target_month=3)
    ProgramItemFactory(office=office, target_month=3, status="batal")
    ProgramItemFactory(office=office, target_month=7)
    ProgramItemFactory(office=office, year=2021, target_month=12)

    found = program_on_time(office, HALF)

    assert (list(found.on_time), found.due.count()) == ([in_time], 3)
    assert count(late_count(office, LAST_DAY)) == 2
    assert count(late_count(office, stretch(Span.ON_DAY, 2022, 5))) == 2
