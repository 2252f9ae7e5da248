"""Taking files in and letting them go. Whether the user may is decided by the action that uses the file."""

import hashlib
import secrets
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from typing import NamedTuple

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from pranata.base.audit.actions import hold, lock_head, record
from pranata.base.audit.models import ChainHead, Event
from pranata.base.files.errors import RefusedFile
from pranata.base.files.models import StoredFile
from pranata.base.files.scanning import scan
from pranata.base.files.sniffing import recognize
from pranata.base.seal.actions import Sealer, sealer_of
from pranata.lib.clock import now

ORPHAN_AGE = timedelta(days=1)  # younger bytes may belong to a transaction that has yet to end


class Measure(NamedTuple):
    """The length of a content in bytes, and its SHA-256."""

    size: int
    sha256: str


class Checked(File):
    """An upload that was measured, recognized and scanned under its name; ``store`` does not do so again.

    Making one raises ``RefusedFile``.
    """

    def __init__(self, upload: File, name: str):
        super().__init__(upload, name)
        self.measure = measured(upload)
        self.media_type = recognize(upload, name)
        scan(upload)


def store(
    office,
    upload: File,
    *,
    by,
    name: str,
    subject: str = "",
    sealer: Sealer | None = None,
    head: ChainHead | None = None,
) -> StoredFile:
    """Take in ``upload``, called ``name`` by its sender, as one use of a file of ``office``; ``by`` may be ``None``.

    The same bytes are stored once per office and counted; with ``subject`` they are sealed under that subject's key
    (``sealer``, if it is open already) and shared with no other use. ``head`` is as ``record`` takes it. Raises
    ``RefusedFile``; then nothing is stored.
    """
    checked = upload if isinstance(upload, Checked) and upload.name == name else Checked(upload, name)
    return keep(office, checked, checked.measure, checked.media_type, by=by, subject=subject, sealer=sealer, head=head)


def store_made(office, content: bytes, *, by, name: str) -> StoredFile:
    """Take in a file that we made ourselves: nobody sent it, so no scanner is asked. Raises ``RefusedFile``."""
    file = ContentFile(content)
    return keep(office, file, measured(file), recognize(file, name), by=by)


@transaction.atomic
def keep(
    office,
    content: File,
    measure: Measure,
    media_type: str,
    *,
    by,
    subject: str = "",
    sealer: Sealer | None = None,
    head: ChainHead | None = None,
) -> StoredFile:
    """One use of what was recognized and scanned: sealed for its subject, or shared by all who keep the same bytes."""
    head = head or lock_head(office.code)  # before the rows, as ``hold`` does
    if subject:
        stored = add_sealed(office, content, measure, media_type, sealer or sealer_of(subject))
    else:
        stored = count_use(office, measure) or add(office, content, measure, media_type)
    record(
        office=office,
        actor=by,
        action="files.stored",
        target=stored,
        after={"sha256": stored.sha256, "size": stored.size, "media_type": media_type},
        head=head,
    )
    return stored


