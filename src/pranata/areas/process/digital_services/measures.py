"""What can be read of applications: those there are (4.3.1), those staff use (4.3.2), those for the public (4.3.3)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import Sum as SumOf
from django.utils.translation import gettext_lazy as _

from pranata.areas.process.digital_services.models import (
    Application,
    ApplicationIndex,
    BudgetLine,
    Purpose,
    ReachMonth,
    Usage,
)
from pranata.engines.indicators.registry import PERCENT, Better, Kind, Span, measure
from pranata.engines.indicators.results import Count, Existence, Index, Ratio, Sum

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from pranata.areas.process.digital_services.models.inventory import ApplicationQuerySet
    from pranata.base.org.models import Office
    from pranata.engines.indicators.registry import Stretch

LISTED = ("digital_services.application",)
USED = ("digital_services.usage", *LISTED)
REACHED = ("digital_services.reachmonth", *LISTED)
APPLICATIONS, RUPIAH, TIMES = _("aplikasi"), _("rupiah"), _("kali")
FOR_PUBLIC = (Purpose.COMPLAINTS, Purpose.LEGAL, Purpose.WHISTLEBLOWING, Purpose.ELECTION, Purpose.INFORMATION)
COUNTED = {"kind": Kind.COUNT, "unit": APPLICATIONS, "better": Better.HIGHER, "span": Span.ON_DAY, "fed_by": LISTED}


def in_use(office: Office) -> ApplicationQuerySet:
    return Application.objects.filter(office=office).in_use()


def used(office: Office, period: Stretch, *purposes: str) -> QuerySet[Usage]:
    """What was entered of the use of applications for these purposes, in the months of the period."""
    months = {"year": period.end.year, "month__range": (period.start.month, period.end.month)}
    return Usage.objects.filter(office=office, application__purpose__in=purposes, **months)


def asked(office: Office, period: Stretch) -> QuerySet[ReachMonth]:
    """What the background learned of addresses in the months of the period."""
    months = {"year": period.end.year, "month__range": (period.start.month, period.end.month)}
    return ReachMonth.objects.filter(application__office=office, **months)


@measure(
    "digital_services.applications_count",
    _("Aplikasi yang dipakai"),
    sentence=_("{numerator} aplikasi tercatat dipakai pada {end}."),
    **COUNTED,
)
def applications_count(office: Office, period: Stretch) -> Count:
    return Count(in_use(office))


@measure(
    "digital_services.shared_count",
    _("Aplikasi berbagi pakai yang dimanfaatkan"),
    sentence=_("{numerator} aplikasi berbagi pakai tercatat dipakai pada {end}."),
    **COUNTED,
)
def shared_count(office: Office, period: Stretch) -> Count:
    return Count(in_use(office).filter(is_shared=True))


@measure(
    "digital_services.integrated_count",
    _("Aplikasi terintegrasi"),
    sentence=_("{numerator} aplikasi terintegrasi tercatat dipakai pada {end}."),
    **COUNTED,
)
def integrated_count(office: Office, period: Stretch) -> Count:
    return Count(in_use(office).filter(is_integrated=True))


@measure(
    "digital_services.innovative_count",
    _("Aplikasi hasil inovasi kantor"),
    sentence=_("{numerator} aplikasi hasil inovasi kantor tercatat dipakai pada {end}."),
    **COUNTED,
)
def innovative_count(office: Office, period: Stretch) -> Count:
    return Count(in_use(office).filter(is_innovative=True))


@measure(
    "digital_services.documented_share",
    _("Aplikasi yang memiliki proses bisnis dan SOP"),
    kind=Kind.RATIO,
    unit=PERCENT,
    better=Better.HIGHER,
    span=Span.ON_DAY,
    sentence=_("{numerator} dari {denominator} aplikasi yang dipakai pada {end} memiliki proses bisnis dan SOP."),
    fed_by=LISTED,
)
def documented_share(office: Office, period: Stretch) -> Ratio:
    whole = in_use(office)
    return Ratio(whole.exclude(sop_reference="").exclude(process_reference=""), whole)


@measure(
    "digital_services.budget",
    _("Anggaran belanja TIK"),
    kind=Kind.SUM,
    unit=RUPIAH,
    better=Better.NONE,
    span=Span.ON_DAY,
    sentence=_("Pagu belanja TIK tahun {year} berjumlah {value} rupiah."),
    fed_by=("digital_services.budgetline",),
)
def budget(office: Office, period: Stretch) -> Sum | None:
    lines = BudgetLine.objects.filter(office=office, year=period.end.year)
    return Sum(lines, "amount") if lines.exists() else None


@measure(
    "digital_services.budget_realized",
    _("Realisasi belanja TIK"),
    kind=Kind.SUM,
    unit=RUPIAH,
    better=Better.NONE,
    span=Span.ON_DAY,
    sentence=_("Realisasi belanja TIK tahun {year} berjumlah {value} rupiah."),
    fed_by=("digital_services.budgetline",),
)
def budget_realized(office: Office, period: Stretch) -> Sum | None:
    lines = BudgetLine.objects.filter(office=office, year=period.end.year, realized__isnull=False)
    return Sum(lines, "realized") if lines.exists() else None


USES = (
    ("letters_use", Purpose.LETTERS, _("Pemanfaatan aplikasi naskah dinas")),
    ("staffing_use", Purpose.STAFFING, _("Pemanfaatan aplikasi manajemen kepegawaian")),
    ("planning_use", Purpose.PLANNING, _("Pemanfaatan aplikasi manajemen perencanaan")),
    ("budgeting_use", Purpose.BUDGETING, _("Pemanfaatan aplikasi penganggaran")),
    ("finance_use", Purpose.FINANCE, _("Pemanfaatan aplikasi manajemen keuangan")),
    ("performance_use", Purpose.PERFORMANCE, _("Pemanfaatan aplikasi manajemen kinerja")),
    ("procurement_use", Purpose.PROCUREMENT, _("Pemanfaatan aplikasi pengadaan")),
)
for _name, _purpose, _title in USES:

    @measure(
        f"digital_services.{_name}",
        _title,
        kind=Kind.SUM,
        unit=TIMES,
        better=Better.HIGHER,
        span=Span.YEAR_TO_DATE,
        sentence=_("{value} lewat aplikasi dari {start} sampai {end}, menurut pemanfaatan bulanan yang dicatat."),
        fed_by=USED,
    )
    def use(office: Office, period: Stretch, purpose: str = _purpose) -> Sum | None:
        rows = used(office, period, purpose).filter(transactions__isnull=False)
        return Sum(rows, "transactions") if rows.exists() else None


FILLED = (
    ("planning_filled", Purpose.PLANNING, _("Terisinya aplikasi manajemen perencanaan")),
    ("budgeting_filled", Purpose.BUDGETING, _("Terisinya aplikasi penganggaran")),
    ("finance_filled", Purpose.FINANCE, _("Terisinya aplikasi manajemen keuangan")),
    ("performance_filled", Purpose.PERFORMANCE, _("Terisinya aplikasi manajemen kinerja")),
)
for _name, _purpose, _title in FILLED:

    @measure(
        f"digital_services.{_name}",
        _title,
        kind=Kind.EXISTENCE,
        unit="",
        better=Better.HIGHER,
        span=Span.YEAR_TO_DATE,
        sentence=_("Dari {start} sampai {end} {value} pemakaian aplikasi yang dicatat."),
        fed_by=USED,
    )
    def filled(office: Office, period: Stretch, purpose: str = _purpose) -> Existence:
        return Existence(used(office, period, purpose).filter(transactions__gt=0))


@measure(
    "digital_services.procurement_share",
    _("Pengadaan melalui aplikasi pengadaan"),
    kind=Kind.INDEX,
    unit=PERCENT,
    better=Better.HIGHER,
    span=Span.YEAR_TO_DATE,
    sentence=_("{value} persen pengadaan dari {start} sampai {end} melalui aplikasi, menurut yang dicatat tiap bulan."),
    fed_by=USED,
)
def procurement_share(office: Office, period: Stretch) -> Index:
    """Of the rows that say both how many went through the application and how many there were."""
    rows = used(office, period, Purpose.PROCUREMENT).filter(transactions__isnull=False, whole__isnull=False)
    return Index(share_of(rows, "transactions", "whole"), rows)


@measure(
    "digital_services.reach_share",
    _("Keterjangkauan alamat aplikasi"),
    kind=Kind.INDEX,
    unit=PERCENT,
    better=Better.HIGHER,
    span=Span.YEAR_TO_DATE,
    sentence=_("{value} persen pemeriksaan alamat aplikasi dari {start} sampai {end} menemukannya terjangkau."),
    fed_by=REACHED,
)
def reach_share(office: Office, period: Stretch) -> Index:
    rows = asked(office, period)
    return Index(share_of(rows, "reached", "checks"), rows)


REACHABLE = (
    ("complaints_reachable", Purpose.COMPLAINTS, _("Aplikasi pengaduan dapat diakses")),
    ("legal_reachable", Purpose.LEGAL, _("Aplikasi informasi hukum (JDIH) dapat diakses")),
    ("whistleblowing_reachable", Purpose.WHISTLEBLOWING, _("Aplikasi pelaporan pelanggaran (WBS) dapat diakses")),
    ("election_reachable", Purpose.ELECTION, _("Aplikasi kepemiluan dapat diakses")),
    ("information_reachable", Purpose.INFORMATION, _("Aplikasi PPID dapat diakses")),
)
for _name, _purpose, _title in REACHABLE:

    @measure(
        f"digital_services.{_name}",
        _title,
        kind=Kind.EXISTENCE,
        unit="",
        better=Better.HIGHER,
        span=Span.MONTH,
        sentence=_("Pada bulan {month} {value} aplikasi yang alamatnya terakhir diperiksa dan terjangkau."),
        fed_by=REACHED,
    )
    def reachable(office: Office, period: Stretch, purpose: str = _purpose) -> Existence:
        rows = asked(office, period).filter(application__purpose=purpose, application__in=in_use(office))
        return Existence(rows.filter(is_reached=True))


@measure(
    "digital_services.election_count",
    _("Aplikasi kepemiluan yang dimanfaatkan"),
    sentence=_("{numerator} aplikasi kepemiluan tercatat dipakai pada {end}."),
    **COUNTED,
)
def election_count(office: Office, period: Stretch) -> Count:
    return Count(in_use(office).filter(purpose=Purpose.ELECTION))


@measure(
    "digital_services.public_visits",
    _("Pengunjung aplikasi untuk umum"),
    kind=Kind.SUM,
    unit=_("pengunjung"),
    better=Better.HIGHER,
    span=Span.YEAR_TO_DATE,
    sentence=_("{value} pengunjung aplikasi untuk umum dicatat dari {start} sampai {end}."),
    fed_by=USED,
)
def public_visits(office: Office, period: Stretch) -> Sum | None:
    rows = used(office, period, *FOR_PUBLIC).filter(users__isnull=False)
    return Sum(rows, "users") if rows.exists() else None


@measure(
    "digital_services.indexed_count",
    _("Aplikasi untuk umum yang memiliki indeks"),
    kind=Kind.COUNT,
    unit=APPLICATIONS,
    better=Better.HIGHER,
    span=Span.YEAR_TO_DATE,
    sentence=_("{numerator} aplikasi untuk umum memiliki indeks bertanggal {start} sampai {end}."),
    fed_by=("digital_services.applicationindex", *LISTED),
)
def indexed_count(office: Office, period: Stretch) -> Count:
    dated = ApplicationIndex.objects.filter(office=office, valued_on__range=(period.start, period.end))
    return Count(in_use(office).filter(purpose__in=FOR_PUBLIC, pk__in=dated.values("application")))


def share_of(rows: QuerySet, part: str, whole: str) -> Decimal | None:
    """The sum of ``part`` in per cent of that of ``whole``; None of nothing."""
    sums = rows.order_by().aggregate(part=SumOf(part), whole=SumOf(whole))
    return Decimal(100 * sums["part"]) / sums["whole"] if sums["whole"] else None
