import pytest
from django.core.exceptions import ValidationError

from pranata.areas.public_service.service_standards.models import Service
from pranata.areas.public_service.service_standards.register import SERVICES
from pranata.areas.public_service.service_standards.samples import load_samples, missing_samples, sample_services
from pranata.areas.public_service.service_standards.tests.factories import ServiceFactory
from pranata.base.access.errors import Forbidden
from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.engines.registers.actions import add_entry
from pranata.engines.registers.tests.kit import register_kit

test_services = register_kit(SERVICES, ServiceFactory, editor="kasubbag")


def test_service_names_a_kind_of_case_that_is_there(office, editor):
    item = add_entry(SERVICES, office, {"name": "Informasi (contoh)", "case_kind": "information_requests"}, by=editor)

    assert item.form_address == f"/{office.code}/permohonan-informasi/"
    with pytest.raises(ValidationError) as refusal:
        add_entry(SERVICES, office, {"name": "Lain (contoh)", "case_kind": "tidak-ada"}, by=editor)
    assert list(refusal.value.message_dict) == ["case_kind"]


def test_sample_services_are_added_once_and_marked(office, editor):
    ServiceFactory(office=office, name=sample_services()[0]["name"], note="")

    assert load_samples(office, by=editor) == len(sample_services()) - 1
    assert load_samples(office, by=editor) == 0
    assert missing_samples(office) == []
    marked = Service.objects.filter(note__startswith="Baris contoh, belum terkonfirmasi")
    assert marked.count() == len(sample_services()) - 1


def test_sample_services_are_refused_to_who_may_only_look(office):
    with pytest.raises(Forbidden):
        load_samples(office, by=RoleAssignmentFactory(office=office, role="assessor").user)
