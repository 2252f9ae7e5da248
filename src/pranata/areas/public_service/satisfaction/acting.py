"""What follows from a survey: the two lowest elements become follow-ups, and the next survey shows the effect."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from pranata.areas.public_service.satisfaction.numbers import two
from pranata.areas.public_service.satisfaction.outcomes import change_words
from pranata.base.org.models import Unit
from pranata.engines.registers.registry import register_of
from pranata.engines.surveys.models import Improvement, Survey
from pranata.engines.surveys.queries.results import results
from pranata.engines.surveys.queries.sums import element_estimates, sums
from pranata.engines.surveys.rules import SMALLEST, lowest, result_from
from pranata.engines.surveys.sampling.rules import Difference, difference
from pranata.lib import clock
from pranata.lib.periods import ROMAN

if TYPE_CHECKING:
    from pranata.engines.followups.models import FollowUp

DAYS_TO_ACT = 90  # proposed; our own
SERVICES = "layanan"  # the register of services


@dataclass(frozen=True)
class Proposal:
    """What is proposed for an element: its mean ``nrr`` on the scale of its answers, words, unit and day; ``reason``
    says why this unit, "" where none is proposed."""

    element: str
    title: str
    nrr: Fraction
    words: str
    unit: Unit | None
    reason: str
    due_on: date

    @property
    def nrr_words(self) -> str:
        return two(self.nrr)


@dataclass(frozen=True)
class Effect:
    """An element that was acted upon after the survey before: its follow-up, and what changed since; ``change`` is
    None where either survey has fewer than five answers to it."""

    title: str
    follow_up: FollowUp
    before: Fraction | None
    after: Fraction | None
    change: Difference | None

    @property
    def before_words(self) -> str:
        return two(self.before)

    @property
    def after_words(self) -> str:
        return two(self.after)

    @property
    def words(self) -> str:
        return change_words(self.change) or _("belum dapat dibandingkan")


def propose(survey: Survey) -> list[Proposal]:
    """The two lowest elements that no follow-up came of yet, lowest first; none before it ended or below five."""
    known = survey.questionnaire
    found = sums(survey)
    if known is None or not survey.has_ended or found.count < SMALLEST:
        return []
    nrr = result_from(known, found, survey.method).nrr
    acted = set(survey.improvements.values_list("element", flat=True))
    due_on = date.fromordinal(clock.today().toordinal() + DAYS_TO_ACT)
    made = []
    for code in lowest(known, nrr):
        value = nrr[code]
        if code in acted or value is None:
            continue
        unit, reason = proposed_unit(survey, code)
        title = known.by_code[code].element
        words = _("Perbaiki %(element)s: susun dan laksanakan langkahnya, lalu ukur lagi pada survei berikutnya.")
        made.append(Proposal(code, title, value, words % {"element": title.lower()}, unit, reason, due_on))
    return made


def proposed_unit(survey: Survey, element: str) -> tuple[Unit | None, str]:
    """The unit that is proposed for an element, and why: who had it last, else whose service came out lowest."""
    last = (
        Improvement.objects.filter(survey__office=survey.office_id, element=element, follow_up__unit__isnull=False)
        .filter(survey__key__startswith=survey.key.partition("@")[0] + "@")
        .order_by("-pk")
        .select_related("follow_up__unit")
        .first()
    )
    if last is not None and last.follow_up.unit is not None:
        return last.follow_up.unit, _("Unit ini menangani unsur yang sama pada survei sebelumnya.")
    scored = [each for each in results(survey).services if each.result is not None]
    if not scored:
        return None, ""
    worst = min(scored, key=lambda each: each.result.index if each.result else 0)
    unit = unit_of_service(survey, worst.title)
    said = _("Unit penyelenggara layanan yang indeksnya terendah: %(service)s.") % {"service": worst.title}
    return unit, said if unit else ""


def unit_of_service(survey: Survey, name: str) -> Unit | None:
    """The unit that offers the service called ``name``, as the register of services tells it."""
    row = register_of(SERVICES).model._default_manager.filter(office=survey.office_id, name__iexact=name).first()
    return getattr(row, "unit", None)


def improvements_of(survey: Survey) -> list[Improvement]:
    """What was decided about a survey's elements, with the follow-ups; one query."""
    rows = survey.improvements.select_related(
        "follow_up__office", "follow_up__unit", "follow_up__person", "follow_up__team"
    )
    return list(rows)


@dataclass(frozen=True)
class PlanRow:
    """A row of the plan in a survey's report: the element, what is done, the quarter it is due in, who, how far."""

    element: str
    activity: str
    quarter: str
    party: str
    state: str


def rows(survey: Survey) -> list[PlanRow]:
    """What is done about a survey's elements (Rencana Tindak Lanjut), as its report prints it."""
    return [
        PlanRow(
            element_title(survey, each.element),
            each.follow_up.recommendation,
            _("TW %(quarter)s %(year)d")
            % {"quarter": ROMAN[(each.follow_up.due_on.month - 1) // 3], "year": each.follow_up.due_on.year},
            str(each.follow_up.party),
            str(each.follow_up.get_status_display()),
        )
        for each in improvements_of(survey)
    ]


def element_title(survey: Survey, code: str) -> str:
    """The element as the questionnaire calls it; its code where it is there no more."""
    question = survey.questionnaire.by_code.get(code) if survey.questionnaire else None
    return question.element if question else code


def before(survey: Survey) -> Survey | None:
    """The survey of the same questionnaire and subject before this one."""
    rows = Survey.objects.filter(office=survey.office_id, subject=survey.subject).ended()
    rows = rows.filter(key__startswith=survey.key.partition("@")[0] + "@") if survey.key else rows.none()
    return rows.filter(opens_on__lt=survey.opens_on).order_by("-opens_on", "-pk").first()


def effects(survey: Survey) -> list[Effect]:
    """What became of the elements that were acted upon after the survey before."""
    former = before(survey)
    if former is None or survey.questionnaire is None or former.key != survey.key:
        return []
    acted = improvements_of(former)
    if not acted:
        return []
    then, now = element_estimates(former), element_estimates(survey)
    found = []
    for each in acted:
        question = survey.questionnaire.by_code.get(each.element)
        if question is None:
            continue
        old, new = then.get(each.element), now.get(each.element)
        change = difference(old, new) if old and new else None
        found.append(Effect(question.element, each.follow_up, old and old.value, new and new.value, change))
    return found


def public_lines(survey: Survey) -> list[str]:
    """What anyone may read of what follows: the element and how far it is; no unit, no words of staff."""
    return [
        _("%(element)s: %(status)s")
        % {
            "element": element_title(survey, each.element),
            "status": str(each.follow_up.get_status_display()).lower(),
        }
        for each in improvements_of(survey)
    ]
