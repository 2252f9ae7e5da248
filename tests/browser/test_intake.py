"""Anonymous forms in a browser: with their script, without it, and with a line that breaks."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from playwright.sync_api import Page, expect

from pranata.base.files.models import StoredFile
from pranata.base.org.tests.factories import OfficeFactory
from pranata.engines.intake import rules
from pranata.engines.intake.models import Attempt, StagedFile
from pranata.engines.intake.tests.conftest import open_door
from pranata.engines.intake.tests.posting import ADDRESS, PLAIN, TRACKER
from pranata.engines.intake.tests.sample import CODE, NUMBER, cases
from tests.browser.conftest import PHONE, overflow

DRAFT = "pranata.draft.sample/9001"
RECEIPT = "Kiriman Anda sudah kami terima"


@pytest.fixture(autouse=True)
def _office(live_server, settings, tmp_path):
    open_door(settings, tmp_path)
    OfficeFactory(code="9001", name="KPU Kabupaten Contoh")


def fill(page: Page) -> None:
    page.get_by_label("Nama").fill("Warga Contoh")
    page.get_by_label("Perorangan").check()
    page.get_by_label("Isi", exact=True).fill("Isi contoh")


def send(page: Page) -> None:
    page.get_by_role("button", name="Kirim", exact=True).click()


def draft(page: Page) -> dict | None:
    kept = page.evaluate("key => localStorage.getItem(key)", DRAFT)
    return json.loads(kept)["draft"] if kept else None


def wait_for_draft(page: Page) -> None:
    page.wait_for_function("key => localStorage.getItem(key)", arg=DRAFT)


def heading(page: Page):
    return expect(page.get_by_role("heading", level=1))


def test_form_errors_receipt_and_tracker_are_accessible_and_fit(wide, phone, axe):
    for page in (wide, phone):
        page.goto(ADDRESS)
        page.get_by_text("Dasar hukum, lama disimpan, dan hak Anda").click()
        assert (axe(page), overflow(page)) == ([], 0)

        fill(page)
        page.get_by_label("Nama").fill("\u202eWarga")
        page.set_input_files("[name=intake_files]", {"name": "a.exe", "mimeType": "", "buffer": b"MZ"})
        expect(page.locator(".field-error")).to_have_count(1)
        send(page)
        heading(page).to_have_text("Formulir contoh")
        expect(page.locator(".notices.bad")).to_contain_text("Belum terkirim")
        assert (axe(page), overflow(page)) == ([], 0)

        send(page)
        heading(page).to_have_text(RECEIPT)
        assert (axe(page), overflow(page)) == ([], 0)

        page.goto(TRACKER)
        assert (axe(page), overflow(page)) == ([], 0)
        assert page.context.cookies() == []


def test_sender_waits_only_for_the_puzzle_when_the_script_runs(phone):
    phone.goto(ADDRESS)
    fill(phone)
    send(phone)

    heading(phone).to_have_text(RECEIPT)
    expect(phone.locator(".secret")).to_have_text(CODE)
    assert Attempt.objects.values_list("door", flat=True).get() == "sample/9001"


SOLVE = """([address, question, parts, bits]) => new Promise((resolve) => {
    const worker = new Worker(address), started = performance.now();
    worker.onmessage = ({ data }) => resolve([data, performance.now() - started]);
    worker.postMessage({ question, parts, bits });
})"""


def solve(page: Page, question: str, bits: int) -> tuple[str, float]:
    """What the page's own script answers, and the milliseconds it took."""
    return page.evaluate(SOLVE, [page.locator("form").get_attribute("data-puzzle"), question, rules.PUZZLE_PARTS, bits])


def test_puzzle_is_small_and_quick(phone):
    phone.goto(ADDRESS)
    solution, milliseconds = solve(phone, "pertanyaan", rules.PUZZLE_BITS)

    assert Path(finders.find("intake/puzzle.js")).stat().st_size < 3000
    assert rules.is_solved("pertanyaan", solution)
    assert milliseconds < 2000


