"""What the pages of people, units and teams share: who may change, and how a form is shown."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from pranata.base.org.models import Office
from pranata.base.ui.pages import office_or_404
from pranata.desk.navigation import navigation
from pranata.desk.people.forms import RowForm


def managed_office(request: HttpRequest, code: str, permission: str) -> Office:
    """The office ``code``. Raises Http404 for who may not see its people, Forbidden without ``permission``."""
    office = office_or_404(request, code, "people.view")
    request.user.require(permission, office)
    return office


def menu(request: HttpRequest, office: Office, tab: str) -> dict[str, Any]:
    """The context of every page here; ``tab`` is "people", "units", "teams" or "workbook"."""
    return {
        **navigation(request.user, office, section="people"),
        "tab": tab,
        "may_manage": request.user.can("people.manage", office),
        "may_manage_units": request.user.can("org.manage", office),
    }


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form was sent with, None when its page is only asked for."""
    return request.POST if request.method == "POST" else None


def is_done(form: RowForm, action: Callable[..., object]) -> bool:
    """Whether the form was sent and ``action`` took its values; what was refused stands at the fields."""
    if not form.is_valid():
        return False
    try:
        action(**form.cleaned_data)
    except ValidationError as error:
        form.refuse(error)
        return False
    return True


def form_page(
    request: HttpRequest, context: dict[str, Any], form: RowForm, *, title: str, **words: str
) -> HttpResponse:
    """The page of one form; ``words`` are ``submit``, ``back`` (an address) and ``lead`` (a sentence before it)."""
    status = 422 if form.is_bound else 200
    return render(request, "desk/people/form.html", {**context, "form": form, "title": title, **words}, status=status)
