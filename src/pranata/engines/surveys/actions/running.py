"""A survey runs: opened, closed, its result published or withdrawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from pranata.base.audit.actions import hold
from pranata.base.flow.steps import Flow, Step
from pranata.base.org.copies import take_row
from pranata.base.org.permission import require
from pranata.engines.surveys.actions.batching import close_batches
from pranata.engines.surveys.models import MANAGE, Response, Status
from pranata.engines.surveys.rules import SMALLEST
from pranata.lib import clock

if TYPE_CHECKING:
    from pranata.base.access.models import User
    from pranata.engines.surveys.models import Survey

FLOW = Flow(
    Step("open_survey", (Status.DRAFT,), Status.OPEN, MANAGE, _("Buka survei")),
    Step("close_survey", (Status.OPEN,), Status.CLOSED, MANAGE, _("Tutup survei")),
    Step("open_again", (Status.CLOSED,), Status.OPEN, MANAGE, _("Buka lagi")),
    Step("publish", (Status.CLOSED,), Status.PUBLISHED, MANAGE, _("Terbitkan hasil")),
    Step("withdraw", (Status.PUBLISHED,), Status.CLOSED, MANAGE, _("Tarik hasil")),
)


@transaction.atomic
def open_survey(survey: Survey, *, by: User) -> Survey:
    """Let it take answers in its period; what was tried in the rehearsal is dropped.

    Raises ``ValidationError`` without any question or with a period that is over, ``Forbidden``, ``Stale``.
    """
    _begin(survey, by)
    if not survey.key and not survey.added_questions.exists():
        raise ValidationError(_now("Survei ini belum memuat pertanyaan."))
    if survey.closes_on < clock.today():
        raise ValidationError({"closes_on": _now("Periodenya sudah lewat.")})
    if survey.is_draft:
        Response.objects.filter(survey=survey, is_trial=True).delete()
    return FLOW.take(survey, "open_survey", by=by)


@transaction.atomic
def close_survey(survey: Survey, *, by: User) -> Survey:
    """No more answers; those that stand open are named by the audit. Raises ``Forbidden``, ``Stale``."""
    _begin(survey, by)
    FLOW.take(survey, "close_survey", by=by, closed_on=clock.today())
    close_batches(survey, is_last=True)
    return survey


@transaction.atomic
def open_again(survey: Survey, *, by: User) -> Survey:
    """Let a closed one take answers again. Raises ``ValidationError`` when its period is over, ``Forbidden``,
    ``Stale``."""
    _begin(survey, by)
    if survey.closes_on < clock.today():
        raise ValidationError(_now("Periodenya sudah lewat."))
    return FLOW.take(survey, "open_again", by=by, closed_on=None)


@transaction.atomic
def publish(survey: Survey, *, by: User) -> Survey:
    """Show the result to anyone. Raises ``ValidationError`` below five answers, ``Forbidden``, ``Stale``."""
    _begin(survey, by)
    if survey.responses.filter(batch__isnull=False).count() < SMALLEST:
        raise ValidationError(
            _now("Hasil dari kurang dari %(count)d responden tidak diterbitkan.") % {"count": SMALLEST}
        )
    return FLOW.take(survey, "publish", by=by, published_on=clock.today())


@transaction.atomic
def withdraw(survey: Survey, *, by: User) -> Survey:
    """Take the result back. Raises ``Forbidden``, ``Stale``."""
    _begin(survey, by)
    return FLOW.take(survey, "withdraw", by=by, published_on=None)


def _begin(survey: Survey, by: User) -> None:
    require(by, MANAGE, survey.office)
    hold(survey.office)
    take_row(survey, seen="")
