"""What leaves a complaint as a file: letters and the calculation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404

from pranata.areas.oversight.complaints.letters import LETTERS, letters_for
from pranata.areas.oversight.complaints.models import PROCESS
from pranata.areas.oversight.complaints.views import visible_complaint
from pranata.base.ui.pages import staff_page
from pranata.engines.cases.papers import calculation_response, letter_response

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@staff_page
def letter(request: HttpRequest, code: str, pk: int, slug: str, file_format: str) -> HttpResponse:
    """A letter as a draft, for who processes complaints: it says who reported, which a unit may not know."""
    shown = visible_complaint(request, code, pk)
    if not request.user.can(PROCESS, shown.office) or slug not in dict(letters_for(shown)):
        raise Http404
    return letter_response(shown, LETTERS[slug].draft(shown), file_format)


@staff_page
def calculation(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    return calculation_response(visible_complaint(request, code, pk))
