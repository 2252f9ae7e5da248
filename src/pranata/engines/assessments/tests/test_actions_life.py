from datetime import date

import pytest
from django.core.exceptions import ValidationError

from pranata.base.access.errors import Forbidden
from pranata.base.flow.errors import Stale
from pranata.engines.assessments.actions import answering, assessors, sections, sheets
from pranata.engines.assessments.models import Answer, Item, Level, Sheet, Status
from pranata.engines.assessments.queries import read_sheet
from pranata.engines.assessments.replies import Reply
from pranata.engines.assessments.tests.factories import item_of
from pranata.lib import clock

YES, NO, A, B = Reply(choice="YA"), Reply(choice="TIDAK"), Reply(choice="A"), Reply(choice="B")


def test_office_and_assessor_finish_a_sheet_with_a_returned_section(sheet, secretary, staff, assessor):
    answering.answer(item_of(sheet, "I.1.a"), YES, note="SK tim", by=staff)
    sheet.refresh_from_db()
    assert sheet.status == Status.IN_PROGRESS

    sheets.submit(sheet, by=secretary)
    with pytest.raises(Stale):
        answering.answer(item_of(sheet, "I.1.a"), NO, by=staff)
    answering.answer(item_of(sheet, "I.1.a"), NO, level=Level.INTERNAL, reason="SK belum ditandatangani", by=assessor)
    sheets.send_back(sheet, {"pemenuhan.I": "Lampirkan SK."}, by=assessor)

    with pytest.raises(Stale):
        answering.answer(item_of(sheet, "II.1.a"), A, by=staff)
    answering.answer(item_of(sheet, "I.1.b"), B, by=staff)
    with pytest.raises(ValidationError, match="pemenuhan.I"):
        sheets.submit(sheet, by=secretary)
    sections.mark_ready(sheet.sections.get(code="pemenuhan.I"), by=staff)
    sheets.submit(sheet, by=secretary)
    sheets.agree(sheet, note="Sepakat", by=assessor)
    sheets.close(sheet, by=secretary)

    view = read_sheet(sheet, reader=secretary, today=clock.today())
    assert (sheet.status, view.claimed.total, view.outcomes[Level.INTERNAL].total) == (Status.CLOSED, 0.375, 0.125)
    with pytest.raises(Stale):
        sheets.reopen(sheet, note="Sekali lagi", by=secretary)


def test_assessor_must_say_why_when_its_answer_differs(sheet, secretary, staff, assessor):
    answering.answer(item_of(sheet, "I.1.a"), YES, by=staff)
    sheets.submit(sheet, by=secretary)

    with pytest.raises(ValidationError) as refused:
        answering.answer(item_of(sheet, "I.1.a"), NO, level=Level.INTERNAL, by=assessor)
    same = answering.answer(item_of(sheet, "I.1.a"), YES, level=Level.INTERNAL, by=assessor)

    assert (list(refused.value.message_dict), same.reason) == (["reason"], "")


def test_nobody_assesses_an_answer_of_his_own(sheet, secretary, assessor):
    answering.answer(item_of(sheet, "I.1.a"), YES, by=secretary)
    sheets.submit(sheet, by=secretary)
    own = item_of(sheet, "I.1.a")
    Answer.objects.filter(item=own).update(answered_by=assessor)

    with pytest.raises(Forbidden):
        answering.answer(own, NO, level=Level.INTERNAL, reason="Beda", by=assessor)


