"""Archives chosen from what waits, put on a list, and the way of that list to its berita acara."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from pranata.areas.process.archives.forms import (
    ApproveForm,
    ArchiveForm,
    DecideForm,
    DestroyForm,
    FinishTransferForm,
    JudgeProposalForm,
    NoteForm,
    ProposeForm,
    ReasonForm,
    TransferForm,
)
from pranata.areas.process.archives.queries import DUE_TITLES
from pranata.areas.process.archives.steps import form_page, sent
from pranata.areas.process.archives.views import due_items, page_context
from pranata.base.access.lookup import get_visible_or_404
from pranata.base.flow.models import Activity
from pranata.base.ui.pages import office_or_404, staff_form, staff_page
from pranata.engines.archives import disposing, moving
from pranata.engines.archives.models import (
    EDIT,
    VIEW,
    ArchiveItem,
    Disposal,
    DisposalLine,
    DisposalStatus,
    Method,
    Transfer,
    TransferKind,
    TransferLine,
    TransferStatus,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    from pranata.base.org.models import Office

ON_A_PAGE = 200
KINDS = {"pindah": TransferKind.INACTIVE, "serah": TransferKind.STATIC}
WAY = (
    DisposalStatus.DRAFT, DisposalStatus.JUDGED, DisposalStatus.APPROVED, DisposalStatus.DECIDED,
    DisposalStatus.DESTROYED,
)  # fmt: skip


@staff_form
def due(request: HttpRequest, code: str, slug: str) -> HttpResponse:
    """What waits for one kind of work; those that are ticked go on a list of their own."""
    office = office_or_404(request, code, VIEW)
    found = due_items(office, request.user, slug)
    form = due_form(slug, sent(request), office)
    if request.method == "POST":
        request.user.require(EDIT, office)
        if form is None:
            raise Http404
        chosen = [each for each in request.POST.getlist("items") if each.isdecimal()]
        items = ArchiveItem.objects.visible_to(request.user).filter(office=office, pk__in=chosen[:ON_A_PAGE])
        if form.is_valid():
            try:
                made = put_on_list(slug, office, list(items.order_by("number")), form, request)
            except ValidationError as error:
                form.refuse(error)
            else:
                return redirect(made.get_absolute_url())
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {**page_context(request, office), "slug": slug, "title": DUE_TITLES[slug], "page": page, "form": form}
    return render(request, "archives/due.html", context, status=422 if request.method == "POST" else 200)


def due_form(slug: str, data: Any, office: Office) -> ArchiveForm | None:
    """What a list of this kind asks; None where each archive is looked at alone."""
    if slug == "musnah":
        return ProposeForm(data, office=office)
    if slug not in KINDS:
        return None
    form = TransferForm(data, office=office)
    words = _("Lembaga Kearsipan Daerah %s") % office.region_name if slug == "serah" else _("Unit kearsipan")
    form.initial["receiver"] = words
    return form


def put_on_list(
    slug: str, office: Office, items: list[ArchiveItem], form: ArchiveForm, request: HttpRequest
) -> Transfer | Disposal:
    """The new list, and what is said of it."""
    if slug == "musnah":
        made: Transfer | Disposal = disposing.propose(office, items, by=request.user, **form.cleaned_data)
        messages.success(request, _("Usul musnah disusun. Berikutnya: penilaian panitia."))
        return made
    made = moving.prepare_transfer(office, items, kind=KINDS[slug], by=request.user, **form.cleaned_data)
    messages.success(request, _("Daftarnya disusun. Cetak berita acaranya, lalu catat sesudah ditandatangani."))
    return made


def transfer_or_404(request: HttpRequest, code: str, pk: int) -> Transfer:
    office_or_404(request, code, VIEW)
    return get_visible_or_404(Transfer, request.user, pk=pk, office__code=code)


def disposal_or_404(request: HttpRequest, code: str, pk: int) -> Disposal:
    office_or_404(request, code, VIEW)
    return get_visible_or_404(Disposal, request.user, pk=pk, office__code=code)


@staff_page
def transfer(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """One list and its berita acara."""
    found = transfer_or_404(request, code, pk)
    lines = TransferLine.objects.visible_to(request.user).filter(transfer=found).select_related("item__office")
    context = {
        **page_context(request, found.office),
        "transfer": found,
        "lines": lines,
        "is_open": found.status == TransferStatus.DRAFT,
        "history": history(found, moving.FLOW),
    }
    return render(request, "archives/transfer.html", context)


@staff_page
def disposal(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """One proposal: how far it is, what is on it, which step is next."""
    found = disposal_or_404(request, code, pk)
    lines = list(DisposalLine.objects.visible_to(request.user).filter(disposal=found).select_related("item__office"))
    place = WAY.index(DisposalStatus(found.status)) if found.status in WAY else -1
    context = {
        **page_context(request, found.office),
        "disposal": found,
        "way": [(each.label, "done" if n < place else "now" if n == place else "") for n, each in enumerate(WAY)],
        "lines": lines,
        "held": [each for each in lines if each.item.is_held and not each.kept_reason],
        "steps": [(each, step_address(found, each.name)) for each in disposing.FLOW.steps_for(found, request.user)],
        "is_open": found.status in disposing.RUNNING,
        "can_take_off": found.status in disposing.RUNNING and request.user.can(EDIT, found.office),
        "history": history(found, disposing.FLOW),
    }
    return render(request, "archives/disposal.html", context)


def step_address(found: Disposal, step: str) -> str:
    return reverse(f"desk:archives:disposal_{step}", args=[found.office.code, found.pk])


def history(found: Transfer | Disposal, flow: Any) -> list[dict[str, Any]]:
    """The steps it went through, oldest first."""
    taken = Activity.objects.of(found).select_related("by__person")
    return [{"words": flow.steps[each.step].label, "by": each.by, "at": each.at, "note": each.note} for each in taken]


@staff_form
def transfer_step(request: HttpRequest, code: str, pk: int, step: str) -> HttpResponse:
    """``finish`` or ``cancel``."""
    found = transfer_or_404(request, code, pk)
    move = moving.FLOW.steps[step]
    request.user.require(move.permission, found.office)
    kind = FinishTransferForm if step == "finish" else NoteForm
    form = kind(sent(request), office=found.office)
    act = moving.finish_transfer if step == "finish" else moving.cancel_transfer

    def write() -> str:
        act(found, by=request.user, **form.cleaned_data)
        return str(_("Dicatat: %s.") % found.get_status_display())

    words = {"title": f"{move.label}: {found}", "submit": move.label}
    return form_page(request, found.office, form, write, back=found.get_absolute_url(), **words)


DISPOSAL_STEPS: dict[str, tuple[type[ArchiveForm], Callable[..., Disposal]]] = {
    "judge": (JudgeProposalForm, disposing.judge_proposal),
    "approve": (ApproveForm, disposing.approve_proposal),
    "decide": (DecideForm, disposing.decide_proposal),
    "destroy": (DestroyForm, disposing.destroy),
    "cancel": (NoteForm, disposing.cancel_proposal),
}


@staff_form
def disposal_step(request: HttpRequest, code: str, pk: int, step: str) -> HttpResponse:
    """One step of a proposal, by the name it has in the flow."""
    found = disposal_or_404(request, code, pk)
    move = disposing.FLOW.steps[step]
    request.user.require(move.permission, found.office)
    kind, act = DISPOSAL_STEPS[step]
    form = kind(sent(request), office=found.office)

    def write() -> str:
        said = dict(form.cleaned_data)
        if "method" in said:
            said["method"] = Method(said["method"])
        act(found, by=request.user, **said)
        return str(_("Dicatat: %s.") % found.get_status_display())

    words = {"title": f"{move.label}: {found}", "submit": move.label, "lead": step_lead(step)}
    return form_page(request, found.office, form, write, back=found.get_absolute_url(), **words)


def step_lead(step: str) -> str:
    """What somebody should know before the step."""
    leads = {
        "approve": _(
            "Persetujuan Kepala ANRI melalui KPU RI. Untuk retensi di bawah 10 tahun periksa dulu ke KPU RI "
            "apakah persetujuan itu diperlukan (belum terkonfirmasi)."
        ),
        "destroy": _(
            "Dicatat sesudah arsipnya benar-benar musnah. Berkas elektronik dari dokumen atau bukti tidak dihapus oleh "
            "langkah ini; penghapusannya dilakukan sendiri di catatan asalnya supaya tidak ada yang hilang diam-diam."
        ),
    }
    return leads.get(step, "")


@staff_form
def take_off(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Keep one archive of a proposal after all."""
    office = office_or_404(request, code, VIEW)
    line = get_visible_or_404(DisposalLine, request.user, pk=pk, disposal__office__code=code)
    request.user.require(EDIT, office)
    form = ReasonForm(sent(request), office=office)

    def write() -> str:
        disposing.take_off(line, by=request.user, **form.cleaned_data)
        return _("Arsip dikeluarkan dari usul dan tetap disimpan.")

    words = {"title": _("Keluarkan %s dari usul") % line.item.number, "lead": line.item.title, "submit": _("Keluarkan")}
    return form_page(request, office, form, write, back=line.disposal.get_absolute_url(), **words)
