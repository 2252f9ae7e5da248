"""Sentences of a report's narrative as people write them; drafting again is in ``test_narrative``."""

import json
from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError

from pranata.base.access.errors import Forbidden
from pranata.base.audit.models import Event
from pranata.base.flow.errors import Stale
from pranata.engines.reports.composing import add_sentence, edit_sentence, remove_sentence, restore_sentence
from pranata.engines.reports.models import WrittenSentence
from pranata.engines.reports.narrative import Sentence, merged
from pranata.engines.reports.queries import written_sentences
from pranata.engines.reports.registry import Composer
from pranata.engines.reports.tests.conftest import JUNE

DRAFT = Sentence("isi", "jumlah", "Ada 3.", figure="3", readings=(7,), progress=(1, 2))


@pytest.fixture
def composed(report):
    composer = Composer(sections=lambda facts: [("isi", "Isi")], draft=lambda facts: [DRAFT], missing=lambda facts: [])
    return replace(report, composer=composer)


@pytest.fixture
def where(composed, office):
    return composed, office, JUNE


def told(office, *, with_removed=False):
    found = merged([DRAFT], written_sentences(office, "count", JUNE), with_removed=with_removed)
    return [(each.text, each.state) for each in found]


def seen(row):
    return row.written_at.isoformat()


def test_edited_sentence_keeps_who_and_from_which_figures(where, office, secretary):
    row = edit_sentence(*where, "jumlah", "  Ada tiga\nsaja. ", seen="", by=secretary)

    assert (row.text, row.state, row.figure, row.written_by) == ("Ada tiga saja.", "edited", "3", secretary)
    assert (row.section, row.reading_ids, row.progress_ids) == ("isi", [7], [1, 2])
    assert told(office) == [("Ada tiga saja.", "edited")]
    event = Event.objects.latest("pk")
    assert (event.action, json.loads(event.after)["key"]) == ("reports.sentence_edited", "jumlah")


def test_removed_sentence_stays_away_until_it_is_restored(where, office, secretary):
    row = remove_sentence(*where, "jumlah", seen="", by=secretary)
    assert (told(office), told(office, with_removed=True)) == ([], [("Ada 3.", "removed")])

    restore_sentence(*where, "jumlah", seen=seen(row), by=secretary)

    assert told(office) == [("Ada 3.", "generated")]
    assert not WrittenSentence.objects.exists()


def test_added_sentence_can_be_edited_removed_and_brought_back(where, office, secretary):
    row = add_sentence(*where, "isi", "Rapat diadakan.", by=secretary)
    row = edit_sentence(*where, row.key, "Rapat diadakan dua kali.", seen=seen(row), by=secretary)
    row = remove_sentence(*where, row.key, seen=seen(row), by=secretary)
    assert told(office) == [("Ada 3.", "generated")]

    restore_sentence(*where, row.key, seen=seen(row), by=secretary)

    assert told(office) == [("Ada 3.", "generated"), ("Rapat diadakan dua kali.", "added")]


def test_second_added_sentence_gets_a_key_of_its_own(where, secretary):
    rows = [add_sentence(*where, "isi", text, by=secretary) for text in ("Satu.", "Dua.")]

    assert [row.key for row in rows] == ["tambahan-1", "tambahan-2"]


def test_sentence_is_refused_when_somebody_wrote_it_meanwhile(where, office, secretary):
    edit_sentence(*where, "jumlah", "Yang pertama.", seen="", by=secretary)

    for deed in (
        lambda: edit_sentence(*where, "jumlah", "Yang kedua.", seen="", by=secretary),
        lambda: remove_sentence(*where, "jumlah", seen="", by=secretary),
        lambda: restore_sentence(*where, "jumlah", seen="", by=secretary),
        lambda: edit_sentence(*where, "lain", "Tidak ada.", seen="", by=secretary),
    ):
        with pytest.raises(Stale):
            deed()
    assert told(office) == [("Yang pertama.", "edited")]


@pytest.mark.parametrize("text", ["", " \n ", "x" * 2001])
def test_sentence_is_refused_when_it_is_blank_or_too_long(where, secretary, text):
    with pytest.raises(ValidationError) as refusal:
        edit_sentence(*where, "jumlah", text, seen="", by=secretary)

    assert list(refusal.value.message_dict) == ["text"]


def test_sentence_is_refused_in_a_section_that_is_not_there(where, secretary):
    with pytest.raises(ValidationError) as refusal:
        add_sentence(*where, "lain", "Kalimat.", by=secretary)

    assert list(refusal.value.message_dict) == ["section"]


def test_staff_and_other_offices_write_nothing(where, staff):
    with pytest.raises(Forbidden):
        edit_sentence(*where, "jumlah", "Ada tiga.", seen="", by=staff)
    assert not WrittenSentence.objects.exists()


def test_sentences_are_seen_by_who_sees_the_reports_of_the_office(where, secretary, staff, django_user_model):
    row = edit_sentence(*where, "jumlah", "Ada tiga.", seen="", by=secretary)

    assert list(WrittenSentence.objects.visible_to(staff)) == [row]
    stranger = type(staff)(pk=0)
    assert list(WrittenSentence.objects.visible_to(stranger)) == []
