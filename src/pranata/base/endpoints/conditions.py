"""ETag and If-Match: the state a program has read, and writes over that state only.

An ETag is ``"<state>.<content>"``: the fingerprint of what may be written, where there is one, and that of the whole
answer. If-None-Match compares both; If-Match the state alone, so that a new day or a new file does not void a write.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from django.utils.cache import get_conditional_response
from django.utils.http import parse_etags

from pranata.base.endpoints.errors import StateNotNamed

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

DIGEST_LENGTH = 16


def name_state(response: HttpResponse, state: str) -> None:
    """Lets the answer carry the fingerprint of what may be written; ``named_state`` reads it back."""
    response["ETag"] = f'"{state}"'


def named_state(if_match: str | None) -> str:
    """The fingerprint a write names. Raises ``StateNotNamed`` without one; ``*`` names none."""
    for each in parse_etags(if_match or ""):
        state = each.removeprefix("W/").strip('"').partition(".")[0]
        if state and each != "*":
            return state
    raise StateNotNamed


def with_etag(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """``response`` with the ETag of its content; 304 when the asker of a GET has just that."""
    if not 200 <= response.status_code < 300 or not response.content:
        return response
    state = response.headers.get("ETag", "").strip('"')
    content = hashlib.sha256(response.content).hexdigest()[:DIGEST_LENGTH]
    response["ETag"] = etag = f'"{state}.{content}"'
    if request.method != "GET":
        return response
    return get_conditional_response(request, etag=etag, response=response)