def test_script_and_server_agree_whatever_the_length_of_the_token(phone, monkeypatch):
    monkeypatch.setattr(rules, "PUZZLE_BITS", 4)
    phone.goto(ADDRESS)
    questions = ["x" * length for length in range(60, 125)]

    wrong = [len(question) for question in questions if not rules.is_solved(question, solve(phone, question, 4)[0])]

    assert wrong == []


def test_form_is_sent_without_script_after_the_filling_time(open_page, monkeypatch):
    monkeypatch.setattr(rules, "FILLING_TIME", timedelta(0))
    page = open_page(PHONE, java_script_enabled=False)
    page.goto(ADDRESS)
    expect(page.get_by_role("button", name="Hapus draf")).to_have_count(0)
    fill(page)
    page.set_input_files("[name=intake_files]", {"name": "a.txt", "mimeType": "text/plain", "buffer": b"isi"})
    page.get_by_label("Surel").fill("a@b.example")
    page.get_by_label("Nama").fill("\u202eWarga")
    send(page)
    expect(page.get_by_text("a.txt")).to_have_count(1)
    send(page)

    heading(page).to_have_text(RECEIPT)
    assert (cases().count(), StoredFile.objects.count()) == (1, 1)
    assert Attempt.objects.values_list("door", flat=True).get() == "sample/9001:unproven"


def test_no_second_case_is_made_when_only_the_receipt_was_lost_on_the_way(phone):
    def lose_answer(route):
        if route.request.method != "POST":
            return route.continue_()
        route.fetch()
        return route.abort()

    phone.goto(ADDRESS)
    fill(phone)
    wait_for_draft(phone)
    phone.route(f"**{ADDRESS}", lose_answer)
    with phone.expect_event("requestfailed"):
        send(phone)
    phone.unroute_all()
    assert cases().count() == 1

    phone.goto(ADDRESS)
    phone.get_by_role("button", name="Pulihkan").click()
    send(phone)

    heading(phone).to_have_text(RECEIPT)
    expect(phone.get_by_text("tidak dicatat dua kali")).to_be_visible()
    assert (cases().count(), draft(phone)) == (1, None)


def test_form_says_it_was_sent_when_its_sender_goes_back(phone):
    phone.goto(ADDRESS)
    fill(phone)
    send(phone)
    heading(phone).to_have_text(RECEIPT)

    phone.go_back()

    expect(phone.get_by_text("Formulir ini sudah terkirim dan sudah kami terima.")).to_be_visible()
    expect(phone.get_by_label("Nama")).to_have_value("")
    assert draft(phone) is None


def test_draft_is_offered_back_and_wiped_after_sending(phone):
    phone.goto(ADDRESS)
    fill(phone)
    wait_for_draft(phone)
    expect(phone.get_by_text("Bila perangkat ini dipakai bersama")).to_be_visible()

    phone.goto(ADDRESS)
    expect(phone.get_by_label("Nama")).to_have_value("")
    phone.get_by_role("button", name="Pulihkan").tap()
    expect(phone.get_by_label("Nama")).to_have_value("Warga Contoh")
    expect(phone.get_by_label("Perorangan")).to_be_checked()
    expect(phone.get_by_role("button", name="Pulihkan")).to_be_hidden()
    send(phone)

    heading(phone).to_have_text(RECEIPT)
    assert draft(phone) is None


def test_draft_and_fields_are_gone_when_their_reader_wipes_them(phone):
    phone.goto(ADDRESS)
    fill(phone)
    wait_for_draft(phone)
    assert draft(phone) == {"name": ["Warga Contoh"], "kind": ["person"], "content": ["Isi contoh"]}

    phone.get_by_role("button", name="Hapus draf").last.tap()

    expect(phone.get_by_text("Draf sudah dihapus dari perangkat ini.")).to_be_visible()
    expect(phone.get_by_label("Nama")).to_have_value("")
    expect(phone.get_by_label("Perorangan")).not_to_be_checked()
    phone.wait_for_timeout(500)
    assert draft(phone) is None


