"""One value for many rows: chosen in the list, looked at, written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from pranata.base.ui.pages import staff_form
from pranata.desk.registers.place import page_context, place
from pranata.engines.registers.bulk import MOST_ROWS, Preview, bulk_names, change_many, preview_many
from pranata.engines.registers.forms import form_field
from pranata.engines.registers.narrowing import find

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from pranata.base.org.models import Office
    from pranata.engines.registers.registry import Register

SALT = "desk.registers.bulk"
CHOICE_AGE = 60 * 60  # seconds a choice of rows may be looked at


class ValueForm(forms.Form):
    """The one value; rows and field were chosen in the list."""

    def __init__(self, register: Register, office: Office, name: str, data: Any = None) -> None:
        super().__init__(data)
        (field,) = register.model_fields((name,))
        self.fields[name] = form_field(field, office, hint=register.hints.get(name, ""))


@staff_form
def entries_change(request: HttpRequest, code: str, register: str) -> HttpResponse:
    """Asks for the value, shows what it changes, writes it; each step is the same form sent again."""
    found, office = place(request, code, register)
    request.user.require(found.model.EDIT, office)
    if request.method != "POST":
        return redirect("desk:register", code, register)
    choice = _sent_choice(request, found, office)
    if choice is None:
        keys, name = _chosen(request, found, office), request.POST.get("kolom", "")
        if not keys or len(keys) > MOST_ROWS or name not in bulk_names(found):
            words = _("Pilih kolomnya dan 1 sampai %d baris.") % MOST_ROWS
            messages.error(request, words)
            return redirect("desk:register", code, register)
        choice = {"keys": keys, "name": name}
        return _page(request, office, found, choice, ValueForm(found, office, name))
    return _answer(request, found, office, choice)


def _answer(request: HttpRequest, found: Register, office: Office, choice: dict[str, Any]) -> HttpResponse:
    form = ValueForm(found, office, choice["name"], request.POST)
    if not form.is_valid():
        return _page(request, office, found, choice, form, status=422)
    value, keys = form.cleaned_data[choice["name"]], choice["keys"]
    try:
        if "simpan" in request.POST:
            seen = request.POST.get("seen", "") or "-"
            done = change_many(found, office, keys, choice["name"], value, seen=seen, by=request.user)
            messages.success(request, _("%d baris diubah.") % len(done.changes))
            return redirect("desk:register", office.code, found.code)
        preview = preview_many(found, office, keys, choice["name"], value, by=request.user)
    except ValidationError as error:
        form.add_error(None, error.messages)
        return _page(request, office, found, choice, form, status=422)
    return _page(request, office, found, choice, form, preview)


def _page(
    request: HttpRequest,
    office: Office,
    found: Register,
    choice: dict[str, Any],
    form: ValueForm,
    preview: Preview | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    kept = {**choice, "register": found.code, "office": office.code, "by": request.user.pk}
    context = {
        **page_context(request, office, found),
        "form": form,
        "preview": preview,
        "count": len(choice["keys"]),
        "rows": signing.dumps(kept, salt=SALT, compress=True),
    }
    return render(request, "desk/registers/bulk.html", context, status=status)


def _sent_choice(request: HttpRequest, found: Register, office: Office) -> dict[str, Any] | None:
    """The rows and the field as an earlier step signed them for this reader; None at the first step."""
    try:
        kept = signing.loads(request.POST.get("rows", ""), salt=SALT, max_age=CHOICE_AGE)
    except signing.BadSignature:
        return None
    whose = (kept["register"], kept["office"], kept["by"])
    return kept if whose == (found.code, office.code, request.user.pk) else None


def _chosen(request: HttpRequest, found: Register, office: Office) -> list[int]:
    """The rows that were ticked, or all that the list shows."""
    if "semua" not in request.POST:
        return [int(key) for key in request.POST.getlist("baris") if key.isascii() and key.isdigit() and len(key) < 19]
    rows = found.model._default_manager.visible_to(request.user).filter(office=office)
    shown = find(found, rows, QueryDict(request.POST.get("saring", "")), columns=found.columns)
    return list(shown.rows.order_by("pk").values_list("pk", flat=True)[: MOST_ROWS + 1])
