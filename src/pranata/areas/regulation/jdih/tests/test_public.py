"""The public JDIH: what anyone finds, reads, downloads and collects."""

import csv
import io
import json
import re
from datetime import date
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from pranata.areas.regulation.jdih.models import LegalRecord
from pranata.areas.regulation.jdih.tests.factories import LegalDocumentFactory, LegalRecordFactory
from pranata.areas.regulation.jdih.tests.test_feed import faults
from pranata.base.files.actions import store
from pranata.base.org.tests.factories import OfficeFactory
from pranata.engines.documents import actions as documents
from pranata.engines.documents.models import Document
from pranata.engines.documents.tests.factories import DocumentFactory
from pranata.engines.search.actions import put_many

HOME = "/9001/jdih/"
PAGE = "/9001/jdih/keputusan/2022/13-hk-03-1-9001-2022/"


def words(response) -> str:
    html = re.sub(r"<head>.*?</head>", "", response.content.decode(), flags=re.DOTALL)
    return " ".join(re.sub("<[^>]+>", " ", html).split()).replace("\xa0", " ")


def listed(response) -> list[str]:
    return [str(row["item"].number) for row in response.context["rows"]]


def opened(office, number, **values):
    """A public document with its record, found by the search."""
    record = {name: values.pop(name) for name in ("published_on", "known_ended_on") if name in values}
    document = LegalDocumentFactory(office=office, number=number, is_public=True, **values)
    LegalRecordFactory(office=office, document=document, **record)
    put_many([document])
    return document


@pytest.fixture
def published(decree):
    Document.objects.filter(pk=decree.pk).update(is_public=True, subject="Reformasi; Layanan")
    decree.refresh_from_db()
    LegalRecordFactory(
        office=decree.office, document=decree, address="keputusan/2022/13-hk-03-1-9001-2022", content="isi contoh"
    )
    put_many([decree])
    return decree


def test_list_shows_what_is_open_with_counts_of_each_kind(client, office, published):
    opened(office, "1/PKPU", kind="peraturan-kpu", author_entity="KPU", issued_on=date(2021, 5, 1), year=2021)
    LegalDocumentFactory(office=office, number="tertutup")
    DocumentFactory(office=office, number="draf", is_public=True)
    LegalDocumentFactory(office=office, number="surat", kind="surat-dinas", is_public=True)
    opened(OfficeFactory(code="9002"), "lain")

    response = client.get(HOME)

    assert listed(response) == ["13/HK.03.1/9001/2022", "1/PKPU"]
    assert [(each.code, each.count) for each in response.context["choices"].kinds] == [
        ("keputusan", 1),
        ("peraturan-kpu", 1),
    ]
    assert (response.cookies, response["Cache-Control"]) == ({}, "public, max-age=0, must-revalidate")
    assert len(response.content) < 80_000
    assert client.get(HOME, headers={"If-None-Match": response["ETag"]}).status_code == 304


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"q": "layanan"}, ["13/HK.03.1/9001/2022"]),
        ({"q": "arsip vital"}, ["2/2021"]),
        ({"jenis": "peraturan-kpu"}, ["2/2021"]),
        ({"tahun": "2022"}, ["13/HK.03.1/9001/2022"]),
        ({"subjek": "reformasi"}, ["13/HK.03.1/9001/2022"]),
        ({"status": "berlaku"}, ["13/HK.03.1/9001/2022"]),
        ({"status": "tidak-berlaku"}, ["2/2021"]),
        ({"jenis": "surat-dinas", "tahun": "x", "status": "?"}, ["13/HK.03.1/9001/2022", "2/2021"]),
        ({"q": "tidakada"}, []),
    ],
)
def test_list_is_narrowed_by_what_is_asked(client, office, published, query, expected):
    ended = {"effective_until": date(2021, 12, 31), "issued_on": date(2021, 1, 4), "year": 2021}
    opened(office, "2/2021", kind="peraturan-kpu", title="Pengelolaan arsip vital", **ended)

    assert listed(client.get(HOME, query)) == expected


