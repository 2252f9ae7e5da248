import json
from dataclasses import replace
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command

from pranata.base.access.errors import Forbidden
from pranata.base.audit.models import Event
from pranata.base.flow.errors import Stale
from pranata.base.seal.actions import unseal
from pranata.engines.cases.actions.clocks import extend, pause, recalculate_due, resume, start_clock
from pranata.engines.cases.actions.ending import answer, close
from pranata.engines.cases.actions.intake import register
from pranata.engines.cases.due import explain_case
from pranata.engines.cases.rules import day_ahead
from pranata.engines.cases.tests.factories import QuestionFactory
from pranata.engines.cases.tests.sample.models import Question
from pranata.engines.deadlines import calendar
from pranata.engines.deadlines.calendar import days_off_between
from pranata.engines.deadlines.clocks import UnknownClock
from pranata.lib import clock

OVERSIGHT, HOURS = "complaints.answer_oversight", "personal_data.access"


def test_clock_is_extended_once_with_its_reason(case, officer):
    granted = extend(case, reason="Perlu mencari arsip.", by=officer)

    stored = Question.objects.get()
    assert (granted.due_before, granted.due_after, stored.due_on) == (
        date(2022, 5, 19),
        date(2022, 5, 31),  # seven working days on; 26 May is a holiday
        date(2022, 5, 31),
    )
    assert (stored.extensions.get().reason, stored.due_changes) == ("Perlu mencari arsip.", 1)
    assert stored.extensions.get().basis.startswith("UU 14/2008")
    event = Event.objects.get(action="cases.extension_granted")
    assert event.after == '{"due_after":"2022-05-31","due_before":"2022-05-19"}'
    assert json.loads(unseal(case.seal_subject, event.personal)) == {"reason": "Perlu mencari arsip."}
    with pytest.raises(ValidationError, match="sudah diperpanjang"):
        extend(case, reason="Sekali lagi.", by=officer)


def test_extension_is_refused_when_it_is_too_late_or_nothing_is_due(case, officer, head, on):
    with pytest.raises(ValidationError, match="belum diisi"):
        extend(case, reason=" ", by=officer)
    with pytest.raises(Forbidden):
        extend(case, reason="Contoh", by=head)
    on("2022-05-20")
    with pytest.raises(ValidationError, match="sudah lewat"):
        extend(case, reason="Contoh", by=officer)
    answer(case, text="Terlampir.", by=officer)
    with pytest.raises(Stale):
        extend(case, reason="Contoh", by=officer)
    assert (Question.objects.get().due_on, case.extensions.count()) == (date(2022, 5, 19), 0)


def test_clock_that_knows_no_pause_is_not_paused(case, officer):
    with pytest.raises(ValidationError, match="tidak dapat dihentikan"):
        pause(case, reason="Contoh", by=officer)
    assert (case.pauses.count(), Question.objects.get().paused_on) == (0, None)


def test_another_clock_starts_when_the_case_is_classed(case, officer, head):
    with pytest.raises(Forbidden):
        start_clock(case, OVERSIGHT, by=head)
    start_clock(case, OVERSIGHT, by=officer)

    stored = Question.objects.get()
    assert (stored.clock, stored.started_on, stored.due_on, stored.due_changes) == (
        OVERSIGHT,
        date(2022, 4, 26),
        explain_case(stored).due,
        1,
    )
    assert Event.objects.get(action="cases.clock_started").subject == case.seal_subject
    with pytest.raises(ValidationError, match="tidak dapat diperpanjang"):
        extend(case, reason="Contoh", by=officer)


def test_clock_that_is_not_of_the_kind_or_of_the_day_is_refused(case, officer):
    with pytest.raises(ValueError, match="no clock of questions"):
        start_clock(case, "plan.reminder", by=officer)
    with pytest.raises(UnknownClock):  # this law came in October
        start_clock(case, HOURS, by=officer)
    assert Question.objects.get().clock == "information_requests.answer"


