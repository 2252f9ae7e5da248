"""One item of the program: its stages, the one-click next one, and the steps that ask something."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from pranata.areas.regulation.legal_products.actions import stages
from pranata.areas.regulation.legal_products.forms import DatedForm, EnactForm, NoteForm
from pranata.areas.regulation.legal_products.models import EDIT, ProgramItem, Status
from pranata.areas.regulation.legal_products.pages import answer, page_context, row_or_404, sent
from pranata.areas.regulation.legal_products.queries import way_of
from pranata.areas.regulation.legal_products.register import PROGRAM
from pranata.base.flow.errors import Stale
from pranata.base.flow.models import Activity
from pranata.base.org.copies import copy_token
from pranata.base.ui.pages import staff_form, staff_page, staff_post
from pranata.lib import clock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from django.http import HttpRequest, HttpResponse

STALE = _("Tidak disimpan: tahapnya sudah berubah.")


@dataclass(frozen=True)
class StepPage:
    """One step that has a page: its address, the form it asks with, the steps of the flow it may be."""

    slug: str
    title: Any
    form: Callable[..., Any]
    run: Callable[..., ProgramItem]
    steps: tuple[str, ...]
    lead: Any = ""


def forward(name: str) -> Callable[..., ProgramItem]:
    def run(item: ProgramItem, **given: Any) -> ProgramItem:
        return stages.advance(item, name, **given)

    return run


STEPS = {
    "finish_draft": StepPage("penyusunan", _("Selesai disusun"), DatedForm, forward("finish_draft"), ("finish_draft",)),
    "harmonize": StepPage("harmonisasi", _("Selesai diselaraskan"), DatedForm, forward("harmonize"), ("harmonize",)),
    "enact": StepPage(
        "penetapan",
        _("Catat penetapan"),
        EnactForm,
        stages.enact,
        ("enact",),
        _("Naskahnya masuk pemetaan; status naskah yang diubah, diganti, atau dicabut ikut berubah."),
    ),
    "upload": StepPage("unggah", _("Sudah diunggah ke JDIH"), DatedForm, forward("upload"), ("upload",)),
    "back": StepPage("kembali", _("Kembali satu tahap"), NoteForm, stages.go_back, stages.BACK),
    "cancel": StepPage("batal", _("Batalkan dari program"), NoteForm, stages.cancel, ("cancel",)),
    "take_up_again": StepPage(
        "lanjut",
        _("Masukkan lagi ke program"),
        lambda data, *, item: NoteForm(data, item=item, is_required=False),
        stages.take_up_again,
        ("take_up_again",),
    ),
}


def rows_of(items: Iterable[ProgramItem], *, today: date) -> list[dict[str, Any]]:
    """Each item with its stages, whether it is late, and the step by which it goes on."""
    return [
        {
            "item": each,
            "way": way_of(each),
            "is_late": each.is_late(today),
            "next": next_step(each),
            "is_one_click": stages.NEXT.get(Status(each.status)) in stages.FORWARD,
        }
        for each in items
    ]


def next_step(item: ProgramItem) -> StepPage | None:
    name = stages.NEXT.get(Status(item.status))
    return STEPS[name] if name else None


@staff_page
def program_item(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    item = row_or_404(ProgramItem, request, code, pk, "unit", "product__office", "outcome__office")
    context = {
        **page_context(request, item.office),
        **rows_of([item], today=clock.today())[0],
        "register": PROGRAM,
        "others": [each for each in STEPS.values() if each != next_step(item) and may_be_taken(each, item)],
        "seen": copy_token(item),
        "history": [
            {"words": stages.FLOW.steps[each.step].label, "by": each.by, "at": each.at, "note": each.note}
            for each in Activity.objects.of(item).select_related("by__person")
        ],
    }
    return render(request, "legal_products/program_item.html", context)


def may_be_taken(page: StepPage, item: ProgramItem) -> bool:
    """Whether one of its steps leaves the stage the item is in."""
    return any(item.status in stages.FLOW.steps[name].sources for name in page.steps)


@staff_post
def go_on(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """The next stage, done today; what asks more than a day is asked on its own page."""
    item = row_or_404(ProgramItem, request, code, pk)
    request.user.require(EDIT, item.office)
    name = stages.NEXT.get(Status(item.status))
    if name == "enact":
        return redirect("desk:legal_products:program_penetapan", code, pk)
    if name is None:
        messages.warning(request, STALE)
        return redirect(item)
    try:
        stages.advance(item, name, on=clock.today(), by=request.user, seen=request.POST.get("seen", ""))
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
    except Stale:
        messages.warning(request, STALE)
    else:
        messages.success(request, _now("Dicatat: %s.") % item.get_status_display())
    return redirect(item)


def step_view(page: StepPage) -> Callable[..., HttpResponse]:
    """The page of one step: its form, and on POST the action."""

    @staff_form
    def view(request: HttpRequest, code: str, pk: int) -> HttpResponse:
        item = row_or_404(ProgramItem, request, code, pk, "product__office")
        request.user.require(EDIT, item.office)
        form, seen = page.form(sent(request), item=item), copy_token(item)

        def write() -> str:
            page.run(item, by=request.user, seen=request.POST.get("seen", ""), **form.cleaned_data)
            messages.success(request, _now("Dicatat: %s.") % item.get_status_display())
            return item.get_absolute_url()

        words = {"title": page.title, "lead": page.lead, "back": item.get_absolute_url(), "seen": seen}
        return answer(request, item.office, form, write, **words, item=item)

    view.__name__ = f"program_{page.slug}"
    return view
