"""No glyph is replaced silently: what our fonts have is printed and can be copied, what they have not is named."""

import unicodedata
from datetime import date

import pytest

from pranata.base.paper.characters import covered
from pranata.base.paper.tests.pdf_inside import look_inside
from pranata.base.paper.typesetting import missing_warning, printable_texts, typeset

TEMPLATE = """#let paper = json("/data.json")
#set document(title: "Contoh")
#set text(font: paper.fonts, fallback: false, lang: "id")
#paper.text"""
FAR = "\u0590"  # after Latin, Greek, Cyrillic and Armenian
UNSEEN = ("Cc", "Cf", "Cs", "Co", "Mn", "Mc", "Me")  # categories of characters that do not stand by themselves


@pytest.fixture
def printed(tmp_path):
    """Prints a text: what is inside the file, and the warnings."""

    def make(text):
        template, missing = tmp_path / "contoh.typ", set()
        template.write_text(TEMPLATE)
        data = printable_texts({"text": text}, missing)
        return look_inside(typeset(template, data, day=date(2022, 7, 5), files={})), missing_warning(missing)

    return make


@pytest.mark.parametrize(
    "name",
    [
        "André Núñez Çelik",
        "Ḥusain al-Raḥmān ʿAbdu'llāh",
        "Zoë Ångström Łódź",
        "Ni Wayan Ćontoh",
        "Pegawai Contoh, S.H., M.Si.",
    ],
)
def test_name_is_printed_letter_by_letter_when_it_has_marks(printed, name):
    inside, warnings = printed(name)

    assert (inside.text, inside.replaced, warnings) == (name, [], [])


def test_name_is_printed_when_its_marks_are_written_apart(printed):
    inside, warnings = printed(unicodedata.normalize("NFD", "André Núñez"))

    assert (inside.text, warnings) == ("André Núñez", [])


def test_arabic_is_printed_from_right_to_left(printed):
    inside, warnings = printed("محمد العربي")

    assert (inside.text[::-1], inside.replaced, warnings) == ("محمد العربي", [], [])
    assert {glyph.font[7:] for glyph in inside.glyphs if glyph.text != " "} == {"DejaVuSans"}


@pytest.mark.parametrize(
    ("text", "shown", "named"),
    [
        ("Contoh 漢字", "Contoh □□", "字 (U+5B57), 漢 (U+6F22)"),
        ("ꦲꦏ꧀ꦱꦫ", "□□□□□", "ꦏ (U+A98F), ꦫ (U+A9AB), ꦱ (U+A9B1), ꦲ (U+A9B2), ꧀ (U+A9C0)"),
        ("\uf0b7 butir", "□ butir", "U+F0B7"),
    ],
)
def test_letter_is_shown_as_a_box_and_named_when_no_font_has_it(printed, text, shown, named):
    inside, warnings = printed(text)

    assert (inside.text, inside.replaced) == (shown, [])
    assert warnings == [f"Huruf yang tidak dapat dicetak dalam PDF diganti □: {named}."]


def test_letter_that_counts_as_printable_has_its_glyph(printed):
    """All of the alphabets nearest to ours, and each twentieth of the others: signs, arrows, far scripts."""
    letters = [chr(code) for code in sorted(covered()) if unicodedata.category(chr(code)) not in UNSEEN]
    near = [letter for letter in letters if letter < FAR and unicodedata.normalize("NFC", letter) == letter]
    far = [letter for letter in letters if letter >= FAR and unicodedata.normalize("NFC", letter) == letter][::20]
    inside, warnings = printed(" ".join(near + far))

    assert (len(near) > 1000, len(far) > 200) == (True, True)
    assert (inside.replaced, warnings) == ([], [])
    assert {name[7:]: embedded for name, embedded in inside.fonts.items()} == {
        "TeXGyreBonum-Regular": True,
        "DejaVuSans": True,
    }
