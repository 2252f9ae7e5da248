import socket
import time

import pytest
from django.core.checks import run_checks
from django.core.files.base import ContentFile

from pranata.base.audit.models import Event
from pranata.base.files import scanning
from pranata.base.files.actions import Checked, store, store_made
from pranata.base.files.downloads import open_file
from pranata.base.files.errors import RefusedFile
from pranata.base.files.models import StoredFile
from pranata.base.files.scanning import scan, scanner_answers
from pranata.base.files.tests.clamd import MOST_BYTES, SIGN, clamd
from pranata.base.files.tests.samples import PDF
from pranata.base.org.tests.factories import OfficeFactory

FOUND = "Pemindai virus menemukan Contoh.Uji; berkas ini tidak disimpan."
NO_ANSWER = "Pemindai virus tidak menjawab, jadi berkas belum dapat diterima; coba lagi nanti."
TOO_LARGE = "Berkas ini terlalu besar bagi pemindai virus; hubungi administrator."


@pytest.fixture
def office(db, storage_dir):
    return OfficeFactory()


@pytest.fixture(params=[False, True], ids=["port", "socket"])
def scanner(request, settings):
    with clamd(unix=request.param) as address:
        settings.CLAMAV = address
        yield address


def nobody_listens():
    with socket.create_server(("127.0.0.1", 0)) as door:
        return f"127.0.0.1:{door.getsockname()[1]}"


def refusal(content):
    with pytest.raises(RefusedFile) as refused:
        scan(ContentFile(content))
    return str(refused.value)


def test_file_is_kept_when_the_scanner_finds_nothing(office, scanner):
    content = PDF + bytes(200_000)
    stored = store(office, ContentFile(content), by=None, name="surat.pdf")

    with open_file(stored) as file:
        assert file.read() == content


@pytest.mark.parametrize("subject", ["", "case:1"])
def test_nothing_is_kept_when_the_scanner_finds_something(office, scanner, storage_dir, subject):
    with pytest.raises(RefusedFile) as refused:
        store(office, ContentFile(PDF + bytes(70_000) + SIGN), by=None, name="surat.pdf", subject=subject)

    assert str(refused.value) == FOUND
    assert (StoredFile.objects.count(), Event.objects.count(), list(storage_dir.rglob("*"))) == (0, 0, [])


def test_file_is_kept_when_it_was_scanned_under_its_name_before(office, scanner, settings):
    checked = Checked(ContentFile(PDF), "laporan.pdf")
    settings.CLAMAV = nobody_listens()

    assert store(office, checked, by=None, name="laporan.pdf").media_type == "application/pdf"
    with pytest.raises(RefusedFile):
        store(office, checked, by=None, name="lain.pdf")


def test_what_we_made_is_not_sent_to_the_scanner(office, settings):
    settings.CLAMAV = nobody_listens()

    assert store_made(office, PDF, by=None, name="laporan.pdf").media_type == "application/pdf"


def test_sign_is_found_when_it_lies_across_two_chunks(scanner):
    assert refusal(b"x" * (scanning.CHUNK_BYTES - 5) + SIGN) == FOUND


def test_file_is_left_at_its_beginning(scanner):
    file = ContentFile(PDF)
    scan(file)

    assert file.read() == PDF


def test_file_is_refused_when_it_is_too_large_for_the_scanner(scanner):
    assert refusal(bytes(MOST_BYTES + 1)) == TOO_LARGE


def test_file_is_refused_when_nobody_listens(settings):
    settings.CLAMAV = nobody_listens()

    assert refusal(PDF) == NO_ANSWER


def test_file_is_refused_when_the_socket_is_not_there(settings):
    settings.CLAMAV = "/tidak/ada"

    assert refusal(PDF) == NO_ANSWER


def test_file_is_refused_when_the_scanner_stays_silent(settings, monkeypatch):
    monkeypatch.setattr(scanning, "SECONDS", 0.1)
    with clamd(silent=True) as settings.CLAMAV:
        assert refusal(PDF) == NO_ANSWER


def test_file_is_refused_in_time_when_the_reply_drips(settings, monkeypatch):
    def drip(line):
        for _each in range(1200):  # a minute
            line.sendall(b"x")
            time.sleep(0.05)
        return b""

    monkeypatch.setattr(scanning, "SECONDS", 0.1)
    monkeypatch.setattr("pranata.base.files.tests.clamd._reply", drip)
    with clamd() as settings.CLAMAV:
        begin = time.monotonic()
        assert refusal(PDF) == NO_ANSWER
        assert time.monotonic() - begin < 30


@pytest.mark.parametrize("reply", [b"", b"stream: OK but", b"stream: lstat() failed. ERROR\0", b"UNKNOWN COMMAND\0"])
def test_file_is_refused_when_the_reply_is_no_clean_bill(settings, monkeypatch, reply):
    monkeypatch.setattr("pranata.base.files.tests.clamd._reply", lambda line: line.recv(1_000_000) and reply)
    with clamd() as settings.CLAMAV:
        assert refusal(b"x") == NO_ANSWER


def test_nothing_is_asked_without_the_setting(monkeypatch):
    monkeypatch.setattr(scanning, "connected", None)

    scan(ContentFile(SIGN))
    assert scanner_answers() is True


def test_scanner_answers_when_it_is_there(scanner):
    assert scanner_answers() is True


def test_start_warns_when_the_scanner_does_not_answer(settings):
    settings.CLAMAV = nobody_listens()

    (warning,) = [found for found in run_checks(tags=["start"]) if found.id == "files.W001"]

    words = f"Pemindai virus di {settings.CLAMAV} tidak menjawab; unggahan ditolak sampai ia menjawab."
    assert (scanner_answers(), warning.msg) == (False, words)


def test_start_says_nothing_when_no_scanner_is_configured():
    assert [found for found in run_checks(tags=["start"]) if found.id == "files.W001"] == []
