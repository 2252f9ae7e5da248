"""What the staff pages of standards and of the pledge share: where they stand, and a page with one form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.shortcuts import render
from django.utils.translation import gettext as _

from pranata.areas.public_service.service_standards.menu import SECTION
from pranata.areas.public_service.service_standards.models import EDIT, PUBLISH
from pranata.base.files.errors import RefusedFile
from pranata.base.flow.errors import Stale
from pranata.base.flow.models import Activity
from pranata.base.ui.menu import menu_context

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import Model
    from django.http import HttpRequest, HttpResponse

    from pranata.base.flow.steps import Flow
    from pranata.base.org.models import Office


def page_context(request: HttpRequest, office: Office) -> dict[str, Any]:
    """The menu, and what the reader may do at ``office``."""
    user = request.user
    may = {"may_edit": user.can(EDIT, office), "may_publish": user.can(PUBLISH, office)}
    return {**menu_context(user, office, section=SECTION), **may}


def sent(request: HttpRequest) -> dict[str, Any]:
    """What a form is bound to."""
    return {"data": request.POST if request.method == "POST" else None}


def saved(form: Any, run: Callable[[], object]) -> bool:
    """Whether the form is valid and ``run`` did its work; what the action refused stands in the form."""
    if not (form.is_bound and form.is_valid()):
        return False
    try:
        run()
    except Stale:
        form.add_error(None, _("Keadaannya sudah berubah; buka lagi halamannya."))
    except RefusedFile as refusal:
        form.add_error("file" if "file" in form.fields else None, str(refusal))
    except ValidationError as error:
        reasons = error.message_dict if hasattr(error, "error_dict") else {"__all__": error.messages}
        for name, words in reasons.items():
            form.add_error(name if name in form.fields else None, words)
    return not form.errors


def form_page(request: HttpRequest, office: Office, form: Any, **context: Any) -> HttpResponse:
    """One form with its ``title``, ``back`` and what else the template takes; 422 when it was refused."""
    context = {**page_context(request, office), "form": form, **context}
    return render(request, "service_standards/form.html", context, status=422 if form.is_bound else 200)


def history_of(item: Model, flow: Flow) -> list[dict[str, Any]]:
    """The steps it went through, oldest first."""
    found = Activity.objects.of(item).select_related("by__person")
    return [
        {"words": flow.steps[each.step].label, "by": each.by, "at": each.at, "note": each.note}
        for each in found
        if each.step in flow.steps
    ]
