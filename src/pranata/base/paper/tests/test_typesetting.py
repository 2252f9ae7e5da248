"""What every printed file needs: texts that can be printed, and a PDF with our fonts alone."""

import io
import re
from datetime import date

import pdfplumber
import pytest
from docx import Document

from pranata.base.paper.typesetting import missing_warning, printable_texts, typeset
from pranata.base.paper.word import mark_pages, storable_texts

WORD = re.compile(r"C\s*O\s*N\s*T\s*O\s*H|H\s*O\s*T\s*N\s*O\s*C")  # as it is read, also across the page
TEMPLATE = (
    '#let paper = json("/data.json")\n#set document(title: "x")\n#set text(font: paper.fonts, lang: "id")\n#paper.text'
)


@pytest.mark.parametrize(
    ("text", "printed", "missing"),
    [
        ("satu\r\ndua\rtiga\nempat", "satu\ndua\ntiga\nempat", set()),
        ("✓ ● 漢\x07", "✓ ● □□", {"漢", "\x07"}),
        ("e\u0301\U000e0001", "é", set()),
    ],
)
def test_texts_are_printable_when_fonts_lack_something(text, printed, missing):
    found = set()

    assert printable_texts({"a": [text], "b": 1}, found) == {"a": [printed], "b": 1}
    assert found == missing


def test_warning_names_ten_characters_when_more_are_missing():
    (warning,) = missing_warning({chr(0x4E00 + number) for number in range(12)})

    assert warning.endswith("dan 2 lainnya.")
    assert missing_warning(set()) == []


def test_pdf_is_the_same_archival_file_when_written_twice(tmp_path):
    template = tmp_path / "contoh.typ"
    template.write_text(TEMPLATE)

    first, second = (typeset(template, {"text": "#panic()\n$"}, day=date(2022, 7, 5), files={}) for _ in range(2))

    assert first == second
    assert b"<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" in first


def test_texts_are_storable_when_they_hold_what_xml_refuses():
    assert storable_texts({"a": ["x\x00\x0b\x85\ud800\ufffe y\n\tz"], "b": 2}) == {"a": ["x y\n\tz"], "b": 2}


@pytest.mark.parametrize(("mark", "words"), [("", 3), ("KONSEP", 2)])
def test_every_page_says_that_it_is_an_example_when_this_is_the_demonstration(tmp_path, monkeypatch, mark, words):
    monkeypatch.setenv("PRANATA_DEMO", "1")
    monkeypatch.setenv("PRANATA_TODAY", "2022-06-26")
    template = tmp_path / "contoh.typ"
    template.write_text(f"{TEMPLATE}\n#set page(background: [])\n#pagebreak()\n#paper.text")

    content = typeset(template, {"text": "isi", "mark": mark}, day=date(2022, 6, 26), files={})

    with pdfplumber.open(io.BytesIO(content)) as file:
        pages = [page.extract_text() for page in file.pages]
    assert [page.count("CONTOH: data rekaan per 26 Juni 2022") for page in pages] == [2] * len(pages)
    assert len(pages) >= 2
    assert [len(re.findall(WORD, page)) for page in pages] == [words] * len(pages)


def test_every_section_says_that_it_is_an_example_when_this_is_the_demonstration(monkeypatch):
    monkeypatch.setenv("PRANATA_DEMO", "1")
    monkeypatch.setenv("PRANATA_TODAY", "2022-06-26")
    document = Document()
    document.sections[0].different_first_page_header_footer = True
    document.sections[0].header.paragraphs[0].text = "2"
    document.add_section().different_first_page_header_footer = False

    mark_pages(document)

    first, second = document.sections
    texts = [[paragraph.text for paragraph in header.paragraphs] for header in (first.first_page_header, first.header)]
    assert [each[0] for each in texts] == ["CONTOH: data rekaan per 26 Juni 2022"] * 2
    assert texts[1][-1] == "2"
    assert second.header.is_linked_to_previous
