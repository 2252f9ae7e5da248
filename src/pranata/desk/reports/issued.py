"""One issued report: its files, its signed copy, what the public gets of it, its history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from pranata.base.files.downloads import download_response
from pranata.base.files.errors import RefusedFile
from pranata.base.flow.errors import Stale
from pranata.base.flow.models import Activity
from pranata.base.ui.pages import staff_page, staff_post
from pranata.desk.navigation import navigation
from pranata.desk.reports.forms import PublicationForm, SignedCopyForm
from pranata.engines.followups.models import OPEN
from pranata.engines.followups.queries import follow_ups_of
from pranata.engines.reports.actions import ISSUE, attach_signed, publish
from pranata.engines.reports.making import issued_name
from pranata.engines.reports.models import IssuedReport, Publication, Status
from pranata.engines.reports.registry import by_code
from pranata.engines.reports.rules import Signature

if TYPE_CHECKING:
    from pranata.base.files.models import StoredFile


def issued_or_404(request: HttpRequest, code: str, pk: int) -> IssuedReport:
    """The issued report ``pk`` of the office, if the reader may see its reports."""
    found = IssuedReport.objects.visible_to(request.user).filter(office__code=code, pk=pk).defer("facts")
    item = found.select_related("office", "file", "signed_copy", "issued_by__person").first()
    if item is None:
        raise Http404
    return item


@staff_page
def issued_report(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    return page(request, issued_or_404(request, code, pk))


def page(
    request: HttpRequest,
    item: IssuedReport,
    form: SignedCopyForm | None = None,
    publication_form: PublicationForm | None = None,
    status: int = 200,
) -> HttpResponse:
    report = by_code(item.report)
    may_issue = request.user.can(ISSUE, item.office)
    may_sign = may_issue and item.status == Status.ISSUED and item.signature == Signature.NONE
    context = {
        **navigation(request.user, item.office, section="reports"),
        "item": item,
        "slug": report.slug if report else "",
        "history": Activity.objects.of(item).select_related("by__person"),
        "form": (form or SignedCopyForm()) if may_sign else None,
        "follow_ups": follow_ups_of(item._meta.label_lower, item.pk, reader=request.user),
        "may_follow_up": request.user.can(OPEN, item.office),
        "publication_form": (publication_form or publication_form_of(item)) if may_issue else None,
    }
    return render(request, "desk/reports/issued.html", context, status=status)


@staff_page
def issued_file(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """The file as it was issued."""
    item = issued_or_404(request, code, pk)
    return sent(item, item.file, "")


@staff_page
def signed_copy(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """The signed copy, where there is one."""
    item = issued_or_404(request, code, pk)
    if item.signed_copy is None:
        raise Http404
    return sent(item, item.signed_copy, "-bertanda-tangan")


def sent(item: IssuedReport, stored: StoredFile, mark: str) -> HttpResponse:
    return download_response(stored, f"{issued_name(item)}{mark}.pdf", inline=True)


@staff_post
def attach(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Take in the signed copy."""
    item = issued_or_404(request, code, pk)
    request.user.require(ISSUE, item.office)
    form = SignedCopyForm(request.POST, request.FILES)
    if form.is_valid():
        upload, kind = form.cleaned_data["file"], Signature(form.cleaned_data["kind"])
        try:
            attach_signed(item, upload, name=upload.name, kind=kind, by=request.user)
        except RefusedFile as refusal:
            form.add_error("file", str(refusal))
        except Stale:
            messages.error(
                request, _("Salinan tidak disimpan: laporan ini sudah digantikan atau sudah ditandatangani.")
            )
            return redirect(item.get_absolute_url())
        else:
            messages.success(request, _("Salinan bertanda tangan disimpan."))
            return redirect(item.get_absolute_url())
    return page(request, item, form, status=422)


def publication_form_of(item: IssuedReport) -> PublicationForm:
    return PublicationForm(initial={"publication": item.publication})


@staff_post
def set_publication(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Show so much of the report to the public from now on."""
    item = issued_or_404(request, code, pk)
    request.user.require(ISSUE, item.office)
    form = PublicationForm(request.POST)
    if not form.is_valid():
        return page(request, item, publication_form=form, status=422)
    publish(item, Publication(form.cleaned_data["publication"]), by=request.user)
    messages.success(request, _("Untuk umum: %s.") % item.get_publication_display())
    return redirect(item.get_absolute_url())
