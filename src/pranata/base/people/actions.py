"""Every write to persons and teams. Names, numbers and addresses enter the audit only sealed."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pranata.base.audit.actions import record
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
    person = Person(office=office, name=name.strip(), kind=kind, nip=nip.strip(), unit=unit, valid_from=valid_from)
    person.email = email.strip().lower()
    _check_unit(person)
    person.full_clean()
    person.save()
    _record_person(person, "people.person_created", by=by)
    return person


@transaction.atomic
def change_person(
    person: Person, *, by, name: str, kind: str, nip: str = "", unit: Unit | None = None, email: str = ""
) -> None:
    """Replaces what is known about a person. Raises as ``create_person``."""
    require(by, "people.manage", person.office)
    former, before = _personal(person), _facts(person)
    person.name, person.kind, person.nip = name.strip(), kind, nip.strip()
    person.unit, person.email = unit, email.strip().lower()
    _check_unit(person)
    person.full_clean()
    person.save(update_fields=["name", "kind", "nip", "unit", "email"])
    _record_person(person, "people.person_changed", by=by, before=before, former=former)


@transaction.atomic
def end_person(person: Person, *, on: date, by) -> None:
    """
    Makes ``on`` the person's last day at the office and in its teams; memberships that begin later are withdrawn.
    The account stays open: close it with ``deactivate`` in ``access.actions``, which stands above.
    Raises ValidationError when the person begins after ``on``, Forbidden without "people.manage".
    """
    require(by, "people.manage", person.office)
    person.valid_to = on
    person.full_clean()
    person.save(update_fields=["valid_to"])
    record(
        office=person.office,
        actor=by,
        action="people.person_ended",
        target=person,
        after={"valid_to": on.isoformat()},
    )
    for member in person.memberships.filter(overlapping(on + timedelta(days=1), None)):
        if member.valid_from <= on:
            _end_member(member, on, by=by)
        else:
            _withdraw_member(member, by=by)


@transaction.atomic
def create_team(
    *, office: Office, name: str, kind: str, valid_from: date, by, basis: str = "", valid_to: date | None = None
) -> Team:
    """Raises ValidationError for wrong values, Forbidden without "people.manage"."""
    require(by, "people.manage", office)
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
def add_member(
    team: Team, *, person: Person, role: str, valid_from: date, by, valid_to: date | None = None
) -> TeamMember:
    """
    Puts a person of the same office into the team. Raises ValidationError when the person is in it during any of these
    days already, or when the days leave the team's own; Forbidden without "people.manage".
    """
    require(by, "people.manage", team.office)
    Team.objects.select_for_update().get(pk=team.pk)  # two additions at once wait for each other
    member = TeamMember(team=team, person=person, role=role.strip(), valid_from=valid_from, valid_to=valid_to)
    _check_member(member)
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
    """Makes ``on`` the last day in the team. Raises ValidationError when it begins later, Forbidden as above."""
    require(by, "people.manage", member.team.office)
    _end_member(member, on, by=by)


def _end_member(member: TeamMember, on: date, *, by) -> None:
    before = _days(member)
    member.valid_to = on
    member.full_clean()
    member.save(update_fields=["valid_to"])
    record(
        office=member.team.office,
        actor=by,
        action="people.member_ended",
        target=member,
        before=before,
        after=_days(member),
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


def _check_member(member: TeamMember) -> None:
    team, person = member.team, member.person
    if person.office_id != team.office_id:
        raise ValidationError({"person": _("Anggota tim harus dari satuan kerja yang sama.")})
    ends = member.valid_to or team.valid_to
    if not team.is_valid_on(member.valid_from) or (ends is not None and not team.is_valid_on(ends)):
        raise ValidationError(_("Masa keanggotaan harus di dalam masa berlaku tim."))
    if not person.is_valid_on(member.valid_from) or (member.valid_to and not person.is_valid_on(member.valid_to)):
        raise ValidationError(_("Masa keanggotaan harus di dalam masa kerja pegawai."))
    if team.members.filter(overlapping(member.valid_from, member.valid_to), person=person).exists():
        raise ValidationError(_("Pegawai ini sudah menjadi anggota tim pada masa tersebut."))


def _membership(member: TeamMember) -> dict:
    return {"team": member.team_id, "person": member.person_id, "role": member.role, **_days(member)}


def _days(row: TeamMember) -> dict:
    return {name: value.isoformat() if (value := getattr(row, name)) else None for name in ("valid_from", "valid_to")}


def _personal(person: Person) -> dict:
    return {"name": person.name, "nip": person.nip, "email": person.email}


def _facts(person: Person) -> dict:
    return {"kind": person.kind, "unit": person.unit_id}


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
