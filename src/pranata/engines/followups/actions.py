"""Every write on follow-ups: opened, changed, done, closed, sent back, called off, opened again, proved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from pranata.base.access.errors import Forbidden
from pranata.base.access.models import User
from pranata.base.audit.actions import hold, record
from pranata.base.flow.errors import Stale
from pranata.base.flow.models import Activity
from pranata.base.flow.steps import Flow, Step
from pranata.base.notify.actions import Message, tell
from pranata.base.org.copies import take_row
from pranata.base.org.models import Unit
from pranata.base.org.permission import require
from pranata.base.people.models import Person, Team
from pranata.engines.evidence import actions as evidence
from pranata.engines.followups.models import CLOSE, ENDED, OPEN, RUNNING, WORK, FollowUp, Status
from pranata.engines.followups.notices import CHARGED, CLAIMED, RETURNED
from pranata.engines.followups.queries import charged_accounts, closers, has_done
from pranata.engines.followups.rules import follow_up_number, origin_refusal
from pranata.engines.followups.sources import source_for, source_of
from pranata.lib import clock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from django.db.models import Model

    from pranata.base.org.models import Office
    from pranata.engines.evidence.models import Evidence, Use

Party = Person | Unit | Team
PARTY_KINDS = {"person": Person, "unit": Unit, "team": Team}
TO_DO = (Status.OPEN, Status.RETURNED)
FLOW = Flow(
    Step("start_work", sources=TO_DO, target=Status.IN_PROGRESS, permission=WORK, label=_("Mulai dikerjakan")),
    Step("claim_done", sources=RUNNING, target=Status.DONE, permission=WORK, label=_("Laporkan selesai")),
    Step("close_done", sources=(Status.DONE,), target=Status.CLOSED, permission=CLOSE, label=_("Tutup")),
    Step("send_back", sources=(Status.DONE,), target=Status.RETURNED, permission=CLOSE, label=_("Kembalikan")),
    Step(
        "call_off",
        sources=(*RUNNING, Status.DONE),
        target=Status.NOT_FEASIBLE,
        permission=CLOSE,
        label=_("Nyatakan tidak dapat ditindaklanjuti"),
    ),
    Step("open_again", sources=ENDED, target=Status.OPEN, permission=CLOSE, label=_("Buka lagi")),
)


@transaction.atomic
def open_follow_up(
    office: Office,
    *,
    recommendation: str,
    source_words: str,
    responsible: Party,
    due_on: date,
    by: User | None,
    source_label: str = "",
    source_id: int | None = None,
    source: str = "",
    year: int | None = None,
    is_told: bool = True,
) -> FollowUp:
    """Open a follow-up under the next number of its ``year`` of origin (None: this year); tell who is charged.

    ``source_label`` and ``source_id`` name the record that recommended; ``source`` is a code of ``sources``, "" the one
    of that label. Raises ``Forbidden`` without "followups.open", ``ValidationError``.
    """
    require(by, OPEN, office)
    hold(office)
    today = clock.today()
    year = year or today.year
    kind = source_of(source) if source else source_for(source_label)
    refusals = {"year": origin_refusal(year, today)}
    if kind is None or kind.label != source_label or (source_id is None) != (not source_label):
        refusals["source"] = _now("Sumber ini tidak dikenal.")
    _refuse(refusals, responsible, office)
    last = FollowUp.objects.filter(office=office, year=year).aggregate(last=Max("sequence"))["last"] or 0
    item = FollowUp(
        office=office,
        year=year,
        sequence=last + 1,
        number=follow_up_number(year, last + 1),
        recommendation=recommendation.strip(),
        source=kind.code,  # type: ignore[union-attr]  # refused above
        source_label=source_label,
        source_id=source_id,
        source_words=" ".join(source_words.split()),
        due_on=due_on,
        first_due_on=due_on,
        opened_by=by,
        opened_on=today,
        **party_fields(responsible),
    )
    item.full_clean()
    item.save()
    record(office=office, actor=by, action="followups.opened", target=item, after=_facts(item), **_sealed(item, by))
    if is_told:
        _tell(item, CHARGED.name, charged_accounts(item, today), by)
    return item


@transaction.atomic
def change(
    item: FollowUp,
    *,
    recommendation: str,
    source_words: str,
    responsible: Party,
    due_on: date,
    by: User,
    seen: str = "",
) -> FollowUp:
    """Correct what a follow-up says, who does it and by when, while it has not ended; tell who is newly charged.

    Raises ``ValidationError``, also when it is no longer as ``seen`` (``copy_token``); ``Forbidden`` without
    "followups.open", ``Stale`` for one that has ended.
    """
    _begin(item, OPEN, by, seen)
    if item.has_ended:
        raise Stale("change")
    _refuse({}, responsible, item.office)
    before, words, party = _facts(item), _sealed(item, by), item.party
    item.due_changes += item.due_on != due_on
    item.recommendation, item.source_words = recommendation.strip(), " ".join(source_words.split())
    item.due_on = due_on
    item.person, item.unit, item.team = party_fields(responsible).values()
    item.full_clean()
    item.save()
    after, said = _facts(item), _sealed(item, by)
    if before != after or words != said:
        record(
            office=item.office, actor=by, action="followups.changed", target=item, before=before, after=after, **said
        )
    if responsible != party:
        _tell(item, CHARGED.name, charged_accounts(item, clock.today()), by)
    return item


@transaction.atomic
def relate(item: FollowUp, target: Model | None, *, office: Office, by: User) -> FollowUp:
    """Say which record of ``office`` it concerns, such as a row of the plan; None: none.

    Raises ``Forbidden`` without "followups.open", ``ValidationError`` for a record of another office.
    """
    _begin(item, OPEN, by, "")
    if office.pk != item.office_id:
        raise ValidationError(_now("Catatan ini milik satuan kerja lain."))
    before = {"for": f"{item.about_label}:{item.about_id or ''}"}
    item.about_label, item.about_id = (target._meta.label_lower, target.pk) if target is not None else ("", None)
    item.save(update_fields=["about_label", "about_id"])
    after = {"for": f"{item.about_label}:{item.about_id or ''}"}
    record(office=item.office, actor=by, action="followups.related", target=item, before=before, after=after)
    return item


@transaction.atomic
def start(item: FollowUp, *, by: User, seen: str = "", note: str = "") -> FollowUp:
    """Say that work has begun. Raises ``Forbidden``, ``Stale``, ``ValidationError`` when it is not as ``seen``."""
    _begin(item, WORK, by, seen)
    return FLOW.take(item, "start_work", by=by, note=note.strip())


@transaction.atomic
def claim(item: FollowUp, *, note: str, by: User, seen: str = "") -> FollowUp:
    """Report it done, with what was done; tell those who may close it. Raises as ``start``, also without words."""
    _begin(item, WORK, by, seen)
    FLOW.take(item, "claim_done", by=by, note=_words(note), claimed_by=by, claimed_on=clock.today())
    _tell(item, CLAIMED.name, closers(item, clock.today()), by)
    return item


@transaction.atomic
def close(item: FollowUp, *, by: User, seen: str = "", note: str = "") -> FollowUp:
    """Close what somebody else reported done. Raises as ``start``, ``Forbidden`` also for who did it."""
    _begin_judging(item, by, seen)
    return FLOW.take(item, "close_done", by=by, note=note.strip(), ended_on=clock.today())


@transaction.atomic
def give_back(item: FollowUp, *, note: str, by: User, seen: str = "") -> FollowUp:
    """Send back what was reported done, with the reason; tell who is charged. Raises as ``close``."""
    _begin_judging(item, by, seen)
    told = {*charged_accounts(item, clock.today()), *filter(None, [item.claimed_by])}
    FLOW.take(item, "send_back", by=by, note=_words(note), claimed_by=None, claimed_on=None)
    _tell(item, RETURNED.name, told, by)
    return item


@transaction.atomic
def call_off(item: FollowUp, *, note: str, by: User, seen: str = "") -> FollowUp:
    """Say that it cannot be followed up, and why. Raises as ``close``."""
    _begin_judging(item, by, seen)
    return FLOW.take(item, "call_off", by=by, note=_words(note), ended_on=clock.today())


@transaction.atomic
def reopen(item: FollowUp, *, note: str, by: User, seen: str = "") -> FollowUp:
    """Begin once more with what had ended; tell who is charged.

    Raises ``Forbidden`` without "followups.close", ``ValidationError`` without a reason, ``Stale``.
    """
    _begin(item, CLOSE, by, seen)
    FLOW.take(item, "open_again", by=by, note=_words(note), claimed_by=None, claimed_on=None, ended_on=None)
    _tell(item, CHARGED.name, charged_accounts(item, clock.today()), by)
    return item


@transaction.atomic
def prove(item: FollowUp, take: Callable[[], Evidence], *, by: User) -> Use:
    """Let the item of evidence that ``take`` adds or finds prove it, until it is reported done.

    Raises what ``take`` and ``evidence.use`` raise, and then nothing is kept; ``Forbidden``, ``Stale``.
    """
    _begin_proving(item, by)
    return evidence.use(take(), item, office=item.office, by=by)


@transaction.atomic
def prove_no_more(found: Use, item: FollowUp, *, by: User) -> None:
    """Let evidence prove it no more; the evidence itself stays. Raises as ``prove``."""
    _begin_proving(item, by)
    evidence.unuse(found, by=by)


def party_fields(party: Party) -> dict[str, Any]:
    """The three columns of who is in charge."""
    return {name: party if isinstance(party, kind) else None for name, kind in PARTY_KINDS.items()}


def _begin(item: FollowUp, permission: str, by: User, seen: str) -> None:
    """Queue up behind the office's other writers, read anew what became of ``item``."""
    require(by, permission, item.office)
    hold(item.office)
    take_row(item, seen=seen)


