"""Several cases charged at once from the inbox, on 20 May 2022."""

from datetime import date

import pytest
from django.contrib.messages import get_messages

from pranata.areas.oversight.complaints.tests.factories import ComplaintFactory, NamedOfficerFactory
from pranata.base.access.models import Role
from pranata.base.access.tests.factories import RoleAssignmentFactory, UserFactory
from pranata.base.org.tests.factories import OfficeFactory, UnitFactory
from pranata.base.people.tests.factories import PersonFactory
from pranata.engines.cases.tests.factories import QuestionFactory, TipFactory

pytestmark = pytest.mark.django_db

INBOX, ASSIGN = "/meja/9001/layanan/", "/meja/9001/layanan/tugaskan/"


@pytest.fixture(autouse=True)
def _day(monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", "2022-05-20")


@pytest.fixture
def unit(office):
    return UnitFactory(office=office, name="Subbagian Contoh")


@pytest.fixture
def person(office, unit):
    return PersonFactory(office=office, name="Pegawai Contoh", unit=unit)


@pytest.fixture
def officer(client, office):
    """Signed in as somebody who processes complaints and the questions of the sample."""
    user = UserFactory(person=PersonFactory(office=office))
    for role in (Role.SECRETARY, Role.PPID_OFFICER):
        RoleAssignmentFactory(office=office, role=role, user=user)
    client.force_login(user)
    return user


def charge(client, cases, query="", **party):
    chosen = [f"{code}:{case.pk}" for code, case in cases]
    response = client.post(f"{ASSIGN}{query}", {"perkara": chosen, **{name: each.pk for name, each in party.items()}})
    return response, [str(each) for each in get_messages(response.wsgi_request)]


def charged(*cases) -> list[tuple]:
    for case in cases:
        case.refresh_from_db()
    return [(case.unit, case.assignee) for case in cases]


def test_chosen_cases_of_two_kinds_are_charged_and_the_filters_stay(client, office, officer, unit, person):
    question, complaint = QuestionFactory(office=office), ComplaintFactory(office=office)
    response, told = charge(
        client, [("questions", question), ("complaints", complaint)], "?keadaan=lewat&q=contoh", person=person
    )

    assert charged(question, complaint) == [(unit, person)] * 2
    assert (response.url, told) == (f"{INBOX}?keadaan=lewat&q=contoh", ["2 perkara ditugaskan."])
    assert (question.status, complaint.status, complaint.follow_up_due_on) == (
        "processed", "forwarded", date(2022, 5, 30),
    )  # fmt: skip


def test_case_that_is_refused_stops_no_other_and_is_named(client, office, officer, unit, person):
    closed_to_it = ComplaintFactory(office=office, status="answered", subject="Sudah dijawab")
    about = ComplaintFactory(office=office, subject="Tentang dia")
    NamedOfficerFactory(complaint=about, person=person)
    good = ComplaintFactory(office=office)
    _response, told = charge(client, [("complaints", each) for each in (closed_to_it, about, good)], person=person)

    assert charged(closed_to_it, about, good) == [(None, None), (None, None), (unit, person)]
    moved = "keadaannya tidak mengizinkan, misalnya belum terdaftar."
    assert told == [
        "1 perkara ditugaskan.",
        f"{closed_to_it.number} Sudah dijawab tidak ditugaskan: {moved}",
        f"{about.number} Tentang dia tidak ditugaskan: Pengaduan ini tentang pihak itu; pilih yang lain.",
    ]


def test_what_one_may_not_see_or_process_is_left_as_it_was(client, office, officer, unit):
    elsewhere = QuestionFactory(office=OfficeFactory())
    hidden = ComplaintFactory(office=office)
    NamedOfficerFactory(complaint=hidden, person=officer.person)
    _response, told = charge(client, [("questions", elsewhere), ("complaints", hidden), ("lain", hidden)], unit=unit)

    assert (charged(elsewhere, hidden), told) == ([(None, None)] * 2, [])


def test_reader_who_processes_nothing_is_offered_no_box_and_refused(client, office, unit, person):
    reader = UserFactory(person=PersonFactory(office=office, unit=unit))
    RoleAssignmentFactory(office=office, role=Role.KASUBBAG, user=reader)
    client.force_login(reader)
    question = QuestionFactory(office=office)
    page = client.get(INBOX)
    _response, told = charge(client, [("questions", question)], person=person)

    assert (page.context["assign_form"], b'name="perkara"' in page.content) == (None, False)
    assert charged(question) == [(None, None)]
    assert told == [f"{question.number} Salinan berita acara contoh tidak ditugaskan: Anda tidak memprosesnya."]


@pytest.mark.parametrize(
    ("cases", "party", "told"),
    [(0, True, "Pilih dahulu perkaranya."), (1, False, "Pilih unit kerja atau orangnya.")],
)
def test_nothing_chosen_is_said(client, office, officer, unit, cases, party, told):
    found = QuestionFactory.create_batch(cases, office=office)
    answer = charge(client, [("questions", each) for each in found], **({"unit": unit} if party else {}))

    assert answer[1] == [told]


def test_box_is_offered_for_numbered_cases_that_one_processes(client, office, officer):
    question, complaint = QuestionFactory(office=office), ComplaintFactory(office=office)
    TipFactory(office=office)
    page = client.get(INBOX).content.decode()

    boxes = [f'value="questions:{question.pk}"' in page, f'value="complaints:{complaint.pk}"' in page]
    assert (boxes, page.count('name="perkara"')) == ([True, True], 2)


def test_links_of_states_keep_kind_and_words(client, office, officer):
    QuestionFactory(office=office)
    page = client.get(f"{INBOX}?jenis=questions&q=salinan").content.decode()

    assert '<a href="?jenis=questions&amp;keadaan=lewat&amp;q=salinan"' in page


def test_case_is_found_by_who_is_charged(client, office, officer, unit, person):
    QuestionFactory(office=office, unit=unit, assignee=person)
    QuestionFactory(office=office)
    lines = client.get(f"{INBOX}?q=pegawai+contoh").context["lines"]

    assert [entry.case.assignee for entry, _chips, _is_offered in lines] == [person]
