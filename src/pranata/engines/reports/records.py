"""Issued reports as evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pranata.engines.documents.queries import SourceFile
from pranata.engines.evidence.records import RecordKind, RecordWords, declare
from pranata.engines.reports.models import IssuedReport

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from pranata.base.access.models import User
    from pranata.base.org.models import Office


def search(office: Office, reader: User, text: str) -> QuerySet[IssuedReport]:
    """Issued reports, newest first; a text is looked for in number and title."""
    found = IssuedReport.objects.visible_to(reader).filter(office=office)
    for word in text.split():
        found = found.filter(Q(number__icontains=word) | Q(title__icontains=word))
    return found.select_related("office", "file", "signed_copy").defer("facts")


def describe(report: IssuedReport) -> RecordWords:
    return RecordWords(str(report), report.issued_on)


def file(report: IssuedReport) -> SourceFile:
    """The signed copy where there is one."""
    return SourceFile(report.signed_copy or report.file, f"laporan-{report.office.code}-{report.period}.pdf")


declare(RecordKind("reports.issuedreport", _("Laporan terbit"), search, describe, IssuedReport.get_absolute_url, file))
