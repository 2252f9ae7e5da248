"""All registers of an office by area of change, and the views that an account keeps of one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from pranata.base.access.lookup import get_visible_or_404
from pranata.base.ui.pages import office_or_404, staff_page, staff_post
from pranata.desk.navigation import navigation
from pranata.desk.registers.place import place
from pranata.engines.plan.areas import official_areas
from pranata.engines.registers.arrangements import as_kept, drop_view, keep_view
from pranata.engines.registers.models import SavedView
from pranata.engines.registers.registry import registers

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from pranata.engines.registers.registry import Register

LONGEST_NAME = 60


@dataclass(frozen=True)
class Listed:
    """A register as the index lists it."""

    register: Register
    address: str
    count: int


@staff_page
def registers_index(request: HttpRequest, code: str) -> HttpResponse:
    """One question for each register the reader may see."""
    office = office_or_404(request, code)
    by_area: dict[int, list[Listed]] = {}
    for each in registers():
        if request.user.can(each.model.VIEW, office):
            rows = each.model._default_manager.visible_to(request.user).filter(office=office)
            by_area.setdefault(each.area, []).append(Listed(each, each.address(office), rows.count()))
    names = {**dict(official_areas()), 0: _("Lainnya")}
    areas = [(no, name, by_area[no]) for no, name in names.items() if no in by_area]
    context = {**navigation(request.user, office, section="registers"), "areas": areas}
    return render(request, "desk/registers/index.html", context)


@staff_post
def view_keep(request: HttpRequest, code: str, register: str) -> HttpResponse:
    """Keep what the list shows now under a name."""
    found, office = place(request, code, register)
    query = as_kept(request.POST.get("saring", ""))
    try:
        name = request.POST.get("nama", "")[:LONGEST_NAME]
        is_default = "utama" in request.POST
        kept = keep_view(found, office, name=name, query=query, is_default=is_default, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("Tampilan %s disimpan.") % kept)
    return redirect(f"{reverse('desk:register', args=[code, register])}?{query or 'semua=1'}")


@staff_post
def view_drop(request: HttpRequest, code: str, register: str, pk: int) -> HttpResponse:
    place(request, code, register)
    view = get_visible_or_404(SavedView, request.user, pk=pk, office__code=code, register=register)
    drop_view(view, by=request.user)
    messages.success(request, _("Tampilan %s dihapus.") % view)
    return redirect(f"{reverse('desk:register', args=[code, register])}?semua=1")
