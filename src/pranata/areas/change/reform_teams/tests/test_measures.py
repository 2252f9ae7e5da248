from datetime import date

import pytest

from pranata.areas.change.reform_teams.measures import TEAMS
from pranata.base.access.models import Role
from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.org.tests.factories import OfficeFactory
from pranata.base.people.tests.factories import TeamFactory, TeamMemberFactory
from pranata.engines.indicators.tests.reading_kit import record_sets, sentence_of, value_of


@pytest.fixture(autouse=True)
def _july(monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", "2022-07-15")


@pytest.fixture
def office(db):
    return OfficeFactory(code="9999")


def appointed(office, kind="tim-rb", **more):
    return TeamMemberFactory(team=TeamFactory(office=office, kind=kind, basis="Keputusan Contoh 1", **more)).team


def test_team_exists_from_the_day_its_decree_puts_it_into_force(office):
    team = appointed(office, valid_from=date(2022, 6, 30))

    assert value_of("reform_teams.reform_team", office, "2022-05") == (0, 0, None)
    assert value_of("reform_teams.reform_team", office, "2022-06") == (1, 1, None)
    assert record_sets("reform_teams.reform_team", office, "2022-06") == [{team.pk}]
    assert sentence_of("reform_teams.reform_team", office, "2022-06") == (
        "Pada 30 Juni 2022 ada Tim Reformasi Birokrasi dengan dasar pembentukan dan anggota."
    )


def test_team_does_not_count_without_decree_or_without_members(office):
    TeamMemberFactory(team=TeamFactory(office=office))
    TeamFactory(office=office, basis="Keputusan Contoh 1")
    appointed(office, valid_to=date(2022, 5, 31))
    TeamMemberFactory(team=TeamFactory(office=office, basis="Keputusan Contoh 2"), valid_to=date(2022, 5, 31))
    appointed(OfficeFactory())

    assert value_of("reform_teams.reform_team", office, "2022-06") == (0, 0, None)


@pytest.mark.parametrize(("name", "kind"), [(name, kind) for name, kind, _title in TEAMS])
def test_each_kind_of_team_is_read_by_its_own_measure(office, name, kind):
    appointed(office, kind)

    found = {each: value_of(f"reform_teams.{each}", office, "2022-06")[1] for each, _kind, _title in TEAMS}

    assert found == {each: int(each == name) for each in found}


def test_change_agents_are_counted_by_person(office):
    team = appointed(office, "agen-perubahan")
    TeamMemberFactory(team=team)
    TeamMemberFactory(team=team, valid_to=date(2022, 6, 29))

    assert value_of("reform_teams.change_agent_count", office, "2022-06") == (2, 2, None)


def test_whistleblowing_officers_are_those_who_hold_the_role(office):
    RoleAssignmentFactory(office=office, role=Role.UPG)
    before = value_of("reform_teams.whistleblowing_officers", office, "2022-06")
    held = RoleAssignmentFactory(office=office, role=Role.WBS)

    assert before == (0, 0, None)
    assert record_sets("reform_teams.whistleblowing_officers", office, "2022-06") == [{held.pk}]
