"""What the demonstration shows of the legal documentation."""

from datetime import date

from pranata.areas.regulation.jdih.queries import public_documents, state_of
from pranata.base.access.models import Role
from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.org.tests.factories import OfficeFactory
from pranata.config.demo.jdih import fill_jdih
from pranata.engines.documents.models import Document
from pranata.engines.plan.tests.factories import PlanFactory


def test_decree_of_the_plan_is_there_with_others_open_waiting_and_late(db, monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", "2022-06-20")
    office = OfficeFactory(code="9001", name="KPU Kabupaten Contoh")
    decree = PlanFactory(office=office, is_published=True).document
    decree.number, decree.issued_on = "13/CONTOH/2022", date(2022, 1, 12)
    decree.save()

    fill_jdih(office, RoleAssignmentFactory(office=office, role=Role.SECRETARY).user)

    states = {each.number: str(state_of(each, date(2022, 6, 20))) for each in Document.objects.filter(office=office)}
    assert states == {
        "13/CONTOH/2022": "terbit",
        "901/CONTOH/2021": "terbit",
        "902/CONTOH/2022": "terbit",
        "903/CONTOH/2022": "terbit",
        "904/CONTOH/2022": "terlambat",
        "905/CONTOH/2022": "menunggu",
    }
    assert decree in public_documents(office)
