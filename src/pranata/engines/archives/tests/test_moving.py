from datetime import date

import pytest
from django.core.exceptions import ValidationError

from pranata.base.access.errors import Forbidden
from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.audit.models import Event
from pranata.base.flow.errors import Stale
from pranata.base.org.tests.factories import OfficeFactory
from pranata.engines.archives import keeping, moving
from pranata.engines.archives.models import FateChoice, Loan, Status, TransferKind, TransferStatus
from pranata.engines.archives.rules import Fate
from pranata.engines.archives.tests.factories import ArchiveItemFactory, HoldFactory, LoanFactory

pytestmark = pytest.mark.django_db

PAPER = {
    "number": "1/BA/2026",
    "place": "Kota (Contoh)",
    "giver_name": "Pemberi (Contoh)",
    "giver_role": "Kepala subbagian",
    "receiver_name": "Penerima (Contoh)",
    "receiver_role": "Arsiparis",
}


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", "2026-03-02")


@pytest.fixture
def office():
    return OfficeFactory()


@pytest.fixture
def secretary(office):
    return RoleAssignmentFactory(office=office, role="secretary").user


@pytest.fixture
def kasubbag(office):
    return RoleAssignmentFactory(office=office, role="kasubbag").user


def over(office, **facts):
    """An archive whose time is over."""
    said = {"active_until": date(2023, 12, 31), "kept_until": date(2025, 12, 31), "fate": FateChoice.DESTROYED}
    return ArchiveItemFactory(office=office, **{"state": Status.INACTIVE, **said, **facts})


def test_archives_become_inactive_when_the_berita_acara_is_recorded(office, kasubbag, secretary):
    items = [over(office, state=Status.ACTIVE) for _each in range(2)]
    transfer = moving.prepare_transfer(
        office, items, kind=TransferKind.INACTIVE, receiver="Unit kearsipan", by=kasubbag
    )

    with pytest.raises(Forbidden):
        moving.finish_transfer(transfer, moved_on=date(2026, 3, 2), by=kasubbag, **PAPER)
    moving.finish_transfer(transfer, moved_on=date(2026, 3, 2), by=secretary, **PAPER)

    for each in items:
        each.refresh_from_db()
    assert [each.state for each in items] == [Status.INACTIVE, Status.INACTIVE]
    assert (transfer.status, transfer.number) == (TransferStatus.DONE, "1/BA/2026")
    event = Event.objects.get(action="archives.transfer.finish")
    assert "Pemberi" not in event.after + event.before
    with pytest.raises(Stale):
        moving.finish_transfer(transfer, moved_on=date(2026, 3, 2), by=secretary, **PAPER)


def test_transfer_names_every_archive_that_is_too_early_and_writes_nothing(office, kasubbag):
    early = over(office, state=Status.ACTIVE, active_until=date(2026, 12, 31), title="Surat muda")
    unknown = ArchiveItemFactory(office=office, title="Surat tanpa kelas")

    with pytest.raises(ValidationError) as refused:
        moving.prepare_transfer(
            office, [early, unknown], kind=TransferKind.INACTIVE, receiver="Unit kearsipan", by=kasubbag
        )

    assert [words.partition(":")[0] for words in refused.value.message_dict["items"]] == [
        "Surat muda", "Surat tanpa kelas",
    ]  # fmt: skip


def test_archive_stands_on_one_open_list_and_on_none_of_another_office(office, kasubbag):
    item = over(office, state=Status.ACTIVE)
    moving.prepare_transfer(office, [item], kind=TransferKind.INACTIVE, receiver="Unit", by=kasubbag)

    with pytest.raises(ValidationError):
        moving.prepare_transfer(office, [item], kind=TransferKind.INACTIVE, receiver="Unit", by=kasubbag)
    with pytest.raises(ValidationError):
        moving.prepare_transfer(
            office, [over(OfficeFactory(), state=Status.ACTIVE)], kind=TransferKind.INACTIVE, receiver="U", by=kasubbag
        )


def test_permanent_archive_is_offered_and_static_once_handed_over(office, kasubbag, secretary):
    item = over(office, fate=FateChoice.PERMANENT)
    transfer = moving.prepare_transfer(office, [item], kind=TransferKind.STATIC, receiver="LKD", by=kasubbag)
    item.refresh_from_db()
    assert item.state == Status.OFFERED

    held = HoldFactory(item=item)
    item.is_held = True
    item.save()
    with pytest.raises(ValidationError):
        moving.finish_transfer(transfer, moved_on=date(2026, 3, 2), by=secretary, **PAPER)
    keeping.lift_hold(held, reason="Selesai", by=secretary)
    moving.finish_transfer(transfer, moved_on=date(2026, 3, 2), by=secretary, **PAPER)

    item.refresh_from_db()
    assert item.state == Status.STATIC


