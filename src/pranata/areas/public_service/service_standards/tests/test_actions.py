"""Standards and their reviews: drafted, legalized, published, followed, withdrawn, reviewed."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from pranata.areas.public_service.service_standards.actions import reviewing, standards
from pranata.areas.public_service.service_standards.actions.reviewing import Reviewed
from pranata.areas.public_service.service_standards.actions.standards import Decision
from pranata.areas.public_service.service_standards.components import component_codes
from pranata.areas.public_service.service_standards.models import Review, Standard, Status
from pranata.areas.public_service.service_standards.tests.factories import ServiceFactory, published_standard
from pranata.base.access.errors import Forbidden
from pranata.base.audit.models import Event
from pranata.base.flow.errors import Stale
from pranata.base.flow.models import Activity
from pranata.base.org.copies import copy_token
from pranata.engines.followups.models import FollowUp

DECISION = Decision("02/HK.03/2022 (Contoh)", date(2022, 6, 1), "Sekretaris", date(2022, 6, 15))
WHOLE = {code: f"Isi {code}" for code in component_codes()}
FITTING = dict.fromkeys(component_codes(), ("sesuai", ""))


def drafted(service, by, texts=None):
    item = standards.draft_standard(service, by=by)
    return standards.change_standard(item, WHOLE if texts is None else texts, shows_all=False, by=by)


def given(day=date(2022, 7, 1), conclusion="ubah", **lines):
    return Reviewed(day, "Tim contoh", conclusion, "Ringkas", {**FITTING, **lines})


def test_next_version_begins_with_what_is_in_force_and_leaves_it_untouched(service, editor):
    old = published_standard(service, text="Lama")

    new = standards.draft_standard(service, by=editor)
    standards.change_standard(new, {**new.texts, "biaya": "Gratis"}, shows_all=True, by=editor)

    assert (new.version, new.status, new.texts["waktu"], new.texts["biaya"]) == (2, "drafted", "Lama waktu", "Gratis")
    assert old.texts["biaya"] == "Lama biaya"
    with pytest.raises(ValidationError):
        standards.draft_standard(service, by=editor)


def test_standard_in_force_is_never_edited(service, editor):
    item = published_standard(service)

    with pytest.raises(Stale):
        standards.change_standard(item, WHOLE, shows_all=False, by=editor)
    with pytest.raises(Stale):
        standards.discard_draft(item, by=editor)

    assert Standard.objects.get().texts["biaya"] == "Isi contoh biaya"


def test_two_editors_of_one_draft_do_not_overwrite_each_other(service, editor):
    item = standards.draft_standard(service, by=editor)
    seen = copy_token(item)
    standards.change_standard(Standard.objects.get(), {"biaya": "Gratis"}, shows_all=False, by=editor)

    with pytest.raises(ValidationError):
        standards.change_standard(item, {"biaya": "Rp5.000"}, shows_all=False, by=editor, seen=seen)

    assert item.texts == {"biaya": "Gratis"}


def test_text_of_a_draft_stands_sealed_in_the_audit(service, editor):
    drafted(service, editor, {"biaya": "Gratis"})

    event = Event.objects.get(action="service_standards.standard_changed")
    assert (event.after, event.subject) == ('{"filled":["biaya"],"shows_all":false}', editor.seal_subject)
    assert "Gratis" not in event.personal


def test_standard_lacking_components_is_not_legalized_and_they_are_named(service, editor, lead):
    item = drafted(service, editor, {**WHOLE, "biaya": "", "waktu": " "})

    with pytest.raises(ValidationError) as refusal:
        standards.legalize(item, DECISION, by=lead)

    assert refusal.value.messages == ["Komponen yang belum diisi: Jangka waktu pelayanan, Biaya/tarif."]


def test_standard_is_legalized_and_published_by_who_may_and_the_older_ends(service, editor, lead):
    old = published_standard(service)
    item = drafted(service, editor)
    with pytest.raises(Forbidden):
        standards.legalize(item, DECISION, by=editor)

    standards.legalize(item, DECISION, by=lead)
    assert Standard.objects.get(pk=old.pk).status == Status.PUBLISHED
    with pytest.raises(Forbidden):
        standards.publish(item, by=editor)
    standards.publish(item, by=lead)

    old.refresh_from_db()
    assert (old.status, old.ended_on, item.status) == ("superseded", date(2022, 6, 15), "published")
    assert list(Standard.objects.in_force(date(2022, 7, 4))) == [item]
    assert list(Standard.objects.in_force(date(2022, 6, 14))) == [old]
    assert list(Activity.objects.of(item).values_list("step", flat=True)) == ["legalize", "publish"]


def test_standard_not_yet_in_force_is_not_published(service, editor, lead):
    item = drafted(service, editor)
    ahead = Decision("03 (Contoh)", date(2022, 7, 1), "Sekretaris", date(2022, 8, 1))
    standards.legalize(item, ahead, by=lead)

    with pytest.raises(ValidationError):
        standards.publish(item, by=lead)

    assert Standard.objects.get().status == Status.LEGALIZED


def test_decision_of_tomorrow_or_in_force_before_it_is_refused_at_its_fields(service, editor, lead):
    item = drafted(service, editor)
    wrong = Decision(" ", date(2022, 7, 5), "Sekretaris", date(2022, 7, 1))

    with pytest.raises(ValidationError) as refusal:
        standards.legalize(item, wrong, by=lead)

    assert sorted(refusal.value.message_dict) == ["decided_on", "decree_number", "effective_from"]


def test_standard_is_not_in_force_before_the_version_it_follows(service, editor, lead):
    published_standard(service, since=date(2022, 6, 20))
    item = drafted(service, editor)

    with pytest.raises(ValidationError) as refusal:
        standards.legalize(item, DECISION, by=lead)

    assert refusal.value.message_dict == {"effective_from": ["Versi sebelumnya baru berlaku sesudah tanggal ini."]}


def test_withdrawn_standard_wants_a_reason_and_is_no_longer_in_force(service, lead):
    item = published_standard(service)
    with pytest.raises(ValidationError):
        standards.withdraw(item, reason=" ", by=lead)

    standards.withdraw(item, reason="Layanan berubah", by=lead)

    assert list(Standard.objects.in_force(date(2022, 7, 4))) == []
    assert list(Standard.objects.in_force(date(2022, 7, 3))) == [item]


def test_review_keeps_a_finding_for_every_component(service, editor):
    item = published_standard(service)

    made = reviewing.review(item, given(biaya=("tidak", "Pasang daftar biaya")), by=editor)

    lines = list(made.lines.values_list("code", "finding", "recommendation"))
    assert len(lines) == 14
    assert [each for each in lines if each[1] != "sesuai"] == [("biaya", "tidak", "Pasang daftar biaya")]
    event = Event.objects.get(action="service_standards.reviewed")
    assert "Pasang daftar biaya" not in event.after + event.personal


def test_review_without_advice_for_what_does_not_fit_is_refused_at_that_component(service, editor):
    item = published_standard(service)

    with pytest.raises(ValidationError) as refusal:
        reviewing.review(item, given(date(2022, 7, 5), biaya=("sebagian", " ")), by=editor)

    assert sorted(refusal.value.message_dict) == ["recommendation_biaya", "reviewed_on"]
    assert Review.objects.count() == 0


def test_draft_is_not_reviewed(service, editor):
    item = drafted(service, editor)

    with pytest.raises(Stale):
        reviewing.review(item, given(), by=editor)


def test_advice_becomes_follow_ups_of_the_unit_once(service, editor):
    made = reviewing.review(
        published_standard(service), given(biaya=("tidak", "Pasang daftar"), waktu=("sebagian", "Ukur")), by=editor
    )

    reviewing.open_follow_ups(made, due_on=date(2022, 9, 30), by=editor)

    rows = FollowUp.objects.order_by("pk").values_list("recommendation", "unit", "source", "source_id")
    assert list(rows) == [
        ("Jangka waktu pelayanan: Ukur", service.unit_id, "tinjauan-standar", made.pk),
        ("Biaya/tarif: Pasang daftar", service.unit_id, "tinjauan-standar", made.pk),
    ]
    with pytest.raises(ValidationError):
        reviewing.open_follow_ups(made, due_on=date(2022, 9, 30), by=editor)


def test_advice_for_a_service_without_unit_becomes_no_follow_up(office, editor):
    item = published_standard(ServiceFactory(office=office))
    made = reviewing.review(item, given(biaya=("tidak", "Pasang daftar")), by=editor)

    with pytest.raises(ValidationError):
        reviewing.open_follow_ups(made, due_on=date(2022, 9, 30), by=editor)

    assert FollowUp.objects.count() == 0
