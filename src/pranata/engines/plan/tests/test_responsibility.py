import json
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from pranata.base.access.errors import Forbidden
from pranata.base.audit.models import Event
from pranata.base.flow.errors import Stale
from pranata.base.org.tests.factories import UnitFactory
from pranata.base.people.tests.factories import PersonFactory, TeamFactory
from pranata.base.seal.actions import unseal
from pranata.engines.plan.actions import responsibility
from pranata.engines.plan.actions.charges import Charge, Stand, Target, charge_token, deadlines_token, target_token
from pranata.engines.plan.models import Deputy, Indicator, Plan, Responsibility, Status
from pranata.engines.plan.queries import plan_matrix
from pranata.engines.plan.tests.factories import (
    ActivityFactory,
    DeputyFactory,
    IndicatorFactory,
    PlanFactory,
    ResponsibilityFactory,
    SubactivityFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def rows(office):
    activity = ActivityFactory(area__plan=PlanFactory(office=office))
    return [SubactivityFactory(activity=activity, position=n) for n in (1, 2)]


@pytest.mark.parametrize(("kind", "factory"), [("unit", UnitFactory), ("tim", TeamFactory), ("orang", PersonFactory)])
def test_rows_are_in_the_charge_of_a_unit_a_team_or_a_person(office, rows, secretary, kind, factory):
    party = factory(office=office)

    assert responsibility.assign(rows, party, by=secretary) == 2

    matrix = plan_matrix(rows[0].plan, party=f"{kind}-{party.pk}")
    assert [(row.party, row.party_name) for row in matrix.rows] == [(f"{kind}-{party.pk}", party.name)] * 2
    assert matrix.parties == [(f"{kind}-{party.pk}", party.name)]


def test_only_rows_that_change_are_written_and_told(office, rows, secretary):
    unit = UnitFactory(office=office)
    responsibility.assign(rows[:1], unit, by=secretary)
    DeputyFactory(responsibility=Responsibility.objects.get(), person=PersonFactory(office=office))

    assert responsibility.assign(rows, unit, by=secretary) == 1

    assert Deputy.objects.count() == 1
    told = json.loads(Event.objects.filter(action="plan.assigned").latest("pk").after)
    assert told == {"party": f"unit:{unit.pk}", "rows": [rows[1].code]}


def test_nobody_is_in_charge_when_the_charge_is_taken_away(office, rows, secretary):
    responsibility.assign(rows, UnitFactory(office=office), by=secretary)

    responsibility.assign(rows[:1], None, by=secretary)

    assert [row.code for row in plan_matrix(rows[0].plan, party="kosong").rows] == [rows[0].code]


def test_party_of_another_office_is_refused(rows, secretary):
    with pytest.raises(ValidationError):
        responsibility.assign(rows, UnitFactory(), by=secretary)

    assert Responsibility.objects.count() == 0


def test_staff_may_not_assign(office, rows, staff):
    with pytest.raises(Forbidden):
        responsibility.assign(rows, UnitFactory(office=office), by=staff)


@pytest.mark.parametrize("status", [Status.SUPERSEDED, Status.CLOSED])
def test_charge_stays_when_the_plan_is_history(office, rows, secretary, status):
    Plan.objects.update(status=status)

    with pytest.raises(Stale):
        responsibility.assign(rows, UnitFactory(office=office), by=secretary)


def test_row_has_exactly_one_party(office, rows):
    with pytest.raises(IntegrityError), transaction.atomic():
        Responsibility.objects.create(
            subactivity=rows[0], unit=UnitFactory(office=office), team=TeamFactory(office=office)
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Responsibility.objects.create(subactivity=rows[0])


def test_deputy_stands_in_for_the_days_named(office, rows, secretary, monkeypatch):
    charge = ResponsibilityFactory(subactivity=rows[0], person=PersonFactory(office=office))
    person = PersonFactory(office=office, name="Pengganti Contoh")

    responsibility.add_deputy(
        charge, person=person, valid_from=date(2022, 6, 1), valid_to=date(2022, 6, 30), by=secretary
    )

    monkeypatch.setenv("PRANATA_TODAY", "2022-06-30")
    assert plan_matrix(rows[0].plan).rows[0].deputy_name == "Pengganti Contoh"
    monkeypatch.setenv("PRANATA_TODAY", "2022-07-01")
    assert plan_matrix(rows[0].plan).rows[0].deputy_name == ""


def test_two_do_not_stand_in_on_the_same_day(office, rows, secretary):
    charge = ResponsibilityFactory(subactivity=rows[0], person=PersonFactory(office=office))
    first = responsibility.add_deputy(
        charge, person=PersonFactory(office=office), valid_from=date(2022, 6, 1), valid_to=None, by=secretary
    )
    other = {"person": PersonFactory(office=office), "valid_to": None, "by": secretary}

    with pytest.raises(ValidationError):
        responsibility.add_deputy(charge, valid_from=date(2022, 8, 1), **other)
    responsibility.end_deputy(first, on=date(2022, 7, 31), by=secretary)
    responsibility.add_deputy(charge, valid_from=date(2022, 8, 1), **other)

    assert charge.deputies.count() == 2


def deputies(charge) -> list[tuple]:
    return list(charge.deputies.values_list("valid_from", "valid_to"))


def test_deputy_is_not_kept_longer_when_another_stands_in_by_then(office, rows, secretary):
    charge = ResponsibilityFactory(subactivity=rows[0], person=PersonFactory(office=office))
    june = DeputyFactory(responsibility=charge, valid_from=date(2022, 6, 1), valid_to=date(2022, 6, 30))
    DeputyFactory(responsibility=charge, valid_from=date(2022, 8, 1))

    with pytest.raises(ValidationError) as refusal:
        responsibility.end_deputy(june, on=date(2022, 8, 1), by=secretary)
    assert list(refusal.value.message_dict) == ["on"]
    assert deputies(charge) == [(date(2022, 6, 1), date(2022, 6, 30)), (date(2022, 8, 1), None)]

    responsibility.end_deputy(june, on=date(2022, 7, 31), by=secretary)
    assert deputies(charge) == [(date(2022, 6, 1), date(2022, 7, 31)), (date(2022, 8, 1), None)]


def test_deputy_of_a_sheet_is_not_kept_longer_when_another_stands_in_by_then(office, rows, secretary):
    charge = ResponsibilityFactory(subactivity=rows[0], person=PersonFactory(office=office))
    june = DeputyFactory(responsibility=charge, valid_from=date(2022, 6, 1), valid_to=date(2022, 6, 30))
    DeputyFactory(responsibility=charge, valid_from=date(2022, 8, 1))
    told = Charge(rows[0], charge.party, Stand(june.person, june.valid_from, None))

    with pytest.raises(ValidationError):
        responsibility.apply_sheet(rows[0].plan, [told], [], by=secretary)

    assert deputies(charge) == [(date(2022, 6, 1), date(2022, 6, 30)), (date(2022, 8, 1), None)]


def test_days_that_overlap_already_can_be_shortened(office, rows, secretary):
    charge = ResponsibilityFactory(subactivity=rows[0], person=PersonFactory(office=office))
    first, _second = (DeputyFactory(responsibility=charge, valid_from=date(2022, 6, 1)) for _ in range(2))

    responsibility.end_deputy(first, on=date(2022, 6, 1), by=secretary)

    assert deputies(charge) == [(date(2022, 6, 1), date(2022, 6, 1)), (date(2022, 6, 1), None)]


def test_charge_stays_when_it_is_not_what_was_shown(office, rows, secretary):
    unit, other = UnitFactory(office=office), UnitFactory(office=office)
    nobody, of_other_row = charge_token(rows[0], None), charge_token(rows[1], None)
    responsibility.assign(rows[:1], unit, seen=nobody, by=secretary)

    for seen in (nobody, of_other_row, ""):
        with pytest.raises(Stale):
            responsibility.assign(rows[:1], other, seen=seen, by=secretary)
    assert Responsibility.objects.get().party == unit

    responsibility.assign(rows[:1], other, seen=charge_token(rows[0], Responsibility.objects.get()), by=secretary)
    assert Responsibility.objects.get().party == other


def test_nobody_is_put_in_charge_of_a_row_that_is_gone(office, rows, secretary):
    rows[0].plan.subactivities.filter(pk=rows[0].pk).delete()

    with pytest.raises(Stale):
        responsibility.assign(rows, UnitFactory(office=office), by=secretary)
    with pytest.raises(Stale):
        responsibility.apply_sheet(rows[0].plan, [Charge(rows[0], UnitFactory(office=office))], [], by=secretary)

    assert Responsibility.objects.count() == 0


def test_nobody_is_put_in_charge_when_the_plan_is_gone(office, rows, secretary):
    Plan.objects.all().delete()

    with pytest.raises(Stale):
        responsibility.assign(rows, UnitFactory(office=office), by=secretary)


def test_deputy_of_one_is_not_recorded_under_another_put_in_charge_meanwhile(office, rows, secretary):
    charge = ResponsibilityFactory(subactivity=rows[0], person=PersonFactory(office=office))
    seen = charge_token(rows[0], charge)
    days = {"person": PersonFactory(office=office), "valid_from": date(2022, 6, 1), "valid_to": None, "by": secretary}
    responsibility.assign(rows[:1], PersonFactory(office=office), by=secretary)

    for shown, held in ((None, charge), (seen, charge), (seen, Responsibility.objects.get())):
        with pytest.raises(Stale):
            responsibility.add_deputy(held, seen=shown, **days)

    assert Deputy.objects.count() == 0


def test_deputy_is_not_ended_when_gone(office, rows, secretary):
    deputy = DeputyFactory(responsibility=ResponsibilityFactory(subactivity=rows[0]))
    responsibility.assign(rows[:1], None, by=secretary)

    with pytest.raises(Stale):
        responsibility.end_deputy(deputy, on=date(2022, 6, 1), by=secretary)

    assert Deputy.objects.count() == 0


def test_target_stays_when_it_is_not_what_was_shown(rows, secretary):
    indicator, other = (IndicatorFactory(subactivity=row, text="Sama") for row in rows)
    values = {"target": Decimal(5), "unit": "", "note": "", "by": secretary}
    seen = target_token(indicator)
    responsibility.set_target(indicator, seen=seen, **{**values, "target": Decimal(3)})

    for shown in (seen, target_token(other)):
        with pytest.raises(Stale):
            responsibility.set_target(indicator, seen=shown, **values)

    indicator.refresh_from_db()
    assert indicator.target == 3
    indicator.delete()
    with pytest.raises(Stale):
        responsibility.set_target(Indicator(pk=indicator.pk or 999, subactivity=rows[0]), **values)


def test_days_stay_when_they_are_not_what_was_shown(rows, secretary):
    plan = rows[0].plan
    seen = deadlines_token(plan, {})
    responsibility.set_deadlines(plan, {6: date(2022, 7, 5)}, seen=seen, by=secretary)

    for shown in (seen, deadlines_token(PlanFactory(), {6: date(2022, 7, 5)})):
        with pytest.raises(Stale):
            responsibility.set_deadlines(plan, {6: None}, seen=shown, by=secretary)

    assert plan_matrix(plan).deadlines == {6: date(2022, 7, 5)}


def test_deputy_is_refused_when_impossible(office, rows, secretary):
    holder = PersonFactory(office=office)
    charge = ResponsibilityFactory(subactivity=rows[0], person=holder)
    days = {"valid_from": date(2022, 6, 1), "valid_to": date(2022, 6, 30), "by": secretary}

    for person in (holder, PersonFactory()):
        with pytest.raises(ValidationError):
            responsibility.add_deputy(charge, person=person, **days)
    with pytest.raises(ValidationError):
        responsibility.add_deputy(charge, person=PersonFactory(office=office), **{**days, "valid_to": date(2022, 5, 1)})

    assert Deputy.objects.count() == 0


def test_target_and_note_are_kept_at_the_indicator(rows, secretary):
    indicator = IndicatorFactory(subactivity=rows[0])

    responsibility.set_target(indicator, target=Decimal("92.5"), unit="%", note="Rata-rata setahun.", by=secretary)

    indicator.refresh_from_db()
    assert (indicator.target, indicator.target_unit, indicator.note) == (Decimal("92.5"), "%", "Rata-rata setahun.")


@pytest.mark.parametrize("is_operator", [False, True])
def test_note_of_an_indicator_is_sealed_or_left_out_of_the_audit(rows, secretary, is_operator):
    indicator = IndicatorFactory(subactivity=rows[0], target=Decimal(100), note="Catatan lama.")
    by = None if is_operator else secretary

    responsibility.set_target(indicator, target=Decimal(200), unit="%", note="Menurut Pegawai Contoh.", by=by)

    event = Event.objects.get(action="plan.target_set")
    assert json.loads(event.before) == {"target": "100", "unit": ""}
    assert json.loads(event.after) == {"target": "200", "unit": "%"}
    if is_operator:
        assert (event.subject, event.personal) == ("", "")
    else:
        assert json.loads(unseal(event.subject, event.personal)) == {"note": "Menurut Pegawai Contoh."}
        assert event.subject == secretary.seal_subject


def test_unit_without_target_is_refused(rows, secretary):
    with pytest.raises(ValidationError):
        responsibility.set_target(IndicatorFactory(subactivity=rows[0]), target=None, unit="%", note="", by=secretary)


def test_months_are_due_on_days_the_office_sets(rows, secretary):
    plan = rows[0].plan

    responsibility.set_deadlines(plan, {6: date(2022, 7, 5), 7: None}, by=secretary)
    assert plan_matrix(plan).deadlines == {6: date(2022, 7, 5)}
    responsibility.set_deadlines(plan, {6: None}, by=secretary)

    assert plan_matrix(plan).deadlines == {}


def test_deadline_before_its_month_is_refused(rows, secretary):
    with pytest.raises(ValidationError) as refusal:
        responsibility.set_deadlines(rows[0].plan, {6: date(2022, 5, 31)}, by=secretary)

    assert list(refusal.value.message_dict) == ["month_6"]


def test_sheet_is_written_as_one_event(office, rows, secretary):
    unit, person, deputy = UnitFactory(office=office), PersonFactory(office=office), PersonFactory(office=office)
    responsibility.assign(rows[1:], person, by=secretary)
    indicator = IndicatorFactory(subactivity=rows[0], target=Decimal(80), target_unit="dokumen", note="Catatan lama.")
    stand = Stand(deputy, date(2022, 6, 1), None)
    told = Event.objects.count()

    responsibility.apply_sheet(
        rows[0].plan,
        [Charge(rows[0], unit, stand), Charge(rows[1], None)],
        [Target(indicator, Decimal(95), "persen", "Nama Contoh.")],
        by=secretary,
    )

    assert [(each.subactivity, each.party) for each in Responsibility.objects.all()] == [(rows[0], unit)]
    assert Deputy.objects.values_list("person", "valid_from", "valid_to").get() == (deputy.pk, date(2022, 6, 1), None)
    event = Event.objects.latest("pk")
    assert (Event.objects.count() - told, event.action) == (1, "plan.sheet_applied")
    assert json.loads(event.before) == {
        "parties": {rows[0].code: "", rows[1].code: f"person:{person.pk}"},
        "targets": {f"{rows[0].code} {indicator.position}": {"target": "80", "unit": "dokumen"}},
    }
    assert json.loads(event.after) == {
        "parties": {rows[0].code: f"unit:{unit.pk}", rows[1].code: ""},
        "deputies": [{"row": rows[0].code, "person": deputy.pk, "valid_from": "2022-06-01", "valid_to": None}],
        "targets": {f"{rows[0].code} {indicator.position}": {"target": "95", "unit": "persen"}},
    }
    assert (event.subject, event.personal != "") == (secretary.seal_subject, True)
    assert json.loads(unseal(event.subject, event.personal)) == {f"{rows[0].code} {indicator.position}": "Nama Contoh."}


def test_sheet_that_changes_nothing_tells_nothing(office, rows, secretary):
    unit, person = UnitFactory(office=office), PersonFactory(office=office)
    responsibility.assign(rows, unit, by=secretary)
    DeputyFactory(responsibility=Responsibility.objects.first(), person=person, valid_from=date(2022, 6, 1))
    told = Event.objects.count()

    stand = Stand(person, date(2022, 6, 1), None)
    charges = [Charge(rows[0], unit, stand), Charge(rows[1], unit)]
    responsibility.apply_sheet(rows[0].plan, charges, [], by=secretary)

    assert (Event.objects.count(), Deputy.objects.count()) == (told, 1)


def test_deputy_of_a_sheet_gets_another_last_day(office, rows, secretary):
    responsibility.assign(rows[:1], UnitFactory(office=office), by=secretary)
    deputy = DeputyFactory(responsibility=Responsibility.objects.get(), valid_from=date(2022, 6, 1))
    stand = Stand(deputy.person, date(2022, 6, 1), date(2022, 6, 30))

    charge = Charge(rows[0], Responsibility.objects.get().party, stand)
    responsibility.apply_sheet(rows[0].plan, [charge], [], by=secretary)

    assert Deputy.objects.values_list("valid_from", "valid_to").get() == (date(2022, 6, 1), date(2022, 6, 30))


@pytest.mark.parametrize(
    ("party", "since"), [(UnitFactory, date(2022, 7, 1)), (None, date(2022, 6, 1))], ids=["overlap", "nobody"]
)
def test_nothing_of_a_sheet_is_written_when_one_deputy_is_refused(office, rows, secretary, party, since):
    responsibility.assign(rows, UnitFactory(office=office), by=secretary)
    unit = Responsibility.objects.first().party
    DeputyFactory(responsibility=Responsibility.objects.get(subactivity=rows[1]), valid_from=date(2022, 6, 1))
    stand = Stand(PersonFactory(office=office), since, None)

    charges = [
        Charge(rows[0], PersonFactory(office=office)),
        Charge(rows[1], unit if party else None, stand),
    ]
    with pytest.raises(ValidationError):
        responsibility.apply_sheet(rows[0].plan, charges, [], by=secretary)

    assert {each.party for each in Responsibility.objects.all()} == {unit}


def test_sheet_of_two_plans_or_by_a_reader_is_refused(office, rows, secretary, staff):
    stranger = SubactivityFactory()

    with pytest.raises(ValueError, match="lebih dari satu rencana"):
        responsibility.apply_sheet(rows[0].plan, [Charge(stranger, None)], [], by=secretary)
    with pytest.raises(Forbidden):
        responsibility.apply_sheet(rows[0].plan, [], [], by=staff)
    Plan.objects.update(status=Status.CLOSED)
    with pytest.raises(Stale):
        responsibility.apply_sheet(rows[0].plan, [], [], by=secretary)
