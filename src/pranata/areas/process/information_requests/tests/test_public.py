"""The public's door: the service page, the form, what the receipt opens, and the objection."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pranata.areas.process.information_requests.actions import requests
from pranata.areas.process.information_requests.actions.requests import Answer
from pranata.areas.process.information_requests.models import InformationRequest, Objection
from pranata.areas.process.information_requests.public import FORM
from pranata.areas.process.information_requests.tests.conftest import CHOICES, IDENTITY, WISH
from pranata.base.org.tests.factories import OfficeFactory
from pranata.engines.intake.privacy import notice_of
from pranata.engines.intake.tests.posting import OURS, hidden, solved

SERVICE = "/9001/permohonan-informasi/"
SEND, OBJECT = SERVICE + "kirim/", SERVICE + "keberatan/"
FIELDS = {**IDENTITY, **CHOICES, "applicant_kind": "person", "description": WISH}


def words(response):
    return " ".join(response.content.decode().split())


def send(client, **fields):
    token = hidden(client.get(SEND))
    data = FIELDS | {"intake_token": token, "intake_proof": solved(token)} | fields
    return client.post(SEND, data, headers=OURS)


def test_service_page_tells_clocks_with_basis_and_certainty(client, officer):
    response = client.get(SERVICE)
    text = words(response)

    assert response["Cache-Control"] == "public, max-age=300"
    assert [line["amount"] for line in response.context["clocks"]] == [
        "10 hari kerja", "2 hari kalender", "30 hari kerja", "30 hari kerja", "14 hari kerja",
    ]  # fmt: skip
    assert ("dapat diperpanjang sekali 7 hari kerja" in text, "UU 14/2008 Pasal 22 ayat (7)" in text) == (True, True)
    assert "belum pasti" in text


def test_service_is_not_there_where_nobody_answers_requests(client, office):
    OfficeFactory(code="9002", is_active=True)

    assert [client.get(address).status_code for address in (SERVICE, SEND, "/9002/permohonan-informasi/")] == [404] * 3


def test_card_stands_on_the_home_only_where_somebody_answers(client, office, request):
    before = words(client.get("/9001/"))
    request.getfixturevalue("officer")
    client.get("/9001/")

    assert "Dijawab dalam 10 hari kerja" not in before
    assert "Dijawab dalam 10 hari kerja" in words(client.get("/9001/"))


def test_sent_request_waits_for_the_officer_and_the_receipt_shows_a_code(client, officer):
    response = send(client)
    case = InformationRequest.objects.get()

    assert (response.status_code, case.number, case.channel, case.contact) == (200, "", "portal", IDENTITY)
    assert len(response.context["receipt"]["code"]) == 19
    assert client.cookies == {}


@pytest.mark.parametrize(
    ("change", "fields"),
    [
        ({"identity_number": ""}, ["identity_number"]),
        ({"identity_number": "123"}, ["identity_number"]),
        ({"email": "", "phone": ""}, ["email"]),
        ({"applicant_kind": "body"}, ["decree_number", "representative"]),
        ({"applicant_kind": "group"}, ["authority", "representative"]),
        ({"description": "", "purpose": " "}, ["description", "purpose"]),
        ({"manner": "copy", "copy_format": ""}, ["copy_format"]),
    ],
)
def test_form_comes_back_with_what_that_kind_of_applicant_must_give(client, officer, change, fields):
    response = send(client, **change)

    assert (response.status_code, sorted(response.context["form"].errors)) == (422, fields)
    assert InformationRequest.objects.count() == 0


def test_privacy_notice_names_every_part_the_form_asks_for():
    assert "NIK atau nomor SK badan hukum" in notice_of(FORM.code).kinds


def track(client, number, code, address="/9001/lacak/", **more):
    return client.post(address, {"number": number, "code": code, **more}, headers=OURS)


@pytest.fixture
def receipt(office, asked, officer):
    """A registered and answered request, with the code of its receipt."""
    found = requests.submit(office, asked)
    requests.register(found.case, subject="Salinan", by=officer)
    requests.answer(found.case, Answer("granted", "Berkasnya kami lampirkan."), by=officer)
    return found


def test_applicant_reads_the_answer_and_no_name_of_staff(client, receipt):
    text = words(track(client, receipt.case.number, receipt.code))

    assert ("Berkasnya kami lampirkan." in text, "Ajukan keberatan" in text) == (True, True)
    assert "Petugas Contoh" not in text


def test_holder_of_the_receipt_objects_once(client, receipt):
    keys = (receipt.case.number, receipt.code)
    empty = track(client, *keys, OBJECT)
    unfilled = track(client, *keys, OBJECT, ground="d", text="")
    sent = track(client, *keys, OBJECT, ground="d", text="Bukan yang diminta.")
    again = track(client, *keys, OBJECT, ground="d", text="Bukan yang diminta.")

    assert [each.status_code for each in (empty, unfilled, sent, again)] == [200, 422, 200, 422]
    objection = Objection.objects.get()
    assert (objection.ground, objection.description, objection.request) == ("d", "Bukan yang diminta.", receipt.case)
    opened = words(track(client, "", sent.context["receipt"].code))
    assert "Keberatan atas permohonan informasi" in opened
    assert "belum diputuskan" in words(again)


def test_objection_is_refused_with_a_wrong_code_or_of_another_office(client, receipt, monkeypatch):
    monkeypatch.setattr("pranata.engines.intake.tracking.wait_until", lambda moment: None)
    OfficeFactory(code="9002", is_active=True)
    number = receipt.case.number
    wrong = track(client, number, "0000-0000-0000-0000", OBJECT, ground="d", text="x")
    elsewhere = track(client, number, receipt.code, "/9002/permohonan-informasi/keberatan/", ground="d", text="x")

    assert (wrong.status_code, elsewhere.status_code, Objection.objects.count()) == (422, 422, 0)
    assert client.get(OBJECT)["Location"] == "/9001/lacak/"


def test_tracked_page_asks_the_same_number_of_queries_with_one_and_three_messages(client, receipt, officer):
    keys = (receipt.case.number, receipt.code)
    track(client, *keys)
    with CaptureQueriesContext(connection) as two:
        track(client, *keys)
    for _number in range(2):
        requests.write_message(receipt.case, "Kabar contoh.", direction="to_public", by=officer)
    with CaptureQueriesContext(connection) as four:
        track(client, *keys)

    assert len(four) == len(two)
