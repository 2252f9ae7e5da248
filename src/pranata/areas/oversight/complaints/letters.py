"""The letters to whoever reported, as drafts; the explained clock is printed on each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from pranata.areas.oversight.complaints.days import dispute_days
from pranata.areas.oversight.complaints.models import Complaint, Status
from pranata.engines.cases.letters.drafts import draft_letter
from pranata.engines.cases.models import Direction

if TYPE_CHECKING:
    from pranata.engines.cases.letters.model import Letter

Facts = list[tuple[str, str]]
CONTACT = {"phone": _("Telepon"), "email": _("Surel")}


@dataclass(frozen=True)
class LetterKind:
    """One letter; ``is_ready`` says whether there is anything to write about yet."""

    title: Any
    is_ready: Callable[[Complaint], bool]
    paragraphs: Callable[[Complaint], list[str]]
    facts: Callable[[Complaint], Facts] = lambda case: []

    def draft(self, case: Complaint) -> Letter:
        """The letter about ``case`` as a draft, with the days of UU 25/2009 where it is a service dispute."""
        return draft_letter(
            case,
            title=str(self.title),
            paragraphs=self.paragraphs(case),
            role=_now("Petugas Pengaduan"),
            facts=[*self.facts(case), *dispute_facts(case)],
        )


def receipt_facts(case: Complaint) -> Facts:
    """What UU 25/2009 has a receipt say: who reported, what; place and time stand in its words."""
    contact = case.contact
    given = [(str(label), contact[name]) for name, label in CONTACT.items() if contact.get(name)]
    return [
        (_now("Pelapor"), str(case.get_reporter_display())),
        *given,
        (_now("Uraian"), case.description),
        (_now("Paling lambat diverifikasi"), date_format(case.verification_due_on, "j F Y")),
    ]


def dispute_facts(case: Complaint) -> Facts:
    return [(each.clock.title, f"{date_format(each.due, 'j F Y')} ({each.clock.basis})") for each in dispute_days(case)]


def last_words(case: Complaint) -> list[str]:
    """What the reporter was told last."""
    return [each.text for each in case.messages.all() if each.direction == Direction.TO_PUBLIC][-1:]


def completion_words(case: Complaint) -> list[str]:
    day = {"day": date_format(case.reporter_due_on, "j F Y")} if case.reporter_due_on else {"day": "…"}
    return [*last_words(case), _now("Kami menunggu sampai %(day)s; sesudah itu pengaduan dianggap dicabut.") % day]


def transfer_words(case: Complaint) -> list[str]:
    return [_now("Pengaduan Saudara kami alihkan kepada %(body)s.") % {"body": case.transferred_to}]


def is_told(*statuses: str) -> Callable[[Complaint], bool]:
    """Whether a complaint stands there and its reporter was told something."""
    return lambda case: case.status in statuses and bool(last_words(case))


LETTERS = {
    "tanda-terima": LetterKind(
        _("Tanda Terima Pengaduan"), lambda case: True,
        lambda case: [_now("Pengaduan Saudara telah kami terima.")], receipt_facts,
    ),
    "permintaan-kelengkapan": LetterKind(
        _("Permintaan Kelengkapan Pengaduan"), is_told(Status.WAITING), completion_words
    ),
    "tidak-lolos": LetterKind(_("Pemberitahuan Hasil Verifikasi"), is_told(Status.REJECTED), last_words),
    "jawaban": LetterKind(
        _("Jawaban Pengaduan"),
        lambda case: case.answered_on is not None and not case.transferred_to and bool(last_words(case)), last_words,
    ),
    "pengalihan": LetterKind(
        _("Pemberitahuan Pengalihan Pengaduan"), lambda case: bool(case.transferred_to), transfer_words
    ),
}  # fmt: skip


def letters_for(case: Complaint) -> list[tuple[str, Any]]:
    """Slug and title of what can be written now; nothing of a complaint that was erased."""
    return [] if case.erased_at else [(slug, each.title) for slug, each in LETTERS.items() if each.is_ready(case)]
