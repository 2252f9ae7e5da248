"""What people wrote stands above what is drafted, however often the draft is made again."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as some

from pranata.engines.reports.narrative import (
    ADDED,
    EDITED,
    GENERATED,
    REMOVED,
    Sentence,
    in_sections,
    merged,
)

DRAFT = Sentence("ringkasan", "selesai", "3 dari 4 selesai.", figure="3 dari 4", notes=("B1",), readings=(7,))
OWN = Sentence("ringkasan", "tambahan-1", "Kalimat sendiri.", ADDED)

keys = some.sampled_from(["a", "b", "c", "d", "e"])
figures = some.sampled_from(["1 dari 4", "2 dari 4", "4 dari 4"])


def drafts():
    return some.lists(keys, unique=True).flatmap(
        lambda chosen: some.tuples(*(figures.map(lambda words, key=key: draft(key, words)) for key in chosen))
    )


def draft(key, figure):
    return Sentence("ringkasan", key, f"{key}: {figure}.", figure=figure)


def written(chosen):
    made = [replace(draft(key, figure), text=f"Tulisan {key}", state=state) for key, figure, state in chosen]
    return list({each.key: each for each in made}.values())


people = some.lists(some.tuples(keys, figures, some.sampled_from([EDITED, REMOVED, ADDED]))).map(written)


@given(first=drafts(), again=drafts(), person=people)
def test_edited_sentence_is_never_overwritten_when_the_draft_is_made_again(first, again, person):
    for sentences in (first, again):
        found = {each.key: each for each in merged(sentences, person)}
        for each in person:
            if each.state == REMOVED:
                assert each.key not in found
            else:
                assert (found[each.key].text, found[each.key].state) == (each.text, each.state)


@given(sentences=drafts(), person=people)
def test_sentence_nobody_touched_is_the_draft_of_now(sentences, person):
    touched = {each.key for each in person}

    found = [each for each in merged(sentences, person) if each.key not in touched]

    assert found == [each for each in sentences if each.key not in touched]


@given(sentences=drafts(), person=people)
def test_every_sentence_stands_once_when_removed_ones_are_asked_for(sentences, person):
    found = [each.key for each in merged(sentences, person, with_removed=True)]

    assert sorted(found) == sorted({each.key for each in [*sentences, *person]})


def test_edited_sentence_says_what_changed_when_the_figures_below_it_moved():
    person = replace(DRAFT, text="Hampir semua selesai.", state=EDITED)

    (found,) = merged([replace(DRAFT, figure="4 dari 4", readings=(8,))], [person])

    assert found.text == "Hampir semua selesai."
    assert found.changed == "angka di bawahnya berubah: 3 dari 4 menjadi 4 dari 4"
    assert found.readings == (8,)


def test_edited_sentence_says_nothing_when_the_figures_stayed():
    (found,) = merged([DRAFT], [replace(DRAFT, text="Hampir semua selesai.", state=EDITED)])

    assert (found.changed, found.notes) == ("", ("B1",))


def test_edited_sentence_stays_when_its_source_is_gone():
    (found,) = merged([], [replace(DRAFT, text="Hampir semua selesai.", state=EDITED)])

    assert (found.text, found.changed) == ("Hampir semua selesai.", "sumbernya tidak ada lagi")


def test_removed_sentence_shows_the_present_draft_when_it_is_asked_for():
    gone = replace(DRAFT, text="Dahulu.", state=REMOVED)

    assert merged([DRAFT], [gone]) == []
    (found,) = merged([DRAFT], [gone], with_removed=True)
    assert (found.text, found.state, found.changed) == ("3 dari 4 selesai.", REMOVED, "")


def test_added_sentences_follow_the_drafted_ones_under_their_heading():
    found = in_sections([("ringkasan", "Ringkasan"), ("hambatan", "Hambatan")], merged([DRAFT], [OWN]))

    assert [(section.title, [each.state for each in section.sentences]) for section in found] == [
        ("Ringkasan", [GENERATED, ADDED])
    ]
