"""A feed becomes documents: what is new, what is the same, what is refused; and from an address."""

import json
from datetime import date

import pytest
from django.core.exceptions import ValidationError

from pranata.areas.regulation.jdih.importing import packed, preview, take_in, unpacked
from pranata.areas.regulation.jdih.models import LegalRecord
from pranata.areas.regulation.jdih.public import feed_rows
from pranata.areas.regulation.jdih.tests.factories import LegalDocumentFactory
from pranata.areas.regulation.jdih.tests.test_reading import ROW
from pranata.base.access.errors import Forbidden
from pranata.base.audit.models import Event
from pranata.engines.archives.models import ArchiveItem
from pranata.engines.documents.models import Document
from pranata.engines.search.queries import Narrowing, search
from pranata.lib.tests.servers import reply, served

OK = ROW | {"teuBadan": "KPU Kabupaten Contoh"}


def content(*rows):
    return json.dumps(rows).encode()


def taken(office, *rows, by):
    sent = content(*rows)
    return take_in(office, sent, mark=preview(office, sent, by=by).mark, by=by)


def test_new_document_is_kept_closed_with_its_place_in_the_old_feed(office, editor):
    taken(office, OK | {"status": "tidak berlaku"}, by=editor)

    [document] = Document.objects.all()
    record = document.legal_record
    assert (document.kind, document.year, document.issued_on) == ("keputusan", 2019, date(2019, 2, 3))
    assert (record.feed_host, record.file_address) == ("jdih.contoh.go.id", "https://jdih.contoh.go.id/a.pdf")
    assert (record.known_ended_on, document.is_public) == (date(2022, 1, 20), False)
    assert Event.objects.filter(action="jdih.feed_taken_in").count() == 1


def test_same_feed_again_changes_nothing(office, editor, on):
    taken(office, OK | {"status": "tidak berlaku"}, by=editor)
    on("2022-03-01")

    again = preview(office, content(OK | {"status": "tidak berlaku"}), by=editor)

    assert ([each.outcome.value for each in again.changes], again.is_empty) == (["unchanged"], True)


def test_document_is_known_by_its_id_in_the_old_feed_when_its_number_was_corrected(office, editor):
    taken(office, OK, by=editor)
    taken(office, OK | {"noPeraturan": "24a"}, by=editor)

    assert [each.number for each in Document.objects.all()] == ["24a"]


def test_document_is_known_by_its_number_and_keeps_what_the_feed_does_not_say(office, editor):
    mine = LegalDocumentFactory(office=office, number="24", year=2019, place="Contoh", source="sendiri")

    taken(office, OK, by=editor)

    mine.refresh_from_db()
    assert (Document.objects.count(), mine.title, mine.place, mine.source) == (1, "Judul contoh", "Contoh", "sendiri")


def test_decree_with_its_printed_parts_keeps_what_is_printed(office, editor):
    printed = {"number": "24", "year": 2019, "title": "Judul tercetak", "body": {"title": "Judul tercetak"}}
    mine = LegalDocumentFactory(office=office, **printed)

    taken(office, OK, by=editor)

    mine.refresh_from_db()
    assert (mine.title, mine.issued_on, mine.subject) == ("Judul tercetak", date(2022, 1, 12), "Pemilu")


def test_document_of_another_body_keeps_its_author(office, editor):
    taken(office, OK, OK | {"idData": "13", "teuBadan": "KPU RI"}, by=editor)

    assert set(Document.objects.values_list("number", "author_entity")) == {("24", ""), ("24", "KPU RI")}


def test_two_rows_that_are_one_document_here_are_refused(office, editor):
    taken(office, OK, by=editor)
    LegalRecord.objects.update(feed_host="lain.go.id")

    made = preview(office, content(OK, OK | {"idData": "13", "noPeraturan": "24 "}), by=editor)

    assert [(each.position, each.key) for each in made.faults] == [(2, "noPeraturan")]


def test_two_rows_that_would_be_one_new_document_are_refused(office, editor):
    made = preview(office, content(OK, OK | {"idData": "13", "teuBadan": ""}), by=editor)

    assert [(each.position, each.words) for each in made.faults] == [(2, "dokumen yang sama dengan baris 1")]


def test_restricted_document_is_not_changed_by_who_may_not_read_it(office, editor):
    secret = LegalDocumentFactory(office=office, number="24", year=2019, title="Tertutup", confidentiality="rahasia")

    with pytest.raises(ValidationError, match="Baris 1"):
        taken(office, OK, by=editor)

    Document.objects.update(number="25")
    LegalRecord.objects.create(office=office, document=secret, feed_host="jdih.contoh.go.id", feed_id="12")
    with pytest.raises(ValidationError, match="tidak dapat Anda baca"):
        taken(office, OK, by=editor)
    secret.refresh_from_db()
    assert (secret.title, Document.objects.count()) == ("Tertutup", 1)


def test_each_document_is_told_to_the_audit_the_search_and_the_archive(office, editor):
    rows = [OK | {"idData": str(number), "noPeraturan": str(number)} for number in (1, 2, 3)]

    taken(office, *rows, by=editor)
    taken(office, rows[0] | {"subjek": "Arsip"}, *rows[1:], by=editor)

    assert Event.objects.filter(action="registers.entry_added").count() == 3
    assert Event.objects.filter(action="registers.entry_changed").count() == 1
    found = search("arsip", office, reader=editor, narrowing=Narrowing(labels=("documents.document",)))
    assert [hit.record.number for hit in found.hits] == ["1"]
    assert ArchiveItem.objects.filter(office=office).count() == 3


def test_nothing_is_written_when_one_document_is_refused(office, editor):
    LegalDocumentFactory(office=office, number="99", year=2019)
    changed = OK | {"noPeraturan": "99"}
    taken(office, OK, by=editor)

    with pytest.raises(ValidationError, match="Baris 2"):
        taken(office, OK | {"idData": "77", "noPeraturan": "5"}, changed, by=editor)

    assert sorted(Document.objects.values_list("number", flat=True)) == ["24", "99"]


def test_feed_is_taken_in_by_who_may_edit(office, reader):
    with pytest.raises(Forbidden):
        take_in(office, content(OK), mark="", by=reader)


def test_feed_of_one_office_becomes_the_same_documents_at_another(office, editor, publisher, client):
    for number in ("1/2022", "2/2022"):
        LegalDocumentFactory(office=office, number=number, is_public=True, subject="Pemilu")
    rows = feed_rows(office)
    Document.objects.update(is_public=False)
    Document.objects.all().delete()

    taken(office, *rows, by=editor)

    assert sorted(Document.objects.values_list("number", "subject")) == [("1/2022", "Pemilu"), ("2/2022", "Pemilu")]


def test_feed_comes_back_from_a_form_as_it_went(office):
    sent = content(OK) * 50

    assert unpacked(packed(sent)) == sent
    for spoilt in ("", "%", packed(sent)[:-8], "AAAA"):
        with pytest.raises(ValidationError, match="rusak"):
            unpacked(spoilt)


def test_feed_is_fetched_from_its_address(client, office, publisher, settings):
    settings.FETCH_LOOPBACK = True
    client.force_login(publisher)
    with served(lambda line, _request: line.sendall(reply(content(OK)))) as port:
        response = client.post("/meja/9001/jdih/impor/", {"address": f"http://127.0.0.1:{port}/umpan.json"})

    assert (response.status_code, len(response.context["preview"].added)) == (200, 1)
