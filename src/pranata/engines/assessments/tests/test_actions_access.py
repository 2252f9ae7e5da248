"""Who is refused, and what lies on whose desk."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pranata.base.access.actions import give_grant
from pranata.base.access.errors import Forbidden
from pranata.base.access.models import Grant, Role, RoleAssignment, User
from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.flow.errors import Stale
from pranata.base.org.tests.factories import OfficeFactory
from pranata.base.people.tests.factories import PersonFactory
from pranata.engines.assessments import measures
from pranata.engines.assessments.actions import answering, assessors, comments, efforts, proofs, sections, sheets
from pranata.engines.assessments.models import Assessor, Level, Sheet, Status
from pranata.engines.assessments.replies import Reply
from pranata.engines.assessments.tests.factories import SheetFactory, item_of
from pranata.engines.assessments.waiting import waiting_sheets
from pranata.engines.evidence.tests.factories import EvidenceFactory
from pranata.engines.indicators.rules import Stretch

YES, NO = Reply(choice="YA"), Reply(choice="TIDAK")
JUNE, JULY, AUGUST = date(2022, 6, 30), date(2022, 7, 31), date(2022, 8, 31)


def again(user: User) -> User:
    """The account as it signs in next."""
    return User.objects.get(pk=user.pk)


def test_appointed_colleague_who_left_the_office_assesses_no_more(sheet, office, secretary, staff):
    held = RoleAssignmentFactory(office=office, role=Role.STAFF)
    answering.answer(item_of(sheet, "I.1.a"), YES, by=staff)
    sheets.submit(sheet, by=secretary)
    assessors.appoint(sheet, held.user, level=Level.EXTERNAL, by=secretary)
    RoleAssignment.objects.filter(pk=held.pk).update(valid_to=date(2022, 6, 26))

    with pytest.raises(Forbidden):
        answering.answer(item_of(sheet, "I.1.a"), NO, level=Level.EXTERNAL, reason="Beda", by=again(held.user))
    with pytest.raises(Forbidden):
        comments.comment(item_of(sheet, "I.1.a"), text="Masih di sini", by=again(held.user))


def test_another_grant_for_the_sheet_does_not_bring_an_ended_appointment_back(
    sheet, secretary, staff, stranger, monkeypatch
):
    answering.answer(item_of(sheet, "I.1.a"), YES, by=staff)
    sheets.submit(sheet, by=secretary)
    assessors.appoint(sheet, stranger, level=Level.EXTERNAL, valid_to=JULY, purpose="Awal", by=secretary)
    monkeypatch.setenv("PRANATA_TODAY", "2022-08-01")
    give_grant(sheet, purpose="Membaca saja", valid_to=AUGUST, user=stranger, by=secretary)

    assert list(Sheet.objects.visible_to(stranger)) == [sheet]
    with pytest.raises(Forbidden):
        answering.answer(item_of(sheet, "I.1.a"), NO, level=Level.EXTERNAL, reason="Beda", by=again(stranger))


def test_assessor_whose_grant_ran_out_is_appointed_anew(sheet, secretary, stranger, monkeypatch):
    first = assessors.appoint(sheet, stranger, level=Level.EXTERNAL, valid_to=JULY, purpose="Awal", by=secretary)
    monkeypatch.setenv("PRANATA_TODAY", "2022-08-01")

    second = assessors.appoint(sheet, stranger, level=Level.EXTERNAL, valid_to=AUGUST, purpose="Lanjut", by=secretary)

    first.refresh_from_db()
    assert (first.dismissed_on, list(Assessor.objects.serving())) == (date(2022, 8, 1), [second])
    assert list(Sheet.objects.visible_to(stranger)) == [sheet]


def test_assessor_whose_grant_ran_out_can_still_be_dismissed(sheet, secretary, stranger, monkeypatch):
    found = assessors.appoint(sheet, stranger, level=Level.EXTERNAL, valid_to=JULY, purpose="Awal", by=secretary)
    monkeypatch.setenv("PRANATA_TODAY", "2022-08-01")

    assessors.dismiss(found, reason="Selesai", by=secretary)

    assert (found.dismissed_on, Grant.objects.count()) == (date(2022, 8, 1), 1)


def test_proof_of_another_item_is_not_taken_away(sheet, office, staff):
    use = proofs.prove(item_of(sheet, "II.1.a"), lambda: EvidenceFactory(office=office), by=staff)

    with pytest.raises(LookupError):
        proofs.prove_no_more(use, item_of(sheet, "I.1.a"), by=staff)
    proofs.prove_no_more(use, item_of(sheet, "II.1.a"), by=staff)


def test_nothing_of_a_closed_sheet_changes(sheet, secretary, staff, assessor):
    sheets.submit(sheet, by=secretary)
    sheets.agree(sheet, by=assessor)
    sheets.close(sheet, by=secretary)
    item, section = item_of(sheet, "I.1.a"), sheet.sections.first()

    for late in (
        lambda: answering.answer(item, YES, by=staff),
        lambda: answering.clear(item, by=staff),
        lambda: answering.accept_certain(sheet, by=staff),
        lambda: answering.confirm_all(section, by=staff),
        lambda: comments.comment(item, text="Terlambat", by=staff),
        lambda: efforts.set_effort(item, Decimal(1), by=staff),
        lambda: proofs.prove(item, EvidenceFactory, by=staff),
        lambda: sections.mark_ready(section, by=staff),
        lambda: sections.assign(section, by=secretary),
        lambda: sheets.set_target(sheet, "", by=secretary),
        lambda: assessors.appoint(sheet, staff, level=Level.INTERNAL, by=secretary),
    ):
        with pytest.raises(Stale):
            late()


def test_secretary_of_another_office_is_refused(sheet):
    other = RoleAssignmentFactory(office=OfficeFactory(), role=Role.SECRETARY).user
    item, section = item_of(sheet, "I.1.a"), sheet.sections.first()

    for refused in (
        lambda: answering.answer(item, YES, by=other),
        lambda: comments.comment(item, text="Halo", by=other),
        lambda: efforts.set_effort(item, Decimal(1), by=other),
        lambda: proofs.prove(item, EvidenceFactory, by=other),
        lambda: sections.assign(section, by=other),
        lambda: sections.mark_ready(section, by=other),
        lambda: sheets.submit(sheet, by=other),
        lambda: sheets.set_target(sheet, "", by=other),
        lambda: assessors.appoint(sheet, other, level=Level.INTERNAL, by=other),
    ):
        with pytest.raises(Forbidden):
            refused()


def test_section_lies_on_its_persons_desk_until_it_is_ready(sheet, office, secretary):
    user = RoleAssignmentFactory(office=office, role=Role.STAFF).user
    user.person = PersonFactory(office=office)
    user.save()
    section = sheet.sections.get(code="pemenuhan.I")
    sections.assign(section, person=user.person, due_on=date(2022, 7, 1), by=secretary)

    desk, calendar = waiting_sheets(again(user), office), waiting_sheets(again(user), None)
    sections.mark_ready(section, by=user)

    assert [each.due_on for each in desk + calendar] == [date(2022, 7, 1)] * 2
    assert waiting_sheets(again(user), office) == []


def test_submitted_sheet_lies_on_the_desk_of_its_own_office_alone(office, assessor):
    other = OfficeFactory()
    RoleAssignmentFactory(user=assessor, office=other, role=Role.ASSESSOR)
    there = SheetFactory(office=other, status=Status.SUBMITTED, submitted_on=date(2022, 6, 1))

    user = again(assessor)

    assert waiting_sheets(user, office) == []
    assert [each.address for each in waiting_sheets(user, other)] == [there.get_absolute_url()]


def test_sheet_opened_to_a_stranger_lies_on_the_strangers_desk(sheet, secretary, stranger):
    home = stranger.role_assignments.get().office
    assessors.appoint(sheet, stranger, level=Level.INTERNAL, valid_to=JULY, purpose="Silang", by=secretary)
    sheets.submit(sheet, by=secretary)

    assert [each.address for each in waiting_sheets(again(stranger), home)] == [sheet.get_absolute_url()]


@pytest.mark.parametrize("count", [1, 3])
def test_desk_costs_the_same_however_many_sheets_wait(office, assessor, count):
    for year in range(2020, 2020 + count):
        SheetFactory(office=office, year=year, status=Status.SUBMITTED, submitted_on=date(2022, 6, 1))
    user = again(assessor)

    with CaptureQueriesContext(connection) as captured:
        found = waiting_sheets(user, office)

    assert (len(found), len(captured)) == (count, 2)


def test_measures_count_a_sheet_once_it_is_handed_in(sheet, office, secretary, staff):
    answering.answer(item_of(sheet, "I.1.a"), YES, by=staff)
    period = Stretch(date(2022, 1, 1), JUNE, 2022, 6)
    before = measures.total(office, "zona-integritas", period).value
    sheets.submit(sheet, by=secretary)

    after, share = (
        measures.total(office, "zona-integritas", period),
        measures.answered(office, "zona-integritas", period),
    )

    assert (before, after.value) == (None, Decimal("0.25"))
    assert (share.part.count(), share.whole.count()) == (1, 113)


@pytest.fixture
def judged(sheet, office, secretary, staff):
    """A verifier who may also answer has assessed I.1.a, whose section then came back."""
    both = RoleAssignmentFactory(office=office, role=Role.VERIFIER).user
    answering.answer(item_of(sheet, "I.1.a"), YES, by=staff)
    sheets.submit(sheet, by=secretary)
    answering.answer(item_of(sheet, "I.1.a"), YES, level=Level.INTERNAL, by=both)
    sheets.send_back(sheet, {"pemenuhan.I": "Lampirkan SK."}, by=both)
    return both


def test_who_assessed_an_item_neither_accepts_nor_confirms_nor_clears_its_answer(sheet, judged):
    item = item_of(sheet, "I.1.a")
    for deed in (answering.accept, answering.confirm, answering.clear):
        with pytest.raises(Forbidden):
            deed(item, by=judged)
    item.answers.filter(level=Level.SELF).update(is_confirmed=False)

    assert answering.confirm_all(sheet.sections.get(code="pemenuhan.I"), by=judged) == []
    assert answering.accept_certain(sheet, by=judged) == []


def test_internal_assessor_is_not_the_external_one_of_the_same_item(sheet, office, secretary, staff):
    both = RoleAssignmentFactory(office=office, role=Role.VERIFIER).user
    answering.answer(item_of(sheet, "I.1.a"), YES, by=staff)
    assessors.appoint(sheet, both, level=Level.EXTERNAL, by=secretary)
    sheets.submit(sheet, by=secretary)
    answering.answer(item_of(sheet, "I.1.a"), YES, level=Level.INTERNAL, by=both)

    with pytest.raises(Forbidden):
        answering.answer(item_of(sheet, "I.1.a"), YES, level=Level.EXTERNAL, by=both)
