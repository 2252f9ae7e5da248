"""What a closed case is offered on the page that its receipt opens, on 15 June 2022: a survey, once."""

from dataclasses import replace

import pytest

from pranata.areas.process.information_requests.kinds import REQUESTS
from pranata.base.audit.models import Event
from pranata.base.org.tests.factories import OfficeFactory
from pranata.engines.cases.actions.ending import close
from pranata.engines.cases.actions.guards import VISITOR
from pranata.engines.cases.actions.intake import Intake, receive
from pranata.engines.cases.offers import declare_offer
from pranata.engines.cases.tests.sample.kinds import QUESTIONS
from pranata.engines.intake.tests.posting import OURS, words
from pranata.engines.surveys.actions.doors import invitation_of
from pranata.engines.surveys.models import Invitation, Response, Status
from pranata.engines.surveys.tests.factories import ResponseFactory, SurveyFactory, SurveyServiceFactory
from pranata.portal import tracking

pytestmark = pytest.mark.django_db

TRACKING, OFFER = "/9001/lacak/", "/9001/lacak/tawaran/survey/"
CLOCK = "information_requests.answer"
BUTTON, TAKEN = "Isi survei (±2 menit)", "Undangan survei untuk kiriman ini sudah dipakai"


@pytest.fixture(autouse=True)
def _door(monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", "2022-06-15")
    monkeypatch.setattr(tracking, "TRACKER", replace(tracking.TRACKER, slowest=tracking.TRACKER.slowest * 0))


@pytest.fixture
def office():
    return OfficeFactory(code="9001", name="KPU Kabupaten Contoh", is_active=True)


@pytest.fixture
def receipt(office):
    """A closed question."""
    given = receive(
        QUESTIONS, office, Intake({"name": "Pemohon Contoh"}, "Mohon."), by=VISITOR, register=True, clock=CLOCK
    )
    close(given.case, outcome="granted", by=None)
    return given


@pytest.fixture
def service(office):
    """A service of an open survey whose applicants ask questions."""
    survey = SurveyFactory(office=office, code="skm-2022", takes_anyone=False)
    return SurveyServiceFactory(survey=survey, case_kind="questions")


def send(client, receipt, address=TRACKING):
    keys = {"number": receipt.case.receipt_number, "code": receipt.code}
    return client.post(address, keys, headers=OURS)


def test_closed_case_leads_to_a_form_that_counts_once(client, receipt, service):
    shown = words(send(client, receipt))
    assert (BUTTON in shown, Invitation.objects.count()) == (True, 0)

    address = send(client, receipt, OFFER)["Location"]

    assert address.startswith("/9001/survei/skm-2022/undangan/")
    kept = invitation_of(address.rstrip("/").rpartition("/")[2])
    assert (kept.survey_id, kept.service) == (service.survey_id, service)
    answers = {f"u{place}": "3" for place in range(1, 10)}
    assert client.post(address, answers, headers=OURS).status_code == 200
    assert list(Response.objects.values_list("service", "channel")) == [(service.pk, "invitation")]
    client.post(address, answers, headers=OURS)
    assert Response.objects.count() == 1


def test_case_answers_once_and_may_open_its_form_again_until_then(client, receipt, service):
    first = send(client, receipt, OFFER)["Location"]
    assert BUTTON in words(send(client, receipt))
    second = send(client, receipt, OFFER)["Location"]
    assert (client.get(first).status_code, Invitation.objects.count()) == (404, 1)
    client.post(second, {f"u{place}": "3" for place in range(1, 10)}, headers=OURS)
    page, again = words(send(client, receipt)), send(client, receipt, OFFER)
    assert (BUTTON in page, TAKEN in page) == (False, True)
    assert (again.status_code, TAKEN in words(again), Invitation.objects.count()) == (200, True, 1)


def test_invitation_and_audit_do_not_name_the_case(client, receipt, service):
    before = Event.objects.count()
    send(client, receipt, OFFER)
    kept = Invitation.objects.get()
    assert (receipt.case.receipt_number in kept.origin, len(kept.origin)) == (False, 64)
    assert Event.objects.count() == before


@pytest.mark.parametrize(
    ("survey", "kind", "closed_on"),
    [
        ({"status": Status.CLOSED}, "questions", "2022-06-15"),
        ({"status": Status.DRAFT}, "questions", "2022-06-15"),
        ({"opens_on": "2022-06-16"}, "questions", "2022-06-15"),
        ({}, "tips", "2022-06-15"),
        ({}, "questions", "2021-12-01"),
    ],
)
def test_nothing_is_offered_without_a_survey_of_its_kind_that_takes_answers(
    client, receipt, office, survey, kind, closed_on
):
    SurveyServiceFactory(survey=SurveyFactory(office=office, **survey), case_kind=kind)
    type(receipt.case).objects.update(closed_on=closed_on)
    page = words(send(client, receipt))
    assert (BUTTON in page, TAKEN in page) == (False, False)
    assert (send(client, receipt, OFFER).status_code, Invitation.objects.count()) == (200, 0)


def test_open_case_and_survey_of_another_office_are_offered_nothing(client, office, receipt):
    SurveyServiceFactory(case_kind="questions")
    assert BUTTON not in words(send(client, receipt))
    SurveyServiceFactory(survey=SurveyFactory(office=office), case_kind="questions")
    running = receive(QUESTIONS, office, Intake({"name": "Pemohon Contoh"}, "Lain."), by=VISITOR)
    assert BUTTON not in words(send(client, running))


def test_full_service_is_not_asked_about_any_more(client, receipt, service):
    survey = service.survey
    survey.stops_when_full, service.target = True, 1
    survey.save()
    service.save()
    assert BUTTON in words(send(client, receipt))
    ResponseFactory(survey=survey, service=service)
    assert BUTTON not in words(send(client, receipt))


def test_request_for_information_is_asked_by_the_survey_about_them(client, office):
    SurveyFactory(office=office, code="ppid-2022", key="ppid@2026")
    given = receive(
        REQUESTS, office, Intake({"name": "Pemohon Contoh"}, "Mohon."), by=VISITOR, register=True, clock=CLOCK
    )
    type(given.case).objects.update(status="closed", closed_on="2022-06-15", closed_at="2022-06-15T03:00:00Z")
    assert send(client, given, OFFER)["Location"].startswith("/9001/survei/ppid-2022/undangan/")


def test_wrong_code_and_opened_address_make_no_invitation(client, receipt, service):
    wrong = client.post(OFFER, {"number": receipt.case.receipt_number, "code": "salah"}, headers=OURS)
    assert (wrong.status_code, client.get(OFFER)["Location"]) == (422, TRACKING)
    elsewhere = {"number": receipt.case.receipt_number, "code": receipt.code}
    assert client.post(OFFER, elsewhere, headers={"Origin": "https://lain.example"}).status_code == 403
    assert Invitation.objects.count() == 0


def test_offer_of_a_code_that_is_taken_is_refused():
    with pytest.raises(ValueError, match="survey"):
        declare_offer("survey", lambda case: None)
