"""The result of a survey for staff."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import render

from pranata.areas.public_service.satisfaction import outcomes
from pranata.areas.public_service.satisfaction.charts import chart_of
from pranata.areas.public_service.satisfaction.numbers import two
from pranata.areas.public_service.satisfaction.pages import origin_words, page_context, survey_or_404
from pranata.base.ui.pages import staff_page
from pranata.engines.surveys.queries.progress import target_of
from pranata.engines.surveys.queries.results import history, results

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from pranata.engines.surveys.models import Survey


@staff_page
def survey_results(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """The index with its certainty, elements, services, groups, added questions, and the surveys before."""
    item = survey_or_404(request, code, pk)
    context = {**page_context(request, item.office), "item": item, "is_staff": True, **result_context(item)}
    return render(request, "satisfaction/result.html", context)


def result_context(survey: Survey, *, only_public: bool = False) -> dict[str, Any]:
    """What both the staff's and the public's page tell of a result; ``only_public`` leaves out earlier surveys whose
    results are not published."""
    found, known = results(survey), survey.questionnaire
    past = history(survey.office, survey.key, until=survey, only_public=only_public) if survey.key else []
    return {
        "found": found,
        "index": two(found.whole.index) if found.whole else "",
        "band": found.whole.band if found.whole else None,
        "around": outcomes.interval_words(found.interval),
        "change": outcomes.change_words(past[-1].change) if past and past[-1].survey.pk == survey.pk else "",
        "elements": outcomes.elements(found, only_public=only_public),
        "services": outcomes.lines(found.services),
        "months": outcomes.month_lines(found.months) if len(found.months) > 1 else [],
        "groups": [outcomes.group_lines(each) for each in found.groups],
        "channels": [each for each in outcomes.lines(found.channels) if each.count != "0"],
        "added": [(each, outcomes.choices(each)) for each in found.added],
        "warnings": outcomes.warnings(found),
        "past": outcomes.past_lines(past) if len(past) > 1 else [],
        "chart": chart_of(past),
        "known": known,
        "target": target_of(survey),
        "name": outcomes.in_language(known.title, known.title_en) if known else "",
        "origin": origin_words(known),
        "method": outcomes.method_words(survey),
    }
