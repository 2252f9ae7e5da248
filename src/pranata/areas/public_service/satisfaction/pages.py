"""What the staff pages of surveys share: where they stand, the survey or 404, and a page with one form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pranata.areas.public_service.satisfaction.menu import SECTION
from pranata.base.access.lookup import get_visible_or_404
from pranata.base.flow.errors import Stale
from pranata.base.ui.menu import menu_context
from pranata.engines.surveys.models import EDIT, ENTER, MANAGE, Status, Survey

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from django.http import HttpRequest, HttpResponse

    from pranata.base.org.models import Office
    from pranata.engines.surveys.reading.questionnaire import Questionnaire

Chip = tuple[str, str, str]  # words, kind and sign, as the component ``chip`` takes them
LOOKS = {
    Status.DRAFT: ("", "○"),
    Status.OPEN: ("info", "●"),
    Status.CLOSED: ("warn", "◔"),
    Status.PUBLISHED: ("ok", "✓"),
}
CERTAINTIES = {
    "source": gettext_lazy("dari sumber yang dibaca, belum dicocokkan dengan naskah resmi"),
    "high": gettext_lazy("belum terkonfirmasi, keyakinan tinggi"),
    "medium": gettext_lazy("belum terkonfirmasi, keyakinan sedang"),
    "low": gettext_lazy("belum terkonfirmasi, keyakinan rendah"),
    "own": gettext_lazy("susunan sendiri, belum terkonfirmasi"),
}


def survey_or_404(request: HttpRequest, code: str, pk: int) -> Survey:
    return get_visible_or_404(Survey, request.user, pk=pk, office__code=code)


def page_context(request: HttpRequest, office: Office) -> dict[str, Any]:
    """The menu, and what the reader may do at ``office``."""
    user = request.user
    may = {
        "may_edit": user.can(EDIT, office),
        "may_manage": user.can(MANAGE, office),
        "may_enter": user.can(ENTER, office),
    }
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
    except ValidationError as error:
        reasons = error.message_dict if hasattr(error, "error_dict") else {"__all__": error.messages}
        for name, words in reasons.items():
            form.add_error(name if name in form.fields else None, words)
    return not form.errors


def form_page(request: HttpRequest, office: Office, form: Any, **context: Any) -> HttpResponse:
    """One form with its ``title``, ``back`` and what else the template takes; 422 when it was refused."""
    context = {**page_context(request, office), "form": form, **context}
    return render(request, "satisfaction/form.html", context, status=422 if form.is_bound else 200)


def standing(survey: Survey, today: date) -> list[Chip]:
    """Where a survey stands, in chips; an open one also where its period does not hold."""
    found = [(str(survey.get_status_display()), *LOOKS[Status(survey.status)])]
    if survey.status == Status.OPEN and survey.closes_on < today:
        found.append((_("masa pengisian lewat"), "warn", "!"))
    if survey.status == Status.OPEN and survey.opens_on > today:
        found.append((_("belum mulai"), "warn", "◔"))
    return found


def certainty_words(certainty: str) -> str:
    """How sure it is that something is what the regulation says; "" where nothing is said of it."""
    return str(CERTAINTIES.get(certainty, certainty))


def origin_words(known: Questionnaire | None) -> str:
    """Where the questions of a survey come from, and how sure that is."""
    if known is None:
        return _("kuesioner sendiri, tanpa indeks resmi")
    return " · ".join(filter(None, [known.basis, certainty_words(known.certainty)]))


def public_address(door: str, survey: Survey, *more: str) -> str:
    """A public address of a survey, whole, as it is passed on, printed and scanned."""
    return f"{settings.SITE_URL}{reverse(f'portal:satisfaction:{door}', args=[survey.office.code, survey.code, *more])}"
