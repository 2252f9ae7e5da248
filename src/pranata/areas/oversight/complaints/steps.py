"""What staff can do with one complaint, one page each: its form, its words, its action."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from pranata.areas.oversight.complaints import forms, replying
from pranata.areas.oversight.complaints.actions import ending, handling, receiving
from pranata.areas.oversight.complaints.kinds import FLOW
from pranata.areas.oversight.complaints.models import PROCESS, Complaint, Status

if TYPE_CHECKING:
    from pranata.base.access.models import User


@dataclass(frozen=True)
class StepPage:
    """One page: ``slug`` in its address, ``step`` of the flow it takes, "" where it takes none and who processes may at
    any time until it is closed. ``lead`` says what comes of it."""

    slug: str
    title: Any
    form: type[forms.StepForm]
    action: Callable[..., Complaint]
    step: str = ""
    lead: Any = ""
    also_closed: bool = False
    needs_clock: bool = False  # not before verification, nor after the answer

    @property
    def url_name(self) -> str:
        return f"desk:complaints:step-{self.slug}"

    def is_open_to(self, case: Complaint, user: User) -> bool:
        """Whether ``user``, who sees the case, may do this now."""
        if self.step:
            return self.step in [each.name for each in FLOW.steps_for(case, user)]
        if self.needs_clock and (not case.number or case.answered_on is not None):
            return False
        return user.can(PROCESS, case.office) and (case.is_open or self.also_closed)


PAGES = {
    page.slug: page
    for page in (
        StepPage(
            "verifikasi",
            _("Verifikasi"),
            forms.VerifyForm,
            handling.verify,
            "register",
            _("Pengaduan mendapat nomor dan jangka waktu menurut golongannya."),
        ),
        StepPage(
            "tolak",
            _("Tolak"),
            forms.RejectForm,
            handling.reject,
            "reject",
            _("Pelapor membaca penjelasan Anda di halaman pelacakan. Laporan ini tidak mendapat nomor."),
        ),
        StepPage(
            "terima",
            _("Terima untuk ditindaklanjuti"),
            forms.NothingForm,
            handling.accept,
            "accept",
            _("Unit Anda menangani pengaduan ini."),
        ),
        StepPage(
            "kembalikan",
            _("Kembalikan"),
            forms.ReasonForm,
            handling.give_back,
            "return",
            _("Petugas pengaduan memilih unit lain. Alasan Anda tidak dibaca pelapor."),
        ),
        StepPage(
            "tindak-lanjut",
            _("Catat tindak lanjut"),
            forms.TextForm,
            handling.report,
            "report",
            _("Apa yang dilakukan atau ditemukan unit. Pelapor tidak membacanya."),
        ),
        StepPage(
            "jawab",
            _("Jawab pelapor"),
            forms.TextForm,
            ending.answer,
            "answer",
            _("Pelapor dapat menanggapi selama 10 hari kerja; sesudah itu pengaduan selesai."),
        ),
        StepPage(
            "teruskan",
            _("Teruskan ke unit"),
            forms.ForwardForm,
            handling.forward,
            "forward",
            _("Unit itu melihat pengaduan ini, kecuali pegawai yang diadukan."),
        ),
        StepPage(
            "minta-lengkapi",
            _("Minta pelapor melengkapi"),
            forms.TextForm,
            handling.ask_reporter,
            "ask",
            _("Pelapor punya 30 hari; sesudah itu pengaduan dianggap dicabut."),
        ),
        StepPage("selesaikan", _("Selesaikan"), forms.NothingForm, ending.finish, "finish"),
        StepPage("dicabut", _("Catat dicabut"), forms.NothingForm, ending.withdraw, "withdraw"),
        StepPage(
            "alihkan",
            _("Alihkan"),
            forms.TransferForm,
            ending.transfer,
            "transfer",
            _("Untuk dugaan korupsi atau pelanggaran etik. Nama lembaganya dibaca pelapor."),
        ),
        StepPage("buka-lagi", _("Buka lagi"), forms.ReasonForm, ending.reopen, "reopen"),
        StepPage(
            "golongan",
            _("Ubah golongan"),
            forms.ClassForm,
            handling.reclassify,
            lead=_("Jangka waktu dihitung ulang menurut golongan yang baru."),
            needs_clock=True,
        ),
        StepPage(
            "pihak",
            _("Pegawai yang diadukan"),
            forms.OfficersForm,
            receiving.name_officers,
            lead=_("Mereka tidak dapat membuka pengaduan ini."),
            also_closed=True,
        ),
        StepPage(
            "balasan",
            _("Catat kata pelapor"),
            forms.TextForm,
            replying.reply,
            lead=_("Untuk yang disampaikan lewat telepon, surat, atau meja layanan."),
        ),
        StepPage(
            "catatan",
            _("Catatan internal"),
            forms.TextForm,
            ending.note_inside,
            lead=_("Hanya dibaca yang memproses pengaduan."),
            also_closed=True,
        ),
        StepPage("lapor", _("Nomor SP4N-LAPOR!"), forms.LaporNumberForm, receiving.set_lapor_number, also_closed=True),
    )
}
MAIN = ("verifikasi", "terima", "tindak-lanjut", "jawab")


def pages_for(case: Complaint, user: User) -> list[StepPage]:
    """What ``user`` may do now, the main things first."""
    found = [page for page in PAGES.values() if page.is_open_to(case, user)]
    if case.status == Status.RECEIVED and user.can(PROCESS, case.office):
        found.append(PAGES["alihkan"])
    return sorted(found, key=lambda page: page.slug not in MAIN)
