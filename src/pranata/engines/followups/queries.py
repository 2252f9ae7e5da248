"""Reads of follow-ups: what waits for whom, how many there are, who is charged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, OuterRef, Q

from pranata.base.access.models import Role, RoleAssignment, User
from pranata.base.access.rules import roles_with
from pranata.base.flow.models import Activity
from pranata.base.org.dated import within
from pranata.base.people.models import TeamMember
from pranata.engines.followups.models import CLOSE, PARTIES, RUNNING, FollowUp, Status
from pranata.engines.followups.rules import is_doer

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from pranata.base.org.models import Office

LABEL = "followups.followup"
WORK_STEPS = ("start_work", "claim_done")


@dataclass(frozen=True)
class Tally:
    """How the follow-ups of an office stand: still to do, late of those, waiting to be closed, from earlier years."""

    running: int
    late: int
    to_close: int
    from_earlier_years: int


def closable(found: QuerySet[FollowUp], user: User) -> QuerySet[FollowUp]:
    """Those of ``found`` that wait to be closed and that ``user`` did not do itself."""
    worked = Activity.objects.filter(target_label=LABEL, target_id=OuterRef("pk"), step__in=WORK_STEPS, by=user)
    own = Q(claimed_by=user) | Q(person__user=user)
    return found.filter(~Exists(worked), status=Status.DONE).exclude(own).order_by("claimed_on", "pk")


def has_done(follow_up: FollowUp, user: User) -> bool:
    """Whether ``user`` did the work, as ``rules.is_doer`` says."""
    steps = Activity.objects.of(follow_up).filter(step__in=WORK_STEPS, by=user)
    return is_doer(
        has_claimed=follow_up.claimed_by_id == user.pk,
        has_worked=steps.exists(),
        is_in_charge=follow_up.person_id is not None and follow_up.person_id == user.person_id,
    )


def charged_accounts(follow_up: FollowUp, today: date) -> QuerySet[User]:
    """The accounts that are told of it: the person's, the team's, or those who answer for the unit."""
    held = RoleAssignment.objects.held_on(today).filter(office=follow_up.office_id)
    found = User.objects.filter(pk__in=held.values("user"), is_active=True).order_by("pk")
    if follow_up.person_id:
        return found.filter(person=follow_up.person_id)
    if follow_up.team_id:
        members = TeamMember.objects.valid_on(today).filter(within(today, "team__"), team=follow_up.team_id)
        return found.filter(person__in=members.values("person"))
    heads = held.filter(role=Role.KASUBBAG)
    heads = heads.filter(Q(unit=follow_up.unit_id) | Q(unit=None, user__person__unit=follow_up.unit_id))
    if heads.exists():
        return found.filter(pk__in=heads.values("user"))
    return found.filter(person__unit=follow_up.unit_id)


def closers(follow_up: FollowUp, today: date) -> QuerySet[User]:
    """The accounts that may close follow-ups at its office."""
    held = RoleAssignment.objects.held_on(today).filter(office=follow_up.office_id, role__in=roles_with(CLOSE))
    return User.objects.filter(pk__in=held.values("user"), is_active=True).order_by("pk")


def tally(office: Office, *, today: date) -> Tally:
    """How the office's follow-ups stand today; one query."""
    running = Q(status__in=RUNNING)
    unfinished = running | Q(status=Status.DONE)
    found = FollowUp.objects.filter(office=office).aggregate(
        running=Count("pk", filter=running),
        late=Count("pk", filter=running & Q(due_on__lt=today)),
        to_close=Count("pk", filter=Q(status=Status.DONE)),
        from_earlier_years=Count("pk", filter=unfinished & Q(year__lt=today.year)),
    )
    return Tally(**found)


def follow_ups_of(label: str, pk: int, *, reader: User) -> list[FollowUp]:
    """What came of the record called ``label`` and ``pk``, as far as the reader may see it; one query."""
    found = FollowUp.objects.visible_to(reader).filter(source_label=label, source_id=pk)
    return list(found.select_related("office", *PARTIES).order_by("year", "sequence"))


def carried_into(office: Office, source: str, *, start: date, since: date) -> list[FollowUp]:
    """What a source had opened before ``start`` and had not ended before ``since``; one query."""
    found = FollowUp.objects.filter(office=office, source=source, opened_on__lt=start)
    found = found.filter(Q(ended_on=None) | Q(ended_on__gte=since))
    return list(found.select_related("office", *PARTIES).order_by("year", "sequence"))
