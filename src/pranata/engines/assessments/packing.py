"""The evidence of a sheet as one archive: a folder for each question, an index, checksums."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.text import slugify

from pranata.engines.assessments.opened import evidence_open_to, uses_in
from pranata.engines.evidence.packing import Entry, pack
from pranata.engines.evidence.records import content_of, records_of

if TYPE_CHECKING:
    from datetime import date

    from pranata.base.access.models import User
    from pranata.engines.assessments.queries import SheetView
    from pranata.engines.evidence.models import Use


def write_evidence(target: IO[bytes], view: SheetView, *, reader: User, today: date) -> None:
    """Write the archive of what proves the sheet's items, as far as ``reader`` may see it; the rest is counted."""
    lines = {line.item.pk: line for line in view.lines}
    seen, unseen = _seen(view, reader)
    records = records_of(view.sheet.office, [use.evidence for use in seen], reader=reader)
    entries = [
        Entry(
            folder_of(lines[use.target_id].question.code),
            lines[use.target_id].question.text,
            use.evidence,
            content_of(use.evidence, records.get(use.evidence_id)),
            records[use.evidence_id][0].address(records[use.evidence_id][1]) if use.evidence_id in records else "",
        )
        for use in seen
    ]
    pack(target, entries, today=today, unseen=unseen)


def evidence_rows(view: SheetView, *, reader: User) -> list[tuple[str, ...]]:
    """The list of what proves the sheet, in the order of its questions, as far as ``reader`` may see it."""
    codes = {line.item.pk: line.question.code for line in view.lines}
    return [
        (
            codes[use.target_id],
            use.evidence.title,
            date_format(use.evidence.dated_on, "j F Y"),
            date_format(use.evidence.valid_to, "j F Y") if use.evidence.valid_to else "",
            folder_of(codes[use.target_id]),
        )
        for use in _seen(view, reader)[0]
    ]


def _seen(view: SheetView, reader: User) -> tuple[list[Use], int]:
    """The uses that ``reader`` may see in the order of the form, and how many items are not among them."""
    uses = list(uses_in(view.sheet).select_related("evidence__file", "evidence__office"))
    visible = set(evidence_open_to(view.sheet, reader).values_list("pk", flat=True))
    order = {line.item.pk: place for place, line in enumerate(view.lines)}
    found = sorted((use for use in uses if use.evidence_id in visible), key=lambda use: (order[use.target_id], use.pk))
    return found, len({use.evidence_id for use in uses} - visible)


def folder_of(code: str) -> str:
    """A name for a folder that stays the same: "R.V.2.a" is "r-v-2-a"."""
    return slugify(code.replace(".", "-"))
