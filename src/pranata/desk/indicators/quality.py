"""How good a plan's numbers are: one line per indicator that wants something, by area and kind of want."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from pranata.base.ui.pages import staff_page
from pranata.desk.matrix import Figure
from pranata.desk.navigation import navigation
from pranata.desk.plan_lookup import plan_or_404
from pranata.engines.plan.filters import whole_number
from pranata.engines.plan.queries.quality import ISSUES, plan_quality
from pranata.engines.plan.queries.readings import may_read, month_to_read
from pranata.lib import clock

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

ON_A_PAGE = 50
# The words of each issue beside a number, the kind of chip, its sign.
WORDS = {
    "broken": (_("ukuran tidak ada lagi"), "bad", "!"),
    "stale": (_("rumus sudah berganti"), "bad", "!"),
    "unread": (_("belum ada yang diukur"), "warn", "?"),
    "suggested": (_("usulan menunggu persetujuan"), "warn", "?"),
    "unbound": (_("belum diikat"), "warn", "?"),
    "by_hand": (_("diisi tangan"), "", ""),
    "unproven": (_("belum ada bukti"), "warn", "?"),
    "doubtful": (_("di baris yang perlu ditinjau"), "warn", "≈"),
}


@staff_page
def data_quality(request: HttpRequest, code: str, plan_key: str) -> HttpResponse:
    plan, siblings = plan_or_404(request, code, plan_key)
    if not may_read(request.user, plan.office):
        raise Http404
    found = plan_quality(plan, month=month_to_read(plan, clock.today()))
    area = whole_number(request.GET.get("area", ""), 99)
    issue = request.GET.get("mutu", "")
    issue = issue if issue in ISSUES else ""
    wanted = [each for each in found.lines if (not area or each.area_no == area) and _is_listed(each.issues, issue)]
    page = Paginator(wanted, ON_A_PAGE).get_page(request.GET.get("halaman"))
    context = {
        **navigation(request.user, plan.office, siblings, section="plan", plan=plan, areas=plan.areas.all()),
        "quality": found,
        "counts": _figures(found.counts, area),
        "choices": [(name, WORDS[name][0]) for name in ISSUES if found.counts[name] or name == issue],
        "wanted_area": area,
        "wanted_issue": issue,
        "page": page,
        "lines": [(each, [WORDS[name] for name in each.issues]) for each in page],
    }
    return render(request, "desk/indicators/quality.html", context)


def _is_listed(issues: tuple[str, ...], wanted: str) -> bool:
    return wanted in issues if wanted else bool(issues)


def _figures(counts: dict[str, int], area: int | None) -> list[Figure]:
    """The counts of the whole plan, each leading to its lines in the chosen area."""
    where = f"&area={area}" if area else ""
    return [
        Figure(count, WORDS[name][0], f"?mutu={name}{where}", "bad" if WORDS[name][1] == "bad" else "")
        for name, count in counts.items()
        if count
    ]
