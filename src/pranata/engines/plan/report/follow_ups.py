"""What the reports say of the office's follow-ups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pranata.engines.followups.queries import tally
from pranata.engines.plan.report.words import long_date

if TYPE_CHECKING:
    from datetime import date

    from pranata.base.org.models import Office


def report_remark(office: Office, *, today: date) -> str:
    """What a report says of the office's follow-ups, "" when there is nothing open; one query."""
    found = tally(office, today=today)
    if not found.running and not found.to_close:
        return ""
    parts = [f"{found.running} masih dikerjakan", f"{found.late} di antaranya lewat tenggat"]
    parts += [f"{found.to_close} menunggu penutupan"] * bool(found.to_close)
    parts += [f"{found.from_earlier_years} dari tahun-tahun sebelumnya"] * bool(found.from_earlier_years)
    return f"Tindak lanjut pada {long_date(today)}: {', '.join(parts)}."
