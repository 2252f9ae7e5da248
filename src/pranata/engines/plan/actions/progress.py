"""Writes about a month's work on a row: noted, handed in, verified or returned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from pranata.base.access.errors import Forbidden
from pranata.base.audit.actions import record
from pranata.base.flow.errors import Stale
from pranata.base.flow.models import Activity as History
from pranata.base.flow.steps import Flow, Step
from pranata.base.notify.actions import Message, tell
from pranata.base.org.permission import require
from pranata.engines.plan.actions.figures import figure_marks, figure_values, figures_of, keep_figures
from pranata.engines.plan.actions.guards import hold_plan, token
from pranata.engines.plan.actions.reminding import origins
from pranata.engines.plan.models import Progress, ProgressStatus, Status
from pranata.engines.plan.notices import RETURNED as RETURNED_NOTICE
from pranata.lib import clock

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pranata.base.access.models import User
    from pranata.engines.plan.actions.figures import Amount
    from pranata.engines.plan.models import Subactivity

REPORT, VERIFY = "plan.report", "plan.verify"
TEXTS = ("achievement", "obstacle", "follow_up")
DRAFT, SUBMITTED, RETURNED = ProgressStatus.DRAFT, ProgressStatus.SUBMITTED, ProgressStatus.RETURNED
FLOW = Flow(
    Step("submit", sources=(DRAFT, RETURNED), target=SUBMITTED, permission=REPORT, label=_("Ajukan untuk verifikasi")),
    Step("verify", sources=(SUBMITTED,), target=ProgressStatus.VERIFIED, permission=VERIFY, label=_("Verifikasi")),
    Step("return", sources=(SUBMITTED,), target=RETURNED, permission=VERIFY, label=_("Kembalikan")),
)


def progress_token(row: Subactivity, month: int, progress: Progress | None) -> str:
    """The fingerprint of a row's month with its figures, the row's key before it; of None that nobody has noted
    anything.

    A month that was opened for its evidence alone counts as one nobody has noted anything of.
    """
    if progress is None:
        return _fingerprint(row, month, DRAFT, dict.fromkeys(TEXTS, ""), {})
    return _fingerprint(row, month, progress.status, _texts(progress), figures_of(progress))


def was_shown(row: Subactivity, month: int, texts: Mapping[str, str], figures: Mapping[int, Amount], seen: str) -> bool:
    """Whether ``seen`` is the ``progress_token`` of a month to be written that says just this: nobody typed anything.

    ``texts`` by the names of the fields, ``figures`` by the keys of the indicators.
    """
    return seen in {_fingerprint(row, month, status, texts, figures) for status in (DRAFT, RETURNED)}


def _fingerprint(
    row: Subactivity, month: int, status: str, texts: Mapping[str, str], figures: Mapping[int, Amount]
) -> str:
    said, counted = [_lines(texts[name]) for name in TEXTS], figure_marks(figures)
    noted = [status, *said, counted] if any(said) or counted or status != DRAFT else None
    return f"{row.pk}-{token([month, noted])}"


@transaction.atomic
def note(
    row: Subactivity,
    month: int,
    *,
    achievement: str,
    obstacle: str,
    follow_up: str,
    seen: str,
    by: User | None,
    figures: Mapping[int, Amount] | None = None,
) -> Progress:
    """Keep what was written about a month, as a draft; ``seen`` is the ``progress_token`` of what was shown.

    ``figures`` are (value, out of) by the positions of the row's indicators; those not named stay, None is no value.
    Raises ``Forbidden`` without "plan.report", ``ValidationError`` for a month that is not planned and for
    figures as ``keep_figures`` says, ``Stale`` when the
    plan is not in force, the month is handed in already, somebody wrote meanwhile, or another row was shown.
    """
    plan = hold_plan(row.plan)
    require(by, REPORT, plan.office)
    if plan.status != Status.ADOPTED:
        raise Stale("note")
    if month not in row.months:
        raise ValidationError({"month": _now("Bulan ini tidak dijadwalkan untuk subkegiatan ini.")})
    progress = Progress.objects.filter(subactivity=row, month=month).first()
    if progress_token(row, month, progress) != seen or (progress and progress.status not in (DRAFT, RETURNED)):
        raise Stale("note")
    progress = progress or Progress(subactivity=row, month=month)
    progress.achievement, progress.obstacle, progress.follow_up = map(_lines, (achievement, obstacle, follow_up))
    progress.save()
    keep_figures(row, progress, figures or {})
    counted = figure_values(progress)
    record(
        office=plan.office,
        actor=by,
        action="plan.progress_noted",
        target=progress,
        after={"row": row.code, "month": month, **({"figures": counted} if counted else {})},
        personal=_texts(progress) if by else {},
        subject=by.seal_subject if by else "",
    )
    return progress


@transaction.atomic
def submit(progress: Progress, *, by: User, seen: str | None = None) -> Progress:
    """Hand the month in. Raises ``ValidationError`` without an achievement, ``Forbidden``, and ``Stale``, also if
    ``seen``, the ``progress_token`` of what was shown, is out of date."""
    _check_in_force(progress, "submit")
    _check_fresh(progress, "submit", seen)
    if not progress.achievement:
        raise ValidationError({"achievement": _now("Capaian belum diisi.")})
    FLOW.take(progress, "submit", by=by, submitted_at=clock.now(), verified_at=None)
    return progress


@transaction.atomic
def verify(progress: Progress, *, by: User, seen: str | None = None) -> Progress:
    """Say that the month was done. Raises ``Forbidden`` for whoever handed it in, ``Stale``, also if ``seen``, the
    ``progress_token`` of what was shown, is out of date."""
    _check_in_force(progress, "verify")
    _check_fresh(progress, "verify", seen)
    if _submitted_by(progress) == by.pk:
        raise Forbidden("plan.verify_own")
    FLOW.take(progress, "verify", by=by, verified_at=clock.now())
    return progress


@transaction.atomic
def send_back(progress: Progress, *, reason: str, by: User, seen: str | None = None) -> Progress:
    """Return the month with a reason. Raises ``ValidationError`` without one, else as ``verify``."""
    _check_in_force(progress, "return")
    _check_fresh(progress, "return", seen)
    if not reason.strip():
        raise ValidationError({"reason": _now("Alasan belum diisi.")})
    FLOW.take(progress, "return", by=by, note=reason.strip(), submitted_at=None)
    _tell_returned(progress, by=by)
    return progress


def _tell_returned(progress: Progress, *, by: User) -> None:
    """Tell at once who handed the month in; the morning's reminders do not tell it again."""
    steps = History.objects.of(progress).select_related("by")
    submitted = steps.filter(step="submit").last()
    if submitted is None:
        return
    row, month = progress.subactivity, progress.month
    place = reverse("desk:subactivity", args=[progress.office.code, row.plan.key, row.code])
    message = Message(
        recipient=submitted.by,
        kind=RETURNED_NOTICE.name,
        target=row,
        address=f"{place}?bulan={month}",
        period=f"{month}:{steps.latest('pk').pk}",
        month=month,
        stands_for=origins([row.plan]).get(row.pk),
    )
    tell(progress.office, [message], by=by)


def _submitted_by(progress: Progress) -> int | None:
    """Who handed the month in last."""
    last = History.objects.of(progress).filter(step="submit").last()
    return last.by_id if last else None


def _check_in_force(progress: Progress, step: str) -> None:
    if hold_plan(progress.subactivity.plan).status != Status.ADOPTED:
        raise Stale(step)


def _check_fresh(progress: Progress, step: str, seen: str | None) -> None:
    """Raises ``Stale`` when what is stored, now that nobody else writes, is not what was shown."""
    if seen is None:
        return
    stored = Progress.objects.select_related("subactivity").filter(pk=progress.pk).first()
    if stored is None or progress_token(stored.subactivity, stored.month, stored) != seen:
        raise Stale(step)


def _texts(progress: Progress) -> dict[str, str]:
    return {name: getattr(progress, name) for name in TEXTS}


def _lines(text: str) -> str:
    """The text with one kind of line end, whatever browser or sheet it came from."""
    return "\n".join(text.strip().splitlines())
