"""Where staff enter what came to the desk, by letter or e-mail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.shortcuts import render

from pranata.areas.process.information_requests.actions.requests import enter as enter_request
from pranata.areas.process.information_requests.forms import EntryForm
from pranata.areas.process.information_requests.models import PROCESS
from pranata.areas.process.information_requests.places import page_context
from pranata.areas.process.information_requests.steps import known_errors
from pranata.base.ui.pages import office_or_404, staff_form

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from pranata.base.access.models import User
    from pranata.base.org.models import Office
    from pranata.engines.cases.actions.intake import Receipt


@staff_form
def enter(request: HttpRequest, code: str) -> HttpResponse:
    """The form; on POST the receipt, whose code is shown this once and stands in no address."""
    office = office_or_404(request, code, "information_requests.view")
    request.user.require(PROCESS, office)
    form = EntryForm(request.POST or None)
    context = {"form": form, **page_context(request, office)}
    if request.method == "POST" and form.is_valid():
        receipt = try_to_enter(form, office, by=request.user)
        if receipt is not None:
            return render(request, "information_requests/receipt.html", context | {"receipt": receipt})
    status = 422 if request.method == "POST" else 200
    return render(request, "information_requests/enter.html", context, status=status)


def try_to_enter(form: EntryForm, office: Office, *, by: User) -> Receipt | None:
    """The receipt, or None and the form says why not."""
    said = form.cleaned_data
    try:
        return enter_request(
            office,
            form.asked(),
            by=by,
            channel=said["channel"],
            received_at=form.received_at(),
            subject=said["subject"],
        )
    except ValidationError as error:
        form.add_error(None, known_errors(form, error))
        return None
