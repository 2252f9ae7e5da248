"""What a document lacks, how its abstract, address and citation read, by when it is uploaded."""

from datetime import date

import pytest

from pranata.areas.regulation.jdih.rules import (
    Abstract,
    AbstractFacts,
    Upload,
    abstract_of,
    address_of,
    citation,
    is_ended,
    is_status_checked,
    missing_metadata,
    slug_of,
    upload_state,
)

DAY = date(2022, 1, 12)
FACTS = {
    "subjects": ["Tata naskah dinas", "Perubahan"],
    "year": 2021,
    "kind": "Peraturan KPU",
    "abbreviation": "PKPU",
    "number": "8",
    "source": "BN 2021/No. 1505",
    "pages": 142,
    "title": "Perubahan contoh\natas tata naskah",
    "reason": "bahwa contoh perlu diubah",
    "basis": "UU Contoh",
    "content": "contoh isi",
    "note": "Berlaku sejak 1 Januari 2022",
}


def test_abstract_has_the_lines_of_the_form_when_all_is_known():
    assert abstract_of(AbstractFacts(**FACTS)) == Abstract(
        subject="TATA NASKAH DINAS-PERUBAHAN",
        year="2021",
        identity="PKPU NO. 8, BN 2021/NO. 1505, 142 HLM",
        title="PERUBAHAN CONTOH ATAS TATA NASKAH",
        points=(
            "bahwa contoh perlu diubah",
            "Dasar hukum Peraturan KPU ini adalah: UU Contoh",
            "Dalam Peraturan KPU ini diatur: contoh isi",
        ),
        note="Berlaku sejak 1 Januari 2022",
    )


def test_abstract_leaves_out_what_is_not_known():
    bare = {"abbreviation": "", "number": "", "source": "", "pages": None, "reason": "", "basis": "", "note": ""}

    made = abstract_of(AbstractFacts(**FACTS | bare | {"content": "Dalam Peraturan ini diatur: isi"}))

    assert (made.identity, made.points, made.note) == ("PERATURAN KPU", ("Dalam Peraturan ini diatur: isi",), "")


def test_metadata_is_missing_when_required_and_not_there():
    assert missing_metadata(("number", "title", "subject"), {"title", "place"}) == ["number", "subject"]
    assert missing_metadata((), set()) == []


@pytest.mark.parametrize(("known", "expected"), [(None, False), (DAY, True), (date(2022, 1, 13), False)])
def test_document_known_to_have_ended_counts_from_the_day_it_was_learnt(known, expected):
    assert is_ended(known, DAY) is expected


@pytest.mark.parametrize(
    ("published", "due", "expected"),
    [
        (DAY, date(2022, 1, 3), Upload.PUBLISHED),
        (None, None, Upload.OUTSIDE),
        (None, DAY, Upload.WAITING),
        (None, date(2022, 1, 11), Upload.LATE),
    ],
)
def test_upload_is_late_only_after_its_day(published, due, expected):
    assert upload_state(published_on=published, due_on=due, today=DAY) == expected


@pytest.mark.parametrize(
    ("checked", "expected"),
    [(None, False), (DAY, True), (date(2021, 1, 11), True), (date(2021, 1, 10), False), (date(2022, 1, 13), False)],
)
def test_status_counts_as_checked_for_a_year(checked, expected):
    assert is_status_checked(checked, DAY) is expected


def test_slug_keeps_letters_and_figures_alone():
    assert slug_of("13/HK.03.1/3503/2022") == "13-hk-03-1-3503-2022"
    assert slug_of("  Édisi №1 ") == "edisi-no1"
    assert slug_of("/-.") == ""


def test_address_is_its_own_when_another_has_the_same():
    first = address_of("keputusan", 2022, "1/A", "Judul", set())
    second = address_of("keputusan", 2022, "1-A", "Judul", {first})

    assert (first, second) == ("keputusan/2022/1-a", "keputusan/2022/1-a-2")
    assert address_of("monografi", 2020, "", "Buku Contoh", set()) == "monografi/2020/buku-contoh"
    assert address_of("monografi", 2020, "", "–", set()) == "monografi/2020/tanpa-nomor"


def test_citation_says_who_what_about_what_where_and_when():
    said = {
        "author": "KPU Contoh",
        "kind": "Keputusan",
        "number": "13/CONTOH/2022",
        "year": 2022,
        "address": "https://a",
    }

    assert citation(**said, title="Rencana contoh", place="Contoh", issued="12 Januari 2022") == (
        "KPU Contoh. Keputusan Nomor 13/CONTOH/2022 tentang Rencana contoh. Contoh, 12 Januari 2022. https://a"
    )
    assert citation(**said, title="KEPUTUSAN KPU CONTOH TENTANG ISI", place="", issued="") == (
        "KPU Contoh. KEPUTUSAN KPU CONTOH TENTANG ISI. https://a"
    )
    assert citation(**said | {"number": "8", "kind": "PKPU"}, title="Isi", place="", issued="") == (
        "KPU Contoh. PKPU Nomor 8 Tahun 2022 tentang Isi. https://a"
    )
