from datetime import date

import pytest

from pranata.base.access.errors import Forbidden
from pranata.base.audit.models import Event
from pranata.base.flow.errors import Stale
from pranata.engines.documents.errors import NumberRefused
from pranata.engines.documents.tests.factories import DocumentFactory
from pranata.engines.plan.actions.issuing import issue_decree
from pranata.engines.plan.tests.factories import PlanFactory

pytestmark = pytest.mark.django_db

DAY = date(2022, 1, 17)
SIGNED = {"place": "Contoh", "signatory_role": "KETUA", "signatory_name": "Pegawai Contoh"}


@pytest.fixture
def plan(office):
    return PlanFactory(office=office, document__number="", document__title="Keputusan contoh")


def test_decree_has_number_and_date_when_issued(plan, secretary):
    issue_decree(plan, number="7/CONTOH/2022", issued_on=DAY, **SIGNED, by=secretary)

    plan.document.refresh_from_db()
    assert (plan.document.number, plan.document.issued_on, plan.document.place) == ("7/CONTOH/2022", DAY, "Contoh")
    assert plan.document.body["signatories"][0]["name"] == "Pegawai Contoh"
    assert Event.objects.filter(action="documents.issued").count() == 1


def test_decree_stays_when_the_plan_is_adopted(office, secretary):
    plan = PlanFactory(office=office, status="adopted", document__number="1/CONTOH/2022")

    with pytest.raises(Stale):
        issue_decree(plan, number="7/CONTOH/2022", issued_on=DAY, **SIGNED, by=secretary)

    plan.document.refresh_from_db()
    assert plan.document.number == "1/CONTOH/2022"


def test_decree_stays_when_the_account_may_not_adopt(plan, account):
    with pytest.raises(Forbidden):
        issue_decree(plan, number="7/CONTOH/2022", issued_on=DAY, **SIGNED, by=account("kasubbag"))

    plan.document.refresh_from_db()
    assert plan.document.number == ""


def test_number_is_refused_when_another_decree_has_it(plan, secretary):
    DocumentFactory(office=plan.office, number="7/CONTOH/2022")

    with pytest.raises(NumberRefused):
        issue_decree(plan, number="7/CONTOH/2022", issued_on=DAY, **SIGNED, by=secretary)

    plan.document.refresh_from_db()
    assert (plan.document.number, plan.document.issued_on) == ("", None)
