import pytest
from django.core.files.base import ContentFile

from pranata.base.files.actions import store
from pranata.base.files.downloads import download_response
from pranata.base.files.tests.samples import DOCX, PDF, PNG
from pranata.base.org.tests.factories import OfficeFactory

SANDBOX = "sandbox; default-src 'none'"


@pytest.fixture
def stored(db, storage_dir):
    """Stores one file of that content and name."""
    office = OfficeFactory()
    return lambda content, name, **options: store(office, ContentFile(content), by=None, name=name, **options)


def headers(response, *names):
    return tuple(response[name] for name in names)


def test_download_is_an_attachment_that_no_browser_runs(stored):
    response = download_response(stored(DOCX, "nota.docx"), "nota.docx", inline=True)
    assert b"".join(response.streaming_content) == DOCX
    assert headers(response, "Content-Disposition", "Content-Length") == (
        'attachment; filename="nota.docx"',
        str(len(DOCX)),
    )
    assert response["Content-Type"] == "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    assert headers(response, "X-Content-Type-Options", "Cache-Control") == ("nosniff", "private, no-store")
    assert headers(response, "Content-Security-Policy", "Cross-Origin-Resource-Policy") == (SANDBOX, "same-origin")
    response.close()


@pytest.mark.parametrize(
    ("content", "name", "policy"),
    [(PNG, "bagan.png", SANDBOX), (PDF, "surat.pdf", "default-src 'none'")],
)
def test_pictures_and_pdf_are_shown_only_on_request(stored, content, name, policy):
    file = stored(content, name)
    shown, saved = download_response(file, name, inline=True), download_response(file, name)
    assert headers(shown, "Content-Disposition", "Content-Security-Policy") == (f'inline; filename="{name}"', policy)
    assert headers(saved, "Content-Disposition", "Content-Security-Policy") == (
        f'attachment; filename="{name}"',
        SANDBOX,
    )
    shown.close()
    saved.close()


@pytest.mark.parametrize(
    ("content", "name", "expected"),
    [
        (PDF, "surat.pdf", ("default-src 'none'; frame-ancestors 'self'", "SAMEORIGIN")),
        (PNG, "bagan.png", (f"{SANDBOX}; frame-ancestors 'self'", "SAMEORIGIN")),
        (DOCX, "nota.docx", (SANDBOX, None)),
    ],
)
def test_only_what_is_shown_may_stand_inside_our_own_pages(stored, content, name, expected):
    response = download_response(stored(content, name), name, inline=True, framed=True)
    assert (response["Content-Security-Policy"], response.get("X-Frame-Options")) == expected
    response.close()


def test_text_keeps_the_type_it_was_stored_with(stored):
    response = download_response(stored(b"a;b\n", "data.csv"), "laman.html")
    assert headers(response, "Content-Type", "X-Content-Type-Options") == ("text/csv", "nosniff")
    response.close()


def test_names_are_cleaned_and_written_as_rfc_5987_asks(stored):
    response = download_response(stored(PDF, "surat.pdf"), '../Keputusan\r\nSet-Cookie: x="1" – café.pdf')
    expected = "attachment; filename*=utf-8''KeputusanSet-Cookie_%20x%3D_1_%20%E2%80%93%20caf%C3%A9.pdf"
    assert response["Content-Disposition"] == expected
    response.close()


def test_a_sealed_file_is_sent_in_the_clear(stored):
    response = download_response(stored(PDF, "surat.pdf", subject="case:1"), "surat.pdf")
    assert b"".join(response.streaming_content) == PDF
    assert response["Content-Length"] == str(len(PDF))
