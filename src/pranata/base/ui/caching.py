"""How public reading pages are delivered: cacheable by anyone, compressed, sent again only when they changed."""

from collections.abc import Callable

from django.http import HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import conditional_page, require_safe

FRESH_SECONDS = 300


def public_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """``view`` for GET and HEAD with an ETag of its content; it must not touch session, user or messages."""
    page = gzip_page(conditional_page(cache_control(public=True, max_age=FRESH_SECONDS)(require_safe(view))))
    page.reads_no_session = True  # told to the middleware that looks at accounts
    return page