def measured(upload: File) -> Measure:
    """Read the upload once; raises ``RefusedFile`` when it is empty, or as soon as it is too large."""
    size, digest = 0, hashlib.sha256()
    for chunk in upload.chunks():
        size += len(chunk)
        if size > settings.MAX_UPLOAD_BYTES:
            raise RefusedFile(
                _("Berkas terlalu besar; paling besar %(limit)d MB.") % {"limit": settings.MAX_UPLOAD_BYTES // 1024**2}
            )
        digest.update(chunk)
    if not size:
        raise RefusedFile(_("Berkas kosong."))
    return Measure(size, digest.hexdigest())


def count_use(office, measure: Measure) -> StoredFile | None:
    """One more use of bytes that the office has; ``None`` when it has them not."""
    found = StoredFile.objects.select_for_update().filter(office=office, sha256=measure.sha256, subject="").first()
    if found:
        StoredFile.objects.filter(pk=found.pk).update(use_count=F("use_count") + 1)
        found.use_count += 1
    return found


def add(office, upload: File, measure: Measure, media_type: str) -> StoredFile:
    """Bytes that are new to the office; when another request stores the same meanwhile, a use of its row."""
    try:
        with transaction.atomic():
            return put(office, upload, measure, media_type, sha256=measure.sha256)
    except IntegrityError:
        if found := count_use(office, measure):
            return found
        raise


def add_sealed(office, upload: File, measure: Measure, media_type: str, sealer: Sealer) -> StoredFile:
    upload.seek(0)
    sealed = sealer.seal(upload.read())
    digest = hashlib.sha256(sealed).hexdigest()
    return put(office, ContentFile(sealed), measure, media_type, sha256=digest, subject=sealer.subject)


def put(office, content: File, measure: Measure, media_type: str, *, sha256: str, subject: str = "") -> StoredFile:
    """Write the bytes, then the row: what was written half has no row and is seen by nobody.

    The place ends differently each time, so that removing old bytes never meets the same bytes stored anew.
    """
    place = f"{office.code}/{sha256[:2]}/{sha256[2:4]}/{sha256}-{secrets.token_hex(4)}"
    content.seek(0)
    storage_name = default_storage.save(place, content)
    try:
        return StoredFile.objects.create(
            office=office,
            sha256=sha256,
            size=measure.size,
            media_type=media_type,
            subject=subject,
            storage_name=storage_name,
            stored_at=now(),
        )
    except BaseException:
        default_storage.delete(storage_name)
        raise


@transaction.atomic
def release(stored: StoredFile, *, by) -> None:
    """End one use, whose own row is gone already; with the last one the row goes, and after the transaction the bytes.

    Raises ``StoredFile.DoesNotExist`` when no use is left to end.
    """
    hold(stored.office)
    row = StoredFile.objects.select_for_update(of=("self",)).select_related("office").get(pk=stored.pk)
    left = row.use_count - 1
    record(
        office=row.office,
        actor=by,
        action="files.released",
        target=row,
        before={"use_count": row.use_count},
        after={"use_count": left},
    )
    if left:
        StoredFile.objects.filter(pk=row.pk).update(use_count=left)
        return
    row.delete()
    transaction.on_commit(lambda: default_storage.delete(row.storage_name))


def sweep_orphans() -> int:
    """Delete bytes older than a day that no row knows, left by transactions that failed; returns how many.

    Bytes from before this database's first event are no orphans of its own: another database may know them, and a
    wrong address of the database must not empty its storage.
    """
    since = first_event_at()
    if since is None:
        return 0
    until = time.time() - ORPHAN_AGE.total_seconds()  # the storage's own clock, whatever day is being demonstrated
    count = 0
    for folder, names in folders(""):
        places = {f"{folder}/{name}" for name in names}
        known = StoredFile.objects.filter(storage_name__in=places).values_list("storage_name", flat=True)
        for place in places.difference(known):
            with suppress(FileNotFoundError):  # released meanwhile
                if since < default_storage.get_modified_time(place).timestamp() < until:
                    default_storage.delete(place)
                    count += 1
    return count


def first_event_at() -> float | None:
    """The moment of the first event of all, in seconds since 1970; ``None`` when nothing was ever recorded."""
    first = Event.objects.filter(office_code="", sequence=1).first()
    return datetime.fromisoformat(first.at).timestamp() if first else None


def folders(folder: str) -> Iterator[tuple[str, list[str]]]:
    """Every folder of the storage with the names of its files; the storage itself holds none."""
    try:
        subfolders, names = default_storage.listdir(folder)
    except FileNotFoundError:  # nothing was ever stored, or the folder went meanwhile
        return
    if folder and names:
        yield folder, names
    for subfolder in subfolders:
        yield from folders(f"{folder}/{subfolder}".lstrip("/"))
