import json
from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.db.models import F

from pranata.base.access.errors import Forbidden
from pranata.base.access.models import Role
from pranata.base.access.tests.factories import RoleAssignmentFactory, UserFactory
from pranata.base.audit.models import Event
from pranata.base.flow.errors import Stale
from pranata.base.flow.models import Activity
from pranata.base.flow.steps import Flow, Step
from pranata.base.flow.tests.ticket import FLOW, Status, Ticket
from pranata.base.people.tests.factories import PersonFactory
from pranata.base.seal.actions import unseal


@pytest.fixture
def editor(db):
    """Someone who may extend but not close."""
    return RoleAssignmentFactory(role=Role.KASUBBAG)


@pytest.fixture
def item(tickets, editor):
    return tickets.create(office_code=editor.office.code, due_on=date(2026, 8, 18))


def stored(item):
    return Ticket.objects.values_list("status", "due_on", "answer").get(pk=item.pk)


def test_taking_a_step_changes_the_row_and_the_copy_in_memory(item, editor):
    assert FLOW.take(item, "extend", by=editor.user, due_on=date(2026, 8, 27)) is item
    assert (item.status, item.due_on) == (Status.EXTENDED, date(2026, 8, 27))
    assert stored(item) == ("extended", date(2026, 8, 27), "")


def test_taking_a_step_leaves_a_history(item, editor):
    FLOW.take(item, "extend", by=editor.user, note="Perlu klarifikasi")
    activity = Activity.objects.of(item).get()
    assert (activity.target_label, activity.target_id, activity.office) == ("flow.ticket", item.pk, editor.office)
    assert (activity.step, activity.from_status, activity.to_status) == ("extend", "open", "extended")
    assert (activity.note, activity.by) == ("Perlu klarifikasi", editor.user)


def test_taking_a_step_is_audited_with_its_note_sealed(item, editor):
    FLOW.take(item, "extend", by=editor.user, note="Perlu klarifikasi", due_on=date(2026, 8, 27))
    event = Event.objects.get(office_code=editor.office.code)
    assert (event.actor, event.action) == (f"user:{editor.user.pk}", "flow.ticket.extend")
    assert event.target == f"flow.ticket:{item.pk}"
    assert event.before == '{"due_on":"2026-08-18","status":"open"}'
    assert event.after == '{"due_on":"2026-08-27","status":"extended"}'
    assert event.subject == f"user:{editor.user.pk}"
    assert json.loads(unseal(event.subject, event.personal)) == {"note": "Perlu klarifikasi"}


def test_note_of_somebody_is_sealed_with_the_key_of_that_person(item, editor):
    editor.user.person = PersonFactory(office=editor.office)
    FLOW.take(item, "extend", by=editor.user, note="Perlu klarifikasi")
    assert Event.objects.get(office_code=editor.office.code).subject == f"person:{editor.user.person.pk}"


def test_free_text_is_sealed_when_the_record_has_a_data_subject(item, editor):
    item.subject_name = "case:12"
    FLOW.take(item, "extend", by=editor.user, answer="Untuk Contoh Satu")
    event = Event.objects.get(office_code=editor.office.code)
    assert (event.before, event.after, event.subject) == ('{"status":"open"}', '{"status":"extended"}', "case:12")
    assert json.loads(unseal("case:12", event.personal)) == {"answer": ["", "Untuk Contoh Satu"]}


def test_a_step_without_note_or_free_text_needs_no_key(item, editor):
    FLOW.take(item, "extend", by=editor.user)
    event = Event.objects.get(office_code=editor.office.code)
    assert (event.personal, event.subject) == ("", "")


def test_computed_changes_are_read_back(item, editor):
    FLOW.take(item, "extend", by=editor.user, seen_count=F("seen_count") + 2)
    assert item.seen_count == 2
    after = Event.objects.get(office_code=editor.office.code).after
    assert after == '{"seen_count":2,"status":"extended"}'


def test_a_step_is_refused_without_permission(item, editor):
    with pytest.raises(Forbidden, match=r"documents\.publish"):
        FLOW.take(item, "close", by=editor.user)
    assert stored(item) == ("open", date(2026, 8, 18), "")
    assert Activity.objects.count() == 0


def test_a_step_is_refused_to_the_same_role_of_another_office(item):
    stranger = RoleAssignmentFactory(role=Role.SECRETARY)
    with pytest.raises(Forbidden):
        FLOW.take(item, "extend", by=stranger.user)
    assert stored(item)[0] == "open"


