"""An item of the program goes through its stages, and becomes a row of the mapping."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from pranata.areas.regulation.legal_products.actions.mapping import add, set_values, took_in
from pranata.areas.regulation.legal_products.models import (
    EDIT,
    STAGES,
    UNFINISHED,
    LegalProduct,
    ProgramItem,
    Result,
    Standing,
    Status,
)
from pranata.areas.regulation.legal_products.rules import Purpose, effect_of, late_or_future
from pranata.base.audit.actions import hold
from pranata.base.flow.errors import Stale
from pranata.base.flow.steps import Flow, Step
from pranata.base.org.copies import take_row
from pranata.base.org.permission import require
from pranata.lib import clock

if TYPE_CHECKING:
    from datetime import date

    from pranata.base.access.models import User

FLOW = Flow(
    Step("finish_draft", (Status.PROPOSED,), Status.DRAFTED, EDIT, _("Selesai disusun")),
    Step("harmonize", (Status.DRAFTED,), Status.HARMONIZED, EDIT, _("Selesai diselaraskan")),
    Step("enact", UNFINISHED, Status.ENACTED, EDIT, _("Catat penetapan")),
    Step("upload", (Status.ENACTED,), Status.UPLOADED, EDIT, _("Sudah diunggah ke JDIH")),
    Step("back_to_proposal", (Status.DRAFTED,), Status.PROPOSED, EDIT, _("Kembali ke penyusunan")),
    Step("back_to_draft", (Status.HARMONIZED,), Status.DRAFTED, EDIT, _("Kembali ke pembahasan")),
    Step("back_to_enacted", (Status.UPLOADED,), Status.ENACTED, EDIT, _("Batalkan tanda diunggah")),
    Step("cancel", UNFINISHED, Status.CANCELLED, EDIT, _("Batalkan dari program")),
    Step("take_up_again", (Status.CANCELLED,), Status.PROPOSED, EDIT, _("Masukkan lagi ke program")),
)
FORWARD = ("finish_draft", "harmonize", "upload")
BACK = ("back_to_proposal", "back_to_draft", "back_to_enacted")
NEXT = {  # the step by which an item goes on
    Status.PROPOSED: "finish_draft",
    Status.DRAFTED: "harmonize",
    Status.HARMONIZED: "enact",
    Status.ENACTED: "upload",
}


@transaction.atomic
def advance(item: ProgramItem, step: str, *, on: date, by: User | None, seen: str = "", note: str = "") -> ProgramItem:
    """
    One of the steps ``FORWARD``, which happened ``on`` a day. Raises ``Forbidden``, ``Stale``, ``ValidationError`` for
    a day to come or before an earlier stage, and when it is no longer as ``seen``.
    """
    _begin(item, step, by, seen)
    target = Status(FLOW.steps[step].target)
    _check_day(item, target, on)
    return FLOW.take(item, step, by=by, note=note.strip(), **{ProgramItem.DAYS[target]: on})  # type: ignore[return-value]


@transaction.atomic
def enact(item: ProgramItem, *, number: str, on: date, by: User | None, seen: str = "", note: str = "") -> ProgramItem:
    """
    It was enacted: the mapping has it under its ``number``, and what it changes says so. Also of one whose earlier
    stages nobody noted. Raises as ``advance``, also without a number.
    """
    _begin(item, "enact", by, seen)
    _check_day(item, Status.ENACTED, on)
    number = " ".join(number.split())
    if not number:
        raise ValidationError({"number": _now("Isi nomornya.")})
    outcome = _outcome(item, number, on, by)
    return FLOW.take(item, "enact", by=by, note=note.strip(), enacted_on=on, outcome=outcome)  # type: ignore[return-value]


def _outcome(item: ProgramItem, number: str, on: date, by: User | None) -> LegalProduct:
    """The row of the mapping that the item became: the one already there, or a new one."""
    effect = effect_of(Purpose(item.purpose))
    said: dict[str, Any] = {"changes": item.product, "effect": effect.value} if effect else {}
    made = LegalProduct.objects.filter(office=item.office, kind=item.kind, number=number, year=on.year).first()
    if made is None:
        made = add(
            LegalProduct(
                office=item.office,
                kind=item.kind,
                number=number,
                year=on.year,
                title=item.title,
                issued_on=on,
                unit=item.unit,
                is_service_related=item.is_service_related,
                mapped_on=clock.today(),
                **said,
            ),
            by=by,
        )
    else:
        _take_known(made, item, on, said, by)
    if item.product is not None and effect is not None:
        item.product.refresh_from_db()
        if item.product.standing == Standing.CHANGED:
            set_values(item.product, by=by, result=Result.UNASSESSED, result_note="")
    return made


def _take_known(made: LegalProduct, item: ProgramItem, on: date, said: dict[str, Any], by: User | None) -> None:
    """What is mapped already is what was planned, if nothing else is said of it. Raises ``ValidationError``."""
    is_other = made.changes_id and said and (made.changes_id, made.effect) != (item.product_id, said["effect"])
    if is_other or (item.product_id and made.pk == item.product_id):
        raise ValidationError({"number": _now("Nomor ini sudah dipetakan sebagai naskah lain.")})
    if made.issued_on not in (None, on):
        raise ValidationError({"on": _now("Menurut pemetaan, naskah ini ditetapkan pada tanggal lain.")})
    flag = made.is_service_related or item.is_service_related
    set_values(made, by=by, issued_on=on, is_service_related=flag, **said)
    took_in([made], by)


@transaction.atomic
def go_back(item: ProgramItem, *, by: User | None, seen: str = "", note: str) -> ProgramItem:
    """One stage back, with the reason; what was enacted stays enacted. Raises as ``advance``."""
    _begin(item, "", by, seen)
    step = next((FLOW.steps[name] for name in BACK if item.status in FLOW.steps[name].sources), None)
    if step is None:
        raise Stale("go_back")
    cleared = {ProgramItem.DAYS[Status(item.status)]: None}
    return FLOW.take(item, step.name, by=by, note=_words(note), **cleared)  # type: ignore[return-value]


@transaction.atomic
def cancel(item: ProgramItem, *, note: str, by: User | None, seen: str = "") -> ProgramItem:
    """It is not made after all, with the reason. Raises as ``advance``."""
    _begin(item, "cancel", by, seen)
    return FLOW.take(item, "cancel", by=by, note=_words(note))  # type: ignore[return-value]


@transaction.atomic
def take_up_again(item: ProgramItem, *, by: User | None, seen: str = "", note: str = "") -> ProgramItem:
    """A cancelled one is made after all, from the beginning. Raises as ``advance``."""
    _begin(item, "take_up_again", by, seen)
    nothing = {"drafted_on": None, "harmonized_on": None}
    return FLOW.take(item, "take_up_again", by=by, note=note.strip(), **nothing)  # type: ignore[return-value]


def _begin(item: ProgramItem, step: str, by: User | None, seen: str) -> None:
    """Permission first, then the row as it is now. Raises ``Forbidden``, ``Stale``, ``ValidationError``."""
    require(by, EDIT, item.office)
    hold(item.office)
    take_row(item, seen=seen)
    if step and item.status not in FLOW.steps[step].sources:
        raise Stale(step)


def _check_day(item: ProgramItem, target: Status, on: date) -> None:
    before = [getattr(item, ProgramItem.DAYS[stage]) for stage in STAGES[: STAGES.index(target)]]
    words = {
        "future": _now("Tanggal ini belum tiba."),
        "before": _now("Tanggal ini sebelum tahap sebelumnya."),
    }
    if refused := late_or_future([*before, on], today=clock.today()):
        raise ValidationError({"on": words[refused]})


def _words(note: str) -> str:
    if not note.strip():
        raise ValidationError({"note": _now("Tulis alasannya.")})
    return note.strip()
