"""The search over documents: who finds what, in which order, on both databases."""

import re
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.org.tests.factories import OfficeFactory
from pranata.engines.documents.models import Document
from pranata.engines.documents.tests.factories import DocumentFactory
from pranata.engines.search.actions import drop, put, put_many
from pranata.engines.search.models import SearchRow
from pranata.engines.search.queries import Narrowing, search

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return OfficeFactory(code="9001")


@pytest.fixture
def staff(office):
    return RoleAssignmentFactory(office=office, role="staff").user


@pytest.fixture
def secretary(office):
    return RoleAssignmentFactory(office=office, role="secretary").user


def filed(office, title, **facts):
    document = DocumentFactory(**{"office": office, "title": title, "issued_on": date(2022, 3, 1), **facts})
    put(document)
    return document


def found(office, question, reader, **options):
    return [hit.record for hit in search(question, office, reader=reader, **options).hits]


def test_document_is_found_by_stem_number_and_text(office, staff):
    team = filed(office, "Pembentukan Tim Reformasi Birokrasi", number="13/HK.03.1/9001/2022")
    archive = filed(office, "Pedoman Kearsipan", abstract="Cara memindahkan arsip inaktif.")

    assert found(office, "membentuk tim", staff) == [team]
    assert found(office, "13/HK.03.1/9001/2022", staff) == [team]
    assert found(office, "pemindahan inaktif", staff) == [archive]
    assert found(office, "gratifikasi", staff) == []


def test_synonym_is_found_and_the_written_word_comes_first(office, staff):
    written = filed(office, "Pedoman kepegawaian contoh")
    other = filed(office, "Pedoman pegawai contoh")

    assert found(office, "kepegawaian", staff) == [written, other]
    assert found(office, "pegawai", staff) == [other, written]


def test_misspelt_title_is_found_and_said(office, staff):
    document = filed(office, "Pedoman Gratifikasi")

    answer = search("gratifiksai", office, reader=staff)

    assert ([hit.record for hit in answer.hits], answer.instead) == ([document], "gratifikasi")
    assert search("xyzzyplugh", office, reader=staff).instead == ""


def test_word_of_an_unseen_title_is_not_guessed(office, staff, secretary):
    filed(office, "Pedoman Gratifikasi", confidentiality="rahasia")

    assert search("gratifiksai", office, reader=staff).instead == ""
    assert search("gratifiksai", office, reader=secretary).instead == "gratifikasi"


def test_everybody_finds_what_he_may_see(office, staff, secretary):
    open_one = filed(office, "Laporan satu", is_public=True)
    inside = filed(office, "Laporan dua")
    secret = filed(office, "Laporan tiga", confidentiality="terbatas")
    filed(OfficeFactory(), "Laporan lain", is_public=True)
    stranger = RoleAssignmentFactory(role="secretary").user

    readers = {"anyone": None, "staff": staff, "secretary": secretary, "stranger": stranger}

    assert {name: set(found(office, "laporan", reader)) for name, reader in readers.items()} == {
        "anyone": {open_one},
        "staff": {open_one, inside},
        "secretary": {open_one, inside, secret},
        "stranger": set(),
    }


def test_document_that_was_closed_without_telling_the_index_is_not_shown(office):
    document = filed(office, "Laporan", is_public=True)
    Document.objects.filter(pk=document.pk).update(is_public=False)

    assert found(office, "laporan", None) == []


def test_title_comes_before_text_and_the_newest_before_the_old(office, staff):
    old = filed(office, "Laporan kinerja", issued_on=date(2020, 1, 1))
    new = filed(office, "Laporan kinerja", issued_on=date(2022, 1, 1))
    text = filed(office, "Notula", abstract="Dibahas laporan kinerja.", issued_on=date(2023, 1, 1))

    assert found(office, "laporan kinerja", staff) == [new, old, text]


def test_answers_are_narrowed_by_kind_year_and_facet(office, staff):
    decree = filed(office, "Tim kerja", issued_on=date(2021, 5, 1))
    letter = filed(office, "Tim kerja", kind="surat-edaran")

    assert found(office, "tim", staff, narrowing=Narrowing(year=2021)) == [decree]
    assert found(office, "tim", staff, narrowing=Narrowing(facets=("jenis surat-edaran",))) == [letter]
    assert found(office, "tim", staff, narrowing=Narrowing(labels=("documents.document",))) == [letter, decree]
    assert found(office, "tim", staff, narrowing=Narrowing(labels=("lain.lain",))) == []


def test_document_that_lacks_one_of_many_words_comes_after_those_that_hold_all(office, staff):
    whole = filed(office, "Pengadaan barang kantor kecamatan")
    lacking = filed(office, "Pengadaan barang kantor")
    filed(office, "Kantor")

    assert found(office, "pengadaan barang kantor kecamatan", staff) == [whole, lacking]


def test_changed_and_dropped_records_are_found_as_they_are_now(office, staff):
    document = filed(office, "Lama sekali")
    document.title = "Baru sekali"
    put(document)

    assert (found(office, "lama", staff), found(office, "baru", staff)) == ([], [document])
    drop(document)
    assert (found(office, "baru", staff), SearchRow.objects.count()) == ([], 0)


@pytest.mark.parametrize("question", ["", "  ", "?!", '"', "' OR 1=1 --", "a:b NEAR(c) *", "\x00", "x" * 5000, "的"])
def test_odd_question_finds_nothing_and_breaks_nothing(office, staff, question):
    filed(office, "Laporan")

    assert found(office, question, staff) == []


def test_what_was_asked_is_marked_in_title_and_text(office, staff):
    filed(office, "Pedoman kearsipan", abstract="Kata. " * 60 + "Cara memindahkan arsip inaktif ke pusat arsip.")

    hit = search("arsip", office, reader=staff).hits[0]

    assert [part.text for part in hit.marked_title if part.is_asked] == ["kearsipan"]
    assert [part.text for part in hit.snippet if part.is_asked] == ["arsip", "arsip"]
    assert re.match("… .*Kata", "".join(part.text for part in hit.snippet)) is not None


def test_answers_come_in_pages_that_do_not_repeat(office, staff):
    for number in range(25):
        filed(office, f"Laporan {number}")

    pages = [search("laporan", office, reader=staff, page=page) for page in (1, 2, 3)]

    assert [len(each.hits) for each in pages] == [20, 5, 0]
    assert len({hit.record.pk for each in pages for hit in each.hits}) == 25


def test_search_asks_as_often_for_three_answers_as_for_one(office, staff):
    def queries():
        with CaptureQueriesContext(connection) as caught:
            search("laporan", office, reader=staff)
        return len(caught)

    filed(office, "Laporan satu")
    queries()
    few = queries()
    filed(office, "Laporan dua")
    filed(office, "Laporan tiga")

    assert queries() == few


def test_index_is_built_anew_from_the_records(office, staff):
    document = DocumentFactory(office=office, title="Laporan contoh")
    out = StringIO()

    call_command("rebuild_search", "--json", stdout=out)

    assert found(office, "laporan", staff) == [document]
    assert '"documents.document": 1' in out.getvalue()


def test_many_records_enter_the_index_at_a_constant_cost(office):
    few, many = ([DocumentFactory(office=office) for _each in range(count)] for count in (2, 20))

    def queries(documents):
        with CaptureQueriesContext(connection) as caught:
            put_many(Document.objects.select_related("office", "text").filter(pk__in=[each.pk for each in documents]))
        return len(caught)

    queries(few)
    assert queries(few) == queries(many)
