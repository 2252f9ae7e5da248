"""Whatever the answers, in every shipped instrument: a better one never costs anything, and order does not matter."""

from fractions import Fraction
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pranata.engines.assessments.instruments import by_key, instruments
from pranata.engines.assessments.reading.instrument import ScaleKind
from pranata.engines.assessments.replies import NONE_SUCH, Reply
from pranata.engines.assessments.rules import Warn, WarnKind, score, value_of

# Every edition as it stands, and under each other reading of it.
KEYS = [(each.key, code) for each in instruments() for code in ["", *(other.code for other in each.alternatives)]]
every_instrument = pytest.mark.parametrize(("key", "variant"), KEYS)
some = settings(max_examples=15)


@cache
def possible(key, variant, code):
    """The answers that are tried for one question, each worth at least as much as the one before."""
    question = by_key(key, variant).questions[code]
    scale = question.scale
    if scale.kind == ScaleKind.CHOICE:
        found = [Reply(choice=each.key) for each in scale.options]
    elif scale.kind == ScaleKind.NUMBER:
        found = [
            Reply(numerator=scale.lowest + (scale.highest - scale.lowest) * Fraction(step, 7)) for step in range(8)
        ]
    else:
        least = -2 if scale.below_zero else 0
        found = [Reply(numerator=Fraction(above), denominator=Fraction(3)) for above in range(least, 6)]
        if scale.empty_ratio is not None:
            found.append(Reply(numerator=Fraction(0), denominator=Fraction(0)))
    return sorted(found, key=lambda reply: value_of(question, reply))


def scored_codes(instrument):
    return [code for code, question in instrument.questions.items() if question.is_scored]


def sheets(key, variant):
    """Sheets in every state: each question unanswered, out, or answered anyhow."""
    answers = {
        code: st.none() | st.just(NONE_SUCH) | st.sampled_from(possible(key, variant, code))
        for code in scored_codes(by_key(key, variant))
    }
    return st.fixed_dictionaries(answers).map(
        lambda row: {code: reply for code, reply in row.items() if reply is not None}
    )


@every_instrument
def test_a_better_answer_never_lowers_anything_nor_closes_a_gate(key, variant):
    instrument = by_key(key, variant)

    @some
    @given(replies=sheets(key, variant), code=st.sampled_from(scored_codes(instrument)), data=st.data())
    def holds(replies, code, data):
        ladder = possible(key, variant, code)
        low = data.draw(st.integers(0, len(ladder) - 1))
        high = data.draw(st.integers(low, len(ladder) - 1))
        before = score(instrument, replies | {code: ladder[low]})
        after = score(instrument, replies | {code: ladder[high]})

        assert after.total >= before.total
        assert [part for part in before.parts if after.parts[part].score < before.parts[part].score] == []
        assert [gate for gate in before.gates if before.gates[gate].passed and not after.gates[gate].passed] == []
        bands = [each.code for each in instrument.bands]
        assert not bands or bands.index(after.category) <= bands.index(before.category)

    holds()


@every_instrument
def test_an_answer_is_worth_no_less_than_none(key, variant):
    instrument = by_key(key, variant)

    @some
    @given(replies=sheets(key, variant), code=st.sampled_from(scored_codes(instrument)), data=st.data())
    def holds(replies, code, data):
        replies.pop(code, None)
        answer = data.draw(st.sampled_from(possible(key, variant, code)))

        assert score(instrument, replies | {code: answer}).total >= score(instrument, replies).total

    holds()


@every_instrument
def test_the_order_of_answers_does_not_matter(key, variant):
    instrument = by_key(key, variant)

    @some
    @given(replies=sheets(key, variant), data=st.data())
    def holds(replies, data):
        shuffled = dict(data.draw(st.permutations(list(replies.items()))))

        assert score(instrument, shuffled) == score(instrument, replies)

    holds()


@every_instrument
def test_a_total_is_the_sum_of_its_leaves_and_no_part_leaves_its_bounds(key, variant):
    instrument = by_key(key, variant)
    leaves = [part.code for part in instrument.walk() if part.questions]

    @some
    @given(replies=sheets(key, variant))
    def holds(replies):
        outcome = score(instrument, replies)

        assert outcome.total == sum(outcome.parts[code].score for code in leaves)
        assert [code for code, each in outcome.parts.items() if not 0 <= each.score <= each.weight] == []
        counts = [(each.answered, each.applicable, each.questions) for each in outcome.parts.values()]
        assert [row for row in counts if not 0 <= row[0] <= row[1] <= row[2]] == []
        whole = [outcome.parts[part.code] for part in instrument.parts]
        assert sum(each.questions for each in whole) == len(scored_codes(instrument))
        assert sum(each.answered for each in whole) == sum(not each.is_not_applicable for each in replies.values())

    holds()


@every_instrument
def test_the_best_answers_reach_the_maximum_and_none_reach_nothing(key, variant):
    instrument = by_key(key, variant)
    best = {code: possible(key, variant, code)[-1] for code in scored_codes(instrument)}

    assert score(instrument, best).total == instrument.maximum
    assert score(instrument, {}).total == 0


@every_instrument
def test_a_leaf_to_which_nothing_applies_scores_nothing_and_says_so(key, variant):
    instrument = by_key(key, variant)
    best = {code: possible(key, variant, code)[-1] for code in scored_codes(instrument)}
    whole = score(instrument, best)
    for leaf in (part for part in instrument.walk() if part.questions):
        out = {each.code: NONE_SUCH for each in leaf.questions if each.is_scored}
        outcome = score(instrument, best | out)

        assert outcome.parts[leaf.code].score == 0
        assert outcome.total == whole.total - leaf.weight
        assert Warn(WarnKind.NOT_APPLICABLE_ONLY, leaf.code) in outcome.warnings
