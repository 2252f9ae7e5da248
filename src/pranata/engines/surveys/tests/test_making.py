from datetime import date

import pytest
from django.core.exceptions import ValidationError

from pranata.base.access.errors import Forbidden
from pranata.base.audit.models import Event
from pranata.base.flow.errors import Stale
from pranata.base.org.copies import copy_token
from pranata.engines.surveys.actions import making, questions, running
from pranata.engines.surveys.actions.making import ServiceRow
from pranata.engines.surveys.models import AddedQuestion, Status, Survey
from pranata.engines.surveys.tests.conftest import account
from pranata.engines.surveys.tests.factories import (
    AddedQuestionFactory,
    ResponseFactory,
    SurveyFactory,
    SurveyServiceFactory,
)

pytestmark = pytest.mark.django_db
PERIOD = {"year": 2022, "opens_on": date(2022, 6, 1), "closes_on": date(2022, 6, 30)}


@pytest.fixture
def draft(db):
    return SurveyFactory(status=Status.DRAFT)


@pytest.fixture
def editor(draft):
    return account(draft.office, "kasubbag")


def deeds(office):
    return list(Event.objects.filter(office_code=office.code).order_by("sequence").values_list("action", flat=True))


def test_survey_gets_an_address_of_its_own(draft, editor):
    made = [making.make(draft.office, key="skm", title="SKM", by=editor, **PERIOD) for _each in range(2)]
    assert [(each.code, each.key) for each in made] == [("skm-2022", "skm@2017"), ("skm-2022-2", "skm@2017")]
    own = making.make(draft.office, key="", title="Kantin kita", by=editor, **PERIOD)
    assert (own.code, own.questionnaire) == ("kantin-kita-2022", None)


@pytest.mark.parametrize(
    ("values", "fields"),
    [
        ({"key": "xyz"}, ["key"]),
        ({"title": " "}, ["title"]),
        ({"closes_on": date(2022, 5, 1)}, ["closes_on"]),
        ({"method": "lurus"}, ["method"]),
        ({"asked": ("nik",)}, ["asked"]),
        ({"opens_on": date(2016, 6, 1)}, ["opens_on"]),
        ({"population": 5, "target": 6}, ["target"]),
    ],
)
def test_what_is_wrong_is_named_by_its_field_and_nothing_is_made(draft, editor, values, fields):
    with pytest.raises(ValidationError) as refused:
        making.make(draft.office, by=editor, **{"key": "skm", "title": "SKM", **PERIOD, **values})
    assert (sorted(refused.value.message_dict), Survey.objects.count()) == (fields, 1)


def test_opened_survey_keeps_its_questions_and_may_last_longer(survey, lead):
    making.change(survey, by=lead, closes_on=date(2022, 8, 31), target=50)
    with pytest.raises(ValidationError) as refused:
        making.change(survey, by=lead, key="spak", method="lurus")
    survey.refresh_from_db()
    assert sorted(refused.value.message_dict) == ["key", "method"]
    assert (survey.closes_on, survey.target, survey.key) == (date(2022, 8, 31), 50, "skm@2017")


def test_second_of_two_writers_is_told(draft, editor):
    seen = copy_token(draft)
    making.change(draft, by=editor, title="Satu", seen=seen)
    with pytest.raises(ValidationError):
        making.change(draft, by=editor, title="Dua", seen=seen)


def test_ended_survey_is_changed_no_more(lead, survey):
    survey.status = Status.CLOSED
    survey.save()
    with pytest.raises(Stale):
        making.change(survey, by=lead, title="x")


def test_who_may_not_prepare_changes_nothing(draft):
    with pytest.raises(Forbidden):
        making.change(draft, by=account(draft.office, "staff"), title="x")


def test_introduction_stands_in_the_audit_sealed(draft, editor):
    making.change(draft, by=editor, introduction="kenari rahasia")
    event = Event.objects.filter(office_code=draft.office.code).latest("sequence")
    assert ("kenari" in event.before + event.after, bool(event.personal)) == (False, True)


def test_services_keep_their_rows_by_name(draft, editor):
    making.set_services(draft, [ServiceRow("Satu", target=5), ServiceRow("Dua")], by=editor)
    first = draft.services.get(name="Satu")
    making.set_services(draft, [ServiceRow("Tiga"), ServiceRow(" satu ", target=7)], by=editor)
    assert list(draft.services.values_list("name", "target")) == [("Tiga", None), ("satu", 7)]
    assert draft.services.get(target=7).pk == first.pk


@pytest.mark.parametrize("names", [["Satu", "satu"], [""]])
def test_services_without_name_or_twice_are_refused(draft, editor, names):
    with pytest.raises(ValidationError):
        making.set_services(draft, [ServiceRow(name) for name in names], by=editor)
    assert draft.services.count() == 0


