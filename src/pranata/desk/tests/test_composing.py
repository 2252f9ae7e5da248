"""The page on which the narrative of a report is composed."""

import re

import pytest

from pranata.base.paper.tests.factories import OfficePaperFactory
from pranata.engines.indicators.tests.factories import ReadingFactory
from pranata.engines.plan.models import Progress
from pranata.engines.plan.tests.factories import BindingFactory, IndicatorFactory
from pranata.engines.plan.tests.report_sample import TODAY, counted_plan
from pranata.engines.reports.models import WrittenSentence

pytestmark = pytest.mark.django_db
JUNE = "/meja/9001/laporan/bulanan/2022-06/"
PAGE = f"{JUNE}susun/"


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", TODAY)


@pytest.fixture
def plan(office):
    OfficePaperFactory(office=office)
    return counted_plan(office)


def text(response):
    """The words of a page, one blank between them."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def bound(plan, code):
    row = plan.subactivities.get(code=code)
    indicator = IndicatorFactory(subactivity=row, position=row.indicators.count() + 1)
    BindingFactory(indicator=indicator, measure_key="plan.verified_share")


def write(client, **data):
    return client.post(PAGE, {"seen": "", **data})


def test_page_shows_each_sentence_with_its_mark_and_the_note_of_its_reading(client, secretary, plan):
    bound(plan, "1.1.1")
    reading = ReadingFactory(office=plan.office, measure="plan.verified_share", value=50, numerator=1, denominator=2)
    page = client.get(PAGE)

    said = "1 dari 2 subkegiatan yang dijadwalkan pada Juni 2022 sudah diverifikasi."
    assert f"{said} (1.1.1#1) B1 tersusun otomatis" in text(page)
    assert f"B1 {said} plan.verified_share" in text(page)
    assert f"bacaan {reading.pk}" in text(page)
    assert 'href="#catatan-B1"' in page.content.decode()
    assert 'id="catatan-B1"' in page.content.decode()


def test_sentence_is_edited_and_tells_when_the_figures_below_it_move(client, secretary, plan):
    answer = write(client, deed="edit", key="area-2:jadwal", text="Area 2 masih menunggu.")

    assert (answer.status_code, answer.url) == (302, PAGE)
    assert "Area 2 masih menunggu." in text(client.get(PAGE))
    assert "angka di bawahnya berubah" not in text(client.get(PAGE))

    Progress.objects.filter(subactivity__code="2.1.1").update(status="verified")
    page = text(client.get(PAGE))
    assert "Area 2 masih menunggu." in page
    assert "angka di bawahnya berubah: 0 dari 1 menjadi 1 dari 1" in page
    assert f"disunting {secretary}" in page


def test_added_and_removed_sentences_are_in_the_draft_or_not(client, secretary, plan):
    write(client, deed="add", section="hambatan", text="Jalan putus sepekan.")
    write(client, deed="remove", key="menunggu")

    said = client.get(f"{JUNE}konsep.json").json()["narrative"]
    sentences = [(each["key"], each["state"]) for section in said for each in section["sentences"]]
    assert ("tambahan-1", "added") in sentences
    assert "menunggu" not in [key for key, _state in sentences]
    assert "dihapus" in text(client.get(PAGE))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"deed": "edit", "key": "jadwal", "text": " "}, "Kalimat belum diisi."),
        ({"deed": "edit", "key": "tidak-ada", "text": "Kalimat."}, "baru saja diubah orang lain"),
        ({"deed": "add", "section": "lain", "text": "Kalimat."}, "Bagian ini tidak ada"),
        ({"key": "jadwal"}, "Pilih apa yang dilakukan"),
    ],
)
def test_wrong_input_is_explained_and_nothing_is_kept(client, secretary, plan, data, words):
    answer = write(client, **data)

    assert answer.status_code == 422
    assert words in text(answer)
    assert not WrittenSentence.objects.exists()


def test_page_is_refused_to_staff_who_may_not_issue(client, staff, plan):
    assert client.get(PAGE).status_code == 403
    assert write(client, deed="add", section="hambatan", text="Kalimat.").status_code == 403


@pytest.mark.parametrize("path", ["bulanan/2021-06/susun/", "bulanan/2022/susun/", "lain/2022-06/susun/"])
def test_page_is_missing_when_there_is_no_such_report(client, secretary, plan, path):
    assert client.get(f"/meja/9001/laporan/{path}").status_code == 404


def test_missing_parts_are_listed_before_issuing(client, secretary, plan):
    page = text(client.get(f"{JUNE}terbitkan/"))

    assert "Yang belum lengkap 3 laporan bulanan tanpa bukti yang berlaku: 1.1.1·6; 1.1.2·6; 2.1.1·6." in page


def test_page_asks_as_often_when_more_sentences_were_written(client, secretary, plan, django_assert_num_queries):
    write(client, deed="add", section="hambatan", text="Satu.")
    client.get(PAGE)
    with django_assert_num_queries(20):
        client.get(PAGE)
    write(client, deed="add", section="hambatan", text="Dua.")
    write(client, deed="edit", key="jadwal", text="Tiga.")
    client.get(PAGE)
    with django_assert_num_queries(20):
        client.get(PAGE)
