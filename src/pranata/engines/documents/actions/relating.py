"""What documents do to each other is said, and taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pranata.base.audit.actions import hold, record
from pranata.base.org.permission import require
from pranata.engines.documents.models import EDIT, Relation
from pranata.engines.documents.rules import RelationKind

if TYPE_CHECKING:
    from datetime import date

    from pranata.base.access.models import User
    from pranata.engines.documents.models import Document


@transaction.atomic
def relate(
    source: Document,
    kind: str,
    *,
    target: Document | None = None,
    target_words: str = "",
    since: date | None = None,
    note: str = "",
    by: User | None,
) -> Relation:
    """Say what ``source`` does to another document: one kept here, or one in words.

    ``since`` None is the first day of the source. Raises ``Forbidden``, ``ValidationError`` at the fields that are
    wrong: another office's document, the same twice, a circle of amendments, a day before the target began.
    """
    require(by, EDIT, source.office)
    hold(source.office)
    related = Relation(
        source=source,
        kind=kind,
        target=target,
        target_words="" if target else " ".join(target_words.split()),
        since=since or source.term.first_day,
        note=" ".join(note.split()),
    )
    _check(related)
    related.full_clean()
    related.save()
    record(office=source.office, actor=by, action="documents.related", target=source, after=_facts(related))
    return related


@transaction.atomic
def unrelate(related: Relation, *, by: User) -> None:
    """Take a relation back; the audit keeps it. Raises ``Forbidden``."""
    require(by, EDIT, related.source.office)
    hold(related.source.office)
    record(
        office=related.source.office,
        actor=by,
        action="documents.unrelated",
        target=related.source,
        before=_facts(related),
    )
    related.delete()


def _check(related: Relation) -> None:
    """Raises ``ValidationError`` for what no document does."""
    if related.target is None:
        if not related.target_words:
            raise ValidationError({"target": _("Pilih dokumennya, atau tulis namanya bila tidak ada dalam daftar.")})
        return
    if related.target.office_id != related.source.office_id:
        raise ValidationError({"target": _("Ini milik satuan kerja lain.")})
    if related.target_id == related.source_id:
        raise ValidationError({"target": _("Dokumen tidak dapat dihubungkan dengan dirinya sendiri.")})
    if Relation.objects.filter(source=related.source, kind=related.kind, target=related.target).exists():
        raise ValidationError({"target": _("Hubungan ini sudah dicatat.")})
    if related.kind == RelationKind.SEE:
        return
    if Relation.objects.filter(source=related.target, kind=related.kind, target=related.source).exists():
        raise ValidationError({"target": _("Dokumen itu sudah tercatat melakukan hal yang sama terhadap dokumen ini.")})
    began = related.target.term.first_day
    if related.since and began and related.since < began:
        raise ValidationError({"since": _("Dokumen itu baru berlaku sesudah tanggal ini.")})


def _facts(related: Relation) -> dict[str, str | int | None]:
    since = related.since.isoformat() if related.since else None
    target = related.target_id or related.target_words
    return {"kind": related.kind, "target": target, "since": since, "note": related.note}
