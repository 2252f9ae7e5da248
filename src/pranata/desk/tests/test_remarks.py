import re

import pytest

from pranata.desk.remark_kinds import REMARK_KINDS, remark_kind
from pranata.engines.plan.reading.remarks import KINDS
from pranata.engines.plan.rules import PLACEMENT_CODES
from pranata.engines.plan.tests.factories import (
    ActivityFactory,
    AreaFactory,
    IndicatorFactory,
    PlanFactory,
    RemarkFactory,
    SubactivityFactory,
)

pytestmark = pytest.mark.django_db

MATRIX = "/meja/9001/rencana-aksi/2022/"
REMARKS = f"{MATRIX}catatan/"


def messages(html: str) -> list[str]:
    return re.findall(r'<p class="remark-what">([^<]+)</p>', html)


def headings(html: str) -> list[str]:
    """The headings of the groups, without their links."""
    found = re.findall(r"<h2[^>]*>(.*?)</h2>", html[html.index("<main") :], re.DOTALL)
    return [re.sub(r"<[^>]+>", "", text).strip() for text in found]


def test_remarks_stand_with_their_row_when_not_narrowed(client, plan, staff):
    html = client.get(REMARKS).text

    assert messages(html) == ["Satu sel.", "Kata terulang.", "Nomor berbeda."]
    assert headings(html) == ["2.1.1 Kegiatan 2", "Naskah keputusan dan halamannya"]


def test_row_is_shown_as_printed_beside_our_reading_when_it_was_remarked(client, plan, staff):
    html = client.get(REMARKS).text

    printed = re.search(r'<ol class="source-lines">(.*?)</ol>', html, re.DOTALL)[1]
    assert re.findall(r'"line-number">([^<]+)<', printed) == ["baris 12", "baris 13"]
    assert re.findall(r"<p>([^<]+)</p>", printed) == ["1. Survei"]
    assert re.findall(r"<span>([^<]*)</span>", printed) == ["✓", "", "", "✓"]
    assert re.findall(r'class="ticked">([^<]+)<', html) == ["Jun", "Jul"]


def test_remark_names_its_place_when_it_speaks_of_an_area_or_activity(client, plan, staff):
    RemarkFactory(plan=plan, position=4, subject="2", lines=[7])
    RemarkFactory(plan=plan, position=5, subject="2.1", lines=[8, 9])

    assert headings(client.get(REMARKS).text)[-2:] == ["Area 2 Area 2", "Kegiatan 2.1 Kegiatan 2"]


def test_remark_is_shown_when_it_speaks_of_nothing_the_plan_has(client, plan, staff):
    RemarkFactory(plan=plan, position=4, subject="9.9.9", message="Baris yang tidak ada.")

    html = client.get(REMARKS).text

    assert headings(html)[-1] == "9.9.9"
    assert messages(html)[-1] == "Baris yang tidak ada."


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"tingkat": "error"}, ["Nomor berbeda."]),
        ({"jenis": "shared_cell"}, ["Satu sel."]),
        ({"tingkat": "error", "jenis": "shared_cell"}, []),
        ({"keputusan": "belum"}, ["Satu sel.", "Nomor berbeda."]),
        ({"keputusan": "sudah"}, ["Kata terulang."]),
        ({"keputusan": "saya"}, ["Nomor berbeda."]),
        ({"keputusan": "dijawab"}, []),
        (
            {"tingkat": "parah", "jenis": "x", "keputusan": "x", "halaman": "x"},
            ["Satu sel.", "Kata terulang.", "Nomor berbeda."],
        ),
    ],
)
def test_remarks_are_narrowed_when_filtered(client, plan, staff, query, found):
    plan.remarks.filter(position=2).update(status="accepted")
    plan.remarks.filter(position=3).update(status="asked", asked=staff)

    assert messages(client.get(REMARKS, query).text) == found


def test_remarks_say_so_when_there_are_none(client, office, staff):
    PlanFactory(office=office, year=2022)

    assert "Rancangan ini disusun di layar, bukan dibaca dari berkas." in client.get(REMARKS).text


def test_progress_counts_decisions_and_open_errors_when_some_are_decided(client, plan, staff):
    plan.remarks.filter(position=1).update(status="accepted")

    counts = client.get(REMARKS).context["counts"]

    assert (counts.total, counts.decided, counts.open_errors) == (3, 1, 1)


def test_query_count_stays_when_rows_and_remarks_are_added(client, plan, secretary, django_assert_max_num_queries):
    client.get(REMARKS)
    with django_assert_max_num_queries(12) as few:
        client.get(REMARKS)
    add_remarked_rows(plan, 3)

    with django_assert_max_num_queries(12) as many:
        client.get(REMARKS)

    assert len(many) == len(few)


def add_remarked_rows(plan, count):
    activity = ActivityFactory(area=AreaFactory(plan=plan, no=3), position=1)
    for position in range(1, count + 1):
        row = SubactivityFactory(activity=activity, position=position)
        IndicatorFactory(subactivity=row, position=1)
        RemarkFactory(plan=plan, position=10 + position, subject=row.code)


def test_every_kind_of_remark_has_a_name_when_the_reader_makes_it():
    assert (set(KINDS) | PLACEMENT_CODES | {"copied_decree"}) - set(REMARK_KINDS) == set()


def test_kind_is_shown_as_it_is_when_another_reader_made_it():
    assert remark_kind("from_elsewhere") == "from_elsewhere"
