"""Takes the pictures of the main screens for ``docs/pictures/`` from a running server.

    PRANATA_PICTURES_LOGIN=... PRANATA_PICTURES_PASSWORD=... python tools/pictures.py http://127.0.0.1:8000

The account must be able to read the plan of ``--office`` and ``--year`` and need no second factor. Look at the
pictures beside the design before they are committed.
"""

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from browser import launch_arguments, require_chromium

PICTURES = Path(__file__).resolve().parents[1] / "docs/pictures"
WIDE: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 360, "height": 740}


@dataclass(frozen=True)
class Picture:
    """One screen: ``address`` with ``{office}`` and ``{year}``; ``opened`` is a link text clicked before the shot."""

    name: str
    address: str
    viewport: ViewportSize
    signed_in: bool = False
    opened: str = ""


SCREENS = (
    Picture("portal-home", "/{office}/", WIDE),
    Picture("portal-home-phone", "/{office}/", PHONE),
    Picture("public-plan", "/{office}/reformasi-birokrasi/{year}/", WIDE),
    Picture("public-plan-phone", "/{office}/reformasi-birokrasi/{year}/?bulan=6", PHONE),
    Picture("sign-in", "/masuk/", WIDE),
    Picture("desk", "/meja/{office}/", WIDE, signed_in=True),
    Picture("desk-phone", "/meja/{office}/", PHONE, signed_in=True),
    Picture("plan-matrix", "/meja/{office}/rencana-aksi/{year}/?area=7", WIDE, signed_in=True),
    Picture("plan-matrix-phone", "/meja/{office}/rencana-aksi/{year}/?area=7&bulan=6", PHONE, signed_in=True),
    Picture("drawer", "/meja/{office}/rencana-aksi/{year}/?area=4", WIDE, signed_in=True, opened="#baris-4\\.2\\.1 a"),
    Picture(
        "drawer-phone", "/meja/{office}/rencana-aksi/{year}/?area=4", PHONE, signed_in=True, opened="#baris-4\\.2\\.1 a"
    ),
    Picture("remarks", "/meja/{office}/rencana-aksi/{year}/catatan/", WIDE, signed_in=True),
)


@contextmanager
def page_of(browser: Browser, server: str, picture: Picture) -> Iterator[Page]:
    phone = picture.viewport is PHONE
    context = browser.new_context(
        viewport=picture.viewport, base_url=server, locale="id-ID", is_mobile=phone, has_touch=phone
    )
    try:
        yield context.new_page()
    finally:
        context.close()


def sign_in(page: Page) -> None:
    page.goto("/masuk/")
    page.fill("input[name=login]", os.environ["PRANATA_PICTURES_LOGIN"])
    page.fill("input[name=password]", os.environ["PRANATA_PICTURES_PASSWORD"])
    page.click("main button[type=submit]")
    page.wait_for_url("**/meja/**")


def take(page: Page, picture: Picture, address: str, folder: Path) -> None:
    response = page.goto(address)
    if response is None or response.status != 200:
        raise SystemExit(f"{address} answered {response.status if response else 'nothing'}")
    if picture.opened:
        page.click(picture.opened)
        page.wait_for_selector("#drawer article")
    page.evaluate("document.fonts.ready")
    page.screenshot(path=folder / f"{picture.name}.png")


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("server", help="address of a running server")
    parser.add_argument("--office", default="3503")
    parser.add_argument("--year", default="2022")
    parser.add_argument("--only", help="take only pictures whose name contains this")
    parser.add_argument("--folder", type=Path, default=PICTURES)
    options = parser.parse_args(arguments)
    options.folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=require_chromium(), args=launch_arguments())
        for picture in SCREENS:
            if options.only and options.only not in picture.name:
                continue
            with page_of(browser, options.server, picture) as page:
                if picture.signed_in:
                    sign_in(page)
                take(page, picture, picture.address.format(office=options.office, year=options.year), options.folder)
            print(options.folder / f"{picture.name}.png")
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
