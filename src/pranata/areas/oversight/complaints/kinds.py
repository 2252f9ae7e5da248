"""The kind of cases: which steps a complaint may take, who may take them, what the public reads of it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from pranata.areas.oversight.complaints.actions.handling import forward
from pranata.areas.oversight.complaints.days import other_days
from pranata.areas.oversight.complaints.forgetting import forget
from pranata.areas.oversight.complaints.models import HANDLE, PROCESS, VIEW, Complaint, Status
from pranata.areas.oversight.complaints.replying import reply
from pranata.areas.oversight.complaints.rules import CLOCKS
from pranata.base.flow.steps import Flow, Step
from pranata.engines.cases.registry import CaseKind, declare

OPEN = (Status.VERIFIED, Status.FORWARDED, Status.RETURNED, Status.HANDLED)
FLOW = Flow(
    Step("register", (Status.RECEIVED,), Status.VERIFIED, PROCESS, _("Verifikasi")),
    Step("reject", (Status.RECEIVED,), Status.REJECTED, PROCESS, _("Tolak")),
    Step("accept", (Status.FORWARDED,), Status.HANDLED, HANDLE, _("Terima untuk ditindaklanjuti")),
    Step("return", (Status.FORWARDED,), Status.RETURNED, HANDLE, _("Kembalikan")),
    Step("report", (Status.HANDLED,), Status.HANDLED, HANDLE, _("Catat tindak lanjut")),
    Step("answer", OPEN, Status.ANSWERED, PROCESS, _("Jawab pelapor")),
    Step("forward", OPEN, Status.FORWARDED, PROCESS, _("Teruskan ke unit")),
    Step("ask", OPEN, Status.WAITING, PROCESS, _("Minta pelapor melengkapi")),
    Step("complete", (Status.WAITING,), Status.HANDLED, "", _("Pelapor melengkapi")),
    Step("reply", (Status.ANSWERED,), Status.HANDLED, "", _("Pelapor menanggapi")),
    Step("finish", (Status.ANSWERED,), Status.CLOSED, PROCESS, _("Selesaikan")),
    Step("withdraw", (Status.WAITING,), Status.CLOSED, PROCESS, _("Catat dicabut")),
    Step("transfer", (*OPEN, Status.WAITING, Status.ANSWERED), Status.CLOSED, PROCESS, _("Alihkan")),
    Step("reopen", (Status.CLOSED,), Status.HANDLED, PROCESS, _("Buka lagi")),
)
COMPLAINTS = CaseKind(
    code="complaints",
    prefix="PM",
    title=_("Pengaduan"),
    model=Complaint,
    flow=FLOW,
    view=VIEW,
    process=PROCESS,
    address=Complaint.get_absolute_url,
    clocks=CLOCKS,
    public_words={
        Status.RECEIVED: _("Sudah kami terima, sedang diverifikasi"),
        Status.REJECTED: _("Tidak dapat kami tindak lanjuti; baca pesan kami"),
        Status.VERIFIED: _("Terverifikasi"),
        Status.FORWARDED: _("Diteruskan ke unit yang berwenang"),
        Status.RETURNED: _("Sedang kami tentukan unit yang berwenang"),
        Status.HANDLED: _("Sedang ditindaklanjuti"),
        Status.WAITING: _("Kami menunggu keterangan Anda; baca pesan kami"),
        Status.ANSWERED: _("Sudah dijawab; Anda masih dapat menanggapi"),
    },
    reply=reply,
    public_part="complaints/rating.html",
    forget=forget,
    assign=forward,
    other_days=other_days,
    concealed=Complaint.objects.concealed_from,
)
declare(COMPLAINTS)