def test_opened_survey_loses_no_service_and_a_draft_loses_its_trials_with_it(survey, lead, draft, editor):
    SurveyServiceFactory(survey=survey)
    with pytest.raises(ValidationError):
        making.set_services(survey, [], by=lead)
    service = SurveyServiceFactory(survey=draft)
    ResponseFactory(survey=draft, service=service, batch=None, is_trial=True)
    making.set_services(draft, [], by=editor)
    assert (draft.services.count(), draft.responses.count()) == (0, 0)


def test_questions_are_added_moved_changed_and_removed(draft, editor):
    first = questions.add_question(draft, kind="single", text="Satu?", options="a\nb", by=editor)
    second = questions.add_question(draft, kind="text", text="Dua?", options="x\ny", by=editor)
    questions.move_question(second, up=True, by=editor)
    questions.change_question(first, kind="scale", text="Satu lagi?", options="1\n2\n3", by=editor)
    assert list(draft.added_questions.values_list("text", "options")) == [("Dua?", ""), ("Satu lagi?", "1\n2\n3")]
    questions.remove_question(second, by=editor)
    assert draft.added_questions.count() == 1


@pytest.mark.parametrize(
    ("values", "fields"),
    [
        ({"options": "a"}, ["options"]),
        ({"options": "a\nA"}, ["options"]),
        ({"options": "a\nb", "options_en": "a"}, ["options_en"]),
        ({"options": "a\nb", "text": ""}, ["text"]),
        ({"options": "a\nb", "kind": "x"}, ["kind"]),
    ],
)
def test_faulty_question_is_refused_by_its_field(draft, editor, values, fields):
    with pytest.raises(ValidationError) as refused:
        questions.add_question(draft, by=editor, **{"kind": "single", "text": "Apa?", **values})
    assert (sorted(refused.value.message_dict), AddedQuestion.objects.count()) == (fields, 0)


def test_questions_of_an_opened_survey_stay(survey, lead):
    with pytest.raises(Stale):
        questions.add_question(survey, kind="text", text="Apa?", by=lead)


def test_next_period_begins_with_the_same_questions_and_services(survey, lead):
    survey.target, survey.asked = 50, "sex age"
    survey.save()
    SurveyServiceFactory(survey=survey, name="Satu", target=20)
    AddedQuestionFactory(survey=survey)

    made = making.copy_forward(survey, year=2023, opens_on=date(2023, 6, 1), closes_on=date(2023, 6, 30), by=lead)

    assert (made.code, made.status, made.target, made.asked) == ("skm-2023", Status.DRAFT, None, "sex age")
    assert (list(made.services.values_list("name", "target")), made.added_questions.count()) == ([("Satu", None)], 1)
    assert survey.added_questions.count() == 1


def test_draft_is_thrown_away_with_its_trials(draft, editor):
    ResponseFactory(survey=draft, service=SurveyServiceFactory(survey=draft), batch=None, is_trial=True)
    making.discard(draft, by=editor)
    assert Survey.objects.count() == 0


def test_opened_survey_is_not_thrown_away(survey, lead):
    with pytest.raises(Stale):
        making.discard(survey, by=lead)


def test_survey_runs_from_opening_to_its_published_result(draft):
    lead = account(draft.office)
    running.open_survey(draft, by=lead)
    ResponseFactory.create_batch(5, survey=draft, batch=None)
    running.close_survey(draft, by=lead)
    running.publish(draft, by=lead)
    assert (draft.status, draft.closed_on, draft.published_on) == (
        Status.PUBLISHED,
        date(2022, 6, 15),
        date(2022, 6, 15),
    )
    running.withdraw(draft, by=lead)
    assert (draft.status, draft.published_on) == (Status.CLOSED, None)
    assert deeds(draft.office) == [
        "surveys.survey.open_survey",
        "surveys.survey.close_survey",
        "surveys.survey.answers_kept",
        "surveys.survey.publish",
        "surveys.survey.withdraw",
    ]


def test_result_of_four_is_not_published(survey, lead):
    ResponseFactory.create_batch(4, survey=survey)
    running.close_survey(survey, by=lead)
    with pytest.raises(ValidationError):
        running.publish(survey, by=lead)


def test_survey_without_questions_or_with_a_past_period_does_not_open(draft):
    lead = account(draft.office)
    draft.key = ""
    draft.save()
    with pytest.raises(ValidationError):
        running.open_survey(draft, by=lead)
    draft.key, draft.closes_on = "skm@2017", date(2022, 6, 14)
    draft.save()
    with pytest.raises(ValidationError):
        running.open_survey(draft, by=lead)
    assert draft.status == Status.DRAFT


def test_who_prepares_does_not_open(draft, editor):
    with pytest.raises(Forbidden):
        running.open_survey(draft, by=editor)
