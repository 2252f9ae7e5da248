"""The canary in cases of the public: what is internal sings to no holder of a receipt, and no case to other staff.

Sealed texts are written by the actions, so this canary is planted by them and not among the rows of ``canary.Garden``.
"""

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from pranata.areas.oversight.complaints.kinds import COMPLAINTS
from pranata.areas.oversight.complaints.letters import LETTERS as COMPLAINT_LETTERS
from pranata.areas.process.information_requests.kinds import REQUESTS
from pranata.areas.process.information_requests.letters import LETTERS as REQUEST_LETTERS
from pranata.areas.public_service.data_subjects.kinds import REQUESTS as SUBJECT_REQUESTS
from pranata.base.access.models import Role
from pranata.base.access.tests.factories import RoleAssignmentFactory, UserFactory
from pranata.base.notify.actions import make_calendar_key
from pranata.base.org.tests.factories import OfficeFactory, UnitFactory
from pranata.base.people.tests.factories import PersonFactory
from pranata.engines.cases.actions.charging import assign
from pranata.engines.cases.actions.guards import VISITOR
from pranata.engines.cases.actions.intake import Intake, receive
from pranata.engines.cases.actions.messages import attach, note, write_message
from pranata.engines.cases.actions.reminding import remind_of_cases
from pranata.engines.cases.registry import kinds
from pranata.engines.intake import rules
from pranata.engines.intake.declaration import declared_forms
from pranata.engines.intake.tests.posting import OURS, hidden, solved
from pranata.lib import clock
from tests import canary
from tests.test_fuzzed_doors import doors, filled

pytestmark = pytest.mark.django_db

SONG = f"{canary.WORD} {canary.SECRET}"
PLANTED = [  # kind, the fields it needs, the clock that runs on it
    (REQUESTS, {"applicant_kind": "person"}, "information_requests.answer"),
    (COMPLAINTS, {"verification_due_on": "2023-01-13"}, "complaints.verification"),
    (SUBJECT_REQUESTS, {"right": "access"}, "personal_data.access"),
]
LETTERS = [*REQUEST_LETTERS, *COMPLAINT_LETTERS]
WITHOUT_RECEIPT = {"information_objections"}  # of the kind of the request it is about


@pytest.fixture(autouse=True)
def _day(monkeypatch, settings, tmp_path):
    backend = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path / "files"}}
    settings.STORAGES = {**settings.STORAGES, "default": backend}
    monkeypatch.setenv("PRANATA_TODAY", "2023-01-10")
    monkeypatch.setattr(rules, "PUZZLE_BITS", 1)
    monkeypatch.setattr("time.sleep", lambda _seconds: None)  # a miss takes long on purpose


@pytest.fixture
def office():
    return OfficeFactory(code="9001", name="KPU Kabupaten Contoh")


@pytest.fixture
def home():
    """The office of a reader elsewhere, who may do there whatever an officer may."""
    return OfficeFactory(code="9002", name="KPU Kota Contoh")


@pytest.fixture
def secretary(office):
    person = PersonFactory(office=office, unit=UnitFactory(office=office), name=f"Sekretaris {SONG}")
    return RoleAssignmentFactory(office=office, role=Role.SECRETARY, user=UserFactory(person=person)).user


@pytest.fixture(params=PLANTED, ids=lambda planted: planted[0].code)
def receipt(request, office, secretary):
    """A case that is charged, with a note, a file and a disposition that are internal; only their words sing."""
    kind, fields, name = request.param
    got = receive(kind, office, Intake({"name": "Warga Contoh"}, "Isi contoh", subject=SONG, fields=fields), by=VISITOR)
    case = got.case
    type(case).objects.filter(pk=case.pk).update(clock=name, due_on="2023-01-13", due_at=clock.now())
    case.refresh_from_db()
    assign(case, by=None, person=secretary.person)
    note(case, SONG, by=None)
    attach(case, ContentFile(SONG.encode()), name=f"{canary.SECRET}.txt", direction="internal", by=None)
    write_message(case, "Pesan contoh", direction="to_public", by=None)
    return got


def officer_of(office) -> Client:
    """Signed in with every role that answers the public, at one office alone."""
    held = RoleAssignmentFactory(office=office, role=Role.PPID_OFFICER)
    RoleAssignmentFactory(office=office, role=Role.COMPLAINTS, user=held.user)
    client = Client()
    client.force_login(held.user)
    client.owner = held.user
    return client


def test_every_kind_of_case_is_planted_here():
    declared = {kind.code for kind in kinds() if ".tests." not in kind.model.__module__}

    assert declared - {kind.code for kind, _fields, _clock in PLANTED} == WITHOUT_RECEIPT


def test_nothing_internal_is_seen_when_the_holder_of_the_receipt_looks_at_every_door(client, office, receipt):
    officer_of(office)
    answers = {
        path: client.post(path, {"number": "", "code": receipt.code, "ground": "a"}, headers=OURS)
        for path in map(filled, doors())
    }

    assert "Pesan contoh" in answers["/9001/lacak/"].content.decode()
    assert [path for path, answer in answers.items() if canary.leaks(answer)] == []
    attached = receipt.case.attachments.get()
    assert client.post(f"/9001/lacak/berkas/{attached.pk}/", {"code": receipt.code}, headers=OURS).status_code == 404


def test_no_case_is_seen_when_its_code_is_wrong_or_typed_at_another_office(client, office, home, receipt):
    officer_of(home)
    tries = [
        *((path, {"number": receipt.case.number, "code": "0000-0000-0000-0000"}) for path in map(filled, doors())),
        *((path.replace("9001", "9002"), {"number": "", "code": receipt.code}) for path in map(filled, doors())),
    ]
    answers = [client.post(path, sent, headers=OURS) for path, sent in tries]

    assert [answer for answer in answers if canary.leaks(answer) or "Pesan contoh" in canary.readable(answer)] == []


def test_form_that_is_sent_shows_nothing_of_another_sender(client, office, receipt):
    officer_of(office)
    for declared in declared_forms():
        for path in map(filled, doors()):
            page = client.get(path)
            if page.status_code == 200 and page.context.get("declared") is declared:
                token = hidden(page)
                sent = {"intake_token": token, "intake_proof": solved(token, bits=1), "code": receipt.code}
                assert canary.leaks(client.post(path, sent, headers=OURS)) is False


def test_case_letters_and_calendar_are_those_of_its_office_alone(office, home, receipt):
    stranger, case = officer_of(home), receipt.case
    remind_of_cases(office, today=clock.today())
    address = case.get_absolute_url()
    letters = [f"{address}surat/{slug}.{ending}" for slug in LETTERS for ending in ("pdf", "docx")]

    assert [path for path in (address, *letters) if stranger.get(path).status_code != 404] == []
    feed = stranger.get(f"/kalender/{make_calendar_key(by=stranger.owner)}.ics")
    assert (feed.status_code, canary.leaks(feed)) == (200, False)
    for path in ("/meja/9002/", "/meja/9002/layanan/", "/meja/9002/pemberitahuan/"):
        assert canary.leaks(stranger.get(path)) is False


def test_canary_is_heard_when_its_own_officer_looks(office, receipt, secretary):
    client = Client()
    client.force_login(secretary)

    feed = client.get(f"/kalender/{make_calendar_key(by=secretary)}.ics")

    assert (canary.leaks(feed), feed.status_code) == (True, 200)
