"""Evidence joins and leaves a month while the month may be written."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from pranata.base.access.errors import Forbidden
from pranata.base.access.models import Role
from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.audit.models import Event
from pranata.base.files.errors import RefusedFile
from pranata.base.flow.errors import Stale
from pranata.engines.evidence import actions as evidence
from pranata.engines.evidence.actions import Description
from pranata.engines.evidence.models import Evidence, Use
from pranata.engines.evidence.tests.factories import EvidenceFactory, UseFactory
from pranata.engines.plan.actions.progress import note, progress_token
from pranata.engines.plan.actions.proofs import prove, prove_no_more
from pranata.engines.plan.models import Plan, Progress, ProgressStatus, Status
from pranata.engines.plan.queries import plan_matrix
from pranata.engines.plan.tests.factories import ProgressFactory, SubactivityFactory

pytestmark = pytest.mark.django_db
NOTE = Description(title="Notula contoh", dated_on=date(2022, 6, 1))


@pytest.fixture
def row():
    """A row planned in June, of a plan in force."""
    row = SubactivityFactory(month_bits=0b100000)
    Plan.objects.update(status=Status.ADOPTED)
    row.plan.refresh_from_db()
    return row


@pytest.fixture
def staff(row):
    return RoleAssignmentFactory(office=row.plan.office).user


def item_of(row):
    item = EvidenceFactory(office=row.plan.office)
    return lambda: item


def test_first_evidence_opens_the_month_as_a_draft(row, staff):
    used = prove(row, 6, item_of(row), by=staff)

    progress = Progress.objects.get()
    assert (progress.month, progress.status, progress.achievement) == (6, "draft", "")
    assert (used.target_label, used.target_id) == ("plan.progress", progress.pk)
    assert [*Event.objects.order_by("sequence").values_list("action", flat=True)][-2:] == [
        "plan.progress_opened",
        "evidence.used",
    ]


def test_note_that_was_being_written_is_kept_when_evidence_came_first(row, staff):
    seen = progress_token(row, 6, None)
    prove(row, 6, item_of(row), by=staff)

    noted = note(row, 6, achievement="Selesai.", obstacle="", follow_up="", seen=seen, by=staff)

    assert (Progress.objects.get().achievement, noted.pk) == ("Selesai.", Progress.objects.get().pk)


def test_returned_month_takes_evidence(row, staff):
    ProgressFactory(subactivity=row, month=6, status=ProgressStatus.RETURNED)

    prove(row, 6, item_of(row), by=staff)

    assert Use.objects.count() == 1


@pytest.mark.parametrize("status", [ProgressStatus.SUBMITTED, ProgressStatus.VERIFIED])
def test_month_that_was_handed_in_neither_takes_nor_loses_evidence(row, staff, status):
    progress = ProgressFactory(subactivity=row, month=6, status=status)
    used = UseFactory(
        evidence=EvidenceFactory(office=row.plan.office), target_label="plan.progress", target_id=progress.pk
    )

    with pytest.raises(Stale):
        prove(row, 6, item_of(row), by=staff)
    with pytest.raises(Stale):
        prove_no_more(used, row, 6, by=staff)

    assert list(Use.objects.all()) == [used]


def test_plan_that_is_not_in_force_takes_no_evidence(row, staff):
    Plan.objects.update(status=Status.CLOSED)

    with pytest.raises(Stale):
        prove(row, 6, item_of(row), by=staff)

    assert Progress.objects.count() == 0


def test_month_that_is_not_planned_takes_no_evidence(row, staff):
    with pytest.raises(ValidationError, match="tidak dijadwalkan"):
        prove(row, 7, item_of(row), by=staff)

    assert Progress.objects.count() == 0


@pytest.mark.parametrize("role", [Role.ASSESSOR, Role.COMMISSIONER])
def test_who_does_not_report_adds_no_evidence(row, role):
    reader = RoleAssignmentFactory(office=row.plan.office, role=role).user

    with pytest.raises(Forbidden):
        prove(row, 6, item_of(row), by=reader)

    assert Progress.objects.count() == 0


def test_nothing_is_opened_when_the_file_is_refused(row, staff):
    def add():
        return evidence.add_file(row.plan.office, ContentFile(b"MZ\x90"), NOTE, name="program.exe", by=staff)

    with pytest.raises(RefusedFile):
        prove(row, 6, add, by=staff)

    assert (Progress.objects.count(), Evidence.objects.count(), Use.objects.count()) == (0, 0, 0)


def test_evidence_leaves_the_month_and_stays_with_the_office(row, staff):
    used = prove(row, 6, item_of(row), by=staff)

    prove_no_more(used, row, 6, by=staff)

    assert (Use.objects.count(), Evidence.objects.count()) == (0, 1)


def test_matrix_tells_the_months_that_lost_what_the_reader_may_see(row, staff, monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", "2022-06-26")
    verifier = RoleAssignmentFactory(office=row.plan.office, role=Role.VERIFIER).user
    item = prove(row, 6, item_of(row), by=staff).evidence
    assert [each.unproven for each in plan_matrix(row.plan, reader=staff).rows] == [set()]

    evidence.remove(item, reason="Keliru.", by=verifier)

    assert [each.unproven for each in plan_matrix(row.plan, reader=staff).rows] == [{6}]
    assert [each.unproven for each in plan_matrix(row.plan).rows] == [set()]
    Evidence.objects.update(confidentiality="terbatas")
    assert [each.unproven for each in plan_matrix(row.plan, reader=staff).rows] == [set()]
    assert [each.unproven for each in plan_matrix(row.plan, reader=verifier).rows] == [{6}]


@pytest.mark.parametrize("count", [1, 3])
def test_matrix_asks_as_often_when_more_months_lost_their_proof(row, staff, count, django_assert_num_queries):
    lost = EvidenceFactory(office=row.plan.office, status="removed")
    for month in range(1, count + 1):
        told = ProgressFactory(subactivity=row, month=month)
        UseFactory(evidence=lost, target_label="plan.progress", target_id=told.pk)

    with django_assert_num_queries(7):
        assert [each.unproven for each in plan_matrix(row.plan, reader=staff).rows] == [set(range(1, count + 1))]
