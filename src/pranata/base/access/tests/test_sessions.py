"""Own sessions: listed in words, ended at once, never another's; little is kept of them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pranata.base.access import actions, sessions
from pranata.base.access.models import User
from pranata.base.access.tests.factories import PASSWORD, RoleAssignmentFactory, UserFactory, UserSessionFactory
from pranata.base.audit.models import Event
from pranata.base.people.actions import create_person, end_person
from pranata.lib import clock

pytestmark = pytest.mark.django_db
LIST = "/masuk/sesi/"
END_OTHERS = "/masuk/sesi/lainnya/akhiri/"
HOME = "/masuk/dua-langkah/"
NEW = "kalimat-sandi-yang-baru"
ANDROID = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/140.0.0.0 Mobile Safari/537.36"
WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:143.0) Gecko/20100101 Firefox/143.0"


@pytest.fixture
def user():
    return RoleAssignmentFactory().user


def browser(user, user_agent=WINDOWS, **extra):
    """A browser in which ``user`` has signed in."""
    client = Client(headers={"User-Agent": user_agent}, **extra)
    client.post("/masuk/", {"login": user.login, "password": PASSWORD})
    assert is_signed_in(client)
    return client


def is_signed_in(client):
    return client.get(HOME).status_code == 200


def row_of(client):
    return UserSession.objects.get(session_key=client.session.session_key)


def test_sign_in_keeps_two_names_two_moments_and_no_address(user, monkeypatch):
    moment = datetime(2022, 3, 7, 1, 30, tzinfo=UTC)
    monkeypatch.setattr(clock, "now", lambda: moment)

    row = row_of(browser(user, ANDROID, REMOTE_ADDR="192.0.2.7"))

    assert (row.user, row.ip, row.user_agent, row.data) == (user, sessions.NO_ADDRESS, "Chrome/Android", {})
    assert (row.created_at, row.last_seen_at) == (moment, moment)


def test_sessions_are_listed_in_words_this_one_first(user):
    here = browser(user, WINDOWS)
    there = browser(user, ANDROID)
    browser(UserFactory(), ANDROID)

    listed = here.get(LIST).context["sessions"]

    assert [(each.device, each.is_current) for each in listed] == [
        ("Firefox di Windows", True),
        ("Chrome di Android", False),
    ]
    assert [each.pk for each in listed] == [row_of(here).pk, row_of(there).pk]


def test_page_shows_no_key_that_opens_a_session(user):
    here, there = browser(user), browser(user)

    page = here.get(LIST).content.decode()

    assert [key in page for key in (here.session.session_key, there.session.session_key)] == [False, False]


def test_session_that_has_expired_or_signed_out_is_not_listed(user):
    here, expired, left = browser(user), browser(user), browser(user)
    yesterday = clock.now() - timedelta(days=1)
    Session.objects.filter(session_key=expired.session.session_key).update(expire_date=yesterday)
    left.post("/masuk/keluar/")

    assert [each.pk for each in here.get(LIST).context["sessions"]] == [row_of(here).pk]
    assert UserSession.objects.count() == 2


def test_list_costs_the_same_when_there_is_one_session_and_when_there_are_three(user):
    here = browser(user)
    with CaptureQueriesContext(
        connection,
    ) as one:
        here.get(LIST)
    browser(user)
    browser(user)

    with CaptureQueriesContext(connection) as three:
        assert len(here.get(LIST).context["sessions"]) == 3

    assert len(one) == len(three)


def test_other_session_is_signed_out_when_it_is_ended(user):
    here, there, third = browser(user), browser(user), browser(user)

    response = here.post(f"/masuk/sesi/{row_of(there).pk}/akhiri/")

    assert response.url == LIST
    assert [is_signed_in(each) for each in (here, there, third)] == [True, False, True]
    event = Event.objects.get(action="access.sessions_ended")
    assert (event.actor, event.target, event.after) == (f"user:{user.pk}", f"access.user:{user.pk}", '{"count":1}')


def test_all_other_sessions_are_signed_out_at_once(user):
    here, there, third = browser(user), browser(user), browser(user)
    stranger = browser(UserFactory())

    here.post(END_OTHERS)
    here.post(END_OTHERS)

    assert [is_signed_in(each) for each in (here, there, third, stranger)] == [True, False, False, True]
    assert [event.after for event in Event.objects.filter(action="access.sessions_ended")] == ['{"count":2}']


def test_session_is_not_found_when_it_is_somebody_elses_ones_own_or_none(user):
    here, stranger = browser(user), browser(UserFactory())

    answers = [here.post(f"/masuk/sesi/{pk}/akhiri/").status_code for pk in (row_of(stranger).pk, row_of(here).pk, 0)]

    assert answers == [404, 404, 404]
    assert [is_signed_in(each) for each in (here, stranger)] == [True, True]
    assert Event.objects.filter(action="access.sessions_ended").count() == 0


def test_sessions_are_nobodys_business_when_nobody_is_signed_in(client, user):
    there = browser(user)
    addresses = (LIST, END_OTHERS, f"/masuk/sesi/{row_of(there).pk}/akhiri/")

    assert client.get(LIST).url == f"/masuk/?next={LIST}"
    assert [client.post(address).status_code for address in addresses] == [405, 302, 302]
    assert is_signed_in(there)


def test_changed_password_ends_the_other_sessions_and_keeps_this_one_listed(user):
    here, there = browser(user), browser(user)

    here.post("/masuk/sandi/ganti/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})

    assert [is_signed_in(each) for each in (here, there)] == [True, False]
    assert [each.is_current for each in here.get(LIST).context["sessions"]] == [True]
    assert Session.objects.filter(session_key=there.session.session_key).count() == 0


def test_password_reset_by_mail_ends_every_session(client, user, mailoutbox):
    here = browser(user)
    client.post("/masuk/sandi/lupa/", {"email": user.login})
    link = next(word for word in mailoutbox[0].body.split() if "/masuk/sandi/baru/" in word)

    form = client.get(link, follow=True)
    client.post(form.context["action_url"], {"password1": NEW, "password2": NEW})

    assert not is_signed_in(here)
    assert UserSession.objects.count() == 0


@pytest.mark.parametrize("action", [actions.issue_one_time_password, actions.deactivate])
def test_sessions_end_when_an_administrator_steps_in(user, action):
    here = browser(user)

    action(user, by=None)

    assert not is_signed_in(here)
    assert (UserSession.objects.count(), Session.objects.count()) == (0, 0)


def test_erasing_a_person_leaves_no_session(user):
    office = user.role_assignments.get().office
    person = create_person(office=office, name="Contoh Satu", kind="asn", email="", by=None)
    User.objects.filter(pk=user.pk).update(person=person)
    browser(user)
    end_person(person, on=date(2020, 1, 1), by=None)

    actions.erase_person(person, by=None)

    assert UserSession.objects.count() == 0


def test_last_seen_moves_at_most_once_in_five_minutes(user, monkeypatch):
    here = browser(user)
    start = row_of(here).last_seen_at
    seen = []
    for minutes in (1, 4, 6, 8, 12):
        monkeypatch.setattr(clock, "now", lambda minutes=minutes: start + timedelta(minutes=minutes))
        sessions._just_seen.clear()
        here.get(HOME)
        seen.append((row_of(here).last_seen_at - start) // timedelta(minutes=1))

    assert seen == [0, 0, 6, 6, 12]


def test_visit_costs_nothing_when_the_session_was_seen_just_now(user):
    here = browser(user)
    here.get(HOME)

    with CaptureQueriesContext(connection) as visit:
        here.get(HOME)

    assert [query["sql"] for query in visit if "usersession" in query["sql"].lower()] == []
    assert [query["sql"] for query in visit if query["sql"].startswith(("UPDATE", "INSERT"))] == []


def test_rows_of_ended_sessions_are_dropped_and_those_of_running_ones_kept(user):
    here = browser(user)
    UserSessionFactory(user=user)

    sessions.forget_ended_sessions()

    assert UserSession.objects.get() == row_of(here)
