"""``/healthz``, ``/readyz`` and ``/metrics``: no session, no cookie, no language, nothing to be kept."""

import secrets
from collections.abc import Callable
from functools import wraps
from ipaddress import ip_address

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from pranata.config.monitoring.readiness import reasons_not_ready

# A proxy on this machine also comes from loopback; whoever came through it is told by one of these.
FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Via")


def machine_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    page = never_cache(require_safe(view))
    page.reads_no_session = True  # told to the middleware that looks at accounts
    return page


def for_machines_of_the_house(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Only for this machine itself, or with the token of ``PRANATA_METRICS_TOKEN``; to others it does not exist."""

    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponse:
        if not (has_token(request) or is_from_this_machine(request)):
            raise Http404
        return view(request)

    return guarded


def has_token(request: HttpRequest) -> bool:
    kind, _space, token = request.headers.get("Authorization", "").partition(" ")
    expected = settings.METRICS_TOKEN.encode()
    return bool(expected) and kind == "Bearer" and secrets.compare_digest(token.encode(), expected)


def is_from_this_machine(request: HttpRequest) -> bool:
    try:
        is_loopback = ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False
    return is_loopback and not any(name in request.headers for name in FORWARDED)


@machine_page
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers; the database is not asked."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@machine_page
def readyz(request: HttpRequest) -> HttpResponse:
    """Whether people can be served; if not, why, as codes."""
    reasons = reasons_not_ready()
    return JsonResponse({"ready": not reasons, "reasons": reasons}, status=503 if reasons else 200)


@machine_page
@for_machines_of_the_house
def metrics(request: HttpRequest) -> HttpResponse:
    from pranata.config.monitoring import exposition  # noqa: PLC0415 -- once `start` has chosen where counts are kept

    return HttpResponse(exposition.text(), content_type=exposition.CONTENT_TYPE)
