import io
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pranata.base.files import archives, kinds
from pranata.base.files.errors import RefusedFile
from pranata.base.files.names import LONGEST_NAME, clean_name, extension
from pranata.base.files.sniffing import recognize
from pranata.base.files.tests.samples import ACCEPTED, PDF, REFUSED


@pytest.mark.parametrize("name", ACCEPTED)
def test_recognize_gives_the_media_type_of_what_is_accepted(name):
    file = io.BytesIO(ACCEPTED[name])
    assert recognize(file, name) == kinds.ACCEPTED[extension(name)]
    assert file.tell() == 0


def test_every_accepted_kind_has_its_sample():
    assert {extension(name) for name in ACCEPTED} == set(kinds.ACCEPTED)


@pytest.mark.parametrize(("name", "content", "sentence"), REFUSED)
def test_recognize_refuses_with_a_sentence_when_the_file_is_not_accepted(name, content, sentence):
    with pytest.raises(RefusedFile) as refusal:
        recognize(io.BytesIO(content), name)
    assert str(refusal.value) == sentence


@pytest.mark.parametrize(
    "content",
    [
        b"<!---->" * 9_000,
        b"<!-- -->\n" * 7_000,
        b"<!doctype x>" * 5_000,
        b"<!--" * 16_000,
        b" " * 65_000,
        b"<" * 65_000,
    ],
    ids=["comments", "lines", "declarations", "open comments", "spaces", "brackets"],
)
def test_recognize_is_quick_when_a_text_is_made_to_be_slow(content):
    begun = time.process_time()
    assert recognize(io.BytesIO(content), "catatan.txt") == "text/plain"
    assert time.process_time() - begun < 0.4


def test_recognize_reads_no_directory_that_is_too_long_into_memory(monkeypatch):
    monkeypatch.setattr(archives.zipfile, "ZipFile", None)
    with pytest.raises(RefusedFile) as refusal:
        recognize(io.BytesIO(b"PK\x03\x04" + b"PK\x01\x02" * 100_001), "arsip.zip")
    assert str(refusal.value) == "Isi arsip terlalu besar bila dibuka."


def test_recognize_lists_what_is_accepted_when_the_extension_is_unknown():
    with pytest.raises(RefusedFile) as refusal:
        recognize(io.BytesIO(PDF), "surat.wpd")
    assert str(refusal.value).startswith("Berkas .wpd tidak diterima. Yang diterima: pdf, png,")


@pytest.mark.parametrize("ending", sorted(kinds.PROGRAMS | kinds.PAGES | kinds.MACROS | kinds.ARCHIVES))
def test_no_refused_extension_is_accepted(ending):
    assert ending not in kinds.ACCEPTED
    with pytest.raises(RefusedFile):
        recognize(io.BytesIO(PDF), f"surat.{ending.upper()}")


@given(st.binary(max_size=300), st.sampled_from(sorted(kinds.ACCEPTED)), st.sampled_from([b"", b"PK\x03\x04", PDF]))
def test_any_bytes_are_accepted_as_named_or_refused(content, ending, start):
    assert outcome(start + content, f"berkas.{ending}") in (kinds.ACCEPTED[ending], "refused")


def outcome(content, name):
    try:
        return recognize(io.BytesIO(content), name)
    except RefusedFile:
        return "refused"


@pytest.mark.parametrize(
    ("name", "cleaned"),
    [
        ("surat.pdf", "surat.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Dokumen\\surat tugas.pdf", "surat tugas.pdf"),
        ("surat\r\nX-Jahat: ya.pdf", "suratX-Jahat_ ya.pdf"),
        ("gnp.\u202efdp.exe", "gnp.fdp.exe"),
        ("  a \t b  .pdf", "a b .pdf"),
        ('a"<b>|?*.pdf', "a__b____.pdf"),
        ("Cafe\u0301.pdf", "Café.pdf"),
        (".", "berkas"),
        ("", "berkas"),
        ("..", "berkas"),
        ("\x00", "berkas"),
        (".pdf", "pdf"),
        ("x" * 300, "x" * 150),
        ("x" * 300 + ".pdf", "x" * 146 + ".pdf"),
        ("x." + "y" * 300, "y" * 150),
    ],
)
def test_clean_name_keeps_what_is_harmless(name, cleaned):
    assert clean_name(name) == cleaned


@given(st.text(st.sampled_from('ab./\\ \x00\x1f\u202e\ud800é"\n'), max_size=400))
def test_clean_name_is_short_harmless_and_stays_as_it_is(name):
    cleaned = clean_name(name)
    assert 0 < len(cleaned) <= LONGEST_NAME
    assert not set(cleaned) & set('/\\\x00\x1f\n"\u202e')
    assert clean_name(cleaned) == cleaned


@pytest.mark.parametrize(("name", "ending"), [("a.PDF", "pdf"), ("a", ""), ("a.b.tar", "tar"), ("a.", "")])
def test_extension_is_what_follows_the_last_dot(name, ending):
    assert extension(name) == ending
