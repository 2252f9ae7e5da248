from datetime import date, timedelta

import pytest
from django.core import mail

from pranata.base.access.models import User
from pranata.base.audit.models import Event
from pranata.base.notify import actions
from pranata.base.notify.digests import send_digest, waiting_readers
from pranata.base.notify.models import Notice, NoticePreference
from pranata.base.people.tests.factories import PersonFactory

MONDAY = date(2022, 6, 13)


@pytest.fixture(autouse=True)
def _day(monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", "2022-06-13")


@pytest.fixture
def tell(office, message):
    def told(*periods, **facts):
        actions.tell(office, [message(period, **facts) for period in periods], by=None)

    return told


def subjects():
    return [each.subject for each in mail.outbox]


def test_one_mail_says_everything_that_waits(settings, user, office, tell):
    settings.PUBLIC_URL = "https://contoh.test/"
    tell("5", month=5, due_on=date(2022, 5, 31))
    tell("6")

    assert send_digest(user, today=MONDAY)

    (sent,) = mail.outbox
    assert (sent.to, sent.subject) == ([user.email], "Pranata: 2 hal menunggu Anda")
    assert [line for line in sent.body.splitlines() if line.startswith(("-", "  "))] == [
        "- Kabar contoh · 31 Mei: KPU Kabupaten Contoh (Mei)",
        "  https://contoh.test/meja/9001/",
        "- Kabar contoh: KPU Kabupaten Contoh",
        "  https://contoh.test/meja/9001/",
    ]
    assert Event.objects.get(action="notify.mailed").after == '{"count":2}'


def test_nothing_is_mailed_twice(user, tell):
    tell("5")

    assert [send_digest(user, today=MONDAY + timedelta(days=day)) for day in (0, 0, 1)] == [True, False, False]


def test_a_day_has_one_mail_and_the_rest_waits_for_the_next(user, tell):
    tell("5")
    send_digest(user, today=MONDAY)
    tell("6", "7")

    assert [send_digest(user, today=MONDAY + timedelta(days=day)) for day in (0, 1)] == [False, True]
    assert subjects() == ["Pranata: 1 hal menunggu Anda", "Pranata: 2 hal menunggu Anda"]


def test_week_has_one_mail_when_that_was_chosen(user, tell):
    actions.choose_digest("weekly", by=user)
    sent = []
    for day in (0, 1, 4, 7):
        tell(str(day))
        sent.append(send_digest(user, today=MONDAY + timedelta(days=day)))

    assert sent == [True, False, False, True]
    assert subjects()[-1] == "Pranata: 3 hal menunggu Anda"


def test_no_mail_is_sent_when_it_is_off(user, tell):
    actions.choose_digest("off", by=user)
    tell("5")

    assert (list(waiting_readers()), send_digest(user, today=MONDAY), mail.outbox) == ([], False, [])


@pytest.mark.parametrize("change", [{"read_at": "2022-06-12T00:00Z"}, {"created_at": "2022-05-29T00:00Z"}])
def test_what_was_read_or_is_old_is_not_mailed(user, tell, change):
    tell("5")
    Notice.objects.update(**change)

    assert (list(waiting_readers()), send_digest(user, today=MONDAY)) == ([], False)


def test_readers_are_those_with_something_to_read_and_an_address(user, office, tell):
    tell("5")
    assert list(waiting_readers()) == [user]

    User.objects.update(email="")
    assert list(waiting_readers()) == []

    User.objects.update(person=PersonFactory(office=office, email="pegawai@example.test"))
    assert list(waiting_readers()) == [user]
    user.refresh_from_db()
    send_digest(user, today=MONDAY)
    assert mail.outbox[0].to == ["pegawai@example.test"]


def test_claim_is_given_back_when_the_mail_server_refuses(settings, user, tell):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9  # nobody listens on the discard port
    NoticePreference.objects.create(user=user, last_digest_on=date(2022, 6, 10))
    tell("5")

    with pytest.raises(OSError, match="refused"):
        send_digest(user, today=MONDAY)

    assert NoticePreference.objects.get().last_digest_on == date(2022, 6, 10)
    assert Notice.objects.get().mailed_at is None
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert send_digest(user, today=MONDAY)