def test_page_says_the_document_its_abstract_and_where_it_stands(client, published):
    response = client.get(PAGE)

    said = words(response)
    assert response.context["standing"]["words"] == "berlaku"
    assert "ABSTRAK Dalam Keputusan ini diatur: isi contoh" in said
    assert "KEP NO. 13/HK.03.1/9001/2022" in said
    assert response.context["citation"] == (
        "KPU Kabupaten Contoh. Keputusan Nomor 13/HK.03.1/9001/2022 tentang Rencana aksi contoh tentang layanan. "
        f"Contoh, 12 Januari 2022. {settings.SITE_URL}{PAGE}"
    )
    assert (response.cookies, "<script" in response.content.decode()) == ({}, False)


def test_status_is_that_of_the_day_asked_about(client, office, published):
    newer = opened(office, "20/2022", issued_on=date(2022, 1, 18))
    documents.relate(newer, "mencabut", target=published, by=None)

    states = {day: client.get(PAGE, {"pada": day}).context["standing"]["words"] for day in (
        "2022-01-11", "2022-01-12", "2022-01-17", "2022-01-18", "bukan-tanggal",
    )}  # fmt: skip

    assert states == {
        "2022-01-11": "belum berlaku",
        "2022-01-12": "berlaku",
        "2022-01-17": "berlaku",
        "2022-01-18": "dicabut",
        "bukan-tanggal": "dicabut",
    }


def test_relations_are_told_on_both_pages_and_closed_documents_are_not_named(client, office, published):
    newer = opened(office, "20/2022", issued_on=date(2022, 1, 18), title="Perubahan contoh")
    hidden = LegalDocumentFactory(office=office, number="rahasia-19", title="Judul tertutup")
    documents.relate(newer, "mengubah", target=published, by=None)
    documents.relate(published, "melaksanakan", target_words="UU Contoh Nomor 1", by=None)
    documents.relate(hidden, "terkait", target=published, by=None)

    here = [(each.words, each.title) for each in client.get(PAGE).context["relations"]]
    there = client.get(f"{HOME}d/{newer.pk}/", follow=True).context["relations"]

    assert here == [
        ("melaksanakan", "UU Contoh Nomor 1"),
        ("diubah oleh", "Keputusan 20/2022: Perubahan contoh"),
        ("terkait dengan", "dokumen yang tidak dibuka untuk umum"),
    ]
    assert [(each.words, each.address) for each in there] == [("mengubah", PAGE)]


def test_document_known_to_have_ended_says_that_the_day_is_not_known(client, office):
    ended = opened(office, "3/2020", known_ended_on=date(2022, 1, 15))

    now = client.get(f"{HOME}d/{ended.pk}/", follow=True)

    before = client.get(now.request["PATH_INFO"], {"pada": "2022-01-14"})
    assert (now.context["standing"]["words"], now.context["is_unsure"]) == ("tidak berlaku lagi", False)
    assert (before.context["standing"]["words"], before.context["is_unsure"]) == ("berlaku", True)
    assert "berlaku ? belum terkonfirmasi pada 14 Januari 2022" in words(before)


def test_number_for_good_leads_to_the_address_and_shows_what_has_none(client, office, published):
    plain = LegalDocumentFactory(office=office, number="30/2022", is_public=True)
    letter = LegalDocumentFactory(office=office, number="surat", kind="surat-dinas", is_public=True)

    moved = client.get(f"{HOME}d/{published.pk}/?pada=2022-01-12")

    assert (moved.status_code, moved["Location"]) == (301, f"{PAGE}?pada=2022-01-12")
    assert [client.get(f"{HOME}d/{each.pk}/").status_code for each in (plain, letter)] == [200, 200]


def test_document_is_gone_at_once_when_it_is_taken_back(client, published, publisher):
    before = client.get(PAGE)
    documents.withdraw(published, by=publisher)

    after = client.get(PAGE, headers={"If-None-Match": before["ETag"]})

    gone = (
        PAGE,
        f"{HOME}d/{published.pk}/",
        f"{HOME}d/{published.pk}/berkas/",
        f"{HOME}d/{published.pk}/metadata.jsonld",
    )
    assert after.status_code == 404
    assert [client.get(address).status_code for address in gone] == [404] * 4
    assert json.loads(client.get(f"{HOME}jdihn.json").content) == []


