"""Where staff enter what came to the desk, by letter or e-mail; and what leaves a request as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import render

from pranata.areas.public_service.data_subjects.actions.receiving import Asked
from pranata.areas.public_service.data_subjects.actions.receiving import enter as enter_request
from pranata.areas.public_service.data_subjects.forms import EntryForm
from pranata.areas.public_service.data_subjects.letters import draft, letters_for
from pranata.areas.public_service.data_subjects.menu import SECTION
from pranata.areas.public_service.data_subjects.models import PROCESS, VIEW, DataSubjectRequest
from pranata.areas.public_service.data_subjects.rules import is_in_force
from pranata.areas.public_service.data_subjects.views import case_or_404, known_errors
from pranata.base.files.errors import RefusedFile
from pranata.base.ui.menu import menu_context
from pranata.base.ui.pages import office_or_404, staff_form, staff_page
from pranata.engines.cases.papers import calculation_response, letter_response
from pranata.lib import clock

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from pranata.base.access.models import User
    from pranata.base.org.models import Office
    from pranata.engines.cases.actions.intake import Receipt

CONTACT = ("name", "email", "phone", "address")


@staff_form
def enter(request: HttpRequest, code: str) -> HttpResponse:
    """The form; on POST the receipt, whose code is shown this once and stands in no address."""
    office = office_or_404(request, code, VIEW)
    request.user.require(PROCESS, office)
    if not is_in_force(clock.today()):
        raise Http404
    is_sent = request.method == "POST"
    form = EntryForm(request.POST, request.FILES) if is_sent else EntryForm()
    context = {**menu_context(request.user, office, section=SECTION), "form": form}
    if is_sent and form.is_valid() and (receipt := try_to_enter(form, office, by=request.user)):
        is_visible = DataSubjectRequest.objects.visible_to(request.user).filter(pk=receipt.case.pk).exists()
        shown = {"receipt": receipt, "is_visible": is_visible}
        return render(request, "data_subjects/receipt.html", context | shown)
    return render(request, "data_subjects/enter.html", context, status=422 if is_sent else 200)


def try_to_enter(form: EntryForm, office: Office, *, by: User) -> Receipt | None:
    """The receipt, or None and the form says why not."""
    given = form.cleaned_data
    scan = given["scan"]
    asked = Asked(
        right=given["right"],
        contact={name: given[name] for name in CONTACT},
        description=given["description"],
        number=given["number"],
        code=given["code"],
        files=[(scan.name, scan)] if scan else [],
    )
    try:
        return enter_request(office, asked, channel=given["channel"], received_at=given["received_at"], by=by)
    except RefusedFile as refused:
        form.add_error("scan", str(refused))
    except ValidationError as error:
        form.add_error(None, known_errors(form, error))
    return None


@staff_page
def letter(request: HttpRequest, code: str, pk: int, slug: str, file_format: str) -> HttpResponse:
    """A letter as a draft, if there is anything to write about yet."""
    case = case_or_404(request, code, pk)
    if not request.user.can(PROCESS, case.office) or slug not in dict(letters_for(case)):
        raise Http404
    return letter_response(case, draft(case, slug), file_format)


@staff_page
def calculation(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """The explained hours as text."""
    return calculation_response(case_or_404(request, code, pk))
