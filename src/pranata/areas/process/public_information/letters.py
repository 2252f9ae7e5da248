"""Letters about a proposal as drafts: the proposal itself, and the decision on its classification."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format
from django.utils.text import slugify
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from pranata.areas.process.public_information.models import Status
from pranata.engines.cases.letters.model import Letter
from pranata.lib import clock

if TYPE_CHECKING:
    from collections.abc import Callable

    from pranata.areas.process.public_information.models import ExemptionProposal
    from pranata.base.org.models import Office

SENT = (Status.PROPOSED, Status.RETURNED, Status.AGREED, Status.REFUSED)


@dataclass(frozen=True)
class LetterKind:
    """One letter: ``writer`` is the office whose paper it is on, ``reader`` the one it goes to."""

    title: Any
    role: Any
    is_ready: Callable[[ExemptionProposal], bool]
    writer: Callable[[ExemptionProposal], Office]
    reader: Callable[[ExemptionProposal], Office]
    paragraphs: Callable[[ExemptionProposal], tuple[str, ...]]

    def draft(self, item: ExemptionProposal) -> Letter:
        return Letter(
            title=str(self.title),
            office_name=self.writer(item).name,
            to=(_now("PPID %s") % self.reader(item).name,),
            facts=tuple((str(label), text) for label, text in facts(item) if text),
            paragraphs=self.paragraphs(item),
            clock=None,
            written_on=clock.today(),
            role=str(self.role),
        )

    def file_name(self, item: ExemptionProposal, ending: str) -> str:
        return f"{slugify(self.title)}-{item.pk}-konsep.{ending}"


def facts(item: ExemptionProposal) -> list[tuple[str, str]]:
    """What a decision on classification must say, as far as it is known."""
    day = item.exempted_until or item.proposed_until
    return [
        (_now("Informasi"), item.title),
        (_now("Uraian"), item.description),
        (_now("Unit yang menguasai"), str(item.unit or "")),
        (_now("Dasar"), f"{_now('UU 14/2008 Pasal 17')}: {item.get_ground_display()}" if item.ground else ""),
        (_now("Undang-undang yang dipakai"), item.statute),
        (_now("Akibat bila dibuka"), item.consequence),
        (_now("Pertimbangan kepentingan umum"), item.public_interest),
        (_now("Jangka waktu"), _now("sampai %s") % date_format(day, "j F Y") if day else ""),
        (_now("Uji konsekuensi"), item.test_reference),
        (_now("Pejabat yang menetapkan"), item.decided_by),
        (_now("Tanggal putusan"), date_format(item.decided_on, "j F Y") if item.decided_on else ""),
    ]


def proposing_words(item: ExemptionProposal) -> tuple[str, ...]:
    office = {"office": item.office.name}
    return (
        _now("Bersama ini PPID %(office)s mengusulkan agar informasi di atas dikecualikan, dengan uji konsekuensinya.")
        % office,
        _now("Kami mohon putusan Saudara: disetujui, dikembalikan untuk diperbaiki, atau ditolak, dengan alasannya."),
    )


def deciding_words(item: ExemptionProposal) -> tuple[str, ...]:
    words = {"office": item.office.name, "day": date_format(item.exempted_until, "j F Y")}
    return (
        _now("Menetapkan informasi di atas, yang dikuasai %(office)s, sebagai informasi dikecualikan sampai %(day)s.")
        % words,
        _now("Pengecualian diuji lagi paling lambat 30 hari kerja sebelum berakhir; bila tidak, informasinya terbuka."),
    )


LETTERS = {
    "usulan": LetterKind(
        _("Usulan Pengecualian Informasi"), _("PPID"), lambda item: item.status in SENT, lambda item: item.office,
        lambda item: item.decider, proposing_words,
    ),
    "penetapan": LetterKind(
        _("Penetapan Klasifikasi Informasi yang Dikecualikan"), _("PPID"), lambda item: item.status == Status.AGREED,
        lambda item: item.decider, lambda item: item.office, deciding_words,
    ),
}  # fmt: skip
