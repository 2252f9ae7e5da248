from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from pranata.base.access.errors import Forbidden
from pranata.base.access.models import Role, RoleAssignment
from pranata.base.access.tests.factories import RoleAssignmentFactory, UserFactory
from pranata.base.audit.models import Event
from pranata.base.flow.errors import Stale
from pranata.base.flow.models import Activity as History
from pranata.base.notify.kinds import in_words
from pranata.base.notify.models import Notice
from pranata.base.org.tests.factories import OfficeFactory, UnitFactory
from pranata.base.people.tests.factories import PersonFactory
from pranata.engines.dispositions import actions
from pranata.engines.dispositions.models import Disposition, Status
from pranata.engines.dispositions.queries import dispositions_of, dispositions_to
from pranata.engines.dispositions.tests.factories import DispositionFactory


def test_disposition_is_given_and_its_addressee_told(give, secretary, staff):
    given = give()

    assert (given.status, given.addressee, given.given_by) == (Status.OPEN, staff, secretary)
    (line,) = in_words(Notice.objects.filter(recipient=staff), reader=staff)
    assert (line.title, line.label, line.notice.address) == ("Perihal contoh", "Disposisi · 20 Juni", "/meja/9001/")
    assert Notice.objects.count() == 1


def test_instruction_stands_sealed_in_the_audit(give, staff):
    give()

    event = Event.objects.get(action="dispositions.given")
    assert event.after == f'{{"due_on":"2022-06-20","to_account":{staff.pk},"to_unit":null}}'
    assert (event.subject, "Siapkan" in event.personal) == (staff.seal_subject, False)


def test_everybody_of_the_unit_is_told_and_may_answer(give, office, unit, staff):
    colleague = RoleAssignmentFactory(office=office, user__person=PersonFactory(office=office, unit=unit)).user
    given = give(to=unit)

    told = set(Notice.objects.values_list("recipient", flat=True))
    actions.answer(given, text="Selesai.", by=colleague)

    assert told == {staff.pk, colleague.pk}
    assert (given.status, given.answer) == (Status.DONE, "Selesai.")


@pytest.mark.parametrize("role", [Role.COMMISSIONER, Role.KASUBBAG])
def test_commissioners_and_heads_give_dispositions(give, office, role):
    assert give(by=RoleAssignmentFactory(office=office, role=role).user).pk is not None


@pytest.mark.parametrize("role", [Role.STAFF, Role.VERIFIER, Role.AREA_LEAD])
def test_disposition_is_refused_without_permission(give, office, role):
    with pytest.raises(Forbidden):
        give(by=RoleAssignmentFactory(office=office, role=role).user)

    assert Disposition.objects.count() == 0


def test_disposition_is_refused_when_the_giver_is_of_another_office(give):
    with pytest.raises(Forbidden):
        give(by=RoleAssignmentFactory(office=OfficeFactory(), role=Role.SECRETARY).user)


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"instruction": "  "}, "instruction"),
        ({"due_on": date(2022, 6, 14)}, "due_on"),
        ({"to": UserFactory}, "to"),
        ({"to": UnitFactory}, "to"),
    ],
)
def test_disposition_is_refused_at_the_field_that_is_wrong(give, facts, field):
    made = {name: value() if callable(value) else value for name, value in facts.items()}

    with pytest.raises(ValidationError) as refusal:
        give(**made)

    assert list(refusal.value.message_dict) == [field]
    assert (Disposition.objects.count(), Notice.objects.count()) == (0, 0)


def test_answer_is_kept_with_who_gave_it(give, staff):
    given = give()

    actions.answer(given, text=" Laporan sudah dikirim. ", by=staff)

    given.refresh_from_db()
    assert (given.status, given.answer) == (Status.DONE, "Laporan sudah dikirim.")
    assert list(History.objects.of(given).values_list("step", "by")) == [("answer", staff.pk)]
    event = Event.objects.get(action="dispositions.disposition.answer")
    assert "Laporan" not in event.after + event.personal


def test_answer_is_refused_without_words(give, staff):
    with pytest.raises(ValidationError):
        actions.answer(give(), text=" ", by=staff)


def test_answer_is_refused_when_it_is_for_somebody_else(give, secretary, office):
    given = give()

    for other in (secretary, RoleAssignmentFactory(office=office).user):
        with pytest.raises(Forbidden):
            actions.answer(given, text="Selesai.", by=other)


def test_second_answer_is_stale(give, staff):
    given = give()
    copy = Disposition.objects.get(pk=given.pk)
    actions.answer(given, text="Selesai.", by=staff)

    with pytest.raises(Stale):
        actions.answer(copy, text="Selesai lagi.", by=staff)


def test_giver_alone_withdraws(give, office, secretary, staff):
    given = give()
    other = RoleAssignmentFactory(office=office, role=Role.SECRETARY).user

    for stranger in (other, staff):
        with pytest.raises(Forbidden):
            actions.withdraw(given, by=stranger)
    actions.withdraw(given, by=secretary)

    assert given.status == Status.WITHDRAWN
    with pytest.raises(Stale):
        actions.answer(given, text="Selesai.", by=staff)


def test_disposition_is_seen_by_both_sides_alone(give, office, secretary, staff, unit):
    given, to_unit = give(), give(to=unit)
    others = [RoleAssignmentFactory(office=office, role=role).user for role in (Role.STAFF, Role.SECRETARY)]

    assert [list(dispositions_of(office, reader=each)) for each in (secretary, staff)] == [[to_unit, given]] * 2
    assert [list(dispositions_of(office, reader=each)) for each in others] == [[], []]


def test_nothing_is_seen_when_the_role_has_ended(give, office, staff):
    give()
    RoleAssignment.objects.filter(user=staff).update(valid_to="2022-06-14")

    assert dispositions_to(staff, office) == []


def test_what_waits_is_what_is_open_and_addressed_to_one(give, office, secretary, staff, unit):
    late, soon = give(to=unit, due_on=date(2022, 6, 30)), give()
    actions.withdraw(give(), by=secretary)

    assert dispositions_to(staff, office) == [soon, late]
    assert dispositions_to(secretary, office) == []


def test_disposition_goes_to_one_party(unit):
    with pytest.raises(IntegrityError), transaction.atomic():
        DispositionFactory(office=unit.office, to_unit=unit)


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_one_query(give, office, staff, unit, django_assert_num_queries, count):
    for _number in range(count):
        give(to=unit)

    with django_assert_num_queries(1):
        found = [(str(each.given_by), str(each.addressee), str(each.office)) for each in dispositions_to(staff, office)]

    assert len(found) == count
