"""A grant opens one record to one account or office, for a while, and the office that gave it can close it again."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from pranata.base.access import grantable
from pranata.base.access.actions import close_record, deactivate, extend_grant, give_grant, revoke_grant
from pranata.base.access.errors import Forbidden
from pranata.base.access.grantable import Grantable, declare_grantable
from pranata.base.access.models import Grant
from pranata.base.access.rules import TokenLimit
from pranata.base.access.tests.factories import GrantFactory, RoleAssignmentFactory, UserFactory
from pranata.base.audit.models import Event
from pranata.base.org.models import Unit
from pranata.base.org.tests.factories import OfficeFactory, UnitFactory

pytestmark = pytest.mark.django_db
END = date(2022, 7, 31)


@pytest.fixture(autouse=True)
def _units_are_grantable(monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", "2022-06-26")
    monkeypatch.setattr(grantable, "_kinds", {})
    declare_grantable(Grantable(Unit, "unit kerja", give="org.manage", read="plan.verify"))


@pytest.fixture
def unit():
    return UnitFactory()


@pytest.fixture
def giver(unit):
    return RoleAssignmentFactory(office=unit.office, role="secretary").user


@pytest.fixture
def elsewhere():
    return OfficeFactory()


def holder(office, role="verifier", **values):
    return RoleAssignmentFactory(office=office, role=role, **values).user


def opened_to(user):
    return list(Grant.objects.opening(Unit, user).values_list("target_id", flat=True))


def give(unit, by, **values):
    return give_grant(unit, **{"purpose": "Contoh", "valid_to": END, "by": by} | values)


def test_office_reads_what_was_opened_to_it_when_its_account_may_read(unit, giver, elsewhere):
    give(unit, giver, to_office=elsewhere)

    assert opened_to(holder(elsewhere)) == [unit.pk]
    assert opened_to(holder(elsewhere, "staff")) == []
    assert opened_to(holder(OfficeFactory())) == []


@pytest.mark.parametrize(("day", "is_open"), [("2022-07-31", True), ("2022-08-01", False)])
def test_grant_ends_by_itself_when_its_last_day_is_over(unit, giver, elsewhere, monkeypatch, day, is_open):
    give(unit, giver, to_office=elsewhere)
    reader = holder(elsewhere)

    monkeypatch.setenv("PRANATA_TODAY", day)

    assert (opened_to(reader) == [unit.pk]) is is_open


def test_grant_opens_nothing_when_it_has_not_begun(unit, giver, elsewhere):
    give(unit, giver, to_office=elsewhere, valid_from=date(2022, 6, 27))

    assert opened_to(holder(elsewhere)) == []


def test_named_account_reads_with_any_role_but_not_when_it_has_left(unit, giver, elsewhere):
    named, former = holder(elsewhere, "staff"), holder(elsewhere, valid_to=date(2022, 6, 25))
    closed, stranger = holder(elsewhere, user__is_active=False), UserFactory()
    for user in (named, former, closed, stranger):
        give(unit, giver, user=user)

    assert [opened_to(user) for user in (named, former, closed, stranger)] == [[unit.pk], [], [], []]


def test_token_of_a_named_account_opens_nothing_elsewhere(unit, giver, elsewhere):
    named = holder(elsewhere)
    give(unit, giver, user=named)
    named.limit = TokenLimit(office_id=elsewhere.pk, permissions=frozenset({"org.view"}))

    assert opened_to(named) == []


def test_revoked_grant_opens_nothing_at_once_and_keeps_who_and_why(unit, giver, elsewhere):
    grant = give(unit, giver, to_office=elsewhere)

    revoke_grant(grant, reason=" selesai ", by=giver)

    assert opened_to(holder(elsewhere)) == []
    grant.refresh_from_db()
    assert (grant.revoke_reason, grant.revoked_by, grant.is_in_force(date(2022, 6, 26))) == ("selesai", giver, False)
    with pytest.raises(ValidationError, match="sudah dicabut"):
        revoke_grant(grant, reason="lagi", by=giver)
    actions = Event.objects.filter(office_code=unit.office.code).order_by("sequence").values_list("action", flat=True)
    assert list(actions)[-2:] == ["access.grant_given", "access.grant_revoked"]


def test_lengthened_grant_opens_longer(unit, giver, elsewhere, monkeypatch):
    grant = give(unit, giver, to_office=elsewhere)

    extend_grant(grant, valid_to=date(2022, 8, 31), by=giver)

    monkeypatch.setenv("PRANATA_TODAY", "2022-08-31")
    assert opened_to(holder(elsewhere)) == [unit.pk]


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"valid_to": date(2022, 6, 25)}, "paling cepat hari ini"),
        ({"valid_to": date(2023, 6, 28)}, "paling lama 366 hari"),
        ({"purpose": "  "}, "tidak boleh kosong|harus diisi|blank"),
        ({"valid_from": date(2022, 8, 1)}, "Tanggal akhir mendahului"),
    ],
)
def test_grant_is_refused_when_its_values_are_wrong(unit, giver, elsewhere, values, message):
    with pytest.raises(ValidationError, match=message):
        give(unit, giver, to_office=elsewhere, **values)

    assert Grant.objects.count() == 0


def test_grant_is_refused_when_it_is_to_nobody_to_two_or_to_its_own_office(unit, giver, elsewhere):
    for values in ({}, {"to_office": elsewhere, "user": holder(elsewhere)}, {"to_office": unit.office}):
        with pytest.raises(ValidationError):
            give(unit, giver, **values)

    assert Grant.objects.count() == 0


def test_second_grant_is_refused_when_the_same_is_open_already(unit, giver, elsewhere):
    first = give(unit, giver, to_office=elsewhere)
    with pytest.raises(ValidationError, match="perpanjang izinnya"):
        give(unit, giver, to_office=elsewhere)

    revoke_grant(first, reason="contoh", by=giver)
    give(unit, giver, to_office=elsewhere)

    assert opened_to(holder(elsewhere)) == [unit.pk]


def test_nobody_gives_or_revokes_without_the_permission(unit, giver, elsewhere):
    colleague, reader = holder(unit.office, "staff"), holder(elsewhere, "secretary")
    grant = give(unit, giver, to_office=elsewhere)

    for user in (colleague, reader):
        with pytest.raises(Forbidden):
            give(unit, user, user=colleague)
        with pytest.raises(Forbidden):
            revoke_grant(grant, reason="contoh", by=user)
        with pytest.raises(Forbidden):
            extend_grant(grant, valid_to=END, by=user)

    assert opened_to(holder(elsewhere)) == [unit.pk]


def test_all_that_opens_a_record_is_revoked_when_it_is_closed(unit, giver, elsewhere):
    give(unit, giver, to_office=elsewhere)
    give(unit, giver, user=holder(elsewhere))
    give(UnitFactory(office=unit.office), giver, to_office=elsewhere)

    assert close_record(unit, reason="contoh", by=giver) == 2
    assert unit.pk not in opened_to(holder(elsewhere))
    assert close_record(unit, reason="contoh", by=giver) == 0


def test_grants_are_listed_to_their_owner_alone(unit, giver, elsewhere):
    grant = GrantFactory(office=unit.office, to_office=elsewhere, user=None)
    of_kind = give(unit, giver, to_office=elsewhere)

    assert set(Grant.objects.visible_to(giver)) == {grant, of_kind}
    assert list(Grant.objects.visible_to(holder(elsewhere, "secretary"))) == []
    assert list(Grant.objects.visible_to(holder(unit.office, "staff"))) == []


def test_model_nobody_declared_is_not_grantable(unit, giver, elsewhere):
    with pytest.raises(LookupError):
        give(elsewhere, giver, user=giver)
    with pytest.raises(ValueError, match="declared twice"):
        declare_grantable(Grantable(Unit, "unit", give="org.manage", read="org.view"))


def test_account_that_was_deactivated_reads_nothing_any_more(unit, giver, elsewhere):
    named = holder(elsewhere)
    give(unit, giver, user=named)

    deactivate(named, by=None)

    named.refresh_from_db()
    assert opened_to(named) == []
