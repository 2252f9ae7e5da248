"""A signed file is refused with a sentence when what it says cannot be; nothing of it is kept."""

import io
import zipfile
from hashlib import sha256

import pytest

from pranata.base.access.errors import Forbidden
from pranata.base.access.models import Role
from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.org.tests.factories import OfficeFactory
from pranata.engines.indicators.models import Reading
from pranata.engines.nation import snapshots
from pranata.engines.nation.actions.snapshots import import_snapshot
from pranata.engines.nation.contents import number
from pranata.engines.nation.models import Distribution, Snapshot, SnapshotReport
from pranata.engines.nation.snapshots import RefusedSnapshot
from pranata.engines.nation.tests.factories import SignerFactory, read

pytestmark = pytest.mark.django_db

MOMENT = "2022-07-05T03:00:00+00:00"
ROW = {
    "measure": "plan.verified_share", "month": 6, "value": "50.000000", "numerator": "1", "denominator": "2",
    "value_on": None, "rule_version": 1, "computed_at": MOMENT, "sealed_at": None, "reason": "",
}  # fmt: skip
REPORT = {
    "report": "monthly", "period": "2022-06", "number": "1/CONTOH/2022", "title": "Laporan contoh",
    "issued_on": "2022-07-05", "sha256": "",
}  # fmt: skip
PAPER = b"%PDF-1.4\n% contoh\ntrailer<</Root 1 0 R>>\n%%EOF\n"


@pytest.fixture
def office():
    """It runs alone elsewhere; its key is registered."""
    return SignerFactory().office


def signed(office, files=None, **changes):
    content = {"office": office.code, "year": 2022, "sequence": 3, "taken_at": MOMENT, "readings": [ROW], "reports": []}
    return snapshots.write(office, content | changes, files or {})


def with_reports(office, content, *changes):
    digest = sha256(content).hexdigest()
    return signed(office, {digest: content}, reports=[REPORT | {"sha256": digest} | each for each in changes])


@pytest.fixture
def refused(office):
    """``refused(file)``: the sentence, after looking that nothing was kept."""

    def look(file):
        with pytest.raises(RefusedSnapshot) as said:
            import_snapshot(file, by=None)
        assert (Snapshot.objects.count(), Reading.objects.count(), SnapshotReport.objects.count()) == (0, 0, 0)
        return str(said.value)

    return look


@pytest.mark.parametrize(
    "change",
    [
        {"value": "NaN"}, {"value": "-Infinity"}, {"value": "1E+30"}, {"value": "1E-999999999"}, {"value": 0.1},
        {"value": True}, {"numerator": "0.12345678"}, {"month": 13}, {"month": 0}, {"month": "6"},
        {"rule_version": 99999}, {"rule_version": -1}, {"measure": "x" * 200}, {"measure": "<b>"},
        {"computed_at": "2022-07-05T03:00:00"}, {"sealed_at": "0001-01-01T00:00:00+14:00"}, {"value_on": "9999-12-31"},
        {"reason": "koreksi contoh"}, {"reason": "a\0b", "sealed_at": MOMENT}, {"reason": None},
    ],
)  # fmt: skip
def test_a_reading_is_refused_when_no_office_can_have_read_it(office, refused, change):
    assert "tidak lengkap atau salah" in refused(signed(office, readings=[ROW | change]))


@pytest.mark.parametrize(
    "change",
    [
        {"year": 99999}, {"year": 0}, {"year": 2099}, {"year": "2022"}, {"sequence": 2**63}, {"sequence": -1},
        {"taken_at": "2022-07-01T00:00:00"}, {"readings": [ROW, ROW]}, {"readings": ["x"]}, {"readings": None},
        {"reports": [{}]}, {"reports": [1]}, {"reports": [{"sha256": []}]},
    ],
)  # fmt: skip
def test_a_snapshot_is_refused_when_its_parts_cannot_be(office, refused, change):
    assert "tidak lengkap" in refused(signed(office, **change))


@pytest.mark.parametrize(
    "change",
    [{"period": '2022"\r\n'}, {"report": "../x"}, {"number": "x" * 301}, {"issued_on": "kemarin"}],
)
def test_a_report_is_refused_when_it_is_called_what_none_can_be(office, refused, change):
    assert "tidak lengkap atau salah" in refused(with_reports(office, PAPER, change))


def test_a_report_is_refused_when_its_number_comes_twice_or_it_is_no_pdf(office, refused):
    assert "1/CONTOH/2022" in refused(with_reports(office, PAPER, {}, {"period": "2022-05"}))
    assert "1/CONTOH/2022" in refused(with_reports(office, b"MZ bukan PDF", {}))


def test_months_that_have_not_begun_are_refused_when_somebody_reads_ahead(office, refused, monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", "2022-05-20")

    assert "2022-06" in refused(signed(office))


def test_a_made_up_snapshot_is_refused_when_this_is_no_demonstration(office, refused, monkeypatch):
    file = signed(office, is_fictional=True)

    assert "peragaan" in refused(file)
    monkeypatch.setenv("PRANATA_DEMO", "1")
    assert import_snapshot(file, by=None).is_new


def test_a_sentence_says_so_when_the_content_is_nested_without_end(refused):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(snapshots.CONTENT, "[" * 200_000)

    assert "bukan cuplikan" in refused(target.getvalue())


def test_nothing_is_told_of_an_office_when_it_stands_elsewhere(office):
    beside = RoleAssignmentFactory(role=Role.SECRETARY, office=OfficeFactory()).user
    working, unknown = OfficeFactory(), OfficeFactory(is_active=False)

    for other in (office, working, unknown):
        with pytest.raises(Forbidden):
            import_snapshot(signed(other), by=beside)


def test_months_of_a_snapshot_are_counted_at_once_when_it_was_taken_over(office, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        import_snapshot(signed(office), by=None)

    found = Distribution.objects.get(scope=office.parent)
    assert (found.measure, found.year, found.month, found.count, found.median) == (ROW["measure"], 2022, 6, 1, 50)


def test_every_stored_number_comes_back_when_it_is_read_from_a_snapshot():
    reading = read(OfficeFactory(), "0")
    Reading.objects.filter(pk=reading.pk).update(numerator="0.000001", denominator="99999999999999")
    reading.refresh_from_db()

    for each in (reading.value, reading.numerator, reading.denominator):
        assert number(str(each)) == each