def test_a_step_from_another_state_is_stale(item, editor):
    FLOW.take(item, "extend", by=editor.user)
    with pytest.raises(Stale, match="extend"):
        FLOW.take(item, "extend", by=editor.user)
    assert Activity.objects.count() == 1


def test_a_stale_copy_changes_nothing_even_when_its_step_would_still_be_open(item, editor):
    secretary = RoleAssignmentFactory(role=Role.SECRETARY, office=editor.office)
    copy = Ticket.objects.get(pk=item.pk)
    FLOW.take(item, "extend", by=editor.user)
    with pytest.raises(Stale):
        FLOW.take(copy, "close", by=secretary.user, answer="terlambat")
    assert stored(item) == ("extended", date(2026, 8, 18), "")
    assert (copy.status, copy.answer) == (Status.OPEN, "")
    assert [activity.step for activity in Activity.objects.of(item)] == ["extend"]
    assert Event.objects.filter(office_code=editor.office.code).count() == 1


def test_an_unknown_step_is_a_programming_error(item, editor):
    with pytest.raises(KeyError, match="terbang"):
        FLOW.take(item, "terbang", by=editor.user)


def test_steps_for_says_what_may_be_done_now(item, editor):
    secretary = RoleAssignmentFactory(role=Role.SECRETARY, office=editor.office)
    assert [step.name for step in FLOW.steps_for(item, editor.user)] == ["extend"]
    assert [step.name for step in FLOW.steps_for(item, secretary.user)] == ["extend", "close"]
    assert FLOW.steps_for(item, UserFactory()) == []
    FLOW.take(item, "close", by=secretary.user)
    assert FLOW.steps_for(item, secretary.user) == []


def test_a_step_costs_the_same_with_any_number_of_changes(item, editor, monkeypatch, django_assert_num_queries):
    office = editor.office
    FLOW.take(item, "extend", by=editor.user)
    secretary = RoleAssignmentFactory(role=Role.SECRETARY, office=office)
    monkeypatch.setattr(Ticket, "office", office)
    holds = int(connection.features.has_select_for_update)
    with django_assert_num_queries(8 + holds):  # roles, savepoint, row, history, three of the audit, release
        FLOW.take(item, "close", by=secretary.user, due_on=None, seen_count=3)


def test_history_is_visible_where_the_user_may_read_the_audit(item, editor):
    FLOW.take(item, "extend", by=editor.user)
    commissioner = RoleAssignmentFactory(role=Role.COMMISSIONER, office=editor.office)
    stranger = RoleAssignmentFactory(role=Role.COMMISSIONER)
    assert Activity.objects.visible_to(commissioner.user).count() == 1
    assert Activity.objects.visible_to(stranger.user).count() == 0


def test_two_steps_of_one_name_are_refused():
    step = Step("close", sources=(Status.OPEN,), target=Status.CLOSED, permission="documents.publish")
    with pytest.raises(ValueError, match="same name"):
        Flow(step, step)


@pytest.fixture
def open_door(monkeypatch):
    """A step without permission, as a door for the public takes it."""
    step = Step("ask", sources=(Status.OPEN,), target=Status.EXTENDED, permission="")
    monkeypatch.setitem(FLOW.steps, "ask", step)


def test_the_system_takes_any_step(item):
    FLOW.take(item, "close", by=None)
    activity = Activity.objects.of(item).get()
    assert (activity.by, activity.to_status) == (None, "closed")
    assert Event.objects.get(action="flow.ticket.close").actor == "system"


def test_a_visitor_takes_what_needs_no_permission_alone(item, open_door):
    with pytest.raises(Forbidden):
        FLOW.take(item, "extend", by=AnonymousUser())
    FLOW.take(item, "ask", by=AnonymousUser())
    assert (Activity.objects.of(item).get().by, stored(item)[0]) == (None, "extended")
    assert Event.objects.get(action="flow.ticket.ask").actor == "anonymous"


def test_what_needs_no_permission_is_no_button_of_staff(item, editor, open_door):
    assert [step.name for step in FLOW.steps_for(item, editor.user)] == ["extend"]


def test_note_of_the_system_or_a_visitor_needs_no_key(tickets, editor, open_door):
    first, second = (tickets.create(office_code=editor.office.code, due_on=date(2026, 8, 18)) for _number in range(2))

    FLOW.take(first, "extend", by=None, note="Sistem contoh")
    FLOW.take(second, "ask", by=AnonymousUser(), note="Warga contoh")

    assert list(Activity.objects.order_by("pk").values_list("note", flat=True)) == ["Sistem contoh", "Warga contoh"]
    assert set(Event.objects.filter(action__startswith="flow.ticket.").values_list("personal", "subject")) == {("", "")}
