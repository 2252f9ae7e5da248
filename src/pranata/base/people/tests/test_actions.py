import json
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from pranata.base.audit.models import Event
from pranata.base.audit.verification import verify
from pranata.base.org.tests.account import Account, Denied
from pranata.base.org.tests.factories import OfficeFactory, UnitFactory
from pranata.base.people import actions
from pranata.base.people.models import Person, PersonKind, Team, TeamMember
from pranata.base.people.tests.factories import PersonFactory, TeamFactory, TeamMemberFactory
from pranata.base.seal.actions import erase, unseal
from pranata.base.seal.errors import Erased

pytestmark = pytest.mark.django_db
NIP = "198001012005011001"
JANUARY, MARCH, JUNE = date(2022, 1, 1), date(2022, 3, 31), date(2022, 6, 30)


def create(office, by=None, **changes):
    values = {"name": "Contoh Satu", "kind": PersonKind.CIVIL_SERVANT, "nip": NIP, "email": "Satu@Example.test"}
    return actions.create_person(office=office, by=by, **values | changes)


def facts(**changes):
    """What the history keeps readable of a person."""
    return {"kind": "asn", "unit": None, "valid_from": None, "valid_to": None, **changes}


def test_create_person_keeps_personal_values_sealed_in_the_history():
    office = OfficeFactory()

    person = create(office, by=Account({"people.manage": [office]}))

    assert (person.name, person.nip, person.email) == ("Contoh Satu", NIP, "satu@example.test")
    event = Event.objects.get(office_code=office.code, action="people.person_created")
    assert (event.subject, json.loads(event.after)) == (f"person:{person.pk}", facts(unit=None))
    assert json.loads(unseal(event.subject, event.personal)) == {
        "name": "Contoh Satu",
        "nip": NIP,
        "email": "satu@example.test",
    }


def test_create_person_is_refused_without_permission():
    office = OfficeFactory()

    with pytest.raises(Denied):
        create(office, by=Account({"people.manage": [OfficeFactory()]}))

    assert Person.objects.count() == 0


@pytest.mark.parametrize("changes", [{"nip": "123"}, {"kind": "lain"}, {"name": " "}, {"email": "bukan surel"}])
def test_create_person_is_refused_when_a_value_is_wrong(changes):
    with pytest.raises(ValidationError):
        create(OfficeFactory(), **changes)


def test_create_person_is_refused_when_the_nip_is_taken_or_the_unit_elsewhere():
    office = OfficeFactory()
    create(office)

    with pytest.raises(ValidationError):
        create(office)
    with pytest.raises(ValidationError):
        create(office, nip="", unit=UnitFactory())


def test_person_who_moves_to_another_office_is_a_person_there_too():
    first, second = create(OfficeFactory()), create(OfficeFactory())

    assert (first.nip, first.pk == second.pk) == (second.nip, False)


def test_persons_without_nip_do_not_collide():
    office = OfficeFactory()

    first, second = create(office, nip=""), create(office, nip="")

    assert (first.nip, second.nip) == (None, None)


def test_nip_of_another_length_is_refused_by_the_database():
    with pytest.raises(IntegrityError), transaction.atomic():
        PersonFactory(nip="123")


def test_change_person_keeps_what_was_before():
    person = create(OfficeFactory())
    unit = UnitFactory(office=person.office)

    actions.change_person(
        person, by=None, name="Contoh Dua", kind=PersonKind.CIVIL_SERVANT, nip=NIP, unit=unit, valid_from=JANUARY
    )

    person.refresh_from_db()
    assert (person.name, person.unit, person.email) == ("Contoh Dua", unit, "")
    event = Event.objects.get(action="people.person_changed")
    assert (json.loads(event.before), json.loads(event.after)) == (
        facts(unit=None),
        facts(unit=unit.pk, valid_from="2022-01-01"),
    )
    assert json.loads(unseal(event.subject, event.personal)) == {
        "name": "Contoh Dua",
        "name_before": "Contoh Satu",
        "nip": NIP,
        "email": "",
        "email_before": "satu@example.test",
    }


