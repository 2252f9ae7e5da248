import csv
import io

import pytest

from pranata.engines.plan.exports import export
from pranata.engines.plan.tests.factories import IndicatorFactory, SubactivityFactory

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


@pytest.mark.parametrize(("file_format", "signature"), [("docx", b"PK"), ("pdf", b"%PDF")])
def test_decree_is_written_with_a_warning_when_something_is_blank(file_format, signature):
    exported = export(SubactivityFactory().plan, file_format)

    assert exported.content.startswith(signature)
    assert exported.warnings != ()
