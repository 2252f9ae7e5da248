"""Every write to persons and teams. Names, numbers and addresses enter the audit only sealed."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pranata.base.audit.actions import hold, record
from pranata.base.org.copies import take_row
from pranata.base.org.dated import overlapping
from pranata.base.org.models import Office, Unit
from pranata.base.org.permission import require
from pranata.base.people.models import Person, Team, TeamMember, subject_of


@transaction.atomic
def create_person(
    *,
    office: Office,
    name: str,
    kind: str,
    by,
    nip: str = "",
    unit: Unit | None = None,
    email: str = "",
    valid_from: date | None = None,
) -> Person:
    """Raises ValidationError for a NIP that cannot be one or is taken, Forbidden without "people.manage"."""
    require(by, "people.manage", office)
    hold(office)
    person = Person(office=office, name=name.strip(), kind=kind, nip=nip.strip(), unit=unit, valid_from=valid_from)
    person.email = email.strip().lower()
    _check_unit(person)
    person.full_clean()
    person.save()
    _record_person(person, "people.person_created", by=by)
    return person


@transaction.atomic
def change_person(
    person: Person,
    *,
    by,
    name: str,
    kind: str,
    nip: str = "",
    unit: Unit | None = None,
    email: str = "",
    valid_from: date | None = None,
    seen: str = "",
) -> None:
    """
    Replaces what is known about a person but the last day. Raises ValidationError also when memberships begin before
    ``valid_from``, and when the person is no longer as ``seen`` (``copy_token``); else as ``create_person``.
    """
    require(by, "people.manage", person.office)
    hold(person.office)
    take_row(person, seen=seen)
    former, before = _personal(person), _facts(person)
    person.name, person.kind, person.nip = name.strip(), kind, nip.strip()
    person.unit, person.email, person.valid_from = unit, email.strip().lower(), valid_from
    _check_unit(person)
    person.full_clean()
    if valid_from is not None and person.memberships.filter(valid_from__lt=valid_from).exists():
        raise ValidationError({"valid_from": _("Pegawai ini sudah menjadi anggota tim sebelum tanggal itu.")})
    person.save(update_fields=["name", "kind", "nip", "unit", "email", "valid_from"])
    _record_person(person, "people.person_changed", by=by, before=before, former=former)


@transaction.atomic
def end_person(person: Person, *, on: date, by) -> None:
    """
    Makes ``on`` the person's last day at the office and in its teams; memberships that begin later are withdrawn.
    The person's account holds no role after that day (``RoleAssignment.objects.held_on``).
    Raises ValidationError when the person begins after ``on``, Forbidden without "people.manage".
    """
    require(by, "people.manage", person.office)
    hold(person.office)
    person.end(on)
    record(
        office=person.office,
        actor=by,
        action="people.person_ended",
        target=person,
        after={"valid_to": on.isoformat()},
    )
    _end_members(person.memberships, on, by=by)


@transaction.atomic
def reopen_person(person: Person, *, by) -> None:
    """Takes the last day away again; memberships stay ended. Raises Forbidden without "people.manage"."""
    require(by, "people.manage", person.office)
    hold(person.office)
    before = person.days()
    person.end(None)
    record(
        office=person.office,
        actor=by,
        action="people.person_reopened",
        target=person,
        before=before,
        after=person.days(),
    )


@transaction.atomic
def create_team(
    *, office: Office, name: str, kind: str, valid_from: date, by, basis: str = "", valid_to: date | None = None
) -> Team:
    """Raises ValidationError for wrong values, Forbidden without "people.manage"."""
    require(by, "people.manage", office)
    hold(office)
    team = Team(
        office=office, name=name.strip(), kind=kind, basis=basis.strip(), valid_from=valid_from, valid_to=valid_to
    )
    team.full_clean()
    team.save()
    record(
        office=office, actor=by, action="people.team_created", target=team, after={"name": team.name, "kind": team.kind}
    )
    return team


@transaction.atomic
def change_team(team: Team, *, by, name: str, kind: str, valid_from: date, basis: str = "", seen: str = "") -> None:
    """
    Replaces what is known about a team but its last day. Raises ValidationError also when a membership begins before
    ``valid_from``, and when the team is no longer as ``seen``; else as ``create_team``.
    """
    require(by, "people.manage", team.office)
    hold(team.office)
    take_row(team, seen=seen)
    before = _team_facts(team)
    team.name, team.kind, team.valid_from, team.basis = name.strip(), kind, valid_from, basis.strip()
    team.full_clean()
    if team.members.filter(valid_from__lt=valid_from).exists():
        raise ValidationError({"valid_from": _("Ada anggota yang masuk tim sebelum tanggal itu.")})
    team.save(update_fields=["name", "kind", "valid_from", "basis"])
    record(
        office=team.office,
        actor=by,
        action="people.team_changed",
        target=team,
        before=before,
        after=_team_facts(team),
    )


@transaction.atomic
def end_team(team: Team, *, on: date, by) -> None:
    """
    Makes ``on`` the last day of the team and of its members; memberships that begin later are withdrawn.
    Raises ValidationError when the team begins after ``on``, Forbidden without "people.manage".
    """
    require(by, "people.manage", team.office)
    hold(team.office)
    before = team.days()
    team.end(on)
    record(office=team.office, actor=by, action="people.team_ended", target=team, before=before, after=team.days())
    _end_members(team.members, on, by=by)


@transaction.atomic
def reopen_team(team: Team, *, by) -> None:
    """Takes the last day away again; memberships stay ended. Raises Forbidden without "people.manage"."""
    require(by, "people.manage", team.office)
    hold(team.office)
    before = team.days()
    team.end(None)
    record(office=team.office, actor=by, action="people.team_reopened", target=team, before=before, after=team.days())


@transaction.atomic
def add_member(
    team: Team, *, person: Person, role: str, valid_from: date, by, valid_to: date | None = None
) -> TeamMember:
    """
    Puts a person of the same office into the team. Raises ValidationError when the person is in it during any of these
    days already, or when the days leave the team's own; Forbidden without "people.manage".
    """
    require(by, "people.manage", team.office)
    hold(team.office)
    Team.objects.select_for_update().get(pk=team.pk)  # two additions at once wait for each other
    member = TeamMember(team=team, person=person, role=role.strip(), valid_from=valid_from, valid_to=valid_to)
    _check_member(member, valid_to)
    member.full_clean()
    member.save()
    record(
        office=team.office,
        actor=by,
        action="people.member_added",
        target=member,
        after=_membership(member),
    )
    return member


@transaction.atomic
def end_member(member: TeamMember, *, on: date, by) -> None:
    """Makes ``on`` the last day in the team. Raises ValidationError as ``add_member`` does, Forbidden as above."""
    require(by, "people.manage", member.team.office)
    hold(member.team.office)
    _check_member(member, on)
    _end_member(member, on, by=by)


def _end_members(members, on: date, *, by) -> None:
    """Ends the memberships of a person or a team that last longer than ``on``; those that begin later go."""
    for member in members.filter(overlapping(on + timedelta(days=1), None)).select_related("team__office"):
        if member.valid_from <= on:
            _end_member(member, on, by=by)
        else:
            _withdraw_member(member, by=by)


def _end_member(member: TeamMember, on: date, *, by) -> None:
    before = member.days()
    member.end(on)
    record(
        office=member.team.office,
        actor=by,
        action="people.member_ended",
        target=member,
        before=before,
        after=member.days(),
    )


def _withdraw_member(member: TeamMember, *, by) -> None:
    record(
        office=member.team.office,
        actor=by,
        action="people.member_withdrawn",
        target=member,
        before=_membership(member),
    )
    member.delete()


def _check_unit(person: Person) -> None:
    if person.unit is not None and person.unit.office_id != person.office_id:
        raise ValidationError({"unit": _("Unit kerja harus dari satuan kerja yang sama.")})


def _check_member(member: TeamMember, valid_to: date | None) -> None:
    """Whether the membership could last until ``valid_to``."""
    team, person = member.team, member.person
    if person.office_id != team.office_id:
        raise ValidationError({"person": _("Anggota tim harus dari satuan kerja yang sama.")})
    ends = valid_to or team.valid_to
    if not team.is_valid_on(member.valid_from) or (ends is not None and not team.is_valid_on(ends)):
        raise ValidationError(_("Masa keanggotaan harus di dalam masa berlaku tim."))
    if not person.is_valid_on(member.valid_from) or (valid_to and not person.is_valid_on(valid_to)):
        raise ValidationError(_("Masa keanggotaan harus di dalam masa kerja pegawai."))
    others = team.members.filter(overlapping(member.valid_from, valid_to), person=person).exclude(pk=member.pk)
    if others.exists():
        raise ValidationError(_("Pegawai ini sudah menjadi anggota tim pada masa tersebut."))


def _membership(member: TeamMember) -> dict:
    return {"team": member.team_id, "person": member.person_id, "role": member.role, **member.days()}


def _team_facts(team: Team) -> dict:
    return {"name": team.name, "kind": team.kind, "basis": team.basis, **team.days()}


def _personal(person: Person) -> dict:
    return {"name": person.name, "nip": person.nip, "email": person.email}


def _facts(person: Person) -> dict:
    return {"kind": person.kind, "unit": person.unit_id, **person.days()}


def _record_person(person: Person, action: str, *, by, before: dict | None = None, former: dict | None = None) -> None:
    """``before`` and ``former`` are what ``_facts`` and ``_personal`` said before a change."""
    personal = _personal(person)
    if former:
        personal |= {f"{key}_before": value for key, value in former.items() if value != personal[key]}
    record(
        office=person.office,
        actor=by,
        action=action,
        target=person,
        before=before,
        after=_facts(person),
        personal=personal,
        subject=subject_of(person),
    )
