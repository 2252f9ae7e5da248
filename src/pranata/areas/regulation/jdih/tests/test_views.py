"""The staff's pages: what is late and lacking, the form, publishing, taking in a feed."""

import json
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pranata.areas.regulation.jdih.models import LegalRecord
from pranata.areas.regulation.jdih.tests.factories import LegalDocumentFactory, LegalRecordFactory
from pranata.areas.regulation.jdih.tests.test_reading import ROW
from pranata.base.org.tests.factories import OfficeFactory
from pranata.engines.documents.models import Document

LIST = "/meja/9001/jdih/"
OK = ROW | {"teuBadan": "KPU Kabupaten Contoh"}


@pytest.fixture
def at_desk(client, publisher):
    client.force_login(publisher)
    return client


def lines(response):
    return [(each.item.number, each.state.value, each.due) for each in response.context["page"]]


def test_list_says_what_is_late_and_what_is_lacking(at_desk, office, decree):
    LegalDocumentFactory(office=office, number="14/2022", issued_on=date(2022, 1, 19))
    LegalDocumentFactory(office=office, number="8/2021", author_entity="KPU", issued_on=date(2021, 2, 1), year=2021)
    LegalDocumentFactory(office=OfficeFactory(code="9002"), number="lain")
    shown = LegalDocumentFactory(office=office, number="2/2022", issued_on=date(2022, 1, 3), is_public=True)
    LegalRecordFactory(office=office, document=shown)

    response = at_desk.get(LIST)

    assert lines(response) == [
        ("14/2022", "menunggu", date(2022, 1, 24)),
        ("13/HK.03.1/9001/2022", "terlambat", date(2022, 1, 17)),
        ("2/2022", "terbit", date(2022, 1, 6)),
        ("8/2021", "tanpa-tenggat", None),
    ]
    assert [(name, count) for name, _words, count in response.context["tally"]] == [
        ("belum", 3),
        ("terlambat", 1),
        ("terbit", 1),
        ("tidak-lengkap", 4),
    ]
    assert response.context["page"][0].lacks == "subjek, abstrak, berkas"
    assert [each[0] for each in lines(at_desk.get(LIST, {"keadaan": "terlambat"}))] == ["13/HK.03.1/9001/2022"]
    assert [each[0] for each in lines(at_desk.get(LIST, {"q": "rencana LAYANAN"}))] == ["13/HK.03.1/9001/2022"]


def test_list_asks_as_often_for_three_documents_as_for_one(at_desk, office, decree):
    def queries():
        with CaptureQueriesContext(connection) as caught:
            at_desk.get(LIST)
        return len(caught)

    queries()
    few = queries()
    LegalRecordFactory(office=office)
    LegalRecordFactory(office=office)

    assert queries() == few


def test_restricted_document_is_hidden_from_who_may_not_read_it(client, office, decree, reader):
    secret = LegalDocumentFactory(office=office, number="rahasia", confidentiality="rahasia")
    client.force_login(reader)

    assert [each[0] for each in lines(client.get(LIST))] == ["13/HK.03.1/9001/2022"]
    assert client.get(f"{LIST}{secret.pk}/").status_code == 404


def test_form_keeps_metadata_and_says_what_changed_meanwhile(at_desk, decree):
    page = at_desk.get(f"{LIST}{decree.pk}/metadata/")
    sent = {"subject": "Layanan", "content": "isi", "language": "Bahasa Indonesia", "seen": page.context["seen"]}

    saved = at_desk.post(f"{LIST}{decree.pk}/metadata/", sent)
    again = at_desk.post(f"{LIST}{decree.pk}/metadata/", sent | {"content": "lain"})

    assert (saved.status_code, saved["Location"]) == (302, f"{LIST}{decree.pk}/")
    assert (again.status_code, LegalRecord.objects.get().content) == (409, "isi")
    assert at_desk.get(saved["Location"]).context["line"].missing == ["file"]


def test_form_names_the_field_that_is_wrong(at_desk, decree):
    response = at_desk.post(f"{LIST}{decree.pk}/metadata/", {"pages": "banyak", "promulgated_on": "kemarin"})

    assert (response.status_code, sorted(response.context["form"].errors)) == (422, ["pages", "promulgated_on"])
    assert LegalRecord.objects.count() == 0


def test_form_asks_for_what_books_have_of_books_alone(at_desk, office, decree):
    book = LegalDocumentFactory(office=office, kind="monografi", number="", issued_on=None)

    asked = [set(at_desk.get(f"{LIST}{each.pk}/metadata/").context["form"].fields) for each in (decree, book)]

    assert asked[1] - asked[0] == {
        "call_number", "publisher", "physical_description", "isbn", "register_number", "edition",
    }  # fmt: skip


