"""The map in force, one edition, one process, a drawing made elsewhere, the print."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.utils.text import slugify

from pranata.areas.process.process_maps import queries
from pranata.areas.process.process_maps.drawing import as_svg
from pranata.areas.process.process_maps.menu import SECTION
from pranata.areas.process.process_maps.models import (
    EDIT,
    VIEW,
    MapEvaluation,
    MapStep,
    Picture,
    Process,
    ProcessMap,
    UnitRelation,
)
from pranata.base.access.lookup import get_visible_or_404
from pranata.base.files.downloads import download_response
from pranata.base.paper.queries import letterhead_of
from pranata.base.ui.menu import menu_context
from pranata.base.ui.pages import office_or_404, staff_page
from pranata.lib import clock

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase
    from django.utils.safestring import SafeString

    from pranata.areas.process.process_maps.geometry import Picture as Geometry
    from pranata.base.org.models import Office


def page_context(request: HttpRequest, office: Office) -> dict[str, Any]:
    """The menu, and whether the reader may write."""
    return {**menu_context(request.user, office, section=SECTION), "may_edit": request.user.can(EDIT, office)}


def svg(picture: Geometry) -> SafeString:
    return mark_safe(as_svg(picture))  # noqa: S308 -- drawing escapes every text


def map_or_404(request: HttpRequest, code: str, pk: int) -> ProcessMap:
    office_or_404(request, code, VIEW)
    return get_visible_or_404(ProcessMap, request.user, pk=pk, office__code=code)


def process_or_404(request: HttpRequest, code: str, pk: int) -> Process:
    office_or_404(request, code, VIEW)
    return get_visible_or_404(Process, request.user, pk=pk, office__code=code)


@staff_page
def maps(request: HttpRequest, code: str) -> HttpResponse:
    """The edition in force today, else the newest; without any, how to begin."""
    office = office_or_404(request, code, VIEW)
    visible = ProcessMap.objects.visible_to(request.user).filter(office=office)
    shown = queries.map_in_force(office, clock.today()) or visible.first()
    if shown is None:
        return render(request, "process_maps/empty.html", page_context(request, office))
    return answer(request, shown)


@staff_page
def map_page(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    return answer(request, map_or_404(request, code, pk))


def answer(request: HttpRequest, process_map: ProcessMap) -> HttpResponse:
    """The page of one edition."""
    office, today = process_map.office, clock.today()
    sops = queries.known_sops(office, request.user)
    tree = queries.branches(process_map, sops)
    relations = list(UnitRelation.objects.filter(process_map=process_map).select_related("process", "office"))
    evaluations = list(MapEvaluation.objects.filter(process_map=process_map))
    context = {
        **page_context(request, office),
        "map": process_map,
        "editions": ProcessMap.objects.visible_to(request.user).filter(office=office).select_related("office"),
        "stages": queries.stage_states(process_map, today),
        "tree": tree,
        "drawing": svg(queries.level_zero(process_map, tree)) if tree else "",
        "relations": relations,
        "relation_drawing": svg(queries.relation_picture(relations)) if relations else "",
        "coverage": queries.coverage_of(tree, office, sops, today),
        "has_sop_register": sops is not None,
        "evaluations": evaluations,
        "wants_evaluation": queries.wants_evaluation(process_map, [each.evaluated_on for each in evaluations], today),
        "pictures": Picture.objects.filter(process_map=process_map).select_related("file", "process"),
        "today": today,
    }
    return render(request, "process_maps/map.html", context)


@staff_page
def process_page(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """One process: what it is, what is below it, who does what in it."""
    process = process_or_404(request, code, pk)
    children = list(Process.objects.filter(parent=process).select_related("owner", "office"))
    steps = list(MapStep.objects.filter(process=process))
    relations = list(UnitRelation.objects.filter(process=process))
    sops = queries.known_sops(process.office, request.user)
    context = {
        **page_context(request, process.office),
        "process": process,
        "children": children,
        "drawing": svg(queries.children_picture(process, children)),
        "steps": steps,
        "lane_drawing": svg(queries.lane_picture(process, steps)) if steps else "",
        "lost_ways": queries.lost_ways(steps),
        "relations": relations,
        "relation_drawing": svg(queries.relation_picture(relations)) if relations else "",
        "sops": queries.sops_of(process.sops, sops),
        "pictures": Picture.objects.filter(process=process).select_related("file"),
    }
    return render(request, "process_maps/process.html", context)


@staff_page
def picture_file(request: HttpRequest, code: str, pk: int) -> HttpResponseBase:
    office_or_404(request, code, VIEW)
    picture = get_visible_or_404(Picture, request.user, pk=pk, process_map__office__code=code)
    return download_response(picture.file, picture.name, inline=True)


@staff_page
def map_pdf(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """The edition as PDF: its pictures and the table that says the same."""
    process_map = map_or_404(request, code, pk)
    tree = queries.branches(process_map, queries.known_sops(process_map.office, request.user))
    if not tree:
        raise Http404
    from pranata.areas.process.process_maps.printing import print_map  # noqa: PLC0415 -- slow import

    written = print_map(process_map, tree, letterhead_of(process_map.office), clock.today())
    response = HttpResponse(written, content_type="application/pdf")
    name = f"{slugify(process_map.name)}-{code}.pdf"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
