"""Reads of issued reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pranata.engines.reports.models import IssuedReport
from pranata.engines.reports.rules import ALPHABET, CODE_LENGTH

if TYPE_CHECKING:
    from pranata.base.access.models import User
    from pranata.base.org.models import Office
    from pranata.engines.reports.models import IssuedReportQuerySet


def issued_of(office: Office, *, reader: User, year: int | None = None) -> list[IssuedReport]:
    """The office's issued reports that ``reader`` may see, newest first; of one year if asked; one query."""
    found = IssuedReport.objects.visible_to(reader).filter(office=office).select_related("office").defer("facts")
    return list(found.filter(period__startswith=str(year)) if year else found)


def public_reports(office: Office) -> IssuedReportQuerySet:
    """The office's reports that the public may see, newest first; superseded ones too, for they were public."""
    found = IssuedReport.objects.public().filter(office=office).select_related("office").defer("facts")
    return found.order_by("-issued_on", "-pk")


def verifiable(code: str) -> IssuedReport | None:
    """The issued report of a public code, whoever asks; None for any other text."""
    plain = code.strip().lower()
    if len(plain) != CODE_LENGTH or not set(plain) <= set(ALPHABET):
        return None
    found = IssuedReport.objects.filter(public_code=plain).select_related("office").defer("facts")
    return found.first()


def successor(item: IssuedReport) -> IssuedReport | None:
    """The report that stands now in the place of a superseded one."""
    found = IssuedReport.objects.filter(office=item.office_id, report=item.report, period=item.period)
    return found.exclude(status="superseded").defer("facts").first()
