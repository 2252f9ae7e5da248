"""The made-up people of the demonstration: units, persons, teams, and the accounts they sign in with."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from allauth.account.adapter import get_adapter

from pranata.base.access import actions as access
from pranata.base.access.models import Role, User
from pranata.base.org import actions as org
from pranata.base.people import actions as people
from pranata.base.people.models import Person, Team

if TYPE_CHECKING:
    from datetime import date

    from pranata.base.org.models import Office, Unit
    from pranata.config.demo.sample import PersonSample, Sample
    from pranata.engines.plan.actions.charges import Party

FIRST_ACCOUNT = "administrator"  # made by the operator; it makes the others
NOT_REPORTING = (Role.VERIFIER, Role.COMMISSIONER, Role.ADMINISTRATOR)


@dataclass
class Cast:
    """Who there is, by the names of the sample."""

    office: Office
    units: dict[str, Unit] = field(default_factory=dict)
    persons: dict[str, Person] = field(default_factory=dict)
    teams: dict[str, Team] = field(default_factory=dict)
    accounts: dict[str, User] = field(default_factory=dict)
    samples: dict[str, PersonSample] = field(default_factory=dict)  # of the accounts

    @property
    def secretary(self) -> User:
        return self.holder(Role.SECRETARY)

    @property
    def verifier(self) -> User:
        return self.holder(Role.VERIFIER)

    def holder(self, role: str) -> User:
        """The first account that holds ``role``."""
        return next(self.accounts[name] for name, sample in self.samples.items() if sample.role == role)

    def party(self, name: str) -> Party | None:
        """The party a sample names: "unit KODE", "tim JENIS", "orang NAMA"; None of "". Raises ``KeyError``."""
        kind, _space, which = name.partition(" ")
        known = {"unit": self.units, "tim": self.teams, "orang": self.persons}
        return known[kind][which] if name else None

    def reporters(self, party: Party | None) -> list[User]:
        """The accounts that report for ``party``; the secretary only where nobody else would."""
        if party is None:
            return []
        if isinstance(party, Person):
            found = [party]
        elif isinstance(party, Team):
            found = [member.person for member in party.members.select_related("person").order_by("pk")]
        else:
            found = [person for person in self.persons.values() if person.unit == party]
        writing = {
            self.accounts[name].person_id: self.accounts[name]
            for name, sample in self.samples.items()
            if sample.role not in NOT_REPORTING
        }
        users = [writing[person.pk] for person in found if person.pk in writing]
        return [user for user in users if user != self.secretary] or users


def gather(office: Office, sample: Sample) -> Cast:
    """Make everybody; the first account is the operator's work, the rest the administrator's."""
    cast = Cast(office)
    since, password = sample.people["since"], sample.people["password"]
    for told in sample.people["unit"]:
        above = cast.units.get(told.get("parent", ""))
        cast.units[told["code"]] = org.create_unit(
            office=office, code=told["code"], name=told["name"], parent=above, valid_from=since, by=None
        )
    for person in sample.persons:
        cast.persons[person.name] = people.create_person(
            office=office,
            name=person.name,
            kind=person.kind,
            unit=cast.units.get(person.unit),
            email=person.login if person.account else "",
            valid_from=since,
            by=None,
        )
    for person in sorted(sample.persons, key=lambda each: each.account != FIRST_ACCOUNT):
        if person.account:
            _give_account(cast, person, password, by=cast.accounts.get(FIRST_ACCOUNT))
    for told in sample.people["team"]:
        _form_team(cast, told, since, by=cast.accounts[FIRST_ACCOUNT])
    return cast


def _give_account(cast: Cast, sample: PersonSample, password: str, *, by: User | None) -> None:
    """An account whose owner has changed its one-time password already."""
    person = cast.persons[sample.name]
    user, _once = access.create_user(office=cast.office, login=sample.login, person=person, by=by)
    unit = person.unit if sample.role == Role.KASUBBAG else None
    since = person.valid_from
    for role in sample.roles:
        of_unit = unit if role == sample.role else None
        access.assign_role(user=user, office=cast.office, role=role, unit=of_unit, valid_from=since, by=by)
    get_adapter().set_password(user, password)
    cast.accounts[sample.account], cast.samples[sample.account] = user, sample


def _form_team(cast: Cast, told: dict, since: date, *, by: User) -> None:
    team = people.create_team(
        office=cast.office, name=told["name"], kind=told["kind"], basis=told["basis"], valid_from=since, by=by
    )
    for name, role in told["members"]:
        people.add_member(team, person=cast.persons[name], role=role, valid_from=since, by=by)
    cast.teams[told["kind"]] = team
