from datetime import date

import pytest

from pranata.base.org.tests.factories import OfficeFactory
from pranata.engines.archives.models import Category, DisposalStatus, FateChoice, Medium, Status, TransferStatus
from pranata.engines.archives.tests.factories import (
    ArchiveItemFactory,
    DisposalFactory,
    DisposalLineFactory,
    DossierFactory,
    LoanFactory,
    TransferFactory,
    TransferLineFactory,
)
from pranata.engines.indicators.queries import compute
from pranata.engines.indicators.registry import by_key
from pranata.lib.periods import Length, Period

pytestmark = pytest.mark.django_db
MARCH = Period(2026, Length.MONTH, 3)


@pytest.fixture
def office():
    return OfficeFactory()


def value(key, office):
    return compute(by_key(f"archives.{key}"), office, MARCH).value


def test_archives_are_counted_by_how_they_are_kept(office):
    dossier = DossierFactory(office=office, opened_on=date(2026, 3, 5))
    ArchiveItemFactory(office=office, dossier=dossier, archive_class="TU.01", medium=Medium.DIGITAL)
    ArchiveItemFactory(office=office, category=Category.VITAL, protection="duplikasi", location="Ruang 1")
    ArchiveItemFactory(office=office, category=Category.PROTECTED)
    ArchiveItemFactory(office=office, fate=FateChoice.PERMANENT)
    ArchiveItemFactory(office=office, state=Status.DESTROYED)
    ArchiveItemFactory(office=office, dated_on=date(2026, 4, 1))
    ArchiveItemFactory()

    found = {
        key: value(key, office)
        for key in (
            "dossiers_made", "filed_share", "in_order", "digital_share", "dynamic_count", "static_count",
            "vital_count", "vital_protected",
        )
    }  # fmt: skip

    assert found == {
        "dossiers_made": 1, "filed_share": 25, "in_order": 25, "digital_share": 25, "dynamic_count": 4,
        "static_count": 1, "vital_count": 2, "vital_protected": 50,
    }  # fmt: skip


def test_what_moved_or_was_destroyed_counts_by_its_berita_acara(office):
    for kind, day in (("inaktif", date(2026, 3, 9)), ("inaktif", date(2026, 2, 9)), ("statis", date(2026, 2, 9))):
        moved = TransferFactory(office=office, kind=kind, status=TransferStatus.DONE, number="1", moved_on=day)
        TransferLineFactory(transfer=moved)
    gone = DisposalFactory(
        office=office, status=DisposalStatus.DESTROYED, approval_by="Kepala ANRI", approval_number="1",
        approved_on=date(2026, 1, 5), decree_number="1", decided_on=date(2026, 1, 6), number="1",
        destroyed_on=date(2026, 1, 7), witnesses="Saksi (Contoh)",
    )  # fmt: skip
    DisposalLineFactory(disposal=gone, item=ArchiveItemFactory(office=office, state=Status.DESTROYED))
    DisposalLineFactory(disposal=gone, place=2, kept_reason="Masih dipakai")

    assert [value(key, office) for key in ("moved", "handed_over", "destroyed")] == [1, 1, 1]


def test_loan_was_overdue_at_the_end_of_the_month_although_it_is_back_now(office):
    item = ArchiveItemFactory(office=office)
    LoanFactory(item=item, due_on=date(2026, 3, 30), back_on=date(2026, 4, 2))
    LoanFactory(item=item, due_on=date(2026, 3, 31), back_on=date(2026, 4, 2))

    assert value("loans_overdue", office) == 1
