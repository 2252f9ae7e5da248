import pytest
from django.core.exceptions import ValidationError

from pranata.base.access.errors import Forbidden
from pranata.base.access.tests.factories import UserFactory
from pranata.base.flow.errors import Stale
from pranata.base.flow.models import Activity as History
from pranata.base.notify.models import Notice
from pranata.engines.plan.actions import review
from pranata.engines.plan.models import Plan, Remark, RemarkStatus, Status
from pranata.engines.plan.queries import plan_matrix
from pranata.engines.plan.tests.factories import PlanFactory, RemarkFactory, SubactivityFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def remark(office):
    return RemarkFactory(plan=PlanFactory(office=office), subject="1.1.1")


def test_accepted_remark_says_who_and_when(remark, secretary):
    review.accept(remark, by=secretary, note="Sesuai naskah.")

    stored = Remark.objects.get()
    assert (stored.status, stored.decided_by, stored.is_undecided) == ("accepted", secretary, False)
    assert stored.decided_at is not None
    assert History.objects.of(stored).get().note == "Sesuai naskah."


def test_remark_is_decided_once(remark, secretary):
    stale = Remark.objects.get()
    review.accept(remark, by=secretary)

    with pytest.raises(Stale):
        review.correct(stale, by=secretary)

    assert Remark.objects.get().status == "accepted"


def test_staff_may_not_decide(remark, staff):
    with pytest.raises(Forbidden):
        review.accept(remark, by=staff)

    assert Remark.objects.get().status == "open"


@pytest.mark.parametrize("status", [Status.SUPERSEDED, Status.CLOSED])
def test_remark_stays_when_its_plan_is_history(remark, secretary, status):
    Plan.objects.update(status=status)

    with pytest.raises(Stale):
        review.accept(Remark.objects.get(), by=secretary)


def test_remark_counts_as_corrected_only_when_the_plan_is_a_draft(remark, secretary):
    Plan.objects.update(status=Status.ADOPTED)

    with pytest.raises(Stale):
        review.correct(Remark.objects.get(), by=secretary)
    review.accept(Remark.objects.get(), by=secretary)

    assert Remark.objects.get().status == "accepted"


def test_all_or_none_are_accepted_together(remark, secretary):
    other = RemarkFactory(plan=remark.plan, status=RemarkStatus.CORRECTED)

    with pytest.raises(Stale):
        review.accept_all([remark, other], by=secretary)
    assert list(Remark.objects.values_list("status", flat=True)) == ["open", "corrected"]

    assert review.accept_all([Remark.objects.get(pk=remark.pk)], by=secretary) == 1


def test_question_goes_to_somebody_and_comes_back_answered(remark, secretary, staff):
    review.ask(remark, whom=staff, question="Juni atau Juli?", by=secretary)
    assert (remark.status, remark.asked) == ("asked", staff)

    review.answer(remark, text="Juni.", by=staff)
    review.accept(remark, by=secretary)

    stored = Remark.objects.get()
    assert (stored.status, stored.answer) == ("accepted", "Juni.")
    assert list(History.objects.of(stored).values_list("step", "note", "by")) == [
        ("ask", "Juni atau Juli?", secretary.pk),
        ("answer", "Juni.", staff.pk),
        ("accept", "", secretary.pk),
    ]


def test_question_and_answer_are_told_to_whom_they_concern(remark, secretary, staff):
    review.ask(remark, whom=staff, question="Juni atau Juli?", by=secretary)
    review.answer(remark, text="Juni.", by=staff)
    review.ask(remark, whom=staff, question="Hanya Juni?", by=secretary)

    told = Notice.objects.order_by("pk").values_list("recipient", "kind", "address")
    place = f"/meja/9999/rencana-aksi/{remark.plan.key}/catatan/"
    assert list(told) == [
        (staff.pk, "plan.asked", f"{place}{remark.pk}/jawab/"),
        (secretary.pk, "plan.answered", f"{place}?keputusan=dijawab#catatan-{remark.pk}"),
        (staff.pk, "plan.asked", f"{place}{remark.pk}/jawab/"),
    ]


def test_question_is_answered_by_nobody_else(remark, secretary, staff, account):
    review.ask(remark, whom=staff, question="Juni atau Juli?", by=secretary)

    with pytest.raises(Forbidden):
        review.answer(remark, text="Juli.", by=account("staff"))


def test_question_is_refused_when_empty_or_to_a_stranger(remark, secretary, staff):
    with pytest.raises(ValidationError) as empty:
        review.ask(remark, whom=staff, question=" ", by=secretary)
    with pytest.raises(ValidationError) as stranger:
        review.ask(remark, whom=UserFactory(), question="Juni?", by=secretary)

    assert (list(empty.value.message_dict), list(stranger.value.message_dict)) == (["question"], ["whom"])


def test_decision_is_taken_back(remark, secretary):
    review.accept(remark, by=secretary)

    review.reopen(remark, by=secretary, note="Keliru.")

    stored = Remark.objects.get()
    assert (stored.status, stored.decided_by, stored.decided_at) == ("open", None, None)


def test_row_needs_no_look_any_more_when_its_remarks_are_decided(office, secretary):
    row = SubactivityFactory(activity__area__plan__office=office, confidence="low")
    remarks = [RemarkFactory(plan=row.plan, position=n, subject=row.code) for n in (1, 2)]

    review.accept(remarks[0], by=secretary)
    assert [(each.confidence, each.remark_count) for each in plan_matrix(row.plan).rows] == [("low", 1)]
    review.accept(remarks[1], by=secretary)

    assert [(each.confidence, each.remark_count) for each in plan_matrix(row.plan).rows] == [("high", 0)]
