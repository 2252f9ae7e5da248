"""Documents are mapped, items go through their stages, findings are followed up."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from pranata.areas.regulation.legal_products.actions import stages
from pranata.areas.regulation.legal_products.actions.findings import follow_up
from pranata.areas.regulation.legal_products.actions.mapping import map_documents
from pranata.areas.regulation.legal_products.models import LegalProduct, ProgramItem, Standing, Status
from pranata.areas.regulation.legal_products.tests.factories import (
    FindingFactory,
    LegalProductFactory,
    ProgramItemFactory,
)
from pranata.base.access.errors import Forbidden
from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.audit.models import Event
from pranata.base.flow.errors import Stale
from pranata.base.org.copies import copy_token
from pranata.engines.documents.actions.relating import relate
from pranata.engines.documents.models import Relation
from pranata.engines.documents.tests.factories import DocumentFactory

DAY = date(2022, 6, 20)


def events(action):
    return Event.objects.filter(action=action).count()


def test_own_documents_are_mapped_once_with_what_they_change(office, kasubbag):
    old = DocumentFactory(office=office, number="1/CONTOH/2021", year=2021, issued_on=date(2021, 3, 1))
    new = DocumentFactory(office=office, number="2/CONTOH/2022", issued_on=date(2022, 3, 1))
    relate(new, "mengubah", target=old, by=kasubbag)
    DocumentFactory(office=office, number="3/CONTOH/2022", issued_on=None)
    DocumentFactory(office=office, number="4", issued_on=DAY, author_entity="KPU RI")
    DocumentFactory(office=office, number="5", issued_on=DAY, kind="surat-dinas")
    DocumentFactory(office=office, number="6", issued_on=DAY, confidentiality="rahasia")
    DocumentFactory(number="7", issued_on=DAY)

    made = map_documents(office, by=kasubbag)

    assert [(each.number, each.standing) for each in made] == [
        ("1/CONTOH/2021", "diubah"),
        ("2/CONTOH/2022", "berlaku"),
    ]
    assert (made[1].changes, made[1].effect, made[1].document) == (made[0], "mengubah", new)
    assert map_documents(office, by=kasubbag) == []
    assert LegalProduct.objects.count() == 2
    assert events("legal_products.mapped") == 2


def test_row_of_the_same_number_is_linked_when_documents_are_mapped(office, kasubbag):
    known = LegalProductFactory(office=office, number="1/CONTOH/2021", result="tetap")
    document = DocumentFactory(office=office, number="1/CONTOH/2021", year=2021, issued_on=date(2021, 5, 3))

    assert map_documents(office, by=kasubbag) == [known]

    known.refresh_from_db()
    assert (known.document, known.result) == (document, "tetap")


def test_nothing_is_mapped_when_the_account_may_only_look(office, looker):
    DocumentFactory(office=office, issued_on=DAY)

    with pytest.raises(Forbidden):
        map_documents(office, by=looker)

    assert LegalProduct.objects.count() == 0


def test_item_goes_through_its_stages_and_becomes_a_row_of_the_mapping(office, kasubbag):
    item = ProgramItemFactory(office=office, is_service_related=True)

    stages.advance(item, "finish_draft", on=date(2022, 3, 1), by=kasubbag)
    stages.advance(item, "harmonize", on=date(2022, 4, 1), by=kasubbag)
    stages.enact(item, number=" 12/CONTOH/2022 ", on=DAY, by=kasubbag)
    stages.advance(item, "upload", on=date(2022, 6, 22), by=kasubbag)

    item = ProgramItem.objects.get()
    assert (item.status, item.enacted_on, item.uploaded_on) == (Status.UPLOADED, DAY, date(2022, 6, 22))
    made = item.outcome
    assert (made.number, made.year, made.issued_on, made.title) == ("12/CONTOH/2022", 2022, DAY, item.title)
    assert (made.is_service_related, made.changes) == (True, None)


@pytest.mark.parametrize(
    ("purpose", "effect", "standing", "relation"),
    [
        ("ubah", "mengubah", Standing.CHANGED, "mengubah"),
        ("deregulasi", "mengubah", Standing.CHANGED, "mengubah"),
        ("ganti", "mengganti", Standing.REVOKED, "mencabut"),
        ("cabut", "mencabut", Standing.REVOKED, "mencabut"),
    ],
)
def test_old_product_and_documents_say_so_when_its_revision_is_enacted(
    office, kasubbag, purpose, effect, standing, relation
):
    before = DocumentFactory(office=office, number="1/CONTOH/2021", year=2021, issued_on=date(2021, 5, 3))
    after = DocumentFactory(office=office, number="2/CONTOH/2022", issued_on=DAY)
    old = LegalProductFactory(office=office, document=before, result="ubah")
    item = ProgramItemFactory(office=office, purpose=purpose, product=old)

    stages.enact(item, number="2/CONTOH/2022", on=DAY, by=kasubbag)

    old.refresh_from_db()
    assert (item.outcome.effect, item.outcome.changes, old.standing) == (effect, old, standing)
    assert [(each.source, each.target, each.kind) for each in Relation.objects.all()] == [(after, before, relation)]


def test_row_that_is_mapped_already_is_taken_when_it_is_enacted_under_its_number(office, kasubbag):
    old = LegalProductFactory(office=office)
    known = LegalProductFactory(office=office, number="2/CONTOH/2022", year=2022, issued_on=DAY)
    item = ProgramItemFactory(office=office, purpose="ubah", product=old)

    stages.enact(item, number="2/CONTOH/2022", on=DAY, by=kasubbag)

    known.refresh_from_db()
    assert (item.outcome, known.changes, LegalProduct.objects.count()) == (known, old, 2)


def test_number_is_refused_when_it_is_another_product(office, kasubbag):
    old, other = LegalProductFactory(office=office), LegalProductFactory(office=office)
    LegalProductFactory(
        office=office, number="2/CONTOH/2022", year=2022, issued_on=DAY, changes=other, effect="mengubah"
    )
    item = ProgramItemFactory(office=office, purpose="ubah", product=old)

    with pytest.raises(ValidationError) as caught:
        stages.enact(item, number="2/CONTOH/2022", on=DAY, by=kasubbag)
    assert list(caught.value.message_dict) == ["number"]
    with pytest.raises(ValidationError):
        stages.enact(item, number=" ", on=DAY, by=kasubbag)

    item.refresh_from_db()
    old.refresh_from_db()
    assert (item.status, old.standing) == (Status.PROPOSED, Standing.IN_FORCE)


@pytest.mark.parametrize("on", [date(2022, 6, 27), date(2022, 1, 4)])
def test_stage_is_refused_when_its_day_cannot_be(office, kasubbag, on):
    item = ProgramItemFactory(office=office)

    with pytest.raises(ValidationError) as caught:
        stages.advance(item, "finish_draft", on=on, by=kasubbag)

    assert list(caught.value.message_dict) == ["on"]
    item.refresh_from_db()
    assert item.status == Status.PROPOSED


def test_stage_is_refused_when_somebody_else_moved_the_item_or_may_not(office, kasubbag, looker):
    item, copy = ProgramItemFactory(office=office), ProgramItem.objects.get()
    seen = copy_token(copy)
    stages.advance(item, "finish_draft", on=DAY, by=kasubbag)

    with pytest.raises(ValidationError):
        stages.advance(copy, "finish_draft", on=DAY, by=kasubbag, seen=seen)
    with pytest.raises(Stale):
        stages.advance(copy, "finish_draft", on=DAY, by=kasubbag)
    with pytest.raises(Forbidden):
        stages.advance(item, "harmonize", on=DAY, by=looker)

    assert events("legal_products.programitem.finish_draft") == 1


def test_item_goes_back_is_cancelled_and_taken_up_again_with_the_reason(office, kasubbag):
    item = ProgramItemFactory(office=office)
    stages.advance(item, "finish_draft", on=DAY, by=kasubbag)

    with pytest.raises(ValidationError):
        stages.go_back(item, note=" ", by=kasubbag)
    stages.go_back(item, note="Keliru", by=kasubbag)
    assert (item.status, item.drafted_on) == (Status.PROPOSED, None)
    with pytest.raises(Stale):
        stages.go_back(item, note="Lagi", by=kasubbag)
    stages.cancel(item, note="Tidak perlu", by=kasubbag)
    assert item.status == Status.CANCELLED
    stages.take_up_again(item, by=kasubbag)

    assert item.status == Status.PROPOSED


def test_finding_is_followed_up_by_a_unit_and_names_its_source(office, unit):
    secretary = RoleAssignmentFactory(office=office, role="secretary").user
    item = FindingFactory(office=office)

    made = follow_up(item, recommendation="Revisi", unit=unit, due_on=date(2022, 9, 1), by=secretary)

    assert (made.source, made.source_label, made.source_id) == ("harmonisasi", "legal_products.finding", item.pk)
    assert (made.unit, made.year) == (unit, 2022)
    item.state = "selesai"
    with pytest.raises(ValidationError):
        follow_up(item, recommendation="Revisi", unit=unit, due_on=date(2022, 9, 1), by=secretary)
