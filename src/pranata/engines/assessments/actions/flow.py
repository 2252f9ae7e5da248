"""The states of a sheet, and what every action on it does first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from pranata.base.access.errors import Forbidden
from pranata.base.audit.actions import hold
from pranata.base.flow.errors import Stale
from pranata.base.flow.steps import Flow, Step
from pranata.base.org.copies import take_row
from pranata.base.org.permission import require
from pranata.engines.assessments.models import ANSWER, ASSESS, MANAGE, Level, Status
from pranata.engines.assessments.powers import ASSESSED_IN, FILLING, assessing_levels, is_open

if TYPE_CHECKING:
    from pranata.base.access.models import User
    from pranata.engines.assessments.models import Item, Section, Sheet

# An assessor may belong to another office; which steps are open to it, ``begin_assessing`` checks.
FLOW = Flow(
    Step("start", sources=(Status.DRAFT,), target=Status.IN_PROGRESS, permission=ANSWER, label=_("Mulai diisi")),
    Step(
        "submit",
        sources=(Status.DRAFT, Status.IN_PROGRESS, Status.CHANGES_REQUESTED),
        target=Status.SUBMITTED,
        permission=MANAGE,
        label=_("Ajukan"),
    ),
    Step(
        "send_back",
        sources=(Status.SUBMITTED,),
        target=Status.CHANGES_REQUESTED,
        permission="",
        label=_("Kembalikan"),
    ),
    Step("agree", sources=(Status.SUBMITTED,), target=Status.AGREED, permission="", label=_("Sepakati")),
    Step("close", sources=(Status.AGREED,), target=Status.CLOSED, permission=MANAGE, label=_("Nyatakan selesai")),
    Step("reopen", sources=(Status.AGREED,), target=Status.SUBMITTED, permission=MANAGE, label=_("Buka lagi")),
)


def begin(sheet: Sheet, permission: str, by: User | None, seen: str = "") -> None:
    """Queue up behind the office's other writers, read anew what became of ``sheet``.

    Raises ``Forbidden``, ``ValidationError`` when it is no longer as ``seen``.
    """
    require(by, permission, sheet.office)
    hold(sheet.office)
    take_row(sheet, seen=seen)


def begin_assessing(sheet: Sheet, level: Level, by: User) -> None:
    """As ``begin``, for an assessor of that level. Raises ``Forbidden``, ``Stale`` while nobody assesses at it."""
    if level not in assessing_levels(sheet, by):
        raise Forbidden(ASSESS)
    hold(sheet.office)
    take_row(sheet, seen="")
    if level not in assessing_levels(sheet, by):  # dismissed while this waited
        raise Forbidden(ASSESS)
    if sheet.status not in ASSESSED_IN[level]:
        raise Stale("assess")


def begin_filling(sheet: Sheet, by: User | None) -> None:
    """As ``begin``, for the office's own answers; the first of them starts a draft. Raises ``Stale`` once submitted."""
    begin(sheet, ANSWER, by)
    if sheet.status not in FILLING:
        raise Stale("answer")
    if sheet.status == Status.DRAFT:
        FLOW.take(sheet, "start", by=by)


def begin_answering(item: Item, by: User | None) -> None:
    """As ``begin_filling``, for one item. Raises ``Stale`` for a section that the assessors did not return."""
    sheet = item.section.sheet
    begin_filling(sheet, by)
    item.section.refresh_from_db(fields=["is_returned", "is_ready"])
    if not is_open(item.section, sheet):
        raise Stale("answer")


def words_of(text: str, name: str = "note") -> str:
    """``text`` without outer spaces. Raises ``ValidationError`` at ``name`` when nothing is left."""
    if not text.strip():
        raise ValidationError({name: _now("Bagian ini belum diisi.")})
    return text.strip()


def sealed(by: User | None, **words: str) -> dict[str, Any]:
    """How ``record`` keeps free text: sealed under its writer, or not at all."""
    kept = {name: text for name, text in words.items() if text}
    return {"personal": kept, "subject": by.seal_subject} if by is not None and kept else {}


def same_office(section: Section, *parties: Any) -> None:
    """Raises ``ValidationError`` for a person or unit of another office."""
    if any(party is not None and party.office_id != section.sheet.office_id for party in parties):
        raise ValidationError(_now("Penanggung jawab harus dari satuan kerja yang sama."))
