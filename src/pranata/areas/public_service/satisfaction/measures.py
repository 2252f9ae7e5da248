"""What can be read of surveys (decree 1.2.5, 4.2.3, 4.2.6, 8.1.2, 8.2.1, 8.3.1; IPKP and IPAK for Zona Integritas)."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from pranata.engines.followups.models import FollowUp
from pranata.engines.followups.models import Status as FollowUpStatus
from pranata.engines.indicators.registry import INDEX, NO_UNIT, PERCENT, POINTS, Better, Kind, Span, Stretch, measure
from pranata.engines.indicators.results import Change, Count, Existence, Index, Ratio
from pranata.engines.surveys.models import Response, Survey
from pranata.engines.surveys.queries.results import outcome
from pranata.engines.surveys.queries.sums import counted, sums

if TYPE_CHECKING:
    from collections.abc import Callable

    from pranata.base.org.models import Office
    from pranata.engines.surveys.models import SurveyQuerySet

LABEL = Survey._meta.label_lower
FED_BY = (LABEL,)
SKM_BASIS = "PermenPANRB 14/2017"
# Measure, questionnaire, title, basis and certainty of the formula.
INDICES = (
    ("skm_index", "skm", _("Indeks Kepuasan Masyarakat"), SKM_BASIS, "source"),
    ("information_index", "ppid", _("Indeks kepuasan pemohon informasi"), "", ""),
    ("ipkp", "spkp", _("Indeks Persepsi Kualitas Pelayanan (IPKP)"), "PermenPANRB 90/2021", "medium"),
    ("ipak", "spak", _("Indeks Persepsi Anti Korupsi (IPAK)"), "PermenPANRB 90/2021", "medium"),
)


def closed_in(office: Office, period: Stretch) -> SurveyQuerySet:
    """The surveys whose answers were complete within the period, whatever happened to them since."""
    return Survey.objects.filter(office=office).ended().filter(closed_on__range=(period.start, period.end))


def index_of(office: Office, code: str, period: Stretch) -> Index | None:
    """The index of the survey of one questionnaire that was closed last; None without one of five answers."""
    newest = closed_in(office, period).filter(key__startswith=f"{code}@").order_by("-closed_on", "-pk").first()
    if newest is None:
        return None
    result, _estimate = outcome(newest, sums(newest), newest.population)
    if result is None:
        return None
    return Index(Decimal(result.index.numerator) / Decimal(result.index.denominator), counted(newest))


def _declare(key: str, code: str, title: object, basis: str, certainty: str) -> None:
    measure(
        f"satisfaction.{key}",
        title,  # type: ignore[arg-type]  # lazy words
        kind=Kind.INDEX,
        unit=INDEX,
        better=Better.HIGHER,
        span=Span.YEAR_TO_DATE,
        sentence=_("Indeks survei yang ditutup terakhir dari {start} sampai {end}: {value}."),
        fed_by=FED_BY,
        basis=basis,
        certainty=certainty,
    )(_of_code(code))


def _of_code(code: str) -> Callable[[Office, Stretch], Index | None]:
    return lambda office, period: index_of(office, code, period)


for _each in INDICES:
    _declare(*_each)


@measure(
    "satisfaction.application_index",
    _("Indeks kepuasan pengguna aplikasi"),
    kind=Kind.INDEX,
    unit=INDEX,
    better=Better.HIGHER,
    span=Span.YEAR_TO_DATE,
    sentence=_("Rata-rata indeks survei terakhir tiap aplikasi, ditutup dari {start} sampai {end}: {value}."),
    fed_by=FED_BY,
)
def application_index(office: Office, period: Stretch) -> Index | None:
    """The mean over applications of the survey that was closed last of each: our own, no rule says how."""
    rows = closed_in(office, period).filter(key__startswith="aplikasi@").order_by("closed_on", "pk")
    newest = {each.subject.casefold(): each for each in rows}.values()
    found = [
        (each, made.index) for each in newest if (made := outcome(each, sums(each), each.population)[0]) is not None
    ]
    if not found:
        return None
    mean = sum(index for _survey, index in found) / len(found)
    answers = Response.objects.filter(survey__in=[each for each, _index in found], batch__isnull=False)
    return Index(Decimal(mean.numerator) / Decimal(mean.denominator), answers)


def _change(key: str, code: str, title: object) -> None:
    def compute(office: Office, period: Stretch) -> Change | None:
        now = index_of(office, code, period)
        if now is None:
            return None
        return Change(now, index_of(office, code, _year_before(period)))

    measure(
        f"satisfaction.{key}",
        format_lazy(_("Perubahan {title}"), title=title),
        kind=Kind.CHANGE,
        unit=POINTS,
        better=Better.HIGHER,
        span=Span.YEAR_TO_DATE,
        sentence=_("Indeks survei tahun ini sampai {end} dibanding tahun lalu: {value} poin."),
        fed_by=FED_BY,
    )(compute)


def _year_before(period: Stretch) -> Stretch:
    """The whole year before: its survey may have been closed later in the year."""
    before = period.a_year_before
    return replace(before, end=before.end.replace(month=12, day=31))


_change("skm_change", "skm", INDICES[0][2])
_change("information_change", "ppid", INDICES[1][2])


@measure(
    "satisfaction.surveys_count",
    _("Survei kepuasan yang dilaksanakan"),
    kind=Kind.COUNT,
    unit=_("survei"),
    better=Better.HIGHER,
    span=Span.YEAR_TO_DATE,
    sentence=_("{numerator} survei ditutup dari {start} sampai {end}."),
    fed_by=FED_BY,
)
def surveys_count(office: Office, period: Stretch) -> Count:
    return Count(closed_in(office, period))


@measure(
    "satisfaction.skm_count",
    _("Survei Kepuasan Masyarakat yang dilaksanakan"),
    kind=Kind.COUNT,
    unit=_("survei"),
    better=Better.HIGHER,
    span=Span.YEAR_TO_DATE,
    sentence=_("{numerator} SKM ditutup dari {start} sampai {end}."),
    fed_by=FED_BY,
    basis=SKM_BASIS,
    certainty="source",
)
def skm_count(office: Office, period: Stretch) -> Count:
    return Count(closed_in(office, period).filter(key__startswith="skm@"))


@measure(
    "satisfaction.survey_in_place",
    _("Survei kepuasan tersedia"),
    kind=Kind.EXISTENCE,
    unit=NO_UNIT,
    better=Better.HIGHER,
    span=Span.YEAR_TO_DATE,
    sentence=_("Dari {start} sampai {end} {value} survei kepuasan yang dibuka atau hasilnya dihitung."),
    fed_by=FED_BY,
)
def survey_in_place(office: Office, period: Stretch) -> Existence:
    opened = Survey.objects.filter(office=office, opens_on__lte=period.end, closes_on__gte=period.start)
    return Existence(opened.exclude(status="draft"))


@measure(
    "satisfaction.published_share",
    _("Survei kepuasan yang dipublikasikan"),
    kind=Kind.RATIO,
    unit=PERCENT,
    better=Better.HIGHER,
    span=Span.YEAR_TO_DATE,
    sentence=_("Hasil {numerator} dari {denominator} survei yang ditutup dari {start} sampai {end} diterbitkan."),
    fed_by=FED_BY,
)
def published_share(office: Office, period: Stretch) -> Ratio:
    whole = closed_in(office, period)
    return Ratio(whole.public().filter(published_on__lte=period.end), whole)


@measure(
    "satisfaction.follow_ups_done",
    _("Tindak lanjut survei yang selesai"),
    kind=Kind.RATIO,
    unit=PERCENT,
    better=Better.HIGHER,
    span=Span.ON_DAY,
    sentence=_("{numerator} dari {denominator} tindak lanjut hasil survei selesai pada {end}."),
    fed_by=("followups.followup", *FED_BY),
)
def follow_ups_done(office: Office, period: Stretch) -> Ratio:
    whole = FollowUp.objects.filter(office=office, source_label=LABEL, opened_on__lte=period.end)
    return Ratio(whole.filter(status=FollowUpStatus.CLOSED), whole)
