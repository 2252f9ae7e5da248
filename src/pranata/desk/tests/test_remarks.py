import re

import pytest

from pranata.desk.remark_kinds import REMARK_KINDS, remark_kind
from pranata.engines.plan.reading.remarks import KINDS
from pranata.engines.plan.tests.factories import PlanFactory, RemarkFactory

pytestmark = pytest.mark.django_db

MATRIX = "/meja/9001/rencana-aksi/2022/"
REMARKS = f"{MATRIX}catatan/"
MESSAGES = r"<small>[^<]+</small>([^<]+)</span>"


def test_remarks_are_listed_in_the_order_of_the_source_when_not_narrowed(client, plan, staff):
    html = client.get(REMARKS).text

    assert re.findall(MESSAGES, html) == ["Satu sel.", "Kata terulang.", "Nomor berbeda."]
    assert re.findall(rf'<a href="{MATRIX}([\d.]+)/">', html) == ["2.1.1", "2.1.1"]


def test_remark_names_its_place_when_it_speaks_of_an_area_or_activity(client, plan, staff):
    RemarkFactory(plan=plan, position=4, subject="2", lines=[7])
    RemarkFactory(plan=plan, position=5, subject="2.1", lines=[8, 9])

    places = re.findall(r'remark-where">([^<]*)</span>', client.get(REMARKS).text)

    assert places[-2:] == ["area 2 · baris 7", "kegiatan 2.1 · baris 8, 9"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"tingkat": "error"}, ["Nomor berbeda."]),
        ({"jenis": "shared_cell"}, ["Satu sel."]),
        ({"tingkat": "error", "jenis": "shared_cell"}, []),
        ({"tingkat": "parah", "jenis": "x", "halaman": "x"}, ["Satu sel.", "Kata terulang.", "Nomor berbeda."]),
    ],
)
def test_remarks_are_narrowed_when_filtered(client, plan, staff, query, found):
    assert re.findall(MESSAGES, client.get(REMARKS, query).text) == found


def test_remarks_say_so_when_there_are_none(client, office, staff):
    PlanFactory(office=office, year=2022)

    assert "Keputusan ini terbaca seluruhnya tanpa keraguan." in client.get(REMARKS).text


def test_every_kind_of_remark_has_a_name_when_the_reader_makes_it():
    assert set(KINDS) - set(REMARK_KINDS) == set()


def test_kind_is_shown_as_it_is_when_another_reader_made_it():
    assert remark_kind("from_elsewhere") == "from_elsewhere"
