import pytest
from django.db import IntegrityError

from pranata.base.access.errors import Forbidden
from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.audit.models import Event
from pranata.base.org.tests.factories import OfficeFactory
from pranata.engines.documents.models import Document
from pranata.engines.plan.actions import importing
from pranata.engines.plan.models import Area, Indicator, Plan, Remark, Subactivity
from pranata.engines.plan.queries import plan_reading
from pranata.engines.plan.reading import (
    ActivityReading,
    AreaReading,
    DecreeReading,
    IndicatorReading,
    PlanReading,
    SubactivityReading,
)
from pranata.engines.plan.reading import Remark as RemarkReading
from pranata.engines.plan.tests.factories import PlanFactory

pytestmark = pytest.mark.django_db


def small_reading(**decree):
    """Two sub-activities of one activity, the second read with interpretation."""
    rows = [
        SubactivityReading(
            code="1.1.1",
            no="1",
            text="Menyusun rencana",
            indicators=[IndicatorReading("Adanya rencana"), IndicatorReading("Adanya laporan", [2])],
            months=[1, 2],
            source_lines=[10],
        ),
        SubactivityReading(
            code="1.1.2",
            no="",
            text="Menyusun laporan",
            months=[12],
            source_lines=[11, 12],
            confidence="low",
            as_printed="\t\tMenyusun laporan\t",
        ),
    ]
    return PlanReading(
        decree=DecreeReading(
            number="1/HK/9999/2022",
            office_code="9999",
            title="PENETAPAN RENCANA AKSI",
            year=2022,
            date="2022-01-17",
            **decree,
        ),
        areas=[AreaReading(1, "Area contoh", [ActivityReading("1", "Kegiatan contoh", rows)])],
        remarks=[RemarkReading("no_indicator", "doubt", [11], "Tidak ada indikator.", "1.1.2")],
    )


def import_into(office, reading=None, *, by=None, year=2022):
    reading = reading or small_reading()
    return importing.import_plan(
        reading, office=office, year=year, by=by, source=b"isi naskah", source_name="naskah.md"
    )


def counts():
    return [model.objects.count() for model in (Plan, Document, Area, Subactivity, Indicator, Remark)]


def test_imported_plan_reads_back_as_it_was_read():
    plan = import_into(OfficeFactory(code="9999"))

    assert plan_reading(plan) == small_reading()
    assert (plan.status, plan.is_published, str(plan.document.issued_on)) == ("draft", False, "2022-01-17")
    assert counts() == [1, 1, 1, 2, 2, 1]


def test_import_is_recorded_in_the_audit_of_its_office():
    office = OfficeFactory(code="9999")

    import_into(office)

    actions_done = Event.objects.filter(office_code="9999").order_by("sequence").values_list("action", flat=True)
    assert list(actions_done)[-2:] == ["documents.recorded", "plan.imported"]


def test_second_import_of_a_year_is_refused_and_nothing_is_written():
    office = OfficeFactory(code="9999")
    import_into(office)
    before = counts()

    with pytest.raises(importing.ImportRefused, match="sudah pernah diimpor"):
        import_into(office)

    assert counts() == before


def test_decree_of_another_office_is_refused_and_nothing_is_written():
    with pytest.raises(importing.ImportRefused, match="memuat kode satuan kerja 9999, bukan 8888"):
        import_into(OfficeFactory(code="8888"))

    assert counts() == [0] * 6


def test_import_that_breaks_midway_leaves_nothing():
    reading = small_reading()
    reading.areas.append(AreaReading(1, "Area dengan nomor yang sama"))

    with pytest.raises(IntegrityError):
        import_into(OfficeFactory(code="9999"), reading)

    assert counts() == [0] * 6


def test_role_without_the_permission_may_not_import_or_publish():
    role = RoleAssignmentFactory(role="staff", office__code="9999")
    plan = PlanFactory(office=role.office, year=2021)

    with pytest.raises(Forbidden, match=r"plan\.import"):
        import_into(role.office, by=role.user)
    with pytest.raises(Forbidden, match=r"plan\.publish"):
        importing.publish(plan, by=role.user)

    assert [Plan.objects.count(), Plan.objects.public().count()] == [1, 0]


def test_secretary_of_another_office_may_not_import_here():
    role = RoleAssignmentFactory(role="secretary")

    with pytest.raises(Forbidden):
        import_into(OfficeFactory(code="9999"), by=role.user)


def test_publishing_opens_plan_and_decree_once():
    plan = import_into(OfficeFactory(code="9999"))

    importing.publish(plan, by=None)
    importing.publish(plan, by=None)

    assert list(Plan.objects.public()) == [plan]
    assert list(Document.objects.public()) == [plan.document]
    assert Event.objects.filter(action="plan.published").count() == 1
