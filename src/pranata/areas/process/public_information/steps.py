"""What may be done to a proposal by either side: its form, who may, what runs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from pranata.areas.process.public_information import forms
from pranata.areas.process.public_information.actions import deciding, proposals
from pranata.areas.process.public_information.actions.deciding import may_decide
from pranata.areas.process.public_information.actions.proposals import NOT_WITH_DECIDER
from pranata.areas.process.public_information.flow import FLOW
from pranata.areas.process.public_information.models import PROPOSE, ExemptionProposal
from pranata.lib import clock

if TYPE_CHECKING:
    from django.forms import Form

    from pranata.base.access.models import User


@dataclass(frozen=True)
class Doing:
    """One thing to do. ``run`` gets the proposal, the cleaned form, who, and the mark of the text that was read;
    ``leaves`` says that the doer may read the proposal no more."""

    slug: str
    title: Any
    form: Callable[[ExemptionProposal], type[Form]]
    run: Callable[[ExemptionProposal, Any, User, str], object]
    done: Any
    lead: Any
    may: Callable[[ExemptionProposal, User], bool]
    is_possible: Callable[[ExemptionProposal], bool]
    begins: Callable[[ExemptionProposal], dict[str, Any]] = lambda item: {}
    is_main: bool = False
    leaves: bool = False


def proposes(item: ExemptionProposal, user: User) -> bool:
    return user.can(PROPOSE, item.office)


def stands(step: str) -> Callable[[ExemptionProposal], bool]:
    """Whether ``step`` of the flow may be taken from where the proposal stands."""
    return lambda item: item.status in FLOW.steps[step].sources


def opens(item: ExemptionProposal) -> type[Form]:
    """A day is asked for only where somebody in this installation is to read it."""
    return forms.OpenForm if item.decider.is_active else forms.PlainForm


def send(item: ExemptionProposal, form: Any, by: User, seen: str) -> object:
    return proposals.propose(item, by=by, open_until=form.cleaned_data.get("open_until") or clock.today(), seen=seen)


def decision_begins(item: ExemptionProposal) -> dict[str, Any]:
    return {"decided_on": clock.today(), "exempted_until": item.proposed_until}


DOINGS = (
    Doing("ajukan", _("Ajukan"), opens, send, _("Usulan diajukan."),
          _("Suratnya dapat dicetak sesudahnya. Penerima yang memakai sistem ini membacanya selama izin berlaku."),
          proposes, stands("propose"), is_main=True),
    Doing("izin", _("Perpanjang izin baca"), lambda item: forms.OpenForm,
          lambda item, form, by, seen: proposals.lengthen(item, by=by, **form.cleaned_data), _("Izin diperpanjang."),
          _("Penerima dapat membaca usulan ini sampai hari itu."), proposes,
          lambda item: item.decider.is_active and item.status not in NOT_WITH_DECIDER),
    Doing("tarik", _("Tarik usulan"), lambda item: forms.ReasonForm,
          lambda item, form, by, seen: proposals.withdraw(item, by=by, **form.cleaned_data), _("Usulan ditarik."),
          _("Penerima tidak dapat membacanya lagi."), proposes, stands("withdraw")),
    Doing("setujui", _("Setujui"), lambda item: forms.AgreementForm,
          lambda item, form, by, seen: deciding.agree(item, form.agreement(), by=by, seen=seen),
          _("Usulan disetujui; informasinya masuk register kantor pengusul."),
          _("Isi menurut uji konsekuensi. Informasi dikecualikan sampai tanggal itu dan diuji lagi sebelumnya."),
          may_decide, stands("agree"), begins=decision_begins, is_main=True),
    Doing("kembalikan", _("Kembalikan"), lambda item: forms.ReasonForm,
          lambda item, form, by, seen: deciding.give_back(item, by=by, seen=seen, **form.cleaned_data),
          _("Usulan dikembalikan."), _("Sebutkan apa yang perlu diperbaiki. Usulan tertutup sampai diajukan lagi."),
          may_decide, stands("give_back"), leaves=True),
    Doing("tolak", _("Tolak"), lambda item: forms.RefusalForm,
          lambda item, form, by, seen: deciding.refuse(item, by=by, seen=seen, **form.cleaned_data),
          _("Usulan ditolak; informasinya tetap terbuka."), _("Sebutkan mengapa informasi ini tidak dikecualikan."),
          may_decide, stands("refuse"), begins=decision_begins),
)  # fmt: skip


def buttons(item: ExemptionProposal, user: User) -> list[Doing]:
    """What ``user`` may do now; whether it may decide is asked once."""
    known: dict[Any, bool] = {}
    found = [each for each in DOINGS if each.is_possible(item)]
    for each in found:
        if each.may not in known:
            known[each.may] = each.may(item, user)
    return [each for each in found if known[each.may]]
