"""The overview and the page of one application."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pranata.areas.process.digital_services.charts import BASE, TOP, chart_of
from pranata.areas.process.digital_services.models import Application
from pranata.areas.process.digital_services.queries import months_until, use_by_month
from pranata.areas.process.digital_services.tests.factories import (
    ApplicationFactory,
    ApplicationIndexFactory,
    BudgetLineFactory,
    CheckFactory,
    ReachMonthFactory,
    UsageFactory,
)
from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.org.tests.factories import OfficeFactory, UnitFactory
from pranata.lib import clock

DAY = date(2022, 6, 26)


@pytest.fixture(autouse=True)
def _that_day():
    with clock.at(datetime(2022, 6, 26, 3, 0, tzinfo=UTC)):
        yield


@pytest.fixture
def office(db):
    return OfficeFactory()


@pytest.fixture
def editor(client, office):
    user = RoleAssignmentFactory(office=office, role="kasubbag").user
    client.force_login(user)
    return user


def queries(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as caught:
        client.get(address)
    return len(caught)


def test_twelve_months_end_with_that_of_the_day():
    months = months_until(date(2022, 3, 15))

    assert (months[0], months[-1], len(months)) == ((2021, 4), (2022, 3), 12)


def test_month_sums_units_and_shares_only_where_the_whole_is_known(office):
    application = ApplicationFactory(office=office)
    facts = {"office": office, "application": application, "month": 5}
    UsageFactory(**facts, unit=UnitFactory(office=office), transactions=3, whole=4)
    UsageFactory(**facts, transactions=1, whole=4)
    UsageFactory(**{**facts, "month": 6}, transactions=2, whole=None)
    UsageFactory(**{**facts, "month": 6}, what="lain", transactions=2, whole=2)

    may, june = use_by_month(application, DAY)[-2:]

    assert (may.transactions, may.whole, may.share) == (4, 8, Decimal(50))
    assert (june.transactions, june.whole, june.share) == (4, None, None)


def test_highest_bar_reaches_the_top_and_an_empty_month_has_none(office):
    application = ApplicationFactory(office=office)
    UsageFactory(office=office, application=application, month=5, transactions=10)
    UsageFactory(office=office, application=application, month=6, transactions=5, whole=20)

    chart = chart_of(use_by_month(application, DAY))

    assert [(bar.words, bar.height) for bar in chart.bars[-3:]] == [("", 0), ("10", 60), ("5", 30)]
    assert (chart.bars[-1].whole_y, chart.bars[-1].whole_height, chart.has_whole) == (TOP, BASE - TOP, True)
    assert chart_of(use_by_month(ApplicationFactory(office=office), DAY)).bars == ()


def test_page_of_an_application_shows_what_is_known_of_it(client, editor, office):
    item = ApplicationFactory(office=office, name="SPSE contoh", is_watched=True, address="https://contoh.example/")
    UsageFactory(office=office, application=item, month=6, transactions=7)
    CheckFactory(application=item, is_reached=False, words="Alamat ini tidak selesai menjawab pada waktunya.")
    ReachMonthFactory(application=item)
    BudgetLineFactory(office=office, application=item)
    ApplicationIndexFactory(office=office, application=item)

    page = client.get(item.get_absolute_url())

    known = page.context
    assert [len(known[name]) for name in ("checks", "reach", "budget", "indices", "months")] == [1, 1, 1, 1, 12]
    assert "Alamat ini tidak selesai menjawab pada waktunya." in page.content.decode()
    assert known["chart"].bars[-1].words == "7"


def test_name_with_markup_is_text_on_the_page_and_in_the_drawing(client, editor, office):
    item = ApplicationFactory(office=office, name="<b>Contoh</b>", note="<script>x</script>")
    UsageFactory(office=office, application=item, month=6)

    words = client.get(item.get_absolute_url()).content.decode()

    assert ("<b>Contoh" in words, "<script>x" in words) == (False, False)


def test_pages_ask_as_often_for_three_rows_as_for_one(client, editor, office):
    item = ApplicationFactory(office=office, is_watched=True, address="https://contoh.example/")
    overview, page = f"/meja/{office.code}/aplikasi/", item.get_absolute_url()
    UsageFactory(office=office, application=item, month=1)
    few = [queries(client, overview), queries(client, page)]
    for month in (2, 3):
        UsageFactory(office=office, application=item, month=month)
        ReachMonthFactory(application=item, month=month)
        CheckFactory.create_batch(2, application=item)
        BudgetLineFactory(office=office, application=item)
        ApplicationFactory(office=office, is_watched=True, address="https://contoh.example/")

    assert [queries(client, overview), queries(client, page)] == few


def test_overview_counts_what_is_in_use_and_the_seven_uses(client, editor, office):
    item = ApplicationFactory(office=office, purpose="pengadaan", is_shared=True, sop_reference="SOP 1")
    ApplicationFactory(office=office, status="berhenti")
    UsageFactory(office=office, application=item, month=1, transactions=3)
    UsageFactory(office=office, application=item, month=2, transactions=4)
    BudgetLineFactory(office=office, realized=Decimal(250))

    known = client.get(f"/meja/{office.code}/aplikasi/").context

    assert [number for _words, number in known["counts"]] == [1, 1, 0, 0, 1]
    assert [(each.applications, each.months, each.transactions) for each in known["uses"]][-1] == (1, 2, 7)
    assert (known["amount"], known["realized"], len(known["uses"])) == (Decimal(1_000_000), Decimal(250), 7)


def test_sample_is_loaded_only_when_somebody_says_so(client, editor, office):
    place = f"/meja/{office.code}/aplikasi/contoh/"
    client.get(place)
    assert Application.objects.count() == 0

    assert client.post(place).headers["Location"] == f"/meja/{office.code}/register/aplikasi/"
    assert Application.objects.filter(office=office).count() == 17


def test_who_may_only_look_loads_nothing_and_another_office_sees_nothing(client, office):
    item = ApplicationFactory(office=office)
    client.force_login(RoleAssignmentFactory(office=office, role="assessor").user)
    assert client.get(item.get_absolute_url()).status_code == 200
    assert client.post(f"/meja/{office.code}/aplikasi/contoh/").status_code == 403

    client.force_login(RoleAssignmentFactory(role="secretary").user)
    assert client.get(item.get_absolute_url()).status_code == 404
    assert client.get(f"/meja/{office.code}/aplikasi/").status_code == 404
