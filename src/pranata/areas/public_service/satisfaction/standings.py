"""What a survey still wants, and what to think of before it is opened or its result published."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Sum
from django.utils.translation import gettext as _

from pranata.areas.public_service.satisfaction.rules import FEWEST, is_few, is_publishable
from pranata.engines.surveys.models import EDIT, ENTER, MANAGE, VIEW, Status
from pranata.engines.surveys.queries.progress import target_of
from pranata.engines.surveys.rules import SMALLEST

if TYPE_CHECKING:
    from datetime import date

    from pranata.engines.surveys.models import Survey


@dataclass(frozen=True)
class Next:
    """One thing to do; ``is_done`` for what has been, ``page`` the name of the page where who holds ``permission``
    does it, "" of none."""

    words: str
    page: str = ""
    is_done: bool = False
    permission: str = EDIT


def opening_doubts(survey: Survey, today: date) -> list[str]:
    """What to think of before a survey is opened; none of it forbids to."""
    known, target = survey.questionnaire, target_of(survey)
    quotas = survey.services.aggregate(whole=Sum("target"))["whole"]
    found = []
    if survey.opens_on > today:
        found.append(_("Masa pengisian belum mulai; jawaban diterima sejak hari pertamanya."))
    if target is None:
        found.append(_("Populasi dan target belum diisi, jadi tidak terlihat kapan jawabannya cukup."))
    elif quotas is not None and quotas != target:
        found.append(
            _("Jumlah kuota layanan %(quotas)d, sedangkan target survei %(target)d.")
            % {"quotas": quotas, "target": target}
        )
    if not survey.services.exists():
        found.append(_("Belum ada layanan: responden tidak ditanya layanan mana, dan tidak ada hasil per layanan."))
    if known is None:
        found.append(_("Kuesioner sendiri: tidak ada indeks resmi, hanya jumlah jawaban."))
    elif survey.method:
        found.append(_("Cara hitungnya bukan yang biasa: %(title)s.") % {"title": known.method(survey.method).title})
    if not survey.asked:
        found.append(_("Tidak ada yang ditanyakan tentang responden, jadi kartu publikasi tidak menyebutnya."))
    if not (survey.takes_anyone or survey.kiosks.filter(is_withdrawn=False).exists() or survey.invitations.exists()):
        found.append(_("Belum ada pintu masuk: tautan terbuka mati, belum ada undangan dan belum ada kios."))
    return found


def publishing_doubts(survey: Survey, count: int) -> list[str]:
    """What to think of before its result is shown to anyone; below five answers it cannot be."""
    target, found = target_of(survey), []
    if not is_publishable(count):
        return [_("Hasil dari kurang dari %(count)d responden tidak diterbitkan.") % {"count": SMALLEST}]
    if target is not None and count < target:
        found.append(_("Baru %(count)d jawaban dari target %(target)d.") % {"count": count, "target": target})
    if is_few(count):
        found.append(
            _("Kurang dari %(count)d responden. Sebanyak itu lazim diminta (belum terkonfirmasi).") % {"count": FEWEST}
        )
    return found


def next_steps(survey: Survey, today: date) -> list[Next]:
    """What comes next, in order, as the survey stands."""
    if survey.is_draft:
        return [
            Next(_("Tentukan layanan dan kuotanya"), "survey_services", survey.services.exists()),
            Next(_("Isi populasi atau target"), "change_survey", target_of(survey) is not None),
            Next(
                _("Coba formulirnya dan simulasikan kuota"),
                "survey_rehearsal",
                survey.responses.filter(is_trial=True).exists(),
            ),
            Next(_("Buka survei"), "open_survey", permission=MANAGE),
        ]
    if survey.status == Status.OPEN:
        if survey.closes_on < today:
            return [Next(_("Masa pengisian sudah lewat: tutup survei"), "close_survey", permission=MANAGE)]
        return [
            Next(_("Bagikan tautan, poster, undangan, atau pasang kios")),
            Next(_("Masukkan formulir kertas atau berkas"), "survey_enter", permission=ENTER),
            Next(_("Tutup survei sesudah hari terakhir"), "close_survey", permission=MANAGE),
        ]
    return [
        Next(_("Baca hasil dan dua unsur terendah"), "survey_results", permission=VIEW),
        Next(_("Buka tindak lanjut untuk unsur terendah"), "survey_act"),
        Next(_("Terbitkan hasil"), "publish_survey", survey.status == Status.PUBLISHED, MANAGE),
        Next(_("Siapkan survei masa berikutnya"), "copy_survey"),
    ]
