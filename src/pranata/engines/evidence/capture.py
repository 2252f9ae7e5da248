"""Links with a copy of what stood there: fetched once, then kept like any file, a web page as plain text.

First ``capture``, which asks the address and writes nothing, then ``add_captured_link``: nobody waits for a slow server
inside a transaction.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from pranata.base.audit.actions import record
from pranata.base.files.actions import keep, measured
from pranata.base.files.errors import RefusedFile
from pranata.base.files.kinds import ACCEPTED
from pranata.base.files.names import clean_name, extension
from pranata.base.files.scanning import scan
from pranata.base.org.permission import require
from pranata.engines.evidence.actions import ADD, Description, add_link, keep_small
from pranata.engines.evidence.intake import prepared
from pranata.lib import clock
from pranata.lib.fetching import Fetched, FetchFailed, fetch

if TYPE_CHECKING:
    from datetime import datetime

    from pranata.base.access.models import User
    from pranata.base.org.models import Office
    from pranata.engines.evidence.models import Evidence

PAGES = ("text/html", "application/xhtml+xml")
UNSAID = ("", "application/octet-stream", "binary/octet-stream")  # the server does not say what it sends
PAGE_ENDING = "html.txt"  # opened by an editor and by no browser


@dataclass(frozen=True)
class Copy:
    """What stood at ``address``, where the link led in the end, at the moment ``taken_at``; its bytes as they came.

    ``small`` and ``has_place`` as in ``intake.Prepared``.
    """

    name: str
    content: bytes
    media_type: str
    address: str
    taken_at: datetime
    small: bytes | None = None
    has_place: bool = False


@dataclass(frozen=True)
class Capture:
    """A link with its copy; without one, ``refusal`` is the sentence that says why."""

    link: str
    copy: Copy | None
    refusal: str = ""


def capture(link: str) -> Capture:
    """Fetch a copy of what stands at ``link`` now; may take a while, so call it before the transaction."""
    try:
        found = fetch(link, most_bytes=settings.MAX_UPLOAD_BYTES, loopback=settings.FETCH_LOOPBACK)
        return Capture(link, _copy(found, clock.now()))
    except (FetchFailed, RefusedFile) as refused:
        return Capture(link, None, str(refused))


@transaction.atomic
def add_captured_link(office: Office, captured: Capture, description: Description, *, by: User | None) -> Evidence:
    """Keep a link as evidence with the copy that was captured of it, or alone when there is none.

    Raises ``ValidationError`` for a wrong link or description, ``Forbidden`` without "evidence.add".
    """
    require(by, ADD, office)
    copy = captured.copy
    if copy is None:
        item = add_link(office, captured.link, description, captured=None, by=by)
        record(office=office, actor=by, action="evidence.not_captured", target=item, after={"why": captured.refusal})
        return item
    file = ContentFile(copy.content)
    stored = keep(office, file, measured(file), copy.media_type, by=by)
    item = add_link(office, captured.link, description, captured=stored, file_name=copy.name, by=by)
    item.captured_from, item.captured_at = copy.address, copy.taken_at
    item.thumbnail, item.keeps_place = keep_small(office, copy.small, by=by), copy.has_place
    item.full_clean(exclude=["captured_from"])  # it answered, however it is written
    item.save(update_fields=["captured_from", "captured_at", "thumbnail", "keeps_place"])
    facts = {"captured_from": copy.address, "captured_at": copy.taken_at.isoformat(), "sha256": stored.sha256}
    record(office=office, actor=by, action="evidence.captured", target=item, after=facts)
    return item


def _copy(found: Fetched, moment: datetime) -> Copy:
    """Raises ``RefusedFile`` for what is no page and no file that is accepted, or what the scanner refuses."""
    file = ContentFile(found.content)
    if found.media_type in PAGES:
        measured(file)
        scan(file)
        name = _name(found.address, PAGE_ENDING, moment)
        return Copy(name, found.content, ACCEPTED["txt"], found.address, moment)
    name = _name(found.address, _ending(found), moment)
    kept = prepared(file, name, keep_place=True)
    return Copy(name, found.content, kept.media_type, found.address, moment, kept.small, kept.has_place)


def _ending(found: Fetched) -> str:
    """The extension of what was found: that of its address when the server agrees or does not say, else its type's."""
    named = extension(urlsplit(found.address).path)
    if named in ACCEPTED and found.media_type in (*UNSAID, ACCEPTED[named]):
        return named
    endings = [ending for ending, known in ACCEPTED.items() if known == found.media_type]
    if not endings:
        words = _("Isi alamat ini (%(kind)s) bukan jenis yang disimpan sebagai salinan.")
        raise RefusedFile(words % {"kind": found.media_type or _("tanpa jenis")})
    return endings[0]


def _name(address: str, ending: str, moment: datetime) -> str:
    """A file name that says where and when: "contoh.example berita 2022-06-26 14.05.pdf"."""
    parts = urlsplit(address)
    stem = PurePosixPath(unquote(parts.path)).stem
    local = moment.astimezone(clock.zone())
    return clean_name(f"{parts.hostname} {stem} {local:%Y-%m-%d %H.%M}.{ending}")
