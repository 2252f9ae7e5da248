"""How answers of the API leave: without session, with an ETag, kept by caches only where anyone may read them."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.gzip import gzip_page

from pranata.api.refusals import refusal
from pranata.base.endpoints.conditions import with_etag

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from django.urls import URLPattern

    View = Callable[..., HttpResponse]

JSON, MULTIPART = "application/json", "multipart/form-data"
BESIDES_THE_FILE = 64 * 1024  # what the other fields of an upload may take
PUBLIC = "/api/v1/public/"
OPEN_TO_ALL = (PUBLIC, "/api/v1/openapi.json")


def deliver(patterns: Iterable[URLPattern]) -> list[URLPattern]:
    """The addresses of the API, each delivered as said here."""
    found = list(patterns)
    for each in found:
        each.callback = delivered(each.callback)
    return found


def delivered(view: View) -> View:
    @wraps(view, assigned=())
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        asked = request.method
        if asked == "HEAD":
            request.method = "GET"  # the server keeps the body to itself
        response = _refused_body(request) or view(request, *args, **kwargs)
        if response.status_code == 405:
            response = _not_allowed(response)
        response = with_etag(request, response)
        if request.path.startswith(OPEN_TO_ALL):
            patch_cache_control(response, public=True, max_age=0, must_revalidate=True)
            response["Access-Control-Allow-Origin"] = "*"
        else:
            patch_cache_control(response, private=True, no_cache=True)
            patch_vary_headers(response, ["Authorization"])
        request.method = asked
        return response

    found = csrf_exempt(gzip_page(answer))  # nothing here looks at a cookie, so no foreign page can use one
    found.reads_no_session = True  # type: ignore[attr-defined]  # told to the middleware that looks at accounts
    return found


def _refused_body(request: HttpRequest) -> HttpResponse | None:
    """Refuses a body by its head alone, before anything of it is read."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    size = int(length) if length.isdecimal() else 0
    if not size:
        return None
    if request.content_type not in (JSON, MULTIPART):
        return refusal(415)
    most = settings.MAX_UPLOAD_BYTES + BESIDES_THE_FILE
    if size > (most if request.content_type == MULTIPART else settings.DATA_UPLOAD_MAX_MEMORY_SIZE):
        return refusal(413)
    return None


def _not_allowed(former: HttpResponse) -> HttpResponse:
    response = refusal(405)
    if "Allow" in former:
        response["Allow"] = former["Allow"]
    return response
