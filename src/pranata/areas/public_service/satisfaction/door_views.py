"""The doors of a survey: the poster of its open link, kiosks, and one-use invitations, whose codes are shown once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import segno
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from pranata.areas.public_service.satisfaction.forms import InviteForm, KioskForm, PlainForm
from pranata.areas.public_service.satisfaction.pages import (
    form_page,
    page_context,
    public_address,
    saved,
    sent,
    survey_or_404,
)
from pranata.base.ui.pages import staff_form, staff_page, staff_post
from pranata.engines.surveys.actions import doors as actions
from pranata.engines.surveys.models import EDIT, Survey

if TYPE_CHECKING:
    from django.http import HttpRequest


@staff_form
def open_kiosk(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """A device at a counter; its address is shown once, with a picture for the device's camera."""
    item = running_survey(request, code, pk)
    form, keys = KioskForm(**sent(request), survey=item), []

    def run() -> object:
        _kiosk, key = actions.open_kiosk(item, form.cleaned_data["place"], service=form.service, by=request.user)
        keys.append(key)
        return key

    if saved(form, run):
        address = public_address("kiosk", item, keys[0])
        context = {
            **page_context(request, item.office),
            "item": item,
            "place": form.cleaned_data["place"],
            "address": address,
            "picture": qr_picture(address),
        }
        return render(request, "satisfaction/kiosk.html", context)
    return form_page(
        request,
        item.office,
        form,
        item=item,
        title=_("Pasang kios"),
        lead=_("Kios adalah perangkat di loket yang menerima banyak jawaban dan kembali ke awal sendiri."),
        back=item.get_absolute_url(),
        button=_("Buat alamat kios"),
    )


@staff_form
def withdraw_kiosk(request: HttpRequest, code: str, pk: int, device: int) -> HttpResponse:
    item = running_survey(request, code, pk, has_ended=True)
    kiosk = get_object_or_404(item.kiosks, pk=device)
    kiosk.survey = item
    form = PlainForm(**sent(request))
    if saved(form, lambda: actions.withdraw_kiosk(kiosk, by=request.user)):
        messages.success(request, _("Kios dicabut; alamatnya tidak membuka apa pun lagi."))
        return redirect(item)
    title = _("Cabut kios")
    lead = _("%(place)s: alamat kios ini berhenti berlaku. Jawaban yang sudah masuk tetap.") % {"place": kiosk.place}
    back = item.get_absolute_url()
    return form_page(request, item.office, form, item=item, title=title, lead=lead, back=back, button=title)


@staff_form
def invite(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """So many one-use links, shown once: to copy, or as slips of paper."""
    item = running_survey(request, code, pk)
    form, codes = InviteForm(**sent(request), survey=item), []

    def run() -> object:
        codes.extend(actions.invite(item, form.cleaned_data["count"], service=form.service, by=request.user))
        return codes

    if saved(form, run):
        context = {
            **page_context(request, item.office),
            "item": item,
            "codes": codes,
            "links": "\n".join(public_address("invited", item, each) for each in codes),
            "service": form.service,
        }
        return render(request, "satisfaction/invitations.html", context)
    return form_page(
        request,
        item.office,
        form,
        item=item,
        title=_("Buat undangan"),
        lead=_("Setiap undangan adalah satu tautan untuk satu jawaban. Pranata tidak menyimpan kodenya."),
        back=item.get_absolute_url(),
        button=_("Buat undangan"),
    )


@staff_post
def slips_file(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """The invitations just made, on paper to be cut; whoever has their page has their codes."""
    from pranata.areas.public_service.satisfaction.poster import slips_pdf  # noqa: PLC0415 -- slow import

    item = running_survey(request, code, pk)
    codes = request.POST.get("kode", "").split()[: actions.MOST_INVITATIONS]
    found = [actions.invitation_of(each) for each in codes]
    if not codes or any(each is None or each.survey_id != item.pk for each in found):
        raise Http404
    return pdf(slips_pdf(item, codes), f"undangan-{item.code}.pdf")


@staff_page
def poster_file(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """The open link as a poster with a QR code."""
    from pranata.areas.public_service.satisfaction.poster import poster_pdf  # noqa: PLC0415 -- slow import

    item = survey_or_404(request, code, pk)
    if not item.takes_anyone:
        raise Http404
    return pdf(poster_pdf(item), f"poster-{item.code}.pdf")


def running_survey(request: HttpRequest, code: str, pk: int, *, has_ended: bool = False) -> Survey:
    """A survey whose doors the reader may set; 404 for one that is over, unless ``has_ended`` may be."""
    item = survey_or_404(request, code, pk)
    request.user.require(EDIT, item.office)
    if item.has_ended and not has_ended:
        raise Http404
    return item


def qr_picture(address: str) -> SafeString:
    """The address as a QR picture (SVG) to stand in a page."""
    drawn = segno.make(address, error="m", micro=False).svg_inline(
        border=2, omitsize=True, title=_("Kode QR alamat kios")
    )
    return mark_safe(drawn)  # noqa: S308 -- drawn by us out of dots


def pdf(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
