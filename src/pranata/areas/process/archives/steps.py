"""One deed on one archive each: held, freed, lent, taken back, judged anew, withdrawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from pranata.areas.process.archives.forms import ArchiveForm, JudgeForm, LoanForm, ReasonForm, TakeBackForm
from pranata.areas.process.archives.views import item_or_404, page_context
from pranata.base.access.lookup import get_visible_or_404
from pranata.base.flow.errors import Stale
from pranata.base.ui.pages import office_or_404, staff_form
from pranata.engines.archives import keeping
from pranata.engines.archives.models import APPROVE, EDIT, VIEW, Confidentiality, Hold, Loan
from pranata.engines.archives.rules import Fate

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    from pranata.base.org.models import Office


@staff_form
def hold(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    item = item_or_404(request, code, pk)
    request.user.require(EDIT, item.office)
    form = ReasonForm(sent(request), office=item.office)

    def write() -> str:
        keeping.place_hold(item, by=request.user, **form.cleaned_data)
        return _("Arsip ditahan: tidak dimusnahkan dan tidak diserahkan.")

    lead = _("Untuk sengketa, pemeriksaan, atau permohonan yang belum selesai. Penahanan menghentikan pemusnahan.")
    words = {"title": _("Tahan %s") % item.number, "lead": lead, "submit": _("Tahan")}
    return form_page(request, item.office, form, write, back=item.get_absolute_url(), **words)


@staff_form
def lift(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    office_or_404(request, code, VIEW)
    placed = get_visible_or_404(Hold, request.user, pk=pk, office__code=code)
    request.user.require(APPROVE, placed.office)
    form = ReasonForm(sent(request), office=placed.office)

    def write() -> str:
        keeping.lift_hold(placed, by=request.user, **form.cleaned_data)
        return _("Penahanan dilepas.")

    words = {"title": _("Lepaskan penahanan"), "lead": placed.reason, "submit": _("Lepaskan")}
    return form_page(request, placed.office, form, write, back=placed.item.get_absolute_url(), **words)


@staff_form
def lend(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    item = item_or_404(request, code, pk)
    request.user.require(EDIT if item.confidentiality == Confidentiality.ORDINARY else APPROVE, item.office)
    form = LoanForm(sent(request), office=item.office)

    def write() -> str:
        keeping.lend(item, by=request.user, **form.cleaned_data)
        return _("Peminjaman dicatat.")

    words = {"title": _("Pinjamkan %s") % item.number, "lead": item.title, "submit": _("Pinjamkan")}
    return form_page(request, item.office, form, write, back=item.get_absolute_url(), **words)


@staff_form
def take_back(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    office_or_404(request, code, VIEW)
    loan = get_visible_or_404(Loan, request.user, pk=pk, office__code=code)
    request.user.require(EDIT, loan.office)
    form = TakeBackForm(sent(request), office=loan.office)

    def write() -> str:
        keeping.take_back(loan, by=request.user, **form.cleaned_data)
        return _("Pengembalian dicatat.")

    words = {"title": _("Catat pengembalian %s") % loan.item.number, "lead": loan.borrower, "submit": _("Simpan")}
    return form_page(request, loan.office, form, write, back=loan.item.get_absolute_url(), **words)


@staff_form
def judge(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    item = item_or_404(request, code, pk)
    request.user.require(APPROVE, item.office)
    form = JudgeForm(sent(request), office=item.office)

    def write() -> str:
        fate = Fate(form.cleaned_data["fate"])
        keeping.judge(item, fate=fate, reason=form.cleaned_data["reason"], by=request.user)
        return _("Hasil penilaian kembali dicatat.")

    words = {"title": _("Nilai kembali %s") % item.number, "lead": item.title, "submit": _("Simpan")}
    return form_page(request, item.office, form, write, back=item.get_absolute_url(), **words)


@staff_form
def withdraw(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    item = item_or_404(request, code, pk)
    request.user.require(EDIT, item.office)
    form = ReasonForm(sent(request), office=item.office)

    def write() -> str:
        keeping.withdraw(item, by=request.user, **form.cleaned_data)
        return _("Arsip ditarik dari daftar.")

    lead = _("Hanya untuk arsip yang salah dicatat. Barisnya tetap ada dengan keadaan ditarik.")
    words = {"title": _("Tarik %s dari daftar") % item.number, "lead": lead, "submit": _("Tarik")}
    return form_page(request, item.office, form, write, back=item.get_absolute_url(), **words)


def form_page(
    request: HttpRequest, office: Office, form: ArchiveForm, write: Callable[[], str], *, back: str, **words: Any
) -> HttpResponse:
    """Write what was sent, say what ``write`` says and go ``back``; else the form, with what is wrong at its fields."""
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            messages.success(request, write())
        except ValidationError as error:
            form.refuse(error)
        except Stale:
            form.add_error(None, _("Tidak disimpan: keadaannya sudah berubah."))
            status = 409
        else:
            return redirect(back)
    context = {**page_context(request, office), "form": form, "back": back, **words}
    return render(request, "archives/form.html", context, status=status)


def sent(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None
