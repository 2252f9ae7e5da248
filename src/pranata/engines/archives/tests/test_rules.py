"""Until when archives are kept, and what they wait for then."""

from datetime import date

import pytest

from pranata.engines.archives.rules import (
    Due,
    Fate,
    Refusal,
    Retention,
    State,
    Term,
    due,
    loan_due,
    may_be_destroyed_now,
    refusal,
    term,
)

CLOSED = date(2022, 3, 1)
KEPT = Term(date(2024, 12, 31), date(2027, 12, 31), Fate.DESTROYED)


@pytest.mark.parametrize(
    ("retention", "kept"),
    [
        (Retention(2, 3, Fate.DESTROYED), KEPT),
        (Retention(0, 0, Fate.PERMANENT), Term(date(2022, 12, 31), date(2022, 12, 31), Fate.PERMANENT)),
    ],
)
def test_years_count_from_the_end_of_the_year_of_closing(retention, kept):
    assert term(CLOSED, retention) == kept


@pytest.mark.parametrize(
    ("state", "on", "fate", "is_held", "waits_for"),
    [
        (State.ACTIVE, date(2024, 12, 31), Fate.DESTROYED, False, Due.NOTHING),
        (State.ACTIVE, date(2025, 1, 1), Fate.DESTROYED, False, Due.TO_INACTIVE),
        (State.ACTIVE, date(2025, 1, 1), Fate.DESTROYED, True, Due.TO_INACTIVE),
        (State.INACTIVE, date(2027, 12, 31), Fate.DESTROYED, False, Due.NOTHING),
        (State.INACTIVE, date(2028, 1, 1), Fate.DESTROYED, False, Due.TO_DESTROY),
        (State.INACTIVE, date(2028, 1, 1), Fate.DESTROYED, True, Due.NOTHING),
        (State.INACTIVE, date(2028, 1, 1), Fate.PERMANENT, False, Due.TO_HAND_OVER),
        (State.INACTIVE, date(2028, 1, 1), Fate.JUDGED, False, Due.TO_JUDGE),
        (State.DESTROYED, date(2028, 1, 1), Fate.DESTROYED, False, Due.NOTHING),
    ],
)
def test_archive_waits_for_what_its_term_says(state, on, fate, is_held, waits_for):
    kept = Term(KEPT.active_until, KEPT.kept_until, fate)

    assert due(state, on, kept, is_held=is_held) == waits_for


def test_archive_judged_anew_waits_for_what_was_judged():
    kept = Term(KEPT.active_until, KEPT.kept_until, Fate.PERMANENT)

    assert due(State.JUDGED, date(2028, 1, 1), kept, is_held=False) == Due.TO_HAND_OVER


def test_archive_without_a_class_waits_for_nothing():
    assert due(State.INACTIVE, date(2099, 1, 1), None, is_held=False) == Due.NOTHING


OVER = date(2028, 1, 1)


@pytest.mark.parametrize(
    ("what", "state", "on", "fate", "is_held", "is_lent", "why"),
    [
        (Due.TO_INACTIVE, State.ACTIVE, date(2025, 1, 1), Fate.DESTROYED, True, True, None),
        (Due.TO_INACTIVE, State.ACTIVE, date(2024, 12, 31), Fate.DESTROYED, False, False, Refusal.TOO_EARLY),
        (Due.TO_INACTIVE, State.INACTIVE, date(2025, 1, 1), Fate.DESTROYED, False, False, Refusal.STATE),
        (Due.TO_DESTROY, State.INACTIVE, OVER, Fate.DESTROYED, False, False, None),
        (Due.TO_DESTROY, State.JUDGED, OVER, Fate.DESTROYED, False, False, None),
        (Due.TO_DESTROY, State.ACTIVE, OVER, Fate.DESTROYED, False, False, Refusal.STATE),
        (Due.TO_DESTROY, State.INACTIVE, date(2027, 12, 31), Fate.DESTROYED, False, False, Refusal.TOO_EARLY),
        (Due.TO_DESTROY, State.INACTIVE, OVER, Fate.PERMANENT, False, False, Refusal.OTHER_FATE),
        (Due.TO_DESTROY, State.INACTIVE, OVER, Fate.JUDGED, False, False, Refusal.OTHER_FATE),
        (Due.TO_DESTROY, State.INACTIVE, OVER, Fate.DESTROYED, True, False, Refusal.HELD),
        (Due.TO_DESTROY, State.INACTIVE, OVER, Fate.DESTROYED, False, True, Refusal.LENT),
        (Due.TO_HAND_OVER, State.INACTIVE, OVER, Fate.PERMANENT, False, False, None),
        (Due.TO_HAND_OVER, State.INACTIVE, OVER, Fate.PERMANENT, True, False, Refusal.HELD),
        (Due.TO_JUDGE, State.INACTIVE, OVER, Fate.JUDGED, False, True, None),
        (Due.TO_JUDGE, State.INACTIVE, OVER, Fate.JUDGED, True, False, Refusal.HELD),
    ],
)
def test_what_may_be_done_with_an_archive(what, state, on, fate, is_held, is_lent, why):
    kept = Term(KEPT.active_until, KEPT.kept_until, fate)

    assert refusal(what, state, on, kept, is_held=is_held, is_lent=is_lent) == why


def test_archive_of_unknown_class_is_neither_moved_nor_destroyed():
    for what, state in ((Due.TO_INACTIVE, State.ACTIVE), (Due.TO_DESTROY, State.INACTIVE)):
        assert refusal(what, state, date(2099, 1, 1), None, is_held=False, is_lent=False) == Refusal.NO_CLASS


@pytest.mark.parametrize(
    ("fate", "is_held", "is_lent", "may"),
    [
        (Fate.DESTROYED, False, False, True),
        (Fate.DESTROYED, True, False, False),
        (Fate.DESTROYED, False, True, False),
        (Fate.PERMANENT, False, False, False),
    ],
)
def test_approved_archive_is_destroyed_unless_something_came_between(fate, is_held, is_lent, may):
    kept = Term(KEPT.active_until, KEPT.kept_until, fate)

    assert may_be_destroyed_now(OVER, kept, is_held=is_held, is_lent=is_lent) is may


def test_loan_is_due_after_fourteen_days():
    assert loan_due(date(2022, 5, 20)) == date(2022, 6, 3)
