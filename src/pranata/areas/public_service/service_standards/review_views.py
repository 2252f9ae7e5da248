"""Reviewing a standard, and what comes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from pranata.areas.public_service.service_standards.actions import reviewing as actions
from pranata.areas.public_service.service_standards.components import component_kinds
from pranata.areas.public_service.service_standards.forms import FollowUpsForm, ReviewForm
from pranata.areas.public_service.service_standards.models import EDIT, Review
from pranata.areas.public_service.service_standards.pages import form_page, page_context, saved, sent
from pranata.areas.public_service.service_standards.views import standard_or_404
from pranata.base.access.lookup import get_visible_or_404
from pranata.base.ui.pages import staff_form, staff_page
from pranata.engines.followups.models import OPEN, FollowUp

if TYPE_CHECKING:
    from django.http import HttpRequest


@staff_form
def review_standard(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    item = standard_or_404(request, code, pk)
    request.user.require(EDIT, item.office)
    form, made = ReviewForm(**sent(request)), []
    if saved(form, lambda: made.append(actions.review(item, form.given(), by=request.user))):
        messages.success(request, _("Tinjauan dicatat."))
        return redirect(made[0])
    lead = _("Nilai setiap komponen sebagaimana diterapkan. Yang belum sesuai diberi saran perbaikan.")
    title, back = _("Tinjau standar"), item.get_absolute_url()
    return form_page(request, item.office, form, title=title, lead=lead, back=back, item=item)


@staff_page
def review(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """One review with its findings, and the follow-ups that came of it."""
    item = get_visible_or_404(Review, request.user, pk=pk, office__code=code)
    kinds = {each.code: each for each in component_kinds()}
    lines = [(kinds[each.code], each) for each in item.lines.all() if each.code in kinds]
    opened = FollowUp.objects.visible_to(request.user) & actions.follow_ups_of(item)
    has_advice = any(each.recommendation for _kind, each in lines)
    context = {
        **page_context(request, item.office),
        "item": item,
        "lines": lines,
        "follow_ups": opened.select_related("office"),
        "may_open": has_advice and request.user.can(OPEN, item.office) and not actions.follow_ups_of(item).exists(),
    }
    return render(request, "service_standards/review.html", context)


@staff_form
def follow_up_review(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    item = get_visible_or_404(Review, request.user, pk=pk, office__code=code)
    request.user.require(OPEN, item.office)
    form = FollowUpsForm(**sent(request))
    if saved(form, lambda: actions.open_follow_ups(item, by=request.user, **form.cleaned_data)):
        messages.success(request, _("Rekomendasi menjadi tindak lanjut."))
        return redirect(item)
    lead = _("Setiap saran perbaikan menjadi satu tindak lanjut bagi unit penyelenggara layanan.")
    title, back = _("Jadikan tindak lanjut"), item.get_absolute_url()
    return form_page(request, item.office, form, title=title, lead=lead, back=back, item=item)
