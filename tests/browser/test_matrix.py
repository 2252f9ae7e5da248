"""The plan matrix in a browser: keyboard, drawer, filter, phone, and all of it without JavaScript."""

import pytest
from playwright.sync_api import Page, expect

from pranata.base.access.tests.factories import RoleAssignmentFactory
from tests.browser.conftest import PHONE, WIDE, overflow
from tests.browser.plans import TEXT, make_plan

MATRIX = "/meja/9001/rencana-aksi/2022/"
# Pixels between the row that has the keyboard and an edge of something fixed over the table.
GAP = """([selector, edge]) => {
  const row = document.activeElement.closest("tr").getBoundingClientRect();
  const fixed = document.querySelector(selector).getBoundingClientRect();
  return edge === "top" ? fixed.top - row.bottom : row.top - fixed.bottom;
}"""


@pytest.fixture
def staff(live_server):
    """An account at the office of a plan with 24 rows."""
    return RoleAssignmentFactory(office=make_plan().office).user


def focused(page: Page) -> str:
    """Row and column of the cell that has the keyboard: "baris-1.1.1 2"."""
    return page.evaluate(
        "(cell => `${cell.parentElement.id} ${cell.cellIndex}`)(document.activeElement.closest('td, th'))"
    )


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


@pytest.mark.parametrize(
    "address",
    [
        "/meja/9001/",
        "/meja/9001/rencana-aksi/",
        MATRIX,
        f"{MATRIX}?area=1&bulan=6",
        f"{MATRIX}1.1.2/",
        f"{MATRIX}catatan/",
        f"{MATRIX}penanggung-jawab/",
        f"{MATRIX}tenggat/",
    ],
)
def test_staff_page_is_accessible_and_fits_when_opened(wide, phone, signed_in, axe, staff, address):
    for page in (wide, phone):
        signed_in(page, staff).goto(address)

        assert axe(page) == []
        assert overflow(page) == 0


def test_arrows_move_between_cells_when_a_row_has_the_keyboard(wide, signed_in, staff):
    signed_in(wide, staff).goto(f"{MATRIX}?area=1")
    wide.focus("#baris-1\\.1\\.1 .txt a")

    press(wide, "ArrowRight", "ArrowRight", "ArrowDown")
    below = focused(wide)
    press(wide, "End", "ArrowRight", "ArrowUp")
    corner = focused(wide)
    press(wide, "Home", "ArrowUp")

    assert (below, corner, focused(wide)) == ("baris-1.1.2 3", "baris-1.1.1 16", "baris-1.1.1 0")


def test_enter_opens_details_and_escape_gives_the_keyboard_back_when_on_a_cell(wide, signed_in, axe, staff):
    signed_in(wide, staff).goto(f"{MATRIX}?area=1")
    wide.focus("#baris-1\\.1\\.2 .txt a")

    press(wide, "ArrowRight", "Enter")
    expect(wide.locator("#drawer h2")).to_be_focused()
    expect(wide.locator("#drawer h2")).to_have_text(f"{TEXT} 12")
    expect(wide.locator("#baris-1\\.1\\.2")).to_have_class("line open")
    faults = axe(wide)
    press(wide, "Escape")

    assert faults == []
    expect(wide.locator("#drawer article")).to_have_count(0)
    assert focused(wide) == "baris-1.1.2 1"
    assert wide.url.endswith(f"{MATRIX}?area=1")


def test_slash_jumps_to_the_search_when_pressed(wide, signed_in, staff):
    signed_in(wide, staff).goto(MATRIX)

    press(wide, "/")

    expect(wide.locator("#q")).to_be_focused()
    expect(wide.locator("#q")).to_have_value("")


def test_table_alone_is_exchanged_when_a_word_is_typed(wide, signed_in, staff):
    signed_in(wide, staff).goto(MATRIX)
    wide.evaluate("window.untouched = true")

    wide.locator("#q").press_sequentially("laporan contoh 23")
    expect(wide.locator("tr.line")).to_have_count(1)
    wide.select_option("select[name=catatan]", "ada")
    expect(wide.get_by_text("Tidak ada subkegiatan yang cocok")).to_be_visible()

    assert wide.evaluate("window.untouched") is True
    assert wide.url.endswith("?catatan=ada&q=laporan+contoh+23")


def test_number_found_is_announced_in_place_when_filtered(wide, signed_in, staff):
    signed_in(wide, staff).goto(MATRIX)
    region = wide.locator("#found[role=status]").element_handle()

    wide.fill("#q", "laporan contoh 23")
    expect(wide.locator("#found")).to_have_text("1 subkegiatan cocok. Hapus saringan")

    assert region.evaluate("element => element.isConnected") is True


