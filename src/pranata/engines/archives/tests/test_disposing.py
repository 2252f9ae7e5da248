from datetime import date

import pytest
from django.core.exceptions import ValidationError

from pranata.base.access.errors import Forbidden
from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.flow.errors import Stale
from pranata.base.flow.models import Activity
from pranata.base.org.tests.factories import OfficeFactory
from pranata.engines.archives import disposing, keeping
from pranata.engines.archives.models import DisposalStatus, FateChoice, Method, Status
from pranata.engines.archives.tests.factories import ArchiveItemFactory

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 2)
DESTROYED = {
    "number": "2/BA/2026",
    "destroyed_on": TODAY,
    "place": "Halaman kantor (Contoh)",
    "method": Method.SHREDDED,
    "signatories": "Ketua panitia (Contoh)",
    "witnesses": "Unsur hukum (Contoh)\nUnsur pengawasan (Contoh)",
}


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", TODAY.isoformat())


@pytest.fixture
def office():
    return OfficeFactory()


@pytest.fixture
def secretary(office):
    return RoleAssignmentFactory(office=office, role="secretary").user


@pytest.fixture
def kasubbag(office):
    return RoleAssignmentFactory(office=office, role="kasubbag").user


@pytest.fixture
def items(office):
    return [
        ArchiveItemFactory(
            office=office,
            title=f"Agenda {number}",
            state=Status.INACTIVE,
            active_until=date(2022, 12, 31),
            kept_until=date(2024, 12, 31),
            fate=FateChoice.DESTROYED,
        )
        for number in (1, 2, 3)
    ]


def states(items):
    for each in items:
        each.refresh_from_db()
    return [each.state for each in items]


def decided(office, items, kasubbag, secretary):
    """A proposal up to the decision of the head."""
    disposal = disposing.propose(office, items, title="Agenda 2019 (Contoh)", by=kasubbag)
    disposing.judge_proposal(disposal, panel="Ketua (Contoh)", judgement="Layak musnah", judged_on=TODAY, by=kasubbag)
    disposing.approve_proposal(
        disposal, approval_by="Kepala ANRI", approval_number="B-1", approved_on=TODAY, by=secretary
    )
    return disposing.decide_proposal(disposal, decree_number="5/2026", decided_on=TODAY, by=secretary)


def test_archives_are_destroyed_only_after_every_step(office, items, kasubbag, secretary):
    disposal = disposing.propose(office, items, title="Agenda 2019 (Contoh)", by=kasubbag)
    assert states(items) == [Status.PROPOSED] * 3
    with pytest.raises(Stale):
        disposing.destroy(disposal, by=secretary, **DESTROYED)
    disposing.judge_proposal(disposal, panel="Ketua (Contoh)", judgement="Layak musnah", judged_on=TODAY, by=kasubbag)
    with pytest.raises(Forbidden):
        disposing.approve_proposal(
            disposal, approval_by="Kepala ANRI", approval_number="B-1", approved_on=TODAY, by=kasubbag
        )
    disposing.approve_proposal(
        disposal, approval_by="Kepala ANRI", approval_number="B-1", approved_on=TODAY, by=secretary
    )
    assert states(items) == [Status.APPROVED] * 3
    disposing.decide_proposal(disposal, decree_number="5/2026", decided_on=TODAY, by=secretary)
    disposing.destroy(disposal, by=secretary, **DESTROYED)

    assert states(items) == [Status.DESTROYED] * 3
    assert disposal.status == DisposalStatus.DESTROYED
    steps = list(Activity.objects.of(disposal).values_list("step", flat=True))
    assert steps == ["judge", "approve", "decide", "destroy"]


def test_approval_without_a_name_or_number_is_none(office, items, kasubbag, secretary):
    disposal = disposing.propose(office, items, title="Agenda (Contoh)", by=kasubbag)
    disposing.judge_proposal(disposal, panel="Ketua (Contoh)", judgement="Layak", judged_on=TODAY, by=kasubbag)

    with pytest.raises(ValidationError) as refused:
        disposing.approve_proposal(disposal, approval_by=" ", approval_number="", approved_on=TODAY, by=secretary)

    assert sorted(refused.value.message_dict) == ["approval_by", "approval_number"]


def test_steps_keep_their_order_in_time(office, items, kasubbag):
    disposal = disposing.propose(office, items, title="Agenda (Contoh)", by=kasubbag)

    for day in (date(2026, 3, 1), date(2026, 3, 3)):
        with pytest.raises(ValidationError):
            disposing.judge_proposal(disposal, panel="Ketua", judgement="Layak", judged_on=day, by=kasubbag)


def test_hold_stops_even_a_decided_destruction_until_the_archive_is_taken_off(office, items, kasubbag, secretary):
    disposal = decided(office, items, kasubbag, secretary)
    keeping.place_hold(items[0], reason="Sengketa (Contoh)", by=kasubbag)

    with pytest.raises(ValidationError) as refused:
        disposing.destroy(disposal, by=secretary, **DESTROYED)
    assert [each.partition(":")[0] for each in refused.value.message_dict["items"]] == ["Agenda 1"]
    assert states(items) == [Status.APPROVED] * 3

    disposing.take_off(disposal.lines.get(item=items[0]), reason="Ditahan", by=kasubbag)
    disposing.destroy(disposal, by=secretary, **DESTROYED)
    assert states(items) == [Status.INACTIVE, Status.DESTROYED, Status.DESTROYED]


def test_held_archive_is_not_proposed(office, items, kasubbag):
    keeping.place_hold(items[1], reason="Audit (Contoh)", by=kasubbag)

    with pytest.raises(ValidationError):
        disposing.propose(office, items, title="Agenda (Contoh)", by=kasubbag)
    assert states(items) == [Status.INACTIVE] * 3


def test_canceled_proposal_leaves_archives_inactive(office, items, kasubbag, secretary):
    disposal = decided(office, items, kasubbag, secretary)

    disposing.cancel_proposal(disposal, note="Ditunda", by=kasubbag)

    assert states(items) == [Status.INACTIVE] * 3
    with pytest.raises(Stale):
        disposing.destroy(disposal, by=secretary, **DESTROYED)


def test_proposal_of_which_nothing_is_left_is_not_judged(office, items, kasubbag):
    disposal = disposing.propose(office, items[:1], title="Agenda (Contoh)", by=kasubbag)
    disposing.take_off(disposal.lines.get(), reason="Masih dipakai", by=kasubbag)

    with pytest.raises(ValidationError):
        disposing.judge_proposal(disposal, panel="Ketua", judgement="Layak", judged_on=TODAY, by=kasubbag)
