"""What every printed file needs: texts that can be printed, and a PDF with our fonts alone."""

from datetime import date

import pytest

from pranata.base.paper.typesetting import missing_warning, printable_texts, typeset
from pranata.base.paper.word import storable_texts

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
