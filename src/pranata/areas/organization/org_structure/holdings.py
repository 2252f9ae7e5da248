"""Who holds a post: recorded, changed, ended, taken off; whether anyone may read the chart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from pranata.areas.organization.org_structure import actions
from pranata.areas.organization.org_structure.forms import HoldingForm, PlainForm
from pranata.areas.organization.org_structure.models import EDIT, NAMES, VIEW, Holding
from pranata.areas.organization.org_structure.views import page_context
from pranata.base.access.lookup import get_visible_or_404
from pranata.base.ui.pages import office_or_404, staff_form, staff_post

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    from pranata.base.org.models import Office


def place(request: HttpRequest, code: str) -> Office:
    """The office whose posts the reader may fill. Raises Http404, Forbidden."""
    office = office_or_404(request, code, VIEW)
    for permission in (EDIT, NAMES):
        request.user.require(permission, office)
    return office


def holding_or_404(request: HttpRequest, code: str, pk: int) -> Holding:
    return get_visible_or_404(Holding, request.user, pk=pk, post__unit__office__code=code)


@staff_form
def holding_add(request: HttpRequest, code: str) -> HttpResponse:
    """``?jabatan=`` is the post that is chosen already."""
    office = place(request, code)
    form = HoldingForm(sent(request), office=office, initial={"post": request.GET.get("jabatan")})

    def write() -> None:
        actions.appoint(by=request.user, **form.values())
        messages.success(request, _("Pejabat dicatat."))

    return form_page(request, office, form, write, title=_("Catat pejabat"), submit=_("Simpan"))


@staff_form
def holding(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    office, row = place(request, code), holding_or_404(request, code, pk)
    form = HoldingForm(sent(request), office=office, row=row)

    def write() -> None:
        actions.change_holding(row, by=request.user, seen=form.cleaned_data["seen"], **form.values())
        messages.success(request, _("Pejabat disimpan."))

    remove = reverse("desk:org_structure:holding_remove", args=[code, pk])
    words = {"title": _("Ubah: %s") % row, "submit": _("Simpan"), "remove_address": remove}
    return form_page(request, office, form, write, **words)


@staff_form
def holding_remove(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    office, row = place(request, code), holding_or_404(request, code, pk)
    form = PlainForm(sent(request))

    def write() -> None:
        actions.remove_holding(row, by=request.user)
        messages.success(request, _("Pejabat dihapus."))

    lead = _("Hanya untuk salah catat. Yang berakhir masanya cukup diisi tanggal berlaku sampai.")
    return form_page(request, office, form, write, title=_("Hapus: %s?") % row, submit=_("Hapus"), lead=lead)


@staff_post
def chart_publish(request: HttpRequest, code: str) -> HttpResponse:
    """``terbit`` is "ya" to show the chart to anyone; without it nobody sees it any more."""
    office = office_or_404(request, code, VIEW)
    is_published = request.POST.get("terbit") == "ya"
    actions.publish_chart(office, is_published=is_published, by=request.user)
    messages.success(request, _("Struktur diterbitkan.") if is_published else _("Struktur tidak lagi diterbitkan."))
    return redirect(reverse("desk:org_structure:structure", args=[code]))


def sent(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def form_page(
    request: HttpRequest, office: Office, form: PlainForm, write: Callable[[], None], **words: Any
) -> HttpResponse:
    """Write what was sent and go back to the chart; else the form, with what is wrong at its fields."""
    back = reverse("desk:org_structure:structure", args=[office.code])
    if form.is_bound and form.is_valid():
        try:
            write()
            return redirect(back)
        except ValidationError as error:
            form.refuse(error)
    context = {**page_context(request, office), "form": form, "back": back, **words}
    return render(request, "org_structure/form.html", context, status=422 if form.is_bound else 200)
