"""What the pages of legal products have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from pranata.areas.regulation.legal_products.menu import SECTION
from pranata.areas.regulation.legal_products.models import EDIT
from pranata.base.flow.errors import Stale
from pranata.base.ui.menu import menu_context
from pranata.engines.registers.models import Entry

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    from pranata.base.org.models import Office


EntryT = TypeVar("EntryT", bound=Entry)


def row_or_404(model: type[EntryT], request: HttpRequest, code: str, pk: int, *related: str) -> EntryT:
    """The row ``pk`` of the office, if the reader may see it, with what is ``related``. Raises Http404."""
    visible = model._default_manager.visible_to(request.user)  # type: ignore[attr-defined]
    found = visible.filter(office__code=code, pk=pk).select_related("office", *related).first()
    if found is None:
        raise Http404
    return found


def page_context(request: HttpRequest, office: Office) -> dict[str, Any]:
    """The menu, and whether the reader may change what it shows."""
    menu = menu_context(request.user, office, section=SECTION)
    return {**menu, "may_edit": request.user.can(EDIT, office)}


def sent(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def answer(request: HttpRequest, office: Office, form: Any, write: Callable[[], str], **words: Any) -> HttpResponse:
    """Write what was sent and go on to where ``write`` says; else the form, with what is wrong at its fields."""
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            return redirect(write())
        except ValidationError as error:
            refuse(form, error)
        except Stale:
            form.add_error(None, _("Keadaannya sudah berubah; buka lagi halamannya."))
            status = 409
    context = {**page_context(request, office), "form": form, **words}
    return render(request, "legal_products/form.html", context, status=status)


def refuse(form: Any, error: ValidationError) -> None:
    """What an action refused, each reason at its field; of fields the form lacks, above the form."""
    reasons = error.message_dict if hasattr(error, "error_dict") else {"__all__": error.messages}
    for name, words in reasons.items():
        form.add_error(name if name in form.fields else None, words)
