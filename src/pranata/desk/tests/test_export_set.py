"""The sets of files about a period that teams above ask for."""

import hashlib
import io
import json
import zipfile
from datetime import date

import pytest

from pranata.base.audit.models import Event
from pranata.base.paper.tests.factories import OfficePaperFactory
from pranata.base.people.tests.factories import TeamFactory
from pranata.engines.assessments.models import Status as SheetStatus
from pranata.engines.assessments.tests.factories import whole_sheet
from pranata.engines.documents.tests.factories import DocumentFactory
from pranata.engines.plan.tests.report_sample import TODAY, counted_plan, prove
from pranata.engines.reports.tests.factories import IssuedReportFactory, kept_file

pytestmark = pytest.mark.django_db
JUNE = "/meja/9001/laporan/bulanan/2022-06/"
RECIPIENTS = ["tim-pengarah", "tim-rb-kpu-ri", "kemenpan-rb"]


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", TODAY)


@pytest.fixture
def plan(office):
    OfficePaperFactory(office=office)
    return counted_plan(office)


def taken(client, recipient):
    answer = client.post(f"{JUNE}paket/", {"recipient": recipient})
    assert answer.status_code == 200
    return answer, zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))


def index(archive):
    return archive.read("INDEKS.csv").decode("utf-8-sig")


@pytest.mark.parametrize("recipient", RECIPIENTS)
def test_set_holds_its_parts_and_every_checksum_is_right(client, secretary, plan, recipient):
    office = plan.office
    DocumentFactory(office=office, number="5/TIM/2022", file=kept_file(office, "%PDF-1.7 sk"), file_name="sk.pdf")
    TeamFactory(office=office, name="Tim Contoh", basis="Keputusan Nomor 5/TIM/2022", valid_from=date(2022, 1, 1))
    item = prove(plan, "1.1.1", 6, title="Notula contoh", file=kept_file(office, "%PDF-1.7 notula"), file_name="a.pdf")
    IssuedReportFactory(office=office, facts={"measured": [{"reading": 7}]})

    answer, archive = taken(client, recipient)

    assert answer["Content-Disposition"] == f'attachment; filename="paket-{recipient}-9001-2022-06.zip"'
    sums = dict(line.split("  ")[::-1] for line in archive.read("SHA256SUMS").decode().splitlines())
    assert set(sums) | {"SHA256SUMS"} == set(archive.namelist())
    assert {name: hashlib.sha256(archive.read(name)).hexdigest() for name in sums} == sums
    assert set(sums) == {
        "INDEKS.csv",
        "sk-tim/daftar-tim.csv",
        "sk-tim/sk.pdf",
        f"rencana/rencana-aksi-rb-9001-{plan.key}.pdf",
        f"rencana/rencana-aksi-rb-9001-{plan.key}.xlsx",
        "laporan/laporan-bulanan-9001-2022-06.pdf",
        "laporan/laporan-bulanan-9001-2022-06.json",
        "bukti/1.1.1/a.pdf",
        "bukti/indeks-bukti.csv",
    }
    assert item.title in archive.read("bukti/indeks-bukti.csv").decode("utf-8-sig")
    assert json.loads(archive.read("laporan/laporan-bulanan-9001-2022-06.json")) == {"measured": [{"reading": 7}]}


def test_what_is_missing_is_said_in_the_index_and_a_draft_stays_inside_the_office(client, secretary, plan):
    _answer, inside = taken(client, "tim-pengarah")
    _answer, outside = taken(client, "kemenpan-rb")

    for words in (
        "Tidak ada tim yang tercatat berlaku pada akhir periode.",
        "Laporan periode ini belum diterbitkan.",
        "Tidak ada bukti yang dapat disertakan untuk periode ini.",
        "Tidak ada lembar kerja evaluasi (LKE) tahun ini yang dapat disertakan.",
    ):
        assert words in index(inside)
        assert words in index(outside)
    assert "laporan/laporan-bulanan-9001-2022-06-konsep.pdf" in inside.namelist()
    assert [name for name in outside.namelist() if name.startswith("laporan/")] == []


def test_sheets_that_are_agreed_upon_are_handed_outside_and_submitted_ones_stay_inside(client, secretary, plan):
    whole_sheet(office=plan.office, status=SheetStatus.SUBMITTED)
    whole_sheet(office=plan.office, status=SheetStatus.AGREED, instrument="spip")

    _answer, inside = taken(client, "tim-pengarah")
    _answer, outside = taken(client, "tim-rb-kpu-ri")

    names = ["lembar/spip-2022-lembar-9001.xlsx", "lembar/zona-integritas-2022-lembar-9001.xlsx"]
    assert sorted(name for name in inside.namelist() if name.startswith("lembar/")) == names
    assert [name for name in outside.namelist() if name.startswith("lembar/")] == names[:1]


def test_restricted_evidence_is_counted_and_never_handed_outside(client, secretary, plan):
    file = kept_file(plan.office, "%PDF-1.7 rahasia")
    prove(plan, "1.1.1", 6, title="Rahasia contoh", file=file, file_name="a.pdf", confidentiality="restricted")

    _answer, inside = taken(client, "tim-pengarah")
    _answer, outside = taken(client, "tim-rb-kpu-ri")

    assert "bukti/1.1.1/a.pdf" in inside.namelist()
    assert "bukti/1.1.1/a.pdf" not in outside.namelist()
    assert "1 bukti tidak disertakan karena terbatas." in index(outside)
    assert "Rahasia contoh" not in outside.read("bukti/indeks-bukti.csv").decode()


def test_taking_a_set_is_written_down_with_its_hash(client, secretary, plan):
    answer = client.post(f"{JUNE}paket/", {"recipient": "kemenpan-rb"})
    digest = hashlib.sha256(b"".join(answer.streaming_content)).hexdigest()

    event = Event.objects.get(action="reports.set_exported")
    assert json.loads(event.after) == {
        "report": "monthly",
        "period": "2022-06",
        "recipient": "kemenpan-rb",
        "sha256": digest,
    }


def test_set_is_refused_to_staff_and_missing_for_an_unknown_recipient(client, staff, plan):
    assert client.post(f"{JUNE}paket/", {"recipient": "kemenpan-rb"}).status_code == 403
    assert not Event.objects.filter(action="reports.set_exported").exists()


@pytest.mark.parametrize(
    ("path", "recipient"), [(JUNE, "lain"), (JUNE, ""), ("/meja/9001/laporan/bulanan/2021-06/", "kemenpan-rb")]
)
def test_set_is_missing_when_nobody_or_no_plan_is_named(client, secretary, plan, path, recipient):
    assert client.post(f"{path}paket/", {"recipient": recipient}).status_code == 404
