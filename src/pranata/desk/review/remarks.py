"""The review of the reader's remarks: the list, one decision after the other, and several at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pranata.base.flow.errors import Stale
from pranata.base.ui.pages import staff_page, staff_post, wants_part
from pranata.desk.navigation import navigation
from pranata.desk.plan_lookup import plan_or_404
from pranata.desk.remark_kinds import remark_kind
from pranata.desk.review.drafts import Draft, changed_page
from pranata.desk.review.groups import DECISIONS, Counts, RemarkFilter, build_groups, build_item, by_subject
from pranata.engines.plan.actions import review
from pranata.engines.plan.models import Plan, Remark, Severity, Status
from pranata.engines.plan.queries import GRAVEST_FIRST

GROUPS_ON_A_PAGE = 20
DECIDED_ALREADY = gettext_lazy("Catatan ini sudah diputuskan orang lain, atau rencananya tidak ditinjau lagi.")


@staff_page
def remarks(request: HttpRequest, code: str, plan_key: str) -> HttpResponse:
    """All remarks of a plan, narrowed by ``?tingkat=`` (severity), ``?jenis=`` (code) and ``?keputusan=``."""
    shown, siblings = plan_or_404(request, code, plan_key)
    every = list(shown.remarks.select_related("decided_by__person", "asked__person"))
    kinds = Counter(each.code for each in every)
    wanted = RemarkFilter.from_query(request.GET, kinds)
    found = [each for each in every if wanted.keeps(each, request.user)]
    page = Paginator(by_subject(found), GROUPS_ON_A_PAGE).get_page(request.GET.get("halaman"))
    areas = list(shown.areas.all())
    context = {
        **navigation(request.user, shown.office, siblings, section="remarks", plan=shown, areas=areas),
        "page": page,
        "groups": build_groups(shown, list(page), areas, request.user),
        **bulk_notes(list(page)),
        "found": len(found),
        "counts": Counts.of((each.severity, each.status) for each in every),
        "wanted": wanted,
        "severities": [(level.value, level.label.capitalize()) for level in GRAVEST_FIRST],
        "kinds": sorted((str(remark_kind(each)), each, count) for each, count in kinds.items()),
        "decisions": DECISIONS.items(),
        "query": kept_query(request.GET),
        **rights(request, shown),
    }
    return render(request, "desk/review/remarks.html", context)


def rights(request: HttpRequest, plan: Plan) -> dict[str, bool]:
    """What the page offers besides reading."""
    return {
        "may_decide": request.user.can("plan.edit", plan.office) and plan.status in review.REVIEWED,
        "may_edit": request.user.can("plan.edit", plan.office) and plan.status == Status.DRAFT,
        "may_adopt": request.user.can("plan.adopt", plan.office) and plan.status == Status.DRAFT,
    }


def bulk_notes(groups: list[tuple[str, list[Remark]]]) -> dict[str, Any]:
    """The keys of the shown remarks that only say something (keterangan) and wait for a decision, and their count."""
    shown = [remark for _subject, remarks in groups for remark in remarks]
    notes = [str(each.pk) for each in shown if each.severity == Severity.INFO and each.is_undecided]
    return {"notes": ",".join(notes), "note_count": len(notes)}


def kept_query(query: QueryDict) -> str:
    """The page's own parameters, to come back to the same list."""
    kept = QueryDict(mutable=True)
    for name in ("tingkat", "jenis", "keputusan", "halaman"):
        if value := query.get(name, ""):
            kept[name] = value[:60]
    return kept.urlencode()


def came_from(request: HttpRequest) -> str:
    """The parameters of the list that a link or form leads away from."""
    return kept_query(QueryDict(request.POST.get("kembali", "")[:400]) if request.method == "POST" else request.GET)


def list_address(request: HttpRequest, plan: Plan, anchor: str = "") -> str:
    """The list as it was narrowed when the form was sent."""
    asked = came_from(request)
    address = reverse("desk:remarks", args=[plan.office.code, plan.key])
    return f"{address}{'?' if asked else ''}{asked}{anchor}"


