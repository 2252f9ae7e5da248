"""The mapping is kept: documents are mapped, and what one product does to another shows on the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction

from pranata.areas.regulation.legal_products.models import EDIT, Effects, LegalProduct, Result, Standing
from pranata.areas.regulation.legal_products.queries import document_for, unmapped
from pranata.areas.regulation.legal_products.rules import Effect, is_ended_by
from pranata.base.audit.actions import hold, record
from pranata.base.org.permission import require
from pranata.engines.documents.actions.relating import relate
from pranata.engines.documents.models import EDIT as EDIT_DOCUMENTS
from pranata.engines.documents.models import Document, Relation
from pranata.engines.documents.rules import RelationKind
from pranata.engines.search.actions import put_many
from pranata.lib import clock

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pranata.base.access.models import User
    from pranata.base.org.models import Office
    from pranata.engines.registers.models import Entry

MOST_AT_ONCE = 200
RELATIONS = {
    Effect.AMENDS: RelationKind.AMENDS,
    Effect.REPLACES: RelationKind.REVOKES,
    Effect.REVOKES: RelationKind.REVOKES,
}
EFFECTS = {RelationKind.AMENDS.value: Effects.AMENDS, RelationKind.REVOKES.value: Effects.REVOKES}


@transaction.atomic
def map_documents(office: Office, *, by: User | None) -> list[LegalProduct]:
    """
    Map the office's own documents that are not in the mapping yet, the oldest first, at most ``MOST_AT_ONCE``: a row
    of the same kind, number and year is linked, else there is a new one, not assessed. Raises ``Forbidden``.
    """
    require(by, EDIT, office)
    hold(office)
    today = clock.today()
    found = unmapped(office).with_standing(today).select_related("unit")[:MOST_AT_ONCE]
    return [_map(document, by) for document in found]


def _map(document: Any, by: User | None) -> LegalProduct:
    identity = {"office": document.office, "kind": document.kind, "number": document.number, "year": document.year}
    known = LegalProduct.objects.filter(**identity).first()
    if known is not None:
        set_values(known, by=by, document=document)
        return known
    changes, effect = _changed_by(document)
    standing = document.standing_value
    made = LegalProduct(
        **identity,
        title=document.title,
        issued_on=document.issued_on,
        unit=document.unit,
        subject=document.subject,
        changes=changes,
        effect=effect,
        standing=standing if standing in Standing.values else Standing.IN_FORCE,
        mapped_on=clock.today(),
        document=document,
    )
    return add(made, by=by)


def _changed_by(document: Document) -> tuple[LegalProduct | None, str]:
    """The mapped product that ``document`` amends or revokes, and which; (None, "") without one."""
    done = Relation.objects.filter(source=document, kind__in=EFFECTS, target__isnull=False).order_by("pk")
    for relation in done:
        older = LegalProduct.objects.filter(document=relation.target_id).first()
        if older is not None and (older.issued_on is None or older.issued_on <= document.issued_on):
            return older, EFFECTS[relation.kind]
    return None, ""


def add(made: LegalProduct, *, by: User | None) -> LegalProduct:
    """A row of the mapping that no form made. Raises ``ValidationError``."""
    made.full_clean()
    made.save()
    record(office=made.office, actor=by, action="legal_products.mapped", target=made, after=_facts(made))
    put_many([made])
    took_in([made], by)
    return made


def took_in(rows: Sequence[Entry], by: User | None) -> None:
    """Link rows that were added or changed to their documents, and let what they change say so."""
    for row in rows:
        if not isinstance(row, LegalProduct):
            continue
        if row.document_id is None and (document := document_for(row)) is not None:
            set_values(row, by=by, document=document)
        if row.changes is not None:
            _show_effect(row, row.changes, by)


def _show_effect(row: LegalProduct, older: LegalProduct, by: User | None) -> None:
    """The older one is changed or ended from now on; what was mapped of a changed one is to be looked at again."""
    effect = Effect(row.effect)
    is_over = older.standing in (Standing.REVOKED, Standing.ENDED)
    standing = Standing.REVOKED if is_ended_by(effect) else Standing.CHANGED
    if not is_over and older.standing != standing:
        again = {"result": Result.UNASSESSED, "result_note": ""} if standing == Standing.CHANGED else {}
        set_values(older, by=by, standing=standing, **again)
    _relate_documents(row, older, by)


def _relate_documents(row: LegalProduct, older: LegalProduct, by: User | None) -> None:
    """Their documents are related likewise, if they are not and ``by`` may; one that forbids it stays as it is."""
    kind, source, target = RELATIONS[Effect(row.effect)], row.document, older.document
    if source is None or target is None or (by is not None and not by.can(EDIT_DOCUMENTS, row.office)):
        return
    if Relation.objects.filter(source=source, target=target, kind=kind).exists():
        return
    try:
        relate(source, kind, target=target, by=by)
    except ValidationError:
        return  # the documents' own days do not allow it: their pages say so when somebody relates them there


def set_values(row: LegalProduct, *, by: User | None, **values: Any) -> None:
    """Set what a deed elsewhere decided of a row; the audit has it if it is new."""
    before = {name: _plain(getattr(row, name)) for name in values}
    after = {name: _plain(value) for name, value in values.items()}
    if before == after:
        return
    for name, value in values.items():
        setattr(row, name, value)
    row.save(update_fields=list(values))
    record(office=row.office, actor=by, action="legal_products.mapping_updated", target=row, before=before, after=after)
    put_many([row])


def _facts(row: LegalProduct) -> dict[str, Any]:
    names = ("kind", "number", "year", "title", "issued_on", "changes", "effect", "standing", "document")
    return {name: _plain(getattr(row, name)) for name in names}


def _plain(value: Any) -> Any:
    """A value as the audit writes it: a row by its number, a day in figures."""
    if hasattr(value, "pk"):
        return value.pk
    return value.isoformat() if hasattr(value, "isoformat") else value if value is None else str(value)
