"""What lies on the desk, as the page shows it: one item for a month of a row, a disposition or a case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pranata.base.people.models import Person
from pranata.base.ui.templatetags.ui import month_name
from pranata.engines.cases.rules import State
from pranata.engines.deadlines.calendar import days_off_between
from pranata.engines.plan.actions.reminding import month_address
from pranata.lib import clock
from pranata.lib.workdays import working_days_between

if TYPE_CHECKING:
    from datetime import datetime

    from pranata.base.ui.waiting import Waiting
    from pranata.engines.cases.queries import Entry
    from pranata.engines.cases.registry import OtherDay
    from pranata.engines.dispositions.models import Disposition
    from pranata.engines.plan.waiting import MonthTask

Chip = tuple[str, str, str]  # words, kind and sign, as the component ``chip`` takes them


@dataclass(frozen=True)
class Link:
    """A way on; the first of an item is the one to take."""

    address: str
    words: str
    is_main: bool = False


@dataclass(frozen=True)
class Item:
    """One thing that waits: ``head`` says code and who is in charge, ``note`` what somebody wrote about it and ``by``
    whom. ``line`` is what may be passed on of it."""

    head: str
    title: str
    chips: list[Chip]
    links: list[Link]
    line: str
    note: str = ""
    by: str = ""


def task_item(task: MonthTask, today: date, *, may_report: bool) -> Item:
    """A month to report or to mend."""
    address = month_address(task)
    chips = [due_words(task.due_on, today)]
    if task.is_returned:
        chips = [(_("dikembalikan"), "warn", "↩"), *(chips if task.is_overdue else [])]
    if task.month != today.month or task.is_overdue:
        chips.append((str(month_name(task.month)), "", ""))
    chips += [lost_proof()] * task.has_lost_proof
    links = [Link(address, _("Buka"), is_main=True)]
    if may_report:
        photo = Link(f"{address}#bukti", _("Foto bukti"))
        links = [Link(address, report_words(task), is_main=True), photo]
    return Item(
        head=head_of(task),
        title=task.row.text,
        chips=chips,
        links=links,
        line=task_line(task, today),
        note=task.reason,
        by=_("verifikator, %s") % day_words(task.returned_at, today) if task.returned_at else "",
    )


def verify_item(task: MonthTask, today: date) -> Item:
    """A month that somebody handed in."""
    submitted = task.progress.submitted_at if task.progress else None
    chips = [(str(month_name(task.month)), "", "")]
    if submitted:
        chips.append((_("diajukan %s") % day_words(submitted, today), "ok", "●"))
    chips += [lost_proof()] * task.has_lost_proof
    return Item(
        head=head_of(task),
        title=task.row.text,
        chips=chips,
        links=[Link(month_address(task), _("Periksa"), is_main=True)],
        line=f"{task.row.code} {task.row.text} ({month_name(task.month)}){party_words(task)}",
    )


def disposition_item(disposition: Disposition, today: date) -> Item:
    """An instruction to the reader or its unit."""
    due = due_words(disposition.due_on, today)
    answer = reverse("desk:disposition_answer", args=[disposition.office.code, disposition.pk])
    return Item(
        head=_("Disposisi dari %(giver)s kepada %(addressee)s")
        % {"giver": disposition.given_by, "addressee": disposition.addressee},
        title=disposition.subject,
        chips=[due],
        links=[Link(answer, _("Laporkan selesai"), is_main=True), Link(disposition.address, _("Buka"))],
        line=_("Disposisi: %(subject)s: %(due)s") % {"subject": disposition.subject, "due": due[0]},
        note=disposition.instruction,
    )


def case_item(entry: Entry) -> Item:
    """A case that the reader or its unit is charged with."""
    party = entry.case.assignee or entry.case.unit
    return Item(
        head=" · ".join(str(part) for part in (entry.kind.title, party) if part),
        title=entry.title,
        chips=[standing_chip(entry), *map(other_chip, entry.other_days)],
        links=[Link(entry.address, _("Buka perkara"), is_main=True)],
        line=entry.line,
    )


def waiting_item(waiting: Waiting, today: date) -> Item:
    """What a capability says waits for the reader."""
    return Item(
        head=waiting.head,
        title=waiting.title,
        chips=[due_words(waiting.due_on, today)] if waiting.due_on else [],
        links=[Link(waiting.address, waiting.words, is_main=True)],
        line=waiting.line,
        note=waiting.note,
    )


def standing_chip(entry: Entry) -> Chip:
    """How a case stands by its clock."""
    left = entry.standing.days
    late = _("lewat %d hari kerja") % -left if left else _("lewat tenggat")
    chips = {
        State.NONE: (_("belum ada tenggat"), "", ""),
        State.RUNNING: (_("%d hari kerja lagi") % left, "", ""),
        State.SOON: (_("%d hari kerja lagi") % left, "warn", "◔"),
        State.TODAY: (_("hari ini"), "warn", "◔"),
        State.LATE: (late, "bad", "!"),
        State.PAUSED: (_("dihentikan sementara"), "info", "‖"),
        State.MET: (_("sudah dijawab"), "ok", "✓"),
        State.MET_LATE: (_("dijawab lewat tenggat"), "warn", "✓"),
    }
    return chips[entry.standing.state]


def other_chip(other: OtherDay) -> Chip:
    """A day of a case besides the due one."""
    today, words = clock.today(), f"{other.words}: {date_format(other.day, 'j F')}"
    if other.day < today and other.is_ours:
        return words, "bad", "!"
    return words, "warn" if other.is_ours else "", "◔" if other.is_ours else ""


def lost_proof() -> Chip:
    """Says that evidence of a month was taken back or is no longer valid."""
    return _("bukti tidak terbukti lagi"), "bad", "⚠"


def head_of(task: MonthTask) -> str:
    return " · ".join(str(part) for part in (task.row.code, task.party) if part)


def task_line(task: MonthTask, today: date) -> str:
    """A month as it is passed on."""
    due = due_words(task.due_on, today)[0]
    return f"{task.row.code} {task.row.text} ({month_name(task.month)}): {due}{party_words(task)}"


def party_words(task: MonthTask) -> str:
    """The unit or team in charge; a person is not named."""
    return "" if task.party is None or isinstance(task.party, Person) else f" – {task.party}"


def report_words(task: MonthTask) -> str:
    """What the button says that leads to the month's report."""
    if task.is_returned:
        return _("Perbaiki")
    return _("Periksa & ajukan") if task.progress and task.progress.achievement else _("Isi capaian")


def due_words(due_on: date, today: date) -> Chip:
    """The day by which something is due, or how long ago it was."""
    if due_on > today:
        return date_format(due_on, "j F"), "warn", "◔"
    if due_on == today:
        return _("hari ini"), "warn", "◔"
    late = working_days_between(due_on, today, days_off_between(due_on, today))
    words = _("lewat %d hari kerja") % late if late else _("lewat %s") % date_format(due_on, "j F")
    return words, "bad", "!"


def day_words(moment: datetime, today: date) -> str:
    """The day of a moment as people say it."""
    day = timezone.localtime(moment).date()
    if day == today:
        return _("hari ini")
    return _("kemarin") if day == today - timedelta(days=1) else date_format(day, "j F Y")
