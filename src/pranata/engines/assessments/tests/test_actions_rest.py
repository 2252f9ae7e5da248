from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from django.core.exceptions import ValidationError

from pranata.base.access.errors import Forbidden
from pranata.base.access.models import Role
from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.audit.models import Event
from pranata.base.flow.errors import Stale
from pranata.base.notify.models import Notice
from pranata.base.people.tests.factories import PersonFactory
from pranata.engines.assessments.actions import answering, assessors, comments, efforts, sections, sheets
from pranata.engines.assessments.measures import answered, handed_in, total
from pranata.engines.assessments.models import Level, Status
from pranata.engines.assessments.replies import Reply
from pranata.engines.assessments.tests.factories import item_of
from pranata.engines.assessments.waiting import waiting_sheets
from pranata.engines.indicators.rules import Stretch

YES = Reply(choice="YA")
YEAR = Stretch(date(2022, 1, 1), date(2022, 6, 30), 2022, 6)


@pytest.fixture
def person(office):
    return PersonFactory(office=office)


@pytest.fixture
def filler(office, person):
    return RoleAssignmentFactory(office=office, role=Role.STAFF, user__person=person).user


def test_who_is_given_a_section_is_told_and_finds_it_on_the_desk(sheet, secretary, filler, person, office):
    section = sheet.sections.get(code="pemenuhan.V")
    sections.assign(section, person=person, due_on=date(2022, 7, 15), by=secretary)

    waiting = waiting_sheets(filler, office)
    sections.mark_ready(sheet.sections.get(code="pemenuhan.V"), by=filler)

    told = Notice.objects.filter(recipient=filler).values_list("kind", "due_on")
    assert list(told) == [("assessments.assigned", date(2022, 7, 15))]
    assert [(each.title, each.due_on) for each in waiting] == [
        ("Zona Integritas 2022: Penguatan Pengawasan", date(2022, 7, 15))
    ]
    assert waiting_sheets(filler, office) == []


def test_submitted_sheet_waits_for_its_assessor_and_returned_section_for_who_fills_it_in(
    sheet, secretary, assessor, filler, person, office
):
    sections.assign(sheet.sections.get(code="pemenuhan.I"), person=person, by=secretary)
    sheets.submit(sheet, by=secretary)
    for_assessor = [each.title for each in waiting_sheets(assessor, office)]
    sheets.send_back(sheet, {"pemenuhan.I": "Lampirkan SK."}, by=assessor)

    assert for_assessor == ["Zona Integritas 2022"]
    assert [each.words for each in waiting_sheets(filler, office)] == ["Perbaiki"]
    assert waiting_sheets(assessor, office) == []
    assert set(Notice.objects.values_list("recipient", "kind")) >= {
        (assessor.pk, "assessments.submitted"),
        (filler.pk, "assessments.returned"),
    }


@pytest.mark.parametrize("notes", [{}, {"pemenuhan.I": " "}, {"xyz": "Perbaiki."}])
def test_sheet_is_returned_with_a_known_section_and_words(sheet, secretary, assessor, notes):
    sheets.submit(sheet, by=secretary)

    with pytest.raises(ValidationError):
        sheets.send_back(sheet, notes, by=assessor)

    sheet.refresh_from_db()
    assert sheet.status == Status.SUBMITTED


def test_section_of_another_office_is_not_given_away(sheet, secretary):
    with pytest.raises(ValidationError, match="satuan kerja yang sama"):
        sections.assign(sheet.sections.first(), person=PersonFactory(), by=secretary)


def test_comment_is_kept_sealed_in_the_audit(sheet, staff, stranger):
    made = comments.comment(item_of(sheet, "I.1.a"), text=" Perlu SK terbaru. ", by=staff)

    event = Event.objects.get(action="assessments.commented")
    assert (made.text, "SK terbaru" in str(event.after), event.personal is None) == ("Perlu SK terbaru.", False, False)
    with pytest.raises(Forbidden):
        comments.comment(item_of(sheet, "I.1.a"), text="Saya juga", by=stranger)
    with pytest.raises(ValidationError):
        comments.comment(item_of(sheet, "I.1.a"), text=" ", by=staff)


@pytest.mark.parametrize("days", [Decimal(0), Decimal(-1), Decimal("99999.9")])
def test_impossible_effort_is_refused(sheet, staff, days):
    with pytest.raises(ValidationError):
        efforts.set_effort(item_of(sheet, "I.1.a"), days, by=staff)
    assert item_of(sheet, "I.1.a").effort_days is None


def test_effort_may_be_given_and_taken_back(sheet, staff):
    efforts.set_effort(item_of(sheet, "I.1.a"), Decimal("2.5"), by=staff)
    given = item_of(sheet, "I.1.a").effort_days
    efforts.set_effort(item_of(sheet, "I.1.a"), None, by=staff)

    assert (given, item_of(sheet, "I.1.a").effort_days) == (Decimal("2.5"), None)


