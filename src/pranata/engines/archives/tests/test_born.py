from datetime import date

import pytest

from pranata.base.org.tests.factories import OfficeFactory
from pranata.engines.archives.actions import born, left
from pranata.engines.archives.models import ArchiveItem, FateChoice, Medium, Status
from pranata.engines.archives.tests.factories import ArchiveClassFactory, ArchiveItemFactory, DossierFactory

pytestmark = pytest.mark.django_db

LABEL = "documents.document"
DAY = date(2022, 3, 1)


def test_record_is_born_an_active_digital_archive_kept_by_its_class():
    office = OfficeFactory()
    ArchiveClassFactory(office=office, code="HK.03", active_years=2, inactive_years=3, fate=FateChoice.PERMANENT)

    item = born(office=office, source_label=LABEL, source_id=7, title="Keputusan", dated_on=DAY, archive_class="HK.03")

    kept = ArchiveItem.objects.get()
    assert (kept, kept.title, kept.medium, kept.state) == (item, "Keputusan", Medium.DIGITAL, Status.ACTIVE)
    assert (kept.closed_on, kept.active_until, kept.kept_until) == (DAY, date(2024, 12, 31), date(2027, 12, 31))
    assert kept.fate == FateChoice.PERMANENT


def test_record_is_born_once_and_follows_its_words():
    office = OfficeFactory()
    born(office=office, source_label=LABEL, source_id=7, title="Keputusan", dated_on=DAY)
    ArchiveItem.objects.update(box="12", archive_class="TU.01")

    born(office=office, source_label=LABEL, source_id=7, title="Keputusan 13", dated_on=date(2022, 4, 1))

    kept = ArchiveItem.objects.get()
    assert (kept.title, kept.dated_on, kept.closed_on) == ("Keputusan 13", date(2022, 4, 1), date(2022, 4, 1))
    assert (kept.box, kept.archive_class) == ("12", "TU.01")


def test_same_number_at_another_office_is_another_archive():
    for office in (OfficeFactory(), OfficeFactory()):
        born(office=office, source_label=LABEL, source_id=7, title="Keputusan", dated_on=DAY)

    assert ArchiveItem.objects.count() == 2


def test_archive_in_a_dossier_counts_from_the_day_that_was_closed():
    office = OfficeFactory()
    ArchiveClassFactory(office=office, code="TU.01", active_years=1, inactive_years=2)
    dossier = DossierFactory(office=office, closed_on=date(2023, 2, 1))
    ArchiveItemFactory(office=office, source_label=LABEL, source_id=7, dossier=dossier, archive_class="TU.01")

    born(office=office, source_label=LABEL, source_id=7, title="Surat", dated_on=DAY)

    kept = ArchiveItem.objects.get()
    assert (kept.closed_on, kept.active_until, kept.kept_until) == (
        date(2023, 2, 1), date(2024, 12, 31), date(2026, 12, 31),
    )  # fmt: skip


def test_withdrawn_record_leaves_and_comes_back():
    office = OfficeFactory()
    born(office=office, source_label=LABEL, source_id=7, title="Keputusan", dated_on=DAY)

    left(office, LABEL, 7)
    assert ArchiveItem.objects.get().state == Status.WITHDRAWN

    born(office=office, source_label=LABEL, source_id=7, title="Keputusan", dated_on=DAY)
    assert ArchiveItem.objects.get().state == Status.ACTIVE


@pytest.mark.parametrize("state", [Status.DESTROYED, Status.STATIC])
def test_what_ended_stays_ended(state):
    office = OfficeFactory()
    item = ArchiveItemFactory(office=office, source_label=LABEL, source_id=7, state=state, title="Lama")

    born(office=office, source_label=LABEL, source_id=7, title="Baru", dated_on=DAY)
    left(office, LABEL, 7)

    item.refresh_from_db()
    assert (item.title, item.state) == ("Lama", state)
