"""The demonstration's SOP is whole, and filling again changes nothing."""

import pytest

from pranata.areas.process.sops.models import Sop
from pranata.areas.process.sops.queries import stops_of
from pranata.areas.process.sops.rules import Total, findings, promised
from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.audit.models import Event
from pranata.base.org.tests.factories import OfficeFactory, UnitFactory
from pranata.config.demo.sops import ACTORS, TITLE, fill_sops


@pytest.mark.django_db
def test_sop_is_filled_once_and_nothing_is_wrong_with_it(monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", "2022-06-26")
    office = OfficeFactory()
    UnitFactory(office=office)
    by = RoleAssignmentFactory(office=office, role="kasubbag").user
    RoleAssignmentFactory(office=office, role="secretary")

    fill_sops(office, by)
    events = Event.objects.count()
    fill_sops(office, by)

    sop = Sop.objects.get(title=TITLE)
    assert sop.status == "effective"
    assert findings(stops_of(sop), len(ACTORS)) == []
    assert promised(stops_of(sop)) == Total(minutes=15 + 60 + 60 + 30, working_days=6)
    assert (Sop.objects.count(), Event.objects.count()) == (2, events)
