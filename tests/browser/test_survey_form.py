"""A survey in a browser: on a phone, at a kiosk, with and without script, and with a line that breaks."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from pranata.base.org.tests.factories import OfficeFactory
from pranata.engines.intake import rules
from pranata.engines.surveys.actions.doors import code_digest
from pranata.engines.surveys.models import Response
from pranata.engines.surveys.tests.factories import (
    AddedQuestionFactory,
    InvitationFactory,
    KioskFactory,
    SurveyFactory,
    SurveyServiceFactory,
)
from tests.browser.conftest import PHONE, overflow

FORM = "/9001/survei/skm-contoh/"
KIOSK = f"{FORM}kios/kunci-contoh/"
INVITED = f"{FORM}undangan/undangan-contoh/"
ELEMENTS = ["u1", "u2", "u3", "u4", "u5", "u6", "u7", "u9", "u8"]  # as the paper form prints them
QUEUE = "() => JSON.parse(localStorage.getItem('pranata.survey.queue') ?? '[]')"
FULL_FACTS = "sex age education job hours"


@pytest.fixture(autouse=True)
def survey(live_server):
    office = OfficeFactory(code="9001", is_active=True, name="KPU Kabupaten Contoh")
    return SurveyFactory(
        office=office, code="skm-contoh", title="Survei kepuasan (contoh)", asked="sex", closes_on=date(2099, 12, 31)
    )


@pytest.fixture
def kiosk(survey):
    return KioskFactory(survey=survey, digest=code_digest("kunci-contoh"))


def fill(page: Page, value: int = 3) -> None:
    for code in ELEMENTS:
        page.locator(f"[name={code}][value='{value}']").check()


def send(page: Page) -> None:
    page.get_by_role("button", name="Kirim jawaban").click()


def heading(page: Page):
    return expect(page.get_by_role("heading", level=1).locator("visible=true"))


def queued(page: Page) -> list:
    return page.evaluate(QUEUE)


def wait_until_kept(page: Page) -> None:
    """Until the page can be opened again without a line; its script says so on the page."""
    expect(page.locator("html[data-opens-offline]")).to_have_count(1)


def pass_what_is_optional(page: Page) -> None:
    """From the suggestion, which follows the last question, to the end."""
    for words in ("Saran untuk perbaikan layanan", "Tentang Anda"):
        expect(page.get_by_text(words)).to_be_visible()
        page.get_by_role("button", name="Lanjut").click()


def answer_at_kiosk(page: Page) -> None:
    page.get_by_role("button", name="Mulai").click()
    for code in ELEMENTS:
        expect(page.locator(f"#q-{code}")).to_be_visible()
        page.locator(f"#q-{code} .survey-option").last.click()
    pass_what_is_optional(page)
    send(page)


def test_form_and_thanks_are_accessible_and_fit(wide, phone, axe, survey):
    survey.asked = FULL_FACTS
    survey.save()
    SurveyServiceFactory.create_batch(2, survey=survey)
    AddedQuestionFactory(survey=survey, kind="multiple")
    for page in (wide, phone):
        for address in (f"/en{FORM}", FORM, "/9001/survei/"):
            page.goto(address)
            assert (axe(page), overflow(page)) == ([], 0)

        page.goto(FORM)
        fill(page)
        page.locator("[name=service]").first.check()
        send(page)
        heading(page).to_have_text("Terima kasih")
        assert (axe(page), overflow(page)) == ([], 0)
        assert page.context.cookies() == []
    assert Response.objects.count() == 2


def test_pages_without_form_are_accessible_and_fit(phone, axe, survey, kiosk):
    InvitationFactory(survey=survey, digest=code_digest("undangan-contoh"), is_used=True)
    SurveyFactory(office=survey.office, code="lewat", status="closed")
    for address in (INVITED, f"{FORM}undangan/salah/", "/9001/survei/lewat/"):
        phone.goto(address)
        assert (axe(phone), overflow(phone)) == ([], 0)


def test_kiosk_of_a_survey_that_takes_nothing_looks_again_by_itself(wide, axe, survey, kiosk):
    wide.clock.install()
    type(survey).objects.update(status="closed")
    wide.goto(KIOSK)
    expect(wide.get_by_text("Masa pengisiannya sudah berakhir.")).to_be_visible()
    assert axe(wide) == []
    type(survey).objects.update(status="open")
    wide.clock.run_for(61_000)

    expect(wide.get_by_role("button", name="Mulai")).to_be_visible()


def test_questions_of_a_phone_are_large_enough_for_a_thumb(phone):
    phone.goto(FORM)
    heights = {round(each.bounding_box()["height"]) for each in phone.locator(".survey-choices .survey-option").all()}

    assert min(heights) >= 48


def test_form_is_sent_without_script(open_page, monkeypatch, survey, kiosk):
    monkeypatch.setattr(rules, "FILLING_TIME", timedelta(0))
    InvitationFactory(survey=survey, digest=code_digest("undangan-contoh"))
    page = open_page(PHONE, java_script_enabled=False)
    for address in (FORM, INVITED, KIOSK):
        page.goto(address)
        send(page)
        expect(page.get_by_label("Kirim walau ada yang tidak saya jawab")).to_be_visible()
        fill(page)
        send(page)
        heading(page).to_have_text("Terima kasih")

    assert sorted(Response.objects.values_list("channel", flat=True)) == ["invitation", "kiosk", "link"]


def test_gaps_are_shown_and_may_be_sent_on_purpose(phone, axe):
    phone.goto(FORM)
    fill(phone)
    phone.evaluate("document.querySelector('[name=u4]:checked').checked = false")
    send(phone)
    expect(phone.locator(".survey-question.is-wrong")).to_have_count(1)
    expect(phone.locator("#q-u4 .field-error")).to_have_text("Belum dijawab.")
    assert axe(phone) == []
    phone.get_by_label("Kirim walau ada yang tidak saya jawab").check()
    send(phone)

    heading(phone).to_have_text("Terima kasih")
    assert Response.objects.values_list("a3", "a4").get() == (3, None)


def test_answer_without_a_line_is_kept_sent_later_and_removed(phone, axe):
    phone.goto(FORM)
    fill(phone)
    phone.context.set_offline(True)
    send(phone)
    expect(phone.get_by_text("Jawaban Anda disimpan di perangkat ini")).to_be_visible()
    expect(phone.locator("[data-queue]")).to_contain_text("menunggu dikirim: 1")
    assert (len(queued(phone)), Response.objects.count(), axe(phone)) == (1, 0, [])

    phone.context.set_offline(False)

    expect(phone.locator("[data-queue]")).to_contain_text("sudah terkirim")
    assert (queued(phone), Response.objects.count()) == ([], 1)


def test_form_opens_again_without_a_line(phone):
    phone.goto(FORM)
    wait_until_kept(phone)
    phone.context.set_offline(True)
    phone.goto(FORM)
    heading(phone).to_have_text("Survei kepuasan (contoh)")
    fill(phone)
    send(phone)
    expect(phone.get_by_text("Jawaban Anda disimpan di perangkat ini")).to_be_visible()
    phone.goto(FORM)
    expect(phone.locator("form.survey-form")).to_be_hidden()  # this page's answer waits already
    phone.context.set_offline(False)

    expect(phone.locator("[data-queue]")).to_contain_text("sudah terkirim")
    assert Response.objects.count() == 1


def test_answer_that_came_late_is_set_aside_and_can_be_removed(phone, survey):
    phone.goto(FORM)
    fill(phone)
    phone.context.set_offline(True)
    send(phone)
    expect(phone.locator("[data-queue]")).to_contain_text("menunggu dikirim: 1")
    survey.status = "closed"
    survey.save()
    phone.context.set_offline(False)

    expect(phone.locator("[data-queue]")).to_contain_text("tidak diterima")
    phone.get_by_role("button", name="Hapus dari perangkat ini").click()
    assert (queued(phone), Response.objects.count()) == ([], 0)


def test_old_answers_go_from_the_device_unsent(phone):
    phone.goto(FORM)
    old = '[{"id": "a", "at": 1, "address": "/9001/survei/skm-contoh/", "fields": []}]'
    phone.evaluate("text => localStorage.setItem('pranata.survey.queue', text)", old)
    phone.reload()

    expect(phone.locator("[data-queue]")).to_be_hidden()
    assert Response.objects.count() == 0


def test_answer_whose_thanks_were_lost_on_the_way_counts_once(phone):
    def lose(route):
        if route.request.method != "POST":
            return route.continue_()
        route.fetch()
        return route.abort()

    phone.goto(FORM)
    fill(phone)
    phone.route(f"**{FORM}", lose)
    send(phone)
    expect(phone.get_by_text("Jawaban Anda disimpan di perangkat ini")).to_be_visible()
    phone.unroute_all()
    phone.get_by_role("button", name="Kirim sekarang").click()

    expect(phone.locator("[data-queue]")).to_contain_text("sudah terkirim")
    assert Response.objects.count() == 1


def test_kiosk_asks_one_question_at_a_time_and_returns_to_the_start(wide, axe, kiosk):
    wide.clock.install()
    wide.goto(KIOSK)
    assert (axe(wide), overflow(wide)) == ([], 0)
    wide.get_by_role("button", name="Mulai").click()
    expect(wide.locator(".survey-question:visible")).to_have_count(1)
    wide.get_by_role("button", name="Lanjut").click()
    expect(wide.get_by_text("Pilih satu jawaban dahulu.")).to_be_visible()
    assert axe(wide) == []
    for code in ELEMENTS:
        wide.locator(f"#q-{code} .survey-option").last.click()
        wide.clock.run_for(300)
    pass_what_is_optional(wide)
    assert (axe(wide), overflow(wide)) == ([], 0)
    send(wide)

    heading(wide).to_have_text("Terima kasih")
    expect(wide.locator("[data-waiting]")).to_be_hidden()
    wide.clock.run_for(9000)
    heading(wide).to_have_text("Survei kepuasan (contoh)")
    expect(wide.locator("[name=u1]:checked")).to_have_count(0)
    assert Response.objects.values_list("channel", "total").get() == ("kiosk", 36)


def test_kiosk_leaves_out_a_question_for_whoever_says_so(phone, kiosk):
    phone.goto(KIOSK)
    phone.get_by_role("button", name="Mulai").click()
    for code in ELEMENTS[:-2]:
        phone.locator(f"#q-{code} .survey-option").first.click()
    expect(phone.locator("#q-u9")).to_be_visible()
    for code in ("u9", "u8"):
        expect(phone.locator(f"#q-{code}")).to_be_visible()
        phone.get_by_role("button", name="Lanjut").click()
        phone.get_by_role("button", name="Lewati").click()
    assert overflow(phone) == 0
    pass_what_is_optional(phone)
    send(phone)

    heading(phone).to_have_text("Terima kasih")
    expect(phone.locator("[data-waiting]")).to_be_hidden()
    assert Response.objects.values_list("a1", "a8", "a9").get() == (1, None, None)


def test_kiosk_that_nobody_touches_counts_down_and_forgets(wide, axe, kiosk):
    wide.clock.install()
    wide.goto(KIOSK)
    wide.get_by_role("button", name="Mulai").click()
    wide.locator("#q-u1 .survey-option").first.click()
    wide.clock.run_for(61_000)
    expect(wide.get_by_text("Masih di sini?")).to_be_visible()
    assert axe(wide) == []
    wide.get_by_role("button", name="Lanjutkan").click()
    expect(wide.get_by_text("Masih di sini?")).to_be_hidden()
    expect(wide.locator("#q-u2")).to_be_visible()

    wide.clock.run_for(61_000)
    wide.clock.run_for(16_000)

    expect(wide.get_by_role("button", name="Mulai")).to_be_visible()
    expect(wide.locator("[name=u1]:checked")).to_have_count(0)
    assert (Response.objects.count(), queued(wide)) == (0, [])


def test_kiosk_keeps_answers_without_a_line_and_sends_each_once(wide, kiosk):
    wide.goto(KIOSK)
    wait_until_kept(wide)
    wide.context.set_offline(True)
    for number in (1, 2):
        answer_at_kiosk(wide)
        heading(wide).to_have_text("Terima kasih")
        expect(wide.locator("[data-waiting]")).to_contain_text(f"menunggu dikirim: {number}")
        wide.locator("[data-thanks-screen] [data-restart]").click()
    wide.reload()
    expect(wide.locator("[data-waiting]")).to_contain_text("menunggu dikirim: 2")

    wide.context.set_offline(False)

    expect(wide.locator("[data-waiting]")).to_be_hidden()
    assert (Response.objects.count(), queued(wide)) == (2, [])


def test_kiosk_shows_staff_how_many_answers_were_refused(wide, survey, kiosk):
    wide.goto(KIOSK)
    wide.context.set_offline(True)
    answer_at_kiosk(wide)
    expect(wide.locator("[data-waiting]")).to_contain_text("menunggu dikirim: 1")
    survey.status = "closed"
    survey.save()
    wide.context.set_offline(False)

    expect(wide.locator("[data-aside]")).to_contain_text("ditolak, panggil petugas: 1")
    assert (Response.objects.count(), len(queued(wide))) == (0, 1)
