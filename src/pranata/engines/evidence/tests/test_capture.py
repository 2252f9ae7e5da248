"""Links with their captured copy, fetched from a server on loopback."""

import hashlib
import json
from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError

from pranata.base.access.errors import Forbidden
from pranata.base.access.models import Role
from pranata.base.access.tests.factories import RoleAssignmentFactory, UserFactory
from pranata.base.audit.models import Event
from pranata.base.files.downloads import download_response, open_file
from pranata.base.files.models import StoredFile
from pranata.base.files.tests.clamd import SIGN, clamd
from pranata.base.files.tests.samples import PDF, PNG
from pranata.base.org.tests.factories import OfficeFactory
from pranata.engines.evidence.actions import Description
from pranata.engines.evidence.capture import Capture, Copy, add_captured_link, capture
from pranata.engines.evidence.models import Evidence
from pranata.engines.evidence.tests.test_pictures import photo
from pranata.lib import clock
from pranata.lib.tests.servers import moved, reply, served

PAGE = "<!doctype html><title>Berita</title><script>alert('é')</script>".encode()
NEWS = Description(title="Berita contoh", dated_on=date(2022, 6, 1))
MOMENT = datetime(2022, 6, 26, 7, 5, tzinfo=UTC)  # 14.05 WIB


@pytest.fixture
def office(db, tmp_path, settings):
    backend = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": backend}
    return OfficeFactory()


@pytest.fixture
def staff(office):
    return RoleAssignmentFactory(office=office, role=Role.STAFF).user


@pytest.fixture(autouse=True)
def _here_and_now(settings, monkeypatch):
    settings.FETCH_LOOPBACK = True
    monkeypatch.setattr(clock, "now", lambda: MOMENT)


def captured(content, kind, path="/"):
    """What is captured of a server that says this."""
    headers = [f"Content-Type: {kind}"] if kind else []
    with served(lambda line, request: line.sendall(reply(content, *headers))) as port:
        return capture(f"http://127.0.0.1:{port}{path}")


def test_page_is_kept_as_it_is_and_never_sent_as_a_page(office, staff):
    item = add_captured_link(office, captured(PAGE, "text/html; charset=utf-8", "/berita/12"), NEWS, by=staff)

    item = Evidence.objects.select_related("file").get(pk=item.pk)
    with open_file(item.file) as file:
        assert file.read() == PAGE
    assert (item.file.media_type, item.file_name) == ("text/plain", "127.0.0.1 12 2022-06-26 14.05.html.txt")
    assert (item.file.sha256, item.captured_at) == (hashlib.sha256(PAGE).hexdigest(), MOMENT)
    assert item.captured_from == item.link
    response = download_response(item.file, item.file_name, inline=True)
    assert response["Content-Type"] == "text/plain"
    assert response["Content-Disposition"].startswith("attachment; ")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    response.close()


def test_last_address_and_sum_are_in_the_audit_when_redirected(office, staff):
    def answer(line, request):
        path = request.split()[1]
        line.sendall(moved("/surat%20edaran.pdf") if path == "/s" else reply(PDF, "Content-Type: application/pdf"))

    with served(answer) as port:
        item = add_captured_link(office, capture(f"http://127.0.0.1:{port}/s"), NEWS, by=staff)

    last = f"http://127.0.0.1:{port}/surat%20edaran.pdf"
    facts = {"captured_from": last, "captured_at": MOMENT.isoformat(), "sha256": hashlib.sha256(PDF).hexdigest()}
    assert (item.captured_from, item.link) == (last, f"http://127.0.0.1:{port}/s")
    assert item.file_name == "127.0.0.1 surat edaran 2022-06-26 14.05.pdf"
    assert json.loads(Event.objects.get(action="evidence.captured").after) == facts


