"""The catalogue, one service, and the versions of its standard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pranata.areas.public_service.service_standards.actions import standards as actions
from pranata.areas.public_service.service_standards.components import component_codes, component_kinds, standard_basis
from pranata.areas.public_service.service_standards.flow import STANDARD_FLOW
from pranata.areas.public_service.service_standards.forms import DecisionForm, PlainForm, ReasonForm, StandardForm
from pranata.areas.public_service.service_standards.models import (
    EDIT,
    PUBLISH,
    VIEW,
    Pledge,
    Service,
    Standard,
    Status,
)
from pranata.areas.public_service.service_standards.pages import form_page, history_of, page_context, saved, sent
from pranata.areas.public_service.service_standards.queries import (
    catalogue,
    delivery_parts,
    management_parts,
)
from pranata.areas.public_service.service_standards.rules import missing_components, publishable_on
from pranata.areas.public_service.service_standards.samples import load_samples, missing_samples
from pranata.base.access.lookup import get_visible_or_404
from pranata.base.org.copies import copy_token
from pranata.base.paper.queries import letterhead_of
from pranata.base.ui.pages import office_or_404, staff_form, staff_page, staff_post
from pranata.lib import clock

if TYPE_CHECKING:
    from django.http import HttpRequest


def standard_or_404(request: HttpRequest, code: str, pk: int) -> Standard:
    return get_visible_or_404(Standard, request.user, pk=pk, office__code=code)


@staff_page
def services(request: HttpRequest, code: str) -> HttpResponse:
    """Every service still offered, with how its standard stands; and the pledge."""
    office, today = office_or_404(request, code, VIEW), clock.today()
    found = Service.objects.visible_to(request.user).filter(office=office).offered()
    rows = catalogue(found, today)
    may_edit = request.user.can(EDIT, office)
    context = {
        **page_context(request, office),
        "rows": rows,
        "year": today.year,
        "counts": (
            (_("layanan"), len(rows)),
            (_("standar berlaku"), sum(each.standard is not None for each in rows)),
            (_("diterbitkan"), sum(each.is_published for each in rows)),
            (_("ditinjau tahun ini"), sum(each.is_reviewed_in(today.year) for each in rows)),
        ),
        "reviewed": {each.service.pk for each in rows if each.is_reviewed_in(today.year)},
        "whole": len(component_codes()),
        "pledge": Pledge.objects.visible_to(request.user).filter(office=office).public().first(),
        "missing": len(missing_samples(office)) if may_edit else 0,
    }
    return render(request, "service_standards/services.html", context)


@staff_form
def samples(request: HttpRequest, code: str) -> HttpResponse:
    """What the sample would add; POST adds it."""
    office = office_or_404(request, code, VIEW)
    request.user.require(EDIT, office)
    if request.method == "POST":
        number = load_samples(office, by=request.user)
        words = ngettext("%d layanan contoh ditambahkan.", "%d layanan contoh ditambahkan.", number) % number
        messages.success(request, words)
        return redirect("desk:service_standards:services", code)
    context = {**page_context(request, office), "missing": missing_samples(office)}
    return render(request, "service_standards/samples.html", context)


@staff_page
def service(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """One service: its facts, the versions of its standard, its reviews."""
    item = get_visible_or_404(Service, request.user, pk=pk, office__code=code)
    versions = list(item.standards.order_by("-version"))
    (row,) = catalogue(Service.objects.filter(pk=item.pk), clock.today())
    reviews = [each for version in item.standards.prefetch_related("reviews") for each in version.reviews.all()]
    for each in (*versions, *reviews):
        each.office = item.office
    context = {
        **page_context(request, item.office),
        "item": item,
        "row": row,
        "parts": delivery_parts(row.standard.texts) if row.standard else [],
        "versions": versions,
        "reviews": sorted(reviews, key=lambda each: (each.reviewed_on, each.pk), reverse=True),
        "has_draft": any(each.is_draft for each in versions),
        "whole": len(component_codes()),
    }
    return render(request, "service_standards/service.html", context)


@staff_post
def draft(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Begin the next version."""
    item = get_visible_or_404(Service, request.user, pk=pk, office__code=code)
    try:
        made = actions.draft_standard(item, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(item)
    return redirect("desk:service_standards:change_standard", code, made.pk)


@staff_page
def standard(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    item, today = standard_or_404(request, code, pk), clock.today()
    texts, user = item.texts, request.user
    lacking = missing_components(texts, component_codes())
    context = {
        **page_context(request, item.office),
        "item": item,
        "delivery": delivery_parts(texts),
        "management": management_parts(texts),
        "lacking": [each.name for each in component_kinds() if each.code in lacking],
        "may_legalize": item.is_draft and not lacking and user.can(PUBLISH, item.office),
        "may_show": item.status == Status.LEGALIZED and user.can(PUBLISH, item.office),
        "is_publishable": publishable_on(item.effective_from, today),
        "may_review": item.status in (Status.LEGALIZED, Status.PUBLISHED) and user.can(EDIT, item.office),
        "may_withdraw": item.status in (Status.LEGALIZED, Status.PUBLISHED) and user.can(PUBLISH, item.office),
        "history": history_of(item, STANDARD_FLOW),
        "reviews": item.reviews.select_related("office"),
        "basis": standard_basis(),
    }
    return render(request, "service_standards/standard.html", context)


@staff_form
def change_standard(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    item = standard_or_404(request, code, pk)
    request.user.require(EDIT, item.office)
    if not item.is_draft:
        return redirect(item)
    form, seen = StandardForm(**sent(request), item=item), copy_token(item)

    def run() -> object:
        values = {"shows_all": form.cleaned_data["shows_all"], "seen": request.POST.get("seen", "")}
        return actions.change_standard(item, form.texts(), by=request.user, **values)

    if saved(form, run):
        messages.success(request, _("Rancangan standar disimpan."))
        return redirect(item)
    lead = _("Boleh disimpan dahulu walau belum lengkap; sebelum ditetapkan keempat belas komponennya terisi.")
    title, back = _("Isi standar pelayanan"), item.get_absolute_url()
    return form_page(request, item.office, form, title=title, lead=lead, back=back, item=item, seen=seen)


@staff_form
def legalize(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    item = standard_or_404(request, code, pk)
    request.user.require(PUBLISH, item.office)
    form, seen = DecisionForm(**sent(request)), copy_token(item)

    def run() -> object:
        return actions.legalize(item, form.decision(), by=request.user, seen=request.POST.get("seen", ""))

    if saved(form, run):
        messages.success(request, _("Standar ditetapkan; isinya tidak berubah lagi."))
        return redirect(item)
    lead = _("Sesudah ini isinya tetap. Perubahan dibuat sebagai versi berikutnya.")
    title, back = _("Tetapkan standar"), item.get_absolute_url()
    return form_page(request, item.office, form, title=title, lead=lead, back=back, item=item, seen=seen)


@staff_form
def publish(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    item = standard_or_404(request, code, pk)
    request.user.require(PUBLISH, item.office)
    form = PlainForm(**sent(request))
    if saved(form, lambda: actions.publish(item, by=request.user)):
        messages.success(request, _("Standar diterbitkan di portal."))
        return redirect(item)
    lead = _("Siapa pun dapat membacanya di portal. Versi sebelumnya berakhir.")
    title, back = _("Terbitkan standar"), item.get_absolute_url()
    return form_page(request, item.office, form, title=title, lead=lead, back=back, item=item)


@staff_form
def withdraw(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    item = standard_or_404(request, code, pk)
    request.user.require(PUBLISH, item.office)
    form = ReasonForm(**sent(request))
    if saved(form, lambda: actions.withdraw(item, by=request.user, **form.cleaned_data)):
        messages.success(request, _("Standar ditarik; tidak berlaku lagi sejak hari ini."))
        return redirect(item)
    lead = _("Standar ini tidak berlaku lagi dan hilang dari portal. Riwayatnya tetap.")
    title, back = _("Tarik standar"), item.get_absolute_url()
    return form_page(request, item.office, form, title=title, lead=lead, back=back, item=item)


@staff_form
def discard(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    item = standard_or_404(request, code, pk)
    request.user.require(EDIT, item.office)
    form = PlainForm(**sent(request))
    if saved(form, lambda: actions.discard_draft(item, by=request.user)):
        messages.success(request, _("Rancangan dibuang."))
        return redirect(reverse("desk:service_standards:service", args=[code, item.service_id]))
    title, back = _("Buang rancangan"), item.get_absolute_url()
    lead = _("Rancangan ini dan isinya hilang. Versi yang sudah ditetapkan tidak terpengaruh.")
    return form_page(request, item.office, form, title=title, lead=lead, back=back, item=item)


@staff_page
def standard_file(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """The whole standard on paper."""
    from pranata.areas.public_service.service_standards.papers import standard_pdf  # noqa: PLC0415 -- slow import

    item = standard_or_404(request, code, pk)
    response = HttpResponse(standard_pdf(item, letterhead_of(item.office), whole=True), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="standar-pelayanan-{item.pk}.pdf"'
    return response
