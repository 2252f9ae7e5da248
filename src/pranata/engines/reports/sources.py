"""Issued reports as sources of follow-ups: what a report recommends is followed up under its own kind of source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pranata.engines.followups.sources import Source, declare

if TYPE_CHECKING:
    from pranata.engines.followups.models import FollowUp
    from pranata.engines.reports.models import IssuedReport

LABEL = "reports.issuedreport"
GENERAL = "laporan"
_by_report: dict[str, str] = {}


def address(follow_up: FollowUp) -> str:
    """The issued report that a follow-up names."""
    return reverse("desk:issued_report", args=[follow_up.office.code, follow_up.source_id])


def declare_report_source(code: str, title: object, reports: tuple[str, ...]) -> None:
    """Let what the ``reports`` of these codes recommend come from a source of their own."""
    declare(Source(code, title, LABEL, address))  # type: ignore[arg-type]  # lazy words
    _by_report.update(dict.fromkeys(reports, code))


def source_of_report(report: IssuedReport) -> tuple[str, str]:
    """The source of what ``report`` recommends, and the text in which it does: the issuer's remarks."""
    return _by_report.get(report.report, GENERAL), str(report.facts.get("issuer_remarks", ""))


declare(Source(GENERAL, _("Laporan terbit"), LABEL, address))
