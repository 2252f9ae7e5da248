"""Whoever had a case closed may be asked once how it was: offered on the page that their receipt opens.

Nothing is stored before they accept; then a digest of the case alone, so that it is answered once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from pranata.areas.public_service.satisfaction.doors import full_services
from pranata.areas.public_service.satisfaction.rules import may_be_invited
from pranata.engines.cases.offers import Offer, declare_offer
from pranata.engines.cases.registry import kind_of
from pranata.engines.surveys.actions.doors import has_answered, invite_from
from pranata.engines.surveys.models import Survey, SurveyService
from pranata.lib import clock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pranata.engines.cases.models import Case

# Cases of this kind are what the questionnaire is about, whether or not a survey names it as one of its services.
ABOUT = {"information_requests": "ppid"}


@dataclass(frozen=True)
class Chance:
    """A survey that asks about the kind of a case, and the service it stands for there."""

    survey: Survey
    service: SurveyService | None


def chances(case: Case) -> Iterator[Chance]:
    """The surveys that take answers today and ask about ``case``, the one that ends first first. Two queries."""
    kind = kind_of(case).code
    rows = Survey.objects.filter(office=case.office_id).answerable(clock.today())
    for survey in rows.select_related("office").prefetch_related("services").order_by("closes_on", "pk"):
        service = next((each for each in survey.services.all() if each.case_kind == kind), None)
        if service is not None and service.pk in full_services(survey):
            continue
        if service is not None or survey.key.partition("@")[0] == ABOUT.get(kind):
            yield Chance(survey, service)


def offer_for(case: Case) -> Offer | None:
    """The first survey that this case did not answer; a word where it answered all; None without any."""
    if case.closed_on is None or not may_be_invited(case.closed_on, clock.today()):
        return None
    found, origin = list(chances(case)), origin_of(case)
    open_one = next((each for each in found if not has_answered(each.survey, origin)), None)
    if open_one is None:
        said = _("Undangan survei untuk kiriman ini sudah dipakai. Terima kasih atas jawaban Anda.")
        return Offer(_("Bagaimana layanan kami?"), said) if found else None
    said = _(
        "Kiriman Anda sudah selesai. Nilai layanan kami dalam sekitar 2 menit; jawaban Anda tidak memuat nama dan "
        "tidak dihubungkan dengan kiriman ini. Undangan ini berlaku untuk satu kali pengisian."
    )
    return Offer(
        _("Bagaimana layanan kami?"), said, _("Isi survei (±2 menit)"), lambda: invitation_address(open_one, origin)
    )


def invitation_address(chance: Chance, origin: str) -> str | None:
    """The address of a one-use form made for ``origin``; None when one was used."""
    code = invite_from(chance.survey, origin, chance.service)
    if code is None:
        return None
    survey = chance.survey
    return reverse("portal:satisfaction:invited", args=[survey.office.code, survey.code, code])


def origin_of(case: Case) -> str:
    """What tells this case from every other; the engine keeps a keyed digest of it alone."""
    return f"{case._meta.label_lower}:{case.pk}"


declare_offer("survey", offer_for)
