from datetime import date

import pytest
from django.core.exceptions import ValidationError

from pranata.base.access import actions
from pranata.base.access.errors import Forbidden
from pranata.base.access.models import Role, User
from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.audit.models import Event
from pranata.base.audit.verification import verify
from pranata.base.org.tests.factories import OfficeFactory
from pranata.base.people.actions import create_person, end_person
from pranata.base.people.models import Person
from pranata.base.seal.actions import unseal
from pranata.base.seal.errors import Erased

pytestmark = pytest.mark.django_db
NIP = "198001012005011001"


@pytest.fixture
def person():
    """Somebody with an account, and events that hold name and NIP sealed."""
    office = OfficeFactory()
    person = create_person(office=office, name="Contoh Satu", kind="asn", nip=NIP, email="satu@example.test", by=None)
    actions.create_user(office=office, login=NIP, email="satu@example.test", person=person, by=None)
    return person


def test_erasing_leaves_neither_name_nor_number_and_the_audit_whole(person):
    end_person(person, on=date(2020, 1, 1), by=None)

    actions.erase_person(person, by=None)

    row, user = Person.objects.get(pk=person.pk), User.objects.get(person=person)
    assert (row.name, row.nip, row.email) == ("terhapus", None, "")
    assert (user.login, user.email, user.is_active) == (f"terhapus-{user.pk}", "", False)
    sealed = Event.objects.filter(subject=f"person:{person.pk}").exclude(personal="")
    assert sealed.count() >= 2
    for event in sealed:
        with pytest.raises(Erased):
            unseal(event.subject, event.personal)
    assert verify().bad is None


def test_person_who_still_serves_is_not_erased(person):
    with pytest.raises(ValidationError, match="sudah tidak bertugas"):
        actions.erase_person(person, by=None)

    assert Person.objects.get(pk=person.pk).name == "Contoh Satu"


def test_staff_may_not_erase(person):
    end_person(person, on=date(2020, 1, 1), by=None)
    staff = RoleAssignmentFactory(office=person.office, role=Role.STAFF).user

    with pytest.raises(Forbidden):
        actions.erase_person(person, by=staff)
