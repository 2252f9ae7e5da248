"""A plan goes before the public, or a draft is thrown away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from pranata.desk.revisions.forms import ConfirmForm, ReasonForm
from pranata.desk.revisions.pages import question_page, sent, step_page
from pranata.engines.plan.actions import importing, revisions
from pranata.engines.plan.models import Status

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from pranata.engines.plan.models import Plan


@step_page("publish")
def plan_publish(request: HttpRequest, plan: Plan, siblings: list[Plan]) -> HttpResponse:
    """The plan becomes readable for everybody."""
    form = ConfirmForm(sent(request))
    if form.is_valid():
        importing.publish(plan, by=request.user)
        messages.success(request, _("%s sekarang tampil untuk umum.") % plan)
        return redirect(plan.get_absolute_url())
    lead = [_("Rencana dan keputusannya tampil di halaman publik dan datanya dapat diunduh siapa saja.")]
    if plan.status == Status.DRAFT:
        lead.append(_("Rencana ini belum ditetapkan; di halaman publik tertulis bahwa pembacaannya belum disahkan."))
    words = {"title": _("Terbitkan"), "submit": _("Terbitkan untuk umum")}
    return question_page(request, plan, siblings, form, lead=lead, **words)


@step_page("discard")
def plan_discard(request: HttpRequest, plan: Plan, siblings: list[Plan]) -> HttpResponse:
    """A draft goes, with its decree and file; the audit keeps that it was there."""
    form = ReasonForm(sent(request))
    if form.is_valid():
        revisions.discard(plan, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, _("Rancangan %s sudah dibuang.") % plan.year)
        return redirect("desk:plans", plan.office.code)
    lead = [_("Rancangan, naskah keputusannya, dan berkasnya dihapus dan tidak dapat dikembalikan.")]
    if plan.is_published:
        lead.append(_("Rencana ini sedang tampil untuk umum dan akan hilang dari halaman publik."))
    facts = [
        (_("Subkegiatan"), plan.subactivities.count()),
        (_("Catatan pembacaan"), plan.remarks.count()),
    ]
    words = {"title": _("Buang rancangan"), "submit": _("Buang rancangan ini"), "facts": facts}
    return question_page(request, plan, siblings, form, lead=lead, **words)
