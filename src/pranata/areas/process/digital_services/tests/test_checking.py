"""The rounds that ask addresses: what is kept, what the audit hears, what is asked of nobody."""

import json
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from pranata.areas.process.digital_services.actions.checking import KEPT_DAYS, Round, check_addresses
from pranata.areas.process.digital_services.models import Check, ReachMonth
from pranata.areas.process.digital_services.tests.factories import ApplicationFactory, CheckFactory
from pranata.base.audit.models import Event
from pranata.base.org.tests.factories import OfficeFactory
from pranata.lib import clock
from pranata.lib.tests.servers import reply, served

MOMENT = datetime(2022, 6, 30, 16, 30, tzinfo=UTC)  # 23.30 WIB


@pytest.fixture(autouse=True)
def _here_and_now(settings):
    settings.FETCH_LOOPBACK = True
    with clock.at(MOMENT):
        yield


@pytest.fixture
def office(db):
    return OfficeFactory(is_active=True)


def answering(line, request):
    """A page, unless the path says otherwise."""
    line.sendall(reply(b"sibuk", status="503 Busy") if "/sibuk" in request else reply(b"halaman"))


def watched(office, address, **facts):
    return ApplicationFactory(office=office, address=address, is_watched=True, **facts)


def test_round_keeps_each_answer_and_counts_the_month(office):
    with served(answering) as port:
        good, bad = watched(office, f"http://127.0.0.1:{port}/"), watched(office, f"http://127.0.0.1:{port}/sibuk")
        first, second = check_addresses(), check_addresses()

    assert (first, second) == (Round(2, 1), Round(2, 1))
    months = ReachMonth.objects.order_by("pk").values_list("application", "month", "checks", "reached", "is_reached")
    assert list(months) == [(good.pk, 6, 2, 2, True), (bad.pk, 6, 2, 0, False)]
    words = set(Check.objects.filter(application=bad).values_list("words", flat=True))
    assert words == {"Alamat ini menjawab dengan kode 503, bukan isinya."}


def test_month_is_that_of_the_local_day(office):
    with served(answering) as port:
        watched(office, f"http://127.0.0.1:{port}/")
        with clock.at(MOMENT + timedelta(hours=1)):  # 0.30 WIB on 1 July
            check_addresses()

    assert ReachMonth.objects.get().month == 7


def test_audit_hears_what_is_lost_and_found_again_but_not_every_check(office):
    with served(answering) as port:
        item = watched(office, f"http://127.0.0.1:{port}/")
        check_addresses()
        check_addresses()
    with clock.at(MOMENT + timedelta(minutes=5)):
        check_addresses()  # nobody answers there any more
    with served(answering) as port:
        item.address = f"http://127.0.0.1:{port}/"
        item.save()
        check_addresses()

    heard = Event.objects.filter(action__startswith="digital_services.").order_by("sequence")
    assert [each.action.partition(".")[2] for each in heard] == ["addresses_checked", "reach_lost", "reach_regained"]
    assert {each.actor for each in heard} == {"system"}


def test_only_watched_applications_in_use_of_offices_that_work_here_are_asked(office):
    with served(answering) as port:
        address = f"http://127.0.0.1:{port}/"
        ApplicationFactory(office=office, address=address)
        watched(office, address, status="berhenti")
        watched(office, "")
        watched(OfficeFactory(is_active=False), address)

        assert check_addresses() == Round(0, 0)


def test_address_that_two_offices_watch_is_asked_once(office):
    asked = []

    def count(line, request):
        asked.append(request.split()[1])
        answering(line, request)

    with served(count) as port:
        watched(office, f"http://127.0.0.1:{port}/sama")
        watched(OfficeFactory(is_active=True), f"http://127.0.0.1:{port}/sama")

        assert check_addresses() == Round(2, 2)

    assert asked == ["/sama"]


def test_address_inside_the_house_is_refused_and_counts_as_not_reached(office, settings):
    settings.FETCH_LOOPBACK = False
    with served(answering) as port:
        watched(office, f"http://127.0.0.1:{port}/")

        assert check_addresses() == Round(1, 0)


def test_old_checks_go_and_their_month_stays(office):
    item = ApplicationFactory(office=office)
    CheckFactory(application=item, at=MOMENT - KEPT_DAYS - timedelta(hours=1))
    kept = CheckFactory(application=item, at=MOMENT - KEPT_DAYS + timedelta(hours=1))
    month = ReachMonth.objects.create(
        application=item, year=2022, month=3, checks=1, reached=1, is_reached=True, last_at=MOMENT
    )

    check_addresses()

    assert (list(Check.objects.all()), list(ReachMonth.objects.all())) == ([kept], [month])


def test_command_asks_and_says_what_it_found(office):
    out = StringIO()
    with served(answering) as port:
        item = watched(office, f"http://127.0.0.1:{port}/sibuk")
        call_command("check_addresses", json=True, stdout=out)

    said = json.loads(out.getvalue())
    row = said["addresses"][0]
    assert (said["checked"], said["reached"]) == (1, 0)
    assert (row["application"], row["is_reached"], row["at"]) == (item.name, False, "2022-06-30T16:30:00+00:00")
