"""What may be done with an item: described anew, withdrawn, restored, published, taken from the public."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from pranata.base.access.errors import Forbidden
from pranata.base.flow.errors import Stale
from pranata.base.ui.pages import staff_form
from pranata.desk.evidence.forms import DescriptionForm, PlainForm, ReasonForm
from pranata.desk.evidence.item import item_or_404, permitted
from pranata.desk.navigation import navigation
from pranata.engines.evidence import actions

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    from pranata.desk.people.forms import RowForm
    from pranata.engines.evidence.models import Evidence


@staff_form
def evidence_change(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """What is said of the item."""
    item = item_or_404(request, code, pk)
    require_over(request, item)
    form = DescriptionForm(sent(request), row=item)

    def write() -> str:
        actions.describe(item, form.description(), by=request.user, seen=form.cleaned_data["seen"])
        return _("Keterangan bukti disimpan.")

    words = {"title": _("Ubah keterangan"), "submit": _("Simpan")}
    return step(request, item, form, write, **words)


@staff_form
def evidence_remove(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """The item is taken back, with a reason."""
    item = item_or_404(request, code, pk)
    require_over(request, item)
    return reasoned(
        request,
        item,
        actions.remove,
        done=_("Bukti ditarik."),
        title=_("Tarik bukti"),
        submit=_("Tarik bukti"),
        lead=_("Bukti dan riwayatnya tetap tersimpan, tetapi semua yang memakainya menjadi tidak terbukti lagi."),
    )


@staff_form
def evidence_restore(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """An item that was taken back proves again."""
    item = item_or_404(request, code, pk)
    require_over(request, item)
    return reasoned(
        request,
        item,
        actions.restore,
        done=_("Bukti dipakai lagi."),
        title=_("Pakai lagi bukti"),
        submit=_("Pakai lagi"),
        lead=_("Semua yang memakainya terbukti lagi. Bukti yang dahulu terbuka untuk umum tetap tertutup."),
    )


@staff_form
def evidence_publish(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """The item is put before the public, on purpose."""
    item = item_or_404(request, code, pk)
    request.user.require(actions.PUBLISH, item.office)

    def write() -> str:
        actions.publish(item, by=request.user)
        return _("Bukti terbuka untuk umum.")

    lead = _("Siapa pun dapat membuka dan mengunduh judul, tanggal, dan berkasnya. Pastikan tidak memuat data pribadi.")
    if item.keeps_place:
        lead += " " + _("Foto ini menyimpan lokasi pengambilannya.")
    words = {"title": _("Buka untuk umum"), "submit": _("Buka untuk umum"), "lead": lead}
    return step(request, item, PlainForm(sent(request)), write, **words)


@staff_form
def evidence_unpublish(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """The item is taken away from the public."""
    item = item_or_404(request, code, pk)
    request.user.require(actions.PUBLISH, item.office)
    return reasoned(
        request,
        item,
        actions.unpublish,
        done=_("Bukti tertutup bagi umum."),
        title=_("Tutup dari umum"),
        submit=_("Tutup dari umum"),
        lead=_("Halaman umum langsung tidak menampilkannya; salinan yang sudah diunduh orang tidak dapat ditarik."),
    )


def require_over(request: HttpRequest, item: Evidence) -> None:
    """Raises Forbidden unless the reader added the item or sees all."""
    if not permitted(item, request.user)["may_change"]:
        raise Forbidden(actions.ADD)


def sent(request: HttpRequest):
    """What a form was sent with, None when its page is only asked for."""
    return request.POST if request.method == "POST" else None


def reasoned(
    request: HttpRequest, item: Evidence, action: Callable[..., object], *, done: str, **words: str
) -> HttpResponse:
    """A step that asks for a reason."""
    form = ReasonForm(sent(request))

    def write() -> str:
        action(item, reason=form.cleaned_data["reason"], by=request.user)
        return done

    return step(request, item, form, write, **words)


def step(request: HttpRequest, item: Evidence, form: RowForm, write: Callable[[], str], **words: str) -> HttpResponse:
    """The page of one step; when it is taken, on to the item. ``words`` are ``title``, ``submit`` and ``lead``."""
    if form.is_valid():
        try:
            messages.success(request, write())
            return redirect(item)
        except ValidationError as error:
            form.refuse(error)
        except Stale:
            messages.error(request, _("Tidak disimpan: keadaan bukti ini sudah berubah."))
            return redirect(item)
    context = {**navigation(request.user, item.office, section="evidence"), "item": item, "form": form, **words}
    return render(request, "desk/evidence/step.html", context, status=422 if form.is_bound else 200)
