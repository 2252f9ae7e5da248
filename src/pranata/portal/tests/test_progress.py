"""What the public sees of a plan in force: the state of its months and how its areas stand."""

import re

import pytest

from pranata.engines.plan.models import Plan, Progress, Status
from pranata.engines.plan.tests.factories import (
    ActivityFactory,
    AreaFactory,
    ProgressFactory,
    ResponsibilityFactory,
    SubactivityFactory,
)
from pranata.engines.plan.tests.report_sample import IN_TIME, prove
from pranata.portal.tests.reading import words

ADDRESS = "/9001/reformasi-birokrasi/2022/"


def states(response) -> dict[str, list[str]]:
    """The states that stand in each row, January first."""
    rows = re.findall(r'id="sub-([\d.]+)">(.*?)</tr>', response.content.decode(), flags=re.DOTALL)
    return {code: re.findall(r'<span class="c (\w+)"', row) for code, row in rows}


def bars(response) -> list[str]:
    found = re.findall(r'<dl class="bars[^>]*>(.*?)</dl>', response.content.decode(), flags=re.DOTALL)
    return [" ".join(re.sub("<[^>]+>", " ", bar).split()) for bar in found]


def test_months_say_what_is_done_and_what_is_not_when_the_year_runs(client, public_plan):
    response = client.get(ADDRESS)

    assert states(response) == {
        "1.1.1": ["pending", "done"],
        "1.1.2": ["late"],
        "2.1.1": ["pending", "planned"],
        "2.1.2": ["planned"],
    }
    assert re.findall(r"<li><span class=\"c (\w+)\"", response.content.decode()) == [
        "planned",
        "done",
        "late",
        "pending",
    ]


def test_nobody_and_nothing_written_is_seen_when_the_public_reads(client, public_plan):
    ResponsibilityFactory(
        subactivity=public_plan.subactivities.get(code="2.1.1"), person__name="Pegawai Contoh Rahasia"
    )
    Progress.objects.update(achievement="kata rahasia", obstacle="kata rahasia", follow_up="kata rahasia")
    prove(public_plan, "1.1.1", 6, title="Bukti rahasia")

    for address in ("/9001/", ADDRESS, f"{ADDRESS}data.csv", f"{ADDRESS}data.json"):
        assert "ahasia" not in client.get(address).content.decode()


def test_areas_stand_with_words_and_a_table_when_months_have_ended(client, public_plan):
    response = client.get(ADDRESS)

    assert bars(response) == ["Area contoh 1 66% selesai", "Area contoh 2 0% selesai"]
    shown = words(response)
    assert "Capaian sampai Juni 2022" in shown
    assert (
        "Keadaan per 20 Juli 2022; bulan yang belum berakhir atau masih dalam waktu pelaporan belum dihitung." in shown
    )
    assert "1. Area contoh 1 3 1 1 1 2. Area contoh 2 1 0 0 1 Seluruh area 4 1 1 2" in shown
    assert "selesai sampai Juni 50%" in shown
    assert "Tidak dilaporkan" not in shown


def test_figures_stay_those_of_the_whole_plan_when_filtered(client, public_plan):
    assert bars(client.get(ADDRESS, {"q": "tidak ada"})) == bars(client.get(ADDRESS))


def test_home_shows_what_was_achieved_when_months_have_ended(client, public_plan):
    response = client.get("/9001/")

    assert bars(response) == ["Area contoh 1 66% selesai", "Area contoh 2 0% selesai"]
    assert "Janji kami, dan kenyataannya" in words(response)
    assert "4 subkegiatan · 0 indikator · 50% selesai sampai Juni" in words(response)
    assert "Ditetapkan dengan Keputusan Nomor 1/CONTOH/2022." in words(response)


def test_area_says_that_nothing_was_planned_when_it_has_no_cell_yet(client, public_plan):
    AreaFactory(plan=public_plan, no=3, name="Area kosong")

    assert bars(client.get("/9001/"))[2] == "Area kosong belum ada jadwal"


def test_no_figures_are_shown_when_no_month_has_ended(client, public_plan, monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", "2022-01-20")

    plan, home = client.get(ADDRESS), client.get("/9001/")

    assert bars(plan) == []
    assert "Capaian dihitung sesudah bulan pertamanya berakhir dan tenggat pelaporannya lewat." in words(plan)
    assert bars(home) == ["Area contoh 1 3", "Area contoh 2 3"]
    assert "Janji kami untuk tahun 2022" in words(home)


def test_nothing_is_claimed_of_a_draft(client, public_plan):
    Plan.objects.update(status=Status.DRAFT)

    response = client.get(ADDRESS)

    assert bars(response) == []
    assert "Capaian" not in words(response)


def test_ended_year_says_what_was_not_reported(client, public_plan, monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", "2023-01-02")

    response = client.get(ADDRESS)

    assert states(response) == {
        "1.1.1": ["unreported", "done"],
        "1.1.2": ["late"],
        "2.1.1": ["pending", "unreported"],
        "2.1.2": ["unreported"],
    }
    assert "Capaian sampai Desember 2022" in words(response)
    assert "Seluruh area 6 1 1 1 3" in words(response)


@pytest.mark.parametrize("address", ["/9001/", ADDRESS, f"{ADDRESS}data.csv", f"{ADDRESS}data.json"])
def test_query_count_stays_when_more_is_reported(client, public_plan, address, django_assert_max_num_queries):
    prove(public_plan, "1.1.1", 6, published_on="2022-07-01")
    with django_assert_max_num_queries(20) as few:
        client.get(address)
    activity = ActivityFactory(area=AreaFactory(plan=public_plan, no=4), position=1)
    for position in (1, 2, 3):
        row = SubactivityFactory(activity=activity, position=position, month_bits=0b111)
        for month in (1, 2, 3):
            ProgressFactory(subactivity=row, month=month, status="verified", submitted_at=IN_TIME)
            prove(public_plan, row.code, month, published_on="2022-07-01")
    with django_assert_max_num_queries(20) as many:
        client.get(address)

    assert len(many) == len(few)
