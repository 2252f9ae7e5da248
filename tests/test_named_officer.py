"""Whom a complaint is about learns nowhere that it is there: every staff address is walked as that officer."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import get_resolver
from django.utils.translation import override

from pranata.areas.oversight.complaints.actions.handling import forward, verify
from pranata.areas.oversight.complaints.actions.receiving import Report, name_officers, receive_complaint
from pranata.areas.oversight.complaints.models import Complaint
from pranata.areas.oversight.complaints.tests.factories import LaporReportFactory
from pranata.areas.public_service.data_subjects.actions.receiving import Asked, submit
from pranata.areas.public_service.data_subjects.models import DataSubjectRequest
from pranata.base.access.models import Role
from pranata.base.access.tests.factories import RoleAssignmentFactory, UserFactory
from pranata.base.notify.actions import make_calendar_key
from pranata.base.notify.digests import send_digest
from pranata.base.notify.models import Notice
from pranata.base.org.tests.factories import OfficeFactory, UnitFactory
from pranata.base.people.tests.factories import PersonFactory
from pranata.engines.cases.actions.guards import VISITOR
from pranata.engines.cases.actions.messages import note, write_message
from pranata.engines.cases.actions.reminding import remind_of_cases
from pranata.engines.cases.models import Direction
from pranata.lib import clock
from tests.canary import SECRET, WORD, readable
from tests.walk import ARGUMENT, paths, routes

pytestmark = pytest.mark.django_db

LAPOR, BASE = "777000111", "/meja/9001/"
# The page itself, and at once a search and every state there is.
QUESTIONS = ({}, {"q": WORD, "keadaan": "semua", "masa": "2025-11"})
# Every role that needs no second factor, which would close each page before the walk began.
ROLES = [role for role in Role if role != Role.ADMINISTRATOR]


@pytest.fixture(autouse=True)
def _day(monkeypatch, settings, tmp_path):
    monkeypatch.setenv("PRANATA_TODAY", "2025-11-03")
    backend = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path / "files"}}
    settings.STORAGES = {**settings.STORAGES, "default": backend}


@pytest.fixture
def office():
    return OfficeFactory(code="9001", is_active=True)


def account(office, roles, **facts):
    user = UserFactory(person=PersonFactory(office=office, **facts))
    for role in roles:
        RoleAssignmentFactory(office=office, role=role, user=user)
    return user


@pytest.fixture
def unit(office):
    return UnitFactory(office=office)


@pytest.fixture
def named(office, unit):
    """The officer it is about, in every role."""
    return account(office, ROLES, name="Pejabat Contoh", unit=unit)


@pytest.fixture
def secretary(office):
    return account(office, [Role.SECRETARY], name="Sekretaris Contoh")


@pytest.fixture
def complaint(office, unit, named, secretary):
    """Handled by the officer's own unit and told to it, before somebody noticed whom it is about."""
    report = Report(
        description=f"Isi {SECRET}", contact={"name": f"Pelapor {SECRET}", "phone": "0800"}, lapor_number=LAPOR
    )
    case = receive_complaint(office, report, by=VISITOR, files=[(ContentFile(b"a,b\n1,2\n"), f"{SECRET}.csv")]).case
    verify(case, classification="ordinary", subject=f"{WORD} {SECRET}", is_service_dispute=True, by=secretary)
    forward(case, unit=unit, instruction=f"Petunjuk {SECRET}", by=secretary)
    write_message(case, f"Pesan {SECRET}", direction=Direction.TO_PUBLIC, by=secretary)
    note(case, f"Catatan {SECRET}", by=secretary)
    remind_of_cases(office, today=case.due_on)
    make_calendar_key(by=named)
    LaporReportFactory(office=office, number=LAPOR, state="done")
    submit(office, Asked("access", {"name": f"Pelapor {SECRET}", "phone": "0800"}, f"Data {SECRET}", case.number))
    case.refresh_from_db()
    return case


