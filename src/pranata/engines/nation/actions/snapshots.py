"""Taking a snapshot of an office's year, registering whose snapshots are taken over, and taking them over."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from pranata.base.audit.actions import hold, record
from pranata.base.audit.models import ChainHead
from pranata.base.files.actions import Checked, store
from pranata.base.files.downloads import open_file
from pranata.base.files.errors import RefusedFile
from pranata.base.org.models import Office
from pranata.engines.indicators.models import Reading
from pranata.engines.nation import snapshots
from pranata.engines.nation.actions.distributing import distribute
from pranata.engines.nation.contents import PARTS, Head, Report, head_of, readings_of, reports_of
from pranata.engines.nation.models import Signer, Snapshot, SnapshotReport
from pranata.engines.nation.rules import supersedes
from pranata.engines.nation.snapshots import RefusedSnapshot
from pranata.engines.reports.models import IssuedReport, Status
from pranata.lib import clock
from pranata.lib.demonstration import is_demonstration

if TYPE_CHECKING:
    from pranata.base.access.models import User

KEY = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Received:
    """What came of a file: its snapshot, and whether it was new; the same file again changes nothing."""

    snapshot: Snapshot
    is_new: bool


@transaction.atomic
def export_snapshot(office: Office, year: int, *, by: User | None) -> bytes:
    """The signed snapshot of a year: readings that count, issued reports with their files, the end of the audit chain.

    Raises Forbidden without "reports.issue" there.
    """
    if by is not None:
        by.require("reports.issue", office)
    hold(office)
    head = ChainHead.objects.filter(office_code=office.code).first()
    reports = IssuedReport.objects.filter(office=office, status=Status.ISSUED, period__startswith=str(year))
    issued = [(each, _bytes_of(each)) for each in reports.select_related("file", "signed_copy").order_by("pk")]
    content = {
        "office": office.code,
        "name": office.name,
        "year": year,
        "is_fictional": is_demonstration(),
        "taken_at": clock.now().isoformat(),
        "sequence": head.count if head else 0,
        "chain_head": head.last_hash if head else "",
        "readings": [_reading_row(each) for each in _readings(office, year)],
        "reports": [_report_row(each, digest) for each, (digest, _content) in issued],
    }
    file = snapshots.write(office, content, {digest: content for _each, (digest, content) in issued})
    record(office=office, actor=by, action="nation.snapshot_exported", after={"year": year, "reports": len(issued)})
    return file


def _readings(office: Office, year: int):
    """What may be shown of the year's readings."""
    return Reading.objects.current().filter(office=office, year=year, secrecy="").order_by("month", "measure")


def _reading_row(reading: Reading) -> dict[str, Any]:
    return {
        "measure": reading.measure,
        "month": reading.month,
        **{part: None if (number := getattr(reading, part)) is None else str(number) for part in PARTS},
        "value_on": reading.value_on.isoformat() if reading.value_on else None,
        "rule_version": reading.rule_version,
        "computed_at": reading.computed_at.isoformat(),
        "sealed_at": reading.sealed_at.isoformat() if reading.sealed_at else None,
        "reason": reading.reason,
    }


def _bytes_of(report: IssuedReport) -> tuple[str, bytes]:
    """SHA-256 and content of the signed copy where there is one."""
    stored = report.signed_copy or report.file
    with open_file(stored) as file:
        return stored.sha256, file.read()


def _report_row(report: IssuedReport, digest: str) -> dict[str, Any]:
    return {
        "report": report.report,
        "period": report.period,
        "number": report.number,
        "title": report.title,
        "issued_on": report.issued_on.isoformat(),
        "sha256": digest,
    }


@transaction.atomic
def register_signer(office: Office, key: str, *, by: User | None) -> Signer:
    """From now on snapshots of ``office`` signed by ``key`` are taken over, and by no other.

    Raises ValidationError for what is no key or for an office that works in this installation, Forbidden without
    "nation.manage" at an office above.
    """
    _require_above(by, office)
    key = "".join(key.split()).lower()
    if not KEY.fullmatch(key):
        raise ValidationError(_("Kunci cuplikan terdiri dari 64 angka heksadesimal."))
    hold(office)
    if Office.objects.active().filter(pk=office.pk).exists():
        raise ValidationError(_("%(office)s bekerja di instalasi ini; cuplikan tidak diperlukan.") % {"office": office})
    Signer.objects.filter(office=office, ended_at=None).update(ended_at=clock.now())
    signer = Signer.objects.create(office=office, public_key=key, registered_at=clock.now(), registered_by=by)
    record(office=office, actor=by, action="nation.signer_registered", target=signer, after={"public_key": key})
    return signer


