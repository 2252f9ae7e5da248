"""The evidence of something, such as a month of a row, as its page shows it."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse

from pranata.desk.evidence.forms import ACCEPT, LinkForm, UploadForm
from pranata.desk.evidence.words import Chip, chips
from pranata.engines.evidence.actions import ADD
from pranata.engines.evidence.queries import Shown, evidence_of
from pranata.engines.evidence.rules import Proof
from pranata.engines.plan.actions.proofs import REPORT, may_be_proved
from pranata.engines.plan.models import Status
from pranata.lib import clock

if TYPE_CHECKING:
    from pranata.base.access.models import User
    from pranata.desk.evidence.outcomes import Outcome
    from pranata.engines.plan.models import Progress, Subactivity

IN_FORCE = (Status.ADOPTED, Status.CLOSED)


@dataclass(frozen=True)
class Line:
    """One item beside what it proves; ``chips`` say what kind it is and whether it still proves anything."""

    shown: Shown
    chips: list[Chip]


@dataclass(frozen=True)
class ProofSection:
    """What proves a month or something else, and while it may be written the forms to add to it.

    ``address`` is the page of it; ``outcomes`` are what became of the files that were just sent, ``said`` a sentence
    about what was just done, ``is_wrong`` whether it was refused; ``is_month`` whether it is a month it proves.
    """

    lines: list[Line]
    address: str
    upload_form: UploadForm | None = None
    link_form: LinkForm | None = None
    outcomes: list[Outcome] = field(default_factory=list)
    said: str = ""
    is_wrong: bool = False
    is_month: bool = True

    @property
    def unproven_count(self) -> int:
        """How many items prove nothing any more."""
        return sum(line.shown.proof != Proof.PROVEN for line in self.lines)

    @property
    def is_asking(self) -> bool:
        """Whether the forms stand open: nothing proves the month yet, or something sent was refused."""
        sent = [form for form in (self.upload_form, self.link_form) if form is not None and form.is_bound]
        return not self.lines or bool(sent) or any(not each.is_kept for each in self.outcomes)

    @property
    def accept(self) -> str:
        return ACCEPT

    @property
    def limit(self) -> int:
        """The largest upload in bytes."""
        return settings.MAX_UPLOAD_BYTES

    @property
    def limit_words(self) -> str:
        return f"{settings.MAX_UPLOAD_BYTES // 1024**2} MB"


def month_evidence(user: User, row: Subactivity, month: int | None, progress: Progress | None) -> ProofSection | None:
    """The evidence of a month as ``user`` may see it; None of a plan that is not in force, or without a month."""
    if month is None or row.plan.status not in IN_FORCE:
        return None
    today = clock.today()
    shown = evidence_of(progress, reader=user, today=today) if progress and progress.pk else []
    found = ProofSection(
        lines=[Line(each, chips(each.item, today, others=each.others)) for each in shown],
        address=reverse("desk:month_evidence", args=[row.plan.office.code, row.plan.key, row.code, month]),
    )
    day = likely_day(row.plan.year, month)
    return with_forms(found, day) if may_add(user, row, month, progress) else found


def may_add(user: User, row: Subactivity, month: int, progress: Progress | None) -> bool:
    office = row.plan.office
    return may_be_proved(row.plan, row, month, progress) and user.can(REPORT, office) and user.can(ADD, office)


def with_forms(
    found: ProofSection, day: date, *, upload_form: UploadForm | None = None, link_form: LinkForm | None = None
) -> ProofSection:
    """``found`` with the forms that were sent, or fresh ones that propose ``day`` as the evidence's."""
    initial = {"dated_on": day}
    return replace(
        found,
        upload_form=upload_form or UploadForm(initial=initial),
        link_form=link_form or LinkForm(initial=initial),
    )


def likely_day(year: int, month: int) -> date:
    """The day that evidence of a month speaks of most likely: today, or the month's last day once it is over."""
    return min(clock.today(), date(year, month, monthrange(year, month)[1]))
