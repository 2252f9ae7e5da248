"""The pledge: drafted with the common words, signed, published, followed, withdrawn."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from pranata.areas.public_service.service_standards.actions import pledges
from pranata.areas.public_service.service_standards.actions.pledges import Signature
from pranata.areas.public_service.service_standards.components import pledge_text
from pranata.areas.public_service.service_standards.models import Pledge
from pranata.base.access.errors import Forbidden
from pranata.base.audit.models import Event
from pranata.base.files.errors import RefusedFile
from pranata.base.flow.errors import Stale

SIGNED = Signature("Kota Contoh", date(2022, 7, 1), "Ketua Contoh", "Ketua")


def published(office, lead):
    item = pledges.sign_pledge(pledges.draft_pledge(office, by=lead), SIGNED, by=lead)
    return pledges.publish_pledge(item, by=lead)


def test_pledge_begins_with_the_common_words_and_only_one_draft_is_there(office, editor):
    item = pledges.draft_pledge(office, by=editor)

    assert item.text == pledge_text()
    with pytest.raises(ValidationError):
        pledges.draft_pledge(office, by=editor)


def test_pledge_that_is_signed_is_not_changed(office, editor, lead):
    item = pledges.draft_pledge(office, by=editor)
    pledges.change_pledge(item, text="Kami berjanji", by=editor)
    with pytest.raises(Forbidden):
        pledges.sign_pledge(item, SIGNED, by=editor)
    pledges.sign_pledge(item, SIGNED, by=lead)

    with pytest.raises(Stale):
        pledges.change_pledge(item, text="Lain", by=editor)

    kept = Pledge.objects.get()
    assert (kept.text, kept.status, kept.signatory_name) == ("Kami berjanji", "legalized", "Ketua Contoh")
    assert [event.action for event in Event.objects.filter(after__contains="Ketua Contoh")] == []


def test_signature_with_gaps_is_refused_at_its_fields(office, lead):
    item = pledges.draft_pledge(office, by=lead)

    with pytest.raises(ValidationError) as refusal:
        pledges.sign_pledge(item, Signature(" ", date(2022, 7, 5), "", "Ketua"), by=lead)

    assert sorted(refusal.value.message_dict) == ["place", "signatory_name", "signed_on"]
    assert Pledge.objects.get().status == "drafted"


def test_new_pledge_takes_the_place_of_the_one_before(office, lead):
    old = published(office, lead)
    new = published(office, lead)

    old.refresh_from_db()
    assert (old.status, old.ended_on) == ("superseded", date(2022, 7, 4))
    assert list(Pledge.objects.public()) == [new]


def test_pledge_taken_back_wants_a_reason(office, lead):
    item = published(office, lead)
    with pytest.raises(ValidationError):
        pledges.withdraw_pledge(item, reason="", by=lead)

    pledges.withdraw_pledge(item, reason="Pimpinan berganti", by=lead)

    assert list(Pledge.objects.public()) == []


def test_file_that_is_no_document_is_refused_and_nothing_is_signed(office, lead):
    item = pledges.draft_pledge(office, by=lead)

    with pytest.raises(RefusedFile):
        pledges.sign_pledge(item, SIGNED, by=lead, file=ContentFile(b"MZ\x90", "maklumat.pdf"))

    assert Pledge.objects.get().status == "drafted"
