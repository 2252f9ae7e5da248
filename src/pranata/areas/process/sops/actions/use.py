"""An SOP in use: watched, evaluated, tied to the cases that it is performed on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pranata.areas.process.sops.models import CRITERIA, EDIT, Evaluation, Monitoring, Result, Sop, Status
from pranata.areas.process.sops.queries import case_kinds
from pranata.base.audit.actions import hold, record
from pranata.base.flow.errors import Stale
from pranata.base.org.copies import take_row
from pranata.base.org.permission import require
from pranata.engines.followups.actions import open_follow_up
from pranata.lib import clock

if TYPE_CHECKING:
    from datetime import date

    from pranata.base.access.models import User
    from pranata.base.org.models import Unit


@transaction.atomic
def monitor(sop: Sop, *, done_on: date, is_applied: bool, note: str, measure_taken: str, by: User) -> Monitoring:
    """Note how it is applied. Raises ``ValidationError``, ``Forbidden``, ``Stale`` for one that does not hold."""
    _begin(sop, by, done_on)
    look = Monitoring(
        sop=sop,
        done_on=done_on,
        is_applied=is_applied,
        note=note.strip(),
        measure_taken=measure_taken.strip(),
        done_by=by,
    )
    look.full_clean()
    look.save()
    facts = {"done_on": done_on.isoformat(), "is_applied": is_applied}
    personal = {"note": look.note, "measure_taken": look.measure_taken}
    record(
        office=sop.office, actor=by, action="sops.monitored", target=sop, after=facts, personal=personal,
        subject=by.seal_subject,
    )  # fmt: skip
    return look


@transaction.atomic
def evaluate(
    sop: Sop,
    *,
    done_on: date,
    answers: Mapping[str, bool],
    result: str,
    note: str,
    by: User,
    responsible: Unit | None = None,
    due_on: date | None = None,
) -> Evaluation:
    """
    Note what an evaluation found. One that asks for a revision opens a follow-up, for which ``responsible`` and
    ``due_on`` are needed. Raises as ``monitor``, and what ``open_follow_up`` raises.
    """
    _begin(sop, by, done_on)
    said = {name: bool(answers.get(name)) for name in CRITERIA}
    look = Evaluation(sop=sop, done_on=done_on, result=result, note=note.strip(), done_by=by, **said)
    look.full_clean()
    look.save()
    facts = {"done_on": done_on.isoformat(), "result": result, **said}
    record(
        office=sop.office, actor=by, action="sops.evaluated", target=sop, after=facts, personal={"note": look.note},
        subject=by.seal_subject,
    )  # fmt: skip
    if result == Result.REVISE:
        _open_follow_up(look, responsible, due_on, by)
    return look


def _open_follow_up(look: Evaluation, responsible: Unit | None, due_on: date | None, by: User) -> None:
    missing = {"responsible": responsible, "due_on": due_on}
    wrong = {name: _("Isi bila hasilnya revisi.") for name, value in missing.items() if value is None}
    if wrong or responsible is None or due_on is None:
        raise ValidationError(wrong)
    words = _("Evaluasi SOP %(sop)s, %(day)s") % {"sop": look.sop.title, "day": f"{look.done_on:%d-%m-%Y}"}
    look.follow_up = open_follow_up(
        look.sop.office,
        recommendation=_("Merevisi SOP %s.") % look.sop.title,
        source_words=words[:200],
        responsible=responsible,
        due_on=due_on,
        by=by,
        source_label=Evaluation._meta.label_lower,
        source_id=look.pk,
    )
    look.save(update_fields=["follow_up"])


@transaction.atomic
def tie(sop: Sop, kind: str, *, by: User) -> Sop:
    """
    Say on which kind of cases it is performed, by code, so that promised and real times stand side by side; "" of
    none. Raises ``ValidationError`` for an unknown kind, ``Forbidden``.
    """
    require(by, EDIT, sop.office)
    hold(sop.office)
    take_row(sop, seen="")
    if kind and kind not in {each.code for each in case_kinds()}:
        raise ValidationError({"case_kind": _("Layanan ini tidak dikenal.")})
    before, sop.case_kind = {"case_kind": sop.case_kind}, kind
    sop.save(update_fields=["case_kind"])
    record(office=sop.office, actor=by, action="sops.tied", target=sop, before=before, after={"case_kind": kind})
    return sop


def _begin(sop: Sop, by: User, done_on: date) -> None:
    require(by, EDIT, sop.office)
    hold(sop.office)
    take_row(sop, seen="")
    if sop.status != Status.EFFECTIVE:
        raise Stale("look")
    if done_on > clock.today():
        raise ValidationError({"done_on": _("Tanggalnya belum tiba.")})