def _begin_proving(item: FollowUp, by: User) -> None:
    _begin(item, WORK, by, "")
    if not item.is_running:
        raise Stale("prove")


def _begin_judging(item: FollowUp, by: User, seen: str) -> None:
    """As ``_begin``, for what only somebody else than the doer may do."""
    _begin(item, CLOSE, by, seen)
    if has_done(item, by):
        raise Forbidden(CLOSE)


def _refuse(refusals: dict[str, str], responsible: Party, office: Office) -> None:
    if responsible.office_id != office.pk:
        refusals["responsible"] = _now("Penanggung jawab harus dari satuan kerja yang sama.")
    if any(refusals.values()):
        raise ValidationError({name: words for name, words in refusals.items() if words})


def _words(note: str) -> str:
    if not note.strip():
        raise ValidationError({"note": _now("Bagian ini belum diisi.")})
    return note.strip()


def _facts(item: FollowUp) -> dict[str, object]:
    return {
        "number": item.number,
        "source": item.source,
        "source_label": item.source_label,
        "source_id": item.source_id,
        "person": item.person_id,
        "unit": item.unit_id,
        "team": item.team_id,
        "due_on": item.due_on.isoformat(),
    }


def _sealed(item: FollowUp, by: User | None) -> dict[str, Any]:
    """How ``record`` keeps free text: sealed under its writer, or not at all."""
    if by is None:
        return {}
    words = {"recommendation": item.recommendation, "source_words": item.source_words}
    return {"personal": words, "subject": by.seal_subject}


def _tell(item: FollowUp, kind: str, users: Iterable[User], by: User | None) -> None:
    """Once for each time it moves; whoever does it need not be told."""
    address, period = item.get_absolute_url(), f"{item.due_changes}:{Activity.objects.of(item).count()}"
    told = [each for each in users if each != by]
    tell(item.office, [Message(each, kind, item, address, period=period, due_on=item.due_on) for each in told], by=by)