def test_end_person_ends_the_memberships_too():
    running = TeamMemberFactory(valid_from=JANUARY)
    later = TeamMemberFactory(person=running.person, team__office=running.team.office, valid_from=date(2022, 7, 1))

    actions.end_person(running.person, on=JUNE, by=None)

    assert list(TeamMember.objects.values_list("pk", "valid_to")) == [(running.pk, JUNE)]
    assert Person.objects.valid_on(date(2022, 7, 1)).count() == 0
    ended, withdrawn = Event.objects.filter(action__startswith="people.member_").order_by("sequence")
    assert (ended.action, ended.target) == ("people.member_ended", f"people.teammember:{running.pk}")
    assert (withdrawn.action, withdrawn.target) == ("people.member_withdrawn", f"people.teammember:{later.pk}")
    assert json.loads(withdrawn.before) == {
        "team": later.team_id,
        "person": later.person_id,
        "role": later.role,
        "valid_from": "2022-07-01",
        "valid_to": None,
    }


def test_team_gets_members_with_history():
    office = OfficeFactory()
    by = Account({"people.manage": [office]})
    team = actions.create_team(office=office, name="Tim Contoh", kind="tim-rb", valid_from=JANUARY, basis="SK 1", by=by)
    person = PersonFactory(office=office)

    member = actions.add_member(team, person=person, role="Ketua", valid_from=JANUARY, by=by)
    actions.end_member(member, on=MARCH, by=by)

    assert Team.objects.get().basis == "SK 1"
    assert TeamMember.objects.values_list("role", "valid_from", "valid_to").get() == ("Ketua", JANUARY, MARCH)
    assert list(Event.objects.filter(office_code=office.code).values_list("action", flat=True)) == [
        "people.team_created",
        "people.member_added",
        "people.member_ended",
    ]


@pytest.mark.parametrize(
    ("valid_from", "valid_to", "free"),
    [
        (date(2022, 4, 1), None, True),
        (date(2021, 1, 1), date(2021, 12, 31), True),
        (MARCH, None, False),
        (date(2021, 6, 1), JANUARY, False),
        (date(2021, 6, 1), None, False),
        (date(2022, 2, 1), date(2022, 2, 2), False),
    ],
)
def test_add_member_is_refused_when_the_same_person_is_in_the_team_then(valid_from, valid_to, free):
    first = TeamMemberFactory(valid_from=JANUARY, valid_to=MARCH)
    values = {"person": first.person, "role": "Anggota", "valid_from": valid_from, "valid_to": valid_to, "by": None}

    if free:
        actions.add_member(first.team, **values)
    else:
        with pytest.raises(ValidationError):
            actions.add_member(first.team, **values)

    assert TeamMember.objects.count() == (2 if free else 1)


def test_add_member_is_refused_when_office_or_days_do_not_fit():
    team = TeamFactory(valid_from=JANUARY, valid_to=JUNE)
    own, stranger = PersonFactory(office=team.office), PersonFactory()

    with pytest.raises(ValidationError):
        actions.add_member(team, person=stranger, role="Anggota", valid_from=JANUARY, by=None)
    with pytest.raises(ValidationError):
        actions.add_member(team, person=own, role="Anggota", valid_from=date(2021, 12, 31), by=None)
    with pytest.raises(ValidationError):
        actions.add_member(team, person=own, role="Anggota", valid_from=JANUARY, valid_to=date(2022, 7, 1), by=None)
    with pytest.raises(Denied):
        actions.add_member(team, person=own, role="Anggota", valid_from=JANUARY, by=Account({}))


@pytest.mark.parametrize(("valid_from", "valid_to"), [(date(2022, 4, 1), None), (JANUARY, date(2022, 4, 1))])
def test_add_member_is_refused_when_the_person_has_left_by_then(valid_from, valid_to):
    team = TeamFactory(valid_from=JANUARY)
    person = PersonFactory(office=team.office, valid_to=MARCH)

    with pytest.raises(ValidationError, match="masa kerja"):
        actions.add_member(team, person=person, role="Anggota", valid_from=valid_from, valid_to=valid_to, by=None)
    actions.add_member(team, person=person, role="Anggota", valid_from=JANUARY, valid_to=MARCH, by=None)


def test_erasing_a_person_leaves_the_chain_whole_and_the_sealed_values_gone(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    person = create(OfficeFactory())
    event = Event.objects.get(action="people.person_created")

    erase(event.subject)

    assert verify().bad is None
    with pytest.raises(Erased):
        unseal(event.subject, event.personal)
    actions.end_person(person, on=JUNE, by=None)
    assert verify().bad is None
