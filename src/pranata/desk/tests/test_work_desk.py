"""The desk on 15 June 2022: what waits for the reader, for its unit, what it is to verify."""

import re

import pytest

from pranata.base.access.models import Role
from pranata.base.access.tests.factories import RoleAssignmentFactory, UserFactory
from pranata.base.notify.tests.factories import NoticeFactory
from pranata.base.org.tests.factories import UnitFactory
from pranata.base.people.tests.factories import PersonFactory, TeamFactory, TeamMemberFactory
from pranata.desk.tests.live import adopt, html_of, words
from pranata.engines.cases.registry import kinds
from pranata.engines.dispositions.tests.factories import DispositionFactory
from pranata.engines.plan.actions import progress as actions
from pranata.engines.plan.models import Remark
from pranata.engines.plan.tests.factories import ProgressFactory, ResponsibilityFactory, SubactivityFactory

pytestmark = pytest.mark.django_db

DESK = "/meja/9001/"
MAY, JUNE, JULY = 0b10000, 0b100000, 0b1000000


@pytest.fixture(autouse=True)
def _day(monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", "2022-06-15")


@pytest.fixture
def live(plan):
    """The plan in force, whose remarks are decided."""
    Remark.objects.all().delete()
    return adopt(plan)


@pytest.fixture
def staff(client, office):
    """Signed in as somebody of a unit."""
    person = PersonFactory(
        office=office, name="Pegawai Contoh", unit=UnitFactory(office=office, name="Subbagian Contoh")
    )
    user = RoleAssignmentFactory(office=office, user=UserFactory(person=person)).user
    client.force_login(user)
    return user


@pytest.fixture
def row(live):
    """``row(3, MAY)`` is 1.1.3, due in May."""
    activity = live.areas.get(no=1).activities.get()

    def make(position, months, **party):
        found = SubactivityFactory(activity=activity, position=position, month_bits=months, text=f"Tugas {position}")
        if party:
            ResponsibilityFactory(subactivity=found, **{"person": None, **party})
        return found

    return make


def heading(response) -> str:
    return words(re.search("<h1[^>]*>(.*?)</h1>", html_of(response), re.DOTALL)[1])


def items(response) -> list[list[str]]:
    """Of each item: its head, its title, its chips."""
    found = re.findall(r'<article class="panel item task">(.*?)</article>', html_of(response), re.DOTALL)
    parts = (r'<span class="xs muted">(.*?)</span>', r"<b>(.*?)</b>", r'<span class="chips">(.*?)<(?:p|div) class=')
    return [[words(re.search(part, each, re.DOTALL)[1]) for part in parts] for each in found]


def buttons(response) -> list[tuple[str, str]]:
    """The ways on of the items: address and words."""
    return re.findall(r'<a class="btn btn-(?:accent|quiet)" href="(/meja[^"]+)">([^<]+)</a>', html_of(response))


def test_desk_says_what_waits_and_what_of_it_is_late(client, row, office, staff):
    row(3, MAY, person=staff.person)
    due = row(4, JUNE, unit=staff.person.unit)
    ProgressFactory(subactivity=due, month=6)
    returned = ProgressFactory(subactivity=row(5, JUNE, person=staff.person), month=6)
    actions.submit(returned, by=staff)
    actions.send_back(
        returned, reason="Lampirkan <register>.", by=RoleAssignmentFactory(office=office, role=Role.VERIFIER).user
    )

    response = client.get(DESK)

    assert heading(response) == "3 tugas bulan ini"
    assert "1 lewat tenggat · 1 dikembalikan menunggu Anda" in html_of(response)
    assert items(response) == [
        ["1.1.3 · Pegawai Contoh", "Tugas 3", "! lewat 10 hari kerja Mei"],
        ["1.1.4 · Subbagian Contoh", "Tugas 4", "◔ 30 Juni"],
        ["1.1.5 · Pegawai Contoh", "Tugas 5", "↩ dikembalikan"],
    ]
    assert "“Lampirkan &lt;register&gt;.”" in html_of(response)
    assert "verifikator, hari ini" in html_of(response)
    place = "/meja/9001/rencana-aksi/2022"
    assert buttons(response) == [
        (f"{place}/1.1.3/?bulan=5", "Isi capaian"),
        (f"{place}/1.1.3/?bulan=5#bukti", "Foto bukti"),
        (f"{place}/1.1.4/?bulan=6", "Periksa &amp; ajukan"),
        (f"{place}/1.1.4/?bulan=6#bukti", "Foto bukti"),
        (f"{place}/1.1.5/?bulan=6", "Perbaiki"),
        (f"{place}/1.1.5/?bulan=6#bukti", "Foto bukti"),
    ]


def test_unit_has_a_list_of_its_own(client, row, office, staff):
    row(3, MAY, person=PersonFactory(office=office, unit=staff.person.unit, name="Rekan Contoh"))

    own, unit = client.get(DESK), client.get(f"{DESK}?daftar=unit")

    assert (items(own), heading(unit)) == ([], "1 tugas unit bulan ini")
    assert items(unit) == [["1.1.3 · Rekan Contoh", "Tugas 3", "! lewat 10 hari kerja Mei"]]


def segments(response) -> list[tuple[str, bool]]:
    found = re.findall(r'<a href="\?daftar=\w+"( aria-current="page")?>([^<]+)</a>', html_of(response))
    return [(words, bool(current)) for current, words in found]


def test_verifier_has_a_list_with_its_count(client, row, office, staff):
    RoleAssignmentFactory(office=office, user=staff, role=Role.VERIFIER)
    reporter = RoleAssignmentFactory(office=office).user
    actions.submit(ProgressFactory(subactivity=row(3, MAY), month=5), by=reporter)
    actions.submit(ProgressFactory(subactivity=row(4, MAY), month=5), by=staff)

    response = client.get(f"{DESK}?daftar=verifikasi")

    assert segments(response) == [("Saya", False), ("Unit saya", False), ("Verifikasi 1", True)]
    assert heading(response) == "1 laporan menunggu verifikasi"
    assert items(response) == [["1.1.3", "Tugas 3", "Mei ● diajukan hari ini"]]
    assert buttons(response) == [("/meja/9001/rencana-aksi/2022/1.1.3/?bulan=5", "Periksa")]


def test_verifiers_empty_desk_leads_to_what_waits(client, row, office, staff):
    RoleAssignmentFactory(office=office, user=staff, role=Role.VERIFIER)
    reporter = RoleAssignmentFactory(office=office).user
    actions.submit(ProgressFactory(subactivity=row(3, MAY), month=5), by=reporter)

    html = html_of(client.get(DESK))

    assert "Tidak ada yang menunggu Anda" in html
    assert "1 laporan menunggu verifikasi." in html
    assert '<a class="btn btn-quiet" href="?daftar=verifikasi">Periksa laporan</a>' in html


@pytest.mark.parametrize("asked", ["verifikasi", "x", ""])
def test_own_list_is_shown_when_another_is_not_the_readers(client, row, staff, asked):
    row(3, MAY, person=staff.person)

    response = client.get(f"{DESK}?daftar={asked}")

    assert segments(response) == [("Saya", True), ("Unit saya", False)]
    assert len(items(response)) == 1


def test_account_without_person_has_nothing_to_choose(client, live, secretary):
    assert segments(client.get(DESK)) == []


def test_disposition_lies_on_the_desk(client, live, office, staff):
    DispositionFactory(
        office=office, to_account=staff, due_on="2022-06-20", subject="1.1.1 Menyusun rencana", instruction="Segera."
    )

    response = client.get(DESK)

    assert heading(response) == "1 tugas bulan ini"
    assert [each[1:] for each in items(response)] == [["1.1.1 Menyusun rencana", "◔ 20 Juni"]]
    assert "“Segera.”" in html_of(response)
    assert "Laporkan selesai" in html_of(response)


def test_empty_desk_says_what_is_next(client, row, staff):
    row(3, JULY, person=staff.person)

    html = html_of(client.get(DESK))

    assert "Tidak ada yang menunggu Anda" in html
    assert "Berikutnya: 1.1.3 Tugas 3 (Juli): 29 Juli." in html
    assert 'href="/meja/9001/rencana-aksi/2022/1.1.3/?bulan=7"' in html


def test_empty_desk_says_when_tasks_will_come(client, live, staff):
    assert "Tugas muncul di sini setelah Anda, tim, atau unit Anda" in html_of(client.get(DESK))


def shared(response) -> list[str]:
    """The texts to pass on."""
    return re.findall(r'<textarea class="form-control" readonly[^>]*>(.*?)</textarea>', html_of(response), re.DOTALL)


def test_text_to_pass_on_names_tasks_and_units_but_no_person(client, row, office, staff):
    team = TeamFactory(office=office, name="Tim Contoh")
    TeamMemberFactory(team=team, person=staff.person)
    row(3, MAY, team=team)
    returned = ProgressFactory(subactivity=row(4, JUNE, person=staff.person), month=6)
    actions.submit(returned, by=staff)
    actions.send_back(returned, reason="Rahasia", by=RoleAssignmentFactory(office=office, role=Role.VERIFIER).user)
    DispositionFactory(office=office, to_account=staff, due_on="2022-06-20", instruction="Rahasia")

    response = client.get(DESK)

    *single, whole = shared(response)
    assert whole == (
        "*KPU Kabupaten Contoh: 3 tugas bulan ini*\n"
        "1. 1.1.3 Tugas 3 (Mei): lewat 10 hari kerja – Tim Contoh\n"
        "2. 1.1.4 Tugas 4 (Juni): 30 Juni\n"
        "3. Disposisi: Perihal contoh: 20 Juni\n\n"
        "Selengkapnya: http://testserver/meja/9001/"
    )
    assert single[0] == (
        "*KPU Kabupaten Contoh*\n1.1.3 Tugas 3 (Mei): lewat 10 hari kerja – Tim Contoh\n"
        "http://testserver/meja/9001/rencana-aksi/2022/1.1.3/?bulan=5"
    )
    assert [text for text in shared(response) if "Pegawai Contoh" in text or "Rahasia" in text] == []
    assert html_of(response).count('href="https://wa.me/?text=%2AKPU%20Kabupaten%20Contoh') == 4


def test_desk_says_how_many_notices_are_unread(client, live, office, staff):
    NoticeFactory.create_batch(2, office=office, recipient=staff)
    NoticeFactory(office=office, recipient=staff, read_at="2022-06-01T00:00Z")

    shown = re.search(r'Pemberitahuan</span><span class="n">(\d+)<', html_of(client.get(DESK)))[1]

    assert shown == "2"


def test_long_list_is_paged(client, row, staff):
    for position in range(3, 30):
        row(position, MAY, person=staff.person)

    first, second = client.get(DESK), client.get(f"{DESK}?halaman=2")

    assert (heading(first), len(items(first)), len(items(second))) == ("27 tugas bulan ini", 25, 2)


@pytest.mark.parametrize("segment", ["saya", "unit", "verifikasi"])
def test_query_count_stays_when_tasks_are_added(client, row, office, staff, django_assert_max_num_queries, segment):
    RoleAssignmentFactory(office=office, user=staff, role=Role.VERIFIER)
    reporter = RoleAssignmentFactory(office=office).user

    def add(positions):
        for position in positions:
            row(position, MAY, person=staff.person)
            actions.submit(ProgressFactory(subactivity=row(position + 50, MAY), month=5), by=reporter)
            DispositionFactory(office=office, to_account=staff)
            NoticeFactory(office=office, recipient=staff)

    add([3])
    client.get(DESK)
    with django_assert_max_num_queries(19 + len(kinds())) as few:
        client.get(f"{DESK}?daftar={segment}")
    add([4, 5, 6])
    with django_assert_max_num_queries(19 + len(kinds())) as many:
        response = client.get(f"{DESK}?daftar={segment}")

    assert (len(many), len(items(response)) >= 4) == (len(few), True)
