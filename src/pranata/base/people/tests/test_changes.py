"""Changing, ending and reopening: what the history says, and who is told that somebody was faster."""

import json
from datetime import date

import pytest
from django.core.exceptions import ValidationError

from pranata.base.audit.models import Event
from pranata.base.org.copies import STALE, copy_token
from pranata.base.org.tests.account import Account, Denied
from pranata.base.people import actions
from pranata.base.people.models import Person, PersonKind, Team, TeamMember
from pranata.base.people.tests.factories import PersonFactory, TeamFactory, TeamMemberFactory

pytestmark = pytest.mark.django_db
JANUARY, MARCH, JUNE = date(2022, 1, 1), date(2022, 3, 31), date(2022, 6, 30)


def change_person(person, **changes):
    values = {"name": person.name, "kind": PersonKind.CIVIL_SERVANT, "by": None}
    actions.change_person(person, **values | changes)


def history(office):
    events = Event.objects.filter(office_code=office.code).order_by("sequence")
    return [(event.action, json.loads(event.before or "null"), json.loads(event.after or "null")) for event in events]


def test_change_person_is_refused_when_somebody_was_faster():
    person = PersonFactory(name="Contoh Satu")
    seen = copy_token(person)
    change_person(Person.objects.get(), name="Contoh Dua", seen=seen)

    with pytest.raises(ValidationError) as refused:
        change_person(person, name="Contoh Tiga", seen=seen)

    assert refused.value.code == STALE
    assert Person.objects.get().name == "Contoh Dua"
    assert person.name == "Contoh Dua"  # what is stored, for whoever compares
    change_person(person, name="Contoh Tiga", seen=copy_token(person))
    assert Person.objects.get().name == "Contoh Tiga"


def test_copy_token_is_another_when_any_value_is():
    person = PersonFactory(nip=None)
    tokens = {copy_token(person)}
    for name, value in {
        "name": "Lain",
        "nip": "198001012005011001",
        "email": "a@example.test",
        "valid_to": MARCH,
    }.items():
        setattr(person, name, value)
        tokens.add(copy_token(person))

    assert len(tokens) == 5
    assert copy_token(Person.objects.get()) in tokens


def test_change_person_is_refused_when_a_membership_begins_before():
    member = TeamMemberFactory(valid_from=JANUARY)

    with pytest.raises(ValidationError, match="sebelum tanggal itu"):
        change_person(member.person, valid_from=MARCH)
    change_person(member.person, valid_from=JANUARY)

    assert Person.objects.get().valid_from == JANUARY


def test_person_is_reopened_with_history():
    person = PersonFactory()
    by = Account({"people.manage": [person.office]})
    actions.end_person(person, on=MARCH, by=by)

    actions.reopen_person(person, by=by)

    assert Person.objects.get().valid_to is None
    assert history(person.office)[-1] == (
        "people.person_reopened",
        {"valid_from": None, "valid_to": "2022-03-31"},
        {"valid_from": None, "valid_to": None},
    )


def test_last_day_of_a_person_may_be_moved():
    person = PersonFactory(valid_to=MARCH)

    actions.end_person(person, on=JUNE, by=None)

    assert Person.objects.get().valid_to == JUNE


def test_change_team_keeps_what_was_before():
    team = TeamFactory(name="Tim Satu", basis="SK 1", valid_from=JANUARY)

    actions.change_team(team, by=None, name=" Tim Dua ", kind="tim-zi", basis="SK 2", valid_from=JANUARY)

    days = {"valid_from": "2022-01-01", "valid_to": None}
    assert history(team.office) == [
        (
            "people.team_changed",
            {"name": "Tim Satu", "kind": "tim-rb", "basis": "SK 1", **days},
            {"name": "Tim Dua", "kind": "tim-zi", "basis": "SK 2", **days},
        )
    ]


def test_change_team_is_refused_when_members_came_before_or_somebody_was_faster():
    team = TeamFactory(name="Tim Satu", valid_from=JANUARY)
    TeamMemberFactory(team=team, valid_from=JANUARY)
    values = {"by": None, "name": "Tim Dua", "kind": "tim-rb"}

    with pytest.raises(ValidationError, match="sebelum tanggal itu"):
        actions.change_team(team, valid_from=MARCH, **values)
    with pytest.raises(ValidationError, match="diubah orang lain"):
        actions.change_team(team, valid_from=JANUARY, seen="lain", **values)

    assert Team.objects.get().name == "Tim Satu"


def test_end_team_ends_its_members_and_reopening_leaves_them_ended():
    team = TeamFactory(valid_from=JANUARY)
    running = TeamMemberFactory(team=team, valid_from=JANUARY)
    TeamMemberFactory(team=team, valid_from=JUNE)
    left = TeamMemberFactory(team=team, valid_from=JANUARY, valid_to=date(2022, 2, 1))
    by = Account({"people.manage": [team.office]})

    actions.end_team(team, on=MARCH, by=by)
    actions.reopen_team(team, by=by)

    assert Team.objects.get().valid_to is None
    assert set(TeamMember.objects.values_list("pk", "valid_to")) == {(running.pk, MARCH), (left.pk, date(2022, 2, 1))}
    assert [action for action, _before, _after in history(team.office)] == [
        "people.team_ended",
        "people.member_ended",
        "people.member_withdrawn",
        "people.team_reopened",
    ]


def test_end_member_is_refused_when_the_day_leaves_team_or_person_or_meets_the_next_time():
    team = TeamFactory(valid_from=JANUARY, valid_to=JUNE)
    member = TeamMemberFactory(team=team, valid_from=JANUARY, valid_to=date(2022, 2, 1))
    TeamMemberFactory(team=team, person=member.person, valid_from=MARCH)

    for day in (date(2022, 7, 1), MARCH, date(2021, 12, 31)):
        with pytest.raises(ValidationError):
            actions.end_member(member, on=day, by=None)
    actions.end_member(member, on=date(2022, 3, 30), by=None)

    assert TeamMember.objects.get(pk=member.pk).valid_to == date(2022, 3, 30)


def test_every_change_is_refused_without_permission():
    member = TeamMemberFactory(valid_from=JANUARY)
    person, team, by = member.person, member.team, Account({})

    for refused in (
        lambda: change_person(person, by=by),
        lambda: actions.end_person(person, on=MARCH, by=by),
        lambda: actions.reopen_person(person, by=by),
        lambda: actions.change_team(team, by=by, name="Lain", kind="tim-rb", valid_from=JANUARY),
        lambda: actions.end_team(team, on=MARCH, by=by),
        lambda: actions.reopen_team(team, by=by),
        lambda: actions.end_member(member, on=MARCH, by=by),
    ):
        with pytest.raises(Denied):
            refused()

    assert Event.objects.count() == 0
