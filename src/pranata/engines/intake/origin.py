"""Where a form was sent from. Our pages only: the answer to what the CSRF cookie does elsewhere.

Without cookie there is nothing to steal, but a foreign page could still send forms in the name of its visitors.

- ``Sec-Fetch-Site`` says ``same-origin``, or is missing (older browsers); every other value is refused.
- ``Origin`` is ours, whenever it is sent; ``null`` is not.
- A missing ``Origin`` (browsers before 2020) passes only where ``Sec-Fetch-Site`` or ``Referer`` says that it was our
  page. What says neither is no browser of a reader, and is refused.
"""

from collections.abc import Callable
from functools import wraps
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods

View = Callable[..., HttpResponse]


def anonymous_page(view: View) -> View:
    """``view`` for GET and POST without cookie or session: sent from our own pages only, kept in no cache."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        request.encoding = "utf-8"  # whatever the sender says; Python knows encodings that are none of text
        if request.method == "POST" and not is_ours(request):
            response = render(request, "intake/refused.html", status=403)
        else:
            response = view(request, *args, **kwargs)
        patch_cache_control(response, private=True, no_store=True)
        return response

    page = csrf_exempt(gzip_page(require_http_methods(["GET", "HEAD", "POST"])(guarded)))
    page.reads_no_session = True  # told to the middleware that looks at accounts
    page.is_anonymous_form = True
    return page


def is_ours(request: HttpRequest) -> bool:
    """Whether the browser says, as far as it says anything, that one of our own pages sent this."""
    site = request.headers.get("Sec-Fetch-Site", "")
    if site not in ("", "same-origin"):
        return False
    sender = request.headers.get("Origin")
    if sender is None:
        return site == "same-origin" or origin_of(request.headers.get("Referer", "")) in own_origins(request)
    return sender in own_origins(request)


def own_origins(request: HttpRequest) -> set[str]:
    return {f"{request.scheme}://{request.get_host()}", *settings.CSRF_TRUSTED_ORIGINS}


def origin_of(address: str) -> str:
    """Scheme and host of an address; "" for what is none."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""
