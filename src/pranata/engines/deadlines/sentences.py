"""An explained due day in sentences, for page, letter and receipt, and as rows for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pranata.engines.deadlines.counting import days_of
from pranata.engines.deadlines.model import (
    Certainty,
    Clock,
    Ended,
    Explanation,
    Extended,
    ExtensionRule,
    Off,
    Paused,
    PauseRule,
    Skipped,
    Started,
    StartRule,
    Unit,
)
from pranata.engines.deadlines.wording import (
    CERTAINTY_WORDS,
    amount_words,
    day_words,
    days_words,
    listed,
    long_day_words,
    moment_words,
)

JOINT_LEAVE_CERTAINTY = Certainty.HIGH  # that working days leave out cuti bersama; no source of it was read


@dataclass(frozen=True)
class Sentence:
    """One sentence of an explanation, and what it rests on."""

    text: str
    basis: str = ""


def question(explanation: Explanation) -> str:
    """What the explanation answers: "Mengapa 19 Mei?"."""
    if explanation.due is None:
        return _("Mengapa belum ada batas waktu?")
    return _("Mengapa %(day)s?") % {"day": date_format(explanation.due, "j F")}


def sentences(explanation: Explanation) -> list[Sentence]:
    """The explanation in the order in which one would tell it."""
    clock = explanation.clock
    amount = amount_words(clock.amount, clock.unit)
    told = [
        Sentence(_start(explanation)),
        Sentence(f"{amount}.", clock.basis),
        *_skipped(explanation),
        *_paused(explanation),
        *_extended(explanation),
        Sentence(_end(explanation)),
    ]
    return [*told, *(Sentence(text) for text in notes(explanation))]


def notes(explanation: Explanation) -> Iterator[str]:
    """What is to be known beside the count: a due day on which offices are closed, and what is provisional."""
    end = explanation.steps[-1]
    if isinstance(end, Ended) and end.off is not None:
        yield _("Hari itu kantor tidak bekerja; batasnya tidak digeser karena dasarnya tidak mengatur.")
    if explanation.undecided_years:
        years = listed([str(year) for year in explanation.undecided_years])
        yield _("Tanggal ini sementara: hari libur dan cuti bersama %(years)s belum ditetapkan.") % {"years": years}
    if explanation.estimated_days:
        days = days_words(explanation.estimated_days, with_year=True)
        yield _("Tanggal ini sementara: hari libur %(days)s masih perkiraan.") % {"days": days}


def certainty_notes(explanation: Explanation) -> Iterator[str]:
    """How sure each rule is that was used, with what is doubtful about it."""
    clock = explanation.clock
    yield _("Kepastian dasar: %(words)s.") % {"words": CERTAINTY_WORDS[clock.certainty]}
    if clock.remark:
        yield _("Catatan: %(remark)s.") % {"remark": clock.remark}
    extension, pause = (_certainty_beside(clock, rule) for rule in (clock.extension, clock.pause))
    if extension and any(isinstance(step, Extended) for step in explanation.steps):
        yield _("Kepastian perpanjangan: %(words)s.") % {"words": CERTAINTY_WORDS[extension]}
    if pause and any(isinstance(step, Paused) for step in explanation.steps):
        yield _("Kepastian penghentian: %(words)s.") % {"words": CERTAINTY_WORDS[pause]}
    if any(isinstance(step, Skipped) and step.reason == Off.JOINT_LEAVE for step in explanation.steps):
        words = CERTAINTY_WORDS[JOINT_LEAVE_CERTAINTY]
        yield _("Bahwa cuti bersama tidak dihitung sebagai hari kerja: %(words)s.") % {"words": words}


def _certainty_beside(clock: Clock, rule: ExtensionRule | PauseRule | None) -> Certainty | None:
    """How sure ``rule`` is, where that is not told with the clock already."""
    return rule.certainty if rule is not None and rule.certainty != clock.certainty else None


def plain_text(explanation: Explanation) -> str:
    """The whole explanation as text: what is to be done, numbered sentences, how sure it is."""
    clock = explanation.clock
    lines = [f"{clock.title} ({clock.actor})", question(explanation)]
    for number, sentence in enumerate(sentences(explanation), start=1):
        basis = f" {sentence.basis}." if sentence.basis else ""
        lines.append(f"{number}. {sentence.text}{basis}")
    return "\n".join([*lines, *certainty_notes(explanation), ""])


def as_rows(explanation: Explanation) -> dict[str, Any]:
    """The explanation for programs: days and moments as ISO 8601, a row a step."""
    clock = explanation.clock
    return {
        "clock": clock.name,
        "due": _iso(explanation.due),
        "due_at": _iso(explanation.due_at),
        "amount": clock.amount,
        "unit": str(clock.unit),
        "basis": clock.basis,
        "certainty": str(clock.certainty),
        "source": clock.source,
        "remark": clock.remark,
        "is_provisional": explanation.is_provisional,
        "undecided_years": list(explanation.undecided_years),
        "estimated_days": [_iso(day) for day in explanation.estimated_days],
        "steps": [
            {"step": step.step, **{name: _iso(value) for name, value in asdict(step).items()}}
            for step in explanation.steps
        ],
    }


def _iso(value: object) -> object:
    return value.isoformat() if isinstance(value, date | datetime) else value


def _start(explanation: Explanation) -> str:
    clock = explanation.clock
    started = explanation.steps[0]
    if not isinstance(started, Started):
        raise TypeError(f"{clock.name}: an explanation begins with its start")
    when = moment_words(started.at) if started.at else day_words(started.on)
    said = {"event": clock.starts_when, "when": when}
    if clock.unit == Unit.HOUR:
        return _("%(event)s %(when)s; dihitung sejak saat itu.") % said
    if clock.start_rule == StartRule.SAME_DAY:
        return _("%(event)s %(when)s; hari itu ikut dihitung.") % said
    if clock.unit == Unit.WORKING_DAY:
        return _("%(event)s %(when)s; hari pertama dihitung hari kerja berikutnya.") % said
    if clock.unit == Unit.CALENDAR_DAY:
        return _("%(event)s %(when)s; hari pertama dihitung keesokan harinya.") % said
    return _("%(event)s %(when)s; bulan dihitung dari tanggal itu.") % said


def _skipped(explanation: Explanation) -> Iterator[Sentence]:
    skips = [step for step in explanation.steps if isinstance(step, Skipped)]
    if not skips:
        return
    with_year = len({day.year for step in skips for day in (step.first, step.last)}) > 1
    told = [*_weekend(skips), *_holidays(skips, with_year=with_year), *_joint_leave(skips, with_year=with_year)]
    bases = dict.fromkeys(step.basis for step in skips if step.basis)
    yield Sentence(_("Dilewati: %(days)s.") % {"days": ", ".join(told)}, "; ".join(bases))


def _days(steps: Iterable[Skipped]) -> list[date]:
    return [day for step in steps for day in days_of(step.first, step.last)]


def _weekend(skips: list[Skipped]) -> list[str]:
    days = _days(step for step in skips if step.reason == Off.WEEKEND)
    return [date_format(day, "l") for day in sorted({day.weekday(): day for day in days}.values(), key=date.weekday)]


def _holidays(skips: list[Skipped], *, with_year: bool) -> Iterator[str]:
    named: dict[str, list[Skipped]] = {}
    for step in skips:
        if step.reason == Off.NATIONAL_HOLIDAY:
            named.setdefault(step.name, []).append(step)
    for name, steps in named.items():
        yield f"{name} {days_words(_days(steps), with_year=with_year)}"


def _joint_leave(skips: list[Skipped], *, with_year: bool) -> Iterator[str]:
    if days := _days(step for step in skips if step.reason == Off.JOINT_LEAVE):
        yield _("cuti bersama %(days)s") % {"days": days_words(days, with_year=with_year)}


def _paused(explanation: Explanation) -> Iterator[Sentence]:
    for step in explanation.steps:
        if isinstance(step, Paused):
            said = {"days": days_words([step.first], with_year=True)}
            text = _("Hitungan berhenti sejak %(days)s") % said
            if step.last is not None:
                days = days_words(days_of(step.first, step.last), with_year=True)
                text = _("Hitungan berhenti %(days)s") % {"days": days}
            yield Sentence(_with_reason(text, step.reason), step.basis)


def _extended(explanation: Explanation) -> Iterator[Sentence]:
    for step in explanation.steps:
        if isinstance(step, Extended):
            amount = amount_words(step.amount, explanation.clock.unit)
            said = {"day": day_words(step.on), "amount": amount, "before": day_words(step.due_before)}
            text = _("Diperpanjang %(amount)s pada %(day)s; semula sampai %(before)s") % said
            yield Sentence(_with_reason(text, step.reason), step.basis)


def _with_reason(text: str, reason: str) -> str:
    return f"{text}: {reason.rstrip('.')}." if reason else f"{text}."


def _end(explanation: Explanation) -> str:
    clock, total = explanation.clock, explanation.total
    if explanation.due is None:
        said = {"total": total, "amount": amount_words(clock.amount, clock.unit)}
        return _("Sudah terhitung %(total)d dari %(amount)s; batasnya ada setelah hitungan berjalan lagi.") % said
    if explanation.due_at is not None:
        said = {"when": moment_words(explanation.due_at), "amount": amount_words(clock.amount, clock.unit)}
        return _("%(amount)s berakhir %(when)s; hari libur ikut dihitung.") % said
    day = long_day_words(explanation.due)
    if clock.unit == Unit.MONTH:
        return _("Batasnya %(day)s.") % {"day": day}
    return _("Hari ke-%(total)d jatuh pada %(day)s.") % {"total": total, "day": day}
