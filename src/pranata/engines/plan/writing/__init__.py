"""Writes a plan and its decree as DOCX and PDF in the form of tata naskah dinas, without Django.

Start at `write_docx` and `write_pdf`. Input is a reading (`pranata.engines.plan.reading`) and the office's letterhead;
what is blank stays blank and is named in a warning, nothing is invented. `form.py` says which texts stand where,
`table.py` lays out the annex, `word.py` and `pdf.py` (with `decree.typ`) print both.
"""

from __future__ import annotations

from collections.abc import Sequence

from pranata.base.paper.letterhead import Letterhead
from pranata.engines.plan.reading import PlanReading

from .form import make_paper
from .model import WrittenDecree

__all__ = ["Letterhead", "WrittenDecree", "write_docx", "write_pdf"]


def write_docx(
    reading: PlanReading, letterhead: Letterhead, *, decree: bool = True, distribution: Sequence[str] = ()
) -> WrittenDecree:
    """The decree and its annex as DOCX, or the annex alone when not `decree`; the same input gives the same bytes.

    `distribution` lists who gets a copy (Tembusan). Without a body in the reading only the annex is written, with a
    warning.
    """
    from .word import print_docx  # noqa: PLC0415 -- slow import

    return print_docx(make_paper(reading, letterhead, decree=decree, distribution=distribution))


def write_pdf(
    reading: PlanReading, letterhead: Letterhead, *, decree: bool = True, distribution: Sequence[str] = ()
) -> WrittenDecree:
    """The same as PDF (PDF/A-2a, PDF/UA-1, fonts embedded); a character no font has is printed as □, with a warning."""
    from .pdf import print_pdf  # noqa: PLC0415 -- slow import

    return print_pdf(make_paper(reading, letterhead, decree=decree, distribution=distribution))
