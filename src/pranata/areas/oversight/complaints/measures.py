"""What can be read of complaints. Nobody is named, and no complaint is told: only counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, Q
from django.utils.translation import gettext_lazy as _

from pranata.areas.oversight.complaints.models import TRANSFERS, Complaint, Outcome, Satisfaction
from pranata.base.access.models import Role, RoleAssignment
from pranata.engines.cases.rules import MINIMUM_SAMPLE
from pranata.engines.evidence.models import Evidence
from pranata.engines.indicators.registry import PERCENT, Better, Kind, Span, measure
from pranata.engines.indicators.results import Change, Count, Existence, Punctuality, Ratio
from pranata.engines.reports.models import IssuedReport, Status

if TYPE_CHECKING:
    from pranata.areas.oversight.complaints.models.complaints import ComplaintQuerySet
    from pranata.base.access.models import RoleAssignmentQuerySet
    from pranata.base.org.models import Office
    from pranata.engines.indicators.registry import Stretch

FED_BY = ("complaints.complaint",)
OFFICERS = ("access.roleassignment", "access.user", "people.person")
UNIT = _("pengaduan")
REPORTS = ("complaints_month", "complaints_quarter", "complaints_year")  # as ``reports`` declares them
NOT_OURS_ANY_MORE = (*TRANSFERS, Outcome.WITHDRAWN)


def registered(office: Office) -> ComplaintQuerySet:
    """What passed verification."""
    return Complaint.objects.filter(office=office).registered()


def officers_on(office: Office, period: Stretch) -> RoleAssignmentQuerySet:
    """The appointments of complaints officers in force when the period ends."""
    return RoleAssignment.objects.held_on(period.end).filter(office=office, role=Role.COMPLAINTS)


@measure(
    "complaints.resolved_share",
    _("Pengaduan yang selesai ditindaklanjuti"),
    kind=Kind.RATIO,
    unit=PERCENT,
    better=Better.HIGHER,
    span=Span.YEAR_TO_DATE,
    sentence=_("{numerator} dari {denominator} pengaduan yang ditangani {start} sampai {end} selesai ditindaklanjuti."),
    fed_by=FED_BY,
)
def resolved_share(office: Office, period: Stretch) -> Ratio:
    """Of those registered and open some day of the period; what was withdrawn or handed on is not ours to end."""
    gone = Q(closed_on__lte=period.end, outcome__in=NOT_OURS_ANY_MORE)
    ours = registered(office).filter(registered_on__lte=period.end).exclude(closed_on__lt=period.start).exclude(gone)
    return Ratio(ours.filter(closed_on__lte=period.end, outcome=Outcome.SETTLED), ours)


@measure(
    "complaints.finished_share",
    _("Pengaduan masuk yang sudah selesai"),
    kind=Kind.RATIO,
    unit=PERCENT,
    better=Better.HIGHER,
    span=Span.YEAR_TO_DATE,
    sentence=_("{denominator} pengaduan masuk {start} sampai {end}; {numerator} selesai, sisanya masih diproses."),
    fed_by=FED_BY,
)
def finished_share(office: Office, period: Stretch) -> Ratio:
    """Of everything that came in, whatever became of it."""
    received = Complaint.objects.filter(office=office, received_on__range=(period.start, period.end))
    return Ratio(received.filter(closed_on__lte=period.end), received)


@measure(
    "complaints.received_count",
    _("Pengaduan yang diterima"),
    kind=Kind.COUNT,
    unit=UNIT,
    better=Better.NONE,
    span=Span.YEAR_TO_DATE,
    sentence=_("{numerator} pengaduan diterima lewat semua saluran dari {start} sampai {end}."),
    fed_by=FED_BY,
)
def received_count(office: Office, period: Stretch) -> Count:
    return Count(Complaint.objects.filter(office=office, received_on__range=(period.start, period.end)))


@measure(
    "complaints.on_time",
    _("Pengaduan yang dijawab tepat waktu"),
    kind=Kind.PUNCTUALITY,
    unit=PERCENT,
    better=Better.HIGHER,
    span=Span.YEAR_TO_DATE,
    sentence=_("{numerator} dari {denominator} pengaduan yang jatuh tempo {start} sampai {end} dijawab tepat waktu."),
    fed_by=FED_BY,
    basis=_("PermenPANRB 62/2018: 5, 14, dan 60 hari kerja (data/clocks/complaints.toml)"),
    certainty="source",
)
def on_time(office: Office, period: Stretch) -> Punctuality:
    """Of what the office had to answer itself; a paused clock is due nothing."""
    due = registered(office).due_between(period.start, period.end).filter(paused_on=None)
    ours = due.exclude(outcome__in=NOT_OURS_ANY_MORE)
    return Punctuality(ours.on_time(), ours)


@measure(
    "complaints.verified_on_time",
    _("Pengaduan yang diverifikasi tepat waktu"),
    kind=Kind.PUNCTUALITY,
    unit=PERCENT,
    better=Better.HIGHER,
    span=Span.YEAR_TO_DATE,
    sentence=_("{numerator} dari {denominator} pengaduan diverifikasi tepat waktu, dari tenggat {start} sampai {end}."),
    fed_by=FED_BY,
)
def verified_on_time(office: Office, period: Stretch) -> Punctuality:
    due = Complaint.objects.filter(office=office, verification_due_on__range=(period.start, period.end))
    return Punctuality(due.verified_on_time(), due)


@measure(
    "complaints.with_due_day",
    _("Pengaduan yang memiliki jangka waktu penyelesaian"),
    kind=Kind.RATIO,
    unit=PERCENT,
    better=Better.HIGHER,
    span=Span.YEAR_TO_DATE,
    sentence=_("{numerator} dari {denominator} pengaduan yang terdaftar {start} sampai {end} memiliki tenggat."),
    fed_by=FED_BY,
)
def with_due_day(office: Office, period: Stretch) -> Ratio:
    whole = registered(office).filter(registered_on__range=(period.start, period.end))
    return Ratio(whole.filter(due_on__isnull=False), whole)


@measure(
    "complaints.satisfied_share",
    _("Pelapor yang puas atas penanganan pengaduannya"),
    kind=Kind.RATIO,
    unit=PERCENT,
    better=Better.HIGHER,
    span=Span.YEAR_TO_DATE,
    sentence=_("{numerator} dari {denominator} pelapor yang menilai dari {start} sampai {end} puas atau sangat puas."),
    fed_by=FED_BY,
)
def satisfied_share(office: Office, period: Stretch) -> Ratio | None:
    """None below the minimum sample, where a share would say little; one query more."""
    rated = Complaint.objects.filter(office=office, rated_on__range=(period.start, period.end))
    if rated.count() < MINIMUM_SAMPLE:
        return None
    return Ratio(rated.filter(satisfaction__gte=Satisfaction.SATISFIED), rated)


@measure(
    "complaints.service_disputes_change",
    _("Perubahan jumlah sengketa pelayanan"),
    kind=Kind.CHANGE,
    unit=PERCENT,
    better=Better.LOWER,
    span=Span.YEAR_TO_DATE,
    sentence=_(
        "{now} sengketa pelayanan dari {start} sampai {end}, setahun sebelumnya {before}: {direction} {value}%."
    ),
    fed_by=FED_BY,
)
def service_disputes_change(office: Office, period: Stretch) -> Change:
    """Against the same days a year earlier; where the register was not yet kept then, against the entered baseline."""
    disputes = Complaint.objects.filter(office=office, is_service_dispute=True)
    before = period.a_year_before
    return Change(
        Count(disputes.filter(received_on__range=(period.start, period.end))),
        Count(disputes.filter(received_on__range=(before.start, before.end))),
    )


@measure(
    "complaints.officers",
    _("Pejabat pengelola pengaduan ditunjuk"),
    kind=Kind.EXISTENCE,
    unit="",
    better=Better.HIGHER,
    span=Span.ON_DAY,
    sentence=_("Pada {end} {value} pejabat yang ditugaskan mengelola pengaduan."),
    fed_by=OFFICERS,
)
def officers(office: Office, period: Stretch) -> Existence:
    return Existence(officers_on(office, period))


@measure(
    "complaints.handling_in_place",
    _("Sarana, prosedur, dan petugas pengaduan lengkap"),
    kind=Kind.EXISTENCE,
    unit="",
    better=Better.HIGHER,
    span=Span.ON_DAY,
    sentence=_("Pada {end} {value} petugas pengaduan bersama bukti sarana dan SOP pengaduan yang berlaku."),
    fed_by=(*OFFICERS, "evidence.evidence"),
)
def handling_in_place(office: Office, period: Stretch) -> Existence:
    """The officers, where evidence of the channels and of the procedure is in force as well."""
    proving = Evidence.objects.filter(office=office, dated_on__lte=period.end).proving_on(period.end)
    papers = [Exists(proving.filter(document_kind=kind)) for kind in ("sarana-pengaduan", "sop-pengaduan")]
    return Existence(officers_on(office, period).filter(*papers))


@measure(
    "complaints.periodic_report",
    _("Laporan berkala pengelolaan pengaduan diterbitkan"),
    kind=Kind.EXISTENCE,
    unit="",
    better=Better.HIGHER,
    span=Span.YEAR_TO_DATE,
    sentence=_("Pada {end} {value} laporan berkala pengaduan tahun {year} yang diterbitkan dan berlaku."),
    fed_by=("reports.issuedreport",),
)
def periodic_report(office: Office, period: Stretch) -> Existence:
    """On a month, a quarter or the whole of the year; it tells of achievements, hindrances and recommendations."""
    issued = IssuedReport.objects.filter(office=office, report__in=REPORTS, status=Status.ISSUED)
    return Existence(issued.filter(period__startswith=str(period.year), issued_on__lte=period.end))
