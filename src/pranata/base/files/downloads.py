"""Reading stored files, and sending them so that no browser runs them."""

from io import BytesIO
from typing import BinaryIO

from django.core.files.storage import default_storage
from django.http import FileResponse, HttpResponseGone
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string

from pranata.base.files.kinds import SHOWN_IN_BROWSER
from pranata.base.files.models import StoredFile
from pranata.base.files.names import clean_name
from pranata.base.seal.actions import unseal_bytes
from pranata.base.seal.errors import Erased

ALONE = "default-src 'none'"
SANDBOX = f"sandbox; {ALONE}"


def open_file(stored: StoredFile) -> BinaryIO:
    """The content, to be closed by the caller; raises ``Erased`` when a sealed file's key was destroyed."""
    file = default_storage.open(stored.storage_name)
    if not stored.is_sealed:
        return file
    with file:
        return BytesIO(unseal_bytes(stored.subject, file.read()))


def download_response(stored: StoredFile, name: str, *, inline: bool = False, framed: bool = False) -> HttpResponseBase:
    """The file as an attachment called ``name``; shown in the browser when ``inline`` and of a harmless kind, with
    ``framed`` also inside our own pages.

    Not to be cached. Whoever calls has made sure that the reader may see the record that uses the file. Of a file whose
    key was destroyed (UU 27/2022) a page says that it is gone.
    """
    try:
        file = open_file(stored)
    except Erased:
        return HttpResponseGone(render_to_string("410.html"), headers={"Cache-Control": "private, no-store"})
    is_shown = inline and stored.media_type in SHOWN_IN_BROWSER
    response = FileResponse(file, as_attachment=not is_shown, filename=clean_name(name), content_type=stored.media_type)
    response["Content-Length"] = str(stored.size)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    # Browsers refuse to run their own PDF reader in a sandbox.
    response["Content-Security-Policy"] = ALONE if is_shown and stored.media_type == "application/pdf" else SANDBOX
    if is_shown and framed:
        response["Content-Security-Policy"] += "; frame-ancestors 'self'"
        response["X-Frame-Options"] = "SAMEORIGIN"
    return response
