"""The browser the other browser tests stand on: its sizes, its ear for faults, its silence on the network."""

import pytest
from playwright.sync_api import Error

from pranata.base.access.tests.factories import RoleAssignmentFactory


def test_viewport_is_the_promised_one_when_a_page_opens(wide, phone):
    for page in (wide, phone):
        page.set_content('<meta name="viewport" content="width=device-width, initial-scale=1">')

    sizes = [page.evaluate("[window.innerWidth, window.innerHeight]") for page in (wide, phone)]

    assert sizes == [[1280, 800], [360, 740]]


def test_axe_names_the_fault_when_a_picture_has_no_words(wide, axe):
    wide.set_content('<html lang="id"><title>Uji</title><main><h1>Uji</h1><img src="data:,"></main></html>')

    assert axe(wide) == ["image-alt: img"]


def test_axe_names_nothing_when_the_page_is_sound(wide, axe):
    wide.set_content('<html lang="id"><title>Uji</title><main><h1>Uji</h1></main></html>')

    assert axe(wide) == []


def test_outside_address_is_not_found_when_a_page_asks_for_it(wide):
    with pytest.raises(Error, match="ERR_NAME_NOT_RESOLVED"):
        wide.goto("https://example.org/")


def test_desk_opens_without_the_form_when_signed_in_by_cookie(wide, signed_in):
    role = RoleAssignmentFactory()

    signed_in(wide, role.user).goto("/meja/")

    assert wide.url.endswith(f"/meja/{role.office.code}/")
