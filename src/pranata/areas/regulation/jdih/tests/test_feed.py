"""The object of a document in the national network's feed, and its schema."""

import json
from datetime import date

import jsonschema_rs
import pytest
from django.conf import settings

from pranata.areas.regulation.jdih.feed import KEYS, FeedFacts, feed_object

FACTS = {
    "id": 7,
    "year": 2022,
    "kind": "Keputusan",
    "number": "13/CONTOH/2022",
    "title": "Rencana\ncontoh",
    "is_in_force": True,
    "author_entity": "KPU Contoh",
    "detail_address": "https://contoh.go.id/9001/jdih/keputusan/2022/13-contoh-2022/",
}


def schema() -> dict:
    return json.loads((settings.DATA_DIR / "jdih" / "jdihn.schema.json").read_text(encoding="utf-8"))


def faults(rows: list) -> list[str]:
    return [each.message for each in jsonschema_rs.validator_for(schema()).iter_errors(rows)]


def test_object_has_exactly_the_keys_of_the_network_in_their_order():
    made = feed_object(FeedFacts(**FACTS))

    assert list(made) == list(KEYS) == schema()["items"]["required"]
    assert made == {
        "idData": "7",
        "tahun_pengundangan": "2022",
        "tanggal_penetapan": "",
        "tanggal_pengundangan": "",
        "jenis": "Keputusan",
        "noPeraturan": "13/CONTOH/2022",
        "judul": "Rencana contoh",
        "noPanggil": "",
        "singkatanJenis": "",
        "tempatTerbit": "",
        "penerbit": "",
        "deskripsiFisik": "",
        "sumber": "",
        "subjek": "",
        "isbn": "",
        "status": "berlaku",
        "bahasa": "",
        "bidangHukum": "",
        "teuBadan": "KPU Contoh",
        "nomorIndukBuku": "",
        "fileDownload": "",
        "urlDownload": "",
        "urlDetailPeraturan": "https://contoh.go.id/9001/jdih/keputusan/2022/13-contoh-2022/",
        "operasi": "4",
        "display": "1",
    }


@pytest.mark.parametrize(("is_in_force", "expected"), [(True, "berlaku"), (False, "tidak berlaku"), (None, "")])
def test_object_fits_the_schema_whatever_the_status(is_in_force, expected):
    made = feed_object(FeedFacts(**FACTS | {"is_in_force": is_in_force}))

    assert (made["status"], faults([made])) == (expected, [])


def test_year_is_that_of_promulgation_where_there_was_one():
    days = {"issued_on": date(2021, 12, 30), "promulgated_on": date(2022, 1, 2), "year": 2021}

    made = feed_object(FeedFacts(**FACTS | days))

    told = ("tahun_pengundangan", "tanggal_penetapan", "tanggal_pengundangan")
    assert [made[key] for key in told] == ["2022", "2021-12-30", "2022-01-02"]


def test_several_subjects_stand_in_one_object():
    assert feed_object(FeedFacts(**FACTS, subjects=("Pemilu", "Arsip")))["subjek"] == "Pemilu, Arsip"


@pytest.mark.parametrize(
    "change",
    [
        {"operasi": 4},
        {"display": "0"},
        {"judul": ""},
        {"tanggal_penetapan": "12-01-2022"},
        {"urlDownload": "/berkas"},
        {"status": "Berlaku"},
        {"lain": "x"},
        {"idData": "A7"},
    ],
)
def test_schema_refuses_what_the_network_does_not_know(change):
    assert len(faults([feed_object(FeedFacts(**FACTS)) | change])) == 1


def test_schema_refuses_the_same_object_twice_and_one_without_a_key():
    made = feed_object(FeedFacts(**FACTS))

    assert len(faults([made, made])) == 1
    assert len(faults([{key: value for key, value in made.items() if key != "isbn"}])) == 1
