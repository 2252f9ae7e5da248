"""A made-up SOP of the demonstration's office, by the actions that people use: answering an information request."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from pranata.areas.process.sops.actions.tables import Row, write_table
from pranata.areas.process.sops.actions.use import monitor, tie
from pranata.areas.process.sops.actions.versions import Signature, legalize, submit
from pranata.areas.process.sops.models import LEGALIZE, Sop
from pranata.areas.process.sops.queries import case_kinds
from pranata.areas.process.sops.register import REGISTER
from pranata.base.access.models import RoleAssignment, User
from pranata.base.access.rules import roles_with
from pranata.base.org.models import Unit
from pranata.engines.registers.actions import add_entry
from pranata.lib import clock

if TYPE_CHECKING:
    from pranata.base.org.models import Office

TITLE = "Menjawab permohonan informasi publik (Contoh)"
SERVICE = "information_requests"
ACTORS = ("Pemohon", "Petugas layanan informasi", "Unit penguasa informasi", "PPID")
ROWS = (
    Row("Mengajukan permohonan informasi", "Pemohon", "terminator", output="Permohonan"),
    Row("Menerima dan mencatat permohonan", ACTORS[1], "process", "Formulir, identitas", 15, "minute", "Tanda terima"),
    Row("Memeriksa kelengkapan permohonan", ACTORS[1], "decision", "Daftar periksa", 1, "hour", "Catatan", "", 4, 1),
    Row("Menyiapkan informasi yang diminta", ACTORS[2], "process", "Permohonan terdaftar", 4, "working_day", "Bahan"),
    Row("Menyusun konsep jawaban", ACTORS[1], "process", "Bahan jawaban", 1, "working_day", "Konsep jawaban"),
    Row("Menilai konsep jawaban", "PPID", "decision", "Konsep jawaban", 1, "working_day", "Persetujuan", "", 7, 5),
    Row("Menandatangani surat jawaban", "PPID", "process", "Konsep disetujui", 1, "hour", "Surat jawaban"),
    Row("Menyampaikan jawaban dan mencatatnya", ACTORS[1], "process", "Surat jawaban", 30, "minute", "Register"),
    Row("Menerima jawaban", "Pemohon", "terminator", output="Surat jawaban"),
)


def fill_sops(office: Office, by: User | None) -> None:
    """One SOP, legalised where somebody else may note it, and a draft; nothing a second time."""
    if by is None or Sop.objects.filter(office=office, title=TITLE).exists():
        return
    made_on = clock.today().replace(month=1, day=10)
    unit = Unit.objects.filter(office=office).order_by("code").first()
    values = {
        "title": TITLE, "number": "1/SOP/CONTOH", "edition": 1, "unit": unit, "made_on": made_on,
        "process": "Layanan informasi publik (Contoh)",
        "legal_basis": "Undang-Undang Nomor 14 Tahun 2008 tentang Keterbukaan Informasi Publik",
        "relations": "SOP penanganan keberatan (Contoh)",
        "warnings": "Bila tidak dijalankan, permohonan dapat dijawab lewat tenggat.",
        "qualifications": "Memahami klasifikasi informasi publik",
        "equipment": "Komputer, register permohonan", "recording": "Register permohonan informasi",
    }  # fmt: skip
    sop = Sop.objects.get(pk=add_entry(REGISTER, office, values, by=by).pk)
    write_table(sop, ACTORS, ROWS, by=by)
    if SERVICE in {each.code for each in case_kinds()}:
        tie(sop, SERVICE, by=by)
    submit(sop, by=by)
    draft = {**values, "title": "Menangani keberatan informasi (Contoh)", "number": "", "relations": TITLE}
    add_entry(REGISTER, office, draft, by=by)
    judge = _judge(office, by)
    if judge is not None:
        legalize(sop, Signature(made_on + timedelta(days=14), "Sekretaris (Contoh)", "Nama Pejabat Contoh"), by=judge)
        monitor(
            sop,
            done_on=min(made_on + timedelta(days=60), clock.today()),
            is_applied=True,
            note="Dijalankan sesuai urutan (contoh).",
            measure_taken="",
            by=by,
        )


def _judge(office: Office, by: User) -> User | None:
    """Somebody else who may note it legalised."""
    held = RoleAssignment.objects.held_on(clock.today()).filter(office=office, role__in=roles_with(LEGALIZE))
    return User.objects.filter(is_active=True, pk__in=held.values("user")).exclude(pk=by.pk).order_by("pk").first()