def test_file_is_sent_under_its_name(client, published):
    with transaction.atomic():
        stored = store(published.office, ContentFile(b"isi contoh"), by=None, name="naskah.txt")
    assert client.get(f"{HOME}d/{published.pk}/berkas/").status_code == 404
    Document.objects.filter(pk=published.pk).update(file=stored, file_name="naskah.txt")

    response = client.get(f"{HOME}d/{published.pk}/berkas/")

    assert b"".join(response.streaming_content) == b"isi contoh"
    assert response["Content-Disposition"] == 'attachment; filename="naskah.txt"'
    assert json.loads(client.get(f"{HOME}jdihn.json").content)[0]["urlDownload"].endswith(f"/d/{published.pk}/berkas/")


def test_feed_holds_every_open_document_once_and_is_valid_at_a_thousand(client, office):
    rows = LegalDocumentFactory.build_batch(1000, office=office, is_public=True)
    made = Document.objects.bulk_create(rows)
    LegalRecord.objects.bulk_create(
        LegalRecord(office=office, document=each, address=f"keputusan/2022/{each.pk}") for each in made
    )

    with CaptureQueriesContext(connection) as many:
        found = json.loads(client.get(f"{HOME}jdihn.json").content)
    Document.objects.filter(pk__gt=made[0].pk).update(is_public=False)
    with CaptureQueriesContext(connection) as one:
        client.get(f"{HOME}jdihn.json")

    assert (len(found), len({each["idData"] for each in found}), faults(found)) == (1000, 1000, [])
    assert len(many) == len(one)


def test_feed_is_indonesian_whoever_asks_and_the_table_says_the_same(client, published):
    feed = json.loads(client.get(f"/en{HOME}jdihn.json").content)
    table = list(csv.DictReader(io.StringIO(client.get(f"{HOME}data.csv").content.decode("utf-8-sig"))))

    assert feed[0]["urlDetailPeraturan"] == f"{settings.SITE_URL}{PAGE}"
    assert table == [{key: value for key, value in feed[0].items() if key not in ("operasi", "display")}]


def test_status_in_the_feed_is_that_of_today(client, office, published, on):
    ended = opened(office, "3/2020", known_ended_on=date(2022, 1, 25))
    book = opened(office, "", kind="monografi", issued_on=None, title="Buku contoh")
    on("2022-01-30")

    said = {each["idData"]: each["status"] for each in json.loads(client.get(f"{HOME}jdihn.json").content)}

    assert said == {str(published.pk): "berlaku", str(ended.pk): "tidak berlaku", str(book.pk): ""}


def test_atom_and_sitemap_name_the_documents(client, published):
    atom = ElementTree.fromstring(client.get(f"{HOME}atom.xml").content)  # noqa: S314 -- our own output
    sitemap = ElementTree.fromstring(client.get(f"{HOME}sitemap.xml").content)  # noqa: S314 -- our own output

    entry = atom.find("{http://www.w3.org/2005/Atom}entry")
    assert entry.findtext("{http://www.w3.org/2005/Atom}title") == (
        "Keputusan 13/HK.03.1/9001/2022: Rencana aksi contoh tentang layanan"
    )
    assert [url[0].text for url in sitemap] == [f"{settings.SITE_URL}{path}" for path in (HOME, PAGE)]


def test_linked_data_says_legislation_in_force(client, published):
    said = json.loads(client.get(f"{HOME}d/{published.pk}/metadata.jsonld").content)

    told = ("@type", "legislationIdentifier", "legislationDate", "legislationLegalForce")
    assert [said[name] for name in told] == [
        "Legislation",
        "13/HK.03.1/9001/2022",
        "2022-01-12",
        "https://schema.org/InForce",
    ]


def test_lists_ask_as_often_for_three_documents_as_for_one(client, office, published):
    def queries(address):
        client.get(address)
        with CaptureQueriesContext(connection) as caught:
            client.get(address)
        return len(caught)

    addresses = (HOME, f"{HOME}?q=contoh", f"{HOME}atom.xml", f"{HOME}sitemap.xml")
    few = [queries(each) for each in addresses]
    for number in ("41/2022", "42/2022"):
        opened(office, number)

    assert [queries(each) for each in addresses] == few


def test_empty_documentation_says_so_and_has_no_card(client, office):
    assert "Belum ada dokumen hukum yang dibuka" in words(client.get(HOME))
    assert "JDIH" not in words(client.get("/9001/"))


def test_card_stands_on_the_home_when_something_is_open(client, published):
    assert HOME in client.get("/9001/").content.decode()


def test_pages_speak_english(client, published):
    assert client.get(f"/en{PAGE}").status_code == 200
    assert client.get("/9999/jdih/").status_code == 404
