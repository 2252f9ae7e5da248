"""The matrix of a running year: who is in charge, the state of each month, the figures above, what narrows it."""

import re
from datetime import date

import pytest

from pranata.base.org.tests.factories import UnitFactory
from pranata.base.people.tests.factories import PersonFactory
from pranata.desk.tests.live import HTMX, MATRIX, adopt, codes, html_of, reported, row_of, sign_in, words
from pranata.engines.plan.models import Plan, Subactivity
from pranata.engines.plan.tests.factories import (
    ActivityFactory,
    AreaFactory,
    DeputyFactory,
    PlanFactory,
    ProgressFactory,
    ResponsibilityFactory,
    SubactivityFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def day(monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", "2022-06-26")


@pytest.fixture
def live(plan, staff):
    """2.1.1 is planned from January to August: verified, late, submitted, overdue twice, due in June, planned twice."""
    row = Subactivity.objects.get(code="2.1.1")
    Subactivity.objects.filter(pk=row.pk).update(month_bits=0b11111111)
    reported(row, 1, "2022-01-31", verified=True)
    reported(row, 2, "2022-03-01", verified=True)
    reported(row, 3, "2022-03-31")
    ProgressFactory(subactivity=row, month=4)
    return adopt(plan)


def figures(response) -> list[tuple[str, str]]:
    """The figures above the matrix: words and value."""
    above = re.search(r'<div id="figures".*?</dl>', html_of(response), re.DOTALL)[0]
    return [(words(name), words(value)) for name, value in re.findall(r"<dt>(.*?)</dt><dd.*?>(.*?)</dd>", above)]


def test_cells_say_their_state_by_sign_and_words_when_the_year_runs(client, live):
    cells = re.findall(r'<td class="m" data-label="\w+">(.*?)</td>', row_of(client.get(MATRIX), "2.1.1"))

    assert [words(each) for each in cells[:9]] == [
        "✓ terverifikasi",
        "✓ T selesai terlambat",
        "● menunggu verifikasi",
        "! lewat tenggat",
        "! lewat tenggat",
        "◔ jatuh tempo bulan ini",
        "○ terjadwal",
        "○ terjadwal",
        "",
    ]
    assert '<span class="c late" title="selesai terlambat"><i aria-hidden="true">✓<sup>T</sup></i>' in cells[1]


def test_legend_explains_every_state_once_when_it_is_shown(client, live):
    legend = re.search(r'<ul class="legend".*?</ul>', html_of(client.get(MATRIX)), re.DOTALL)[0]

    assert re.findall(r'<span class="c (\w+)"', legend) == [
        "planned", "due", "submitted", "verified", "late", "overdue"
    ]  # fmt: skip


def test_figures_count_what_was_done_and_what_waits_when_the_year_runs(client, live):
    assert figures(client.get(MATRIX)) == [
        ("jadwal terpenuhi s.d. Juni (2 dari 7)", "28%"),
        ("lewat tenggat", "3"),  # January of 1.1.1 too
        ("menunggu verifikasi", "1"),
        ("tanpa penanggung jawab", "2"),
    ]


def test_figures_speak_of_the_chosen_area_and_lead_to_what_they_count(client, live):
    response = client.get(MATRIX, {"area": "2", "q": "tidak dihitung"})

    assert figures(response)[:2] == [("jadwal terpenuhi s.d. Juni (2 dari 6)", "33%"), ("lewat tenggat", "2")]
    assert re.findall(r'<dd[^>]*><a href="([^"]+)">', html_of(response)) == [
        f"{MATRIX}?area=2&amp;keadaan=overdue",
        f"{MATRIX}?area=2&amp;keadaan=submitted",
        f"{MATRIX}?area=2&amp;pj=kosong",
    ]


def test_areas_show_their_share_when_the_year_runs(client, live):
    areas = re.search(r'<ul id="areas".*?</ul>', html_of(client.get(MATRIX)), re.DOTALL)[0]

    assert re.findall(r'class="v">(\d+)<span class="visually-hidden">% jadwal terpenuhi', areas) == ["0", "33"]


@pytest.mark.parametrize(("today", "status"), [("2023-01-02", "adopted"), ("2022-06-26", "draft")])
def test_figures_count_rows_when_no_year_runs(client, live, monkeypatch, today, status):
    monkeypatch.setenv("PRANATA_TODAY", today)
    Plan.objects.update(status=status)

    assert figures(client.get(MATRIX))[:2] == [("subkegiatan", "2"), ("pelaksanaan bulanan", "9")]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"keadaan": "overdue"}, ["1.1.1", "2.1.1"]),
        ({"keadaan": "submitted"}, ["2.1.1"]),
        ({"keadaan": "overdue", "bulan": "1"}, ["1.1.1"]),
        ({"keadaan": "unreported"}, []),
        ({"keadaan": "empty"}, ["1.1.1", "2.1.1"]),
        ({"keadaan": "lanjutan"}, []),
    ],
)
def test_matrix_is_narrowed_when_a_state_is_asked_for(client, live, query, expected):
    response = client.get(MATRIX, query)

    assert (response.status_code, codes(response)) == (200, expected)


