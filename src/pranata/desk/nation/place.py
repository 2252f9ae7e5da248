"""What every page about the offices below begins with: who looks from where, and at which month."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse

from pranata.base.ui.pages import office_or_404
from pranata.desk.navigation import navigation
from pranata.engines.nation.models import Distribution
from pranata.engines.nation.queries import looks_down
from pranata.lib import clock
from pranata.lib.periods import Length, Period
from pranata.lib.text import as_plain_cell

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from pranata.base.org.models import Office

VIEW = "nation.view"


@dataclass(frozen=True)
class Month:
    """The month that is looked at, and the months that can be, the newest first."""

    period: Period
    offered: list[Period]

    @property
    def year(self) -> int:
        return self.period.year

    @property
    def month(self) -> int:
        return self.period.position


def scope_or_404(request: HttpRequest, code: str, permission: str = VIEW) -> Office:
    """The office from which the reader may look down; else it looks as if it did not exist."""
    office = office_or_404(request, code, permission)
    if not looks_down(office):
        raise Http404
    return office


def month_asked(request: HttpRequest, scope: Office) -> Month:
    """``?periode=2022-06``, else the newest month there is something of; what is no month is the newest too."""
    known = Distribution.objects.filter(scope=scope).order_by("-year", "-month").values_list("year", "month").distinct()
    today = clock.today()
    offered = [Period(year, Length.MONTH, month) for year, month in known]
    newest = offered[0] if offered else Period(today.year, Length.MONTH, today.month)
    wanted = next((each for each in offered if str(each) == request.GET.get("periode")), newest)
    return Month(wanted, offered)


def page_context(request: HttpRequest, scope: Office, tab: str, **more: Any) -> dict[str, Any]:
    """What the pages' common head needs; ``tab`` is "sebaran", "laporan" or "cuplikan"."""
    return {**navigation(request.user, scope, section="nation"), "scope": scope, "tab": tab, **more}


def csv_answer(name: str, head: Iterable[str], lines: Iterable[Iterable[Any]]) -> HttpResponse:
    """The lines as a file for spreadsheets; blank is what is not known, never 0."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(head)
    writer.writerows(["" if cell is None else as_plain_cell(str(cell)) for cell in line] for line in lines)
    response = HttpResponse(out.getvalue().encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
