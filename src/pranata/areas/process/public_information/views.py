"""The list of both sides, one proposal, its draft, its steps, its letters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pranata.areas.process.public_information.actions import proposals as actions
from pranata.areas.process.public_information.bases import BASES
from pranata.areas.process.public_information.flow import FLOW
from pranata.areas.process.public_information.forms import ProposalForm
from pranata.areas.process.public_information.letters import LETTERS
from pranata.areas.process.public_information.menu import SECTION
from pranata.areas.process.public_information.models import (
    DECIDE,
    PROPOSE,
    VIEW_PROPOSALS,
    ExemptedInformation,
    ExemptionProposal,
    Occasion,
    Status,
)
from pranata.areas.process.public_information.queries import endings
from pranata.areas.process.public_information.rules import Exemption, missing_parts
from pranata.areas.process.public_information.steps import buttons
from pranata.base.access.errors import Forbidden
from pranata.base.access.models import Grant
from pranata.base.flow.errors import Stale
from pranata.base.flow.models import Activity
from pranata.base.org.copies import copy_token
from pranata.base.paper.queries import letterhead_of
from pranata.base.ui.menu import menu_context
from pranata.base.ui.pages import office_or_404, staff_form, staff_page
from pranata.lib import clock

if TYPE_CHECKING:
    from django.http import HttpRequest

    from pranata.areas.process.public_information.steps import Doing
    from pranata.base.org.models import Office

ROWS_ON_A_PAGE = 30
LONGEST_NUMBER = 60
DRAFT_WORDS = {
    "bases": BASES,
    "lead": gettext_lazy(
        "Boleh disimpan dahulu sebagai rancangan; sebelum diajukan, uji konsekuensinya terisi lengkap."
    ),
}
MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def page_context(request: HttpRequest, office: Office) -> dict[str, Any]:
    """The menu, and what the reader may do at ``office``."""
    user = request.user
    may = {"may_propose": user.can(PROPOSE, office), "may_decide": user.can(DECIDE, office)}
    return {**menu_context(user, office, section=SECTION), **may}


def proposal_or_404(request: HttpRequest, code: str, pk: int) -> tuple[ExemptionProposal, Office]:
    """The proposal as somebody of the office reads it, whose own it is or who decides it. Raises Http404."""
    office = office_or_404(request, code, VIEW_PROPOSALS)
    related = ("office", "decider", "unit", "exempted", "proposed_by__person")
    here = ExemptionProposal.objects.visible_to(request.user).filter(Q(office=office) | Q(decider=office), pk=pk)
    found = here.select_related(*related).first()
    if found is None:
        raise Http404
    return found, office


@staff_page
def proposals(request: HttpRequest, code: str) -> HttpResponse:
    """What was sent to this office to decide, what it proposed itself, and which exemptions end soon."""
    office, today = office_or_404(request, code, VIEW_PROPOSALS), clock.today()
    visible = ExemptionProposal.objects.visible_to(request.user).select_related("office", "decider")
    own = Paginator(visible.filter(office=office), ROWS_ON_A_PAGE).get_page(request.GET.get("halaman"))
    sent = visible.filter(decider=office).exclude(status__in=actions.NOT_WITH_DECIDER).exclude(office=office)
    ending = [
        each
        for each in endings(ExemptedInformation.objects.visible_to(request.user).filter(office=office), today)
        if each.is_due or each.state == Exemption.OPEN
    ]
    context = {
        **page_context(request, office),
        "sent": sorted(sent[:ROWS_ON_A_PAGE], key=lambda each: each.status != Status.PROPOSED),
        "page": own,
        "endings": ending,
        "today": today,
        "may_have_decider": office.parent_id is not None,
        "bases": BASES,
    }
    return render(request, "public_information/proposals.html", context)


@staff_form
def new_proposal(request: HttpRequest, code: str) -> HttpResponse:
    """A draft; ``?pengecualian=`` is the entry that it renews, ``?permohonan=`` the request it comes from."""
    office = office_or_404(request, code, VIEW_PROPOSALS)
    request.user.require(PROPOSE, office)
    renewed = entry_asked_for(request, office)
    initial = {}
    if renewed is not None:
        initial = {name: getattr(renewed, name) for name in ("title", "ground", "statute", "consequence", "unit")}
        initial["occasion"] = Occasion.REVIEW
    elif request.GET.get("permohonan"):
        number = request.GET["permohonan"].strip()[:LONGEST_NUMBER]
        initial = {"occasion": Occasion.REQUEST, "request_number": number}
    form = ProposalForm(sent(request), office=office, initial=initial)
    if form.is_bound and form.is_valid():
        try:
            item = actions.draft(office, form.cleaned_data, by=request.user, exempted=renewed)
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Rancangan usulan disimpan."))
            return redirect(item)
    context = {**DRAFT_WORDS, "form": form, "title": _("Usulan pengecualian baru"), "renewed": renewed}
    return form_page(request, office, form, context)


def entry_asked_for(request: HttpRequest, office: Office) -> ExemptedInformation | None:
    asked = request.GET.get("pengecualian", "")
    if not (asked.isascii() and asked.isdigit() and len(asked) < 19):
        return None
    return ExemptedInformation.objects.visible_to(request.user).filter(office=office, pk=asked).first()


@staff_form
def change_proposal(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    item, office = proposal_or_404(request, code, pk)
    request.user.require(PROPOSE, item.office)
    form, seen = ProposalForm(sent(request), office=item.office, item=item), copy_token(item)
    if form.is_bound and form.is_valid():
        try:
            actions.change(item, form.cleaned_data, by=request.user, seen=request.POST.get("seen", ""))
        except (ValidationError, Stale) as error:
            refuse(form, error)
        else:
            messages.success(request, _("Usulan disimpan."))
            return redirect(item)
    context = {**DRAFT_WORDS, "form": form, "title": _("Ubah usulan"), "item": item, "seen": seen}
    return form_page(request, office, form, context)


@staff_page
def proposal(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    item, office = proposal_or_404(request, code, pk)
    is_own = office.pk == item.office_id
    grants = Grant.objects.visible_to(request.user).of(item).select_related("user__person", "to_office", "revoked_by")
    lacking = missing_parts({name: getattr(item, name) for name in actions.FIELDS}) if item.is_editable else ()
    today = clock.today()
    context = {
        **page_context(request, office),
        "item": item,
        "is_own": is_own,
        "way": way_of(item),
        "lacking": [ExemptionProposal._meta.get_field(name).verbose_name for name in lacking],
        "buttons": buttons(item, request.user),
        "may_change": item.is_editable and request.user.can(PROPOSE, item.office),
        "grants": [(each, each.is_in_force(today)) for each in grants] if is_own else [],
        "letters": letters_for(request, item),
        "bases": BASES,
        "history": [
            {"words": FLOW.steps[each.step].label, "by": each.by, "at": each.at, "note": each.note}
            for each in Activity.objects.of(item).select_related("by__person")
        ],
    }
    return render(request, "public_information/proposal.html", context)


def way_of(item: ExemptionProposal) -> list[dict[str, Any]]:
    """Where it stands: drafted, with the office that decides, decided."""
    is_sent = item.status not in (Status.DRAFTED, Status.RETURNED)
    is_over = item.status in (Status.AGREED, Status.REFUSED, Status.WITHDRAWN)
    last = item.get_status_display().capitalize() if is_over else _("Diputus")
    return [
        {"words": _("Rancangan"), "day": item.drafted_at, "state": "done" if is_sent else "now"},
        {
            "words": _("Diajukan"),
            "day": item.proposed_on if is_sent else None,
            "state": ("done" if is_over else "now") if is_sent else "",
        },
        {"words": last, "day": item.decided_on, "state": "now" if is_over else ""},
    ]


def letters_for(request: HttpRequest, item: ExemptionProposal) -> list[tuple[str, Any]]:
    """The letters there are to write, on the paper of an office where the reader works on proposals."""
    return [
        (slug, each.title)
        for slug, each in LETTERS.items()
        if each.is_ready(item) and request.user.can(VIEW_PROPOSALS, each.writer(item))
    ]


@staff_page
def proposal_letter(request: HttpRequest, code: str, pk: int, slug: str, file_format: str) -> HttpResponse:
    item, _office = proposal_or_404(request, code, pk)
    if file_format not in MEDIA_TYPES or slug not in dict(letters_for(request, item)):
        raise Http404
    from pranata.engines.cases.letters.pdf import print_pdf  # noqa: PLC0415 -- slow import
    from pranata.engines.cases.letters.word import print_docx  # noqa: PLC0415 -- slow import

    kind = LETTERS[slug]
    draft, letterhead = kind.draft(item), letterhead_of(kind.writer(item))
    written = print_pdf(draft, letterhead) if file_format == "pdf" else print_docx(draft, letterhead)
    response = HttpResponse(written.content, content_type=MEDIA_TYPES[file_format])
    response["Content-Disposition"] = f'attachment; filename="{kind.file_name(item, file_format)}"'
    return response


def step_view(doing: Doing) -> Any:
    """The page of one thing to do: its form, and on POST the action."""

    @staff_form
    def page(request: HttpRequest, code: str, pk: int) -> HttpResponse:
        item, office = proposal_or_404(request, code, pk)
        if not doing.may(item, request.user):
            raise Forbidden(PROPOSE)
        form, seen = doing.form(item)(sent(request), **begun(request, doing, item)), copy_token(item)
        if form.is_bound and form.is_valid():
            try:
                doing.run(item, form, request.user, request.POST.get("seen", ""))
            except (ValidationError, Stale) as error:
                refuse(form, error)
            else:
                messages.success(request, doing.done)
                list_address = reverse("desk:public_information:proposals", args=[code])
                is_gone = doing.leaves and office.pk != item.office_id
                return redirect(list_address if is_gone else item.address_at(office))
        context = {"form": form, "title": doing.title, "item": item, "seen": seen, "lead": doing.lead, "doing": doing}
        return form_page(request, office, form, context)

    return page


def begun(request: HttpRequest, doing: Doing, item: ExemptionProposal) -> dict[str, Any]:
    initial = doing.begins(item)
    return {"initial": initial} if initial and request.method != "POST" else {}


def form_page(request: HttpRequest, office: Office, form: Any, context: dict[str, Any]) -> HttpResponse:
    item = context.get("item")
    back = item.address_at(office) if item else reverse("desk:public_information:proposals", args=[office.code])
    status = 422 if form.is_bound else 200
    context = {**page_context(request, office), **context, "back": back}
    return render(request, "public_information/form.html", context, status=status)


def sent(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def refuse(form: Any, error: ValidationError | Stale) -> None:
    """What an action refused, each reason at its field; of fields the form lacks, above the form."""
    if isinstance(error, Stale):
        form.add_error(None, _("Keadaannya sudah berubah; buka lagi halaman usulannya."))
        return
    reasons = error.message_dict if hasattr(error, "error_dict") else {"__all__": error.messages}
    for name, words in reasons.items():
        form.add_error(name if name in form.fields else None, words)