def test_extension_counts_again_when_its_clock_comes_back_from_the_same_start(case, officer):
    extend(case, reason="Perlu mencari arsip.", by=officer)
    start_clock(case, OVERSIGHT, by=officer, starts_at=case.started_at)
    start_clock(case, "information_requests.answer", by=officer, starts_at=case.started_at)

    stored = Question.objects.get()
    assert (stored.due_on, explain_case(stored).due) == (date(2022, 5, 31), date(2022, 5, 31))
    assert recalculate_due(by=None).moved == []


def test_pause_ends_when_another_clock_starts(case, officer, on):
    start_clock(case, OVERSIGHT, by=officer)
    began = case.started_at
    pause(case, reason="Menunggu berkas.", by=officer)
    on("2022-04-28")

    start_clock(case, "information_requests.answer", by=officer)
    assert (case.pauses.get().resumed_on, case.paused_on) == (date(2022, 4, 28), None)
    start_clock(case, OVERSIGHT, by=officer, starts_at=began)

    stored = Question.objects.get()
    assert stored.due_on == explain_case(stored).due
    assert stored.due_on is not None


def test_days_of_a_pause_do_not_count(case, officer, on):
    start_clock(case, OVERSIGHT, by=officer)
    before = case.due_on
    on("2022-05-17")
    pause(case, reason="Menunggu berkas.", by=officer)
    assert (case.due_on, Question.objects.overdue(clock.now() + timedelta(days=900)).count()) == (before, 0)
    with pytest.raises(ValidationError, match="sedang dihentikan"):
        pause(case, reason="Contoh", by=officer)
    on("2022-05-24")
    resume(case, by=officer)

    stored = Question.objects.get()
    kept = stored.pauses.get()
    assert (kept.paused_on, kept.resumed_on, kept.reason) == (date(2022, 5, 17), date(2022, 5, 24), "Menunggu berkas.")
    assert (stored.due_on, stored.paused_on) == (
        day_ahead(before, 5, days_off_between(before, date(2022, 12, 31))),
        None,
    )
    with pytest.raises(Stale):
        resume(case, by=officer)


def test_clock_is_not_paused_on_its_last_day(case, officer, on):
    start_clock(case, OVERSIGHT, by=officer)
    on(case.due_on.isoformat())

    with pytest.raises(ValidationError, match="Tenggatnya hari ini atau sudah lewat"):
        pause(case, reason="Menunggu berkas.", by=officer)
    assert (case.pauses.count(), Question.objects.get().paused_on) == (0, None)


def test_pause_ends_when_the_case_is_answered(case, officer, on):
    start_clock(case, OVERSIGHT, by=officer)
    pause(case, reason="Menunggu berkas.", by=officer)
    on("2022-04-28")

    answer(case, text="Sudah selesai.", by=officer)

    assert (case.pauses.get().resumed_on, Question.objects.get().paused_on) == (date(2022, 4, 28), None)


def test_hours_are_counted_from_the_moment(officer, office, on):
    on("2023-03-03")
    case = QuestionFactory(office=office, received_on=date(2023, 3, 3))

    start_clock(case, HOURS, by=officer)

    stored = Question.objects.get()
    assert (stored.due_at - stored.started_at, stored.due_on) == (timedelta(hours=72), date(2023, 3, 6))
    assert Question.objects.overdue(stored.due_at).count() == 0
    assert Question.objects.overdue(stored.due_at + timedelta(seconds=1)).count() == 1


def test_explanation_tells_clock_extension_and_day(case, officer):
    extend(case, reason="Perlu mencari arsip.", by=officer)

    found = explain_case(Question.objects.get())

    assert (found.due, found.clock.name) == (date(2022, 5, 31), "information_requests.answer")
    assert [step.reason for step in found.steps if step.step == "extended"] == ["Perlu mencari arsip."]
    assert explain_case(QuestionFactory(started_at=None)) is None


@pytest.fixture
def new_holiday(monkeypatch):
    """18 May 2022 becomes a day off."""
    known = calendar.calendar_year(2022)
    days = {**known.days, date(2022, 5, 18): next(iter(known.days.values()))}
    changed = replace(known, days=days)
    real = calendar.calendar_year
    monkeypatch.setattr(
        "pranata.engines.deadlines.explaining.calendar_year", lambda year: changed if year == 2022 else real(year)
    )


