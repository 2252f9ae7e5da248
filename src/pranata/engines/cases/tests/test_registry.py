from dataclasses import replace

import pytest

from pranata.base.org.models import Office
from pranata.engines.cases.registry import by_code, declare, kind_of, kinds
from pranata.engines.cases.tests.factories import QuestionFactory
from pranata.engines.cases.tests.sample.kinds import QUESTIONS, TIPS
from pranata.engines.cases.tests.sample.models import QuestionNote, Tip


def test_kinds_are_found_by_code_model_and_case():
    assert [kind for kind in kinds() if kind.code in ("questions", "tips")] == [QUESTIONS, TIPS]
    assert (by_code("tips"), by_code("tidak-ada")) == (TIPS, None)
    assert (kind_of(Tip), kind_of(QuestionFactory.build())) == (TIPS, QUESTIONS)


def test_model_that_nobody_declared_is_no_kind():
    with pytest.raises(LookupError, match="no declared kind"):
        kind_of(Office)


@pytest.mark.parametrize(
    "changes",
    [
        {"code": "lain", "prefix": "LN"},
        {"prefix": "LN", "model": QuestionNote},
        {"code": "lain", "model": QuestionNote},
    ],
)
def test_kind_is_refused_when_another_has_its_code_prefix_or_model(changes):
    with pytest.raises(ValueError, match="share code, prefix or model"):
        declare(replace(QUESTIONS, **changes))
    assert QUESTIONS in kinds()


def test_kind_is_refused_when_a_part_is_missing():
    with pytest.raises(ValueError, match="QuestionNote has no messages, notes, attachments"):
        declare(replace(QUESTIONS, code="lain", prefix="LN", model=QuestionNote))
