"""The menu above the administrator's pages, and who sees which of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pranata.base.org.models import Level, Office
from pranata.base.ui.pages import office_or_404
from pranata.desk.navigation import navigation

if TYPE_CHECKING:
    from pranata.base.access.models import User

# URL name of the page, what it asks for, what it is called.
TABS = (
    ("accounts", "access.view", _("Akun")),
    ("roles", "access.view", _("Peran")),
    ("grants", "grants.manage", _("Izin berbatas")),
    ("offices", "offices.manage", _("Satuan kerja")),
    ("queue", "system.view", _("Antrean")),
    ("storage", "system.view", _("Penyimpanan")),
    ("calendar", "system.view", _("Kalender")),
    ("audit", "audit.view", _("Jejak audit")),
)
OF_INSTALLATION = {"queue"}


def cares_for_installation(user: User, office: Office) -> bool:
    """Whether ``user`` looks after the whole installation from ``office``: KPU RI, or the only one that uses it."""
    if not user.can("system.view", office):
        return False
    return office.level == Level.RI or list(Office.objects.active().values_list("pk", flat=True)[:2]) == [office.pk]


def open_tabs(user: User, office: Office) -> list[tuple[str, Any]]:
    """URL names and words of the pages that ``user`` may see at ``office``."""
    return [
        (name, words)
        for name, permission, words in TABS
        if user.can(permission, office) and (name not in OF_INSTALLATION or cares_for_installation(user, office))
    ]


def tab_office(request: HttpRequest, code: str, tab: str) -> Office:
    """The office ``code`` if the reader may see the page ``tab`` there. Raises Http404."""
    office = office_or_404(request, code, next(permission for name, permission, _words in TABS if name == tab))
    if tab in OF_INSTALLATION and not cares_for_installation(request.user, office):
        raise Http404
    return office


def tab_context(request: HttpRequest, office: Office, tab: str) -> dict[str, Any]:
    """What the shell and the tab menu show on the page ``tab`` and on the pages below it."""
    tabs = [
        (reverse(f"desk:{name}", args=[office.code]), words, name == tab)
        for name, words in open_tabs(request.user, office)
    ]
    return {**navigation(request.user, office, section="administration"), "tabs": tabs}
