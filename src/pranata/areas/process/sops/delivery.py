"""The printed SOP as a file, for the house and for anyone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse

from pranata.base.paper.queries import letterhead_of
from pranata.lib import clock

if TYPE_CHECKING:
    from pranata.areas.process.sops.models import Sop

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def paper_response(item: Sop, file_format: str, *, is_public: bool) -> HttpResponse:
    """The SOP in the form of PermenPANRB 35/2012, to be kept."""
    from pranata.areas.process.sops.papers import sop_paper  # noqa: PLC0415 -- slow import
    from pranata.areas.process.sops.printing import TEXT_FONT, print_docx, print_pdf  # noqa: PLC0415 -- slow import

    made = sop_paper(item, clock.today(), font=TEXT_FONT, is_public=is_public)
    written = (print_pdf if file_format == "pdf" else print_docx)(made, letterhead_of(item.office))
    response = HttpResponse(written.content, content_type=MEDIA_TYPES[file_format])
    response["Content-Disposition"] = f'attachment; filename="{made.stem}.{file_format}"'
    return response