def test_stranger_assesses_only_while_its_grant_lasts(sheet, secretary, staff, stranger, monkeypatch):
    answering.answer(item_of(sheet, "I.1.a"), YES, by=staff)
    sheets.submit(sheet, by=secretary)
    with pytest.raises(Forbidden):
        answering.answer(item_of(sheet, "I.1.a"), NO, level=Level.INTERNAL, reason="Beda", by=stranger)
    assert list(Sheet.objects.visible_to(stranger)) == []

    found = assessors.appoint(
        sheet, stranger, level=Level.INTERNAL, valid_to=date(2022, 7, 31), purpose="Asesor silang", by=secretary
    )
    answering.answer(item_of(sheet, "I.1.a"), NO, level=Level.INTERNAL, reason="Beda", by=stranger)
    assert list(Sheet.objects.visible_to(stranger)) == [sheet]

    assessors.dismiss(found, reason="Selesai", by=secretary)
    assert list(Sheet.objects.visible_to(stranger)) == []
    with pytest.raises(Forbidden):
        answering.answer(item_of(sheet, "I.1.a"), YES, level=Level.INTERNAL, reason="Beda", by=stranger)


def test_grant_that_ended_closes_the_sheet_to_the_stranger(sheet, secretary, stranger, monkeypatch):
    assessors.appoint(
        sheet, stranger, level=Level.EXTERNAL, valid_to=date(2022, 7, 31), purpose="Evaluasi", by=secretary
    )
    monkeypatch.setenv("PRANATA_TODAY", "2022-08-01")

    assert list(Sheet.objects.visible_to(stranger)) == []


def test_answers_of_last_year_count_only_when_confirmed(office, secretary, staff, monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", "2021-12-31")
    old = sheets.open_sheet(office, "zona-integritas@2021", year=2021, by=secretary)
    answering.answer(item_of(old, "I.1.a"), YES, note="SK lama", by=staff)
    monkeypatch.setenv("PRANATA_TODAY", "2022-06-27")

    new = sheets.open_sheet(office, "zona-integritas@2021", year=2022, by=secretary)
    waiting = read_sheet(new, reader=secretary, today=clock.today()).claimed.total
    answering.confirm(item_of(new, "I.1.a"), by=staff)
    confirmed = read_sheet(new, reader=secretary, today=clock.today()).claimed.total

    assert (new.carried_from, waiting, confirmed) == (old, 0, 0.25)
    assert item_of(new, "I.1.a").answers.get().note == "SK lama"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"key": "zona-integritas@1999"}, "instrument"),
        ({"target": "XYZ"}, "target"),
        ({"subject": "Layanan"}, "subject"),
        ({"year": 1990}, "year"),
        ({"key": "rb-general@2023", "year": 2022}, "year"),
        ({"key": "pmprb-unit@2020", "year": 2023}, "year"),
        ({"key": "zona-integritas@2021", "year": 2020}, "year"),
    ],
)
def test_wrong_sheet_is_refused_by_its_field(office, secretary, values, field):
    wanted = {"key": "zona-integritas@2021", "year": 2022} | values

    with pytest.raises(ValidationError) as refused:
        sheets.open_sheet(office, wanted.pop("key"), **wanted, by=secretary)

    assert list(refused.value.message_dict) == [field]


def test_same_sheet_is_opened_once(sheet, office, secretary):
    with pytest.raises(ValidationError, match="sudah ada"):
        sheets.open_sheet(office, "zona-integritas@2021", year=2022, by=secretary)


def test_staff_neither_opens_nor_submits(sheet, office, staff):
    with pytest.raises(Forbidden):
        sheets.open_sheet(office, "zona-integritas@2021", year=2021, by=staff)
    with pytest.raises(Forbidden):
        sheets.submit(sheet, by=staff)


def test_new_sheet_has_every_question_once(sheet):
    codes = list(Item.objects.filter(section__sheet=sheet).values_list("code", flat=True))
    assert (len(codes), len(set(codes)), sheet.sections.count()) == (113, 113, 13)


def test_what_does_not_apply_to_a_kpu_office_is_answered_so_when_the_sheet_is_opened(office, secretary):
    sheet = sheets.open_sheet(office, "kelembagaan@2018", year=2022, by=secretary)

    found = Answer.objects.filter(item__section__sheet=sheet).order_by("item__position")
    assert [(each.item.code, each.is_not_applicable, each.note) for each in found] == [
        (code, True, "Khusus pemerintah daerah") for code in ("S1.7", "S1.8", "S1.9")
    ]
