from datetime import date
from decimal import Decimal

import pytest

from pranata.areas.process.digital_services import measures
from pranata.areas.process.digital_services.tests.factories import (
    ApplicationFactory,
    ApplicationIndexFactory,
    BudgetLineFactory,
    ReachMonthFactory,
    UsageFactory,
)
from pranata.base.org.tests.factories import OfficeFactory
from pranata.engines.indicators.registry import by_key
from pranata.engines.indicators.rules import Span, stretch

JUNE = stretch(Span.YEAR_TO_DATE, 2022, 6)


@pytest.fixture
def office(db):
    return OfficeFactory()


def computed(name, office, period=JUNE):
    return by_key(f"digital_services.{name}").compute(office, period)


def used(office, purpose, **values):
    application = ApplicationFactory(office=office, purpose=purpose)
    return UsageFactory(office=office, application=application, **values)


def test_counts_are_of_applications_in_use_alone(office):
    ApplicationFactory(office=office, is_shared=True, is_integrated=True, is_innovative=True, purpose="kepemiluan")
    ApplicationFactory(office=office, is_shared=True, sop_reference="SOP 1", process_reference="Proses 1")
    ApplicationFactory(office=office, status="berhenti", is_shared=True, is_integrated=True)
    ApplicationFactory(is_shared=True)
    names = ("applications_count", "shared_count", "integrated_count", "innovative_count", "election_count")

    assert [computed(name, office).rows.count() for name in names] == [2, 2, 1, 1, 1]
    documented = measures.documented_share(office, JUNE)
    assert (documented.part.count(), documented.whole.count()) == (1, 2)


def test_budget_is_that_of_the_year_and_nothing_where_none_was_entered(office):
    assert measures.budget(office, JUNE) is None
    BudgetLineFactory(office=office, year=2022, realized=Decimal(500_000))
    BudgetLineFactory(office=office, year=2021)
    BudgetLineFactory(year=2022)

    assert list(measures.budget(office, JUNE).rows.values_list("amount", flat=True)) == [Decimal(1_000_000)]
    assert measures.budget_realized(office, JUNE).rows.count() == 1


def test_use_counts_what_its_purpose_entered_up_to_the_month(office):
    row = used(office, "naskah-dinas", month=6, transactions=12)
    UsageFactory(office=office, application=row.application, month=7, transactions=30)
    used(office, "naskah-dinas", month=1, transactions=None, users=4)
    used(office, "keuangan", month=2, transactions=5)

    assert list(computed("letters_use", office).rows) == [row]
    assert computed("staffing_use", office) is None
    assert computed("finance_filled", office).rows.count() == 1
    assert computed("planning_filled", office).rows.count() == 0


def test_share_of_procurement_is_read_of_rows_that_know_both(office):
    used(office, "pengadaan", month=1, transactions=3, whole=4)
    used(office, "pengadaan", month=2, transactions=1, whole=4)
    used(office, "pengadaan", month=3, transactions=9, whole=None)

    found = measures.procurement_share(office, JUNE)

    assert (found.value, found.rows.count()) == (Decimal(50), 2)


def test_share_of_nothing_is_none_and_not_zero(office):
    assert measures.procurement_share(office, JUNE).value is None
    assert measures.reach_share(office, JUNE).value is None


def test_reach_is_counted_over_the_months_and_its_last_state_tells_whether_it_is_reachable(office):
    application = ApplicationFactory(office=office, purpose="pengaduan")
    ReachMonthFactory(application=application, month=5, checks=10, reached=10, is_reached=True)
    ReachMonthFactory(application=application, month=6, checks=10, reached=5, is_reached=False)
    ReachMonthFactory(application=application, month=7, checks=10, reached=0, is_reached=False)

    assert measures.reach_share(office, JUNE).value == Decimal(75)
    may, june = (stretch(Span.MONTH, 2022, month) for month in (5, 6))
    assert computed("complaints_reachable", office, may).rows.count() == 1
    assert computed("complaints_reachable", office, june).rows.count() == 0
    assert computed("election_reachable", office, may).rows.count() == 0


def test_visits_and_indices_are_of_applications_for_the_public(office):
    row = used(office, "ppid", month=2, users=40)
    used(office, "keuangan", month=2, users=9)
    for name in ("Indeks A", "Indeks B"):
        ApplicationIndexFactory(office=office, application=row.application, name=name)
    ApplicationIndexFactory(office=office)
    ApplicationIndexFactory(
        office=office, application=ApplicationFactory(office=office, purpose="jdih"), valued_on=date(2021, 6, 30)
    )

    assert list(measures.public_visits(office, JUNE).rows) == [row]
    assert list(measures.indexed_count(office, JUNE).rows) == [row.application]
