"""The annual report on the service of public information (Perki 1/2021; parts a to e), drafted from both registers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pranata.areas.process.information_requests.report_facts import serves, service_report
from pranata.engines.reports.registry import Report, declare
from pranata.lib.periods import Length

if TYPE_CHECKING:
    from pranata.base.paper.letterhead import Letterhead
    from pranata.engines.reports.editions import Imprint, Written


def write_pdf(report: Any, letterhead: Letterhead, imprint: Imprint) -> Written:
    from pranata.areas.process.information_requests.printing import print_pdf  # noqa: PLC0415 -- slow import

    return print_pdf(report, letterhead, imprint)


def write_docx(report: Any, letterhead: Letterhead, imprint: Imprint) -> Written:
    from pranata.areas.process.information_requests.printing import print_docx  # noqa: PLC0415 -- slow import

    return print_docx(report, letterhead, imprint)


REPORT = Report(
    code="information_service",
    slug="layanan-informasi",
    title="Laporan tahunan layanan informasi publik",
    length=Length.YEAR,
    facts=service_report,
    writers={"pdf": write_pdf, "docx": write_docx},
    concerns=serves,
)
declare(REPORT)
