"""The steps of a sheet as pages: submitted, sent back, agreed, closed, opened again; its aim."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from pranata.base.access.errors import Forbidden
from pranata.base.flow.errors import Stale
from pranata.base.org.copies import copy_token
from pranata.base.ui.pages import staff_form
from pranata.desk.assessments.buttons import TITLES, possible
from pranata.desk.assessments.place import STALE, about, instrument_of, sheet_or_404
from pranata.desk.assessments.step_forms import NoteForm, ReturnForm, SeenForm, TargetForm
from pranata.desk.assessments.words import full_title
from pranata.engines.assessments.actions import sheets
from pranata.engines.assessments.models import MANAGE, Level
from pranata.engines.assessments.queries import read_sheet
from pranata.engines.assessments.sentences import shown
from pranata.lib import clock

if TYPE_CHECKING:
    from collections.abc import Callable

    from django import forms
    from django.http import HttpRequest, HttpResponse

    from pranata.base.access.models import User
    from pranata.engines.assessments.models import Sheet
    from pranata.engines.assessments.queries import SheetView


@dataclass(frozen=True)
class StepPage:
    """One step as a page offers it: ``form`` asks what is needed, ``run`` takes the step with what was said."""

    name: str
    done: Any
    form: Callable[[Any, Sheet], forms.Form]
    run: Callable[[Sheet, Any, User], object]
    lead: Any = ""

    @property
    def title(self) -> Any:
        return TITLES[self.name]


def run_submit(sheet: Sheet, form: Any, user: User) -> object:
    return sheets.submit(sheet, by=user, seen=form.cleaned_data["seen"])


def run_return(sheet: Sheet, form: Any, user: User) -> object:
    return sheets.send_back(sheet, form.notes(), by=user)


def run_agree(sheet: Sheet, form: Any, user: User) -> object:
    return sheets.agree(sheet, note=form.cleaned_data["note"], by=user)


def run_close(sheet: Sheet, form: Any, user: User) -> object:
    return sheets.close(sheet, by=user)


def run_reopen(sheet: Sheet, form: Any, user: User) -> object:
    return sheets.reopen(sheet, note=form.cleaned_data["note"], by=user)


def seen_form(data: Any, sheet: Sheet) -> SeenForm:
    return SeenForm(data, initial={"seen": copy_token(sheet)})


def section_titles(sheet: Sheet) -> list[tuple[str, str]]:
    """Code and title of every section."""
    instrument = instrument_of(sheet)
    return [(part.code, full_title(instrument, part.code)) for part in instrument.sections]


STEPS = {
    "submit": StepPage(
        "submit",
        _("Lembar diajukan; penilai diberi tahu."),
        seen_form,
        run_submit,
        _("Sesudah ini jawaban dan bukti tidak berubah lagi, kecuali pada bagian yang dikembalikan penilai."),
    ),
    "return": StepPage(
        "return",
        _("Bagian yang ditulisi dikembalikan; pengisinya diberi tahu."),
        lambda data, sheet: ReturnForm(data, sections=section_titles(sheet)),
        run_return,
        _("Tulis apa yang perlu diperbaiki pada bagian yang dikembalikan; yang dikosongkan tetap."),
    ),
    "agree": StepPage(
        "agree",
        _("Lembar disepakati."),
        lambda data, _sheet: NoteForm(data, label=_("Catatan kesepakatan"), is_required=False),
        run_agree,
        _("Sesudah ini penilai internal tidak mengubah jawabannya lagi."),
    ),
    "close": StepPage("close", _("Lembar selesai."), seen_form, run_close, _("Sesudah ini lembar hanya dibaca.")),
    "reopen": StepPage(
        "reopen",
        _("Lembar dibuka lagi untuk penilai."),
        lambda data, _sheet: NoteForm(data, label=_("Alasan")),
        run_reopen,
    ),
}


def step_view(name: str) -> Callable[..., HttpResponse]:
    """The page of one step: what it means, the question, and the step itself."""
    step = STEPS[name]

    @staff_form
    def view(request: HttpRequest, code: str, pk: int) -> HttpResponse:
        sheet = sheet_or_404(request, code, pk)
        read = read_sheet(sheet, reader=request.user, today=clock.today())
        if step.name not in possible(read):
            raise Forbidden(MANAGE)
        form, status = step.form(request.POST if request.method == "POST" else None, sheet), 200
        if form.is_bound:
            status = 422
        if form.is_valid():
            try:
                step.run(sheet, form, request.user)
            except ValidationError as error:
                form.refuse(error)
            except Stale:
                form.add_error(None, str(STALE))
                status = 409
            else:
                messages.success(request, str(step.done))
                return redirect(sheet.get_absolute_url())
        context = {
            **about(request.user, sheet),
            "view": read,
            "form": form,
            "step": step,
            "totals": totals(read),
            "unanswered": [
                (full_title(read.instrument, each.part.code), each) for each in read.sections if each.answered < each.of
            ],
        }
        return render(request, "desk/assessments/step.html", context, status=status)

    view.__name__ = f"sheet_{name}"
    return view


def totals(view: SheetView) -> list[tuple[str, str]]:
    """What the sheet is worth, as claimed, as proven, and as each assessor who answered anything says."""
    found = [(str(_("nilai mandiri")), view.claimed), (str(_("terbukti")), view.proven)]
    later = [level for level in Level if level != Level.SELF and any(level in each.answers for each in view.lines)]
    found += [(str(level.label), view.outcomes[level]) for level in later]
    return [(words, shown(outcome.total)) for words, outcome in found]


@staff_form
def sheet_target(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """What the office aims at with this sheet."""
    sheet = sheet_or_404(request, code, pk)
    request.user.require(MANAGE, sheet.office)
    data = request.POST if request.method == "POST" else None
    form = TargetForm(data, instrument=instrument_of(sheet), held=sheet.target)
    if form.is_valid():
        try:
            sheets.set_target(sheet, form.cleaned_data["target"], by=request.user)
        except ValidationError as error:
            form.refuse(error)
        except Stale:
            form.add_error(None, str(STALE))
        else:
            messages.success(request, str(_("Sasaran disimpan.")))
            return redirect(sheet.get_absolute_url())
    return form_page(request, sheet, form, title=_("Sasaran"), submit=_("Simpan"))


def form_page(request: HttpRequest, sheet: Sheet, form: forms.Form, *, back: str = "", **words: Any) -> HttpResponse:
    """One form about a sheet: ``title``, ``lead``, ``submit``."""
    context = {
        **about(request.user, sheet),
        "form": form,
        "back": back or sheet.get_absolute_url(),
        **words,
    }
    return render(request, "desk/assessments/form.html", context, status=422 if form.is_bound else 200)
