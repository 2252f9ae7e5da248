"""Pages on which a row of a draft is changed, moved, removed, or a new one entered."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from pranata.base.flow.errors import Stale
from pranata.desk.review.actions import save_row
from pranata.desk.review.drafts import (
    INVALID,
    STALE,
    Draft,
    changed_page,
    chosen_remarks,
    draft_form,
    found,
    posted,
    ticked_remarks,
)
from pranata.desk.review.forms import (
    PlaceForm,
    RowEditor,
    stored_words,
    wants_more,
    with_more_indicators,
    with_present_mark,
)
from pranata.desk.review.lines import remark_lines
from pranata.desk.review.refusals import add_refusal
from pranata.desk.review.source import printed_row, source_lines
from pranata.engines.plan.actions import rows
from pranata.engines.plan.actions.guards import row_token
from pranata.engines.plan.models import Activity, Plan, Status, Subactivity
from pranata.engines.plan.queries import SubactivityDetail, subactivity_detail


@draft_form
def row_edit(request: HttpRequest, draft: Draft, row: str) -> HttpResponse:
    """The editor of one row, with what is printed and what was remarked."""
    detail = detail_of(request, draft, row)
    if detail is None:
        return changed_page(request, draft, _("Baris ini sudah dihapus orang lain."))
    shown = detail.subactivity
    if wants_more(request):
        return row_page(request, draft, detail, RowEditor(with_more_indicators(request.POST)), status=200)
    editor = RowEditor(posted(request), shown)
    if request.method == "POST" and editor.is_valid():
        settled = chosen_remarks(request, detail.remarks)
        try:
            save_row(shown, editor.content(), seen=request.POST.get("seen", ""), settled=settled, by=request.user)
        except Stale:
            return late_page(request, draft, detail)
        except ValidationError as error:
            editor.refuse(error)
        else:
            messages.success(request, _("Baris %(code)s disimpan.") % {"code": shown.code})
            return redirect(way_back(request, draft.plan, shown.code))
    return row_page(request, draft, detail, editor, status=INVALID if editor.is_refused else 200)


def detail_of(request: HttpRequest, draft: Draft, code: str) -> SubactivityDetail | None:
    """The row that the form was opened with, wherever it stands now; None when it is gone.

    Raises Http404 when the address alone names no row.
    """
    pk = request.POST.get("row", "")
    if pk.isdecimal() and len(pk) < 19:
        kept = draft.plan.subactivities.filter(pk=int(pk)).values_list("code", flat=True).first()
        return subactivity_detail(draft.plan, kept) if kept else None
    found(draft.plan.subactivities.filter(code=code).only("pk").first())
    return subactivity_detail(draft.plan, code)


def row_page(
    request: HttpRequest, draft: Draft, detail: SubactivityDetail, editor: RowEditor, *, status: int, **extra: Any
) -> HttpResponse:
    shown = detail.subactivity
    activities = Activity.objects.filter(area__plan=draft.plan).select_related("area").order_by("area__no", "position")
    context = draft.context(
        request,
        detail=detail,
        item=shown,
        editor=editor,
        seen=request.POST.get("seen") or row_token(shown),
        place=PlaceForm(activities=activities, initial={"activity": shown.activity_id, "position": shown.position}),
        printed=printed_row(shown, source_lines(draft.plan)),
        lines=remark_lines(detail.remarks),
        ticked=ticked_remarks(request),
        came=came(request),
        back=way_back(request, draft.plan, shown.code),
    )
    return render(request, "desk/review/row.html", {**context, **extra}, status=status)


def late_page(request: HttpRequest, draft: Draft, detail: SubactivityDetail) -> HttpResponse:
    """Somebody was faster: what they wrote stands beside what was typed; sending again replaces theirs."""
    plan = Plan.objects.filter(pk=draft.plan.pk).only("status").first()
    if plan is None or plan.status != Status.DRAFT:
        raise Stale("row_edit")
    present = subactivity_detail(draft.plan, detail.subactivity.code)
    sent = with_present_mark(request.POST, present.subactivity)
    editor = RowEditor(sent)
    extra = {"seen": sent["seen"], "stored": stored_words(present.subactivity)}
    return row_page(request, draft, present, editor, status=STALE, **extra)


def came(request: HttpRequest) -> str:
    """The page the editor was opened from, by the word in its link."""
    return (request.POST if request.method == "POST" else request.GET).get("dari", "")


def way_back(request: HttpRequest, plan: Plan, code: str) -> str:
    """Where the reader came from: the review, the tree, or else the row itself."""
    names = [plan.office.code, plan.key]
    if came(request) == "catatan":
        return reverse("desk:remarks", args=names) + f"#baris-{code}"
    if came(request) == "susunan":
        return reverse("desk:plan_tree", args=names) + f"#baris-{code}"
    return reverse("desk:subactivity", args=[*names, code])


@draft_form
def row_add(request: HttpRequest, draft: Draft, pk: int) -> HttpResponse:
    """A new row in the activity ``pk``."""
    activity = draft.activity(pk)
    if wants_more(request):
        return new_row_page(request, draft, activity, RowEditor(with_more_indicators(request.POST)), status=200)
    editor = RowEditor(posted(request))
    if request.method == "POST" and editor.is_valid():
        try:
            added = rows.add_row(activity, editor.content(), by=request.user)
        except ValidationError as error:
            editor.refuse(error)
        else:
            messages.success(request, _("Baris %(code)s ditambahkan.") % {"code": added.code})
            return redirect(reverse("desk:plan_tree", args=[draft.plan.office.code, draft.plan.key]) + anchor(added))
    return new_row_page(request, draft, activity, editor, status=INVALID if editor.is_refused else 200)


def anchor(row: Subactivity) -> str:
    return f"#baris-{row.code}"


def new_row_page(
    request: HttpRequest, draft: Draft, activity: Activity, editor: RowEditor, *, status: int
) -> HttpResponse:
    context = draft.context(request, activity=activity, editor=editor)
    return render(request, "desk/review/new_row.html", context, status=status)


@draft_form
def row_move(request: HttpRequest, draft: Draft, row: str) -> HttpResponse:
    """Takes the row to another activity or place; its form stands on the row's own page, and here when refused."""
    detail = detail_of(request, draft, row)
    if detail is None:
        return changed_page(request, draft, _("Baris ini sudah dihapus orang lain."))
    activities = Activity.objects.filter(area__plan=draft.plan).select_related("area").order_by("area__no", "position")
    shown = detail.subactivity
    begin = {"activity": shown.activity_id, "position": shown.position}
    form = PlaceForm(posted(request), activities=activities, initial=begin)
    if form.is_valid():
        target = draft.activity(form.cleaned_data["activity"])
        try:
            rows.move_row(shown, activity=target, position=form.cleaned_data["position"], by=request.user)
        except ValidationError as error:
            add_refusal(form, error)
        else:
            messages.success(request, _("Baris itu sekarang berkode %(code)s.") % {"code": shown.code})
            return redirect(reverse("desk:plan_tree", args=[draft.plan.office.code, draft.plan.key]) + anchor(shown))
    context = draft.context(request, item=shown, place=form)
    return render(request, "desk/review/move_row.html", context, status=INVALID if form.errors else 200)


@draft_form
def row_remove(request: HttpRequest, draft: Draft, row: str) -> HttpResponse:
    """Asks once more, then takes the row out."""
    detail = detail_of(request, draft, row)
    if detail is None:
        return changed_page(request, draft, _("Baris ini sudah dihapus orang lain."))
    shown = detail.subactivity
    if request.method == "POST":
        if row_token(shown) != request.POST.get("seen", ""):
            raise Stale("remove_row")
        rows.remove_row(shown, by=request.user)
        messages.success(request, _("Baris %(code)s dihapus.") % {"code": row})
        return redirect("desk:plan_tree", draft.plan.office.code, draft.plan.key)
    context = draft.context(request, item=shown, seen=row_token(shown), own=own_remarks(detail))
    return render(request, "desk/review/remove_row.html", context)


def own_remarks(detail: SubactivityDetail) -> int:
    """How many undecided remarks removing the row settles."""
    code = detail.subactivity.code
    return sum(each.is_undecided and each.subject == code for each in detail.remarks)