def test_external_assessor_answers_after_the_consensus_too(sheet, secretary, staff, assessor, stranger):
    answering.answer(item_of(sheet, "I.1.a"), YES, by=staff)
    assessors.appoint(
        sheet, stranger, level=Level.EXTERNAL, valid_to=date(2022, 12, 31), purpose="Evaluasi", by=secretary
    )
    sheets.submit(sheet, by=secretary)
    with pytest.raises(Forbidden):
        sheets.agree(sheet, by=stranger)
    sheets.agree(sheet, by=assessor)

    answering.answer(item_of(sheet, "I.1.a"), YES, level=Level.EXTERNAL, by=stranger)
    sheets.close(sheet, by=secretary)

    with pytest.raises(Stale):
        answering.answer(item_of(sheet, "I.1.a"), YES, level=Level.EXTERNAL, by=stranger)


def test_assessor_of_elsewhere_is_appointed_with_purpose_and_days(sheet, secretary, stranger):
    with pytest.raises(ValidationError) as no_day:
        assessors.appoint(sheet, stranger, level=Level.INTERNAL, purpose="Asesor silang", by=secretary)
    with pytest.raises(ValidationError) as no_purpose:
        assessors.appoint(sheet, stranger, level=Level.INTERNAL, valid_to=date(2022, 7, 1), by=secretary)
    with pytest.raises(ValidationError) as itself:
        assessors.appoint(sheet, secretary, level=Level.INTERNAL, by=secretary)

    named = [list(each.value.message_dict) for each in (no_day, no_purpose, itself)]
    assert named == [["valid_to"], ["purpose"], ["user"]]


def test_cleared_answer_leaves_its_deed_behind(sheet, staff):
    answering.answer(item_of(sheet, "I.1.a"), YES, by=staff)
    answering.clear(item_of(sheet, "I.1.a"), by=staff)
    answering.clear(item_of(sheet, "I.1.a"), by=staff)

    assert item_of(sheet, "I.1.a").answers.count() == 0
    assert Event.objects.filter(action="assessments.answer_cleared").count() == 1


def test_measures_look_at_what_was_handed_in_by_the_end_of_the_month(sheet, office, secretary, staff):
    answering.answer(item_of(sheet, "I.1.a"), YES, by=staff)
    before = (total(office, "zona-integritas", YEAR).value, handed_in(office, "zona-integritas", YEAR).count())
    sheets.submit(sheet, by=secretary)

    found, parts = total(office, "zona-integritas", YEAR), answered(office, "zona-integritas", YEAR)
    may = Stretch(date(2022, 1, 1), date(2022, 5, 31), 2022, 5)

    assert before == (None, 0)
    assert (found.value, Fraction(found.value)) == (Decimal("0.250000"), Fraction(1, 4))
    assert (parts.part.count(), parts.whole.count()) == (1, 113)
    assert handed_in(office, "zona-integritas", may).count() == 0


def test_who_assessed_an_item_does_not_answer_it_for_the_office_afterwards(sheet, office, secretary, staff):
    both = RoleAssignmentFactory(office=office, role=Role.VERIFIER).user
    answering.answer(item_of(sheet, "I.1.a"), YES, by=staff)
    sheets.submit(sheet, by=secretary)
    answering.answer(item_of(sheet, "I.1.a"), YES, level=Level.INTERNAL, by=both)
    sheets.send_back(sheet, {"pemenuhan.I": "Lampirkan SK."}, by=both)

    with pytest.raises(Forbidden):
        answering.answer(item_of(sheet, "I.1.a"), Reply(choice="TIDAK"), by=both)


def test_who_handed_the_sheet_in_does_not_agree_with_itself(sheet, office, secretary, assessor):
    RoleAssignmentFactory(user=secretary, office=office, role=Role.ASSESSOR)
    secretary.forget_roles()
    sheets.submit(sheet, by=secretary)

    with pytest.raises(Forbidden):
        sheets.agree(sheet, by=secretary)
    sheets.agree(sheet, by=assessor)

    assert sheet.status == Status.AGREED


def test_assessor_answers_a_question_in_words_without_a_reason(office, secretary, assessor):
    made = sheets.open_sheet(office, "kelembagaan@2018", year=2022, by=secretary)
    answering.answer(item_of(made, "US.1"), Reply(), note="Uraian kantor", by=secretary)
    sheets.submit(made, by=secretary)

    found = answering.answer(item_of(made, "US.1"), Reply(), level=Level.INTERNAL, note="Cukup", by=assessor)

    assert (found.note, found.reason) == ("Cukup", "")