def test_running_cases_move_when_the_calendar_changed(office, new_holiday):
    running, answered = QuestionFactory(office=office), QuestionFactory(answered_on=date(2022, 5, 2))
    closed = QuestionFactory(closed_on=date(2022, 5, 3), closed_at=clock.now(), answered_on=date(2022, 5, 3))
    paused = QuestionFactory(paused_on=date(2022, 5, 2))

    moved = recalculate_due(by=None).moved

    assert [(each.case, each.old, each.new) for each in moved] == [(running, date(2022, 5, 19), date(2022, 5, 20))]
    running.refresh_from_db()
    assert (running.due_on, running.due_changes) == (date(2022, 5, 20), 1)
    kept = Question.objects.filter(pk__in=[answered.pk, closed.pk, paused.pk]).values_list("due_on", flat=True)
    assert set(kept) == {date(2022, 5, 19)}
    event = Event.objects.get(action="cases.recalculated")
    assert (event.actor, event.before) == ("system", '{"due_at":null,"due_changes":0,"due_on":"2022-05-19"}')
    assert recalculate_due(by=None).moved == []


def test_nothing_moves_when_the_calendar_is_the_same(case):
    assert recalculate_due(by=None).moved == []
    assert Event.objects.filter(action="cases.recalculated").count() == 0


def output(*arguments):
    text = StringIO()
    call_command("recalculate_due", *arguments, stdout=text)
    return text.getvalue()


def test_command_prints_json_alone_and_writes_nothing_on_a_dry_run(office, new_holiday):
    case = QuestionFactory(office=office, register_sequence=7)

    found = json.loads(output("--json", "--dry-run"))

    row = {"kind": "questions", "office": "9001", "id": case.pk, "number": "CT-2022-0007"}
    assert found == {"moved": [{**row, "old": "2022-05-19", "new": "2022-05-20"}], "uncounted": []}
    assert Question.objects.get().due_on == date(2022, 5, 19)


def test_command_lists_what_moved(office, new_holiday):
    QuestionFactory(office=office, register_sequence=7)

    assert output().splitlines() == [
        "KPU Kabupaten Contoh, Pertanyaan contoh, CT-2022-0007: 19 Mei 2022 menjadi 20 Mei 2022",
        "1 perkara bergeser tenggatnya.",
    ]


def test_others_are_counted_when_the_clock_row_of_one_is_missing(office, new_holiday, capsys):
    lost = QuestionFactory(office=office, register_sequence=1, clock="questions.gone", due_on=date(2022, 5, 2))
    QuestionFactory(office=office, register_sequence=2)

    with pytest.raises(CommandError, match="1 perkara tidak dapat dihitung"):
        call_command("recalculate_due")

    assert "CT-2022-0001: Jangka waktu 'questions.gone' tidak dikenal" in capsys.readouterr().err
    assert list(Question.objects.order_by("number").values_list("due_on", flat=True)) == [
        lost.due_on,
        date(2022, 5, 20),
    ]


def test_clock_does_not_start_on_a_day_to_come_nor_is_it_another_kinds(case, receipt, officer):
    later = clock.now() + timedelta(minutes=1)
    for start in (
        lambda: start_clock(case, OVERSIGHT, by=officer, starts_at=later),
        lambda: register(receipt.case, by=officer, clock=OVERSIGHT, starts_at=later),
    ):
        with pytest.raises(ValidationError, match="belum terjadi"):
            start()
    for start in (
        lambda: start_clock(case, "complaints.verification", by=officer),
        lambda: register(receipt.case, by=officer, clock="complaints.verification"),
    ):
        with pytest.raises(ValueError, match="is no clock of questions"):
            start()
    receipt.case.refresh_from_db()
    assert (Question.objects.get(pk=case.pk).clock, receipt.case.number) == ("information_requests.answer", "")


def test_closed_case_gets_no_other_clock(case, officer):
    close(case, outcome="granted", by=officer)

    with pytest.raises(Stale):
        start_clock(case, OVERSIGHT, by=officer)
