"""From year to year: a plan is copied, its unfinished rows are carried over, a year is closed and opened again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from pranata.desk.revisions.forms import ConfirmForm, NoteForm, ReasonForm, RowsForm
from pranata.desk.revisions.pages import question_page, sent, step_page
from pranata.desk.revisions.steps import later_draft
from pranata.engines.plan.actions import revisions
from pranata.engines.plan.actions.copying import left_over_codes, unfinished_codes
from pranata.engines.plan.models import Progress, ProgressStatus
from pranata.lib import clock

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from pranata.engines.plan.models import Plan

PENDING = (ProgressStatus.SUBMITTED, ProgressStatus.RETURNED)


@step_page("copy")
def plan_copy(request: HttpRequest, plan: Plan, siblings: list[Plan]) -> HttpResponse:
    """A draft of the next year that begins as this plan, with all rows or those that are not finished."""
    year = plan.year + 1
    total, unfinished = plan.subactivities.count(), len(unfinished_codes(plan))
    form = RowsForm(sent(request), total=total, unfinished=unfinished)
    if form.is_valid():
        only = form.cleaned_data["rows"] == "unfinished"
        copy = revisions.copy_to_year(plan, year=year, by=request.user, only_unfinished=only)
        count = copy.subactivities.count()
        words = _("Rancangan %(year)d dibuat dengan %(count)d subkegiatan. Periksa naskah keputusannya.")
        messages.success(request, words % {"year": year, "count": count})
        return redirect(copy.get_absolute_url())
    return question_page(
        request,
        plan,
        siblings,
        form,
        title=_("Salin ke tahun %d") % year,
        lead=[
            _("Rancangan baru berisi area, kegiatan, subkegiatan, bulan, indikator, penanggung jawab, dan target."),
            _("Realisasi tidak ikut. Nomor, tanggal, dan nama penanda tangan keputusannya dikosongkan."),
        ],
        facts=[(_("Subkegiatan"), total), (_("Belum selesai"), unfinished)],
        submit=_("Salin ke %d") % year,
    )


@step_page("carry_over")
def plan_carry_over(request: HttpRequest, plan: Plan, siblings: list[Plan]) -> HttpResponse:
    """The unfinished rows of this plan go into the draft of a later year that does not have them yet."""
    into = later_draft(plan, siblings)
    waiting = len(left_over_codes(plan, into))
    form = ConfirmForm(sent(request) if waiting else None)
    if form.is_valid():
        count = revisions.carry_over(plan, into=into, by=request.user)
        words = _("%(count)d subkegiatan dilanjutkan ke rancangan %(year)d.")
        messages.success(request, words % {"count": count, "year": into.year})
        return redirect(into.get_absolute_url())
    return question_page(
        request,
        plan,
        siblings,
        form,
        status=422 if request.method == "POST" else 200,
        title=_("Lanjutkan ke tahun %d") % into.year,
        lead=[
            _("Baris yang masih punya bulan belum terverifikasi ditambahkan di akhir kegiatan yang sama."),
            _("Baris yang sudah ada di rancangan %d tidak ditambahkan dua kali.") % into.year,
        ],
        facts=[(_("Belum selesai"), len(unfinished_codes(plan))), (_("Akan ditambahkan"), waiting)],
        submit=_("Tambahkan %d baris") % waiting if waiting else "",
        nothing=_("Tidak ada baris yang perlu dilanjutkan."),
    )


@step_page("close")
def plan_close(request: HttpRequest, plan: Plan, siblings: list[Plan]) -> HttpResponse:
    """The end of the plan's year."""
    form = NoteForm(sent(request))
    if form.is_valid():
        revisions.close(plan, by=request.user, note=form.cleaned_data["note"])
        messages.success(request, _("Tahun %d sudah ditutup.") % plan.year)
        return redirect(plan.get_absolute_url())
    lead = [_("Sesudah ditutup, realisasi tidak dapat diajukan lagi; yang tidak dilaporkan tetap tercatat begitu.")]
    if plan.year >= clock.today().year:
        lead.append(_("Tahun %d belum berakhir.") % plan.year)
    pending = Progress.objects.filter(subactivity__plan=plan, status__in=PENDING).count()
    return question_page(
        request,
        plan,
        siblings,
        form,
        title=_("Tutup tahun %d") % plan.year,
        lead=lead,
        facts=[
            (_("Subkegiatan"), plan.subactivities.count()),
            (_("Belum selesai"), len(unfinished_codes(plan))),
            (_("Menunggu verifikasi atau dikembalikan"), pending),
        ],
        submit=_("Tutup tahun"),
    )


@step_page("reopen")
def plan_reopen(request: HttpRequest, plan: Plan, siblings: list[Plan]) -> HttpResponse:
    """A closing is taken back, with its reason."""
    form = ReasonForm(sent(request))
    if form.is_valid():
        revisions.reopen(plan, by=request.user, note=form.cleaned_data["reason"])
        messages.success(request, _("Tahun %d dibuka lagi.") % plan.year)
        return redirect(plan.get_absolute_url())
    words = {"title": _("Buka lagi tahun %d") % plan.year, "submit": _("Buka lagi")}
    lead = [_("Realisasi dapat diajukan dan diverifikasi lagi, dan rencananya dapat diubah atau diralat.")]
    return question_page(request, plan, siblings, form, lead=lead, **words)
