"""Notices, how one wants to be told, and the calendar behind its secret address, on 15 June 2022."""

import re
from datetime import date

import pytest

from pranata.base.access.models import RoleAssignment
from pranata.base.access.tests.factories import RoleAssignmentFactory, UserFactory
from pranata.base.notify.actions import make_calendar_key
from pranata.base.notify.models import CalendarKey, Notice, NoticePreference
from pranata.base.notify.tests.factories import NoticeFactory
from pranata.base.people.tests.factories import PersonFactory
from pranata.desk.tests.live import adopt, errors, html_of, notices, words
from pranata.engines.cases.registry import kinds
from pranata.engines.plan.actions.responsibility import set_deadlines
from pranata.engines.plan.models import Subactivity
from pranata.engines.plan.tests.factories import ResponsibilityFactory

pytestmark = pytest.mark.django_db

LIST = "/meja/9001/pemberitahuan/"
SETTINGS = f"{LIST}atur/"
CALENDAR = f"{SETTINGS}kalender/"


@pytest.fixture(autouse=True)
def _day(monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", "2022-06-15")


@pytest.fixture
def row(plan):
    """2.1.1 of a plan in force, due in June and July."""
    return Subactivity.objects.get(plan=adopt(plan), code="2.1.1")


@pytest.fixture
def staff(client, office):
    user = RoleAssignmentFactory(office=office, user=UserFactory(person=PersonFactory(office=office))).user
    client.force_login(user)
    return user


def notice(row, user, **facts):
    return NoticeFactory(
        office=row.plan.office,
        recipient=user,
        kind="plan.overdue",
        target_label="plan.subactivity",
        target_id=row.pk,
        month=6,
        due_on="2022-06-30",
        address=f"/meja/9001/rencana-aksi/2022/{row.code}/?bulan=6",
        **facts,
    )


def shown(response) -> list[str]:
    found = re.findall(
        r'<article class="panel item task[^"]*">(.*?)<div class="task-ways">', html_of(response), re.DOTALL
    )
    return [words(each) for each in found]


def test_notices_are_listed_the_last_one_first(client, row, staff):
    notice(row, staff, read_at="2022-06-15T02:00Z")
    notice(row, staff)
    notice(row, UserFactory())

    response = client.get(LIST)

    assert "<h1>1 pemberitahuan belum dibaca</h1>" in html_of(response)
    line = "2.1.1 Survei layanan ! Lewat tenggat · 30 Juni Juni"
    assert shown(response) == [f"15 Juni 2022 · belum dibaca {line}", f"15 Juni 2022 {line}"]


def test_list_is_honest_when_nothing_was_told(client, office, staff):
    assert "Belum ada pemberitahuan" in html_of(client.get(LIST))


def test_opening_a_notice_reads_it_and_leads_there(client, row, staff):
    told = notice(row, staff)

    response = client.post(f"{LIST}{told.pk}/")

    told.refresh_from_db()
    assert (response.status_code, response["Location"]) == (302, told.address)
    assert told.read_at is not None


def test_notice_of_another_is_not_there(client, row, staff):
    told = notice(row, UserFactory())

    assert client.post(f"{LIST}{told.pk}/").status_code == 404
    told.refresh_from_db()
    assert told.read_at is None


def test_all_are_read_at_once(client, row, staff):
    notice(row, staff)
    others = notice(row, UserFactory())

    response = client.post(f"{LIST}dibaca/", follow=True)

    assert notices(response) == ["Semua pemberitahuan ditandai sudah dibaca."]
    assert list(Notice.objects.unread()) == [others]


def test_notices_can_be_passed_on_without_names(client, row, staff):
    notice(row, staff)

    html = html_of(client.get(LIST))

    assert "2.1.1 Survei layanan (Juni): Lewat tenggat · 30 Juni\nhttp://testserver/meja/9001/rencana-aksi/2022" in html


def test_query_count_stays_when_notices_are_added(client, row, staff, django_assert_max_num_queries):
    notice(row, staff)
    client.get(LIST)
    with django_assert_max_num_queries(9) as few:
        client.get(LIST)
    for _number in range(3):
        notice(row, staff)
    with django_assert_max_num_queries(9) as many:
        client.get(LIST)

    assert len(many) == len(few)


def test_mail_is_chosen(client, office, staff):
    before = re.findall(r'value="(\w+)"[^>]*checked', html_of(client.get(SETTINGS)))
    response = client.post(SETTINGS, {"digest": "weekly"}, follow=True)

    assert (before, notices(response)) == (["daily"], ["Pilihan Anda tersimpan."])
    assert re.findall(r'value="(\w+)"[^>]*checked', html_of(response)) == ["weekly"]
    assert NoticePreference.objects.values_list("user", "digest").get() == (staff.pk, "weekly")


def test_mail_is_refused_at_the_field_when_there_is_no_such_choice(client, office, staff):
    response = client.post(SETTINGS, {"digest": "hourly"})

    assert (response.status_code, len(errors(response))) == (422, 1)
    assert NoticePreference.objects.count() == 0


def test_settings_say_when_there_is_no_address(client, office, staff):
    type(staff).objects.update(email="")

    assert notices(client.get(SETTINGS))[0].startswith("Akun Anda belum punya alamat surel")


def secret_of(response) -> str:
    return re.search(r"http://testserver(/kalender/[\w-]+\.ics)</textarea>", html_of(response))[1]


def test_calendar_address_is_shown_once(client, office, staff):
    response = client.post(CALENDAR)

    address = secret_of(response)
    assert (client.get(address).status_code, ".ics" in html_of(client.get(SETTINGS))) == (200, False)


def test_calendar_address_is_closed(client, office, staff):
    address = secret_of(client.post(CALENDAR))

    response = client.post(f"{CALENDAR}tutup/", follow=True)

    assert notices(response)[0].startswith("Alamat kalender ditutup")
    assert (client.get(address).status_code, CalendarKey.objects.count()) == (404, 0)


@pytest.fixture
def feed(client, staff, row):
    """What the calendar of the person in charge says, as lines, asked by a program that is not signed in."""
    ResponsibilityFactory(subactivity=row, person=staff.person)
    address = f"/kalender/{make_calendar_key(by=staff)}.ics"
    client.logout()
    return lambda: client.get(address)


def lines(response) -> list[str]:
    return html_of(response).replace("\r\n ", "").split("\r\n")


def test_calendar_holds_the_days_of_own_months(feed):
    response = feed()

    kept = ("UID", "DTSTART", "SEQUENCE", "SUMMARY", "URL")
    assert [line for line in lines(response) if line.startswith(kept)] == [
        "UID:9001-2022-2.1.1-6@pranata",
        "DTSTART;VALUE=DATE:20220630",
        "SEQUENCE:1",
        "SUMMARY:2.1.1 Survei layanan",
        "URL:http://testserver/meja/9001/rencana-aksi/2022/2.1.1/?bulan=6",
        "UID:9001-2022-2.1.1-7@pranata",
        "DTSTART;VALUE=DATE:20220729",
        "SEQUENCE:1",
        "SUMMARY:2.1.1 Survei layanan",
        "URL:http://testserver/meja/9001/rencana-aksi/2022/2.1.1/?bulan=7",
    ]
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert ("no-store" in response["Cache-Control"], response.cookies.output()) == (True, "")
    assert "Cookie" not in response.get("Vary", "")


def test_calendar_is_in_utc_and_names_nobody(feed, staff):
    text = html_of(feed())

    assert re.findall(r"DTSTAMP:(\d{8}T\d{6}Z)", text)[0].startswith("2022061")
    assert (staff.person.name in text, staff.login in text) == (False, False)


def test_event_moves_with_a_higher_sequence_when_its_day_is_changed(feed, plan, row):
    set_deadlines(row.plan, {6: date(2022, 7, 5)}, by=None)

    text = lines(feed())
    assert "DTSTART;VALUE=DATE:20220705" in text
    assert [line for line in text if line.startswith(("UID", "SEQUENCE"))][:2] == [
        "UID:9001-2022-2.1.1-6@pranata",
        "SEQUENCE:2",
    ]


def test_calendar_is_empty_when_its_owner_has_no_role_any_more(feed):
    RoleAssignment.objects.update(valid_to="2022-06-14")

    assert [line for line in lines(feed()) if line.startswith("UID")] == []


def test_unknown_secret_looks_like_any_missing_page(client, feed):
    missing = client.get("/kalender/tidak-ada.ics")

    assert (missing.status_code, client.get("/kalender/lain.ics").content) == (404, missing.content)


def test_calendar_is_only_read(client, feed):
    assert client.post("/kalender/tidak-ada.ics").status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_calendar_costs_the_same_when_rows_are_added(feed, row, staff, django_assert_num_queries, count):
    for row_of_plan in Subactivity.objects.filter(plan=row.plan).exclude(pk=row.pk)[: count - 1]:
        ResponsibilityFactory(subactivity=row_of_plan, person=staff.person)

    with django_assert_num_queries(15 + len(kinds())):
        feed()