def test_old_draft_is_not_offered_and_goes(phone):
    phone.goto(ADDRESS)
    old = '{"at": 1, "draft": {"name": ["Warga Contoh"]}}'
    phone.evaluate("([key, text]) => localStorage.setItem(key, text)", [DRAFT, old])
    phone.reload()

    expect(phone.get_by_role("button", name="Pulihkan")).to_be_hidden()
    assert draft(phone) is None


def test_nothing_stays_on_the_device_when_the_form_keeps_no_draft(phone):
    phone.goto(PLAIN)
    fill(phone)
    phone.wait_for_timeout(500)

    expect(phone.get_by_role("button", name="Hapus draf")).to_have_count(0)
    assert phone.evaluate("localStorage.length") == 0


def test_sender_is_told_and_loses_nothing_when_the_line_is_down(phone):
    phone.goto(ADDRESS)
    fill(phone)
    phone.context.set_offline(True)
    send(phone)
    expect(phone.get_by_text("Tidak ada sambungan internet.")).to_be_visible()
    expect(phone.get_by_label("Isi", exact=True)).to_have_value("Isi contoh")

    phone.context.set_offline(False)
    send(phone)
    heading(phone).to_have_text(RECEIPT)


def test_file_goes_ahead_while_the_form_is_filled_in(phone):
    phone.goto(ADDRESS)
    fill(phone)
    files = [{"name": f"{name}.txt", "mimeType": "text/plain", "buffer": name.encode()} for name in ("satu", "dua")]
    phone.set_input_files("[name=intake_files]", files)

    expect(phone.locator(".files li")).to_have_count(2)
    expect(phone.get_by_label("Nama")).to_have_value("Warga Contoh")
    assert (StagedFile.objects.count(), phone.locator("[name=intake_files]").input_value()) == (2, "")
    phone.get_by_label("jangan ikutkan").first.check()
    send(phone)

    heading(phone).to_have_text(RECEIPT)
    assert (StoredFile.objects.count(), StagedFile.objects.count()) == (1, 0)


def test_file_goes_with_the_form_when_it_could_not_go_ahead(phone):
    phone.goto(ADDRESS)
    fill(phone)
    phone.context.set_offline(True)
    phone.set_input_files("[name=intake_files]", {"name": "a.txt", "mimeType": "text/plain", "buffer": b"isi"})
    expect(phone.get_by_text("Belum terunggah. Berkas ini ikut dikirim bersama formulir.")).to_be_visible()
    phone.context.set_offline(False)
    send(phone)

    heading(phone).to_have_text(RECEIPT)
    assert StoredFile.objects.count() == 1


def test_large_file_is_refused_before_it_is_sent(phone):
    phone.goto(ADDRESS)
    large = {"name": "a.txt", "mimeType": "text/plain", "buffer": b"x" * 1_048_577}
    phone.set_input_files("[name=intake_files]", large)

    expect(phone.locator(".field-error")).to_have_text("a.txt: Terlalu besar; paling besar 1 MB.")
    assert StagedFile.objects.count() == 0


def test_tracker_says_the_same_when_number_or_code_are_wrong(phone):
    phone.goto(TRACKER)
    phone.get_by_label("Nomor pendaftaran").fill(NUMBER)
    phone.get_by_label("Kode rahasia").fill("AAAA")
    phone.get_by_role("button", name="Lihat perkembangannya").tap()

    expect(phone.get_by_role("alert")).to_have_text(
        "Nomor dan kode itu tidak cocok. Periksa keduanya pada tanda terima Anda."
    )
    assert phone.url.endswith(TRACKER)
