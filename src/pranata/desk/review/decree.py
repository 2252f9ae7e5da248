"""The printed parts of a draft's decree; number, date, place and signatory are given on a page of their own."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from pranata.base.flow.errors import Stale
from pranata.desk.review.actions import decree_token, save_decree
from pranata.desk.review.decree_forms import DecreeEditor
from pranata.desk.review.decree_text import as_lines
from pranata.desk.review.drafts import INVALID, STALE, Draft, chosen_remarks, draft_form, posted, ticked_remarks
from pranata.desk.review.groups import build_groups
from pranata.desk.review.remarks import list_address
from pranata.engines.documents.errors import NumberRefused
from pranata.engines.documents.models import Document
from pranata.engines.documents.queries import next_number
from pranata.engines.plan.models import Remark, Status
from pranata.lib import clock


@draft_form
def decree_edit(request: HttpRequest, draft: Draft) -> HttpResponse:
    document = draft.plan.document
    editor = DecreeEditor(posted(request), document)
    remarks = decree_remarks(draft)
    if request.method == "POST" and editor.is_valid():
        settled = chosen_remarks(request, remarks)
        seen = request.POST.get("seen", "")
        try:
            save_decree(
                draft.plan, title=editor.title, parts=editor.parts(), seen=seen, settled=settled, by=request.user
            )
        except Stale:
            return late_page(request, draft)
        messages.success(request, _("Naskah keputusan disimpan."))
        return redirect(list_address(request, draft.plan) if settled else request.path)
    return decree_page(request, draft, editor, status=INVALID if editor.is_refused else 200)


def decree_page(
    request: HttpRequest, draft: Draft, editor: DecreeEditor, *, status: int, **extra: object
) -> HttpResponse:
    number, why_not = number_preview(draft.plan.document)
    remarks = decree_remarks(draft)
    groups = build_groups(draft.plan, [("", remarks)] if remarks else [], draft.plan.areas.all(), request.user)
    context = draft.context(
        request,
        editor=editor,
        signed=next(iter(draft.plan.document.body.get("signatories") or []), {}),
        may_number=request.user.can("plan.adopt", draft.plan.office),
        document=draft.plan.document,
        seen=request.POST.get("seen") or decree_token(draft.plan),
        next_number=number,
        why_no_number=why_not,
        items=groups[0].items if groups else [],
        ticked=ticked_remarks(request),
    )
    return render(request, "desk/review/decree.html", {**context, **extra}, status=status)


def decree_remarks(draft: Draft) -> list[Remark]:
    """What was remarked of the decree or of whole pages."""
    return list(draft.plan.remarks.filter(subject="").select_related("asked__person", "decided_by__person"))


def number_preview(document: Document) -> tuple[str, str]:
    """(the number the pattern would give, why there is none); neither for a decree that has its number."""
    if document.number:
        return "", ""
    day = document.issued_on or clock.today()
    try:
        return next_number(document.office, on=day), ""
    except NumberRefused as refusal:
        return "", str(refusal)


def late_page(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Somebody was faster: what they wrote stands beside what was typed; sending again replaces theirs."""
    draft.plan.refresh_from_db()
    if draft.plan.status != Status.DRAFT:
        raise Stale("save_decree")
    document = draft.plan.document
    editor = DecreeEditor(request.POST, document)
    seen = decree_token(draft.plan)
    return decree_page(request, draft, editor, status=STALE, seen=seen, stored=stored_words(document))


def stored_words(document: Document) -> list[tuple[str, str]]:
    """The decree as it is now, part by part."""
    body = document.body
    dictum = [
        f"{each['label']}: {each['text']}\n{as_lines(each.get('items') or [])}" for each in body.get("dictum") or []
    ]
    return [
        (_("Judul"), document.title),
        (_("Menimbang"), as_lines(body.get("considerations") or [])),
        (_("Mengingat"), as_lines(body.get("legal_basis") or [], "no")),
        (_("Menetapkan"), body.get("decides", "")),
        (_("Diktum"), "\n".join(dictum)),
    ]