def test_canceled_hand_over_puts_archives_back_as_they_were(office, kasubbag):
    judged = over(office, fate=FateChoice.PERMANENT, state=Status.JUDGED, is_judged=True)
    plain = over(office, fate=FateChoice.PERMANENT)
    transfer = moving.prepare_transfer(office, [judged, plain], kind=TransferKind.STATIC, receiver="LKD", by=kasubbag)

    moving.cancel_transfer(transfer, note="Belum siap", by=kasubbag)

    judged.refresh_from_db()
    plain.refresh_from_db()
    assert (judged.state, plain.state) == (Status.JUDGED, Status.INACTIVE)


def test_archive_is_lent_for_fourteen_days_and_once_at_a_time(office, kasubbag):
    item = over(office)
    loan = keeping.lend(item, borrower="Peminjam (Contoh)", purpose="Contoh", out_on=date(2026, 3, 2), by=kasubbag)

    assert (loan.due_on, loan.approved_by) == (date(2026, 3, 16), kasubbag)
    with pytest.raises(ValidationError):
        keeping.lend(item, borrower="Lain (Contoh)", purpose="Contoh", out_on=date(2026, 3, 2), by=kasubbag)
    keeping.take_back(loan, back_on=date(2026, 3, 2), condition="baik", by=kasubbag)
    with pytest.raises(Stale):
        keeping.take_back(loan, back_on=date(2026, 3, 2), condition="baik", by=kasubbag)
    assert Loan.objects.out().count() == 0


def test_restricted_archive_is_lent_by_who_may_approve(office, kasubbag, secretary):
    item = over(office, confidentiality="terbatas")
    said = {"borrower": "Peminjam (Contoh)", "purpose": "Contoh", "out_on": date(2026, 3, 2)}

    with pytest.raises(Forbidden):
        keeping.lend(item, by=kasubbag, **said)
    assert keeping.lend(item, by=secretary, **said).approved_by == secretary


def test_loan_is_overdue_on_the_day_after(office):
    loan = LoanFactory(item=over(office), due_on=date(2026, 3, 1))

    assert list(Loan.objects.overdue(date(2026, 3, 2))) == [loan]
    assert list(Loan.objects.overdue(date(2026, 3, 1))) == []


def test_last_hold_lifted_frees_the_archive(office, kasubbag, secretary):
    item = over(office)
    first = keeping.place_hold(item, reason="Sengketa (Contoh)", by=kasubbag)
    second = keeping.place_hold(item, reason="Audit (Contoh)", by=kasubbag)

    with pytest.raises(Forbidden):
        keeping.lift_hold(first, reason="Selesai", by=kasubbag)
    keeping.lift_hold(first, reason="Selesai", by=secretary)
    item.refresh_from_db()
    assert item.is_held is True
    keeping.lift_hold(second, reason="Selesai", by=secretary)
    item.refresh_from_db()
    assert item.is_held is False
    assert "Sengketa" not in "".join(Event.objects.values_list("after", flat=True))


def test_archive_to_be_judged_anew_is_judged_by_who_may_approve(office, kasubbag, secretary):
    item = over(office, fate=FateChoice.JUDGED)

    with pytest.raises(Forbidden):
        keeping.judge(item, fate=Fate.PERMANENT, reason="Bernilai sejarah", by=kasubbag)
    with pytest.raises(ValidationError):
        keeping.judge(item, fate=Fate.JUDGED, reason="Nanti", by=secretary)
    keeping.judge(item, fate=Fate.PERMANENT, reason="Bernilai sejarah", by=secretary)

    item.refresh_from_db()
    assert (item.state, item.fate, item.is_judged) == (Status.JUDGED, FateChoice.PERMANENT, True)


def test_archive_entered_by_mistake_is_withdrawn_but_not_one_that_was_born(office, kasubbag):
    item, born = over(office), over(office, source_label="documents.document", source_id=7)

    keeping.withdraw(item, reason="Salah ketik", by=kasubbag)

    item.refresh_from_db()
    assert item.state == Status.WITHDRAWN
    with pytest.raises(Stale):
        keeping.withdraw(born, reason="Salah", by=kasubbag)