def test_steps_publish_check_and_take_back(at_desk, decree):
    states = []
    for doing in ("terbitkan", "periksa", "tarik"):
        assert at_desk.post(f"{LIST}{decree.pk}/{doing}/").status_code == 302
        decree.refresh_from_db()
        states.append((decree.is_public, LegalRecord.objects.get().status_checked_on))

    assert states == [(True, None), (True, date(2022, 1, 20)), (False, date(2022, 1, 20))]
    assert at_desk.get(f"{LIST}{decree.pk}/terbitkan/").status_code == 405


def test_ticked_documents_are_published_together(at_desk, office, decree):
    other = LegalDocumentFactory(office=office, number="14/2022")
    foreign = LegalDocumentFactory(office=OfficeFactory(code="9002"))

    at_desk.post(f"{LIST}terbitkan/", {"dokumen": [decree.pk, other.pk, foreign.pk, "x"]})

    assert set(Document.objects.filter(is_public=True)) == {decree, other}
    assert at_desk.post(f"{LIST}terbitkan/").status_code == 302


def test_who_may_look_writes_nothing(client, decree, reader):
    client.force_login(reader)

    doings = ("metadata", "terbitkan", "tarik", "periksa")
    assert [client.post(f"{LIST}{decree.pk}/{doing}/").status_code for doing in doings] == [403] * 4
    assert [client.post(f"{LIST}{path}").status_code for path in ("terbitkan/", "impor/", "impor/simpan/")] == [403] * 3
    assert (client.get(LIST).status_code, LegalRecord.objects.count()) == (200, 0)


def test_stranger_is_sent_to_sign_in(client, decree):
    assert client.get(LIST)["Location"] == f"/masuk/?next={LIST}"


def feed_file(*rows):
    return SimpleUploadedFile("umpan.json", json.dumps(rows).encode(), content_type="application/json")


def test_feed_is_shown_first_and_saved_whole(at_desk, office):
    preview = at_desk.post(f"{LIST}impor/", {"file": feed_file(OK, OK | {"subjek": "Arsip"})})
    before = Document.objects.count()

    sent = {"content": preview.context["content"], "mark": preview.context["mark"]}
    saved = at_desk.post(f"{LIST}impor/simpan/", sent)
    again = at_desk.post(f"{LIST}impor/", {"file": feed_file(OK)})

    assert (preview.status_code, before, saved.status_code) == (200, 0, 302)
    document = Document.objects.get()
    assert (document.number, document.subject, document.author_entity) == ("24", "Pemilu; Arsip", "")
    assert (document.is_public, document.legal_record.feed_id) == (False, "12")
    assert [each.differences for each in again.context["preview"].changes] == [("subjek",)]


def test_feed_with_faults_names_each_and_saves_nothing(at_desk, office):
    response = at_desk.post(f"{LIST}impor/", {"file": feed_file(OK, OK | {"idData": "13", "judul": "", "status": "?"})})

    named = [(each.position, each.key) for each in response.context["faults"]]
    assert (response.status_code, named) == (422, [(2, "judul"), (2, "status")])
    assert ("content" in response.context, Document.objects.count()) == (False, 0)


def test_feed_is_asked_for_once_by_file_or_by_address(at_desk, office):
    both = {"file": feed_file(OK), "address": "https://jdih.contoh.go.id/umpan"}

    assert [at_desk.post(f"{LIST}impor/", sent).status_code for sent in ({}, both)] == [422, 422]
    spoilt = at_desk.post(f"{LIST}impor/simpan/", {"content": "%%%", "mark": ""})
    assert (spoilt.status_code, spoilt.context["refused"]) == (422, ["Pratinjau ini rusak; kirim lagi berkasnya."])


def test_feed_is_shown_again_when_it_would_do_something_else_by_now(at_desk, office):
    preview = at_desk.post(f"{LIST}impor/", {"file": feed_file(OK)})
    LegalDocumentFactory(office=office, number="24", year=2019, issued_on=date(2019, 2, 3), title="Sudah ada")

    sent = {"content": preview.context["content"], "mark": preview.context["mark"]}
    answer = at_desk.post(f"{LIST}impor/simpan/", sent)

    assert (answer.status_code, answer.context["is_stale"], Document.objects.get().title) == (409, True, "Sudah ada")
