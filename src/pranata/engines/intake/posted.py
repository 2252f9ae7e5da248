"""What was posted, as the form may see it: not too much of it, and every text tidied."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from django import forms
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http.multipartparser import MultiPartParserError
from django.http.request import UnreadablePostError
from django.utils.translation import gettext as _

from pranata.engines.intake.receiving import KeptInMemory
from pranata.engines.intake.rules import tidied

if TYPE_CHECKING:
    from django.http import HttpRequest, QueryDict

DRAINED_BYTES = 32 * 1024 * 1024  # read and thrown away, so that the browser gets to read our answer
CHUNK_BYTES = 64 * 1024
FILES_FIELD = "intake_files"


class TooMuch(Exception):
    """More was sent than any honest form holds; nothing of it was read."""


class Unreadable(Exception):
    """What was sent is not a form, or the line broke while it came."""


def read_post(request: HttpRequest, *, most_bytes: int) -> tuple[QueryDict, list]:
    """The fields and the files of a POST, which are nowhere written; raises ``TooMuch`` or ``Unreadable``."""
    request.upload_handlers = [KeptInMemory(request)]
    try:
        if int(request.META.get("CONTENT_LENGTH") or 0) > most_bytes:
            raise TooMuch
        return request.POST.copy(), request.FILES.getlist(FILES_FIELD)
    except (TooMuch, RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent):
        drain(request)
        raise TooMuch from None
    except (MultiPartParserError, UnreadablePostError, ValueError):
        raise Unreadable from None


def drain(request: HttpRequest) -> None:
    """Read what is still coming, up to a point: a line closed too early shows the sender nothing."""
    left = DRAINED_BYTES
    with suppress(OSError, ValueError):
        while left > 0 and (chunk := request.read(CHUNK_BYTES)):
            left -= len(chunk)


def tidy_form(kind: type[forms.Form], data: QueryDict) -> forms.Form:
    """The form with every text tidied; a field that held something hidden says so once and is shown without it."""
    fields = kind.base_fields
    hidden = []
    for name in data:
        several_lines = name in fields and isinstance(fields[name].widget, forms.Textarea)
        values = [tidied(value, several_lines=several_lines) for value in data.getlist(name)]
        data.setlist(name, [text for text, _had_hidden in values])
        if name in fields and any(had_hidden for _text, had_hidden in values):
            hidden.append(name)
    form = kind(data)
    for name in hidden:
        form.add_error(
            name, _("Ada tanda yang tak terlihat di isian ini. Tanda itu sudah dibuang; periksa lagi, lalu kirim.")
        )
    return form


def proofread(kind: type[forms.Form]) -> None:
    """Raises ``ValueError`` for a form the door cannot guard: a text without a limit, a file field, a name of ours."""
    for name, field in kind.base_fields.items():
        if name.startswith("intake_"):
            raise ValueError(f"{kind.__name__}.{name}: names that begin with intake_ belong to the door")
        if isinstance(field, forms.FileField):
            raise ValueError(f"{kind.__name__}.{name}: files are declared by attachments")
        if isinstance(field, forms.CharField) and field.max_length is None:
            raise ValueError(f"{kind.__name__}.{name}: a public text needs max_length")
