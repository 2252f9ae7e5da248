"""The staff's side of the legal documentation: what is published, what is late, what a document lacks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from pranata.areas.regulation.jdih import actions
from pranata.areas.regulation.jdih.forms import RecordForm
from pranata.areas.regulation.jdih.menu import SECTION
from pranata.areas.regulation.jdih.models import EDIT, PUBLISH, VIEW
from pranata.areas.regulation.jdih.queries import (
    CLOCK,
    METADATA_WORDS,
    abstract_lines,
    due_on,
    legal_documents,
    missing_in,
    public_path,
    record_of,
    standing_of,
    state_of,
    with_legal_standing,
)
from pranata.areas.regulation.jdih.rules import Upload, is_status_checked
from pranata.base.org.copies import STALE
from pranata.base.ui.menu import menu_context
from pranata.base.ui.pages import office_or_404, staff_form, staff_page, staff_post
from pranata.engines.deadlines.clocks import clock_for
from pranata.engines.documents.models import Document
from pranata.lib import clock

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from django.http import HttpRequest, HttpResponse

    from pranata.base.access.models import User
    from pranata.base.org.models import Office

ROWS_ON_A_PAGE = 30
MOST_CHOSEN = 200
INCOMPLETE = "tidak-lengkap"
STATES = {
    "belum": gettext_lazy("Belum terbit"),
    Upload.LATE.value: gettext_lazy("Lewat tenggat"),
    Upload.PUBLISHED.value: gettext_lazy("Terbit"),
    INCOMPLETE: gettext_lazy("Metadata belum lengkap"),
}
CHIPS = {
    Upload.PUBLISHED: (gettext_lazy("terbit"), "ok", "✓"),
    Upload.LATE: (gettext_lazy("lewat tenggat"), "bad", "!"),
    Upload.WAITING: (gettext_lazy("belum terbit"), "warn", "◔"),
    Upload.OUTSIDE: (gettext_lazy("belum terbit"), "", ""),
}


@dataclass(frozen=True)
class Line:
    """A document as the list shows it."""

    item: Document
    state: Upload
    due: date | None
    missing: list[str]

    @property
    def chip(self) -> tuple[Any, str, str]:
        return CHIPS[self.state]

    @property
    def lacks(self) -> str:
        return ", ".join(str(METADATA_WORDS[name]) for name in self.missing)

    @property
    def may_open(self) -> bool:
        return not self.item.is_public and self.item.confidentiality == "biasa"


def line(item: Document, today: date) -> Line:
    return Line(item, state_of(item, today), due_on(item), missing_in(item))


def fits(each: Line, state: str) -> bool:
    """Whether a line is one of the state asked for."""
    if state == "belum":
        return each.state != Upload.PUBLISHED
    if state == INCOMPLETE:
        return bool(each.missing)
    return not state or each.state == state


def readable(user: User, office: Office) -> Any:
    """The legal documents of ``office`` that ``user`` may read, newest first."""
    seen = Document.objects.visible_to(user).values("pk")
    return legal_documents(office).filter(pk__in=seen).order_by("-issued_on", "-year", "-pk")


def words_of(query: Mapping[str, str]) -> str:
    return " ".join(query.get("q", "").split())[:100]


@staff_page
def documents(request: HttpRequest, code: str) -> HttpResponse:
    """The list, with what each document lacks and by when it stands in JDIH."""
    office, today = office_or_404(request, code, VIEW), clock.today()
    asked, text = request.GET.get("keadaan", ""), words_of(request.GET)
    state = asked if asked in STATES else ""
    found = readable(request.user, office)
    for word in text.split():
        found = found.filter(title__icontains=word) | found.filter(number__icontains=word)
    lines = [line(each, today) for each in found]
    page = Paginator([each for each in lines if fits(each, state)], ROWS_ON_A_PAGE).get_page(request.GET.get("halaman"))
    context = {
        **menu_context(request.user, office, section=SECTION),
        "page": page,
        "has_choice": any(each.may_open for each in page),
        "state": state,
        "text": text,
        "states": STATES.items(),
        "tally": [(name, words, sum(fits(each, name) for each in lines)) for name, words in STATES.items()],
        "clock": clock_for(CLOCK, on=today),
        "undated": sum(each.item.is_public and not record_of(each.item).published_on for each in lines),
        "may_edit": request.user.can(EDIT, office),
        "may_publish": request.user.can(PUBLISH, office),
        "public_address": reverse("portal:jdih:documents", args=[code]),
    }
    return render(request, "jdih/staff_list.html", context)


def document_or_404(request: HttpRequest, code: str, pk: int) -> Document:
    """A legal document that the reader may see. Raises Http404."""
    office = office_or_404(request, code, VIEW)
    found = with_legal_standing(readable(request.user, office).filter(pk=pk), clock.today()).first()
    if found is None:
        raise Http404
    return found


@staff_page
def document(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """What JDIH says of one document, and what is still to be done."""
    item, today = document_or_404(request, code, pk), clock.today()
    record = record_of(item)
    context = {
        **menu_context(request.user, item.office, section=SECTION),
        "line": line(item, today),
        "item": item,
        "record": record,
        "standing": standing_of(item),
        "abstract": abstract_lines(item),
        "clock": clock_for(CLOCK, on=today),
        "is_checked": is_status_checked(record.status_checked_on, today),
        "may_edit": request.user.can(EDIT, item.office),
        "may_publish": request.user.can(PUBLISH, item.office),
        "public_address": public_path(item) if item.is_public else "",
    }
    return render(request, "jdih/staff_document.html", context)


@staff_form
def describe(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """The form for metadata and abstract."""
    item = document_or_404(request, code, pk)
    request.user.require(EDIT, item.office)
    form = RecordForm(request.POST if request.method == "POST" else None, document=item)
    seen = request.POST.get("seen", "") or actions.seen_token(item)
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            actions.describe(item, form.cleaned_data, by=request.user, seen=seen)
        except ValidationError as error:
            is_stale = getattr(error, "code", "") == STALE
            status, seen = (409, actions.seen_token(item)) if is_stale else (422, seen)
            refuse(form, error)
        else:
            messages.success(request, _("Metadata %s disimpan.") % item)
            return redirect("desk:jdih:document", code, pk)
    context = {**menu_context(request.user, item.office, section=SECTION), "form": form, "item": item, "seen": seen}
    return render(request, "jdih/staff_form.html", context, status=status)


def refuse(form: RecordForm, error: ValidationError) -> None:
    """What an action refused, at its fields where the form has them."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for name, said in error.message_dict.items():
        form.add_error(name if name in form.fields else None, said)