def test_part_tells_how_many_rows_are_in_the_state_asked_for(client, live):
    response = client.get(MATRIX, {"keadaan": "submitted"}, headers=HTMX)

    assert "1 subkegiatan cocok." in html_of(response)
    assert response["HX-Push-Url"] == f"{MATRIX}?keadaan=submitted"


def test_row_names_who_is_in_charge_and_who_stands_in(client, live, office):
    held = ResponsibilityFactory(
        subactivity=Subactivity.objects.get(code="1.1.1"), person=PersonFactory(office=office, name="Pegawai Contoh")
    )
    deputy = PersonFactory(office=office, name="Pengganti Contoh")
    DeputyFactory(responsibility=held, person=deputy, valid_from=date(2022, 6, 1))

    response = client.get(MATRIX)

    who = re.search(r'<td class="who">(.*?)</td>', row_of(response, "1.1.1"))[1]
    assert who == (
        '<span class="chip" title="Pegawai Contoh (Plh.) Pengganti Contoh">Pegawai Contoh</span>'
        "<small>(Plh.) Pengganti Contoh</small>"
    )
    assert words(re.search(r'<td class="who">(.*?)</td>', row_of(response, "2.1.1"))[1]) == "belum ada"


def test_matrix_is_narrowed_to_who_is_in_charge_when_asked(client, live, office):
    unit = UnitFactory(office=office, name="Subbagian Contoh")
    ResponsibilityFactory(subactivity=Subactivity.objects.get(code="1.1.1"), person=None, unit=unit)

    mine, nobody = client.get(MATRIX, {"pj": f"unit-{unit.pk}"}), client.get(MATRIX, {"pj": "kosong"})

    assert (codes(mine), codes(nobody)) == (["1.1.1"], ["2.1.1"])
    select = re.search(r'<select[^>]*name="pj".*?</select>', html_of(mine), re.DOTALL)[0]
    assert re.findall(r'<option value="([^"]*)"( selected)?>([^<]+)', select) == [
        ("", "", "Semua penanggung jawab"),
        ("kosong", "", "Belum ada"),
        (f"unit-{unit.pk}", " selected", "Subbagian Contoh"),
    ]


def test_row_tells_its_year_when_it_was_carried_over(client, live, office):
    before = PlanFactory(office=office, year=2021)
    old = SubactivityFactory(activity=ActivityFactory(area=AreaFactory(plan=before, no=1), position=1), position=1)
    Subactivity.objects.filter(code="1.1.1", plan=live).update(predecessor=old, carried_from=2021)

    response = client.get(MATRIX, {"keadaan": "lanjutan"})

    assert codes(response) == ["1.1.1"]
    assert words(re.search(r'<td class="code">(.*?)</td>', row_of(response, "1.1.1"))[1]) == (
        "1.1.1 ↪ dilanjutkan dari 2021"
    )
    assert "↪ dilanjutkan dari tahun lalu" in words(re.search(r'<ul class="legend".*?</ul>', html_of(response))[0])


def test_row_is_written_as_text_when_it_holds_markup(client, live):
    row = Subactivity.objects.get(code="2.1.1")
    Subactivity.objects.filter(pk=row.pk).update(text='Survei <b>"Contoh"</b> & lain')
    held = ResponsibilityFactory(subactivity=row, person=PersonFactory(name="<i>Contoh</i>"))
    DeputyFactory(responsibility=held, person=PersonFactory(name="Pengganti & <u>Contoh</u>"))

    html = row_of(client.get(MATRIX), "2.1.1")

    assert re.search(r'<th scope="row".*?<a href="(.*?)">(.*?)</a>', html).groups() == (
        f"{MATRIX}2.1.1/",
        "Survei &lt;b&gt;&quot;Contoh&quot;&lt;/b&gt; &amp; lain",
    )
    assert re.search(r'<td class="who">(.*?)</td>', html)[1] == (
        '<span class="chip" title="&lt;i&gt;Contoh&lt;/i&gt; (Plh.) Pengganti &amp; &lt;u&gt;Contoh&lt;/u&gt;">'
        "&lt;i&gt;Contoh&lt;/i&gt;</span><small>(Plh.) Pengganti &amp; &lt;u&gt;Contoh&lt;/u&gt;</small>"
    )


def test_query_count_stays_and_is_small_when_rows_and_reports_are_added(
    client, live, office, django_assert_max_num_queries
):
    sign_in(client, office, "secretary")

    def add(area_no, count):
        activity = ActivityFactory(area=AreaFactory(plan=live, no=area_no), position=1)
        for position in range(1, count + 1):
            row = SubactivityFactory(activity=activity, position=position)
            reported(row, 1, "2022-01-31", verified=True)
            held = ResponsibilityFactory(subactivity=row)
            DeputyFactory(responsibility=held)

    add(3, 1)
    with django_assert_max_num_queries(12) as few:
        client.get(MATRIX)
    add(4, 3)
    with django_assert_max_num_queries(12) as many:
        client.get(MATRIX)

    assert len(many) == len(few)
