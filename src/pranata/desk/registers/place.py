"""Which register and which of its rows a page is about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404

from pranata.base.access.lookup import get_visible_or_404
from pranata.base.ui.pages import office_or_404
from pranata.desk.navigation import navigation
from pranata.engines.registers.registry import UnknownRegister, register_of

if TYPE_CHECKING:
    from django.http import HttpRequest

    from pranata.base.org.models import Office
    from pranata.engines.registers.models import Entry
    from pranata.engines.registers.registry import Register


def place(request: HttpRequest, code: str, register: str) -> tuple[Register, Office]:
    """The register and the office whose rows the reader may see. Raises Http404."""
    try:
        found = register_of(register)
    except UnknownRegister as error:
        raise Http404 from error
    return found, office_or_404(request, code, found.model.VIEW)


def entry_or_404(request: HttpRequest, code: str, register: str, pk: int) -> tuple[Register, Entry]:
    found, _office = place(request, code, register)
    return found, get_visible_or_404(found.model, request.user, pk=pk, office__code=code)


def page_context(request: HttpRequest, office: Office, register: Register) -> dict[str, Any]:
    return {
        **navigation(request.user, office, section=register.section),
        "register": register,
        "may_edit": request.user.can(register.model.EDIT, office),
    }
