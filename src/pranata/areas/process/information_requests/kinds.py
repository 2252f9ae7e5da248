"""The two kinds of cases: which steps each may take, who may take them, what the public reads of them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from pranata.areas.process.information_requests.forgetting import forget_objection, forget_request
from pranata.areas.process.information_requests.models import (
    DECIDE,
    PROCESS,
    VIEW,
    InformationRequest,
    Objection,
    ObjectionStatus,
    Status,
)
from pranata.areas.process.information_requests.retaining import (
    with_disputes_of_objections,
    with_disputes_of_requests,
)
from pranata.areas.process.information_requests.rules import CLOCKS
from pranata.base.flow.steps import Flow, Step
from pranata.engines.cases.registry import CaseKind, declare

NEW = (Status.RECEIVED, Status.INCOMPLETE)
RUNNING = (Status.REGISTERED, Status.PROCESSED, Status.EXTENDED)
OBJECTION_CLOCK = "information_requests.objection_decision"

REQUEST_FLOW = Flow(
    Step("ask_completion", NEW, Status.INCOMPLETE, PROCESS, _("Minta dilengkapi")),
    Step("complete", NEW, Status.RECEIVED, PROCESS, _("Dinyatakan lengkap")),
    Step("register", NEW, Status.REGISTERED, PROCESS, _("Daftarkan")),
    Step("reject", NEW, Status.REJECTED, PROCESS, _("Bukan permohonan")),
    Step("assign", (Status.REGISTERED, Status.PROCESSED), Status.PROCESSED, PROCESS, _("Tugaskan")),
    Step("extend", (Status.REGISTERED, Status.PROCESSED), Status.EXTENDED, PROCESS, _("Perpanjang sekali")),
    Step("answer", RUNNING, Status.ANSWERED, PROCESS, _("Jawab permohonan")),
    Step("close", (Status.ANSWERED,), Status.CLOSED, PROCESS, _("Catat penyerahan")),
)
OBJECTION_FLOW = Flow(
    Step("register", (ObjectionStatus.RECEIVED,), ObjectionStatus.REGISTERED, PROCESS, _("Daftarkan")),
    Step("reject", (ObjectionStatus.RECEIVED,), ObjectionStatus.REJECTED, PROCESS, _("Bukan keberatan")),
    Step("answer", (ObjectionStatus.REGISTERED,), ObjectionStatus.ANSWERED, DECIDE, _("Putuskan keberatan")),
    Step("close", (ObjectionStatus.ANSWERED,), ObjectionStatus.CLOSED, DECIDE, _("Selesai")),
)

REQUESTS = CaseKind(
    code="information_requests",
    prefix="PI",
    title=_("Permohonan informasi publik"),
    model=InformationRequest,
    flow=REQUEST_FLOW,
    view=VIEW,
    process=PROCESS,
    address=InformationRequest.get_absolute_url,
    clocks=tuple(CLOCKS.values()),
    public_words={
        Status.RECEIVED: _("Sudah kami terima, sedang diperiksa kelengkapannya"),
        Status.INCOMPLETE: _("Belum lengkap; baca pesan kami"),
        Status.REGISTERED: _("Terdaftar"),
        Status.PROCESSED: _("Sedang kami kerjakan"),
        Status.EXTENDED: _("Jangka waktunya diperpanjang"),
    },
    public_part="information_requests/public_part.html",
    forget=forget_request,
    with_disputes=with_disputes_of_requests,
)
OBJECTIONS = CaseKind(
    code="information_objections",
    prefix="KPI",
    title=_("Keberatan atas permohonan informasi"),
    model=Objection,
    flow=OBJECTION_FLOW,
    view=VIEW,
    process=PROCESS,
    address=Objection.get_absolute_url,
    clocks=(OBJECTION_CLOCK,),
    public_words={ObjectionStatus.RECEIVED: _("Sudah kami terima"), ObjectionStatus.REGISTERED: _("Terdaftar")},
    forget=forget_objection,
    with_disputes=with_disputes_of_objections,
)
declare(REQUESTS)
declare(OBJECTIONS)
