"""Archives destroyed: listed, judged by a panel, approved outside, decided, and then destroyed before witnesses.

What is destroyed here is the archive. The electronic file of a document or an item of evidence is deleted by nobody
here: it stays with its record until somebody removes it there, and the archive says that it was to be destroyed. A
deletion nobody sees, of a file other records may prove themselves with, is worth less than one step more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from pranata.base.audit.actions import hold, record
from pranata.base.flow.errors import Stale
from pranata.base.flow.steps import Flow, Step
from pranata.base.org.permission import require
from pranata.engines.archives.checking import (
    fresh,
    refuse_blank,
    refuse_days,
    refuse_unless,
    refuse_unless_destroyable,
    sealed,
)
from pranata.engines.archives.models import (
    APPROVE,
    EDIT,
    ArchiveItem,
    Disposal,
    DisposalLine,
    DisposalStatus,
    Method,
    Status,
)
from pranata.engines.archives.moving import put_back, put_into
from pranata.engines.archives.rules import Due
from pranata.lib import clock

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from pranata.base.access.models import User
    from pranata.base.org.models import Office

DRAFT, JUDGED, APPROVED, DECIDED = (
    DisposalStatus.DRAFT, DisposalStatus.JUDGED, DisposalStatus.APPROVED, DisposalStatus.DECIDED,
)  # fmt: skip
RUNNING = (DRAFT, JUDGED, APPROVED, DECIDED)
FLOW = Flow(
    Step("judge", sources=(DRAFT,), target=JUDGED, permission=EDIT, label=_("Catat penilaian panitia")),
    Step("approve", sources=(JUDGED,), target=APPROVED, permission=APPROVE, label=_("Catat persetujuan")),
    Step("decide", sources=(APPROVED,), target=DECIDED, permission=APPROVE, label=_("Catat keputusan pimpinan")),
    Step(
        "destroy",
        sources=(DECIDED,),
        target=DisposalStatus.DESTROYED,
        permission=APPROVE,
        label=_("Catat berita acara pemusnahan"),
    ),
    Step("cancel", sources=RUNNING, target=DisposalStatus.CANCELED, permission=EDIT, label=_("Batalkan usul")),
)


@transaction.atomic
def propose(office: Office, items: Iterable[ArchiveItem], *, title: str, by: User | None) -> Disposal:
    """Propose archives for destruction.

    Raises ``Forbidden`` without "archives.edit", ``ValidationError`` naming each whose time is not over, whose fate is
    another, that is held or lent.
    """
    require(by, EDIT, office)
    hold(office)
    chosen, today = fresh(office, items), clock.today()
    refuse_unless(Due.TO_DESTROY, chosen, today)
    disposal = Disposal(office=office, title=" ".join(title.split()), prepared_on=today)
    disposal.full_clean()
    disposal.save()
    lines = [DisposalLine(disposal=disposal, item=each, place=place) for place, each in enumerate(chosen, start=1)]
    DisposalLine.objects.bulk_create(lines)
    put_into(chosen, Status.PROPOSED)
    record(
        office=office,
        actor=by,
        action="archives.disposal_proposed",
        target=disposal,
        after={"items": [each.pk for each in chosen]},
        **sealed(by, title=disposal.title),
    )
    return disposal


@transaction.atomic
def take_off(line: DisposalLine, *, reason: str, by: User | None) -> DisposalLine:
    """Keep one archive after all, and say why; possible until the rest is destroyed. Raises as ``judge_proposal``."""
    disposal = line.disposal
    _begin(disposal, EDIT, by, "cancel")
    line.refresh_from_db()
    refuse_blank(reason=reason)
    if line.kept_reason:
        raise Stale("take_off")
    line.kept_reason = reason.strip()
    line.full_clean()
    line.save(update_fields=["kept_reason"])
    put_back([line.item] if line.item.state in (Status.PROPOSED, Status.APPROVED) else [])
    words = sealed(by, reason=line.kept_reason)
    after = {"item": line.item_id}
    record(office=disposal.office, actor=by, action="archives.kept_after_all", target=disposal, after=after, **words)
    return line


@transaction.atomic
def judge_proposal(disposal: Disposal, *, panel: str, judgement: str, judged_on: date, by: User) -> Disposal:
    """What the panel wrote after it had looked at list and archives.

    Raises ``Forbidden``, ``ValidationError``, also when nothing is left on the list, ``Stale``.
    """
    _begin(disposal, EDIT, by, "judge")
    refuse_blank(panel=panel, judgement=judgement)
    refuse_days({"prepared_on": disposal.prepared_on, "judged_on": judged_on}, today=clock.today())
    _refuse_empty(disposal)
    return FLOW.take(  # type: ignore[return-value]  # the row that went in
        disposal, "judge", by=by, panel=panel.strip(), judgement=judgement.strip(), judged_on=judged_on
    )


@transaction.atomic
def approve_proposal(
    disposal: Disposal, *, approval_by: str, approval_number: str, approved_on: date, by: User
) -> Disposal:
    """The approval from outside, by name, number and day. Raises as ``judge_proposal``; asks for "archives.approve"."""
    _begin(disposal, APPROVE, by, "approve")
    refuse_blank(approval_by=approval_by, approval_number=approval_number)
    refuse_days({"judged_on": disposal.judged_on, "approved_on": approved_on}, today=clock.today())
    items = listed_items(disposal)
    _refuse_empty(disposal)
    FLOW.take(
        disposal,
        "approve",
        by=by,
        approval_by=approval_by.strip(),
        approval_number=approval_number.strip(),
        approved_on=approved_on,
    )
    put_into(items, Status.APPROVED)
    return disposal


@transaction.atomic
def decide_proposal(disposal: Disposal, *, decree_number: str, decided_on: date, by: User) -> Disposal:
    """The decision of the head of the office. Raises as ``approve_proposal``."""
    _begin(disposal, APPROVE, by, "decide")
    refuse_blank(decree_number=decree_number)
    refuse_days({"approved_on": disposal.approved_on, "decided_on": decided_on}, today=clock.today())
    return FLOW.take(  # type: ignore[return-value]  # the row that went in
        disposal, "decide", by=by, decree_number=decree_number.strip(), decided_on=decided_on
    )


@transaction.atomic
def destroy(
    disposal: Disposal,
    *,
    number: str,
    destroyed_on: date,
    place: str,
    method: Method,
    signatories: str,
    witnesses: str,
    by: User,
) -> Disposal:
    """The archives are gone, as the berita acara ``number`` says, before ``witnesses``, a line each.

    Raises as ``approve_proposal``; ``ValidationError`` also for each archive that was held or lent since: it is taken
    off the list first, or waited for.
    """
    _begin(disposal, APPROVE, by, "destroy")
    said = {"number": number, "place": place, "signatories": signatories, "witnesses": witnesses}
    refuse_blank(**said)
    refuse_days({"decided_on": disposal.decided_on, "destroyed_on": destroyed_on}, today=clock.today())
    items = listed_items(disposal)
    _refuse_empty(disposal)
    refuse_unless_destroyable(items, destroyed_on)
    kept = {name: text.strip() for name, text in said.items()}
    FLOW.take(disposal, "destroy", by=by, destroyed_on=destroyed_on, method=method, **kept)
    put_into(items, Status.DESTROYED)
    return disposal


@transaction.atomic
def cancel_proposal(disposal: Disposal, *, note: str, by: User) -> Disposal:
    """Take the proposal back; its archives are as before. Raises ``Forbidden``, ``ValidationError``, ``Stale``."""
    _begin(disposal, EDIT, by, "cancel")
    refuse_blank(note=note)
    items = listed_items(disposal)
    FLOW.take(disposal, "cancel", by=by, note=note.strip())
    put_back(items)
    return disposal


def listed_items(disposal: Disposal) -> list[ArchiveItem]:
    """What is still to be destroyed."""
    lines = disposal.lines.filter(kept_reason="").values("item")
    found = ArchiveItem.objects.filter(pk__in=lines, state__in=(Status.PROPOSED, Status.APPROVED))
    return list(found.order_by("pk"))


def _begin(disposal: Disposal, permission: str, by: User | None, step: str) -> None:
    """Queue up behind the office's other writers, read anew what became of ``disposal``. Raises ``Stale``."""
    require(by, permission, disposal.office)
    hold(disposal.office)
    disposal.refresh_from_db()
    if disposal.status not in FLOW.steps[step].sources:
        raise Stale(step)
    disposal.seal_subject = by.seal_subject if by is not None else ""


def _refuse_empty(disposal: Disposal) -> None:
    if not listed_items(disposal):
        raise ValidationError({"items": _now("Tidak ada arsip yang tersisa dalam usul ini; batalkan usulnya.")})
