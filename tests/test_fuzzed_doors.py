"""Whatever a stranger sends to any anonymous form of the site, a page comes back; never a failure of ours.

The doors are found, not listed; the names of their fields are read from their pages.
"""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import get_resolver
from django.utils.translation import override
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from pranata.areas.oversight.complaints.kinds import COMPLAINTS
from pranata.areas.process.information_requests.kinds import REQUESTS
from pranata.base.access.models import Role
from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.org.tests.factories import OfficeFactory
from pranata.engines.cases.actions.guards import VISITOR
from pranata.engines.cases.actions.intake import Intake, receive
from pranata.engines.intake import rules
from pranata.engines.intake.declaration import declared_forms
from pranata.engines.intake.tests.posting import OURS, hidden, solved
from pranata.engines.intake.tests.test_fuzz import FILE, TEXT, VALUE
from tests.walk import routes

pytestmark = pytest.mark.django_db

OFFERING = (Role.PPID_OFFICER, Role.ATASAN_PPID, Role.COMPLAINTS)
KINDS = {"information_requests": (REQUESTS, {"applicant_kind": "person"}),
         "complaints": (COMPLAINTS, {"verification_due_on": "2023-01-13"})}  # fmt: skip
SOME = examples(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
ANSWERS = (200, 302, 404, 413, 422, 429)


def doors() -> list[str]:
    """Every anonymous form of the site in Indonesian."""
    with override("id"):
        found = [route for route, _converters in routes(get_resolver()) if is_door(f"/{route}")]
    return sorted(f"/{route}" for route in found)


def is_door(route: str) -> bool:
    path = filled(route)
    return bool(path) and getattr(get_resolver().resolve(path).func, "is_anonymous_form", False)


def filled(route: str) -> str:
    """The route of an office's page with its samples; "" for other pages."""
    path = route.replace("<office:code>", "9001").replace("<int:pk>", "1")
    return "" if "<" in path or not path.startswith("/9001/") else path


@pytest.fixture(autouse=True)
def _easy(monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", "2023-01-10")
    monkeypatch.setattr(rules, "PUZZLE_BITS", 1)
    monkeypatch.setattr("time.sleep", lambda _seconds: None)  # a miss takes long on purpose


@pytest.fixture
def office():
    found = OfficeFactory(code="9001", name="KPU Kabupaten Contoh")
    for role in OFFERING:
        RoleAssignmentFactory(office=found, role=role)
    return found


@pytest.fixture
def code(office, request):
    """The code of a receipt that opens a case at the door."""
    kind, fields = KINDS["complaints" if "pengaduan" in request.getfixturevalue("door") else "information_requests"]
    intake = Intake({"name": "Warga Contoh"}, "Isi contoh", fields=fields)
    return receive(kind, office, intake, by=VISITOR).code


def names_at(client, path, code) -> list[str]:
    """What the fields at a door are called, of its empty page and of the one that the receipt opens."""
    pages = [client.get(path, follow=True), client.post(path, {"number": "", "code": code}, headers=OURS)]
    texts = [page.content.decode() for page in pages if page["Content-Type"].startswith("text/html")]
    return sorted({name for text in texts for name in re.findall(r'name="(\w+)"', text)} - {"viewport", "robots"})


def test_walk_finds_every_declared_form_and_what_follows_a_receipt(client, office):
    found = doors()
    titles = {page.context["declared"].code for path in found if (page := client.get(filled(path))).status_code == 200
              and "declared" in (page.context or {})}  # fmt: skip

    assert titles == {each.code for each in declared_forms()}
    assert {filled(path) for path in found} >= {
        "/9001/lacak/",
        "/9001/lacak/balas/",
        "/9001/lacak/berkas/1/",
        "/9001/permohonan-informasi/keberatan/",
        "/9001/pengaduan/nilai/",
    }


@pytest.mark.parametrize("door", doors())
@SOME
@given(data=st.data())
def test_page_answers_when_fields_hold_anything(client, office, code, door, data):
    path = filled(door)
    known = [name for name in names_at(client, path, code) if name not in ("intake_token", "number", "code")]
    names = st.one_of(st.sampled_from([*known, "text"]), TEXT.filter(bool))
    sent = data.draw(st.dictionaries(names, VALUE, max_size=8))
    page = client.get(path, follow=True)
    if "intake_token" in page.content.decode():
        token = hidden(page)
        sent = {"intake_proof": solved(token, bits=1)} | sent | {"intake_token": token}

    response = client.post(path, {"number": "", "code": code} | sent, headers=OURS)

    assert response.status_code in ANSWERS


@pytest.mark.parametrize("door", doors())
def test_page_answers_when_five_megabytes_or_wrong_types_come(client, office, code, door):
    path = filled(door)
    names = ["number", *names_at(client, path, code)]

    def file():
        return SimpleUploadedFile("a.txt", b"isi")

    bodies = [
        {"code": "a" * 5_000_000},
        {"code": code, "text": "a" * 5_000_000},
        dict.fromkeys(names, "\x00\u202e" * 40),
        {"code": code} | {name: file() for name in names if name != "code"},
        {"code": file()},
        {name: ["x"] * 5 for name in names},
        {"code": code} | {name: "-1" for name in names if name not in ("code", "number")},
        {"code": code} | {name: "9" * 60 for name in names if name not in ("code", "number")},
    ]
    statuses = [client.post(path, body, headers=OURS).status_code for body in bodies]

    assert [status for status in statuses if status not in ANSWERS] == []


@SOME
@given(number=TEXT, code=TEXT, upload=FILE)
def test_tracker_answers_alike_when_number_and_code_are_anything(client, office, number, code, upload):
    for sent in ({"number": number, "code": code}, {"number": upload, "code": code}):
        assert client.post("/9001/lacak/", sent, headers=OURS).status_code in (413, 422, 429)


@SOME
@given(query=TEXT)
def test_reading_pages_answer_whatever_is_looked_for(client, office, query):
    for path in ("/", "/verifikasi/", "/9001/daftar/informasi-publik/"):
        assert client.get(path, {"q": query, "kode": query, "code": query}).status_code in (200, 302, 404)
