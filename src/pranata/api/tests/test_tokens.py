"""A token opens what its owner may do today at one office, and no more; wrong ones are counted."""

from datetime import date

import pytest
from django.test import Client

from pranata.api.tests.programs import MONTH, PLAN, codes
from pranata.base.access import actions
from pranata.base.access.models import ApiToken, Role, RoleAssignment
from pranata.base.access.rules import TOKEN_SCOPES
from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.org.tests.factories import OfficeFactory
from pranata.lib import clock

pytestmark = pytest.mark.django_db
REFUSED = (401, "token_needed")


def test_token_says_what_it_may_be_used_for(program):
    said = program(Role.VERIFIER, scopes=["read", "verify"]).get("token").json()

    assert said == {
        "name": "Contoh program",
        "office": "9999",
        "scopes": ["read", "verify"],
        "permissions": sorted({*TOKEN_SCOPES["read"], "plan.verify"} - {"nation.view"}),  # no role of a verifier's
        "expires_on": "2999-12-31",
    }


def test_day_of_use_is_noted_once_a_day(program, django_assert_num_queries):
    asked = program()
    asked.get("token")
    assert ApiToken.objects.get().last_used_on == clock.today()

    with django_assert_num_queries(2):  # the token with its account and office; the roles of today
        asked.get("token")


@pytest.mark.parametrize(
    "change",
    [
        {"expires_on": date(2020, 1, 1)},
        {"revoked_at": "2022-01-01T00:00:00Z"},
        {"user__is_active": False},
        {"user__must_change_password": True},
    ],
)
def test_token_opens_nothing_when_it_has_ended_or_its_account_may_not_sign_in(program, change):
    asked = program()
    for name, value in change.items():
        row = asked.token.user if name.startswith("user__") else asked.token
        setattr(row, name.removeprefix("user__"), value)
        row.save()

    assert codes(asked.get("token")) == REFUSED


def test_administrators_token_opens_nothing_without_second_factor(program):
    assert codes(program(Role.ADMINISTRATOR).get("token")) == REFUSED


@pytest.mark.parametrize(
    "header", ["", "Bearer", "Bearer ", "Bearer pranata_", "Bearer x\udcff", "Basic YTpi", "pranata_x"]
)
def test_what_is_no_token_opens_nothing(db, header):
    answer = Client().get("/api/v1/token", headers={"Authorization": header} if header else {})

    assert codes(answer) == REFUSED
    assert answer["WWW-Authenticate"] == "Bearer"


def test_session_of_a_browser_is_no_way_in(client, office):
    client.force_login(RoleAssignmentFactory(office=office, role=Role.SECRETARY).user)

    assert codes(client.get("/api/v1/offices/9999/plans")) == REFUSED


def test_wrong_tokens_are_refused_for_a_while_and_right_ones_never(program):
    asked = program()
    right, asked.secret = asked.secret, "pranata_salah"
    statuses = [asked.get("token").status_code for _attempt in range(31)]

    assert (statuses[29], statuses[30]) == (401, 429)
    answer = asked.get("token")
    assert (codes(answer), 0 < int(answer["Retry-After"]) <= 600) == ((429, "too_many"), True)
    asked.secret = right
    assert asked.get("token").status_code == 200


def test_token_is_of_no_use_at_another_office_of_its_owner(program, row):
    asked = program(Role.SECRETARY, at=OfficeFactory(code="9998", is_active=True))
    RoleAssignmentFactory(user=asked.token.user, office=row.plan.office, role=Role.SECRETARY)

    assert [codes(asked.get(address)) for address in ("offices/9999/plans", PLAN, MONTH)] == [(404, "not_found")] * 3
    assert asked.get("offices/9998/plans").json()["count"] == 0


def test_token_ends_with_the_role_of_its_owner(program, row):
    asked = program(Role.STAFF)
    assert asked.get(PLAN).status_code == 200
    RoleAssignment.objects.filter(user=asked.token.user).update(valid_to=date(2021, 12, 31))

    assert codes(asked.get(PLAN)) == (404, "not_found")


def test_token_for_reading_writes_nothing_though_its_owner_might(program, row):
    asked = program(Role.STAFF, scopes=["read"])

    answer = asked.ask("put", MONTH, {"achievement": "Rapat."}, state=asked.state_of())

    assert codes(answer) == (403, "forbidden")
    assert row.progress.count() == 0


def test_unknown_scope_opens_nothing_besides_reading(program, row):
    said = program(Role.SECRETARY, scopes=["semua"]).get("token").json()

    assert said["permissions"] == sorted(TOKEN_SCOPES["read"])


def test_owner_is_shown_restricted_evidence_by_no_token(program):
    assert "evidence.view_restricted" not in program(Role.SECRETARY).get("token").json()["permissions"]


def test_new_one_time_password_ends_the_tokens_of_the_account(program):
    asked = program()

    actions.issue_one_time_password(asked.token.user, by=None)

    assert ApiToken.objects.get().revoked_at is not None
