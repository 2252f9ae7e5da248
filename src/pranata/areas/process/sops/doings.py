"""What may be done about an SOP: its form, who may, what runs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from pranata.areas.process.sops import forms
from pranata.areas.process.sops.actions import use, versions
from pranata.areas.process.sops.flow import FLOW
from pranata.areas.process.sops.models import EDIT, Sop, Status
from pranata.areas.process.sops.rules import may_legalize

if TYPE_CHECKING:
    from django.utils.functional import Promise

    from pranata.base.access.models import User

Run = Callable[[Sop, Any, "User", str], Any]


@dataclass(frozen=True)
class Doing:
    """One thing to do: ``slug`` in its address, ``may`` who, ``run(sop, form, by, seen)`` does it; what that returns
    is the SOP whose page comes next, else the same one."""

    slug: str
    title: str | Promise
    done: str | Promise
    form: type[forms.SopForm]
    may: Callable[[Sop, User], bool]
    run: Run
    lead: str | Promise = ""
    is_main: bool = False


def by_step(step: str) -> Callable[[Sop, User], bool]:
    """Who may take that step now."""

    def may(sop: Sop, user: User) -> bool:
        if step == "legalize" and not may_legalize(user.pk, submitted_by=sop.submitted_by_id):
            return False
        return any(each.name == step for each in FLOW.steps_for(sop, user))

    return may


def in_use(sop: Sop, user: User) -> bool:
    return sop.status == Status.EFFECTIVE and user.can(EDIT, sop.office)


def may_edit(sop: Sop, user: User) -> bool:
    return sop.status in (Status.DRAFT, Status.EFFECTIVE) and user.can(EDIT, sop.office)


DOINGS = (
    Doing(
        "ajukan",
        _("Ajukan untuk disahkan"),
        _("SOP diajukan."),
        forms.SopForm,
        by_step("submit"),
        lambda sop, form, by, seen: versions.submit(sop, by=by, seen=seen),
        _("Sesudah diajukan, isinya tidak berubah lagi sampai disahkan atau dikembalikan oleh orang lain."),
        is_main=True,
    ),
    Doing(
        "sahkan",
        _("Catat pengesahan"),
        _("SOP disahkan."),
        forms.SignatureForm,
        by_step("legalize"),
        lambda sop, form, by, seen: versions.legalize(sop, form.signature(), by=by, seen=seen),
        _("SOP ditandatangani pejabatnya; di sini dicatat siapa dan sejak kapan berlaku. Versi sebelumnya berakhir."),
        is_main=True,
    ),
    Doing(
        "kembalikan",
        _("Kembalikan"),
        _("SOP dikembalikan."),
        forms.ReasonForm,
        by_step("give_back"),
        lambda sop, form, by, seen: versions.give_back(sop, **form.cleaned_data, by=by, seen=seen),
    ),
    Doing(
        "pantau",
        _("Catat pemantauan"),
        _("Pemantauan dicatat."),
        forms.MonitoringForm,
        in_use,
        lambda sop, form, by, seen: use.monitor(sop, **form.cleaned_data, by=by) and None,
    ),
    Doing(
        "evaluasi",
        _("Evaluasi"),
        _("Evaluasi dicatat."),
        forms.EvaluationForm,
        in_use,
        lambda sop, form, by, seen: use.evaluate(sop, **form.said(), by=by) and None,
        _("Sekurang-kurangnya sekali setahun (PermenPANRB 35/2012, belum dicocokkan dengan naskah)."),
        is_main=True,
    ),
    Doing(
        "revisi",
        _("Susun revisi"),
        _("Konsep revisi dibuat."),
        forms.SopForm,
        in_use,
        lambda sop, form, by, seen: versions.revise(sop, by=by),
        _("Isinya disalin menjadi konsep baru. Versi ini tetap berlaku sampai revisinya disahkan."),
    ),
    Doing(
        "layanan",
        _("Kaitkan dengan layanan"),
        _("Kaitan disimpan."),
        forms.TieForm,
        may_edit,
        lambda sop, form, by, seen: use.tie(sop, form.cleaned_data["case_kind"], by=by),
    ),
    Doing(
        "cabut",
        _("Cabut"),
        _("SOP dicabut."),
        forms.WithdrawalForm,
        by_step("withdraw"),
        lambda sop, form, by, seen: versions.withdraw(sop, **form.cleaned_data, by=by, seen=seen),
    ),
    Doing(
        "batalkan",
        _("Batalkan konsep"),
        _("Konsep dibatalkan."),
        forms.ReasonForm,
        by_step("discard"),
        lambda sop, form, by, seen: versions.discard(sop, **form.cleaned_data, by=by, seen=seen),
    ),
)


def buttons(sop: Sop, user: User) -> list[Doing]:
    """What ``user`` may do with it now."""
    return [each for each in DOINGS if each.may(sop, user)]
