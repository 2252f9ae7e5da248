"""Which case a staff page is about, and what every page of the service needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.urls import reverse

from pranata.areas.process.information_requests.menu import SECTION
from pranata.areas.process.information_requests.models import (
    DECIDE,
    PROCESS,
    VIEW,
    InformationRequest,
    Objection,
)
from pranata.base.ui.menu import menu_context

if TYPE_CHECKING:
    from django.http import HttpRequest

    from pranata.base.org.models import Office
    from pranata.engines.cases.models import Case


def case_or_404(model: type[InformationRequest | Objection], request: HttpRequest, code: str, pk: int) -> Any:
    """The case ``pk`` of the office, if the reader may see it; else it looks as if it did not exist."""
    cases = model.objects.visible_to(request.user).filter(office__code=code, pk=pk)
    related = ["office", "unit", "assignee"] + (["request"] if model is Objection else ["answered_by__person"])
    found = cases.select_related(*related).first()
    if found is None:
        raise Http404
    return found


def page_context(request: HttpRequest, office: Office) -> dict[str, Any]:
    """The menu, and what the reader may do at ``office``."""
    user = request.user
    return {
        **menu_context(user, office, section=SECTION),
        "may_view": user.can(VIEW, office),
        "may_process": user.can(PROCESS, office),
        "may_decide": user.can(DECIDE, office),
        "may_propose_exemption": user.can("public_information.propose", office) and office.parent_id is not None,
    }


def address(name: str, case: Case) -> str:
    """Where ``name`` of the service stands for ``case``."""
    return reverse(f"desk:information_requests:{name}", args=[case.office.code, case.pk])
