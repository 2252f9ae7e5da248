"""The inbox on 20 May 2022: open cases of all kinds, filters, figures, and what the desk says of them."""

import re
from datetime import date

import pytest

from pranata.base.access.models import Role
from pranata.base.access.tests.factories import RoleAssignmentFactory, UserFactory
from pranata.base.notify.actions import make_calendar_key
from pranata.base.org.tests.factories import UnitFactory
from pranata.base.people.tests.factories import PersonFactory
from pranata.desk.tests.live import html_of, words
from pranata.engines.cases.models import Series
from pranata.engines.cases.registry import kinds
from pranata.engines.cases.tests.factories import QuestionFactory, TipFactory

pytestmark = pytest.mark.django_db

INBOX, FIGURES, DESK = "/meja/9001/layanan/", "/meja/9001/layanan/angka/", "/meja/9001/"


@pytest.fixture(autouse=True)
def _day(monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", "2022-05-20")


@pytest.fixture
def unit(office):
    return UnitFactory(office=office, name="Subbagian Contoh")


@pytest.fixture
def head(client, office, unit):
    """Signed in as somebody who may see the kinds of the sample; they ask for ``documents.edit``."""
    return sign_in(client, office, unit, Role.KASUBBAG)


@pytest.fixture
def staff(client, office, unit):
    """Signed in as somebody who may see no kind."""
    return sign_in(client, office, unit, Role.STAFF)


def sign_in(client, office, unit, role):
    person = PersonFactory(office=office, name="Pegawai Contoh", unit=unit)
    user = RoleAssignmentFactory(office=office, role=role, user=UserFactory(person=person)).user
    client.force_login(user)
    return user


@pytest.fixture
def cases(office, unit, head):
    """Late and nobody's; soon due and the reader's; far and its unit's; a tip without a day."""
    return [
        QuestionFactory(office=office, register_sequence=1, subject="Terlambat"),
        QuestionFactory(office=office, register_sequence=2, subject="Segera", due_on=date(2022, 5, 24),
                        unit=unit, assignee=head.person),
        QuestionFactory(office=office, register_sequence=3, subject="Jauh", due_on=date(2022, 6, 24), unit=unit),
        TipFactory(office=office),
    ]  # fmt: skip


def titles(response) -> list[str]:
    return re.findall(r'<th scope="row"><a href="[^"]+">([^<]+)</a>', html_of(response))


def table(response) -> list[list[str]]:
    """The cells of each row, as words."""
    rows = re.findall(r"<tr>\n(<th.*?)</tr>", html_of(response), re.DOTALL)
    return [[words(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)] for row in rows]


def test_inbox_lists_all_kinds_the_most_urgent_first(client, cases):
    assert table(client.get(INBOX)) == [
        ["CT-2022-0001 Terlambat Pertanyaan contoh", "25 Apr 2022", "19 Mei 2022", "belum ada", "! lewat 1 hari kerja"],
        ["CT-2022-0002 Segera Pertanyaan contoh", "25 Apr 2022", "24 Mei 2022", "Pegawai Contoh",
         "◔ 2 hari kerja lagi"],
        ["CT-2022-0003 Jauh Pertanyaan contoh", "25 Apr 2022", "24 Jun 2022", "Subbagian Contoh", "23 hari kerja lagi"],
        ["belum bernomor Kabar contoh", "25 Apr 2022", "–", "belum ada", "belum ada tenggat"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("keadaan=lewat", ["CT-2022-0001 Terlambat"]),
        ("keadaan=segera", ["CT-2022-0002 Segera"]),
        ("keadaan=belum-ditugaskan", ["CT-2022-0001 Terlambat", "belum bernomor"]),
        ("keadaan=saya", ["CT-2022-0002 Segera"]),
        ("keadaan=unit", ["CT-2022-0002 Segera", "CT-2022-0003 Jauh"]),
        ("jenis=tips", ["belum bernomor"]),
        ("jenis=questions&keadaan=unit&q=jauh", ["CT-2022-0003 Jauh"]),
        ("q=tidak+ada", []),
        ("jenis=x&keadaan=x", ["CT-2022-0001 Terlambat", "CT-2022-0002 Segera", "CT-2022-0003 Jauh", "belum bernomor"]),
    ],
)
def test_inbox_is_narrowed_when_asked(client, cases, asked, found):
    assert titles(client.get(f"{INBOX}?{asked}")) == found


def test_words_to_pass_on_are_those_of_the_chosen_cases(client, cases, unit):
    text = html_of(client.get(f"{INBOX}?keadaan=saya"))

    assert re.search(r'aria-label="Teks untuk WhatsApp">(.*?)</textarea>', text, re.DOTALL)[1] == (
        "*KPU Kabupaten Contoh: Kotak masuk*\n"
        "1. Pertanyaan contoh CT-2022-0002 Segera: tenggat 24 Mei 2022, 2 hari kerja lagi – Subbagian Contoh\n\n"
        "Selengkapnya: http://testserver/meja/9001/layanan/"
    )


def test_menu_counts_open_cases_on_pages_that_look_at_them(client, cases):
    link = r'<a href="/meja/9001/layanan/"[^>]*>.*?</a>'
    said = [words(re.search(link, html_of(client.get(page)), re.DOTALL)[0]) for page in (INBOX, DESK)]

    assert said == ["Kotak masuk 4 perkara terbuka"] * 2


def test_reader_without_the_permission_sees_only_its_own_case(client, office, staff):
    QuestionFactory(office=office, register_sequence=1)
    QuestionFactory(office=office, register_sequence=2, subject="Milik saya", assignee=staff.person)

    assert titles(client.get(INBOX)) == ["CT-2022-0002 Milik saya"]
    assert client.get(FIGURES).status_code == 404
    assert "Angka layanan" not in html_of(client.get(INBOX))


def test_inbox_of_another_office_is_not_there(client, stranger, office):
    assert [client.get(page).status_code for page in (INBOX, FIGURES)] == [404, 404]


def test_empty_inbox_says_so(client, office, head):
    assert "Tidak ada perkara terbuka" in html_of(client.get(INBOX))


@pytest.mark.parametrize("page", [INBOX, FIGURES])
def test_pages_cost_the_same_with_any_number_of_cases(client, office, unit, head, django_assert_max_num_queries, page):
    def add(count):
        QuestionFactory.create_batch(count, office=office, unit=unit, assignee=head.person)

    add(1)
    client.get(page)
    with django_assert_max_num_queries(40) as few:
        client.get(page)
    add(2)
    with django_assert_max_num_queries(40) as many:
        client.get(page)

    assert len(many) == len(few)


def test_figures_show_counts_and_a_median_only_of_enough_cases(client, office, head):
    def answered(count, **facts):
        QuestionFactory.create_batch(count, office=office, answered_on=date(2022, 5, 10), **facts)

    answered(4)
    few = table(client.get(FIGURES))
    answered(1, due_on=date(2022, 5, 9))
    TipFactory(office=office)
    enough = table(client.get(f"{FIGURES}?tahun=2022"))

    mine = [[row for row in rows if row[0].endswith("contoh")] for rows in (few, enough)]
    assert mine[0][0] == ["Pertanyaan contoh", "4", "4", "4", "0", "4", "0", "4 perkara, belum cukup"]
    assert mine[1] == [
        ["Pertanyaan contoh", "5", "5", "4", "1", "5", "0", "4 dari 5 perkara"],
        ["Kabar contoh", "1", "0", "0", "0", "1", "0", "0 perkara, belum cukup"],
    ]
    assert Series.objects.count() == 0


def items(response) -> list[str]:
    found = re.findall(r'<article class="panel item task">(.*?)<div class="task-ways">', html_of(response), re.DOTALL)
    return [words(each) for each in found]


def test_desk_shows_cases_the_reader_is_charged_with_and_what_needs_somebody(client, cases):
    own, unit = client.get(DESK), client.get(f"{DESK}?daftar=unit")

    assert items(own) == ["Pertanyaan contoh · Pegawai Contoh CT-2022-0002 Segera ◔ 2 hari kerja lagi"]
    assert items(unit) == ["Pertanyaan contoh · Subbagian Contoh CT-2022-0003 Jauh 23 hari kerja lagi"]
    links = re.findall(r'<a [^>]*href="/meja/9001/layanan/\?keadaan=([^"]+)">([^<]+)</a>', html_of(own))
    assert links == [("lewat", "1 perkara lewat tenggat"), ("belum-ditugaskan", "2 perkara belum ditugaskan")]


def test_desk_leaves_out_what_is_answered(client, office, head):
    QuestionFactory(office=office, assignee=head.person, answered_on=date(2022, 5, 10))

    assert items(client.get(DESK)) == []


def test_calendar_holds_the_cases_of_its_owner(client, cases, head):
    response = client.get(f"/kalender/{make_calendar_key(by=head)}.ics")
    text = response.content.decode().replace("\r\n ", "")

    assert re.findall(r"SUMMARY:(.*)\r", text) == ["CT-2022-0002 Segera", "CT-2022-0003 Jauh"]
    assert re.findall(r"DTSTART;VALUE=DATE:(\d+)", text) == ["20220524", "20220624"]
    assert "Pegawai Contoh" not in text


ERASURE = "/meja/9001/layanan/penghapusan/"


def closed(office, day, **facts):
    return QuestionFactory(office=office, closed_on=day, closed_at=f"{day}T03:00Z", **facts)


def test_erasure_is_told_thirty_days_before(client, office, head):
    closed(office, date(2020, 6, 19), register_sequence=1, subject="Segera dihapus")
    closed(office, date(2020, 6, 20), register_sequence=2, subject="Masih lama")
    closed(office, date(2020, 6, 1), register_sequence=3, erased_at="2022-05-01T03:00Z")
    rows = table(client.get(ERASURE))

    assert rows[0] == ["CT-2022-0001 Segera dihapus Pertanyaan contoh", "19 Jun 2020", "19 Jun 2022"]
    assert ["CT-2022-0002" in row[0] or "CT-2022-0003" in row[0] for row in rows] == [False] * len(rows)
    assert [row[:3] for row in rows if row[0] == "Pertanyaan contoh"] == [["Pertanyaan contoh", "24 bulan", "3 bulan"]]


def test_erasure_is_told_to_who_sees_the_cases_alone(client, office, staff):
    assert client.get(ERASURE).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_erasure_costs_the_same_with_any_number_of_cases(client, office, head, django_assert_max_num_queries, count):
    for _number in range(count):
        closed(office, date(2020, 6, 1))
    client.get(ERASURE)
    with django_assert_max_num_queries(8 + len(kinds())):
        assert len(table(client.get(ERASURE))) >= count
