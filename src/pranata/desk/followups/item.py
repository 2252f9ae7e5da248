"""One follow-up: what was recommended, who does it, what proves it, its history, what may be done now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from pranata.base.access.errors import Forbidden
from pranata.base.flow.errors import Stale
from pranata.base.flow.models import Activity
from pranata.base.ui.pages import staff_form, staff_page
from pranata.desk.followups.forms import NoteForm, SeenForm
from pranata.desk.followups.proofs import section_of
from pranata.desk.navigation import navigation
from pranata.desk.tasks.follow_ups import chips, due_chip, line, source_address, source_title
from pranata.desk.tasks.sharing import share_one
from pranata.engines.followups import actions
from pranata.engines.followups.models import CLOSE, OPEN, PARTIES, FollowUp
from pranata.engines.followups.queries import has_done
from pranata.engines.plan.follow_ups import row_of
from pranata.lib import clock

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    from pranata.base.access.models import User


@dataclass(frozen=True)
class StepPage:
    """One step as a page offers it: its words, the question it asks (``label``, "" of one that asks nothing)."""

    name: str
    take: Callable[..., FollowUp]
    title: Any
    done: Any
    lead: Any = ""
    label: Any = ""
    hint: Any = ""


STEPS = {
    "start_work": StepPage("start_work", actions.start, _("Mulai dikerjakan"), _("Dicatat: mulai dikerjakan.")),
    "claim_done": StepPage(
        "claim_done",
        actions.claim,
        _("Laporkan selesai"),
        _("Dilaporkan selesai; menunggu penutupan oleh orang lain."),
        _("Sesudah ini buktinya tidak berubah lagi. Yang menutup adalah orang lain."),
        _("Apa yang sudah dilakukan"),
    ),
    "close_done": StepPage("close_done", actions.close, _("Tutup"), _("Tindak lanjut ditutup.")),
    "send_back": StepPage(
        "send_back",
        actions.give_back,
        _("Kembalikan"),
        _("Dikembalikan; penanggung jawabnya diberi tahu."),
        label=_("Apa yang masih kurang"),
    ),
    "call_off": StepPage(
        "call_off",
        actions.call_off,
        _("Nyatakan tidak dapat ditindaklanjuti"),
        _("Tindak lanjut dinyatakan tidak dapat ditindaklanjuti."),
        _("Tindak lanjut ini berakhir tanpa dikerjakan; alasannya tersimpan dan dapat dibuka lagi."),
        _("Alasan"),
    ),
    "open_again": StepPage(
        "open_again", actions.reopen, _("Buka lagi"), _("Tindak lanjut dibuka lagi."), label=_("Alasan")
    ),
}
JUDGING = ("close_done", "send_back", "call_off")
STALE = _("Tidak disimpan: keadaan tindak lanjut ini sudah berubah.")


def follow_up_or_404(request: HttpRequest, code: str, pk: int) -> FollowUp:
    """The follow-up ``pk`` of the office, if the reader may see it."""
    found = FollowUp.objects.visible_to(request.user).filter(office__code=code, pk=pk)
    item = found.select_related("office", "opened_by__person", "claimed_by__person", *PARTIES).first()
    if item is None:
        raise Http404
    return item


@staff_page
def follow_up(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    item, today = follow_up_or_404(request, code, pk), clock.today()
    address = request.build_absolute_uri(item.get_absolute_url())
    context = {
        **navigation(request.user, item.office, section="followups"),
        "item": item,
        "chips": chips(item, today),
        "due": due_chip(item.due_on, today),
        "source": source_title(item),
        "source_address": source_address(item),
        "row": row_of(item, reader=request.user),
        "history": history(item),
        "evidence": section_of(item, request.user),
        "share": share_one(item.office.name, line(item, today), address),
        **permitted(item, request.user),
    }
    return render(request, "desk/followups/item.html", context)


def permitted(item: FollowUp, user: User) -> dict[str, Any]:
    """The steps the reader may take now, and what else it may do."""
    possible = [STEPS[step.name] for step in actions.FLOW.steps_for(item, user)]
    is_doer = user.can(CLOSE, item.office) and not item.has_ended and has_done(item, user)
    if is_doer:
        possible = [each for each in possible if each.name not in JUDGING]
    return {
        "steps": [
            (each, reverse(f"desk:follow_up_{each.name}", args=[item.office.code, item.pk])) for each in possible
        ],
        "is_doer": is_doer and item.claimed_on is not None,
        "may_relate": user.can(OPEN, item.office),
        "may_change": user.can(OPEN, item.office) and not item.has_ended,
    }


def history(item: FollowUp) -> list[dict[str, Any]]:
    """The steps it went through after it was opened, oldest first."""
    found = Activity.objects.of(item).select_related("by__person")
    labels = actions.FLOW.steps
    return [
        {"words": labels[each.step].label, "by": each.by, "at": each.at, "note": each.note}
        for each in found
        if each.step in labels
    ]


def step_view(name: str) -> Callable[..., HttpResponse]:
    """The page of one step: what it means, the question, and the step itself."""
    step = STEPS[name]

    @staff_form
    def view(request: HttpRequest, code: str, pk: int) -> HttpResponse:
        item = follow_up_or_404(request, code, pk)
        request.user.require(actions.FLOW.steps[name].permission, item.office)
        data = request.POST if request.method == "POST" else None
        form = NoteForm(data, row=item, label=step.label, hint=step.hint) if step.label else SeenForm(data, row=item)
        status = 422 if form.is_bound else 200
        if form.is_valid():
            try:
                step.take(item, by=request.user, **form.cleaned_data)
            except ValidationError as error:
                form.refuse(error)
            except (Stale, Forbidden) as error:
                words = STALE if isinstance(error, Stale) else _now("Yang mengerjakan tidak menutupnya sendiri.")
                form.add_error(None, str(words))
                status = 409 if isinstance(error, Stale) else 403
            else:
                messages.success(request, str(step.done))
                return redirect(item.get_absolute_url())
        context = {
            **navigation(request.user, item.office, section="followups"),
            "item": item,
            "form": form,
            "step": step,
            "evidence_count": len(section_of(item, request.user).lines),
        }
        return render(request, "desk/followups/step.html", context, status=status)

    view.__name__ = f"follow_up_{name}"
    return view
