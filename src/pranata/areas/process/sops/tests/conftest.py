"""An office on 26 June 2022 with who writes SOPs and who notes them legalised."""

from datetime import date

import pytest

from pranata.areas.process.sops.actions.tables import Row, write_table
from pranata.areas.process.sops.actions.versions import Signature, legalize, submit
from pranata.areas.process.sops.tests.factories import SopFactory
from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.org.tests.factories import OfficeFactory, UnitFactory

ACTORS = ("Pemohon", "Petugas PPID", "PPID")
ROWS = (
    Row("Mengajukan permohonan", "Pemohon", "terminator", output="Permohonan"),
    Row("Memeriksa kelengkapan", "Petugas PPID", "process", "Permohonan", 30, "minute", "Catatan"),
    Row("Menilai apakah lengkap", "Petugas PPID", "decision", "Catatan", 1, "hour", "Hasil", yes_to=4, no_to=2),
    Row("Menyetujui jawaban", "PPID", "process", "Konsep jawaban", 2, "working_day", "Jawaban"),
    Row("Menerima jawaban", "Pemohon", "terminator", "Jawaban", output="Tanda terima"),
)


@pytest.fixture(autouse=True)
def _day(monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", "2022-06-26")


@pytest.fixture
def office(db):
    return OfficeFactory(is_active=True)


@pytest.fixture
def unit(office):
    return UnitFactory(office=office)


@pytest.fixture
def writer(office):
    """Writes SOPs."""
    return RoleAssignmentFactory(office=office, role="kasubbag").user


@pytest.fixture
def secretary(office):
    """Notes them legalised."""
    return RoleAssignmentFactory(office=office, role="secretary").user


@pytest.fixture
def draft(office, unit, writer):
    """A draft with a whole table."""
    sop = SopFactory(office=office, unit=unit, title="Menjawab permohonan (Contoh)", number="1/SOP/Contoh")
    return write_table(sop, ACTORS, ROWS, by=writer)


@pytest.fixture
def signed():
    return Signature(date(2022, 3, 1), "Sekretaris", "Nama Contoh", "199001012015011999")


@pytest.fixture
def effective(draft, writer, secretary, signed):
    return legalize(submit(draft, by=writer), signed, by=secretary)
