"""Described, published, taken back, looked at: who may, what stays, what is told to the audit."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from pranata.areas.regulation.jdih import actions
from pranata.areas.regulation.jdih.models import LegalRecord
from pranata.areas.regulation.jdih.queries import public_documents
from pranata.areas.regulation.jdih.tests.factories import LegalDocumentFactory
from pranata.base.access.errors import Forbidden
from pranata.base.audit.models import Event


def events(action):
    return Event.objects.filter(action=action).count()


def test_metadata_and_abstract_are_kept_and_the_document_says_the_abstract(decree, editor):
    values = {"subject": "Reformasi; Layanan", "content": "isi contoh", "note": "Berlaku sejak ditetapkan", "pages": 12}

    record = actions.describe(decree, values, by=editor)

    decree.refresh_from_db()
    assert (record.content, record.pages, decree.subjects) == ("isi contoh", 12, ["Reformasi", "Layanan"])
    assert decree.abstract == "Dalam Keputusan ini diatur: isi contoh\nBerlaku sejak ditetapkan"
    assert (events("jdih.described"), events("registers.entry_changed")) == (1, 1)


def test_metadata_seen_by_two_is_saved_by_the_first_alone(decree, editor):
    seen = actions.seen_token(decree)
    actions.describe(decree, {"reason": "pertama"}, by=editor, seen=seen)

    with pytest.raises(ValidationError, match="diubah orang lain"):
        actions.describe(decree, {"reason": "kedua"}, by=editor, seen=seen)

    assert LegalRecord.objects.get(document=decree).reason == "pertama"


def test_nothing_is_written_by_who_may_not(decree, reader, editor):
    for act in (actions.publish, actions.check_status, actions.withdraw):
        with pytest.raises(Forbidden):
            act(decree, by=reader)
    with pytest.raises(Forbidden):
        actions.describe(decree, {"reason": "x"}, by=reader)
    with pytest.raises(Forbidden):
        actions.publish(decree, by=editor)

    assert LegalRecord.objects.count() == 0


def test_published_document_gets_its_address_and_day_once(decree, publisher, on):
    actions.publish(decree, by=publisher)
    actions.withdraw(decree, by=publisher)
    on("2022-02-01")

    record = actions.publish(decree, by=publisher)

    assert (record.address, record.published_on) == ("keputusan/2022/13-hk-03-1-9001-2022", date(2022, 1, 20))
    assert list(public_documents(decree.office)) == [decree]
    assert (events("jdih.published"), events("documents.opened"), events("documents.closed")) == (2, 2, 1)


def test_withdrawn_document_is_gone_and_keeps_its_address(decree, publisher):
    actions.publish(decree, by=publisher)

    actions.withdraw(decree, by=publisher)

    assert list(public_documents(decree.office)) == []
    assert LegalRecord.objects.get(document=decree).address == "keputusan/2022/13-hk-03-1-9001-2022"


def test_second_document_of_the_same_slug_gets_another_address(office, publisher):
    first, second = (LegalDocumentFactory(office=office, number=number) for number in ("1/A", "1-A"))

    addresses = [actions.publish(each, by=publisher).address for each in (first, second)]

    assert addresses == ["keputusan/2022/1-a", "keputusan/2022/1-a-2"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"issued_on": None}, "Rancangan tidak dapat dibuka"),
        ({"confidentiality": "rahasia"}, "terbatas atau rahasia"),
        ({"kind": "surat-dinas"}, "tidak termasuk dokumentasi hukum"),
    ],
)
def test_document_is_not_published_when_it_may_not_be(office, publisher, change, words):
    document = LegalDocumentFactory(office=office, **change)

    with pytest.raises(ValidationError, match=words):
        actions.publish(document, by=publisher)

    assert (LegalRecord.objects.count(), events("documents.opened")) == (0, 0)


def test_chosen_documents_are_published_all_or_none(office, publisher, decree):
    secret = LegalDocumentFactory(office=office, confidentiality="terbatas")

    with pytest.raises(ValidationError):
        actions.publish_many([decree, secret], by=publisher)
    assert list(public_documents(office)) == []

    assert actions.publish_many([decree], by=publisher) == 1
    assert list(public_documents(office)) == [decree]


def test_book_is_published_without_number_and_day(office, publisher):
    book = LegalDocumentFactory(office=office, kind="monografi", number="", issued_on=None, title="Buku contoh")

    record = actions.publish(book, by=publisher)

    assert (record.address, list(public_documents(office))) == ("monografi/2022/buku-contoh", [book])


def test_checked_status_is_kept_with_its_day(decree, editor):
    assert actions.check_status(decree, by=editor).status_checked_on == date(2022, 1, 20)
    assert events("jdih.status_checked") == 1
