import io
import zipfile

import pytest
import xlsxwriter  # type: ignore[import-untyped]

from pranata.lib.demonstration import mark_workbook, paper_mark


@pytest.fixture
def demonstration(monkeypatch):
    monkeypatch.setenv("PRANATA_DEMO", "1")
    monkeypatch.setenv("PRANATA_TODAY", "2022-06-26")


def written():
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.add_worksheet("Isi").set_header("&C&14KONSEP")
    mark_workbook(book)
    book.close()
    return zipfile.ZipFile(buffer)


def test_mark_names_the_day_when_this_is_the_demonstration(demonstration):
    assert paper_mark() == "CONTOH: data rekaan per 26 Juni 2022"


def test_sheets_are_marked_beside_their_own_header_when_this_is_the_demonstration(demonstration):
    archive = written()

    assert (
        "&amp;L&amp;9CONTOH: data rekaan per 26 Juni 2022&amp;C&amp;14KONSEP"
        in archive.read("xl/worksheets/sheet1.xml").decode()
    )
    assert 'name="Contoh"' in archive.read("xl/workbook.xml").decode()


def test_nothing_is_marked_when_the_data_are_real(monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", "2022-06-26")

    archive = written()

    assert paper_mark() == ""
    assert [name for name in archive.namelist() if "sheet2" in name] == []
    assert "CONTOH" not in archive.read("xl/worksheets/sheet1.xml").decode()