@staff_post
def remark_accept(request: HttpRequest, code: str, plan_key: str, pk: int) -> HttpResponse:
    return decided(request, code, plan_key, pk, review.accept, _("Bacaan diterima."))


@staff_post
def remark_correct(request: HttpRequest, code: str, plan_key: str, pk: int) -> HttpResponse:
    return decided(request, code, plan_key, pk, review.correct, _("Catatan ditandai sudah diperbaiki."))


@staff_post
def remark_reopen(request: HttpRequest, code: str, plan_key: str, pk: int) -> HttpResponse:
    return decided(request, code, plan_key, pk, review.reopen, _("Catatan dibuka lagi."))


def decided(
    request: HttpRequest, code: str, plan_key: str, pk: int, step: Callable[..., Remark], words: str
) -> HttpResponse:
    """Take the step; htmx gets the remark as it stands now, everybody else the list again."""
    draft = Draft(*plan_or_404(request, code, plan_key))
    remark = draft.remark(pk)
    try:
        step(remark, by=request.user)
    except Stale:
        return changed_page(request, draft, DECIDED_ALREADY)
    if wants_part(request):
        return item_part(request, draft.plan, remark)
    messages.success(request, words)
    return redirect(list_address(request, draft.plan, f"#catatan-{remark.pk}"))


def item_part(request: HttpRequest, plan: Plan, remark: Remark) -> HttpResponse:
    """One remark and the count of what is decided, as htmx puts them into the list."""
    group, item = build_item(plan, remark, request.user)
    context = {
        "office": plan.office,
        "plan": plan,
        "group": group,
        "item": item,
        "counts": Counts.of(plan.remarks.order_by().values_list("severity", "status")),
        "query": came_from(request),
        "is_part": True,
        **rights(request, plan),
    }
    return render(request, "desk/review/item.html", context)


@staff_post
def remarks_accept(request: HttpRequest, code: str, plan_key: str) -> HttpResponse:
    """Accept the chosen remarks; errors among them only after a page that asks once more."""
    draft = Draft(*plan_or_404(request, code, plan_key))
    request.user.require("plan.edit", draft.plan.office)
    chosen = chosen_keys(request.POST)
    waiting = list(draft.plan.remarks.undecided().filter(pk__in=chosen))
    errors = [each for each in waiting if each.severity == Severity.ERROR]
    if errors and "yakin" not in request.POST:
        return confirmation_page(request, draft, waiting, errors)
    try:
        count = review.accept_all(waiting, by=request.user)
    except Stale:
        return changed_page(request, draft, DECIDED_ALREADY)
    messages.success(request, bulk_words(count, len(chosen)))
    return redirect(list_address(request, draft.plan))


def chosen_keys(sent: QueryDict) -> set[int]:
    """The remarks a bulk form names: ticked one by one, or all keys in the button that was pressed."""
    names = [*sent.getlist("remark"), *sent.get("semua", "").split(",")]
    return {int(name) for name in names if name.isdecimal() and len(name) < 19}


def bulk_words(count: int, chosen: int) -> str:
    if not chosen:
        return _("Belum ada catatan yang dipilih.")
    if count == chosen:
        return _("%(count)d catatan diterima.") % {"count": count}
    words = _("%(count)d catatan diterima; %(others)d lainnya sudah diputuskan orang lain.")
    return words % {"count": count, "others": chosen - count}


def confirmation_page(request: HttpRequest, draft: Draft, waiting: list[Remark], errors: list[Remark]) -> HttpResponse:
    harmless = [each for each in waiting if each.severity != Severity.ERROR]
    extra: dict[str, Any] = {
        "errors": errors,
        "all_keys": ",".join(str(each.pk) for each in waiting),
        "harmless_keys": ",".join(str(each.pk) for each in harmless),
        "harmless_count": len(harmless),
        "waiting_count": len(waiting),
        "query": came_from(request),
        "list_address": list_address(request, draft.plan),
    }
    return render(request, "desk/review/accept_errors.html", draft.context(request, **extra))
