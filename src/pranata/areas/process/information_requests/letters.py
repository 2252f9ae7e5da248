"""The letters about a case, after the model forms PPID-B, D, E and F; the clock is printed on each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from pranata.areas.process.information_requests.models import InformationRequest, Objection, RequestOutcome
from pranata.engines.cases.letters.drafts import draft_letter
from pranata.engines.cases.models import Direction
from pranata.engines.deadlines.wording import day_words

if TYPE_CHECKING:
    from pranata.engines.cases.letters.model import Letter

Facts = list[tuple[str, str]]
PPID, SUPERIOR, OFFICER = _("PPID"), _("Atasan PPID"), _("Petugas PPID")
CONTACT = {
    "identity_number": _("NIK"),
    "decree_number": _("Nomor SK badan hukum"),
    "representative": _("Nama wakil"),
    "authority": _("Surat kuasa"),
    "occupation": _("Pekerjaan"),
    "phone": _("Telepon"),
    "email": _("Surel"),
    "purpose": _("Tujuan penggunaan"),
}


@dataclass(frozen=True)
class LetterKind:
    """One letter; ``is_ready`` says whether there is anything to write about yet."""

    title: Any
    role: Any
    is_ready: Callable[[Any], bool]
    paragraphs: Callable[[Any], list[str]]
    facts: Callable[[Any], Facts]

    def draft(self, case: Any) -> Letter:
        """The letter about ``case`` as a draft."""
        return draft_letter(
            case,
            title=str(self.title),
            paragraphs=self.paragraphs(case),
            role=str(self.role),
            facts=[(str(label), text) for label, text in self.facts(case) if text],
        )


def is_request(case: Any) -> bool:
    return isinstance(case, InformationRequest) and case.erased_at is None


def is_objection(case: Any) -> bool:
    return isinstance(case, Objection) and case.erased_at is None


def given_facts(case: Any) -> Facts:
    """What the applicant gave of itself, as Model PPID-B asks for it."""
    contact = case.contact
    return [(str(label), contact.get(name, "")) for name, label in CONTACT.items()]


def wish_facts(case: InformationRequest) -> Facts:
    return [
        (_now("Jenis pemohon"), str(case.get_applicant_kind_display())),
        *given_facts(case),
        (_now("Rincian informasi"), case.description),
        (_now("Kategori"), str(case.get_stage_display())),
        (_now("Cara memperoleh"), str(case.get_manner_display())),
        (_now("Bentuk salinan"), str(case.get_copy_format_display())),
        (_now("Cara mendapat salinan"), str(case.get_delivery_display())),
    ]


def answer_facts(case: InformationRequest) -> Facts:
    """The facts of Model PPID-D, and of PPID-E for a refusal."""
    is_held = case.outcome != RequestOutcome.NOT_HELD
    is_given = case.outcome in (RequestOutcome.GRANTED, RequestOutcome.PARTLY)
    reason_label = _now("Bagian yang dihitamkan") if is_given else _now("Alasan penolakan")
    return [
        (_now("Informasi yang diminta"), case.description),
        (_now("Penguasaan informasi"), _now("dikuasai") if is_held else _now("tidak dikuasai")),
        (_now("Badan publik yang menguasai"), case.transferred_to),
        (_now("Keputusan"), str(case.get_outcome_display())),
        (_now("Dasar"), str(case.get_ground_display())),
        (_now("Uji konsekuensi"), case.test_reference),
        (reason_label, case.reason),
        (_now("Bentuk salinan"), str(case.get_copy_format_display()) if is_given else ""),
        (_now("Biaya"), f"Rp{case.fee:,}".replace(",", ".") if is_given else ""),
        (_now("Cara pembayaran"), str(case.get_payment_display())),
    ]


def last_words(case: Any) -> list[str]:
    """What the applicant was told last."""
    told = [each.text for each in case.messages.all() if each.direction == Direction.TO_PUBLIC]
    return told[-1:]


def extension_words(case: InformationRequest) -> list[str]:
    extension = case.extensions.last()
    days = {"before": day_words(extension.due_before), "after": day_words(extension.due_after)}
    return [
        _now("Jawaban atas permohonan Saudara kami perpanjang dari %(before)s sampai %(after)s.") % days,
        _now("Alasan: %(reason)s") % {"reason": extension.reason},
    ]


def objection_facts(case: Objection) -> Facts:
    return [
        (_now("Nomor permohonan"), case.request.number),
        *given_facts(case),
        (_now("Alasan keberatan"), str(case.get_ground_display())),
        (_now("Kasus posisi"), case.description),
    ]


def decision_facts(case: Objection) -> Facts:
    return [
        (_now("Nomor permohonan"), case.request.number),
        (_now("Alasan keberatan"), str(case.get_ground_display())),
        (_now("Keputusan"), str(case.get_outcome_display())),
        (_now("Atasan PPID"), ", ".join(filter(None, (case.decided_by_name, case.decided_by_post)))),
    ]


LETTERS = {
    "formulir": LetterKind(
        _("Formulir Permohonan Informasi (Model PPID-B)"), OFFICER, is_request, lambda case: [], wish_facts
    ),
    "tanda-terima": LetterKind(
        _("Tanda Terima Permohonan Informasi"), OFFICER, lambda case: is_request(case) and bool(case.number),
        lambda case: [_now("Permohonan Saudara telah kami terima dan daftarkan.")], lambda case: [],
    ),
    "perpanjangan": LetterKind(
        _("Pemberitahuan Perpanjangan Jangka Waktu"), PPID,
        lambda case: is_request(case) and case.extensions.exists(), extension_words, lambda case: [],
    ),
    "pemberitahuan": LetterKind(
        _("Pemberitahuan Tertulis (Model PPID-D)"), PPID,
        lambda case: is_request(case) and case.answered_on is not None, last_words, answer_facts,
    ),
    "penolakan": LetterKind(
        _("Surat Keputusan Penolakan (Model PPID-E)"), PPID,
        lambda case: is_request(case) and case.outcome == RequestOutcome.REFUSED, last_words,
        lambda case: [*given_facts(case), *answer_facts(case)],
    ),
    "formulir-keberatan": LetterKind(
        _("Formulir Keberatan (Model PPID-F)"), OFFICER, is_objection, lambda case: [], objection_facts
    ),
    "tanggapan": LetterKind(
        _("Tanggapan atas Keberatan"), SUPERIOR, lambda case: is_objection(case) and case.answered_on is not None,
        last_words, decision_facts,
    ),
}  # fmt: skip
