"""The chart on any day, what does not fit, and the print."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from pranata.areas.organization.org_structure.drawing import as_svg
from pranata.areas.organization.org_structure.forms import DayForm, day_asked_for
from pranata.areas.organization.org_structure.menu import SECTION
from pranata.areas.organization.org_structure.models import EDIT, NAMES, VIEW, is_public
from pranata.areas.organization.org_structure.queries import chart_of, findings_on, rows_on
from pranata.areas.organization.org_structure.rules import Gap
from pranata.base.paper.queries import letterhead_of
from pranata.base.ui.menu import menu_context
from pranata.base.ui.pages import office_or_404, staff_page
from pranata.lib import clock

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest

    from pranata.areas.organization.org_structure.rules import Finding
    from pranata.base.org.models import Office

GAP_WORDS = {
    Gap.UNIT_WITHOUT_POST: _("Unit tanpa jabatan"),
    Gap.UNIT_WITHOUT_HEAD: _("Unit tanpa jabatan struktural yang memimpinnya"),
    Gap.UNIT_WITHOUT_MANDATE: _("Unit tanpa tugas yang dicatat"),
    Gap.UNIT_BELOW_ENDED: _("Unit yang unit atasannya tidak berlaku lagi"),
    Gap.POST_IN_ENDED_UNIT: _("Jabatan pada unit yang tidak berlaku"),
    Gap.POST_WITHOUT_HOLDER: _("Jabatan tanpa pejabat"),
    Gap.POST_HELD_TWICE: _("Jabatan struktural dengan dua pejabat definitif pada masa yang sama"),
    Gap.HOLDER_HAS_LEFT: _("Pejabat yang tidak lagi bekerja di kantor ini"),
    Gap.HOLDER_WITHOUT_ACCOUNT: _("Pejabat tanpa akun"),
}
OF_PEOPLE = (Gap.POST_WITHOUT_HOLDER, Gap.POST_HELD_TWICE, Gap.HOLDER_HAS_LEFT, Gap.HOLDER_WITHOUT_ACCOUNT)


def page_context(request: HttpRequest, office: Office) -> dict[str, Any]:
    """The menu, and what the reader may see and do."""
    user, sees_names = request.user, request.user.can(NAMES, office)
    return {
        **menu_context(user, office, section=SECTION),
        "sees_names": sees_names,
        "may_edit": user.can(EDIT, office),
        "may_appoint": sees_names and user.can(EDIT, office),
    }


@staff_page
def structure(request: HttpRequest, code: str) -> HttpResponse:
    office, day = office_or_404(request, code, VIEW), day_asked_for(request)
    context = page_context(request, office)
    rows = rows_on(office, day, with_names=context["sees_names"])
    context |= {
        "day": day,
        "today": clock.today(),
        "rows": rows,
        "drawing": mark_safe(as_svg(chart_of(rows, office, day, with_names=context["sees_names"]))),  # noqa: S308 -- escaped
        "gaps": grouped(findings_on(office, day), with_people=context["sees_names"]),
        "is_public": is_public(office),
        "form": DayForm(initial={"pada": day}),
    }
    return render(request, "org_structure/structure.html", context)


def grouped(found: Iterable[Finding], *, with_people: bool) -> list[dict[str, Any]]:
    """The findings by kind, in words; those about persons only for who sees names."""
    groups: dict[Gap, list[Finding]] = {}
    for each in found:
        if with_people or each.gap not in OF_PEOPLE:
            groups.setdefault(each.gap, []).append(each)
    return [{"words": GAP_WORDS[gap], "findings": each, "count": len(each)} for gap, each in groups.items()]


@staff_page
def structure_pdf(request: HttpRequest, code: str) -> HttpResponse:
    """The chart and its table as PDF, with names for who may see them."""
    office, day = office_or_404(request, code, VIEW), day_asked_for(request)
    with_names = request.user.can(NAMES, office)
    rows = rows_on(office, day, with_names=with_names)
    if not rows:
        raise Http404
    from pranata.areas.organization.org_structure.printing import print_structure  # noqa: PLC0415 -- slow import

    content = print_structure(office, rows, letterhead_of(office), day, with_names=with_names)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="struktur-{office.code}-{day:%Y-%m-%d}.pdf"'
    return response
