"""``make_report`` from the command line."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from pranata.engines.plan.models import Status
from pranata.engines.plan.report.facts import DRAFT_PLAN
from pranata.engines.plan.tests.report_sample import TODAY, counted_plan
from pranata.engines.plan.tests.writing_sample import pdf_pages


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", TODAY)


def make(report="monthly", *, office="9999", period="2022-06", file_format="pdf", output, **options):
    """What the command says on both outputs."""
    said, warned = StringIO(), StringIO()
    call_command(
        "make_report", report, office=office, period=period, format=file_format, output=output,
        stdout=said, stderr=warned, **options,
    )  # fmt: skip
    return said.getvalue(), warned.getvalue()


def test_report_is_written_and_blanks_are_named(office, tmp_path):
    counted_plan(office)

    said, warned = make(output=tmp_path / "laporan.pdf")

    assert said == ""
    assert warned == (
        "Perhatian: Kop naskah belum diisi: nama satuan kerja, alamat, logo, tempat penetapan.\n"
        f"Tertulis: {tmp_path / 'laporan.pdf'}\n"
    )
    assert "KONSEP" in pdf_pages((tmp_path / "laporan.pdf").read_bytes())[0].extract_text()


@pytest.mark.parametrize("file_format", ["pdf", "docx", "xlsx", "json"])
def test_what_was_written_is_said_as_json_alone(office, tmp_path, file_format):
    counted_plan(office)
    target = tmp_path / f"laporan.{file_format}"

    said, warned = make(output=target, file_format=file_format, json=True)

    found = json.loads(said)
    assert (found["file"], found["bytes"], warned) == (str(target), target.stat().st_size, "")


def test_json_lists_every_due_row_reported_or_not(office, tmp_path):
    plan = counted_plan(office)
    plan.subactivities.get(code="1.1.2").progress.all().delete()

    make(output=tmp_path / "laporan.json", file_format="json")

    found = json.loads((tmp_path / "laporan.json").read_text())
    rows = [row for area in found["rows"] for each in area["activities"] for row in each["rows"]]
    assert [(row["code"], row["entries"][0]["is_reported"]) for row in rows] == [
        ("1.1.1", True),
        ("1.1.2", False),
        ("2.1.1", True),
    ]
    assert (found["report"], found["is_draft"]) == ("monthly", True)


def test_bytes_go_to_standard_output_when_asked(office, capfdbinary):
    counted_plan(office)

    make(output="-")

    assert capfdbinary.readouterr().out.startswith(b"%PDF-1.7")


def test_draft_plan_is_reported_with_a_warning(office, tmp_path):
    plan = counted_plan(office)
    type(plan).objects.filter(pk=plan.pk).update(status=Status.DRAFT)

    _said, warned = make(output=tmp_path / "laporan.xlsx", file_format="xlsx")

    assert warned.startswith(f"Perhatian: {DRAFT_PLAN}\n")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"office": "0000"}, "Satuan kerja '0000' tidak dikenal"),
        ({"period": "2021-06"}, "belum punya rencana aksi tahun 2021"),
        ({"period": "2022"}, "Laporan bulanan rencana aksi memerlukan periode bulanan, bukan 2022"),
        ({"period": "Juni"}, "Periode 'Juni' tidak dikenal"),
        ({"json": True}, "--json memberi keterangan di keluaran standar"),
    ],
)
def test_refusal_is_one_sentence_and_nothing_is_written(office, capfd, options, message):
    counted_plan(office)

    with pytest.raises(CommandError, match=message):
        make(output="-", **options)

    assert capfd.readouterr().out == ""


def test_place_that_cannot_be_written_is_named(office, tmp_path):
    counted_plan(office)

    with pytest.raises(CommandError, match="berkas atau foldernya tidak ada"):
        make(output=tmp_path / "tidak" / "ada.pdf")
    with pytest.raises(CommandError, match="itu folder, bukan berkas"):
        make(output=tmp_path)
    assert list(tmp_path.iterdir()) == []
