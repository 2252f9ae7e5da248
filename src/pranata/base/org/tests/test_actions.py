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


def test_change_unit_keeps_what_was_before():
    unit = UnitFactory(code="SUB", name="Subbagian")
    above = UnitFactory(office=unit.office)

    actions.change_unit(unit, by=None, code=" SUB-1 ", name="Subbagian Satu", parent=above, valid_from=LAST_DAY)

    assert Unit.objects.values_list("code", "name", "parent", "valid_from").get(pk=unit.pk) == (
        "SUB-1",
        "Subbagian Satu",
        above.pk,
        LAST_DAY,
    )
    event = Event.objects.get(action="org.unit_changed")
    assert (event.before, event.after) == (
        '{"code":"SUB","name":"Subbagian","parent":null,"valid_from":null,"valid_to":null}',
        f'{{"code":"SUB-1","name":"Subbagian Satu","parent":{above.pk},"valid_from":"2022-06-30","valid_to":null}}',
    )


def test_change_unit_is_refused_when_the_parent_is_inside_or_elsewhere_or_somebody_was_faster():
    unit = UnitFactory(code="SUB")
    lowest = UnitFactory(office=unit.office, parent=UnitFactory(office=unit.office, parent=unit))
    values = {"by": None, "code": "SUB-1", "name": "Subbagian"}

    for parent in (unit, lowest, UnitFactory()):
        with pytest.raises(ValidationError, match="Unit atasan"):
            actions.change_unit(unit, parent=parent, **values)
    with pytest.raises(ValidationError, match="diubah orang lain"):
        actions.change_unit(unit, seen="lain", **values)
    with pytest.raises(Denied):
        actions.change_unit(unit, **values | {"by": Account({"org.view": [unit.office]})})

    assert Unit.objects.get(pk=unit.pk).code == "SUB"


def test_last_day_of_a_unit_may_be_moved_and_its_parts_stay_as_they_ended():
    unit = UnitFactory()
    lower = UnitFactory(office=unit.office, parent=unit)
    actions.close_unit(unit, on=LAST_DAY, by=None)

    actions.close_unit(unit, on=date(2022, 12, 31), by=None)

    assert Unit.objects.get(pk=unit.pk).valid_to == date(2022, 12, 31)
    assert Unit.objects.get(pk=lower.pk).valid_to == LAST_DAY


def test_unit_is_reopened_from_the_top_down():
    unit = UnitFactory()
    lower = UnitFactory(office=unit.office, parent=unit)
    actions.close_unit(unit, on=LAST_DAY, by=None)
    lower.refresh_from_db()

    with pytest.raises(ValidationError, match="buka dahulu unit itu"):
        actions.reopen_unit(lower, by=None)
    with pytest.raises(Denied):
        actions.reopen_unit(unit, by=Account({}))
    for each in (unit, lower):
        actions.reopen_unit(Unit.objects.get(pk=each.pk), by=None)

    assert list(Unit.objects.values_list("valid_to", flat=True)) == [None, None]
    assert [action for action, _after in history(unit.office)][1:] == ["org.unit_reopened", "org.unit_reopened"]
