"""Deeds on one document and on its numbers; each is a page with what it asks, then one action."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from pranata.base.files.errors import RefusedFile
from pranata.base.files.names import clean_name
from pranata.base.org.copies import copy_token
from pranata.base.ui.pages import office_or_404, staff_form
from pranata.desk.documents import forms
from pranata.desk.documents.place import SECTION, document_or_404, page_context
from pranata.desk.navigation import navigation
from pranata.engines.documents import actions
from pranata.engines.documents.errors import NumberRefused
from pranata.engines.documents.kinds import DECREE, kinds
from pranata.engines.documents.models import EDIT, PUBLISH, VIEW, NumberPattern, Relation, ReservedNumber, ReservedState
from pranata.engines.documents.queries import next_number
from pranata.lib import clock

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    from pranata.base.org.models import Office
    from pranata.engines.documents.models import Document


def sent(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def answer(
    request: HttpRequest, form: forms.Refusing, write: Callable[[], object], context: dict[str, Any]
) -> HttpResponse:
    """Do what was asked and go back; else the form, with what is wrong at its fields."""
    if form.is_bound and form.is_valid():
        try:
            write()
        except ValidationError as error:
            form.refuse(error)
        except (RefusedFile, NumberRefused) as refusal:
            form.add_error("file" if "file" in form.fields else None, str(refusal))
        else:
            messages.success(request, context["done"])
            return redirect(context["back"])
    status = 422 if form.is_bound else 200
    return render(request, "desk/documents/step.html", {**context, "form": form}, status=status)


def step_context(request: HttpRequest, shown: Document, **words: Any) -> dict[str, Any]:
    return {**page_context(request, shown), "back": shown.get_absolute_url(), **words}


@staff_form
def give_file(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    shown = document_or_404(request, code, pk)
    request.user.require(EDIT, shown.office)
    form = forms.FileForm(sent(request), request.FILES or None, has_file=shown.file_id is not None)

    def write() -> None:
        upload = form.cleaned_data["file"]
        reason, seen = form.cleaned_data.get("reason", ""), request.POST.get("seen", "")
        name = clean_name(upload.name or "")
        actions.give_file(shown, upload, file_name=name, reason=reason, seen=seen, by=request.user)

    words = {
        "title": _("Ganti berkas") if shown.file_id else _("Beri berkas"),
        "submit": _("Simpan berkas"),
        "done": _("Berkas tersimpan; teksnya segera dibaca."),
        "seen": copy_token(shown),
        "takes_file": True,
    }
    return answer(request, form, write, step_context(request, shown, **words))


@staff_form
def relate(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    shown = document_or_404(request, code, pk)
    request.user.require(EDIT, shown.office)
    form = forms.RelationForm(sent(request), document=shown, reader=request.user)

    def write() -> None:
        actions.relate(shown, **form.cleaned_data, by=request.user)

    words = {"title": _("Hubungkan dengan dokumen lain"), "submit": _("Catat hubungan"), "done": _("Hubungan dicatat.")}
    return answer(request, form, write, step_context(request, shown, **words))


@staff_form
def unrelate(request: HttpRequest, code: str, pk: int, relation: int) -> HttpResponse:
    shown = document_or_404(request, code, pk)
    request.user.require(EDIT, shown.office)
    related = get_object_or_404(Relation.objects.visible_to(request.user), pk=relation, source=shown)
    words = {
        "title": _("Lepas hubungan"),
        "lead": str(related),
        "submit": _("Lepas"),
        "done": _("Hubungan dilepas."),
    }
    write = partial(actions.unrelate, related, by=request.user)
    return answer(request, forms.NoForm(sent(request)), write, step_context(request, shown, **words))


@staff_form
def number_document(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    shown = document_or_404(request, code, pk)
    request.user.require(EDIT, shown.office)
    form = forms.DayForm(sent(request))

    def write() -> None:
        actions.number_document(shown, on=form.cleaned_data["on"], by=request.user)

    words = {
        "title": _("Beri nomor"),
        "lead": preview(shown.office, shown.kind),
        "submit": _("Ambil nomor"),
        "done": _("Nomor diberikan."),
    }
    return answer(request, form, write, step_context(request, shown, **words))


@staff_form
def publish(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    shown = document_or_404(request, code, pk)
    request.user.require(PUBLISH, shown.office)
    words = {
        "title": _("Buka untuk umum"),
        "lead": _("Dokumen dan berkasnya dapat dibaca siapa saja di JDIH kantor ini. Periksa dahulu data pribadinya."),
        "submit": _("Buka untuk umum"),
        "done": _("Dokumen terbuka untuk umum."),
    }
    write = partial(actions.publish, shown, by=request.user)
    return answer(request, forms.NoForm(sent(request)), write, step_context(request, shown, **words))


@staff_form
def withdraw(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    shown = document_or_404(request, code, pk)
    request.user.require(PUBLISH, shown.office)
    words = {
        "title": _("Tutup dari umum"),
        "submit": _("Tutup dari umum"),
        "done": _("Dokumen tidak lagi terbuka untuk umum."),
    }
    write = partial(actions.withdraw, shown, by=request.user)
    return answer(request, forms.NoForm(sent(request)), write, step_context(request, shown, **words))


@staff_form
def numbers(request: HttpRequest, code: str) -> HttpResponse:
    """The next number of each kind that has a pattern, and the numbers that are kept back."""
    office = office_or_404(request, code, VIEW)
    form = forms.ReserveForm(sent(request))
    if form.is_bound:
        request.user.require(EDIT, office)

    def write() -> None:
        given = form.cleaned_data
        actions.reserve_number(office, given["kind"], on=given["on"], reason=given["reason"], by=request.user)

    kept = ReservedNumber.objects.visible_to(request.user).filter(office=office)
    context = {
        **navigation(request.user, office, section=SECTION),
        "next": next_numbers(office),
        "kept": kept.select_related("document__office"),
        "may_edit": request.user.can(EDIT, office),
        "reserved": ReservedState.RESERVED,
        "back": reverse("desk:document_numbers", args=[code]),
        "done": _("Nomor dicadangkan."),
    }
    if form.is_bound and form.is_valid():
        try:
            write()
        except ValidationError as error:
            form.refuse(error)
        except NumberRefused as refusal:
            form.add_error("kind", str(refusal))
        else:
            messages.success(request, context["done"])
            return redirect(context["back"])
    status = 422 if form.is_bound else 200
    return render(request, "desk/documents/numbers.html", {**context, "form": form}, status=status)


@staff_form
def void_number(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    office = office_or_404(request, code, VIEW)
    request.user.require(EDIT, office)
    kept = get_object_or_404(ReservedNumber.objects.visible_to(request.user), office=office, pk=pk)
    form = forms.VoidForm(sent(request))

    def write() -> None:
        actions.void_number(kept, reason=form.cleaned_data["reason"], by=request.user)

    context = {
        **navigation(request.user, office, section=SECTION),
        "title": _("Batalkan nomor %s") % kept.number,
        "lead": _("Nomor yang dibatalkan tidak pernah dipakai lagi; alasannya tetap tercatat."),
        "submit": _("Batalkan nomor"),
        "done": _("Nomor dibatalkan."),
        "back": reverse("desk:document_numbers", args=[code]),
    }
    return answer(request, form, write, context)


def preview(office: Office, kind: str) -> str:
    """What the next number would be today, or why there is none."""
    try:
        return _("Nomor berikutnya hari ini: %s") % next_number(office, on=clock.today(), kind=kind)
    except NumberRefused as refusal:
        return str(refusal)


def next_numbers(office: Office) -> list[tuple[str, str]]:
    """Each kind that is numbered today, with what its next number or its hindrance is."""
    patterned = set(NumberPattern.objects.on(clock.today()).filter(office=office).values_list("kind", flat=True))
    return [(each.title, preview(office, each.code)) for each in kinds() if each.code in {DECREE, *patterned}]
