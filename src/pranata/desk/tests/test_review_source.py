import pytest

from pranata.base.paper.letterhead import Letterhead
from pranata.desk.review.source import PrintedPart, lines_of_file, parts_of, printed_lines, printed_row
from pranata.engines.plan.models import Subactivity
from pranata.engines.plan.reading import read_plan, to_json, write_workbook
from pranata.engines.plan.tests.reading_files import blocks_of, docx_of, xlsx_of
from pranata.engines.plan.tests.reading_text import annex, first
from pranata.engines.plan.writing import write_pdf

SOURCE = annex(first("1. Menyusun rencana", "1. Rencana tersusun", [1, 2]))


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("**NOMOR 1/2022**", [PrintedPart(text="NOMOR 1/2022")]),
        ("1\tArea\t✓\t\t", [PrintedPart(cells=("1",)), PrintedPart(text="Area"), PrintedPart(cells=("✓", "", ""))]),
        ("\t\t\t\tLanjutan", [PrintedPart(text="Lanjutan")]),
        ("Kalimat\t\t", [PrintedPart(text="Kalimat")]),
        ("<p>Satu</p><p>Dua</p>", [PrintedPart(text="Satu Dua")]),
        ("\t\t", []),
        ("", []),
    ],
)
def test_printed_line_is_cut_into_texts_and_ticks(line, parts):
    assert list(parts_of(line)) == parts


def test_lines_are_those_the_reader_counts_whatever_the_form():
    text = SOURCE.decode()
    files = {
        "naskah.md": SOURCE,
        "naskah.docx": docx_of(blocks_of(text)),
        "naskah.xlsx": xlsx_of(blocks_of(text)),
        "naskah.pdf": write_pdf(read_plan(SOURCE, name="naskah.md"), Letterhead((), (), None, "")).content,
    }
    shown = {}
    for name, data in files.items():
        row = read_plan(data, name=name).subactivities()[0]
        lines = printed_lines(lines_of_file(data), row.source_lines)
        shown[name] = [part.text for line in lines for part in line.parts if part.text]

    assert {name: [text for text in texts if "Menyusun" in text] for name, texts in shown.items()} == {
        name: ["1. Menyusun rencana"] for name in files
    }


def test_our_own_forms_have_no_lines_of_their_own():
    reading = read_plan(SOURCE, name="naskah.md")

    assert lines_of_file(write_workbook(reading)) == ()
    assert lines_of_file(str(to_json(reading)).encode()) == ()


def test_kept_lines_win_and_are_numbered_only_when_they_are_as_many():
    kept = Subactivity(as_printed="Satu\nDua", source_lines=[4, 5])
    fewer = Subactivity(as_printed="Satu", source_lines=[4, 5])

    assert [line.number for line in printed_row(kept, ())] == [4, 5]
    assert [line.number for line in printed_row(fewer, ())] == [None]


def test_lines_beyond_the_file_are_left_out():
    assert printed_lines(("Satu",), [0, 1, 2, -1, 1]) == printed_lines(("Satu",), [1])