@pytest.mark.parametrize(
    ("content", "kind", "path", "media_type", "ending"),
    [
        (photo("PNG"), "image/png", "/", "image/png", "png"),
        (PDF, "application/octet-stream", "/a.PDF", "application/pdf", "pdf"),
        (PDF, "", "/a.pdf", "application/pdf", "pdf"),
        (b"nomor,isi\n1,a\n", "text/csv", "/unduh?id=1", "text/csv", "csv"),
        (PAGE, "application/xhtml+xml", "/a.pdf", "text/plain", "html.txt"),
    ],
)
def test_kind_is_told_by_the_server_or_the_address(content, kind, path, media_type, ending):
    copy = captured(content, kind, path).copy

    assert (copy.media_type, copy.content, copy.name.partition(".05.")[2]) == (media_type, content, ending)


@pytest.mark.parametrize(
    ("content", "kind", "why"),
    [
        (PAGE, "application/pdf", "Halaman web, SVG, dan XML tidak diterima; kirimkan sebagai PDF atau gambar PNG."),
        (PNG, "application/pdf", "Isi berkas (png) tidak sesuai dengan akhiran namanya (.pdf)."),
        (b"x", "application/x-sh", "Isi alamat ini (application/x-sh) bukan jenis yang disimpan sebagai salinan."),
        (b"x", "", "Isi alamat ini (tanpa jenis) bukan jenis yang disimpan sebagai salinan."),
        (b"", "text/html", "Berkas kosong."),
    ],
)
def test_there_is_no_copy_when_the_content_is_refused(content, kind, why):
    found = captured(content, kind)

    assert (found.copy, found.refusal) == (None, why)


@pytest.mark.parametrize("place", [True, False])
def test_picture_stays_as_it_came_gets_a_small_copy_and_says_whether_it_has_a_place(office, staff, place):
    content = photo(place=place)
    add_captured_link(office, captured(content, "image/jpeg"), NEWS, by=staff)

    item = Evidence.objects.select_related("file", "thumbnail").get()
    with open_file(item.file) as file:
        assert file.read() == content
    assert (item.thumbnail.media_type, item.keeps_place) == ("image/jpeg", place)


def test_copy_is_kept_whatever_the_address_is_called_where_it_was_found(office, staff):
    found = "http://kantor_contoh.example/surat"
    copy = Copy("contoh.txt", b"isi", "text/plain", found, MOMENT)

    item = add_captured_link(office, Capture("https://contoh.example/", copy), NEWS, by=staff)

    assert Evidence.objects.get(pk=item.pk).captured_from == found


def test_there_is_no_copy_when_the_scanner_finds_something(settings):
    with clamd() as settings.CLAMAV:
        found = captured(PAGE + SIGN, "text/html")

    assert (found.copy, found.refusal) == (None, "Pemindai virus menemukan Contoh.Uji; berkas ini tidak disimpan.")


def test_link_is_kept_alone_when_the_address_is_refused(office, staff, settings):
    settings.FETCH_LOOPBACK = False
    link = "http://127.0.0.1/dalam"
    item = add_captured_link(office, capture(link), NEWS, by=staff)

    why = "Alamat 127.0.0.1 tidak berada di internet umum, jadi tidak diambil."
    assert (item.link, item.file, item.file_name, item.captured_from, item.captured_at) == (link, None, "", "", None)
    assert json.loads(Event.objects.get(action="evidence.not_captured").after) == {"why": why}
    assert StoredFile.objects.count() == 0


def test_nothing_is_kept_when_one_may_not_add(office):
    copy = Copy("contoh.txt", b"isi", "text/plain", "https://contoh.example/", MOMENT)

    with pytest.raises(Forbidden):
        add_captured_link(office, Capture("https://contoh.example/", copy), NEWS, by=UserFactory())
    assert (Evidence.objects.count(), StoredFile.objects.count()) == (0, 0)


def test_nothing_is_kept_when_the_link_is_none(office, staff):
    copy = Copy("contoh.txt", b"isi", "text/plain", "https://contoh.example/", MOMENT)

    with pytest.raises(ValidationError) as refused:
        add_captured_link(office, Capture("bukan tautan", copy), NEWS, by=staff)
    assert list(refused.value.message_dict) == ["link"]
    assert StoredFile.objects.count() == 0
