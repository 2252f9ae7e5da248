"""A real browser against the live server: ``wide`` and ``phone`` pages, ``signed_in``, ``axe``."""

from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright

from browser import launch_arguments, require_chromium

PATIENCE_MS = 120_000  # until a page that does not come is a fault; a busy machine is none
WIDE = {"width": 1280, "height": 800}
PHONE = {"width": 360, "height": 740}
SERIOUS = ("serious", "critical")
# What the browser and htmx say of a request that did not come through; some tests cut the line on purpose.
CUT_LINE = ("Failed to load resource", "htmx:afterRequest", "htmx:sendError")


def overflow(page: Page) -> int:
    """Pixels by which the page is wider than the screen; a phone's window grows with what does not fit."""
    return page.evaluate("document.documentElement.scrollWidth") - page.viewport_size["width"]


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """One Chromium for all browser tests.

    Playwright's plain interface keeps an event loop of its own running in this thread, and Django takes that for a
    coroutine calling the database. Nothing here is a coroutine, so the guard is off while the browser is open; scope
    "package" closes both before any other test runs.
    """
    expect.set_options(timeout=PATIENCE_MS)
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(
            executable_path=require_chromium(), args=launch_arguments(), timeout=PATIENCE_MS
        )
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser: Browser, live_server) -> Iterator[Callable[..., Page]]:
    """Opens a page: ``open_page(viewport, **context_options)``. Script errors and refusals by the CSP fail the test."""
    contexts, complaints = [], []

    def note(message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(CUT_LINE):
            complaints.append(message.text)

    def opened(viewport: dict[str, int], **options) -> Page:
        context = browser.new_context(
            viewport=viewport, base_url=live_server.url, locale="id-ID", timezone_id="Asia/Jakarta", **options
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", note)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def wide(open_page) -> Page:
    """A page on a small office PC, 1280 x 800."""
    return open_page(WIDE)


@pytest.fixture
def phone(open_page) -> Page:
    """A page on a phone, 360 x 740, with touch."""
    return open_page(PHONE, has_touch=True, is_mobile=True)


@pytest.fixture
def signed_in(live_server) -> Callable[[Page, object], Page]:
    """Signs a user in by the session cookie, without the form: ``signed_in(page, user)`` returns the page."""

    def sign_in(page: Page, user: object) -> Page:
        client = Client()
        client.force_login(user)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url, "httpOnly": True}]
        )
        return page

    return sign_in


@pytest.fixture
def axe() -> Callable[[Page], list[str]]:
    """Accessibility faults of a page that axe calls serious or critical: "rule: selector, selector"."""

    def faults(page: Page) -> list[str]:
        violations = Axe().run(page).response["violations"]
        return [
            f"{fault['id']}: {', '.join(str(target) for node in fault['nodes'] for target in node['target'])}"
            for fault in violations
            if fault["impact"] in SERIOUS
        ]

    return faults
