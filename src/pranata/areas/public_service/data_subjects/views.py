"""The list, one request, and what is done to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from pranata.areas.public_service.data_subjects.actions import handling, receiving
from pranata.areas.public_service.data_subjects.forms import (
    AssignForm,
    DecideForm,
    DoingForm,
    IdentityForm,
    MessageForm,
    NoForm,
    ReportForm,
)
from pranata.areas.public_service.data_subjects.kinds import FLOW, REQUESTS
from pranata.areas.public_service.data_subjects.letters import letters_for
from pranata.areas.public_service.data_subjects.menu import SECTION
from pranata.areas.public_service.data_subjects.models import PROCESS, VIEW, DataSubjectRequest, Right
from pranata.areas.public_service.data_subjects.rules import is_in_force
from pranata.base.access.lookup import get_visible_or_404
from pranata.base.files.downloads import download_response
from pranata.base.flow.errors import Stale
from pranata.base.ui.menu import menu_context
from pranata.base.ui.pages import office_or_404, staff_page, staff_post
from pranata.engines.cases.actions.messages import write_message
from pranata.engines.cases.due import explain_case
from pranata.engines.cases.models import Direction
from pranata.engines.cases.queries import due_words, entries
from pranata.lib import clock

if TYPE_CHECKING:
    from django.http import HttpRequest

    from pranata.base.access.models import User

ROWS_ON_A_PAGE = 50


@dataclass(frozen=True)
class Doing:
    """One thing to do: its form, the action, what is said after; ``step`` of the flow that must be open to it."""

    title: Any
    form: type[DoingForm]
    run: Callable[..., object]
    done: Any
    step: str = ""
    is_open: Callable[[DataSubjectRequest], bool] = lambda case: True
    is_for_charged: bool = False  # besides those who process requests

    def is_offered(self, case: DataSubjectRequest, user: User) -> bool:
        if not (user.can(PROCESS, case.office) or (self.is_for_charged and case.is_charged(user))):
            return False
        is_possible = not self.step or case.status in FLOW.steps[self.step].sources
        return is_possible and case.is_open and case.erased_at is None and self.is_open(case)


def send_message(case: DataSubjectRequest, *, text: str, by: User) -> None:
    write_message(case, text, direction=Direction.TO_PUBLIC, by=by)


DOINGS = {
    "daftarkan": Doing(_("Daftarkan"), NoForm, receiving.register, _("Permintaan terdaftar."), "register"),
    "kesampingkan": Doing(_("Bukan permintaan"), NoForm, receiving.reject, _("Kiriman dikesampingkan."), "reject"),
    "periksa-identitas": Doing(
        _("Identitas sudah diperiksa"),
        IdentityForm,
        handling.check_identity,
        _("Identitas pemohon tercatat terverifikasi."),
        "check_identity",
    ),
    "kerjakan": Doing(_("Saya kerjakan"), NoForm, handling.take_up, _("Anda penanggung jawabnya."), "take_up"),
    "tugaskan": Doing(_("Tugaskan"), AssignForm, handling.assign, _("Permintaan ditugaskan."), "decide"),
    "hapus-data": Doing(
        _("Hapus data perkara itu"),
        NoForm,
        handling.erase_named,
        _("Data pribadi perkara itu sudah dihapus."),
        "decide",
        lambda case: case.right == Right.ERASURE and bool(case.about_number) and case.named_erased_on is None,
    ),
    "tulis": Doing(_("Kirim pesan"), MessageForm, send_message, _("Pesan terkirim.")),
    "catat": Doing(_("Catat di dalam"), ReportForm, handling.report, _("Catatan tersimpan."), is_for_charged=True),
    "putuskan": Doing(_("Putuskan dan tutup"), DecideForm, handling.decide, _("Permintaan selesai."), "decide"),
}


@staff_page
def requests(request: HttpRequest, code: str) -> HttpResponse:
    """Every request the reader may see, the newest first."""
    office = office_or_404(request, code, VIEW)
    found = DataSubjectRequest.objects.visible_to(request.user).filter(office=office)
    page = Paginator(found.select_related("office", "unit", "assignee"), ROWS_ON_A_PAGE)
    shown = page.get_page(request.GET.get("halaman"))
    lines = [(entry, due_words(entry)) for entry in entries([(REQUESTS, each) for each in shown])]
    context = {
        **menu_context(request.user, office, section=SECTION),
        "page": shown,
        "lines": lines,
        "may_enter": request.user.can(PROCESS, office) and is_in_force(clock.today()),
    }
    return render(request, "data_subjects/list.html", context)


@staff_page
def one_request(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    return case_page(request, case_or_404(request, code, pk))


def case_or_404(request: HttpRequest, code: str, pk: int) -> DataSubjectRequest:
    return get_visible_or_404(DataSubjectRequest, request.user, pk=pk, office__code=code)


def case_page(
    request: HttpRequest, case: DataSubjectRequest, *, refused: tuple[str, forms.Form] | None = None, status: int = 200
) -> HttpResponse:
    """The request with the forms of what the reader may do; ``refused`` is one that was sent and comes back."""
    offered = [(slug, doing) for slug, doing in DOINGS.items() if doing.is_offered(case, request.user)]
    entry = entries([(REQUESTS, case)], reader=request.user)[0]
    context = {
        **menu_context(request.user, case.office, section=SECTION),
        "case": case,
        "contact": case.contact,
        "due_words": due_words(entry) if case.due_on else "",
        "explanation": explain_case(case),
        "talk": case.messages.select_related("by__person"),
        "notes": case.notes.select_related("by__person"),
        "letters": letters_for(case) if request.user.can(PROCESS, case.office) else [],
        "share": {"text": entry.line, "rows": 4, "address": f"https://wa.me/?text={quote(entry.line)}"},
        "attachments": case.attachments.select_related("file"),
        "doings": [
            (slug, doing, refused[1] if refused and refused[0] == slug else doing.form(office=case.office))
            for slug, doing in offered
        ],
    }
    return render(request, "data_subjects/request.html", context, status=status)


@staff_post
def act(request: HttpRequest, code: str, pk: int, doing: str) -> HttpResponse:
    case, wanted = case_or_404(request, code, pk), DOINGS[doing]
    if not (wanted.is_for_charged and case.is_charged(request.user)):
        request.user.require(PROCESS, case.office)
    form = wanted.form(request.POST, office=case.office)
    if not form.is_valid():
        return case_page(request, case, refused=(doing, form), status=422)
    try:
        wanted.run(case, by=request.user, **form.cleaned_data)
    except ValidationError as fault:
        form.add_error(None, known_errors(form, fault))
        return case_page(request, case_or_404(request, code, pk), refused=(doing, form), status=422)
    except Stale:
        messages.warning(request, _now("Permintaan ini baru saja berubah; periksa lagi sebelum melanjutkan."))
    else:
        messages.success(request, wanted.done)
    return redirect(case)


def known_errors(form: forms.Form, fault: ValidationError) -> ValidationError:
    """What an action refused, at the fields the form has; else above it."""
    if hasattr(fault, "error_dict") and set(fault.error_dict) <= set(form.fields):
        return fault
    return ValidationError(fault.messages)


@staff_page
def file(request: HttpRequest, code: str, pk: int, position: int) -> HttpResponse:
    """The file at that place among those of the request, the oldest first, as a download."""
    found = list(case_or_404(request, code, pk).attachments.select_related("file"))
    if not 0 < position <= len(found):
        raise Http404
    return download_response(found[position - 1].file, found[position - 1].name)
