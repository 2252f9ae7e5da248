"""The kind of cases: which steps it may take, who may take them, what the public reads."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from pranata.areas.public_service.data_subjects.actions.handling import assign
from pranata.areas.public_service.data_subjects.forgetting import forget
from pranata.areas.public_service.data_subjects.models import PROCESS, VIEW, DataSubjectRequest, Right, Status
from pranata.areas.public_service.data_subjects.rules import clock_name
from pranata.base.flow.steps import Flow, Step
from pranata.engines.cases.registry import CaseKind, declare

BEFORE_CHECK = (Status.REGISTERED, Status.PROCESSED)
RUNNING = (*BEFORE_CHECK, Status.VERIFIED)
FLOW = Flow(
    Step("register", (Status.RECEIVED,), Status.REGISTERED, PROCESS, _("Daftarkan")),
    Step("reject", (Status.RECEIVED,), Status.REJECTED, PROCESS, _("Bukan permintaan")),
    Step("take_up", BEFORE_CHECK, Status.PROCESSED, PROCESS, _("Tugaskan")),
    Step("check_identity", BEFORE_CHECK, Status.VERIFIED, PROCESS, _("Identitas terverifikasi")),
    Step("decide", RUNNING, Status.CLOSED, PROCESS, _("Putuskan")),
)
REQUESTS = CaseKind(
    code="data_subjects",
    prefix="DP",
    title=_("Permintaan data pribadi"),
    model=DataSubjectRequest,
    flow=FLOW,
    view=VIEW,
    process=PROCESS,
    address=DataSubjectRequest.get_absolute_url,
    clocks=tuple(clock_name(right) for right in Right),
    public_words={
        Status.RECEIVED: _("Sudah kami terima"),
        Status.PROCESSED: _("Sedang kami kerjakan"),
        Status.VERIFIED: _("Identitas Anda sudah kami periksa; sedang kami kerjakan"),
    },
    forget=forget,
    assign=assign,
)
declare(REQUESTS)
