"""What may be written about follow-ups, on 15 June 2022."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from pranata.base.access.errors import Forbidden
from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.audit.models import Event
from pranata.base.flow.errors import Stale
from pranata.base.flow.models import Activity
from pranata.base.notify.models import Notice
from pranata.base.org.copies import copy_token
from pranata.base.org.tests.factories import OfficeFactory
from pranata.base.people.tests.factories import PersonFactory, TeamFactory, TeamMemberFactory
from pranata.engines.evidence import actions as evidence
from pranata.engines.evidence.models import Use
from pranata.engines.evidence.tests.factories import EvidenceFactory
from pranata.engines.followups import actions
from pranata.engines.followups.models import FollowUp, Status
from pranata.engines.followups.tests.factories import FollowUpFactory

pytestmark = pytest.mark.django_db
DUE = date(2022, 6, 30)


@pytest.fixture
def item(office, doer):
    return FollowUpFactory(office=office, person=doer.person)


def opened(office, responsible, by, **values) -> FollowUp:
    said = {"recommendation": " Perbarui maklumat. ", "source_words": "LHP (Contoh)", "due_on": DUE, **values}
    return actions.open_follow_up(office, responsible=responsible, by=by, **said)


def steps(item) -> list[tuple[str, str]]:
    return list(Activity.objects.of(item).values_list("step", "note"))


def test_follow_ups_are_numbered_without_gaps_by_year_of_origin_when_opened(office, unit, secretary):
    made = [opened(office, unit, secretary, year=year) for year in (None, 2020, None, 2020)]

    assert [each.number for each in made] == ["TL-2022-0001", "TL-2020-0001", "TL-2022-0002", "TL-2020-0002"]
    assert (made[0].recommendation, made[0].unit, made[0].source, made[0].first_due_on) == (
        "Perbarui maklumat.",
        unit,
        "lainnya",
        DUE,
    )
    event = Event.objects.get(action="followups.opened", target=f"followups.followup:{made[0].pk}")
    assert "Perbarui" not in event.after


def test_who_is_charged_is_told_when_it_is_opened(office, unit, doer, colleague, secretary):
    team = TeamFactory(office=office)
    TeamMemberFactory(team=team, person=colleague.person)
    kasubbag = RoleAssignmentFactory(office=office, role="kasubbag", unit=unit).user
    told = []
    for party in (doer.person, team, unit):
        made = opened(office, party, secretary)
        told.append(list(Notice.objects.filter(target_id=made.pk).values_list("recipient", "kind")))

    kind = "followups.charged"
    assert told == [[(doer.pk, kind)], [(colleague.pk, kind)], [(kasubbag.pk, kind)]]


def test_everybody_in_the_unit_is_told_when_nobody_heads_it(office, unit, doer, colleague, secretary):
    opened(office, unit, secretary)

    assert set(Notice.objects.values_list("recipient", flat=True)) == {doer.pk, colleague.pk}


@pytest.mark.parametrize(
    ("values", "fields"),
    [
        ({"recommendation": " "}, {"recommendation"}),
        ({"source_words": " "}, {"source_words"}),
        ({"year": 2023}, {"year"}),
        ({"source": "tidak-ada"}, {"source"}),
        ({"source_label": "plan.plan"}, {"source"}),
        ({"source": "evaluasi", "source_label": "reports.issuedreport", "source_id": 1}, {"source"}),
    ],
)
def test_follow_up_is_refused_when_something_is_wrong(office, unit, secretary, values, fields):
    with pytest.raises(ValidationError) as refused:
        opened(office, unit, secretary, **values)

    assert set(refused.value.message_dict) == fields
    assert FollowUp.objects.count() == 0


def test_follow_up_is_refused_when_the_one_in_charge_is_of_another_office(office, secretary):
    with pytest.raises(ValidationError) as refused:
        opened(office, PersonFactory(), secretary)

    assert set(refused.value.message_dict) == {"responsible"}


@pytest.mark.parametrize("role", ["staff", "commissioner", "assessor"])
def test_opening_is_forbidden_when_the_role_may_only_look(office, unit, role):
    by = RoleAssignmentFactory(office=office, role=role).user

    with pytest.raises(Forbidden):
        opened(office, unit, by)


def test_follow_up_runs_from_start_to_end_when_two_people_do_it(item, doer, verifier):
    actions.start(item, by=doer)
    actions.claim(item, note="Maklumat dipasang.", by=doer)
    assert (item.claimed_by, item.claimed_on) == (doer, date(2022, 6, 15))
    actions.close(item, by=verifier)

    item.refresh_from_db()
    assert (item.status, item.ended_on) == (Status.CLOSED, date(2022, 6, 15))
    assert steps(item) == [("start_work", ""), ("claim_done", "Maklumat dipasang."), ("close_done", "")]
    assert list(Notice.objects.filter(kind="followups.claimed").values_list("recipient", flat=True)) == [verifier.pk]


def test_claim_and_reasons_are_refused_when_nothing_is_said(item, doer, verifier):
    with pytest.raises(ValidationError):
        actions.claim(item, note=" ", by=doer)
    actions.claim(item, note="Selesai.", by=doer)
    for step in (actions.give_back, actions.call_off):
        with pytest.raises(ValidationError):
            step(item, note=" ", by=verifier)

    assert steps(item) == [("claim_done", "Selesai.")]


@pytest.mark.parametrize("step", ["close", "give_back", "call_off"])
@pytest.mark.parametrize("hand", ["claimed", "started", "in_charge"])
def test_judging_is_forbidden_when_the_account_had_a_hand_in_it(office, doer, step, hand):
    judge = RoleAssignmentFactory(office=office, role="verifier", user__person=PersonFactory(office=office)).user
    item = FollowUpFactory(office=office, person=judge.person if hand == "in_charge" else doer.person)
    if hand == "started":
        actions.start(item, by=judge)
    actions.claim(item, note="Selesai.", by=judge if hand == "claimed" else doer)

    with pytest.raises(Forbidden):
        getattr(actions, step)(item, by=judge, note="Alasan.")

    assert FollowUp.objects.get().status == Status.DONE


def test_judging_is_forbidden_when_the_role_may_not_close(item, doer, colleague):
    actions.claim(item, note="Selesai.", by=doer)

    with pytest.raises(Forbidden):
        actions.close(item, by=colleague)


def test_follow_up_comes_back_with_its_reason_when_it_is_returned(item, doer, verifier):
    actions.claim(item, note="Selesai.", by=doer)
    actions.give_back(item, note="Buktinya belum ada.", by=verifier)

    item.refresh_from_db()
    assert (item.status, item.claimed_by, item.claimed_on) == (Status.RETURNED, None, None)
    assert list(Notice.objects.filter(kind="followups.returned").values_list("recipient", flat=True)) == [doer.pk]
    assert steps(item)[-1] == ("send_back", "Buktinya belum ada.")


def test_follow_up_ends_and_begins_again_when_it_was_called_off(item, verifier):
    actions.call_off(item, note="Aplikasinya sudah tidak dipakai.", by=verifier)
    assert (item.status, item.ended_on) == (Status.NOT_FEASIBLE, date(2022, 6, 15))
    actions.reopen(item, note="Ternyata masih dipakai.", by=verifier)

    item.refresh_from_db()
    assert (item.status, item.ended_on, item.year) == (Status.OPEN, None, 2022)


@pytest.mark.parametrize(
    ("status", "step"),
    [("open", "close"), ("open", "give_back"), ("done", "start"), ("closed", "claim"), ("open", "reopen")],
)
def test_step_is_stale_when_the_state_does_not_allow_it(office, secretary, status, step):
    ended = date(2022, 6, 1) if status == "closed" else None
    item = FollowUpFactory(office=office, status=status, ended_on=ended)

    with pytest.raises(Stale):
        getattr(actions, step)(item, by=secretary, note="Alasan.")

    assert steps(item) == []


def test_closing_is_refused_when_somebody_else_claimed_it_meanwhile(item, doer, colleague, verifier):
    actions.claim(item, note="Selesai.", by=doer)
    seen = copy_token(FollowUp.objects.get())
    actions.give_back(item, note="Kurang.", by=verifier)
    actions.claim(item, note="Selesai lagi.", by=colleague)

    with pytest.raises(ValidationError):
        actions.close(item, by=verifier, seen=seen)

    assert FollowUp.objects.get().status == Status.DONE


def test_change_keeps_the_first_day_and_tells_the_new_one_when_it_is_written(item, unit, colleague, secretary):
    said = {"recommendation": "Perbaiki.", "source_words": "LHP", "due_on": date(2022, 9, 1)}
    actions.change(item, responsible=colleague.person, by=secretary, **said)

    item.refresh_from_db()
    assert (item.due_on, item.first_due_on, item.due_changes) == (date(2022, 9, 1), DUE, 1)
    assert Notice.objects.get().recipient == colleague
    item.status, item.ended_on = Status.CLOSED, date(2022, 6, 1)
    item.save()
    with pytest.raises(Stale):
        actions.change(item, responsible=unit, by=secretary, **said)


def test_evidence_joins_and_leaves_when_it_still_runs(item, doer, colleague, verifier):
    held = EvidenceFactory(office=item.office)
    used = actions.prove(item, lambda: held, by=doer)
    assert list(Use.objects.of(item)) == [used]
    actions.claim(item, note="Selesai.", by=doer)
    with pytest.raises(Stale):
        actions.prove_no_more(used, item, by=doer)
    with pytest.raises(Stale):
        actions.prove(item, lambda: held, by=colleague)
    actions.give_back(item, note="Kurang.", by=verifier)

    actions.prove_no_more(used, item, by=doer)

    assert Use.objects.count() == 0
    assert evidence.Evidence.objects.get() == held


def test_everything_is_forbidden_when_the_account_is_of_another_office(item):
    stranger = RoleAssignmentFactory(office=OfficeFactory(), role="secretary").user

    for step in ("start", "claim", "close", "give_back", "call_off", "reopen"):
        with pytest.raises(Forbidden):
            getattr(actions, step)(item, by=stranger, note="x")
    assert list(FollowUp.objects.visible_to(stranger)) == []
