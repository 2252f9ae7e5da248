"""The pledge: its list, one of them, its steps, its paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from pranata.areas.public_service.service_standards.actions import pledges as actions
from pranata.areas.public_service.service_standards.flow import PLEDGE_FLOW
from pranata.areas.public_service.service_standards.forms import PlainForm, PledgeForm, ReasonForm, SignatureForm
from pranata.areas.public_service.service_standards.models import EDIT, PUBLISH, VIEW, Pledge, Status
from pranata.areas.public_service.service_standards.pages import form_page, history_of, page_context, saved, sent
from pranata.base.access.lookup import get_visible_or_404
from pranata.base.files.downloads import download_response
from pranata.base.org.copies import copy_token
from pranata.base.paper.queries import letterhead_of
from pranata.base.ui.pages import office_or_404, staff_form, staff_page, staff_post

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase


def pledge_or_404(request: HttpRequest, code: str, pk: int) -> Pledge:
    return get_visible_or_404(Pledge, request.user, pk=pk, office__code=code)


@staff_page
def pledges(request: HttpRequest, code: str) -> HttpResponse:
    office = office_or_404(request, code, VIEW)
    found = Pledge.objects.visible_to(request.user).filter(office=office).select_related("office")
    context = {**page_context(request, office), "pledges": found, "has_draft": any(each.is_draft for each in found)}
    return render(request, "service_standards/pledges.html", context)


@staff_post
def draft_pledge(request: HttpRequest, code: str) -> HttpResponse:
    office = office_or_404(request, code, VIEW)
    try:
        return redirect(actions.draft_pledge(office, by=request.user))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("desk:service_standards:pledges", code)


@staff_page
def pledge(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    item, user = pledge_or_404(request, code, pk), request.user
    may_publish = user.can(PUBLISH, item.office)
    context = {
        **page_context(request, item.office),
        "item": item,
        "may_change": item.is_draft and user.can(EDIT, item.office),
        "may_sign": item.is_draft and may_publish,
        "may_show": item.status == Status.LEGALIZED and may_publish,
        "may_withdraw": item.status in (Status.LEGALIZED, Status.PUBLISHED) and may_publish,
        "history": history_of(item, PLEDGE_FLOW),
    }
    return render(request, "service_standards/pledge.html", context)


@staff_form
def change_pledge(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    item = pledge_or_404(request, code, pk)
    request.user.require(EDIT, item.office)
    form, seen = PledgeForm(**sent(request), item=item), copy_token(item)

    def run() -> object:
        return actions.change_pledge(item, by=request.user, seen=request.POST.get("seen", ""), **form.cleaned_data)

    if saved(form, run):
        messages.success(request, _("Rancangan maklumat disimpan."))
        return redirect(item)
    title, back = _("Ubah maklumat"), item.get_absolute_url()
    return form_page(request, item.office, form, title=title, back=back, item=item, seen=seen)


@staff_form
def sign_pledge(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    item = pledge_or_404(request, code, pk)
    request.user.require(PUBLISH, item.office)
    form, seen = SignatureForm(**sent(request), files=request.FILES or None), copy_token(item)

    def run() -> object:
        file, mark = form.cleaned_data["file"], request.POST.get("seen", "")
        return actions.sign_pledge(item, form.signature(), by=request.user, file=file, seen=mark)

    if saved(form, run):
        messages.success(request, _("Penandatanganan maklumat dicatat."))
        return redirect(item)
    lead = _("Sesudah ini isinya tetap. Cetak dahulu posternya, tandatangani, lalu catat di sini.")
    context = {"title": _("Catat penandatanganan"), "lead": lead, "back": item.get_absolute_url(), "takes_file": True}
    return form_page(request, item.office, form, item=item, seen=seen, **context)


@staff_form
def publish_pledge(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    item = pledge_or_404(request, code, pk)
    request.user.require(PUBLISH, item.office)
    form = PlainForm(**sent(request))
    if saved(form, lambda: actions.publish_pledge(item, by=request.user)):
        messages.success(request, _("Maklumat diterbitkan di portal."))
        return redirect(item)
    lead = _("Siapa pun dapat membacanya di portal. Maklumat sebelumnya berakhir.")
    title, back = _("Terbitkan maklumat"), item.get_absolute_url()
    return form_page(request, item.office, form, title=title, lead=lead, back=back, item=item)


@staff_form
def withdraw_pledge(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    item = pledge_or_404(request, code, pk)
    request.user.require(PUBLISH, item.office)
    form = ReasonForm(**sent(request))
    if saved(form, lambda: actions.withdraw_pledge(item, by=request.user, **form.cleaned_data)):
        messages.success(request, _("Maklumat ditarik."))
        return redirect(item)
    title, back = _("Tarik maklumat"), item.get_absolute_url()
    return form_page(request, item.office, form, title=title, back=back, item=item)


@staff_form
def discard_pledge(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    item = pledge_or_404(request, code, pk)
    request.user.require(EDIT, item.office)
    form = PlainForm(**sent(request))
    if saved(form, lambda: actions.discard_pledge(item, by=request.user)):
        messages.success(request, _("Rancangan dibuang."))
        return redirect("desk:service_standards:pledges", code)
    title, back = _("Buang rancangan"), item.get_absolute_url()
    return form_page(request, item.office, form, title=title, back=back, item=item)


@staff_page
def pledge_file(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """The poster, to be signed or hung up."""
    from pranata.areas.public_service.service_standards.papers import pledge_pdf  # noqa: PLC0415 -- slow import

    item = pledge_or_404(request, code, pk)
    response = HttpResponse(pledge_pdf(item, letterhead_of(item.office)), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="maklumat-pelayanan-{item.pk}.pdf"'
    return response


@staff_page
def pledge_scan(request: HttpRequest, code: str, pk: int) -> HttpResponseBase:
    """The signed paper as it was added."""
    item = pledge_or_404(request, code, pk)
    if item.file is None:
        raise Http404
    return download_response(item.file, item.file_name)