def test_history_grows_by_one_step_a_filter_when_the_search_is_left(wide, signed_in, staff):
    signed_in(wide, staff).goto(MATRIX)
    before = wide.evaluate("history.length")

    wide.fill("#q", "laporan contoh 23")
    expect(wide.locator("tr.line")).to_have_count(1)
    press(wide, "Tab")
    wide.select_option("select[name=bulan]", "1")
    expect(wide.locator("tr.line")).to_have_count(0)

    assert wide.evaluate("history.length") - before == 2
    assert wide.url.endswith(f"{MATRIX}?bulan=1&q=laporan+contoh+23")


def test_focused_row_stays_between_heading_and_legend_when_moving_by_keys(wide, signed_in, staff):
    signed_in(wide, staff).goto(MATRIX)
    wide.focus("#baris-1\\.1\\.1 .txt a")

    press(wide, *["ArrowDown"] * 20)
    below = wide.evaluate(GAP, [".legend", "top"])
    press(wide, *["ArrowUp"] * 15)
    above = wide.evaluate(GAP, [".mx thead th", "bottom"])

    assert (below >= 0, above >= 0) == (True, True)


def test_filter_is_sent_as_a_plain_form_when_the_quick_way_fails(wide, signed_in, staff):
    signed_in(wide, staff).goto(MATRIX)
    wide.route(
        f"**{MATRIX}*", lambda route: route.abort() if route.request.headers.get("hx-request") else route.continue_()
    )

    wide.fill("#q", "laporan contoh 23")

    expect(wide).to_have_url(f"{MATRIX}?area=&bulan=&pj=&keadaan=&catatan=&q=laporan+contoh+23")
    expect(wide.locator("tr.line")).to_have_count(1)


def test_back_restores_the_matrix_when_a_filter_was_applied(wide, signed_in, staff):
    signed_in(wide, staff).goto(MATRIX)
    wide.select_option("select[name=bulan]", "1")
    expect(wide.locator("tr.line")).to_have_count(16)

    wide.go_back()

    expect(wide.locator("tr.line")).to_have_count(24)


def test_area_link_keeps_the_filter_when_followed(wide, signed_in, staff):
    signed_in(wide, staff).goto(MATRIX)
    wide.select_option("select[name=bulan]", "1")
    expect(wide.locator("tr.line")).to_have_count(16)

    wide.locator("#areas a").nth(3).click()

    expect(wide.locator("h1")).to_have_text("3. Penguatan Contoh Kelembagaan 3")
    expect(wide.locator("tr.line")).to_have_count(2)


def test_sign_in_is_asked_for_when_the_session_ended_behind_the_drawer(wide, signed_in, staff):
    signed_in(wide, staff).goto(MATRIX)
    wide.context.clear_cookies()

    wide.click("#baris-1\\.1\\.1 .txt a")

    expect(wide).to_have_url(f"/masuk/?next={MATRIX}")


def test_plan_is_read_and_filtered_when_there_is_no_script(open_page, signed_in, staff):
    page = signed_in(open_page(WIDE, java_script_enabled=False), staff)
    page.goto(MATRIX)

    page.fill("#q", "contoh 23")
    page.select_option("select[name=bulan]", "6")
    page.get_by_role("button", name="Terapkan").click()
    expect(page.locator("tr.line")).to_have_count(1)
    page.get_by_role("link", name=f"{TEXT} 23").click()

    assert page.url.partition("?")[0].endswith(f"{MATRIX}2.1.3/")
    expect(page.locator("main h2")).to_have_text(f"{TEXT} 23")
    assert page.locator("#drawer").is_visible() is False


def test_month_is_chosen_by_touch_when_on_a_phone(phone, signed_in, staff):
    signed_in(phone, staff).goto(f"{MATRIX}?area=1")
    expect(phone.locator("tr.line td.m:visible")).to_have_count(25)

    phone.locator(".months a", has_text="Jan").tap()

    expect(phone.locator("tr.line")).to_have_count(2)
    expect(phone.locator("tr.line td.m:visible")).to_have_count(2)
    expect(phone.locator(".months a[aria-current]")).to_have_text("Jan")


def test_details_cover_the_phone_when_opened_there(phone, signed_in, axe, staff):
    signed_in(phone, staff).goto(f"{MATRIX}?area=1")

    phone.locator("#baris-1\\.1\\.2 .txt a").tap()
    expect(phone.locator("#drawer h2")).to_be_focused()

    assert phone.locator("#drawer").bounding_box()["width"] == PHONE["width"]
    assert phone.locator("main").evaluate("main => main.inert") is True
    assert axe(phone) == []
    assert overflow(phone) == 0
    phone.get_by_role("link", name="Tutup rincian").tap()
    expect(phone.locator("#drawer article")).to_have_count(0)
    assert phone.locator("main").evaluate("main => main.inert") is False


def test_menu_closes_when_escape_is_pressed(wide, signed_in, staff):
    signed_in(wide, staff).goto(MATRIX)
    wide.get_by_text("Unduh", exact=True).click()
    expect(wide.get_by_role("link", name="Data lengkap (JSON)")).to_be_visible()

    press(wide, "Escape")

    expect(wide.get_by_role("link", name="Data lengkap (JSON)")).to_be_hidden()
