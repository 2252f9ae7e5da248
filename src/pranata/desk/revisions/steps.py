"""What can be done with a plan as a whole: by whom, in which state, under which address."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from pranata.engines.plan.models import Plan, RevisionKind, Status

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from pranata.base.access.models import User

# A plan, and all plans of its office.
Condition = Callable[[Plan, Sequence[Plan]], bool]


@dataclass(frozen=True)
class PlanStep:
    """One entry of the plan's menu. ``needs`` says in a sentence when it is open, ``kind`` which revision it begins."""

    name: str
    label: _StrPromise
    permission: str
    url_name: str
    needs: _StrPromise
    is_open: Condition
    kind: str = ""


def series(plan: Plan, siblings: Sequence[Plan]) -> list[Plan]:
    """The revisions of one year and agent, ``plan`` among them, newest first."""
    found = [each for each in siblings if (each.year, each.agent_id) == (plan.year, plan.agent_id)]
    return sorted(found, key=lambda each: -each.revision)


def of_year(year: int, plan: Plan, siblings: Sequence[Plan]) -> list[Plan]:
    """The plans of ``year`` of the same agent, or of the office where ``plan`` has no agent."""
    return [each for each in siblings if each.year == year and each.agent_id == plan.agent_id]


def later_draft(plan: Plan, siblings: Sequence[Plan]) -> Plan | None:
    """The draft of the nearest later year of the same series, if there is one."""
    drafts = [each for each in siblings if each.agent_id == plan.agent_id and each.status == Status.DRAFT]
    return min((each for each in drafts if each.year > plan.year), key=lambda each: each.year, default=None)


def _is_draft(plan: Plan, siblings: Sequence[Plan]) -> bool:
    return plan.status == Status.DRAFT


def _is_adopted(plan: Plan, siblings: Sequence[Plan]) -> bool:
    return plan.status == Status.ADOPTED


def _is_closed(plan: Plan, siblings: Sequence[Plan]) -> bool:
    return plan.status == Status.CLOSED


def _may_be_revised(plan: Plan, siblings: Sequence[Plan]) -> bool:
    waits = any(each.status == Status.DRAFT for each in series(plan, siblings))
    return plan.status == Status.ADOPTED and not waits


def _may_be_copied(plan: Plan, siblings: Sequence[Plan]) -> bool:
    return plan.is_current and not of_year(plan.year + 1, plan, siblings)


def _may_be_carried_over(plan: Plan, siblings: Sequence[Plan]) -> bool:
    return plan.is_current and later_draft(plan, siblings) is not None


def _may_be_published(plan: Plan, siblings: Sequence[Plan]) -> bool:
    return plan.is_current and plan.agent_id is None and not plan.is_published


def _may_be_discarded(plan: Plan, siblings: Sequence[Plan]) -> bool:
    return plan.status == Status.DRAFT and all(each.based_on_id != plan.pk for each in siblings)


REVISABLE = _("Yang dapat diubah atau diralat hanya rencana yang sudah ditetapkan dan tidak punya rancangan lain.")
EDITABLE = _("Yang dapat diubah di layar hanya rancangan.")
STEPS = {
    step.name: step
    for step in (
        PlanStep("edit", _("Ubah isi"), "plan.edit", "desk:plan_tree", EDITABLE, _is_draft),
        PlanStep("edit_decree", _("Ubah naskah keputusan"), "plan.edit", "desk:decree_edit", EDITABLE, _is_draft),
        PlanStep(
            "adopt",
            _("Tetapkan"),
            "plan.adopt",
            "desk:plan_adopt",
            _("Yang dapat ditetapkan hanya rancangan."),
            _is_draft,
        ),
        PlanStep(
            "amend",
            _("Perubahan"),
            "plan.edit",
            "desk:plan_revise",
            REVISABLE,
            _may_be_revised,
            RevisionKind.AMENDMENT,
        ),
        PlanStep(
            "correct",
            _("Ralat"),
            "plan.edit",
            "desk:plan_revise",
            REVISABLE,
            _may_be_revised,
            RevisionKind.CORRECTION,
        ),
        PlanStep(
            "copy",
            _("Salin ke tahun berikutnya"),
            "plan.import",
            "desk:plan_copy",
            _("Yang dapat disalin hanya rencana yang berlaku, ke tahun yang belum punya rencana."),
            _may_be_copied,
        ),
        PlanStep(
            "carry_over",
            _("Lanjutkan baris yang belum selesai"),
            "plan.edit",
            "desk:plan_carry_over",
            _("Baris hanya dapat dilanjutkan ke rancangan tahun sesudahnya, dan rancangan itu belum ada."),
            _may_be_carried_over,
        ),
        PlanStep(
            "close",
            _("Tutup tahun"),
            "plan.adopt",
            "desk:plan_close",
            _("Yang dapat ditutup hanya rencana yang sudah ditetapkan."),
            _is_adopted,
        ),
        PlanStep(
            "reopen",
            _("Buka lagi"),
            "plan.adopt",
            "desk:plan_reopen",
            _("Yang dapat dibuka lagi hanya rencana yang sudah ditutup."),
            _is_closed,
        ),
        PlanStep(
            "publish",
            _("Terbitkan"),
            "plan.publish",
            "desk:plan_publish",
            _("Yang dapat diterbitkan hanya rencana kantor yang berlaku dan belum tampil untuk umum."),
            _may_be_published,
        ),
        PlanStep(
            "discard",
            _("Buang rancangan"),
            "plan.import",
            "desk:plan_discard",
            _("Yang dapat dibuang hanya rancangan yang tidak menjadi dasar rencana lain."),
            _may_be_discarded,
        ),
    )
}


def open_steps(plan: Plan, siblings: Sequence[Plan], user: User) -> list[PlanStep]:
    """What ``user`` may do with ``plan`` as it stands."""
    return [step for step in STEPS.values() if user.can(step.permission, plan.office) and step.is_open(plan, siblings)]