def import_snapshot(file: bytes, *, by: User | None) -> Received:
    """Take over a snapshot, whole or not at all; its months are counted anew when that has happened.

    Readings that differ from what was known become further editions; the reports stand beside those received before.
    Raises ``RefusedSnapshot`` for what is no snapshot, was changed, cannot be, comes from an unknown key or is older
    than what was taken over; Forbidden without "nation.manage" above.
    """
    office = _sender(file)
    _require_above(by, office)
    signer = _signer(office)
    opened = snapshots.open_signed(file, signer.public_key)
    try:
        head = head_of(opened.content)
        readings = readings_of(opened.content, office, head.year)
        reports = [(each, _checked(each, opened.files[each.sha256])) for each in reports_of(opened.content)]
    except (KeyError, TypeError, ValueError) as error:
        what = str(error)[:100]
        raise RefusedSnapshot(_("Isi cuplikan tidak lengkap atau salah: %(what)s.") % {"what": what}) from None
    if head.is_fictional and not is_demonstration():
        raise RefusedSnapshot(_("Cuplikan ini dari sistem peragaan; isinya rekaan."))
    with transaction.atomic():
        hold(office)
        if _signer(office) != signer:  # another key was registered meanwhile
            raise RefusedSnapshot(snapshots.NOT_SIGNED)
        return _take_over(signer, head, opened.sha256, readings, reports, by)


def _sender(file: bytes) -> Office:
    code = snapshots.office_named(file)
    office = Office.objects.filter(code=code).first()
    if office is None:
        raise RefusedSnapshot(_("Satuan kerja %(code)s tidak dikenal.") % {"code": code or "?"})
    return office


def _signer(office: Office) -> Signer:
    """The key in force of an office that does not work here."""
    if Office.objects.active().filter(pk=office.pk).exists():
        raise RefusedSnapshot(_("%(office)s bekerja di instalasi ini; cuplikan ditolak.") % {"office": office})
    signer = Signer.objects.filter(office=office, ended_at=None).select_related("office").first()
    if signer is None:
        raise RefusedSnapshot(_("Kunci cuplikan %(office)s belum didaftarkan.") % {"office": office})
    return signer


def _checked(report: Report, content: bytes) -> Checked:
    """The file of a report, which somebody sent, so it is recognized and scanned like every other."""
    try:
        return Checked(ContentFile(content), f"{report.sha256}.pdf")
    except RefusedFile as error:
        raise RefusedSnapshot(_("Laporan %(number)s: %(why)s") % {"number": report.number, "why": error}) from None


def _take_over(
    signer: Signer,
    head: Head,
    sha256: str,
    readings: list[Reading],
    reports: list[tuple[Report, Checked]],
    by: User | None,
) -> Received:
    office, year = signer.office, head.year
    earlier = Snapshot.objects.filter(office=office, year=year)
    if known := earlier.filter(sha256=sha256).first():
        return Received(known, is_new=False)
    if not supersedes(head.sequence, earlier.aggregate(newest=Max("sequence"))["newest"]):
        raise RefusedSnapshot(
            _("Cuplikan ini lebih lama daripada yang sudah diterima untuk %(year)d.") % {"year": year}
        )
    snapshot = Snapshot.objects.create(
        office=office,
        year=year,
        sequence=head.sequence,
        taken_at=head.taken_at,
        sha256=sha256,
        signer=signer,
        reading_count=len(readings),
        received_at=clock.now(),
        received_by=by,
    )
    _keep_readings(office, year, readings)
    for report, file in reports:
        _keep_report(snapshot, report, file, by)
    after = {"year": year, "sequence": head.sequence, "sha256": sha256, "readings": len(readings)}
    record(office=office, actor=by, action="nation.snapshot_imported", target=snapshot, after=after)
    told = defaultdict(set)
    for each in readings:
        told[each.month].add(each.measure)
    transaction.on_commit(lambda: _distribute(year, told), robust=True)
    return Received(snapshot, is_new=True)


def _distribute(year: int, told: dict[int, set[str]]) -> None:
    """So that the pages above show at once what was received."""
    for month, keys in sorted(told.items()):
        distribute(year, month, sorted(keys))


def _keep_readings(office: Office, year: int, readings: list[Reading]) -> None:
    """Each that says something else than the one known becomes its next edition."""
    known = {(each.measure, each.month): each for each in Reading.objects.current().filter(office=office, year=year)}
    replaced, made = [], []
    for reading in readings:
        before = known.get((reading.measure, reading.month))
        if before is not None:
            if _said(before) == _said(reading):
                continue
            replaced.append(before.pk)
            reading.edition = before.edition + 1
        made.append(reading)
    Reading.objects.filter(pk__in=replaced).update(is_current=False)
    Reading.objects.bulk_create(made, batch_size=500)


def _said(reading: Reading) -> tuple[Any, ...]:
    sealed = reading.sealed_at is not None
    return (*(getattr(reading, part) for part in PARTS), reading.value_on, reading.rule_version, reading.reason, sealed)


def _keep_report(snapshot: Snapshot, report: Report, file: Checked, by: User | None) -> None:
    SnapshotReport.objects.create(
        snapshot=snapshot,
        report=report.report,
        period=report.period,
        number=report.number,
        title=report.title,
        issued_on=report.issued_on,
        file=store(snapshot.office, file, by=by, name=str(file.name)),
    )


def _require_above(by: User | None, office: Office) -> None:
    """Raises Forbidden unless ``by`` receives snapshots at an office above."""
    if by is None:
        return
    above = list(office.ancestors())
    if not any(by.can("nation.manage", each) for each in above):
        by.require("nation.manage", above[0] if above else office)
