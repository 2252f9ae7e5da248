"""The letters to whoever asked, as drafts; the explained hours are printed on each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from pranata.engines.cases.letters.drafts import draft_letter
from pranata.engines.cases.models import Direction

if TYPE_CHECKING:
    from pranata.areas.public_service.data_subjects.models import DataSubjectRequest
    from pranata.engines.cases.letters.model import Letter

RECEIPT, ANSWER = "tanda-terima", "jawaban"
TITLES = {RECEIPT: _("Tanda Terima Permintaan Data Pribadi"), ANSWER: _("Jawaban atas Permintaan Data Pribadi")}


def letters_for(case: DataSubjectRequest) -> list[tuple[str, Any]]:
    """Slug and title of what can be written now; nothing of a request that was erased."""
    ready = {RECEIPT: bool(case.number), ANSWER: case.answered_on is not None}
    return [] if case.erased_at else [(slug, title) for slug, title in TITLES.items() if ready[slug]]


def draft(case: DataSubjectRequest, slug: str) -> Letter:
    """The letter ``slug`` as a draft."""
    facts = [(_now("Yang diminta"), str(case.get_right_display()))]
    if slug == RECEIPT:
        paragraphs = [_now("Permintaan Saudara telah kami terima dan daftarkan.")]
        facts.append((_now("Uraian"), case.description))
    else:
        paragraphs = [each.text for each in case.messages.all() if each.direction == Direction.TO_PUBLIC][-1:]
        facts.append((_now("Hasil"), str(case.get_outcome_display())))
        if case.ground:
            facts.append((_now("Dasar penolakan"), str(case.get_ground_display())))
    if case.identity_checked_on:
        facts.append((_now("Identitas diperiksa"), date_format(case.identity_checked_on, "j F Y")))
    return draft_letter(case, title=str(TITLES[slug]), paragraphs=paragraphs, role=_now("Petugas"), facts=facts)
