"""The four implementation reports of a plan, as the reports engine knows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pranata.engines.plan.report.facts import CODES, report_facts
from pranata.engines.plan.report.narrating import drafted, section_titles
from pranata.engines.reports.registry import Composer, Report, declare

if TYPE_CHECKING:
    from pranata.base.paper.letterhead import Letterhead
    from pranata.engines.plan.report.model import PlanReport
    from pranata.engines.reports.editions import Imprint, Written


def write_pdf(report: PlanReport, letterhead: Letterhead, imprint: Imprint) -> Written:
    from pranata.engines.plan.report.pdf import print_pdf  # noqa: PLC0415 -- slow import

    return print_pdf(report, letterhead, imprint)


def write_docx(report: PlanReport, letterhead: Letterhead, imprint: Imprint) -> Written:
    from pranata.engines.plan.report.word import print_docx  # noqa: PLC0415 -- slow import

    return print_docx(report, letterhead, imprint)


def write_xlsx(report: PlanReport, letterhead: Letterhead, imprint: Imprint) -> Written:
    from pranata.engines.plan.report.sheet import print_xlsx  # noqa: PLC0415 -- slow import

    return print_xlsx(report, letterhead, imprint)


COMPOSER = Composer(sections=section_titles, draft=drafted, missing=lambda facts: [each.text for each in facts.missing])

for code, length in CODES.items():
    declare(
        Report(
            code=code,
            slug=length.value,
            title=f"Laporan {length.value} rencana aksi",
            length=length,
            facts=report_facts,
            writers={"pdf": write_pdf, "docx": write_docx, "xlsx": write_xlsx},
            seals=True,
            composer=COMPOSER,
        )
    )
