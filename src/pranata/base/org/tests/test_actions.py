from datetime import date

import pytest
from django.core.exceptions import ValidationError

from pranata.base.audit.models import Event
from pranata.base.org import actions
from pranata.base.org.models import Office, Post, PostKind, Unit
from pranata.base.org.tests.account import Account, Denied
from pranata.base.org.tests.factories import CentralOfficeFactory, OfficeFactory, PostFactory, UnitFactory

pytestmark = pytest.mark.django_db
LAST_DAY = date(2022, 6, 30)


def history(office):
    codes = Event.objects.filter(office_code=office.code).order_by("sequence")
    return list(codes.values_list("action", "after"))


def test_create_unit_keeps_history():
    office = OfficeFactory()
    by = Account({"org.manage": [office]})

    unit = actions.create_unit(office=office, code=" SEK ", name="Sekretariat", by=by)

    assert (unit.code, unit.name, unit.office) == ("SEK", "Sekretariat", office)
    assert history(office) == [("org.unit_created", '{"code":"SEK","name":"Sekretariat"}')]


def test_create_unit_is_refused_without_permission_at_that_office():
    office = OfficeFactory()
    by = Account({"org.manage": [OfficeFactory()], "org.view": [office]})

    with pytest.raises(Denied):
        actions.create_unit(office=office, code="SEK", name="Sekretariat", by=by)

    assert (Unit.objects.count(), history(office)) == (0, [])


def test_create_unit_is_refused_when_code_is_taken_or_parent_is_elsewhere():
    unit = UnitFactory(code="SEK")

    with pytest.raises(ValidationError):
        actions.create_unit(office=unit.office, code="SEK", name="Sekretariat lain", by=None)
    with pytest.raises(ValidationError):
        actions.create_unit(office=unit.office, code="SUB", name="Subbagian", parent=UnitFactory(), by=None)


def test_close_unit_ends_its_posts_and_lower_units():
    unit = UnitFactory()
    lower = UnitFactory(office=unit.office, parent=unit)
    ended = UnitFactory(office=unit.office, parent=unit, valid_to=date(2022, 1, 31))
    post = PostFactory(unit=lower)

    actions.close_unit(unit, on=LAST_DAY, by=Account({"org.manage": [unit.office]}))

    assert list(Unit.objects.order_by("pk").values_list("pk", "valid_to")) == [
        (unit.pk, LAST_DAY),
        (lower.pk, LAST_DAY),
        (ended.pk, date(2022, 1, 31)),
    ]
    assert Post.objects.get().valid_to == LAST_DAY
    assert history(unit.office) == [("org.unit_closed", '{"valid_to":"2022-06-30"}')]
    assert post.valid_to is None


def test_close_unit_is_refused_when_it_begins_later():
    unit = UnitFactory(valid_from=date(2022, 7, 1))

    with pytest.raises(ValidationError):
        actions.close_unit(unit, on=LAST_DAY, by=None)

    assert Unit.objects.get().valid_to is None


def test_post_is_created_and_closed_with_history():
    unit = UnitFactory(code="SUB")

    post = actions.create_post(unit=unit, title="Analis Contoh", kind=PostKind.EXECUTIVE, by=None)
    actions.close_post(post, on=LAST_DAY, by=None)

    assert Post.objects.values_list("title", "kind", "valid_to").get() == ("Analis Contoh", "pelaksana", LAST_DAY)
    assert history(unit.office) == [
        ("org.post_created", '{"kind":"pelaksana","title":"Analis Contoh","unit":"SUB"}'),
        ("org.post_closed", '{"valid_to":"2022-06-30"}'),
    ]


def test_create_post_is_refused_when_the_kind_is_unknown():
    with pytest.raises(ValidationError):
        actions.create_post(unit=UnitFactory(), title="Analis Contoh", kind="lain", by=None)


def test_office_is_activated_by_whoever_manages_offices_above():
    office = OfficeFactory(is_active=False)

    actions.activate_office(office, by=Account({"offices.manage": [CentralOfficeFactory()]}))
    actions.activate_office(office, by=None)

    assert Office.objects.active().get() == office
    assert history(office) == [("org.office_activated", "")]


def test_office_is_not_deactivated_by_another_office():
    office = OfficeFactory()

    with pytest.raises(Denied):
        actions.deactivate_office(office, by=Account({"offices.manage": [OfficeFactory()]}))
    assert Office.objects.get(pk=office.pk).is_active

    actions.deactivate_office(office, by=Account({"offices.manage": [office]}))
    assert not Office.objects.get(pk=office.pk).is_active
