"""Every view that does without the CSRF cookie asks by itself where a form was sent from."""

from collections.abc import Callable, Iterator

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver

from tests.walk import Address

SAMPLE = "pranata.engines.intake.tests.addresses"
FOREIGN = ({"Origin": "https://lain.example"}, {"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"}, {})


def exempt_views(resolver: URLResolver) -> Iterator[Callable[..., HttpResponse]]:
    """The views below ``resolver`` that Django's own CSRF check leaves alone; those for programs know no cookie."""
    for entry in resolver.url_patterns:
        if getattr(entry, "app_name", "") == "api":
            continue
        if not isinstance(entry, URLPattern):
            yield from exempt_views(entry)
        elif getattr(entry.callback, "csrf_exempt", False):
            yield entry.callback


def unguarded(views: list[Callable[..., HttpResponse]]) -> list[str]:
    """Names of the views that let a foreign form in, or that look at it before they ask where it came from."""
    return [view.__name__ for view in views if not all(refuses(view, headers) for headers in FOREIGN)]


def refuses(view: Callable[..., HttpResponse], headers: dict[str, str]) -> bool:
    """Whether ``view`` refuses without its arguments, which only the guarded part would miss."""
    try:
        return view(RequestFactory().post("/", headers=headers)).status_code == 403
    except TypeError:
        return False


@pytest.mark.parametrize("addresses", ["pranata.config.urls", SAMPLE])
def test_view_without_csrf_cookie_refuses_foreign_forms(addresses):
    assert unguarded(list(exempt_views(get_resolver(addresses)))) == []


def test_walk_finds_the_doors_and_what_guards_none():
    def careless(request, code):
        return HttpResponse()

    assert [view.__name__ for view in exempt_views(get_resolver(SAMPLE))][:3] == ["sample", "plain", "tracker"]
    assert unguarded([careless, lambda request: HttpResponse()]) == ["careless", "<lambda>"]


def test_form_is_no_reading_page_while_its_neighbours_are(settings):
    settings.ROOT_URLCONF = SAMPLE

    assert [Address(path).is_reading_page for path in ("/9001/contoh/", "/en/9001/contoh/")] == [False, False]
    assert [Address(path).is_reading_page for path in ("/9001/", "/en/9001/", "/meja/")] == [True, True, False]
