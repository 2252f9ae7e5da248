"""Snapshots of offices that run alone: what was received, taking over another, registering keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Q
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pranata.base.access.errors import Forbidden
from pranata.base.org.models import Office
from pranata.base.ui.pages import staff_page, staff_post
from pranata.desk.nation.place import page_context, scope_or_404
from pranata.engines.nation.actions.snapshots import import_snapshot, register_signer
from pranata.engines.nation.models import Signer, Snapshot
from pranata.engines.nation.snapshots import MOST_BYTES, RefusedSnapshot, fingerprint

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

MANAGE = "nation.manage"
SNAPSHOTS_ON_A_PAGE = 50


class ReceiveForm(forms.Form):
    file = forms.FileField(label=gettext_lazy("Berkas cuplikan"))

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise ValidationError(_("Isi cuplikan terlalu besar bila dibuka."))
        return file


class SignerForm(forms.Form):
    office = forms.CharField(label=gettext_lazy("Kode satuan kerja"), max_length=4)
    key = forms.CharField(label=gettext_lazy("Kunci publik"), max_length=200)

    def __init__(self, *args, scope: Office, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.scope = scope

    def clean_office(self) -> Office:
        below = Office.objects.filter(Q(parent=self.scope) | Q(parent__parent=self.scope))
        found = below.filter(code=self.cleaned_data["office"].strip()).first()
        if found is None:
            raise ValidationError(_("Tidak ada satuan kerja dengan kode ini di bawah kantor Anda."))
        return found


@staff_page
def snapshots(request: HttpRequest, code: str) -> HttpResponse:
    return page(request, code)


def page(
    request: HttpRequest,
    code: str,
    *,
    receive_form: ReceiveForm | None = None,
    signer_form: SignerForm | None = None,
    status: int = 200,
) -> HttpResponse:
    scope = scope_or_404(request, code)
    below = Q(office__parent=scope) | Q(office__parent__parent=scope)
    found = Snapshot.objects.filter(below).select_related("office", "received_by__person").order_by("-received_at")
    may_manage = request.user.can(MANAGE, scope)
    signers = Signer.objects.filter(below, ended_at=None).select_related("office").order_by("office__code")
    context = page_context(
        request,
        scope,
        "cuplikan",
        page=Paginator(found, SNAPSHOTS_ON_A_PAGE).get_page(request.GET.get("halaman")),
        signers=[(each, fingerprint(each.public_key)) for each in signers],
        receive_form=(receive_form or ReceiveForm()) if may_manage else None,
        signer_form=(signer_form or SignerForm(scope=scope)) if may_manage else None,
    )
    return render(request, "desk/nation/snapshots.html", context, status=status)


@staff_post
def receive(request: HttpRequest, code: str) -> HttpResponse:
    scope_or_404(request, code, MANAGE)
    form = ReceiveForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            received = import_snapshot(form.cleaned_data["file"].read(), by=request.user)
        except RefusedSnapshot as error:
            form.add_error("file", str(error))
        except Forbidden:
            form.add_error("file", _("Cuplikan ini bukan dari satuan kerja di bawah kantor Anda."))
        else:
            said = _("Cuplikan %(office)s diterima.") if received.is_new else _("Cuplikan %(office)s sudah diterima.")
            messages.success(request, said % {"office": received.snapshot.office})
            return redirect("desk:nation_snapshots", code)
    return page(request, code, receive_form=form, status=422)


@staff_post
def register(request: HttpRequest, code: str) -> HttpResponse:
    scope = scope_or_404(request, code, MANAGE)
    form = SignerForm(request.POST, scope=scope)
    if form.is_valid():
        try:
            signer = register_signer(form.cleaned_data["office"], form.cleaned_data["key"], by=request.user)
        except ValidationError as error:
            form.add_error("key", error)
        else:
            said = _("Kunci %(office)s terdaftar, sidik %(fingerprint)s.")
            words = {"office": signer.office, "fingerprint": fingerprint(signer.public_key)}
            messages.success(request, said % words)
            return redirect("desk:nation_snapshots", code)
    return page(request, code, signer_form=form, status=422)
