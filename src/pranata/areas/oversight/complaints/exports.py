"""The register's own list for SP4N-LAPOR!: numbers, days and states, nothing of content or reporter."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from pranata.areas.oversight.complaints.models import LaporState
from pranata.lib.text import as_plain_cell

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pranata.areas.oversight.complaints.models import Complaint

HEADINGS = ("Nomor", "Tanggal", "Status", "Nomor register", "Jenis", "Golongan", "Tenggat", "Dijawab", "Selesai")


def register_text(complaints: Iterable[Complaint]) -> str:
    """CSV for Excel, by the headings that ``imports.SHEET`` reads."""
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEADINGS)
    for case in complaints:
        days = [day.isoformat() if day else "" for day in (case.due_on, case.answered_on, case.closed_on)]
        state = str(LaporState(case.state_at_lapor).label)
        kind, chosen = str(case.get_kind_display()), str(case.get_classification_display())
        row = [case.lapor_number, case.received_on.isoformat(), state, case.number, kind, chosen, *days]
        writer.writerow([as_plain_cell(cell) for cell in row])
    return "\ufeff" + written.getvalue()
