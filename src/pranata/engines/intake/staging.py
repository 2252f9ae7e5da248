"""Files go ahead of their form: kept sealed for two hours, so that a form sent again needs no file chosen anew.

They are recognized and scanned as they come, encrypted under a key made from the page's token, and shown to nobody;
the capability that accepts the form stores them in ``base/files``. Files that come with a form that is accepted at once
never wait here: they go from the request's memory into the case.
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

from pranata.base.files.actions import Checked
from pranata.base.files.errors import RefusedFile
from pranata.base.files.names import clean_name, extension
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


@dataclass(frozen=True)
class Arrived:
    """One file as it came in this request, looked at and kept nowhere yet."""

    digest: str
    file: Checked

    @property
    def handle(self) -> str:
        return self.digest[:16]

    @property
    def name(self) -> str:
        return self.file.name or ""

    @property
    def media_type(self) -> str:
        return self.file.media_type

    @property
    def size(self) -> int:
        return self.file.measure.size


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


def looked_at(token: Token, uploads: Iterable[UploadedFile], wanted: Attachments) -> tuple[list[Arrived], list[str]]:
    """What is acceptable of ``uploads`` and not here yet, and one sentence for each file that is not acceptable."""
    arrived: dict[str, Arrived] = {}
    refused: list[str] = []
    if not uploads:
        return [], refused
    rows = StagedFile.objects.filter(token_digest=token.digest, expires_at__gt=clock.real_now())
    here = set(rows.values_list("content_digest", flat=True))
    for upload in uploads:
        name = clean_name(upload.name)
        try:
            refuse_outside(upload.size, name, wanted)
            file = Checked(upload, name)
            digest = token.keyed_digest(file.measure.sha256.encode())
            if digest not in here and digest not in arrived:
                refuse_count(len(here) + len(arrived) + 1, wanted)
                arrived[digest] = Arrived(digest, file)
        except RefusedFile as refusal:
            refused.append(f"{name}: {refusal}")
    return list(arrived.values()), refused


def stage(token: Token, source: Source, arrived: Iterable[Arrived], wanted: Attachments) -> list[str]:
    """Let files wait for their form; returns one sentence for each that finds no room."""
    refused = []
    for each in arrived:
        try:
            stage_one(token, source, each, wanted)
        except RefusedFile as refusal:
            refused.append(f"{each.name}: {refusal}")
    return refused


def stage_one(token: Token, source: Source, arrived: Arrived, wanted: Attachments) -> None:
    """Let one file wait; the same bytes from the same page are taken once. Raises ``RefusedFile``."""
    if free_place(token.digest, arrived.digest, wanted) is None:
        return
    arrived.file.seek(0)
    content = arrived.file.read()
    refuse_space(source, len(content))
    keep(
        StagedFile(
            token_digest=token.digest,
            content_digest=arrived.digest,
            source=source.own,
            network=source.network,
            sealed_name=encrypt(token.key("file"), arrived.name.encode(), context="intake-name"),
            size=len(content),
            media_type=arrived.media_type,
            expires_at=clock.real_now() + KEPT_FOR,
        ),
        encrypt(token.key("file"), content, context="intake"),
        wanted,
    )


def free_place(token_digest: str, content_digest: str, wanted: Attachments) -> int | None:
    """The first place of a page that holds no file yet; None when these bytes are there. Raises ``RefusedFile``."""
    rows = StagedFile.objects.filter(token_digest=token_digest).values_list("content_digest", "place")
    taken = dict(rows)
    if content_digest in taken:
        return None
    free = set(range(wanted.count)) - set(taken.values())
    refuse_count(len(taken) + 1 if free else wanted.count + 1, wanted)
    return min(free)


def refuse_outside(size: int, name: str, wanted: Attachments) -> None:
    """Raises ``RefusedFile`` for what is wrong before its content is looked at."""
    if not size:
        raise RefusedFile(_("Berkas kosong."))
    if size > wanted.most_bytes:
        raise RefusedFile(_("Terlalu besar; paling besar %(limit)d MB.") % {"limit": wanted.megabytes})
    if extension(name) not in wanted.endings:
        raise RefusedFile(_("Jenis ini tidak diterima; kirimkan %(kinds)s.") % {"kinds": ", ".join(wanted.endings)})


def refuse_count(count: int, wanted: Attachments) -> None:
    if count > wanted.count:
        raise RefusedFile(_("Paling banyak %(count)d berkas.") % {"count": wanted.count})


def refuse_space(source: Source, size: int) -> None:
    """Files that wait for their form share a place of limited size; one sender cannot fill it."""
    used = StagedFile.objects.aggregate(
        total=Sum("size", default=0),
        own=Sum("size", filter=Q(source=source.own), default=0),
        near=Sum("size", filter=Q(network=source.network), default=0),
    )
    if not takes_one_more(SPACE, **used, amount=size):
        raise RefusedFile(_("Tempat titipan sedang penuh. Coba lagi nanti, atau kirim formulir tanpa berkas ini."))


def keep(row: StagedFile, sealed: bytes, wanted: Attachments) -> None:
    """The bytes first, then the row: what was written half has no row, and goes with the orphans of ``base/files``.

    Raises ``RefusedFile`` when others took the last places meanwhile.
    """
    name = secrets.token_hex(16)
    row.storage_name = default_storage.save(f"intake/{name[:2]}/{name}", ContentFile(sealed))
    is_kept = False
    try:
        while not is_kept:
            row.place = free_place(row.token_digest, row.content_digest, wanted)
            if row.place is None:  # the same bytes came a second time at this very moment
                return
            with suppress(IntegrityError), transaction.atomic():  # somebody was in that place first: the next one
                row.save(force_insert=True)
                is_kept = True
    finally:
        if not is_kept:
            default_storage.delete(row.storage_name)


def drop(token: Token, handles: Iterable[str]) -> None:
    """Remove those files of the page that its reader no longer wants."""
    unwanted = set(handles)
    if not unwanted:
        return
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
