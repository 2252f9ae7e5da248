"""Following a case with its receipt, on 26 April 2022."""

import re
from dataclasses import replace

import pytest
from django.core.files.base import ContentFile

from pranata.base.audit.models import Event
from pranata.base.org.tests.factories import OfficeFactory
from pranata.base.ui import cards
from pranata.base.ui.cards import Card
from pranata.engines.cases.actions.ending import close
from pranata.engines.cases.actions.guards import VISITOR
from pranata.engines.cases.actions.intake import Intake, receive
from pranata.engines.cases.actions.messages import attach, note, write_message
from pranata.engines.cases.models import Direction
from pranata.engines.cases.registry import kinds
from pranata.engines.cases.tests.sample.kinds import QUESTIONS
from pranata.engines.intake.tests.posting import OURS, words
from pranata.portal import tracking

pytestmark = pytest.mark.django_db

TRACKING, REPLY = "/9001/lacak/", "/9001/lacak/balas/"
CLOCK = "information_requests.answer"
MISS = "Nomor dan kode itu tidak cocok"
CONTACT = {"name": "Pemohon Contoh"}


@pytest.fixture(autouse=True)
def _door(settings, tmp_path, monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", "2022-04-26")
    monkeypatch.setattr(tracking, "TRACKER", replace(tracking.TRACKER, slowest=tracking.TRACKER.slowest * 0))
    backend = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": backend}


@pytest.fixture
def office():
    return OfficeFactory(code="9001", name="KPU Kabupaten Contoh", is_active=True)


@pytest.fixture
def receipt(office):
    """A registered question."""
    return receive(QUESTIONS, office, Intake(CONTACT, "Mohon salinan."), by=VISITOR, register=True, clock=CLOCK)


def send(client, receipt, address=TRACKING, **fields):
    keys = {"number": receipt.case.receipt_number, "code": receipt.code}
    return client.post(address, keys | fields, headers=OURS)


def file_address(attachment) -> str:
    return f"{TRACKING}berkas/{attachment.pk}/"


def test_receipt_opens_steps_messages_and_what_is_due(client, receipt):
    write_message(receipt.case, "Kami <sedang> mencari.", direction=Direction.TO_PUBLIC, by=None)
    note(receipt.case, "Catatan rahasia", by=None)
    response = send(client, receipt)
    text = words(response)

    assert response.status_code == 200
    assert [(step.words, step.day.isoformat()) for step in response.context["case"].tracked.steps] == [
        ("Diterima", "2022-04-26"),
        ("Terdaftar", "2022-04-26"),
        ("Paling lambat dijawab", "2022-05-19"),
    ]
    assert "CT-2022-0001 Terdaftar" in text
    assert "Kami &lt;sedang&gt; mencari." in text
    assert "Catatan rahasia" not in text
    assert (response["Cache-Control"], dict(response.cookies)) == ("private, no-store", {})


def test_receipt_given_before_registration_opens_without_a_number(client, office):
    early = receive(QUESTIONS, office, Intake(CONTACT, "Mohon salinan."), by=VISITOR)

    assert (early.case.receipt_number, send(client, early).status_code) == ("", 200)
    assert "Belum bernomor" in words(send(client, early))


def test_receipt_of_another_office_reads_as_a_wrong_code(client, receipt):
    OfficeFactory(code="9002", is_active=True)
    elsewhere = send(client, receipt, "/9002/lacak/")
    wrong = client.post(TRACKING, {"number": "CT-2022-0001", "code": "AAAA-AAAA-AAAA-AAAA"}, headers=OURS)

    assert (elsewhere.status_code, wrong.status_code) == (422, 422)
    assert [MISS in words(each) for each in (elsewhere, wrong)] == [True, True]


@pytest.mark.parametrize("address", [REPLY, f"{TRACKING}berkas/1/"])
def test_wrong_code_opens_nothing_of_what_the_page_leads_to(client, receipt, address):
    response = client.post(address, {"number": "CT-2022-0001", "code": "AAAA", "text": "Halo"}, headers=OURS)

    assert (response.status_code, receipt.case.messages.count()) == (422, 0)


@pytest.mark.parametrize("address", [TRACKING, REPLY, f"{TRACKING}berkas/1/"])
def test_form_from_elsewhere_is_refused(client, receipt, address):
    foreign = client.post(address, {"code": receipt.code}, headers={"Origin": "https://lain.example"})

    assert foreign.status_code == 403


@pytest.mark.parametrize("address", [REPLY, f"{TRACKING}berkas/1/"])
def test_opened_address_leads_to_the_form(client, office, address):
    response = client.get(address)

    assert (response.status_code, response.url) == (302, TRACKING)


def test_reply_is_kept_once_though_its_page_is_sent_twice(client, receipt):
    first = send(client, receipt, REPLY, text="Saya tambahkan:\r\ntahun 2020.")
    send(client, receipt, REPLY, text="Saya tambahkan:\r\ntahun 2020.")

    message = receipt.case.messages.get()
    assert (message.text, message.direction, message.by) == ("Saya tambahkan:\ntahun 2020.", "from_public", None)
    assert Event.objects.filter(action="cases.message").count() == 1
    assert "Pesan Anda sudah kami terima." in words(first)
    assert "Saya tambahkan: tahun 2020." in words(first)


@pytest.mark.parametrize("text", ["", "   ", "x" * 4001, "Ha\x00lo"])
def test_reply_comes_back_when_it_cannot_be_kept(client, receipt, text):
    response = send(client, receipt, REPLY, text=text)

    assert (response.status_code, receipt.case.messages.count()) == (422, 0)
    assert "CT-2022-0001" in words(response)


def test_longest_reply_of_any_script_is_kept(client, receipt):
    send(client, receipt, REPLY, text="🙂" * 4000)

    assert receipt.case.messages.get().text == "🙂" * 4000


def test_too_many_replies_wait(client, receipt):
    answers = [send(client, receipt, REPLY, text=f"Pesan {number}").status_code for number in range(6)]

    assert answers == [200] * 5 + [422]
    assert "Sudah beberapa pesan berturut-turut" in words(send(client, receipt, REPLY, text="Lagi"))
    assert receipt.case.messages.count() == 5


def test_closed_case_takes_no_reply(client, receipt):
    case = receipt.case
    close(case, outcome="granted", by=None)
    response = send(client, receipt, REPLY, text="Halo")

    assert (response.status_code, case.messages.count()) == (422, 0)
    assert "tidak menerima pesan lagi" in words(response)
    assert "Kirim pesan kepada kami" not in words(send(client, receipt))


def test_kind_may_do_more_with_a_reply(client, receipt, monkeypatch):
    heard = []
    kind = replace(QUESTIONS, reply=lambda case, *, text, by: heard.append((case.pk, text, by)))
    monkeypatch.setattr("pranata.engines.cases.actions.messages.kind_of", lambda case: kind)
    send(client, receipt, REPLY, text="Halo")

    assert heard == [(receipt.case.pk, "Halo", VISITOR)]


def test_file_is_fetched_by_the_receipt_alone(client, receipt, office):
    case = receipt.case
    shown = attach(case, ContentFile(b"salinan contoh"), name="salinan.txt", direction=Direction.TO_PUBLIC, by=None)
    inner = attach(case, ContentFile(b"konsep"), name="konsep.txt", direction=Direction.INTERNAL, by=None)
    other = receive(QUESTIONS, office, Intake(CONTACT, "Lain."), by=VISITOR)
    response = send(client, receipt, file_address(shown))

    assert b"".join(response.streaming_content) == b"salinan contoh"
    assert response["Content-Disposition"] == 'attachment; filename="salinan.txt"'
    assert response["Cache-Control"] == "private, no-store"
    hidden = [(receipt, inner), (other, shown)]
    assert [send(client, key, file_address(each)).status_code for key, each in hidden] == [404, 404]
    assert re.findall(r"\w+\.txt(?= <span)", send(client, receipt).content.decode()) == ["salinan.txt"]


@pytest.mark.parametrize("count", [1, 3])
def test_page_costs_the_same_with_any_number_of_messages(client, receipt, django_assert_max_num_queries, count):
    for number in range(count):
        write_message(receipt.case, f"Pesan {number}", direction=Direction.TO_PUBLIC, by=None)
        attach(receipt.case, ContentFile(b"x"), name=f"{number}.txt", direction=Direction.TO_PUBLIC, by=None)
    send(client, receipt)
    with django_assert_max_num_queries(5 + len(kinds())) as found:
        send(client, receipt)

    assert len(found) == 5 + len(kinds())


def test_home_links_the_door_only_where_something_can_be_sent(client, office, monkeypatch):
    def links() -> list[str]:
        return re.findall(r'href="(/9001/(?:tanya|lacak)/)"', client.get("/9001/").content.decode())

    card = Card("contoh", "Bertanya", "Tanyakan apa saja.", lambda office: f"/{office.code}/tanya/")
    monkeypatch.setattr(cards, "_cards", {})
    assert links() == []
    monkeypatch.setattr(cards, "_cards", {card.code: card})
    assert links() == ["/9001/tanya/", "/9001/lacak/"]
