"""Reads of issued reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pranata.engines.reports.models import IssuedReport, WrittenSentence
from pranata.engines.reports.narrative import Sentence
from pranata.engines.reports.rules import ALPHABET, CODE_LENGTH

if TYPE_CHECKING:
    from pranata.base.access.models import User
    from pranata.base.org.models import Office
    from pranata.engines.reports.models import IssuedReportQuerySet
    from pranata.lib.periods import Period


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


def written_sentences(office: Office, report: str, period: Period, *, named: bool = False) -> list[Sentence]:
    """What people wrote into the narrative of a report, in its order; with their names only if asked; one query."""
    found = WrittenSentence.objects.filter(office=office, report=report, period=str(period))
    return [
        Sentence(
            section=each.section,
            key=each.key,
            text=each.text,
            state=each.state,
            figure=each.figure,
            readings=tuple(each.reading_ids),
            progress=tuple(each.progress_ids),
            written_by=str(each.written_by) if named else "",
            written_at=each.written_at.isoformat(),
            stored=each.pk,
        )
        for each in (found.select_related("written_by__person") if named else found)
    ]
