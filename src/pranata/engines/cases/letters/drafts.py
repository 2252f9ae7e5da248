"""A letter about a case, put together from what is known of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.text import slugify
from django.utils.translation import gettext as _

from pranata.engines.cases.due import explain_case
from pranata.engines.cases.letters.model import ClockText, Letter
from pranata.engines.cases.registry import kind_of
from pranata.engines.deadlines.sentences import certainty_notes, question, sentences
from pranata.lib import clock

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pranata.engines.cases.models import Case

ADDRESSED = ("name", "address")  # the parts of a contact that stand on a letter


def draft_letter(
    case: Case,
    *,
    title: str,
    paragraphs: Sequence[str],
    role: str,
    facts: Sequence[tuple[str, str]] = (),
    code: str = "",
) -> Letter:
    """The draft of a letter to whoever brought ``case``; ``facts`` come after those of every case.

    ``code`` is that of the receipt, which is known at intake alone and stands on no other letter.
    """
    contact = case.contact
    receipt = [(_("Kode tanda terima"), code)] if code else []
    return Letter(
        title=title,
        office_name=case.office.name,
        to=tuple(line for part in ADDRESSED for line in contact.get(part, "").splitlines() if line.strip()),
        facts=(*case_facts(case), *facts, *receipt),
        paragraphs=tuple(paragraphs),
        clock=clock_text(case),
        written_on=clock.today(),
        role=role,
    )


def case_facts(case: Case) -> list[tuple[str, str]]:
    """What is known of every case: kind, number, days."""
    days = [
        (_("Diterima"), case.received_on),
        (_("Terdaftar"), case.registered_on),
        (_("Paling lambat dijawab"), case.due_on if case.answered_on is None and case.paused_on is None else None),
        (_("Dijawab"), case.answered_on),
    ]
    known = [(_("Jenis"), str(kind_of(case).title)), (_("Nomor registrasi"), case.number)]
    told = [(label, date_format(day, "j F Y")) for label, day in days if day is not None]
    return [(label, text) for label, text in known if text] + told


def clock_text(case: Case) -> ClockText | None:
    """The explained clock of ``case``; None where none runs."""
    found = explain_case(case)
    if found is None:
        return None
    told = tuple(f"{each.text} {each.basis}." if each.basis else each.text for each in sentences(found))
    return ClockText(question(found), told, " ".join(certainty_notes(found)))


def file_name(case: Case, title: str, ending: str) -> str:
    """What the file of a letter is called; nothing of it is personal."""
    return f"{slugify(title)}-{slugify(case.number) or case.pk}-konsep.{ending}"
