"""Every write on evidence: added, described, used, taken back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from pranata.base.access.errors import Forbidden
from pranata.base.audit.actions import record
from pranata.base.files.actions import store
from pranata.base.files.errors import RefusedFile
from pranata.base.flow.errors import Stale
from pranata.base.flow.steps import Flow, Step
from pranata.base.org.permission import require
from pranata.engines.evidence import pictures
from pranata.engines.evidence.models import Confidentiality, Evidence, Status, Use
from pranata.lib import clock

if TYPE_CHECKING:
    from datetime import date

    from django.core.files.base import File
    from django.db.models import Model

    from pranata.base.access.models import User
    from pranata.base.files.models import StoredFile
    from pranata.base.org.models import Office

ADD = "evidence.add"
FLOW = Flow(
    Step("remove", sources=(Status.HELD,), target=Status.REMOVED, permission=ADD, label=_("Tarik")),
    Step("restore", sources=(Status.REMOVED,), target=Status.HELD, permission=ADD, label=_("Pakai lagi")),
)
UNREADABLE_PLACE = _("Foto HEIC tidak dapat dibersihkan dari lokasinya; kirim sebagai JPEG, atau pilih simpan lokasi.")


@dataclass(frozen=True)
class Description:
    """What is said of an item besides its bytes; fields as in ``models.Evidence``."""

    title: str
    dated_on: date
    valid_to: date | None = None
    confidentiality: str = Confidentiality.ORDINARY
    archive_class: str = ""


@transaction.atomic
def add_file(
    office: Office, upload: File, description: Description, *, name: str, keep_place: bool = False, by: User | None
) -> Evidence:
    """Take in a file as evidence; a picture loses the place where it was taken unless ``keep_place``.

    Raises ``RefusedFile`` for a file that is not accepted, ``ValidationError`` for a wrong description, ``Forbidden``
    without "evidence.add"; then nothing is kept.
    """
    require(by, ADD, office)
    kept, small = _prepared(upload, name, keep_place=keep_place)
    stored = store(office, kept, by=by, name=name)
    thumbnail = store(office, ContentFile(small), by=by, name="kecil.jpg") if small else None
    return _create(office, description, by=by, file=stored, file_name=name, thumbnail=thumbnail)


def _prepared(upload: File, name: str, *, keep_place: bool) -> tuple[File, bytes | None]:
    """The file as it is to be kept, and its small copy when it is a picture."""
    if name.lower().endswith((".heic", ".heif")) and not keep_place:
        raise RefusedFile(str(UNREADABLE_PLACE))
    upload.seek(0)
    head = upload.read(16)
    upload.seek(0)
    if not head.startswith((b"\xff\xd8\xff", b"\x89PNG", b"RIFF")):
        return upload, None
    picture = pictures.opened(upload.read())
    upload.seek(0)
    if picture is None:
        return upload, None
    if keep_place:
        return upload, pictures.thumbnail(picture)
    return ContentFile(pictures.without_place(picture), name), pictures.thumbnail(picture)


@transaction.atomic
def add_link(
    office: Office,
    link: str,
    description: Description,
    *,
    captured: StoredFile | None,
    file_name: str = "",
    by: User | None,
) -> Evidence:
    """Keep a link as evidence, with the copy that was ``captured`` of it. Raises as ``add_file``."""
    require(by, ADD, office)
    return _create(office, description, by=by, link=link, file=captured, file_name=file_name)


def _create(office: Office, description: Description, *, by: User | None, **fields: object) -> Evidence:
    item = Evidence(office=office, added_by=by, added_at=clock.now(), **_described(description), **fields)
    item.full_clean()
    item.save()
    record(office=office, actor=by, action="evidence.added", target=item, after=_facts(item))
    return item


@transaction.atomic
def describe(item: Evidence, description: Description, *, by: User) -> Evidence:
    """Change what is said of an item. Raises ``ValidationError``; ``Forbidden`` unless one added it or sees all."""
    _require_over(item, by)
    before = _facts(item)
    for name, value in _described(description).items():
        setattr(item, name, value)
    item.full_clean()
    item.save(update_fields=[*_described(description)])
    record(office=item.office, actor=by, action="evidence.described", target=item, before=before, after=_facts(item))
    return item


@transaction.atomic
def use(item: Evidence, target: Model, *, office: Office, by: User | None) -> Use:
    """Let the item prove ``target``, a row of ``office``; again changes nothing.

    Raises ``Forbidden`` without "evidence.add" or for an item one may not see, ``ValidationError`` for an item of
    another office, ``Stale`` for one that was taken back.
    """
    require(by, ADD, office)
    if item.office_id != office.pk:
        raise ValidationError(_now("Bukti ini milik satuan kerja lain."))
    if by is not None and not Evidence.objects.visible_to(by).filter(pk=item.pk).exists():
        raise Forbidden("evidence.view")
    if Evidence.objects.select_for_update(of=("self",)).get(pk=item.pk).status != Status.HELD:
        raise Stale("use")
    found, is_new = Use.objects.get_or_create(
        evidence=item,
        target_label=target._meta.label_lower,
        target_id=target.pk,
        defaults={"added_by": by, "added_at": clock.now()},
    )
    if is_new:
        record(office=office, actor=by, action="evidence.used", target=item, after={"for": _name(found)})
    return found


@transaction.atomic
def unuse(found: Use, *, by: User) -> None:
    """Let the item prove this no more; the item itself stays. Raises ``Forbidden`` without "evidence.add"."""
    item = found.evidence
    require(by, ADD, item.office)
    record(office=item.office, actor=by, action="evidence.unused", target=item, before={"for": _name(found)})
    found.delete()


@transaction.atomic
def remove(item: Evidence, *, reason: str, by: User) -> Evidence:
    """Take an item back: it stays, and every use of it is unproven from now on.

    Raises ``ValidationError`` without a reason, ``Forbidden`` unless one added it or sees all, ``Stale``.
    """
    _require_over(item, by)
    if not reason.strip():
        raise ValidationError({"reason": _now("Alasan belum diisi.")})
    FLOW.take(item, "remove", by=by, note=reason.strip())
    return item


@transaction.atomic
def restore(item: Evidence, *, reason: str, by: User) -> Evidence:
    """Let an item that was taken back prove again. Raises as ``remove``."""
    _require_over(item, by)
    FLOW.take(item, "restore", by=by, note=reason.strip())
    return item


def _require_over(item: Evidence, by: User) -> None:
    require(by, ADD, item.office)
    if item.added_by_id != by.pk:
        require(by, "evidence.view_restricted", item.office)


def _described(description: Description) -> dict[str, object]:
    return {
        "title": " ".join(description.title.split()),
        "dated_on": description.dated_on,
        "valid_to": description.valid_to,
        "confidentiality": description.confidentiality,
        "archive_class": description.archive_class.strip(),
    }


def _facts(item: Evidence) -> dict[str, object]:
    return {
        "title": item.title,
        "dated_on": item.dated_on.isoformat(),
        "valid_to": item.valid_to.isoformat() if item.valid_to else None,
        "confidentiality": str(item.confidentiality),
        "archive_class": item.archive_class,
        "sha256": item.file.sha256 if item.file else "",
        "link": item.link,
    }


def _name(found: Use) -> str:
    return f"{found.target_label}:{found.target_id}"
