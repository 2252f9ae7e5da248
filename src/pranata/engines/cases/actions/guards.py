"""What every write on a case begins and ends with: who may, the row held, the event."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pranata.base.audit.actions import hold, record
from pranata.base.flow.errors import Stale
from pranata.base.flow.steps import free_text, plain
from pranata.base.org.permission import require
from pranata.engines.cases.registry import kind_of

if TYPE_CHECKING:
    from pranata.base.audit.models import ChainHead
    from pranata.engines.cases.models import Case

VISITOR = AnonymousUser()  # whoever came through the public door; whether it may is decided there


def allow(case: Case, by: Any) -> None:
    """Raises ``Forbidden`` unless ``by`` may process this kind of case; None is the system."""
    require(by, kind_of(case).process, case.office)


def hold_case(case: Case, verb: str, *, may_have_moved: bool = False) -> None:
    """Wait for whoever else writes, then read the case again; raises ``Stale`` when it was erased, or moved meanwhile.

    What is only added to a case does not mind that it has moved.
    """
    office, status = case.office, case.status
    hold(office)
    case.refresh_from_db(from_queryset=type(case)._base_manager.select_for_update())
    case.office = office
    if case.erased_at is not None or (case.status != status and not may_have_moved):
        raise Stale(verb)


def filled(text: str, name: str) -> str:
    """``text`` without outer spaces; raises ``ValidationError`` for the field ``name`` when nothing is left."""
    kept = text.strip()
    if not kept:
        raise ValidationError({name: _("Bagian ini belum diisi.")})
    return kept


def note_event(
    case: Case,
    verb: str,
    *,
    by: Any,
    before: dict | None = None,
    after: dict | None = None,
    personal: dict | None = None,
    head: ChainHead | None = None,
) -> None:
    """The event of what was done to ``case``; personal values are sealed with the case's own key.

    ``head`` is as ``record`` takes it.
    """
    record(
        office=case.office,
        actor=by,
        action=f"cases.{verb}",
        target=case,
        before=before,
        after=after,
        personal=personal,
        subject=case.seal_subject if personal else "",
        sealer=case.sealer if personal else None,
        head=head,
    )


def change(case: Case, verb: str, *, by: Any, step: str = "", **values: Any) -> None:
    """Set columns of a held case: by a step of its flow where one is named, else without moving it.

    Raises ``Forbidden``, ``Stale``, and ``KeyError`` for a step the flow has not.
    """
    if step:
        kind_of(case).flow.take(case, step, by=by, **values)
        return
    allow(case, by)
    hidden = set(free_text(case, values))
    before = {name: plain(getattr(case, name)) for name in values}
    after = {name: plain(value) for name, value in values.items()}
    personal = {name: [before.pop(name), after.pop(name)] for name in sorted(hidden)}
    type(case)._base_manager.filter(pk=case.pk).update(**values)
    for name, value in values.items():
        setattr(case, name, value)
    note_event(case, verb, by=by, before=before, after=after, personal=personal)
