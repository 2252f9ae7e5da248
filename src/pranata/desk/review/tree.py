"""The tree of a draft, and the pages on which its activities and areas are named, entered and removed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from pranata.base.flow.errors import Stale
from pranata.desk.review.actions import activity_token, area_token, save_activity, save_area
from pranata.desk.review.drafts import (
    INVALID,
    STALE,
    Draft,
    chosen_remarks,
    draft_form,
    posted,
    ticked_remarks,
)
from pranata.desk.review.forms import AreaForm, NameForm
from pranata.desk.review.lines import remark_lines
from pranata.desk.review.refusals import add_refusal
from pranata.desk.review.remarks import list_address
from pranata.engines.plan.actions import rows
from pranata.engines.plan.models import Remark


@draft_form
def plan_tree(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Every area, activity and row of the draft, each with what can be done to it."""
    areas = draft.plan.areas.prefetch_related("activities__subactivities")
    return render(request, "desk/review/tree.html", draft.context(request, tree=areas))


@draft_form
def activity_add(request: HttpRequest, draft: Draft, pk: int) -> HttpResponse:
    """A new activity at the end of the area ``pk``."""
    area = draft.area(pk)
    form = NameForm(posted(request))
    if form.is_valid() and is_taken(form, lambda values: rows.add_activity(area, by=request.user, **values)):
        messages.success(request, _("Kegiatan ditambahkan."))
        return to_tree(draft)
    words = {"title": _("Tambah kegiatan"), "lead": str(area), "submit": _("Tambah kegiatan")}
    return name_page(request, draft, form, words)


@draft_form
def activity_edit(request: HttpRequest, draft: Draft, pk: int) -> HttpResponse:
    activity = draft.activity(pk)
    code = f"{activity.area.no}.{activity.position}"
    remarks = remarks_about(draft, code)
    form = NameForm(posted(request), activity=activity)
    words = {
        "title": _("Ubah kegiatan %s") % code,
        "lead": str(activity.area),
        "submit": _("Simpan"),
        "seen": request.POST.get("seen") or activity_token(activity),
    }
    if form.is_valid():
        seen, settled = request.POST.get("seen", ""), chosen_remarks(request, remarks)
        try:
            save_activity(activity, seen=seen, settled=settled, by=request.user, **form.cleaned_data)
        except Stale:
            return late_name_page(request, draft, form, words, activity, activity_token)
        messages.success(request, _("Kegiatan disimpan."))
        return way_back(request, draft, bool(settled))
    return name_page(request, draft, form, words, remarks)


@draft_form
def activity_remove(request: HttpRequest, draft: Draft, pk: int) -> HttpResponse:
    """Asks once more, then removes an activity that has no rows."""
    activity = draft.activity(pk)
    if request.method == "POST":
        return removed(request, draft, lambda: rows.remove_activity(activity, by=request.user), _("Kegiatan dihapus."))
    return confirm_page(request, draft, _("Hapus kegiatan ini?"), str(activity))


@draft_form
def area_add(request: HttpRequest, draft: Draft) -> HttpResponse:
    form = AreaForm(posted(request))
    if form.is_valid() and is_taken(form, lambda values: rows.add_area(draft.plan, by=request.user, **values)):
        messages.success(request, _("Area ditambahkan."))
        return to_tree(draft)
    return name_page(request, draft, form, {"title": _("Tambah area"), "submit": _("Tambah area")})


@draft_form
def area_edit(request: HttpRequest, draft: Draft, pk: int) -> HttpResponse:
    area = draft.area(pk)
    remarks = remarks_about(draft, str(area.no))
    form = AreaForm(posted(request), area=area)
    words = {
        "title": _("Ubah area %d") % area.no,
        "submit": _("Simpan"),
        "seen": request.POST.get("seen") or area_token(area),
    }
    if form.is_valid():
        seen, settled = request.POST.get("seen", ""), chosen_remarks(request, remarks)
        try:
            save_area(area, seen=seen, settled=settled, by=request.user, **form.cleaned_data)
        except Stale:
            return late_name_page(request, draft, form, words, area, area_token)
        messages.success(request, _("Area disimpan."))
        return way_back(request, draft, bool(settled))
    return name_page(request, draft, form, words, remarks)


@draft_form
def area_remove(request: HttpRequest, draft: Draft, pk: int) -> HttpResponse:
    """Asks once more, then removes an area that has no activities."""
    area = draft.area(pk)
    if request.method == "POST":
        return removed(request, draft, lambda: rows.remove_area(area, by=request.user), _("Area dihapus."))
    return confirm_page(request, draft, _("Hapus area ini?"), str(area))


def remarks_about(draft: Draft, subject: str) -> list[Remark]:
    return list(draft.plan.remarks.filter(subject=subject))


def is_taken(form: forms.Form, action: Any) -> bool:
    """Whether ``action`` took the form's values; what it refused stands at the fields."""
    try:
        action(form.cleaned_data)
    except ValidationError as error:
        add_refusal(form, error)
        return False
    return True


def removed(request: HttpRequest, draft: Draft, action: Any, words: str) -> HttpResponse:
    try:
        action()
        messages.success(request, words)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return to_tree(draft)


def to_tree(draft: Draft) -> HttpResponse:
    return redirect("desk:plan_tree", draft.plan.office.code, draft.plan.key)


def way_back(request: HttpRequest, draft: Draft, has_settled: bool) -> HttpResponse:
    """To the review when the form was opened from there or mended a remark, else to the tree."""
    is_review = has_settled or request.POST.get("dari") == "catatan"
    return redirect(list_address(request, draft.plan)) if is_review else to_tree(draft)


def name_page(
    request: HttpRequest,
    draft: Draft,
    form: forms.Form,
    words: dict[str, Any],
    remarks: list[Remark] | None = None,
    *,
    status: int = 0,
) -> HttpResponse:
    """The page of one form; ``words`` are ``title``, ``submit``, ``lead``, ``seen``."""
    context = draft.context(
        request,
        form=form,
        lines=remark_lines(remarks or []),
        ticked=ticked_remarks(request),
        came=(request.POST if request.method == "POST" else request.GET).get("dari", ""),
    )
    status = status or (INVALID if form.errors else 200)
    return render(request, "desk/review/form.html", {**context, **words}, status=status)


def late_name_page(
    request: HttpRequest, draft: Draft, form: forms.Form, words: dict[str, Any], item: Model, mark: Any
) -> HttpResponse:
    """What somebody else wrote meanwhile beside what was typed; sending again replaces theirs."""
    draft.plan.refresh_from_db(fields=["status"])
    item.refresh_from_db()
    words = {**words, "seen": mark(item), "stored": str(item)}
    return name_page(request, draft, form, words, status=STALE)


def confirm_page(request: HttpRequest, draft: Draft, title: str, what: str) -> HttpResponse:
    return render(request, "desk/review/confirm.html", draft.context(request, title=title, what=what))
