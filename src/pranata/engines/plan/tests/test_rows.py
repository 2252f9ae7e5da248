import json

import pytest
from django.core.exceptions import ValidationError

from pranata.base.access.errors import Forbidden
from pranata.base.audit.models import Event
from pranata.base.flow.errors import Stale
from pranata.base.flow.models import Activity as History
from pranata.engines.plan.actions import rows
from pranata.engines.plan.actions.guards import row_token
from pranata.engines.plan.actions.rows import IndicatorContent, RowContent
from pranata.engines.plan.models import Activity, Area, Indicator, Remark, Status, Subactivity
from pranata.engines.plan.tests.factories import (
    ActivityFactory,
    AreaFactory,
    IndicatorFactory,
    PlanFactory,
    RemarkFactory,
    SubactivityFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(office):
    """Area 1: 1.1.1 A, 1.1.2 B, 1.1.3 C and an empty activity 1.2."""
    plan = PlanFactory(office=office)
    area = AreaFactory(plan=plan, no=1)
    activity = ActivityFactory(area=area, position=1)
    for position, text in enumerate("ABC", start=1):
        SubactivityFactory(activity=activity, position=position, text=text, confidence="low")
    ActivityFactory(area=area, position=2)
    return plan


def row(plan, code):
    return Subactivity.objects.get(plan=plan, code=code)


def texts(plan):
    return dict(Subactivity.objects.filter(plan=plan).values_list("code", "text"))


def test_row_says_what_was_entered_when_edited(plan, secretary):
    item = row(plan, "1.1.2")
    kept = IndicatorFactory(subactivity=item, position=1, text="Lama", target="90")
    IndicatorFactory(subactivity=item, position=2, text="Hilang")
    content = RowContent(
        text="  Menyusun \n rencana ",
        no="2",
        months=frozenset({1, 6}),
        indicators=(IndicatorContent("Baru", frozenset({6})), IndicatorContent("Lama diubah", pk=kept.pk)),
    )

    rows.edit_row(item, content, seen=row_token(item), by=secretary)

    stored = row(plan, "1.1.2")
    assert (stored.text, stored.no, stored.months, stored.confidence) == ("Menyusun rencana", "2", [1, 6], "high")
    assert list(stored.indicators.values_list("position", "text", "month_bits", "target")) == [
        (1, "Baru", 0b100000, None),
        (2, "Lama diubah", None, 90),
    ]
    event = Event.objects.get(action="plan.row_edited")
    assert [json.loads(each)["text"] for each in (event.before, event.after)] == ["B", "Menyusun rencana"]


def test_row_is_kept_when_somebody_changed_it_meanwhile(plan, secretary):
    item = row(plan, "1.1.2")
    seen = row_token(item)
    rows.edit_row(item, RowContent("Pertama"), seen=seen, by=secretary)

    with pytest.raises(Stale):
        rows.edit_row(item, RowContent("Kedua"), seen=seen, by=secretary)

    assert row(plan, "1.1.2").text == "Pertama"


@pytest.mark.parametrize(
    ("content", "field"),
    [
        (RowContent(" "), "text"),
        (RowContent("A", indicators=(IndicatorContent(""),)), "indicators"),
        (RowContent("A", months=frozenset({1}), indicators=(IndicatorContent("I", frozenset({2})),)), "indicators"),
    ],
)
def test_row_is_refused_at_its_field_when_entered_wrongly(plan, secretary, content, field):
    item = row(plan, "1.1.1")

    with pytest.raises(ValidationError) as refusal:
        rows.edit_row(item, content, seen=row_token(item), by=secretary)

    assert list(refusal.value.message_dict) == [field]
    assert texts(plan)["1.1.1"] == "A"


@pytest.mark.parametrize("status", [Status.ADOPTED, Status.CLOSED, Status.SUPERSEDED])
def test_row_stays_when_the_plan_is_no_draft(plan, secretary, status):
    type(plan).objects.filter(pk=plan.pk).update(status=status)

    with pytest.raises(Stale):
        rows.add_row(Activity.objects.get(area__plan=plan, position=2), RowContent("Baru"), by=secretary)

    assert len(texts(plan)) == 3


def test_staff_may_not_edit(plan, staff):
    with pytest.raises(Forbidden):
        rows.remove_row(row(plan, "1.1.1"), by=staff)


def test_new_row_stands_at_its_place_and_the_others_move_on(plan, secretary):
    activity = Activity.objects.get(area__plan=plan, position=1)

    added = rows.add_row(activity, RowContent("Baru"), position=2, by=secretary)

    assert added.code == "1.1.2"
    assert texts(plan) == {"1.1.1": "A", "1.1.2": "Baru", "1.1.3": "B", "1.1.4": "C"}


def test_moved_row_takes_its_remarks_along(plan, secretary):
    RemarkFactory(plan=plan, position=1, subject="1.1.1")
    RemarkFactory(plan=plan, position=2, subject="1.1.3")

    rows.move_row(
        row(plan, "1.1.1"), activity=Activity.objects.get(area__plan=plan, position=2), position=None, by=secretary
    )

    assert texts(plan) == {"1.2.1": "A", "1.1.1": "B", "1.1.2": "C"}
    assert list(Remark.objects.values_list("subject", flat=True)) == ["1.2.1", "1.1.2"]


def test_rows_swap_when_one_is_moved_inside_its_activity(plan, secretary):
    item = row(plan, "1.1.3")

    rows.move_row(item, activity=item.activity, position=1, by=secretary)

    assert texts(plan) == {"1.1.1": "C", "1.1.2": "A", "1.1.3": "B"}


def test_row_is_not_moved_into_another_plan(plan, secretary):
    with pytest.raises(ValidationError):
        rows.move_row(row(plan, "1.1.1"), activity=ActivityFactory(), position=1, by=secretary)


def test_removed_row_settles_what_was_remarked_of_it(plan, secretary):
    remark = RemarkFactory(plan=plan, subject="1.1.2")

    rows.remove_row(row(plan, "1.1.2"), by=secretary)

    remark.refresh_from_db()
    assert texts(plan) == {"1.1.1": "A", "1.1.2": "C"}
    assert (remark.status, remark.subject, remark.decided_by) == ("corrected", "1.1", secretary)
    assert History.objects.of(remark).get().note == "Baris 1.1.2 dihapus."


def test_activity_is_removed_only_when_it_is_empty(plan, secretary):
    first, second = Activity.objects.filter(area__plan=plan).order_by("position")

    with pytest.raises(ValidationError):
        rows.remove_activity(first, by=secretary)
    rows.remove_activity(second, by=secretary)

    assert list(Activity.objects.values_list("position", flat=True)) == [1]


def test_rows_are_counted_anew_when_the_activity_before_them_goes(plan, secretary):
    area = Area.objects.get()
    third = rows.add_activity(area, name="Ketiga", by=secretary)
    rows.add_row(third, RowContent("Baru"), by=secretary)
    remark = RemarkFactory(plan=plan, subject="1.3")

    rows.remove_activity(Activity.objects.get(position=2), by=secretary)

    remark.refresh_from_db()
    assert (texts(plan)["1.2.1"], remark.subject) == ("Baru", "1.2")


def test_area_and_activity_are_renamed_and_need_a_name(plan, secretary):
    area, activity = Area.objects.get(), Activity.objects.get(position=1)

    rows.edit_area(area, name="Area baru", by=secretary)
    rows.edit_activity(activity, name=" Kegiatan  baru ", no="1", by=secretary)

    assert (Area.objects.get().name, Activity.objects.get(position=1).name) == ("Area baru", "Kegiatan baru")
    with pytest.raises(ValidationError):
        rows.edit_activity(activity, name=" ", no="", by=secretary)


def test_area_number_is_given_once(plan, secretary):
    rows.add_area(plan, no=2, name="Dua", by=secretary)

    with pytest.raises(ValidationError):
        rows.add_area(plan, no=2, name="Dua lagi", by=secretary)

    assert Area.objects.count() == 2


def test_indicator_of_another_row_is_not_taken_over_when_named(plan, secretary):
    other = IndicatorFactory(subactivity=row(plan, "1.1.1"), text="Milik lain")
    item = row(plan, "1.1.2")

    content = RowContent("B", indicators=(IndicatorContent("Baru", pk=other.pk),))
    rows.edit_row(item, content, seen=row_token(item), by=secretary)

    other.refresh_from_db()
    assert (other.text, other.subactivity.code) == ("Milik lain", "1.1.1")
    assert Indicator.objects.filter(subactivity=item).get().text == "Baru"


def test_activity_removed_by_a_stale_copy_settles_its_own_remarks_alone(plan, secretary):
    area = Area.objects.get()
    third = rows.add_activity(area, name="Ketiga", by=secretary)
    rows.add_row(rows.add_activity(area, name="Keempat", by=secretary), RowContent("Baru"), by=secretary)
    remark = RemarkFactory(plan=plan, subject="1.4")
    stale = Activity.objects.get(pk=third.pk)
    rows.remove_activity(Activity.objects.get(position=2), by=secretary)

    rows.remove_activity(stale, by=secretary)

    remark.refresh_from_db()
    assert (remark.status, remark.subject) == ("open", "1.2")
