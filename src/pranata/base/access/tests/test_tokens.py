"""Personal tokens: made with what one holds, shown once, revoked at once, audited; never another's."""

import re
from datetime import date, timedelta

import pytest
from allauth.account.internal.flows.login import record_authentication
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from pranata.base.access import actions
from pranata.base.access.errors import Forbidden
from pranata.base.access.models import ApiToken, Role
from pranata.base.access.rules import TOKEN_SCOPES, last_token_day, token_permissions
from pranata.base.access.tests.factories import ApiTokenFactory, RoleAssignmentFactory
from pranata.base.access.tokens import digest_of, find_token
from pranata.base.audit.models import Event
from pranata.base.org.tests.factories import OfficeFactory
from pranata.lib import clock

LIST, NEW = "/masuk/token/", "/masuk/token/baru/"


@pytest.fixture
def held(db):
    return RoleAssignmentFactory(role=Role.STAFF)


@pytest.fixture
def browser(client, held):
    """A browser in which the account has shown its password just now."""
    client.force_login(held.user)
    request = RequestFactory().get("/")
    request.session = client.session
    record_authentication(request, held.user, method="password", reauthenticated=True)
    request.session.save()
    return client


def make(held, **values):
    given = {"name": "Rekap bulanan", "scopes": ["report"], "expires_on": clock.today(), "office": held.office}
    return actions.create_token(by=held.user, **given | values)


@pytest.mark.parametrize(
    ("day", "last"), [(date(2022, 6, 26), date(2023, 6, 26)), (date(2024, 2, 29), date(2025, 2, 28))]
)
def test_token_lasts_a_year_at_most(day, last):
    assert last_token_day(day) == last


def test_unknown_scope_opens_nothing_and_every_token_reads():
    assert token_permissions(["semua"]) == token_permissions([]) == TOKEN_SCOPES["read"]


def test_token_is_kept_as_a_keyed_hash_alone(held):
    token, secret = make(held)

    stored = ApiToken.objects.values().get()
    assert (stored["digest"], stored["scopes"]) == (digest_of(secret), ["read", "report"])
    assert secret not in str(stored)
    assert find_token(secret) == token
    event = Event.objects.get(action="access.token_created")
    assert (event.actor, event.office_code, secret in event.after + event.personal) == (
        f"user:{held.user.pk}",
        held.office.code,
        False,
    )


def test_account_behind_a_token_is_limited_everywhere_it_is_asked(held):
    elsewhere = RoleAssignmentFactory(user=held.user, role=Role.SECRETARY)
    _token, secret = make(held)

    user = find_token(secret).user

    assert list(user.offices_with("plan.view")) == [held.office]
    assert [user.can(each, held.office) for each in ("plan.report", "followups.work", "files.view")] == [
        True,
        False,
        False,
    ]
    assert user.can("plan.view", elsewhere.office) is False
    assert list(user.offices_with("files.view")) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"scopes": ["verify"]}, "scopes"),
        ({"scopes": ["semua"]}, "scopes"),
        ({"expires_on": date(2020, 1, 1)}, "expires_on"),
        ({"expires_on": date(2999, 1, 1)}, "expires_on"),
        ({"name": "  "}, "name"),
    ],
)
def test_token_is_not_made_of_what_may_not_be(held, values, field):
    with pytest.raises(ValidationError) as refused:
        make(held, **values)

    assert (list(refused.value.message_dict), ApiToken.objects.count()) == ([field], 0)


def test_no_token_is_made_for_an_office_where_one_holds_nothing(held):
    with pytest.raises(Forbidden):
        make(held, office=OfficeFactory())


def test_one_token_too_many_is_refused(held):
    ApiTokenFactory.create_batch(20, user=held.user)

    with pytest.raises(ValidationError, match="cabut dahulu"):
        make(held)


def test_token_is_revoked_by_its_owner_and_who_manages_accounts_there(held):
    token, secret = make(held)
    other, _secret = make(held)
    administrator = RoleAssignmentFactory(office=held.office, role=Role.ADMINISTRATOR).user

    with pytest.raises(Forbidden):
        actions.revoke_token(token, by=RoleAssignmentFactory(office=held.office, role=Role.SECRETARY).user)
    actions.revoke_token(token, by=held.user)
    actions.revoke_token(token, by=held.user)
    actions.revoke_token(other, by=administrator)

    assert find_token(secret) is None
    assert [each.actor for each in Event.objects.filter(action="access.token_revoked").order_by("pk")] == [
        f"user:{held.user.pk}",
        f"user:{administrator.pk}",
    ]


def test_tokens_are_seen_by_their_owner_and_who_manages_accounts_there(held):
    token, _secret = make(held)
    administrator = RoleAssignmentFactory(office=held.office, role=Role.ADMINISTRATOR).user
    others = [RoleAssignmentFactory(office=held.office).user, RoleAssignmentFactory(role=Role.ADMINISTRATOR).user]

    assert [list(ApiToken.objects.visible_to(user)) for user in (held.user, administrator)] == [[token]] * 2
    assert [ApiToken.objects.visible_to(user).exists() for user in others] == [False, False]


def test_page_shows_the_token_once(browser, held):
    day = clock.today() + timedelta(days=30)
    given = {"name": "Rekap", "office": held.office.code, "scopes": ["report"], "expires_on": day.isoformat()}

    page = browser.post(NEW, given).content.decode()

    secret = re.search(r"pranata_[\w-]{43}", page)[0]
    assert find_token(secret).name == "Rekap"
    assert [secret in browser.get(address).content.decode() for address in (LIST, NEW)] == [False, False]


def test_password_is_asked_before_the_form_so_that_nothing_typed_is_lost(client, held):
    client.force_login(held.user)

    assert client.get(NEW).url == "/masuk/konfirmasi/?next=%2Fmasuk%2Ftoken%2Fbaru%2F"


def test_page_offers_no_scope_that_one_does_not_hold(browser):
    form = browser.get(NEW).context["form"]

    assert [scope for scope, _words in form.fields["scopes"].choices] == ["report"]


def test_page_says_what_is_wrong_and_makes_nothing(browser, held):
    answer = browser.post(NEW, {"name": "", "office": held.office.code, "expires_on": "2999-01-01"})

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["name"])
    assert ApiToken.objects.count() == 0


def test_password_is_asked_again_before_a_token_is_made(client, held):
    client.force_login(held.user)

    answer = client.post(NEW, {"name": "Rekap", "office": held.office.code, "expires_on": clock.today().isoformat()})

    assert (answer.status_code, ApiToken.objects.count()) == (302, 0)


def test_own_token_is_revoked_on_the_page_and_anothers_is_not_there(browser, held):
    token, _secret = make(held)
    foreign = ApiTokenFactory()

    statuses = [browser.post(f"/masuk/token/{each.pk}/cabut/").status_code for each in (token, token, foreign)]

    assert statuses == [302, 404, 404]
    assert list(ApiToken.objects.filter(revoked_at=None)) == [foreign]


def test_list_costs_the_same_when_there_are_three(browser, held):
    def cost():
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(LIST).status_code == 200
        return len(asked)

    make(held)
    browser.get(LIST)
    one = cost()
    make(held)
    make(held)

    assert cost() == one
