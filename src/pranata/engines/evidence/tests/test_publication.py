"""An item is public only when somebody published it on purpose, and only while it proves something."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import ValidationError

from pranata.base.access.errors import Forbidden
from pranata.base.access.models import Role
from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.flow.errors import Stale
from pranata.base.flow.models import Activity
from pranata.base.org.tests.factories import OfficeFactory
from pranata.engines.evidence import actions
from pranata.engines.evidence.actions import Description
from pranata.engines.evidence.models import Evidence
from pranata.engines.evidence.tests.factories import EvidenceFactory

pytestmark = pytest.mark.django_db
TODAY = date(2022, 6, 26)
NOTE = Description(title="Foto contoh", dated_on=date(2022, 6, 1))


@pytest.fixture(autouse=True)
def day(monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", TODAY.isoformat())


@pytest.fixture
def office():
    return OfficeFactory()


@pytest.fixture
def secretary(office):
    return RoleAssignmentFactory(office=office, role=Role.SECRETARY).user


@pytest.fixture
def published(office, secretary):
    return actions.publish(EvidenceFactory(office=office), by=secretary)


def public():
    return list(Evidence.objects.public(TODAY))


def test_nothing_is_public_until_it_is_published(office, secretary):
    item = EvidenceFactory(office=office)
    assert public() == []

    actions.publish(item, by=secretary)

    assert (public(), item.published_on) == ([item], TODAY)
    assert Activity.objects.values_list("step", "by").get() == ("publish", secretary.pk)


def test_item_is_taken_from_the_public_with_a_reason(published, secretary):
    with pytest.raises(ValidationError):
        actions.unpublish(published, reason=" ", by=secretary)

    actions.unpublish(published, reason="Memuat nama.", by=secretary)

    assert (public(), published.status) == ([], "held")
    assert Activity.objects.values_list("step", "note").last() == ("unpublish", "Memuat nama.")


def test_staff_neither_publish_nor_unpublish(office, published):
    staff = RoleAssignmentFactory(office=office).user

    with pytest.raises(Forbidden):
        actions.publish(EvidenceFactory(office=office), by=staff)
    with pytest.raises(Forbidden):
        actions.unpublish(published, reason="Coba.", by=staff)

    assert public() == [published]


def test_second_step_of_the_same_kind_is_stale(published, secretary):
    with pytest.raises(Stale):
        actions.publish(published, by=secretary)
    actions.unpublish(published, reason="Keliru.", by=secretary)
    with pytest.raises(Stale):
        actions.unpublish(published, reason="Lagi.", by=secretary)


@pytest.mark.parametrize(
    "fields",
    [
        {"confidentiality": "terbatas"},
        {"valid_to": date(2022, 6, 25)},
        {"record_label": "documents.document", "record_id": 1},
    ],
)
def test_item_that_may_not_be_public_is_refused(office, secretary, fields):
    with pytest.raises(ValidationError):
        actions.publish(EvidenceFactory(office=office, **fields), by=secretary)

    assert public() == []


def test_item_is_public_no_more_when_it_is_withdrawn_and_stays_so_when_restored(published, secretary):
    actions.remove(published, reason="Keliru.", by=secretary)
    with pytest.raises(Stale):
        actions.publish(published, by=secretary)

    actions.restore(published, reason="Benar.", by=secretary)

    assert (public(), published.published_on) == ([], None)


def test_item_is_public_no_more_when_it_becomes_restricted(published, secretary):
    actions.describe(published, replace(NOTE, confidentiality="terbatas"), by=secretary)

    assert (public(), Evidence.objects.get().published_on) == ([], None)


def test_item_is_public_no_more_when_its_validity_has_ended(published, secretary):
    actions.describe(published, replace(NOTE, valid_to=date(2022, 6, 25)), by=secretary)

    assert public() == []


def test_description_is_refused_when_somebody_changed_it_meanwhile(office, secretary):
    item = EvidenceFactory(office=office)

    with pytest.raises(ValidationError) as refusal:
        actions.describe(item, NOTE, by=secretary, seen="lain")

    assert (refusal.value.code, Evidence.objects.get().title) == ("stale", item.title)
