"""The chart on a day as PDF, and the table that says the same."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from pranata.areas.organization.org_structure.drawing import as_svg
from pranata.areas.organization.org_structure.queries import chart_of, post_lines
from pranata.base.paper.characters import TEXT_FONT
from pranata.base.paper.typesetting import printable_texts, typeset

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from pranata.areas.organization.org_structure.queries import Row
    from pranata.base.org.models import Office
    from pranata.base.paper.letterhead import Letterhead

TEMPLATE = Path(__file__).parent / "structure.typ"


def print_structure(
    office: Office, rows: Sequence[Row], letterhead: Letterhead, day: date, *, with_names: bool
) -> bytes:
    """The PDF of the structure on ``day``."""
    chart = chart_of(rows, office, day, with_names=with_names)
    data = {
        "title": chart.title,
        "author": office.name,
        "letterhead": list(letterhead.office),
        "address": list(letterhead.address),
        "wide": chart.width,
        "tall": chart.height,
        "headings": [_("Unit kerja"), _("Jabatan")],
        "rows": [["– " * row.level + row.unit.name, "\n".join(post_lines(row, with_names=with_names))] for row in rows],
    }
    texts = printable_texts(data, set()) | {"logo": letterhead.logo is not None}
    svg = printable_texts(as_svg(chart), set()).replace("sans-serif", TEXT_FONT, 1)
    return typeset(TEMPLATE, texts, day=day, files={"logo": letterhead.logo or b"", "chart.svg": svg.encode()})
