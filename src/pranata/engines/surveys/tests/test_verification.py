import json
from io import StringIO

import pytest
from django.core.management import call_command

from pranata.engines.surveys.actions.answering import erase_suggestion, take_many
from pranata.engines.surveys.actions.checking import Answers
from pranata.engines.surveys.models import Batch, Channel, Response
from pranata.engines.surveys.tests.factories import ResponseFactory
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


def test_answer_slipped_into_a_batch_shows(batch, survey):
    ResponseFactory(survey=survey, batch=batch)
    assert faults() == ["jawabannya berubah, hilang, atau bertambah"]


def test_batch_that_was_rewritten_with_its_answers_shows(batch):
    Response.objects.all().delete()
    Batch.objects.update(count=0, digest="e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    assert faults() == ["tidak sama dengan jejak audit"]


def test_batch_that_is_gone_or_unheard_of_shows(batch, survey):
    ResponseFactory(survey=survey, batch=Batch.objects.create(survey=survey, number=2, count=1, digest=""))
    Response.objects.filter(batch=batch).delete()
    batch.delete()
    assert sorted(faults()) == ["kelompoknya hilang", "tidak disebut jejak audit"]
