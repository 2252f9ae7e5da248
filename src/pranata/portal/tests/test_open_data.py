"""Open data: what is in the files, and the page that says so."""

import csv
import io
import json

import pytest

from pranata.engines.plan.models import Plan
from pranata.engines.plan.publication.open_data import CSV_COLUMNS, STATE_CODES
from pranata.engines.plan.publication.rules import PublicState
from pranata.engines.plan.reading import from_json
from pranata.engines.reports.tests.factories import IssuedReportFactory
from pranata.portal.open_data import PLAN_COLUMNS, PLAN_PARTS, REPORT_COLUMNS, STATES
from pranata.portal.tests.reading import words

PLAN = "/9001/reformasi-birokrasi/2022/"
REPORTS = "/9001/laporan/"


def table(response) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


def names(columns) -> list[str]:
    return [name for group, _meaning in columns for name in group]


def test_table_carries_the_state_of_every_month(client, public_plan):
    rows = {row["kode"]: row for row in table(client.get(f"{PLAN}data.csv"))}

    assert (rows["1.1.1"]["keadaan_jan"], rows["1.1.1"]["keadaan_jun"]) == ("belum_selesai", "selesai")
    assert (rows["1.1.2"]["jan"], rows["1.1.2"]["keadaan_jan"], rows["1.1.2"]["keadaan_jun"]) == (
        "0",
        "",
        "selesai_terlambat",
    )
    assert (rows["2.1.1"]["keadaan_jul"], rows["2.1.2"]["keadaan_des"]) == ("terjadwal", "terjadwal")


def test_ended_year_is_told_in_the_table(client, public_plan, monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", "2023-01-02")

    assert table(client.get(f"{PLAN}data.csv"))[3]["keadaan_des"] == "tidak_dilaporkan"


def test_json_tells_the_states_and_how_the_areas_stand(client, public_plan):
    progress = json.loads(client.get(f"{PLAN}data.json").content)["progress"]

    assert (progress["as_of"], progress["counted_through"]) == ("2022-07-20", 6)
    assert progress["states"]["1.1.1"] == ["belum_selesai", *[""] * 4, "selesai", *[""] * 6]
    assert progress["areas"] == [
        {"no": 1, "planned": 3, "done": 1, "late": 1, "pending": 1, "unreported": 0},
        {"no": 2, "planned": 1, "done": 0, "late": 0, "pending": 1, "unreported": 0},
    ]


def test_json_counts_nothing_of_a_draft(client, public_plan):
    Plan.objects.update(status="draft")

    progress = json.loads(client.get(f"{PLAN}data.json").content)["progress"]

    assert (progress["counted_through"], progress["areas"]) == (0, [])


def test_json_is_still_read_back_as_the_plan(client, public_plan):
    reading = from_json(json.loads(client.get(f"{PLAN}data.json").content))

    assert [area.no for area in reading.areas] == [1, 2]


@pytest.fixture
def reports(public_plan):
    """June's edition replaced and shown, its successor offered; May's not public."""
    office = public_plan.office
    IssuedReportFactory(office=office, period="2022-05", number="1/LAP/2022")
    shown = IssuedReportFactory(office=office, status="superseded", publication="listed", number="2/LAP/2022")
    offered = IssuedReportFactory(office=office, publication="offered", number="=3/LAP/2022")
    return shown, offered


def test_reports_are_told_with_their_addresses(client, reports):
    shown, offered = reports

    rows = table(client.get(f"{REPORTS}data.csv"))

    assert [row["nomor"] for row in rows] == ["'=3/LAP/2022", "2/LAP/2022"]
    assert rows[1] == {
        "jenis": "bulanan",
        "periode": "2022-06",
        "judul": "Laporan contoh Juni 2022",
        "nomor": "2/LAP/2022",
        "tanggal": "2022-07-05",
        "keadaan": "digantikan",
        "sha256": shown.sha256,
        "verifikasi": f"http://127.0.0.1:8000/verifikasi/{shown.public_code}/",
        "berkas": "",
    }
    assert rows[0]["berkas"] == f"http://127.0.0.1:8000/9001/laporan/{offered.pk}/berkas/"


def test_reports_are_the_same_as_json(client, reports):
    rows = json.loads(client.get(f"{REPORTS}data.json").content)

    assert [row["nomor"] for row in rows] == ["=3/LAP/2022", "2/LAP/2022"]
    assert list(rows[0]) == names(REPORT_COLUMNS)


@pytest.mark.parametrize(
    ("address", "media_type", "name"),
    [
        (f"{PLAN}data.csv", "text/csv; charset=utf-8", "rencana-aksi-rb-9001-2022.csv"),
        (f"{PLAN}data.json", "application/json", "rencana-aksi-rb-9001-2022.json"),
        (f"{REPORTS}data.csv", "text/csv; charset=utf-8", "laporan-9001.csv"),
        (f"{REPORTS}data.json", "application/json", "laporan-9001.json"),
    ],
)
def test_file_may_be_read_by_other_sites(client, public_plan, address, media_type, name):
    response = client.get(address)

    assert (response["Content-Type"], response["Access-Control-Allow-Origin"]) == (media_type, "*")
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'
    assert (response["Cache-Control"], response.cookies) == ("public, max-age=300", {})


@pytest.mark.parametrize("count", [1, 3])
def test_reports_are_asked_for_as_often_when_there_are_more(client, public_plan, count, django_assert_num_queries):
    for month in range(1, count + 1):
        IssuedReportFactory(office=public_plan.office, period=f"2022-0{month}", publication="offered")

    with django_assert_num_queries(2):
        client.get(f"{REPORTS}data.csv")


def test_every_column_and_state_is_explained():
    assert names(PLAN_COLUMNS) == list(CSV_COLUMNS)
    assert names(STATES) == [code for code in STATE_CODES.values() if code]
    assert set(STATE_CODES) == set(PublicState)


def test_every_part_of_the_json_is_explained(client, public_plan):
    data = json.loads(client.get(f"{PLAN}data.json").content)
    parts = [name for name in data if name != "progress"] + [f"progress.{name}" for name in data["progress"]]

    assert sorted(names(PLAN_PARTS)) == sorted(parts)


def test_page_explains_the_files_and_invents_no_licence(client, public_plan):
    response = client.get("/9001/data-terbuka/")

    shown = words(response)
    assert "Rencana aksi 2022 dan keadaan setiap bulannya: CSV 2022 · JSON 2022" in shown
    assert "keadaan_jan … keadaan_des Keadaan bulan itu pada hari berkas diunduh." in shown
    assert "selesai_terlambat Sudah diverifikasi, tetapi dilaporkan setelah tenggatnya." in shown
    assert "Undang-Undang Nomor 14 Tahun 2008 tentang Keterbukaan Informasi Publik" in shown
    assert "Kantor ini belum menyatakan lisensi pemakaian ulang." in shown


def test_page_says_so_when_no_plan_is_published(client, public_plan):
    Plan.objects.update(is_published=False)

    assert "Rencana kantor ini belum diterbitkan." in words(client.get("/9001/data-terbuka/"))
