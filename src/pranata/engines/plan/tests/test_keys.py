import pytest

from pranata.engines.plan.keys import PlanKey


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("2022", PlanKey(2022)),
        ("2022-r2", PlanKey(2022, revision=2)),
        ("2022-agen-7", PlanKey(2022, agent=7)),
        ("2022-agen-7-r3", PlanKey(2022, agent=7, revision=3)),
    ],
)
def test_plan_key_returns_as_it_was_when_written(text, key):
    assert PlanKey.parse(text) == key
    assert str(key) == text


@pytest.mark.parametrize("text", ["", "1999", "2022-r0", "2022-agen-", "2022-r2-agen-7", "2022 ", "2022-r1234"])
def test_text_that_names_no_plan_is_refused(text):
    with pytest.raises(ValueError, match="bukan nama rencana"):
        PlanKey.parse(text)
