import csv
import io
from datetime import date

import pytest

from pranata.base.paper.tests.factories import OfficePaperFactory
from pranata.engines.documents.actions import issue
from pranata.engines.plan.exports import export
from pranata.engines.plan.models import Plan
from pranata.engines.plan.tests.factories import IndicatorFactory, SubactivityFactory
from pranata.engines.plan.tests.writing_sample import docx_lines

pytestmark = pytest.mark.django_db


def open_data(plan):
    return list(csv.DictReader(io.StringIO(export(plan, "csv").content.decode("utf-8-sig"))))


def test_open_data_has_a_line_for_each_indicator_with_the_months():
    row = SubactivityFactory(activity__area__no=7, activity__position=6, position=2, month_bits=0b100000000001)
    IndicatorFactory.create_batch(2, subactivity=row)

    lines = open_data(row.plan)

    assert [(line["kode"], line["indikator_ke"], line["jan"], line["feb"], line["des"]) for line in lines] == [
        ("7.6.2", "1", "1", "0", "1"),
        ("7.6.2", "2", "1", "0", "1"),
    ]


def test_sub_activity_without_indicator_keeps_its_line():
    row = SubactivityFactory()

    assert [(line["kode"], line["indikator"]) for line in open_data(row.plan)] == [(row.code, "")]


@pytest.mark.parametrize("text", ["=1+1", "+62", "-5", "@x", "\tx"])
def test_text_that_looks_like_a_formula_stays_text(text):
    row = SubactivityFactory(text=text)

    assert open_data(row.plan)[0]["subkegiatan"] == f"'{text}"


def test_unknown_format_is_refused_by_name():
    with pytest.raises(ValueError, match="'odt' tidak dikenal"):
        export(SubactivityFactory().plan, "odt")


def test_decree_is_written_on_the_paper_of_its_office():
    row = SubactivityFactory()
    document = row.plan.document
    document.body = {"decides": "KEPUTUSAN TENTANG RENCANA.", "title": "RENCANA AKSI"}
    document.save()
    OfficePaperFactory(office=row.plan.office)

    issue(
        document,
        number="7/HK.03.1/9001/2026",
        issued_on=date(2026, 3, 5),
        place="Contoh",
        signatory_role="KETUA",
        signatory_name="NAMA FIKTIF",
        by=None,
    )
    exported = export(Plan.objects.get(pk=row.plan.pk), "docx")

    closing = ["Ditetapkan di Contoh", "pada tanggal 5 Maret 2026", "KETUA,", "NAMA FIKTIF"]
    lines = docx_lines(exported.content)
    assert lines[:3] == ["KOMISI PEMILIHAN UMUM", "KABUPATEN CONTOH", "Jalan Fiktif 1, Contoh"]
    assert [line for line in lines if line in closing or line.startswith("NOMOR")] == [
        "NOMOR : 7/HK.03.1/9001/2026",
        *closing,
        "NOMOR : 7/HK.03.1/9001/2026",
        *closing,
    ]
    assert exported.warnings[0] == "Kop surat belum diisi: logo."


@pytest.mark.parametrize(("file_format", "signature"), [("docx", b"PK"), ("pdf", b"%PDF")])
def test_decree_is_written_with_a_warning_when_something_is_blank(file_format, signature):
    exported = export(SubactivityFactory().plan, file_format)

    assert exported.content.startswith(signature)
    assert exported.warnings != ()
