"""The staff pages of surveys in a browser: prepared, tried and opened; wide and on a phone."""

import pytest
from playwright.sync_api import expect

from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.org.tests.factories import OfficeFactory
from pranata.engines.surveys.models import Survey
from pranata.engines.surveys.tests.factories import (
    AddedQuestionFactory,
    KioskFactory,
    ResponseFactory,
    SurveyFactory,
    SurveyServiceFactory,
)
from pranata.lib import clock
from tests.browser.conftest import overflow

LIST = "/meja/9001/survei/"


@pytest.fixture
def office(live_server):
    return OfficeFactory(code="9001", is_active=True)


@pytest.fixture
def lead(office):
    return RoleAssignmentFactory(office=office, role="secretary").user


@pytest.fixture
def survey(office):
    """An open survey of two services, one of them full, with a kiosk and answers."""
    today = clock.today()
    first, last = today.replace(month=1, day=1), today.replace(month=12, day=31)
    item = SurveyFactory(
        office=office, code="skm", year=today.year, opens_on=first, closes_on=last, population=120, stops_when_full=True
    )
    for name, target, count in (("Layanan informasi (contoh)", 8, 8), ("Layanan pemilih (contoh)", 20, 5)):
        service = SurveyServiceFactory(survey=item, name=name, target=target)
        ResponseFactory.create_batch(count, survey=item, service=service)
    KioskFactory(survey=item)
    AddedQuestionFactory(survey=item)
    return item


def test_survey_is_prepared_tried_and_opened(wide, signed_in, lead, axe):
    page = signed_in(wide, lead)
    page.goto(LIST)
    page.get_by_role("link", name="Survei baru").click()
    assert axe(page) == []
    page.get_by_role("link", name="Pakai Survei Kepuasan Masyarakat").click()
    page.get_by_label("Dibuka mulai").fill(clock.today().replace(month=1, day=1).isoformat())
    page.get_by_label("Hari terakhir mengisi").fill(clock.today().replace(month=12, day=31).isoformat())
    page.get_by_label("Populasi").press_sequentially("500")
    expect(page.get_by_text("217 responden untuk populasi 500")).to_be_visible()
    assert axe(page) == []
    page.get_by_role("button", name="Simpan").click()

    page.get_by_role("link", name="Atur layanan dan kuota").click()
    page.locator("#id_form-0-name").fill("Layanan besar (contoh)")
    page.locator("#id_form-0-population").fill("400")
    page.locator("#id_form-1-name").fill("Layanan kecil (contoh)")
    page.locator("#id_form-1-population").fill("100")
    page.get_by_role("button", name="Bagi target menurut populasi").click()
    expect(page.locator("#id_form-0-target")).to_have_value("174")
    page.get_by_role("button", name="Simpan", exact=True).click()

    page.get_by_role("link", name="Uji dan simulasi").click()
    page.get_by_role("button", name="Hitung").click()
    expect(page.locator("#simulasi")).to_contain_text("174 dari 174")
    assert axe(page) == []
    page.goto(Survey.objects.get().get_absolute_url())
    page.get_by_role("link", name="Buka survei").first.click()
    page.get_by_role("button", name="Buka survei").click()
    expect(page.get_by_text("Survei dibuka.")).to_be_visible()
    assert Survey.objects.get().status == "open"


PAGES = (
    "", "baru/", "baru/?kuesioner=skm@2017", "{}/", "{}/ubah/", "{}/layanan/", "{}/pertanyaan/", "{}/kios/",
    "{}/undangan/", "{}/tutup/", "{}/salin/", "{}/saran/",
)  # fmt: skip
DRAFTED = ("{}/", "{}/buka/", "{}/simulasi/", "{}/pertanyaan/", "{}/pertanyaan/tambah/")


@pytest.mark.parametrize("screen", ["wide", "phone"])
def test_pages_fit_the_screen_and_say_what_they_are(request, signed_in, lead, survey, axe, screen):
    page = signed_in(request.getfixturevalue(screen), lead)
    for address in PAGES:
        page.goto(LIST + address.format(survey.pk))
        assert (address, overflow(page) <= 0, axe(page)) == (address, True, [])
    Survey.objects.update(status="draft")
    for address in DRAFTED:
        page.goto(LIST + address.format(survey.pk))
        assert (address, overflow(page) <= 0, axe(page)) == (address, True, [])


def test_kiosk_and_invitations_are_shown_once_on_a_phone(phone, signed_in, lead, survey, axe):
    page = signed_in(phone, lead)
    page.goto(f"{LIST}{survey.pk}/")
    page.get_by_role("link", name="Pasang kios").click()
    page.get_by_label("Letak kios").fill("Loket 1 (contoh)")
    page.get_by_role("button", name="Buat alamat kios").click()
    expect(page.get_by_role("img", name="Kode QR alamat kios")).to_be_visible()
    assert (overflow(page) <= 0, axe(page)) == (True, [])
    page.get_by_role("link", name="Selesai").click()
    expect(page.get_by_role("link", name="Cabut Loket 1 (contoh)")).to_be_visible()

    page.get_by_role("link", name="Buat undangan").click()
    page.get_by_label("Banyaknya undangan").fill("3")
    page.get_by_role("button", name="Buat undangan").click()
    assert len(page.get_by_label("Semua tautan").input_value().split()) == 3
    assert (overflow(page) <= 0, axe(page)) == (True, [])
