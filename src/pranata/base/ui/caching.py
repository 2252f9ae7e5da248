"""How public pages and files are delivered: cacheable by anyone, compressed, sent again only when they changed."""

from collections.abc import Callable

from django.http import HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import conditional_page, require_safe

FRESH_SECONDS = 300

View = Callable[..., HttpResponse]


def public_page(view: View) -> View:
    """``view`` for GET and HEAD with an ETag of its content; it must not touch session, user or messages."""
    return _delivered(view, max_age=FRESH_SECONDS)


def current_page(view: View) -> View:
    """As ``public_page``, but asked for anew each time: what the office takes back is gone at once."""
    return _delivered(view, max_age=0, must_revalidate=True)


def public_file(view: View) -> View:
    """A download for anyone, as ``download_response`` sends it: kept by no cache."""
    return _without_session(require_safe(view))


def _delivered(view: View, **freshness: int) -> View:
    kept = cache_control(public=True, **freshness)(require_safe(view))
    return _without_session(gzip_page(conditional_page(kept)))


def _without_session(view: View) -> View:
    view.reads_no_session = True  # told to the middleware that looks at accounts
    return view
