"""What whoever holds a receipt reads of a case: its steps, its messages, its files; no name of staff."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from pranata.engines.cases.receipts import find_by_receipt
from pranata.engines.cases.registry import kind_of

if TYPE_CHECKING:
    from pranata.engines.cases.models import Case, CaseAttachment, CaseMessage
    from pranata.engines.cases.registry import CaseKind


@dataclass(frozen=True)
class Step:
    """One day of a case's way, in words."""

    words: str
    day: date


@dataclass(frozen=True)
class Tracked:
    """A case as its applicant sees it; ``status`` and ``outcome`` in words. The last message stands last."""

    kind: CaseKind
    case: Case
    status: str
    outcome: str
    steps: list[Step]
    messages: list[CaseMessage]
    attachments: list[CaseAttachment]

    @property
    def line(self) -> str:
        """What an officer may send to the applicant in a chat: kind, number, status; nothing personal."""
        number = self.case.number or _("belum bernomor")
        return f"{self.kind.title} {number}: {self.status}"


def track(number: str, code: str) -> Tracked | None:
    """The case that the receipt opens; None whatever was wrong."""
    case = find_by_receipt(number, code)
    return tracked(case) if case is not None else None


def tracked(case: Case) -> Tracked:
    """``case`` as its applicant sees it; four queries, whatever it holds."""
    kind = kind_of(case)
    words = kind.public_words.get(case.status)
    return Tracked(
        kind=kind,
        case=case,
        status=str(words if words is not None else case.get_status_display()),
        outcome=str(words_of_outcome(case)),
        steps=steps_of(case),
        messages=list(case.messages.for_public()),
        attachments=list(case.attachments.for_public().select_related("file")),
    )


def words_of_outcome(case: Case) -> str:
    """The outcome as its choices call it, "" while there is none."""
    choices = dict(case._meta.get_field("outcome").flatchoices)
    return choices.get(case.outcome, case.outcome)


def steps_of(case: Case) -> list[Step]:
    """The days of its way so far, and the one by which it is due unless its clock is paused."""
    days = [
        (_("Diterima"), case.received_on),
        (_("Lengkap"), case.completed_on),
        (_("Terdaftar"), case.registered_on),
        (_("Dijawab"), case.answered_on),
        (_("Selesai"), case.closed_on),
    ]
    found = [Step(words, day) for words, day in days if day is not None]
    if case.due_on is not None and case.answered_on is None and case.paused_on is None and case.is_open:
        found.append(Step(_("Paling lambat dijawab"), case.due_on))
    return found
