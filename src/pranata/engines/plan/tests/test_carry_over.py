"""Which rows of a year are left for the next one, when revisions lie in between."""

import pytest

from pranata.engines.plan.actions import revisions
from pranata.engines.plan.actions.copying import left_over_codes
from pranata.engines.plan.models import Plan, Subactivity
from pranata.engines.plan.tests.factories import ActivityFactory, AreaFactory, PlanFactory, SubactivityFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def old(office):
    """Adopted 2022 with two rows that nobody has finished."""
    plan = PlanFactory(office=office, year=2022, status="adopted")
    activity = ActivityFactory(area=AreaFactory(plan=plan, no=1), position=1)
    for position, text in enumerate(("Satu", "Dua"), start=1):
        SubactivityFactory(activity=activity, position=position, text=text)
    return plan


def adopted(plan, by):
    plan.document.number, plan.document.issued_on = f"{plan.pk}/CONTOH", "2023-01-02"
    plan.document.save()
    plan.remarks.all().delete()
    return revisions.adopt(Plan.objects.get(pk=plan.pk), by=by)


def texts(plan):
    return sorted(Subactivity.objects.filter(plan=plan).values_list("text", flat=True))


def test_rows_of_the_same_code_are_left_over_when_they_continue_another_year(old, secretary):
    earlier = PlanFactory(office=old.office, year=2021, status="adopted")
    row = SubactivityFactory(
        activity=ActivityFactory(area=AreaFactory(plan=earlier, no=1), position=1), position=1, text="Dari 2021"
    )
    into = revisions.begin(office=old.office, year=2023, by=secretary)
    revisions.carry_over(earlier, into=into, by=secretary)

    count = revisions.carry_over(old, into=into, by=secretary)

    assert row.code == "1.1.1"
    assert (count, texts(into)) == (2, ["Dari 2021", "Dua", "Satu"])


def test_nothing_is_left_over_when_the_draft_is_a_revision_of_a_copy(old, secretary):
    copy = adopted(revisions.copy_to_year(old, year=2023, by=secretary), secretary)
    revision = revisions.open_revision(copy, kind="amendment", by=secretary)

    assert left_over_codes(old, revision) == set()
    assert (revisions.carry_over(old, into=revision, by=secretary), texts(revision)) == (0, ["Dua", "Satu"])


def test_only_new_rows_are_left_over_when_the_old_year_was_amended_after_the_copy(old, secretary):
    copy = revisions.copy_to_year(old, year=2023, by=secretary)
    amended = revisions.open_revision(old, kind="amendment", by=secretary)
    activity = amended.areas.get().activities.get()
    SubactivityFactory(activity=activity, position=3, text="Tiga")
    amended = adopted(amended, secretary)

    assert left_over_codes(amended, copy) == {"1.1.3"}
    assert (revisions.carry_over(amended, into=copy, by=secretary), texts(copy)) == (1, ["Dua", "Satu", "Tiga"])
