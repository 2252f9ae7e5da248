"""Every refusal of the API in one shape; what is raised is translated here and nowhere else."""

from __future__ import annotations

import math
from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.core.exceptions import (
    NON_FIELD_ERRORS,
    BadRequest,
    PermissionDenied,
    RequestDataTooBig,
    SuspiciousOperation,
    TooManyFieldsSent,
    TooManyFilesSent,
    ValidationError,
)
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.multipartparser import MultiPartParserError
from django.http.request import UnreadablePostError
from django.utils.translation import gettext as _
from ninja.errors import HttpError
from ninja.errors import ValidationError as InvalidRequest

from pranata.base.endpoints.errors import StateNotNamed, TooMany, UnknownMedia
from pranata.base.files.errors import RefusedFile
from pranata.base.flow.errors import Stale
from pranata.engines.evidence.errors import AlreadyHeld
from pranata.lib import clock

if TYPE_CHECKING:
    from ninja import NinjaAPI

CODES = {
    HTTPStatus.BAD_REQUEST: "unreadable",
    HTTPStatus.UNAUTHORIZED: "token_needed",
    HTTPStatus.FORBIDDEN: "forbidden",
    HTTPStatus.NOT_FOUND: "not_found",
    HTTPStatus.METHOD_NOT_ALLOWED: "method_not_allowed",
    HTTPStatus.CONFLICT: "stale",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "too_large",
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: "unknown_media",
    HTTPStatus.UNPROCESSABLE_ENTITY: "invalid",
    HTTPStatus.PRECONDITION_REQUIRED: "state_not_named",
    HTTPStatus.TOO_MANY_REQUESTS: "too_many",
}


def sentence(status: HTTPStatus) -> str:
    """What a person reads who looks over the program's shoulder."""
    return {
        HTTPStatus.BAD_REQUEST: _("Permintaan ini tidak dapat dibaca."),
        HTTPStatus.UNAUTHORIZED: _("Perlu token API yang masih berlaku."),
        HTTPStatus.FORBIDDEN: _("Token ini tidak boleh melakukan itu."),
        HTTPStatus.NOT_FOUND: _("Tidak ada."),
        HTTPStatus.METHOD_NOT_ALLOWED: _("Alamat ini tidak menerima cara itu."),
        HTTPStatus.CONFLICT: _("Sudah berubah sejak dibaca, atau tidak dapat dilakukan pada keadaan ini. Baca lagi."),
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE: _("Kiriman terlalu besar."),
        HTTPStatus.UNSUPPORTED_MEDIA_TYPE: _("Jenis isi ini tidak diterima."),
        HTTPStatus.UNPROCESSABLE_ENTITY: _("Isiannya belum benar."),
        HTTPStatus.PRECONDITION_REQUIRED: _("Sebutkan keadaan terakhir yang dibaca (ETag)."),
        HTTPStatus.TOO_MANY_REQUESTS: _("Terlalu banyak percobaan. Coba lagi nanti."),
    }.get(status, _("Permintaan ini tidak dapat dilayani."))


def refusal(
    status: int, *, code: str = "", message: str = "", fields: dict[str, list[str]] | None = None
) -> HttpResponse:
    known = HTTPStatus(status)
    content = {
        "code": code or CODES.get(known, "refused"),
        "message": message or sentence(known),
        "fields": [{"field": name, "messages": messages} for name, messages in (fields or {}).items()],
    }
    response = JsonResponse(content, status=status, json_dumps_params={"ensure_ascii": False})
    if known == HTTPStatus.UNAUTHORIZED:
        response["WWW-Authenticate"] = "Bearer"
    return response


def _invalid_request(request: HttpRequest, error: InvalidRequest) -> HttpResponse:
    """A request that does not fit the description; each fault at its field, named without where it was looked for."""
    fields: dict[str, list[str]] = {}
    for each in error.errors:
        name = ".".join(str(part) for part in each["loc"][1:] if part not in ("body", "paging", "wanted", "said"))
        fields.setdefault(name, []).append(str(each["msg"]))
    return refusal(422, fields=fields)


def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    if not hasattr(error, "error_dict"):
        return refusal(422, message=" ".join(error.messages))
    found = {"" if name == NON_FIELD_ERRORS else name: messages for name, messages in error.message_dict.items()}
    return refusal(422, fields=found)


def _refused_file(request: HttpRequest, error: RefusedFile) -> HttpResponse:
    return refusal(422, fields={"file": [str(error)]})


def _already_held(request: HttpRequest, error: AlreadyHeld) -> HttpResponse:
    """The bytes are there: their numbers, one of which may be linked instead."""
    numbers = [str(item.pk) for item in error.items]
    return refusal(
        409,
        code="already_held",
        message=_("Berkas yang sama sudah ada; pasang bukti itu, atau kirim lagi dengan again."),
        fields={"evidence": numbers},
    )


def _too_many(request: HttpRequest, error: TooMany) -> HttpResponse:
    response = refusal(429)
    response["Retry-After"] = str(max(1, math.ceil((error.until - clock.real_now()).total_seconds())))
    return response


def _http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
    """ninja's own refusals; a body of the wrong kind comes wrapped into "cannot be read"."""
    return refusal(415 if isinstance(error.__cause__, UnknownMedia) else error.status_code)


def _plain(request: HttpRequest, error: Exception, *, status: int) -> HttpResponse:
    return refusal(status)


HANDLERS: dict[type[Exception], Any] = {
    Http404: partial(_plain, status=404),
    PermissionDenied: partial(_plain, status=403),
    Stale: partial(_plain, status=409),
    StateNotNamed: partial(_plain, status=428),
    UnknownMedia: partial(_plain, status=415),
    RequestDataTooBig: partial(_plain, status=413),
    TooManyFilesSent: partial(_plain, status=413),
    TooManyFieldsSent: partial(_plain, status=413),
    SuspiciousOperation: partial(_plain, status=400),
    BadRequest: partial(_plain, status=400),
    MultiPartParserError: partial(_plain, status=400),
    UnreadablePostError: partial(_plain, status=400),
    InvalidRequest: _invalid_request,
    ValidationError: _invalid,
    RefusedFile: _refused_file,
    AlreadyHeld: _already_held,
    TooMany: _too_many,
    HttpError: _http_error,
}


def translate(api: NinjaAPI) -> None:
    """Lets ``api`` answer what is raised as said here; anything else stays an error of ours."""
    for kind, handler in HANDLERS.items():
        api.add_exception_handler(kind, handler)