@staff_post
def step(request: HttpRequest, code: str, pk: int, doing: str) -> HttpResponse:
    """Publish, take back, or keep that the status was looked at."""
    item = document_or_404(request, code, pk)
    steps = {
        "terbitkan": (actions.publish, _("%s terbit di JDIH.")),
        "tarik": (actions.withdraw, _("%s ditarik dari JDIH.")),
        "periksa": (actions.check_status, _("Status %s diperiksa hari ini.")),
    }
    action, words = steps[doing]
    try:
        action(item, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, words % item)
    return redirect("desk:jdih:document", code, pk)


@staff_post
def publish_chosen(request: HttpRequest, code: str) -> HttpResponse:
    """Publish the documents ticked in the list, all or none."""
    office = office_or_404(request, code, VIEW)
    request.user.require(PUBLISH, office)
    keys = [int(each) for each in request.POST.getlist("dokumen")[:MOST_CHOSEN] if each.isascii() and each.isdigit()]
    chosen = list(readable(request.user, office).filter(pk__in=[key for key in keys if key < 2**62]))
    if not chosen:
        messages.error(request, _("Centang dahulu dokumen yang akan diterbitkan."))
        return redirect("desk:jdih:documents", code)
    try:
        count = actions.publish_many(chosen, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, ngettext("%d dokumen terbit di JDIH.", "%d dokumen terbit di JDIH.", count) % count)
    return redirect("desk:jdih:documents", code)
