"""Makes one file of a report; nothing is stored."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from pranata.base.paper.queries import PART_NAMES, letterhead_of
from pranata.engines.reports.editions import Imprint
from pranata.engines.reports.registry import MEDIA_TYPES, by_code

if TYPE_CHECKING:
    from pranata.base.org.models import Office
    from pranata.base.paper.letterhead import Letterhead
    from pranata.engines.reports.editions import Facts
    from pranata.engines.reports.models import IssuedReport
    from pranata.engines.reports.registry import Report
    from pranata.lib.periods import Period


@dataclass(frozen=True)
class Made:
    """A finished file of a report, what it is offered as, its facts, and what a person should know of it."""

    content: bytes
    media_type: str
    file_name: str
    facts: Facts
    warnings: tuple[str, ...] = ()


def make_draft(report: Report, office: Office, period: Period, file_format: str) -> Made:
    """The draft of ``report``, marked KONSEP. Raises ``NoFacts``; ``ValueError`` for a period of another length."""
    check_length(report, period)
    letterhead = letterhead_of(office)
    facts = report.facts(office, period)
    return make(report, facts, letterhead, Imprint(place=letterhead.city), name_of(report, office, period), file_format)


def make(report: Report, facts: Facts, letterhead: Letterhead, imprint: Imprint, name: str, file_format: str) -> Made:
    """The edition ``imprint`` of ``report`` in one of ``report.formats``; raises ``KeyError`` for another."""
    file_name = f"{name}{'-konsep' if imprint.is_draft else ''}.{file_format}"
    media_type = MEDIA_TYPES[file_format]
    if file_format == "json":
        said = {"report": report.code, "is_draft": imprint.is_draft, **plain_facts(facts)}
        content = json.dumps(said, ensure_ascii=False, indent=1).encode()
        return Made(content, media_type, file_name, facts, facts.warnings)
    written = report.writers[file_format](facts, letterhead, imprint)
    warnings = (*facts.warnings, *gap_warnings(letterhead), *written.warnings)
    return Made(written.content, media_type, file_name, facts, warnings)


def name_of(report: Report, office: Office, period: Period) -> str:
    """What the files of the report are called, without mark and ending."""
    return f"laporan-{report.slug}-{office.code}-{period}"


def issued_name(item: IssuedReport) -> str:
    """What the files of an issued report are called, without ending."""
    report = by_code(item.report)
    return f"laporan-{report.slug if report else item.report}-{item.office.code}-{item.period}"


def check_length(report: Report, period: Period) -> None:
    """Raises ``ValueError`` with a sentence for a period that ``report`` does not cover."""
    if period.length != report.length:
        words = f"{report.title} memerlukan periode {report.length}, bukan {period}"
        raise ValueError(f"{words}; tulis seperti {example(report)}.")


def example(report: Report) -> str:
    """How a period of the report is written."""
    return {"bulanan": "2022-06", "triwulanan": "2022-Q2", "semesteran": "2022-S1", "tahunan": "2022"}[report.length]


def gap_warnings(letterhead: Letterhead) -> tuple[str, ...]:
    """One sentence naming what is blank in the letterhead, or none."""
    gaps = [_(PART_NAMES[part]) for part in letterhead.blank_parts()]
    return (f"Kop naskah belum diisi: {', '.join(gaps)}.",) if gaps else ()


def plain_facts(facts: Facts) -> dict[str, Any]:
    """The facts as JSON holds them; days as 2022-06-30."""
    return json.loads(json.dumps(asdict(facts), ensure_ascii=False, default=str))  # type: ignore[call-overload]