def asked_of_all() -> list[str]:
    """Every staff address; what an argument is called decides its samples, others are asked as 1."""
    known = {
        "code": ["9001"],
        "pk": sorted({*Complaint.objects.values_list("pk", flat=True),
                      *DataSubjectRequest.objects.values_list("pk", flat=True)}),
        "slug": ["tanda-terima", "jawaban", "pengaduan-bulanan"],
        "file_format": ["pdf", "csv"],
        "period": ["2025-11"],
        "below": ["9999"],
        "year": [2025],
    }  # fmt: skip
    found = []
    with override("id"):
        for route, converters in routes(get_resolver()):
            if route.startswith("meja/"):
                found += paths(route, converters, {name: ["1"] for name in ARGUMENT.findall(route)} | known)
    return list(dict.fromkeys(found))


def pages_of(case) -> list[str]:
    """Where the complaint is told of as long as nobody keeps it from the reader."""
    request = DataSubjectRequest.objects.get()
    return [
        "pengaduan/", f"pengaduan/{case.pk}/", "pengaduan/sp4n-lapor/", "pengaduan/sp4n-lapor/register.csv",
        "layanan/", f"data-pribadi/{request.pk}/", "pemberitahuan/",
    ]  # fmt: skip


def told_to(user, case, addresses) -> list[str]:
    """Those of ``addresses`` that tell ``user`` something of the complaint: its words, its numbers, its page."""
    client = Client(raise_request_exception=False)
    client.force_login(user)
    signs = (SECRET, case.number, LAPOR, f"/pengaduan/{case.pk}/")
    told = []
    for path in addresses:
        for query in QUESTIONS if path.endswith("/") else ({},):
            answer = client.get(path, query)
            if any(sign in readable(answer) for sign in signs):
                told.append(path)
    return list(dict.fromkeys(told))


def test_nothing_is_told_to_whom_it_is_about(complaint, named, secretary):
    name_officers(complaint, people=[named.person], hides_unit=False, by=secretary)

    assert told_to(named, complaint, asked_of_all()) == []


def test_case_pages_are_not_there_for_a_colleague_when_the_whole_unit_is_kept_away(complaint, named, secretary, office):
    colleague = account(office, [Role.COMPLAINTS, Role.PPID_OFFICER], unit=named.person.unit)
    name_officers(complaint, people=[named.person], hides_unit=True, by=secretary)

    assert told_to(colleague, complaint, [BASE + page for page in pages_of(complaint)]) == []


def test_the_walk_hears_it_when_nobody_is_named(complaint, named):
    pages = [BASE + page for page in pages_of(complaint)]

    assert told_to(named, complaint, pages) == pages
    assert set(pages) <= set(asked_of_all())


def test_no_count_gives_it_away_to_whom_it_is_about(complaint, named, secretary, client):
    def counted(user):
        client.force_login(user)
        figures = client.get(f"{BASE}pengaduan/angka/", {"masa": "2025-11"}).context["figures"]
        lines = client.get(f"{BASE}layanan/angka/").context["lines"]
        inbox = client.get(f"{BASE}layanan/").context
        desk = client.get(BASE).context
        services = next(each for each in lines if each.kind.code == "complaints")
        return [
            figures.received, figures.service_disputes, figures.whole.open, services.received,
            inbox["case_count"], desk["case_count"], desk["unread_count"],
        ]  # fmt: skip

    before = counted(named)
    name_officers(complaint, people=[named.person], hides_unit=False, by=secretary)

    assert before[:4] == [1, 1, 1, 1]
    assert counted(named)[:6] == [0] * 6
    assert counted(secretary)[:4] == [1, 1, 1, 1]


def test_calendar_and_mail_are_silent_to_whom_it_is_about(complaint, named, secretary, client):
    address = f"/kalender/{make_calendar_key(by=named)}.ics"
    before = client.get(address).content.decode()
    name_officers(complaint, people=[named.person], hides_unit=False, by=secretary)

    assert SECRET in before
    assert SECRET not in client.get(address).content.decode()
    send_digest(named, today=clock.today())
    assert SECRET not in "".join(sent.body for sent in mail.outbox)


def test_nobody_is_told_of_what_is_about_itself(complaint, named, secretary, office):
    name_officers(complaint, people=[named.person], hides_unit=False, by=secretary)
    Notice.objects.all().delete()
    remind_of_cases(office, today=clock.today())
    remind_of_cases(office, today=complaint.due_on + timedelta(days=30))

    about = Notice.objects.filter(target_label="complaints.complaint")
    assert set(about.values_list("recipient", flat=True)) == {secretary.pk}
