import io
import json
import zipfile
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from pranata.base.access.errors import Forbidden
from pranata.base.access.models import Role
from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.audit.models import Event
from pranata.base.org.models import Office
from pranata.base.org.tests.factories import OfficeFactory
from pranata.engines.indicators.models import Reading
from pranata.engines.nation import snapshots
from pranata.engines.nation.actions.snapshots import export_snapshot, import_snapshot, register_signer
from pranata.engines.nation.models import Snapshot, SnapshotReport
from pranata.engines.nation.snapshots import RefusedSnapshot
from pranata.engines.nation.tests.factories import read
from pranata.engines.reports.tests.factories import IssuedReportFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    """It works here until ``hand_up`` makes this the centre's installation."""
    return OfficeFactory()


@pytest.fixture
def file(office):
    read(office, "92.307692", numerator=24, denominator=26)
    IssuedReportFactory(office=office)
    return export_snapshot(office, 2022, by=None)


def hand_up(office):
    """From here on this is the installation above: the office runs alone elsewhere and its key is registered."""
    Reading.objects.filter(office=office).delete()
    Office.objects.filter(pk=office.pk).update(is_active=False)
    office.refresh_from_db()
    return register_signer(office, snapshots.public_key(office), by=None)


def rewritten(file, *, change=lambda content: content, name=snapshots.CONTENT):
    """The file with one entry changed, as somebody on the way might."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(file)) as old, zipfile.ZipFile(target, "w") as new:
        for entry in old.namelist():
            content = old.read(entry)
            new.writestr(entry, change(content) if entry == name or entry.endswith(name) else content)
    return target.getvalue()


def test_readings_and_reports_arrive_as_they_were_when_a_snapshot_is_taken_over(office, file):
    hand_up(office)

    received = import_snapshot(file, by=None)

    reading = Reading.objects.current().get(office=office)
    assert (received.is_new, received.snapshot.year, received.snapshot.reading_count) == (True, 2022, 1)
    assert (reading.value, reading.numerator, reading.denominator) == (Decimal("92.307692"), 24, 26)
    report = SnapshotReport.objects.get()
    assert (report.period, report.title, report.file.office) == ("2022-06", "Laporan contoh Juni 2022", office)
    assert Event.objects.filter(office_code=office.code, action="nation.snapshot_imported").count() == 1


def test_nothing_changes_when_the_same_snapshot_comes_again(office, file):
    hand_up(office)
    import_snapshot(file, by=None)
    events = Event.objects.count()

    again = import_snapshot(file, by=None)

    assert (again.is_new, Snapshot.objects.count(), SnapshotReport.objects.count()) == (False, 1, 1)
    assert (Reading.objects.count(), Event.objects.count()) == (1, events)


def test_a_changed_value_is_a_further_edition_when_a_later_snapshot_comes(office, file):
    later = _later(office, value="100")
    hand_up(office)
    import_snapshot(file, by=None)

    import_snapshot(later, by=None)

    editions = Reading.objects.filter(office=office).order_by("edition")
    assert [(each.edition, each.value, each.is_current) for each in editions] == [
        (1, Decimal("92.307692"), False),
        (2, Decimal(100), True),
    ]


def test_an_older_snapshot_is_refused_when_a_later_one_was_taken_over(office, file):
    later = _later(office, value="100")
    hand_up(office)
    import_snapshot(later, by=None)

    with pytest.raises(RefusedSnapshot, match="lebih lama"):
        import_snapshot(file, by=None)

    assert Reading.objects.current().get(office=office).value == Decimal(100)


def _later(office, *, value):
    Reading.objects.filter(office=office).update(value=Decimal(value))
    return export_snapshot(office, 2022, by=None)  # the export before it was an event more


@pytest.mark.parametrize(
    ("name", "change"),
    [
        (snapshots.CONTENT, lambda content: content.replace(b"92.307692", b"99.307692")),
        (snapshots.SIGNATURE, lambda content: content[::-1]),
        (snapshots.SIGNATURE, lambda content: b"bukan tanda tangan"),
        (".pdf", lambda content: content + b" diubah"),
    ],
)
def test_nothing_is_taken_over_when_the_file_was_changed(office, file, name, change):
    hand_up(office)

    with pytest.raises(RefusedSnapshot):
        import_snapshot(rewritten(file, name=name, change=change), by=None)

    assert (Snapshot.objects.count(), Reading.objects.count(), SnapshotReport.objects.count()) == (0, 0, 0)


@pytest.mark.parametrize("content", [b"", b"bukan zip", b"PK\x05\x06" + b"\0" * 18])
def test_a_sentence_says_so_when_the_file_is_no_snapshot(content):
    with pytest.raises(RefusedSnapshot, match=r"bukan cuplikan|tidak lengkap"):
        import_snapshot(content, by=None)


@pytest.mark.parametrize("missing", ["readings", "reports", "year", "sequence", "taken_at"])
def test_a_signed_file_is_refused_whole_when_something_is_missing_in_it(office, missing):
    content = {"office": office.code, "year": 2022, "sequence": 3, "taken_at": "2022-07-01T00:00:00+00:00"}
    content |= {"readings": [], "reports": []}
    file = snapshots.write(office, {name: value for name, value in content.items() if name != missing}, {})
    hand_up(office)

    with pytest.raises(RefusedSnapshot, match=missing):
        import_snapshot(file, by=None)

    assert Snapshot.objects.count() == 0


def test_a_signed_file_is_refused_when_a_number_in_it_is_none(office, file):
    content = json.loads(zipfile.ZipFile(io.BytesIO(file)).read(snapshots.CONTENT))
    content["readings"][0]["value"] = "sembilan"
    wrong = snapshots.write(office, content | {"reports": []}, {})
    hand_up(office)

    with pytest.raises(RefusedSnapshot, match="tidak lengkap"):
        import_snapshot(wrong, by=None)

    assert (Snapshot.objects.count(), Reading.objects.count()) == (0, 0)


def test_a_snapshot_is_refused_when_another_office_has_signed_it(office, file):
    other = OfficeFactory()
    content = json.loads(zipfile.ZipFile(io.BytesIO(file)).read(snapshots.CONTENT))
    forged = snapshots.write(other, content | {"reports": []}, {})
    hand_up(office)

    with pytest.raises(RefusedSnapshot, match="Tanda tangan"):
        import_snapshot(forged, by=None)


def test_a_snapshot_is_refused_when_no_key_is_registered_or_the_office_works_here(office, file):
    with pytest.raises(RefusedSnapshot, match="bekerja di instalasi ini"):
        import_snapshot(file, by=None)
    Office.objects.filter(pk=office.pk).update(is_active=False)
    with pytest.raises(RefusedSnapshot, match="belum didaftarkan"):
        import_snapshot(file, by=None)


def test_the_former_key_ends_when_another_is_registered(office, file):
    former = hand_up(office)

    register_signer(office, "ab" * 32, by=None)

    former.refresh_from_db()
    assert former.ended_at - former.registered_at < timedelta(minutes=5)
    with pytest.raises(RefusedSnapshot, match="Tanda tangan"):
        import_snapshot(file, by=None)


@pytest.mark.parametrize("key", ["", "xyz", "ab" * 31, "zz" * 32])
def test_a_key_is_refused_when_it_is_none(key):
    with pytest.raises(ValidationError, match="64 angka"):
        register_signer(OfficeFactory(is_active=False), key, by=None)


def test_who_stands_above_takes_over_when_the_role_allows(office, file):
    hand_up(office)
    above = RoleAssignmentFactory(role=Role.SECRETARY, office=office.parent).user
    beside = RoleAssignmentFactory(role=Role.SECRETARY, office=OfficeFactory()).user

    with pytest.raises(Forbidden):
        import_snapshot(file, by=beside)
    received = import_snapshot(file, by=above)

    assert received.snapshot.received_by == above


def test_readings_of_sealed_kinds_stay_at_home_when_they_may_not_be_shown(office):
    reading = read(office, None)
    Reading.objects.filter(pk=reading.pk).update(secrecy="few")

    content = json.loads(zipfile.ZipFile(io.BytesIO(export_snapshot(office, 2022, by=None))).read(snapshots.CONTENT))

    assert content["readings"] == []
