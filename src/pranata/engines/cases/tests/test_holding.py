"""A case that somebody holds, or that is in dispute, is not erased although its time is over."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db.models import DateField, Value

from pranata.base.access.errors import Forbidden
from pranata.base.audit.models import Event
from pranata.base.flow.errors import Stale
from pranata.base.seal.actions import unseal
from pranata.engines.cases import registry
from pranata.engines.cases.actions.ending import close, erase
from pranata.engines.cases.actions.expiring import erase_expired
from pranata.engines.cases.actions.holding import lift_hold, set_hold
from pranata.engines.cases.models import Hold
from pranata.engines.cases.retention import day_of_erasure, expired
from pranata.engines.cases.tests.factories import HoldFactory, QuestionFactory
from pranata.engines.cases.tests.sample.kinds import QUESTIONS
from pranata.engines.cases.tests.sample.models import Question

REASON = "Gugatan Warga Contoh"


@pytest.fixture
def old(case, officer, on):
    """A question that was closed on 26 April 2022, on the day on which it is to be erased."""
    close(case, outcome="granted", by=officer)
    on("2024-04-26")
    return case


def test_held_case_is_erased_the_day_after_its_hold(old, officer):
    set_hold(old, reason=REASON, until=date(2024, 6, 30), by=officer)

    assert erase_expired(today=date(2024, 6, 30)) == 0
    (waiting,) = expired(QUESTIONS, date(2024, 7, 1))
    assert day_of_erasure(QUESTIONS, waiting) == date(2024, 7, 1)


def test_longest_hold_counts_and_a_lifted_one_no_more(old, officer):
    short, long = (set_hold(old, reason=REASON, until=date(2024, month, 30), by=officer) for month in (5, 6))
    assert list(expired(QUESTIONS, date(2024, 6, 30))) == []

    lift_hold(old, long, by=officer)

    assert list(expired(QUESTIONS, date(2024, 5, 30))) == []
    assert list(expired(QUESTIONS, date(2024, 5, 31))) == [old]
    with pytest.raises(Stale):
        lift_hold(old, long, by=officer)
    with pytest.raises(Stale):
        lift_hold(QuestionFactory(office=old.office, register_sequence=99), short, by=officer)


def test_held_case_is_not_erased_on_request_either(old, officer):
    set_hold(old, reason=REASON, until=date(2024, 6, 30), by=officer)

    with pytest.raises(ValidationError, match="ditunda sampai 30 Juni 2024"):
        erase(old, by=officer)
    assert Question.objects.get().erased_at is None


def test_reason_is_readable_with_the_key_of_the_case_alone(old, officer):
    hold = set_hold(old, reason=REASON, until=date(2024, 6, 30), by=officer)

    event = Event.objects.get(action="cases.held")
    assert (event.after, REASON in str(event.personal)) == (f'{{"hold":{hold.pk},"until":"2024-06-30"}}', False)
    assert (event.subject, REASON in unseal(event.subject, event.personal)) == (old.seal_subject, True)
    assert old.unsealed(Hold.objects.get().sealed_reason) == REASON


@pytest.mark.parametrize(
    ("facts", "fault"),
    [
        ({"reason": " "}, "belum diisi"),
        ({"until": date(2024, 4, 26)}, "sesudah hari ini"),
        ({"until": date(2026, 4, 27)}, "paling lama dua tahun"),
    ],
)
def test_hold_is_refused_without_reason_or_for_a_day_that_cannot_be(old, officer, facts, fault):
    with pytest.raises(ValidationError, match=fault):
        set_hold(old, **({"reason": REASON, "until": date(2026, 4, 26)} | facts), by=officer)
    assert Hold.objects.count() == 0


def test_hold_is_for_who_processes_the_case_and_while_it_is_readable(old, officer, head):
    with pytest.raises(Forbidden):
        set_hold(old, reason=REASON, until=date(2024, 6, 30), by=head)
    erase(old, by=officer)
    with pytest.raises(Stale):
        set_hold(old, reason=REASON, until=date(2024, 6, 30), by=officer)
    assert Hold.objects.count() == 0


def test_holds_are_seen_by_who_sees_their_case(old, officer, staff):
    hold = HoldFactory(office=old.office, target_id=old.pk)

    assert [list(Hold.objects.visible_to(user)) for user in (officer, staff)] == [[hold], []]


def test_disputed_case_waits_for_its_dispute_and_the_months_after_it(old, officer, monkeypatch):
    def disputed(is_open, ended):
        def annotate(cases):
            return cases.annotate(is_disputed=Value(is_open), disputed_until=Value(ended, output_field=DateField()))

        kind = registry.kind_of(Question)
        changed = type(kind)(**{**vars(kind), "with_disputes": annotate})
        monkeypatch.setattr(registry, "_declared", {Question: changed})
        return changed

    disputed(is_open=True, ended=date(2022, 7, 11))
    assert erase_expired(today=date(2030, 1, 1)) == 0
    with pytest.raises(ValidationError, match="sengketa atas perkara ini belum selesai"):
        erase(old, by=officer)

    kind = disputed(is_open=False, ended=date(2023, 2, 1))
    (waiting,) = expired(kind, date(2025, 2, 1))
    assert (day_of_erasure(kind, waiting), erase_expired(today=date(2025, 1, 31))) == (date(2025, 2, 1), 0)
    assert erase_expired(today=date(2025, 2, 1)) == 1
