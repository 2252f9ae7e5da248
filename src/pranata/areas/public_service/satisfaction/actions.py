"""What is written because of a survey: its lowest elements become follow-ups."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pranata.areas.public_service.satisfaction.origin import LABEL
from pranata.base.audit.actions import hold
from pranata.base.flow.errors import Stale
from pranata.base.org.permission import require
from pranata.engines.followups.actions import open_follow_up
from pranata.engines.followups.models import OPEN
from pranata.engines.surveys.models import EDIT, Improvement

if TYPE_CHECKING:
    from pranata.base.access.models import User
    from pranata.base.org.models import Unit
    from pranata.engines.followups.models import FollowUp
    from pranata.engines.surveys.models import Survey


@dataclass(frozen=True)
class Chosen:
    """What somebody decided to do about an element."""

    element: str
    recommendation: str
    unit: Unit
    due_on: date


@transaction.atomic
def act(survey: Survey, chosen: Iterable[Chosen], *, by: User) -> list[FollowUp]:
    """Open a follow-up for each chosen element, once. Raises ``ValidationError``, ``Forbidden``, ``Stale`` while the
    survey runs."""
    require(by, EDIT, survey.office)
    require(by, OPEN, survey.office)
    hold(survey.office)
    if not survey.has_ended or survey.questionnaire is None:
        raise Stale("act")
    made = []
    for each in chosen:
        if each.element not in survey.questionnaire.codes:
            raise ValidationError(_("Unsur ini tidak ada dalam survei."))
        if survey.improvements.filter(element=each.element).exists():
            raise ValidationError(_("Unsur ini sudah menjadi tindak lanjut."))
        follow_up = open_follow_up(
            survey.office,
            recommendation=each.recommendation,
            source_words=_("%(survey)s, unsur %(element)s")
            % {"survey": survey.title, "element": survey.questionnaire.by_code[each.element].element.lower()},
            responsible=each.unit,
            due_on=each.due_on,
            by=by,
            source_label=LABEL,
            source_id=survey.pk,
            year=survey.year,
        )
        Improvement.objects.create(survey=survey, element=each.element, follow_up=follow_up)
        made.append(follow_up)
    if not made:
        raise ValidationError(_("Pilih paling sedikit satu unsur."))
    return made
