"""Files go ahead of their form: kept sealed for two hours, so that a form sent again needs no file chosen anew.

They are recognized and scanned as they come, encrypted under a key made from the page's token, and shown to nobody;
the capability that accepts the form stores them in ``base/files``.
"""

from __future__ import annotations

import secrets
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.db.models import Q, Sum
from django.utils.translation import gettext as _

from pranata.base.files.errors import RefusedFile
from pranata.base.files.names import clean_name, extension
from pranata.base.files.scanning import scan
from pranata.base.files.sniffing import recognize
from pranata.base.seal.cipher import decrypt, encrypt
from pranata.base.seal.errors import WrongKey
from pranata.engines.intake.models import StagedFile
from pranata.engines.intake.rules import Limits, takes_one_more
from pranata.lib import clock

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.core.files.uploadedfile import UploadedFile

    from pranata.engines.intake.limits import Source
    from pranata.engines.intake.tokens import Token

MEGABYTE = 1024 * 1024
KEPT_FOR = timedelta(hours=2)
SPACE = Limits(busy=256 * MEGABYTE, per_source=64 * MEGABYTE, ceiling=1024 * MEGABYTE)  # bytes, over all forms


@dataclass(frozen=True)
class Attachments:
    """What files a form takes along."""

    label: str
    count: int = 5
    megabytes: int = 5
    endings: tuple[str, ...] = ("pdf", "jpg", "jpeg", "png", "webp", "heic", "docx", "xlsx")

    @property
    def most_bytes(self) -> int:
        return self.megabytes * MEGABYTE

    @property
    def accept(self) -> str:
        """The attribute of the file input."""
        return ",".join(f".{ending}" for ending in self.endings)


@dataclass(frozen=True)
class Attachment:
    """One file that came with a form; ``file`` is read from the store when asked for."""

    handle: str
    name: str
    media_type: str
    size: int
    storage_name: str
    token: Token

    @property
    def file(self) -> ContentFile:
        """The content, for ``base.files.actions.store``; raises ``RefusedFile`` when it is no longer there."""
        try:
            with default_storage.open(self.storage_name) as kept:
                content = decrypt(self.token.key("file"), kept.read(), context="intake")
        except (FileNotFoundError, WrongKey):
            raise RefusedFile(_("Berkas %(name)s perlu dipilih lagi.") % {"name": self.name}) from None
        return ContentFile(content, self.name)


def staged(token: Token) -> list[Attachment]:
    """The files that were sent ahead from this page and have not expired, oldest first."""
    rows = StagedFile.objects.filter(token_digest=token.digest, expires_at__gt=clock.real_now())
    return [
        Attachment(
            handle=row.content_digest[:16],
            name=decrypt(token.key("file"), bytes(row.sealed_name), context="intake-name").decode(),
            media_type=row.media_type,
            size=row.size,
            storage_name=row.storage_name,
            token=token,
        )
        for row in rows
    ]


def stage(token: Token, source: Source, uploads: Iterable[UploadedFile], wanted: Attachments) -> list[str]:
    """Take in what is acceptable of ``uploads``; returns one sentence for each file that is not."""
    refused = []
    sweep()
    for upload in uploads:
        try:
            stage_one(token, source, upload, wanted)
        except RefusedFile as refusal:
            refused.append(f"{clean_name(upload.name)}: {refusal}")
    return refused


def stage_one(token: Token, source: Source, upload: UploadedFile, wanted: Attachments) -> None:
    """Take in one file; the same bytes from the same page are taken once. Raises ``RefusedFile``."""
    name = clean_name(upload.name)
    refuse_size(upload.size, wanted)
    if extension(name) not in wanted.endings:
        raise RefusedFile(_("Jenis ini tidak diterima; kirimkan %(kinds)s.") % {"kinds": ", ".join(wanted.endings)})
    media_type = recognize(upload, name)
    content = upload.read()
    digest = token.keyed_digest(content)
    page = StagedFile.objects.filter(token_digest=token.digest)
    if page.filter(content_digest=digest).exists():
        return
    if page.count() >= wanted.count:
        raise RefusedFile(_("Paling banyak %(count)d berkas.") % {"count": wanted.count})
    refuse_space(source, len(content))
    scan(upload)
    keep(
        StagedFile(
            token_digest=token.digest,
            content_digest=digest,
            source=source.own,
            network=source.network,
            sealed_name=encrypt(token.key("file"), name.encode(), context="intake-name"),
            size=len(content),
            media_type=media_type,
            expires_at=clock.real_now() + KEPT_FOR,
        ),
        encrypt(token.key("file"), content, context="intake"),
    )


def refuse_size(size: int, wanted: Attachments) -> None:
    if not size:
        raise RefusedFile(_("Berkas kosong."))
    if size > wanted.most_bytes:
        raise RefusedFile(_("Terlalu besar; paling besar %(limit)d MB.") % {"limit": wanted.megabytes})


def refuse_space(source: Source, size: int) -> None:
    """Files that wait for their form share a place of limited size; one sender cannot fill it."""
    used = StagedFile.objects.aggregate(
        total=Sum("size", default=0),
        own=Sum("size", filter=Q(source=source.own), default=0),
        near=Sum("size", filter=Q(network=source.network), default=0),
    )
    if not takes_one_more(SPACE, **used, amount=size):
        raise RefusedFile(_("Tempat titipan sedang penuh. Coba lagi nanti, atau kirim formulir tanpa berkas ini."))


def keep(row: StagedFile, sealed: bytes) -> None:
    """The bytes first, then the row: what was written half has no row, and goes with the orphans of ``base/files``."""
    place = secrets.token_hex(16)
    row.storage_name = default_storage.save(f"intake/{place[:2]}/{place}", ContentFile(sealed))
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:  # the same bytes came a second time at this very moment
        default_storage.delete(row.storage_name)


def drop(token: Token, handles: Iterable[str]) -> None:
    """Remove those files of the page that its reader no longer wants."""
    unwanted = set(handles)
    rows = StagedFile.objects.filter(token_digest=token.digest)
    remove([row for row in rows if row.content_digest[:16] in unwanted])


def release(token: Token) -> None:
    """Remove all files of a page whose form was accepted; the bytes go once that is committed."""
    remove(list(StagedFile.objects.filter(token_digest=token.digest)))


def sweep() -> None:
    """Remove the files nobody came back for."""
    remove(list(StagedFile.objects.filter(expires_at__lte=clock.real_now())[:1000]))


def remove(rows: list[StagedFile]) -> None:
    if rows:
        StagedFile.objects.filter(pk__in=[row.pk for row in rows]).delete()
        transaction.on_commit(lambda: delete_bytes([row.storage_name for row in rows]))


def delete_bytes(places: list[str]) -> None:
    for place in places:
        with suppress(FileNotFoundError):
            default_storage.delete(place)
