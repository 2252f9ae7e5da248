"""The demonstration's map and structure show what there is to show, and filling again changes nothing."""

from datetime import date

import pytest

from pranata.areas.organization.org_structure.models import Holding, UnitMandate
from pranata.areas.process.process_maps.models import MapStep, Process, ProcessMap
from pranata.areas.process.process_maps.queries import branches, coverage_of, known_sops
from pranata.areas.process.sops.tests.factories import SopFactory
from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.audit.models import Event
from pranata.base.org.tests.factories import OfficeFactory, PostFactory, UnitFactory
from pranata.base.people.tests.factories import PersonFactory
from pranata.config.demo.processes import PROCESSES_SAMPLE, fill_processes


@pytest.mark.django_db
def test_map_and_structure_are_filled_once_when_asked_twice():
    office = OfficeFactory()
    for _each in range(2):
        unit = UnitFactory(office=office)
        PostFactory(unit=unit)
        PersonFactory(office=office, unit=unit)
    by = RoleAssignmentFactory(office=office, role="secretary").user

    fill_processes(office, by)
    events = Event.objects.count()
    fill_processes(office, by)

    assert Process.objects.count() == len(PROCESSES_SAMPLE)
    assert MapStep.objects.filter(process__code="KPU.02.01").count() == 7
    assert sorted(Holding.objects.values_list("capacity", flat=True)) == ["definitive", "plt"]
    assert UnitMandate.objects.count() == 1
    assert Event.objects.count() == events


@pytest.mark.django_db
def test_map_leads_to_sops_and_tells_those_not_in_force_when_the_register_has_them():
    office = OfficeFactory()
    by = RoleAssignmentFactory(office=office, role="secretary").user
    fill_processes(office, by)
    process_map = ProcessMap.objects.get()
    in_force = SopFactory(office=office, number="sop-c-01", status="effective", effective_on=date(2022, 1, 1))
    SopFactory(office=office, number="SOP-C-02")
    SopFactory(office=office, number="SOP-C-99", status="effective", effective_on=date(2022, 1, 1))

    sops = known_sops(office, by)
    tree = branches(process_map, sops)
    found = coverage_of(tree, office, sops, date(2022, 7, 1))

    links = {each.process.code: [sop.address for sop in each.sops] for each in tree}
    assert links["KPU.01.01"] == [in_force.get_absolute_url()]
    assert found.sops_without_process == ("SOP-C-99",)
    assert [number for _code, number in found.unknown_sops] == ["SOP-C-02", "SOP-C-03", "SOP-C-04"]
