"""Which steps of a sheet the reader may take now, and what they are called."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pranata.engines.assessments.models import Level, Status
from pranata.engines.assessments.powers import FILLING

if TYPE_CHECKING:
    from pranata.engines.assessments.queries import SheetView

TITLES = {
    "submit": _("Ajukan"),
    "return": _("Kembalikan"),
    "agree": _("Sepakati"),
    "close": _("Nyatakan selesai"),
    "reopen": _("Buka lagi"),
}
MAIN = ("submit", "agree", "close")  # the step that goes on


def possible(view: SheetView) -> list[str]:
    """The steps that the reader may take as the sheet stands."""
    status, found = view.sheet.status, []
    if view.may.manage and status in FILLING:
        found.append("submit")
    if view.may.manage and status == Status.AGREED:
        found += ["close", "reopen"]
    if Level.INTERNAL in view.may.assess and status == Status.SUBMITTED:
        found += ["return", "agree"]
    return found


def buttons(view: SheetView) -> dict[str, Any]:
    """The context of the sheet's buttons and links."""
    sheet = view.sheet
    arguments = [sheet.office.code, sheet.pk]
    return {
        "steps": [
            {"title": TITLES[name], "address": reverse(f"desk:sheet_{name}", args=arguments), "is_main": name in MAIN}
            for name in possible(view)
        ],
        "may_manage": view.may.manage,
    }
