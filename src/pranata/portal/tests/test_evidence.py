"""Evidence before the public: only what somebody published on purpose."""

import re
from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.db import transaction

from pranata.base.files.actions import store
from pranata.engines.evidence.models import Evidence
from pranata.engines.evidence.tests.factories import EvidenceFactory
from pranata.engines.plan.models import Plan
from pranata.engines.plan.tests.report_sample import prove
from pranata.portal.tests.reading import content, words

LIST = "/9001/bukti/"
PLAN = "/9001/reformasi-birokrasi/2022/"
PUBLISHED = date(2022, 7, 1)


def kept(office, text="isi bukti", name="notulen.txt"):
    with transaction.atomic():
        return store(office, ContentFile(text.encode()), by=None, name=name)


@pytest.fixture
def item(public_plan):
    """A text file behind June of 1.1.1, published on purpose."""
    file = kept(public_plan.office)
    values = {"title": "Notulen contoh", "link": "", "file": file, "file_name": "catatan asli.txt"}
    return prove(public_plan, "1.1.1", 6, published_on=PUBLISHED, **values)


def titles(response) -> list[str]:
    return re.findall(r'<th scope="row"[^>]*>([^<]+)</th>', response.content.decode())


def test_list_shows_published_items_with_what_they_prove(client, public_plan, item):
    link = prove(public_plan, "1.1.2", 6, title="Berita contoh", published_on=PUBLISHED)
    prove(public_plan, "1.1.1", 6, title="Bukti tertutup")

    response = client.get(LIST)

    assert titles(response) == ["Berita contoh", "Notulen contoh"]
    assert "Notulen contoh 20 Juni 2022 1.1.1, Juni 2022 Unduh (9 bita)" in words(response).replace("\xa0", " ")
    assert f'href="{PLAN}#sub-1.1.1"' in response.content.decode()
    assert f'<a href="{link.link}" rel="nofollow noopener noreferrer">' in response.content.decode()
    assert ("Bukti tertutup" in words(response), "catatan asli" in words(response)) == (False, False)


def test_plan_leads_from_a_row_to_its_published_items(client, public_plan, item):
    prove(public_plan, "1.1.2", 6, title="Berita contoh", published_on=PUBLISHED)

    html = client.get(PLAN).content.decode()

    assert re.findall(r'class="evidence-link" href="([^"]+)">([^<]+)<', html) == [
        (f"{LIST}?tahun=2022&amp;kode=1.1.1", "1 bukti dibuka"),
        (f"{LIST}?tahun=2022&amp;kode=1.1.2", "1 bukti dibuka"),
    ]
    assert titles(client.get(LIST, {"tahun": "2022", "kode": "1.1.1"})) == ["Notulen contoh"]
    assert titles(client.get(LIST, {"tahun": "2021", "kode": "1.1.1"})) == []
    assert titles(client.get(LIST, {"tahun": "x", "kode": "1.1.1"})) == ["Berita contoh", "Notulen contoh"]


def test_file_is_called_by_its_title_and_sent_safely(client, item):
    response = client.get(f"{LIST}{item.pk}/")

    assert content(response) == b"isi bukti"
    assert response["Content-Disposition"] == 'attachment; filename="Notulen contoh.txt"'
    assert (response["Cache-Control"], response["X-Content-Type-Options"]) == ("private, no-store", "nosniff")
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response.cookies == {}


@pytest.mark.parametrize(
    "change",
    [
        {"published_on": None},
        {"status": "removed"},
        {"valid_to": date(2022, 7, 19)},
        {"published_on": None, "confidentiality": "terbatas"},
    ],
)
def test_item_is_gone_at_once_when_it_is_taken_back(client, item, change):
    before = client.get(LIST)

    Evidence.objects.filter(pk=item.pk).update(**change)

    assert (before["Cache-Control"], titles(before)) == ("public, max-age=0, must-revalidate", ["Notulen contoh"])
    assert client.get(f"{LIST}{item.pk}/").status_code == 404
    after = client.get(LIST, headers={"If-None-Match": before["ETag"]})
    assert (after.status_code, titles(after)) == (200, [])
    assert "evidence-link" not in client.get(PLAN).content.decode()
    assert "Bukti yang dibuka" not in words(client.get("/9001/"))


def test_item_names_no_row_when_its_plan_is_not_published(client, item):
    Plan.objects.update(is_published=False)

    response = client.get(LIST)

    assert titles(response) == ["Notulen contoh"]
    assert "1.1.1" not in words(response)
    assert titles(client.get(LIST, {"tahun": "2022", "kode": "1.1.1"})) == []


def test_missing_and_foreign_items_look_the_same(client, public_plan, item):
    foreign = EvidenceFactory(published_on=PUBLISHED)
    link = prove(public_plan, "1.1.2", 6, published_on=PUBLISHED)

    answers = [client.get(f"{LIST}{pk}/") for pk in (foreign.pk, link.pk, 999_999)]

    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert foreign.title not in words(client.get(LIST))


def test_list_stays_friendly_when_nothing_was_published(client, public_plan):
    assert "Belum ada bukti yang dibuka" in words(client.get(LIST))


def test_home_counts_the_published_items(client, item):
    assert "Foto, dokumen, dan tautan di balik pekerjaan kami. 1 bukti" in words(client.get("/9001/"))


def test_list_is_cut_into_pages_and_asks_as_often_when_long(client, public_plan, django_assert_num_queries):
    prove(public_plan, "1.1.1", 6, published_on=PUBLISHED)
    with django_assert_num_queries(5):
        client.get(LIST)
    for _number in range(52):
        prove(public_plan, "1.1.1", 6, published_on=PUBLISHED)

    with django_assert_num_queries(5):
        first = client.get(LIST)

    assert len(titles(first)) == 50
    assert len(titles(client.get(LIST, {"halaman": "2"}))) == 3
