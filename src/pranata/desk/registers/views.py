"""Pages of a register: its list, one row, the row's form, its files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pranata.base.org.copies import copy_token
from pranata.base.ui.pages import staff_form, staff_page
from pranata.desk.administration.audit_lines import event_lines
from pranata.desk.registers.place import entry_or_404, page_context, place
from pranata.engines.registers import actions
from pranata.engines.registers.arrangements import as_kept
from pranata.engines.registers.bulk import bulk_names
from pranata.engines.registers.columns import heading, in_words
from pranata.engines.registers.exports import FORMATS, TooManyRows, export
from pranata.engines.registers.forms import EntryForm
from pranata.engines.registers.history import history_of
from pranata.engines.registers.models import SavedView
from pranata.engines.registers.narrowing import chosen_columns, find, lines_of, page_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest


ROWS_ON_A_PAGE = 50
MOST_EVENTS = 50  # of a row, shown on its page


class ReasonForm(forms.Form):
    """Why a row goes."""

    reason = forms.CharField(label=gettext_lazy("Alasan"), widget=forms.Textarea(attrs={"rows": 3}), max_length=500)

    def refuse(self, error: ValidationError) -> None:
        self.add_error("reason" if hasattr(error, "error_dict") else None, error.messages)


@staff_page
def register_list(request: HttpRequest, code: str, register: str) -> HttpResponse:
    found, office = place(request, code, register)
    views = list(SavedView.objects.filter(user=request.user, office=office, register=found.code))
    if not request.GET and (default := next((each for each in views if each.is_default and each.query), None)):
        return redirect(f"{request.path}?{default.query}")
    rows = found.model._default_manager.visible_to(request.user).filter(office=office)
    columns = chosen_columns(found, request.GET)
    shown = find(found, rows, request.GET, columns=columns)
    page = page_of(shown, request.GET.get("halaman"), size=ROWS_ON_A_PAGE)
    context = {
        **page_context(request, office, found),
        "found": shown,
        "table": shown.table,
        "page": page,
        "lines": lines_of(page, office, found.row_address),
        "formats": FORMATS,
        "views": views,
        "kept_query": as_kept(request.GET.urlencode()),
        "choices": [(each.name, heading(each), each.name in columns) for each in found.model_fields(found.fields)],
        "bulk_choices": [(each.name, heading(each)) for each in found.model_fields(bulk_names(found))],
    }
    return render(request, "desk/registers/list.html", context)


@staff_page
def entry(request: HttpRequest, code: str, register: str, pk: int) -> HttpResponse:
    """One row, and what its past was: whoever may see the row may see that."""
    found, shown = entry_or_404(request, code, register, pk)
    facts = [(each.verbose_name, in_words(each, shown)) for each in found.model_fields(found.fields)]
    events = list(history_of(shown)[: MOST_EVENTS + 1])
    context = {
        **page_context(request, shown.office, found),
        "entry": shown,
        "facts": facts,
        "own_page": found.page(shown) if found.page else "",
        "history": event_lines(events[:MOST_EVENTS], request.user),
        "has_more": len(events) > MOST_EVENTS,
    }
    return render(request, "desk/registers/entry.html", context)


@staff_form
def entry_add(request: HttpRequest, code: str, register: str) -> HttpResponse:
    found, office = place(request, code, register)
    request.user.require(found.model.EDIT, office)
    form = EntryForm(found, sent(request), office=office)

    def write() -> str:
        made = actions.add_entry(found, office, form.cleaned_data, by=request.user)
        messages.success(request, _("%s dicatat.") % made)
        return found.row_address(made)

    words = {"title": _("Tambah ke %s") % found.title, "back": reverse("desk:register", args=[code, found.code])}
    return answer(request, form, write, {**page_context(request, office, found), **words})


@staff_form
def entry_change(request: HttpRequest, code: str, register: str, pk: int) -> HttpResponse:
    found, shown = entry_or_404(request, code, register, pk)
    request.user.require(found.model.EDIT, shown.office)
    form = EntryForm(found, sent(request), office=shown.office, entry=shown)
    back = found.row_address(shown)

    def write() -> str:
        seen = request.POST.get("seen", "")
        actions.change_entry(found, shown, form.cleaned_data, seen=seen, by=request.user)
        messages.success(request, _("%s disimpan.") % shown)
        return back

    words = {"title": _("Ubah %s") % shown, "back": back, "seen": copy_token(shown)}
    return answer(request, form, write, {**page_context(request, shown.office, found), **words})


@staff_form
def entry_remove(request: HttpRequest, code: str, register: str, pk: int) -> HttpResponse:
    found, shown = entry_or_404(request, code, register, pk)
    request.user.require(found.model.EDIT, shown.office)
    if not found.is_removable:
        raise Http404
    form = ReasonForm(sent(request))

    def write() -> str:
        actions.remove_entry(found, shown, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("Baris dihapus dari %s.") % found.title)
        return reverse("desk:register", args=[code, found.code])

    words = {
        "title": _("Hapus %s") % shown,
        "back": found.row_address(shown),
        "lead": _("Isinya tetap tersimpan di jejak audit."),
        "submit": _("Hapus"),
    }
    return answer(request, form, write, {**page_context(request, shown.office, found), **words})


@staff_page
def register_download(request: HttpRequest, code: str, register: str, file_format: str) -> HttpResponse:
    """The rows the list shows; as PDF in the columns it shows, else every field, to be filled in and sent back."""
    found, office = place(request, code, register)
    if file_format not in FORMATS:
        raise Http404
    rows = found.model._default_manager.visible_to(request.user).filter(office=office)
    shown = find(found, rows, request.GET, columns=chosen_columns(found, request.GET))
    try:
        file = export(found, shown.ordered, file_format, office=office, columns=chosen_columns(found, request.GET))
    except TooManyRows as error:
        messages.error(request, str(error))
        return redirect("desk:register", code, register)
    response = HttpResponse(file.content, content_type=file.media_type)
    response["Content-Disposition"] = f'attachment; filename="{file.name}"'
    return response


def sent(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def answer(request: HttpRequest, form: Any, write: Callable[[], str], context: dict[str, Any]) -> HttpResponse:
    """Write what was sent and go on to where ``write`` says; else the form, with what is wrong at its fields."""
    if form.is_bound and form.is_valid():
        try:
            return redirect(write())
        except ValidationError as error:
            form.refuse(error)
    return render(request, "desk/registers/form.html", {**context, "form": form}, status=422 if form.is_bound else 200)
