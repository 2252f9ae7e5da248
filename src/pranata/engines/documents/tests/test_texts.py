"""The text of a file is read in the background and found by the search."""

import io

import docx
import pytest
import typst
from django.core.files.base import ContentFile
from PIL import Image, ImageDraw, ImageFont

from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.files.kinds import ACCEPTED
from pranata.base.org.tests.factories import OfficeFactory
from pranata.engines.documents import actions, extraction
from pranata.engines.documents.extraction import Outcome, extract
from pranata.engines.documents.models import DocumentText, TextState
from pranata.engines.documents.tests.factories import DocumentFactory
from pranata.engines.documents.texts import read_text
from pranata.engines.search.models import SearchRow


def printed(*pages):
    return typst.compile("#pagebreak()\n".join(pages).encode())


def word(*lines, cells=()):
    document, out = docx.Document(), io.BytesIO()
    for line in lines:
        document.add_paragraph(line)
    if cells:
        for cell, words in zip(document.add_table(1, len(cells)).rows[0].cells, cells, strict=True):
            cell.text = words
    document.save(out)
    return out.getvalue()


def picture(words):
    image = Image.new("L", (1400, 200), 255)
    ImageDraw.Draw(image).text((20, 60), words, fill=0, font=ImageFont.load_default(size=72))
    out = io.BytesIO()
    image.save(out, format="PNG")
    return out.getvalue()


def scanned(words):
    out = io.BytesIO()
    Image.open(io.BytesIO(picture(words))).convert("RGB").save(out, format="PDF")
    return out.getvalue()


def test_pages_of_a_pdf_are_read_and_counted():
    found = extract(printed("Pembentukan tim kerja yang panjang.", "Lampiran keputusan tentang tim."), ACCEPTED["pdf"])

    assert (found.outcome, found.pages, found.by_ocr) == (Outcome.READ, 2, False)
    assert [page.strip() for page in found.text.split("\f")] == [
        "Pembentukan tim kerja yang panjang.",
        "Lampiran keputusan tentang tim.",
    ]


def test_paragraphs_and_tables_of_a_word_file_are_read():
    found = extract(word("Notula rapat", cells=("Hari", "Senin")), ACCEPTED["docx"])

    assert (found.outcome, found.text) == (Outcome.READ, "Notula rapat\nHari\tSenin")


@pytest.mark.parametrize(
    ("content", "ending", "outcome"),
    [
        (b"Halo\0 dunia", "txt", Outcome.READ),
        (b"  \n", "txt", Outcome.EMPTY),
        (b"PK", "xlsx", Outcome.UNKNOWN),
    ],
)
def test_other_files_are_read_as_far_as_they_are_texts(content, ending, outcome):
    assert extract(content, ACCEPTED[ending]).outcome == outcome


@pytest.mark.parametrize(
    ("content", "ending"), [(picture("KEPUTUSAN KETUA"), "png"), (scanned("KEPUTUSAN KETUA"), "pdf")]
)
def test_picture_is_read_by_ocr_or_plainly_not_at_all(content, ending):
    found = extract(content, ACCEPTED[ending])

    if extraction.has_ocr():
        assert (found.outcome, found.by_ocr, found.text) == (Outcome.READ, True, "KEPUTUSAN KETUA")
    else:
        assert (found.outcome, found.by_ocr, found.text) == (Outcome.NO_OCR, False, "")


@pytest.mark.parametrize("languages", ["eng\n", None])
def test_ocr_is_off_when_its_program_or_its_language_is_missing(tmp_path, monkeypatch, languages):
    if languages is not None:
        program = tmp_path / "tesseract"
        program.write_text(f"#!/bin/sh\necho '{languages}'\n")
        program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin" if languages else str(tmp_path))
    extraction.has_ocr.cache_clear()
    try:
        assert extract(picture("KEPUTUSAN"), ACCEPTED["png"]).outcome == Outcome.NO_OCR
    finally:
        extraction.has_ocr.cache_clear()


@pytest.fixture
def officer():
    return RoleAssignmentFactory(office=OfficeFactory(), role="kasubbag").user


def given(officer, content, name):
    document = DocumentFactory(office=officer.role_assignments.get().office)
    return actions.give_file(document, ContentFile(content), file_name=name, by=officer)


@pytest.mark.django_db
def test_text_is_read_in_the_background_and_found_then(officer):
    document = given(officer, printed("Pedoman pengelolaan kearsipan satuan kerja."), "naskah.pdf")

    text = DocumentText.objects.get()
    assert (text.state, text.pages, text.sha256) == (TextState.READ, 1, document.file.sha256)
    assert "kearsipan" in SearchRow.objects.get(record_id=document.pk, label="documents.document").body


@pytest.mark.django_db
def test_broken_file_is_said_to_have_failed(officer):
    given(officer, b"%PDF-1.4\nrusak", "naskah.pdf")

    assert DocumentText.objects.get().state == TextState.FAILED


@pytest.mark.django_db
def test_text_is_read_anew_when_the_file_was_replaced(officer):
    document = given(officer, printed("Naskah pertama yang cukup panjang."), "satu.pdf")
    first = DocumentText.objects.get().text
    actions.give_file(
        document,
        ContentFile(printed("Naskah kedua yang cukup panjang.")),
        file_name="dua.pdf",
        reason="Baru",
        by=officer,
    )

    second = DocumentText.objects.get().text
    assert (first, second) == ("Naskah pertama yang cukup panjang.", "Naskah kedua yang cukup panjang.")


@pytest.mark.django_db
def test_nothing_happens_when_the_document_is_gone(officer):
    read_text.call(1)

    assert DocumentText.objects.count() == 0
