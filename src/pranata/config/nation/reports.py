"""Made-up monthly reports, all of one small file that says that it is made up."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime
from random import Random

from django.core.files.base import ContentFile

from pranata.base.access.models import User
from pranata.base.files.actions import store
from pranata.base.org.models import Office
from pranata.engines.reports.models import IssuedReport, Publication
from pranata.lib.periods import Length, Period

PAPER = b"%PDF-1.4\n% Laporan rekaan untuk uji coba\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def report_rows(office: Office, months: list[tuple[int, int]], author: User, chance: Random) -> int:
    """Write the reports the office has issued, some months without; how many."""
    punctuality = chance.betavariate(6, 2)
    issued = [each for each in months if chance.random() < punctuality]
    if not issued:
        return 0
    file = store(office, ContentFile(PAPER), by=None, name="laporan-rekaan.pdf")
    IssuedReport.objects.bulk_create(
        [_report(office, year, month, file, author) for year, month in issued], batch_size=500
    )
    return len(issued)


def _report(office: Office, year: int, month: int, file, author: User) -> IssuedReport:
    period = Period(year, Length.MONTH, month)
    day = date(year + month // 12, month % 12 + 1, 5)
    return IssuedReport(
        office=office,
        report="monthly",
        period=str(period),
        number=f"{month}/REKAAN/{year}",
        title=f"Laporan rekaan {period.words}",
        issued_on=day,
        signatory_role="Sekretaris",
        signatory_name="Pegawai Contoh",
        file=file,
        sha256=file.sha256,
        public_code=hashlib.sha256(f"rekaan/{office.code}/{period}".encode()).hexdigest()[:32],
        facts={},
        chain_head="",
        publication=Publication.LISTED,
        issued_by=author,
        issued_at=datetime(day.year, day.month, day.day, 3, tzinfo=UTC),
    )
