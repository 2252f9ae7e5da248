"""Feeds of other programs: duplicates joined, every fault named by object and key."""

import json
from datetime import date

import pytest

from pranata.areas.regulation.jdih.feed import FeedFacts, feed_object
from pranata.areas.regulation.jdih.metadata import known_names
from pranata.areas.regulation.jdih.reading import Fault, read_feed

ROW = {
    "idData": "12",
    "tahun_pengundangan": "2019",
    "tanggal_penetapan": "2019-02-03",
    "tanggal_pengundangan": "0000-00-00",
    "jenis": "Keputusan KPU Kab./Kota",
    "noPeraturan": "24",
    "judul": "Judul  contoh",
    "noPanggil": "-",
    "singkatanJenis": "KEPKAB",
    "subjek": "Pemilu",
    "status": "Berlaku",
    "teuBadan": "KPU Contoh",
    "fileDownload": "a.pdf",
    "urlDownload": "https://jdih.contoh.go.id/a.pdf",
    "urlDetailPeraturan": "https://www.jdih.contoh.go.id/12",
    "operasi": "4",
    "display": "1",
}


def read(*rows):
    return read_feed(json.dumps(rows).encode(), known_names(), needs_number=lambda kind: kind != "monografi")


def test_document_says_what_its_object_says():
    reading = read(ROW | {"abstrak": "Abstrak contoh", "hal": "9"})

    [found] = reading.documents
    assert (reading.faults, reading.unknown) == ([], ["hal"])
    assert (found.kind, found.number, found.year, found.title) == ("keputusan", "24", 2019, "Judul contoh")
    assert (found.issued_on, found.promulgated_on, found.call_number) == (date(2019, 2, 3), None, "")
    assert (found.host, found.feed_id, found.is_in_force) == ("jdih.contoh.go.id", "12", True)
    assert (found.subjects, found.abstract, found.file_name) == (("Pemilu",), "Abstrak contoh", "a.pdf")


def test_objects_of_one_document_are_joined_with_all_their_subjects():
    reading = read(
        ROW, ROW | {"subjek": "Arsip"}, ROW | {"fileDownload": "b.pdf"}, ROW | {"idData": "13", "noPeraturan": "25"}
    )

    assert [(each.feed_id, each.subjects) for each in reading.documents] == [
        ("12", ("Pemilu", "Arsip")),
        ("13", ("Pemilu",)),
    ]
    assert (reading.count, reading.joined, reading.faults) == (4, 2, [])


def test_objects_of_one_id_that_contradict_each_other_are_refused():
    assert read(ROW, ROW | {"judul": "Lain"}).faults == [
        Fault(2, "judul", "berbeda dari baris 1, padahal idData-nya sama")
    ]


@pytest.mark.parametrize(
    ("change", "key", "words"),
    [
        ({"judul": ""}, "judul", "belum diisi"),
        ({"noPeraturan": "-"}, "noPeraturan", "belum diisi"),
        ({"tanggal_penetapan": "3 Februari"}, "tanggal_penetapan", "“3 Februari” bukan tanggal TTTT-BB-HH"),
        ({"tanggal_penetapan": "2019-02-30"}, "tanggal_penetapan", "“2019-02-30” bukan tanggal TTTT-BB-HH"),
        ({"tahun_pengundangan": "19"}, "tahun_pengundangan", "“19” bukan tahun empat angka"),
        ({"status": "mungkin"}, "status", "“mungkin” bukan berlaku atau tidak berlaku"),
        (
            {"urlDetailPeraturan": "javascript:x"},
            "urlDetailPeraturan",
            "bukan alamat yang berawal http:// atau https://",
        ),
        ({"teuBadan": "x" * 201}, "teuBadan", "lebih dari 200 huruf"),
        ({"idData": ""}, "idData", "belum diisi"),
        ({"judul": ["a"]}, "judul", "harus berupa teks, bukan objek atau larik"),
        (
            {"jenis": "Maklumat", "singkatanJenis": ""},
            "jenis",
            "jenis “Maklumat” tidak dikenal; tambahkan namanya di data/jdih/kinds.toml",
        ),
    ],
)
def test_faulty_value_is_named_by_its_object_and_key(change, key, words):
    good = ROW | {"idData": "1", "noPeraturan": "1"}

    assert read(good, ROW | change).faults == [Fault(2, key, words)]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\xff", "Berkas ini bukan teks UTF-8."),
        (b"[{]", "Berkas ini bukan JSON: rusak pada baris 1, kolom 3."),
        (b"{}", "Umpan JDIHN adalah satu larik [...]; berkas ini bukan."),
        (b"[]", "Umpan ini kosong."),
        (b"[" * 100_000, "Berkas ini bukan JSON yang dapat dibaca."),
    ],
)
def test_file_that_is_no_feed_is_refused_as_a_whole(content, words):
    assert read_feed(content, {}, needs_number=lambda kind: True).faults == [Fault(0, "", words)]


def test_object_that_is_none_is_named():
    assert read(ROW, "teks").faults == [Fault(2, "", "harus berupa objek {...}")]


def test_two_documents_of_one_number_are_refused():
    assert read(ROW, ROW | {"idData": "13"}).faults == [Fault(2, "noPeraturan", "nomor ini sudah ada pada baris 1")]


@pytest.mark.parametrize(("status", "expected"), [("tidak berlaku", False), ("Tidak Berlaku", False), ("", None)])
def test_status_is_read_as_it_is_meant(status, expected):
    assert read(ROW | {"status": status}).documents[0].is_in_force is expected


def test_book_needs_no_number_and_its_year_may_come_from_a_day():
    book = {"idData": 5, "jenis": "Monografi Hukum", "judul": "Buku contoh", "tanggal_penetapan": "2018-01-01"}

    [found] = read(book).documents

    assert (found.feed_id, found.kind, found.number, found.year) == ("5", "monografi", "", 2018)


def test_our_own_feed_is_read_back_without_fault():
    facts = FeedFacts(
        id=7, year=2022, kind="Keputusan", number="13/CONTOH/2022", title="Rencana contoh", is_in_force=False,
        author_entity="KPU Contoh", detail_address="https://contoh.go.id/x/", subjects=("Pemilu", "Arsip"),
    )  # fmt: skip

    [found] = read(feed_object(facts)).documents

    assert (found.number, found.title, found.subjects, found.is_in_force) == (
        "13/CONTOH/2022", "Rencana contoh", ("Pemilu", "Arsip"), False,
    )  # fmt: skip


def test_names_of_kinds_are_known_by_title_abbreviation_and_list():
    names = known_names()

    assert [names[each] for each in ("pkpu", "keputusan", "keputusankpukabkota", "uu", "monografihukum")] == [
        "peraturan-kpu",
        "keputusan",
        "keputusan",
        "peraturan-lain",
        "monografi",
    ]
