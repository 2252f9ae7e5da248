"""Every write on evidence: added, described, used, taken back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import Truncator
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from pranata.base.access.errors import Forbidden
from pranata.base.audit.actions import hold, record
from pranata.base.files.actions import keep, store_made
from pranata.base.flow.errors import Stale
from pranata.base.flow.steps import Flow, Step
from pranata.base.org.copies import take_row
from pranata.base.org.permission import require
from pranata.engines.evidence.archiving import archive, unarchive
from pranata.engines.evidence.document_kinds import document_kind_choices
from pranata.engines.evidence.errors import AlreadyHeld
from pranata.engines.evidence.intake import prepared
from pranata.engines.evidence.models import Confidentiality, Evidence, Status, Use
from pranata.engines.evidence.queries import same_file
from pranata.engines.evidence.records import kind_of
from pranata.engines.evidence.rules import Proof
from pranata.lib import clock

if TYPE_CHECKING:
    from datetime import date

    from django.core.files.base import File
    from django.db.models import Model

    from pranata.base.access.models import User
    from pranata.base.files.models import StoredFile
    from pranata.base.org.models import Office
    from pranata.engines.evidence.intake import Prepared

ADD, PUBLISH = "evidence.add", "evidence.publish"
FLOW = Flow(
    Step("remove", sources=(Status.HELD,), target=Status.REMOVED, permission=ADD, label=_("Tarik")),
    Step("restore", sources=(Status.REMOVED,), target=Status.HELD, permission=ADD, label=_("Pakai lagi")),
    Step("publish", sources=(Status.HELD,), target=Status.HELD, permission=PUBLISH, label=_("Buka untuk umum")),
    Step("unpublish", sources=(Status.HELD,), target=Status.HELD, permission=PUBLISH, label=_("Tutup dari umum")),
)


@dataclass(frozen=True)
class Description:
    """What is said of an item besides its bytes; fields as in ``models.Evidence``."""

    title: str
    dated_on: date
    valid_to: date | None = None
    confidentiality: str = Confidentiality.ORDINARY
    archive_class: str = ""
    document_kind: str = ""


def add_file(
    office: Office,
    upload: File,
    description: Description,
    *,
    name: str,
    keep_place: bool = False,
    again: bool = True,
    by: User | None,
) -> Evidence:
    """Take in a file as evidence, at once ``prepared`` and added. Raises what both raise; then nothing is kept."""
    require(by, ADD, office)
    return add_prepared(office, prepared(upload, name, keep_place=keep_place), description, again=again, by=by)


@transaction.atomic
def add_prepared(
    office: Office, kept: Prepared, description: Description, *, again: bool = True, by: User | None
) -> Evidence:
    """Take in a file that was ``prepared`` as evidence.

    Raises ``ValidationError`` for a wrong description, ``Forbidden`` without "evidence.add", and unless ``again`` also
    ``AlreadyHeld`` for bytes that stand in an item ``by`` may see; then nothing is kept.
    """
    require(by, ADD, office)
    if not again and by is not None:
        found = same_file(office, kept.measure.sha256, reader=by)
        if found:
            raise AlreadyHeld(found)
    stored = keep(office, kept.content, kept.measure, kept.media_type, by=by)
    more = {"file_name": kept.name, "thumbnail": keep_small(office, kept.small, by=by), "keeps_place": kept.has_place}
    return _create(office, description, by=by, file=stored, **more)


def keep_small(office: Office, small: bytes | None, *, by: User | None) -> StoredFile | None:
    """The small copy of a picture, stored; None when there is none."""
    return store_made(office, small, by=by, name="kecil.jpg") if small else None


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


@transaction.atomic
def add_record(office: Office, label: str, pk: int, *, by: User) -> Evidence:
    """Let a record of the house be evidence, called as it calls itself; one that is evidence already is found again.

    Raises ``ValidationError`` for a record that is not there or that ``by`` may not see, ``Forbidden``.
    """
    require(by, ADD, office)
    kind = kind_of(label)
    row = kind.find(office, by, pk) if kind else None
    if kind is None or row is None:
        raise ValidationError(_now("Catatan ini tidak ada."))
    held = Evidence.objects.visible_to(by).filter(office=office, status=Status.HELD)
    found = held.filter(record_label=label, record_id=pk).first()
    if found is not None:
        return found
    words = kind.describe(row)
    title = Truncator(words.title).chars(Evidence._meta.get_field("title").max_length)
    description = Description(title=title, dated_on=words.dated_on or clock.today())
    return _create(office, description, by=by, record_label=label, record_id=pk)


def _create(office: Office, description: Description, *, by: User | None, **fields: object) -> Evidence:
    item = Evidence(office=office, added_by=by, added_at=clock.now(), **_described(description), **fields)
    item.full_clean()
    item.save()
    record(office=office, actor=by, action="evidence.added", target=item, after=_facts(item))
    archive(item)
    return item


@transaction.atomic
def describe(item: Evidence, description: Description, *, by: User, seen: str = "") -> Evidence:
    """Change what is said of an item; one that becomes restricted is public no more.

    Raises ``ValidationError``, also when it is not as ``seen`` (``copy_token``); ``Forbidden`` as ``_require_over``.
    """
    _require_over(item, by)
    hold(item.office)
    take_row(item, seen=seen)
    before, said = _facts(item), _described(description)
    if description.confidentiality != Confidentiality.ORDINARY:
        said["published_on"] = None
    for name, value in said.items():
        setattr(item, name, value)
    item.full_clean()
    item.save(update_fields=[*said])
    record(office=item.office, actor=by, action="evidence.described", target=item, before=before, after=_facts(item))
    archive(item)
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
    """Let the item prove this no more; the item itself stays.

    Raises ``Forbidden`` without "evidence.add", ``Stale`` when somebody took it away meanwhile.
    """
    item = found.evidence
    require(by, ADD, item.office)
    if not Use.objects.filter(pk=found.pk).delete()[0]:
        raise Stale("unuse")
    record(office=item.office, actor=by, action="evidence.unused", target=item, before={"for": _name(found)})


@transaction.atomic
def remove(item: Evidence, *, reason: str, by: User) -> Evidence:
    """Take an item back: it stays, every use of it is unproven from now on, and it is public no more.

    Raises ``ValidationError`` without a reason, ``Forbidden`` unless one added it or sees all, ``Stale``.
    """
    _require_over(item, by)
    if not reason.strip():
        raise ValidationError({"reason": _now("Alasan belum diisi.")})
    FLOW.take(item, "remove", by=by, note=reason.strip(), published_on=None)
    unarchive(item)
    return item


@transaction.atomic
def restore(item: Evidence, *, reason: str, by: User) -> Evidence:
    """Let an item that was taken back prove again. Raises as ``remove``."""
    _require_over(item, by)
    FLOW.take(item, "restore", by=by, note=reason.strip())
    archive(item)
    return item


@transaction.atomic
def publish(item: Evidence, *, by: User) -> Evidence:
    """Put an item before the public, on purpose. Raises ``ValidationError`` for one that may not be, ``Forbidden``
    without "evidence.publish", ``Stale`` for one that is public already or was taken back."""
    require(by, PUBLISH, item.office)
    hold(item.office)
    item.refresh_from_db()
    if item.published_on is not None:
        raise Stale("publish")
    if item.confidentiality != Confidentiality.ORDINARY:
        raise ValidationError(_now("Bukti terbatas tidak dapat dibuka untuk umum."))
    if item.record_id is not None:
        raise ValidationError(_now("Catatan dibuka untuk umum di halamannya sendiri."))
    if item.status == Status.HELD and item.proof_on(clock.today()) != Proof.PROVEN:
        raise ValidationError(_now("Bukti ini sudah habis masa berlakunya."))
    FLOW.take(item, "publish", by=by, published_on=clock.today())
    return item


@transaction.atomic
def unpublish(item: Evidence, *, reason: str, by: User) -> Evidence:
    """Take an item away from the public at once; it goes on proving. Raises ``ValidationError`` without a reason,
    ``Forbidden``, ``Stale`` for one that is not public."""
    require(by, PUBLISH, item.office)
    hold(item.office)
    item.refresh_from_db()
    if item.published_on is None:
        raise Stale("unpublish")
    if not reason.strip():
        raise ValidationError({"reason": _now("Alasan belum diisi.")})
    FLOW.take(item, "unpublish", by=by, note=reason.strip(), published_on=None)
    return item


def _require_over(item: Evidence, by: User) -> None:
    require(by, ADD, item.office)
    if item.added_by_id != by.pk:
        require(by, "evidence.view_restricted", item.office)


def _described(description: Description) -> dict[str, object]:
    """The columns it stands for. Raises ``ValidationError`` for a kind of document that does not exist."""
    if description.document_kind and description.document_kind not in dict(document_kind_choices()):
        raise ValidationError({"document_kind": _now("Jenis dokumen ini tidak dikenal.")})
    return {
        "title": " ".join(description.title.split()),
        "dated_on": description.dated_on,
        "valid_to": description.valid_to,
        "confidentiality": description.confidentiality,
        "archive_class": description.archive_class.strip(),
        "document_kind": description.document_kind,
    }


def _facts(item: Evidence) -> dict[str, object]:
    return {
        "title": item.title,
        "dated_on": item.dated_on.isoformat(),
        "valid_to": item.valid_to.isoformat() if item.valid_to else None,
        "confidentiality": str(item.confidentiality),
        "archive_class": item.archive_class,
        "document_kind": item.document_kind,
        "sha256": item.file.sha256 if item.file else "",
        "link": item.link,
        "record": f"{item.record_label}:{item.record_id}" if item.record_id is not None else "",
        "keeps_place": item.keeps_place,
        "published_on": item.published_on.isoformat() if item.published_on else None,
    }


def _name(found: Use) -> str:
    return f"{found.target_label}:{found.target_id}"
