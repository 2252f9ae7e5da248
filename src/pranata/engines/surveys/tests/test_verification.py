import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from pranata.base.audit.chain import keyed
from pranata.engines.surveys.actions.answering import erase_suggestion, take_many, was_kept
from pranata.engines.surveys.actions.checking import Answers
from pranata.engines.surveys.models import AddedAnswer, Batch, Channel, Response
from pranata.engines.surveys.tests.factories import AddedQuestionFactory, ResponseFactory
from pranata.engines.surveys.verification import verify

pytestmark = pytest.mark.django_db


@pytest.fixture
def batch(survey, lead):
    rows = [Answers({f"u{place}": 3 for place in range(1, 10)}, suggestion="kursi")] * 5
    return take_many(survey, rows, channel=Channel.PAPER, source="", by=lead)


def faults():
    return [each.what for each in verify().faults]


def test_untouched_answers_are_whole_also_without_their_words(batch, lead, survey):
    erase_suggestion(Response.objects.first(), by=lead)
    out = StringIO()
    call_command("verify_answers", "--json", stdout=out)
    assert json.loads(out.getvalue()) == {"ok": True, "batches": 1, "answers": 5, "bad": []}


def test_changed_added_and_removed_answers_show(batch):
    Response.objects.filter(pk=Response.objects.first().pk).update(a1=4)
    assert faults() == ["jawabannya berubah, hilang, atau bertambah"]
    out = StringIO()
    with pytest.raises(SystemExit):
        call_command("verify_answers", stdout=out)
    assert out.getvalue().strip().endswith("kelompok 1: jawabannya berubah, hilang, atau bertambah.")


def test_changed_choice_of_an_added_question_shows(survey, lead):
    question = AddedQuestionFactory(survey=survey)
    rows = [Answers({"u1": 3}, added={question.pk: 1})] * 5
    take_many(survey, rows, channel=Channel.FILE, source="", by=lead)
    assert (faults(), was_kept(survey, rows, channel=Channel.FILE)) == ([], True)
    AddedAnswer.objects.filter(pk=AddedAnswer.objects.first().pk).update(option=2)
    assert faults() == ["jawabannya berubah, hilang, atau bertambah"]


def test_survey_that_is_gone_and_an_unknown_office_show(batch, survey):
    Response.objects.all().delete()
    survey.delete()
    assert faults() == ["surveinya hilang"]
    with pytest.raises(CommandError):
        call_command("verify_answers", "--office", "0000")


def test_answer_slipped_into_a_batch_shows(batch, survey):
    ResponseFactory(survey=survey, batch=batch)
    assert faults() == ["jawabannya berubah, hilang, atau bertambah"]


def test_batch_that_was_rewritten_with_its_answers_shows(batch):
    Response.objects.all().delete()
    Batch.objects.update(count=0, digest=keyed("survey-answers", []))
    assert faults() == ["tidak sama dengan jejak audit"]


def test_batch_that_is_gone_or_unheard_of_shows(batch, survey):
    ResponseFactory(survey=survey, batch=Batch.objects.create(survey=survey, number=2, count=1, digest=""))
    Response.objects.filter(batch=batch).delete()
    batch.delete()
    assert sorted(faults()) == ["kelompoknya hilang", "tidak disebut jejak audit"]
