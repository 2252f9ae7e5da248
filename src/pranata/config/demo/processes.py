"""A made-up process map and structure of the demonstration's office, by the actions that people use."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from pranata.areas.organization.org_structure.actions import appoint, publish_chart
from pranata.areas.organization.org_structure.models import Holding
from pranata.areas.organization.org_structure.register import MANDATES
from pranata.areas.process.process_maps.models import ProcessMap
from pranata.areas.process.process_maps.register import EVALUATIONS, MAPS, PROCESSES, RELATIONS, STEPS
from pranata.base.org.models import Post, Unit
from pranata.base.people.models import Person
from pranata.engines.registers.actions import add_entry
from pranata.lib import clock

if TYPE_CHECKING:
    from datetime import date

    from pranata.base.access.models import User
    from pranata.base.org.models import Office

MAP = "Peta proses bisnis (Contoh)"
# Code, parent, group, name, what comes in, what goes out, SOP; the codes are made up.
PROCESSES_SAMPLE = (
    ("KPU.01", "", "inti", "Penyelenggaraan tahapan pemilu dan pemilihan (Contoh)", "Jadwal tahapan", "Hasil", ""),
    ("KPU.01.01", "KPU.01", "", "Pemutakhiran data pemilih (Contoh)", "Data penduduk", "Daftar pemilih", "SOP-C-01"),
    ("KPU.01.02", "KPU.01", "", "Pencalonan (Contoh)", "Berkas calon", "Daftar calon", "SOP-C-02"),
    ("KPU.01.03", "KPU.01", "", "Pengadaan dan distribusi logistik (Contoh)", "Rencana kebutuhan", "Logistik", ""),
    ("KPU.02", "", "inti", "Pelayanan informasi dan pendidikan pemilih (Contoh)", "Permohonan", "Jawaban", ""),
    ("KPU.02.01", "KPU.02", "", "Pelayanan informasi publik (Contoh)", "Permohonan", "Informasi", "SOP-C-03"),
    ("KPU.03", "", "pendukung", "Pengelolaan keuangan dan barang milik negara (Contoh)", "Pagu", "Laporan", ""),
    ("KPU.04", "", "pendukung", "Pengelolaan kepegawaian (Contoh)", "Data pegawai", "Layanan", "SOP-C-04"),
    ("KPU.05", "", "lainnya", "Perencanaan dan evaluasi kinerja (Contoh)", "Renstra", "Perjanjian kinerja", ""),
)
# Number, who, kind, what, document, time, where a refusal leads; of KPU.02.01.
STEPS_SAMPLE = (
    (1, "Pemohon", "mulai", "Mengajukan permohonan informasi", "Formulir", "", None),
    (2, "Petugas layanan", "kegiatan", "Mencatat permohonan dalam register", "Tanda terima", "10 menit", None),
    (3, "Petugas layanan", "keputusan", "Apakah permohonan lengkap?", "", "1 hari kerja", 1),
    (4, "Unit kerja", "kegiatan", "Menyiapkan informasi yang diminta", "Bahan jawaban", "5 hari kerja", None),
    (5, "PPID", "keputusan", "Apakah informasi dapat dibuka?", "", "1 hari kerja", 7),
    (6, "Petugas layanan", "kegiatan", "Menyampaikan jawaban", "Surat jawaban", "1 hari kerja", None),
    (7, "PPID", "selesai", "Memberitahukan hasilnya", "Pemberitahuan", "", None),
)
RELATIONS_SAMPLE = (
    ("Pemohon", "PPID", "Permohonan informasi"),
    ("PPID", "Subbagian", "Permintaan bahan jawaban"),
    ("Subbagian", "PPID", "Bahan jawaban"),
    ("PPID", "Pemohon", "Jawaban tertulis"),
)


def fill_processes(office: Office, by: User) -> None:
    """A map in force with its tree, one process in lanes, relations, an evaluation; posts held, and tasks of units.

    ``by`` may edit the maps, the structure and see people. Again changes nothing.
    """
    today = clock.today()
    if not ProcessMap.objects.filter(office=office, name=MAP).exists():
        _fill_map(office, by, today)
    if not Holding.objects.filter(post__unit__office=office).exists():
        _fill_structure(office, by, today)


def _fill_map(office: Office, by: User, today: date) -> None:
    since = today - timedelta(days=400)
    days = {"prepared_on": since, "developed_on": since + timedelta(days=30), "applied_on": since + timedelta(days=60)}
    said = {"number": "00/Contoh", "plan_words": "Renstra kantor ini (Contoh)", "valid_from": days["applied_on"]}
    made = add_entry(MAPS, office, {"name": MAP, **said, **days}, by=by)
    units = list(Unit.objects.filter(office=office).valid_on(today))
    for place, (code, parent, group, name, inputs, outputs, sops) in enumerate(PROCESSES_SAMPLE):
        values: dict[str, Any] = {"code": code, "parent_code": parent, "group": group, "name": name}
        values |= {"inputs": inputs, "outputs": outputs, "sop_numbers": sops, "suppliers": "Unit terkait (Contoh)"}
        values |= {"goal": "" if parent else "Sasaran strategis 1 (Contoh)", "customers": "Masyarakat (Contoh)"}
        values |= {"owner": units[place % len(units)] if units else None, "process_map": made}
        add_entry(PROCESSES, office, values, by=by)
    names = ("number", "actor", "kind", "activity", "document", "time", "no_number")
    for step in STEPS_SAMPLE:
        values = dict(zip(names, step, strict=True))
        add_entry(STEPS, office, {"process_map": made, "process_code": "KPU.02.01", **values}, by=by)
    for source, target, thing in RELATIONS_SAMPLE:
        values = {"source": source, "target": target, "thing": f"{thing} (Contoh)", "process_code": "KPU.02.01"}
        add_entry(RELATIONS, office, {"process_map": made, **values}, by=by)
    evaluation = {"result": "Dua proses belum memiliki SOP (Contoh).", "conclusion": "disempurnakan"}
    evaluation |= {"occasion": "tahunan", "next_step": "Menyusun SOP yang belum ada (Contoh)."}
    add_entry(
        EVALUATIONS, office, {"process_map": made, "evaluated_on": today - timedelta(days=20), **evaluation}, by=by
    )


def _fill_structure(office: Office, by: User, today: date) -> None:
    """The first posts are held by whoever works in their unit, the second of them acting; one task for most units."""
    people = {each.unit_id: each for each in Person.objects.filter(office=office).valid_on(today).order_by("-pk")}
    posts = Post.objects.filter(unit__office=office).valid_on(today).select_related("unit__office")
    held = [(post, people.pop(post.unit_id)) for post in posts if post.unit_id in people]
    for place, (post, person) in enumerate(held):
        capacity = "plt" if place == 1 else "definitive"
        decree = f"0{place + 1}/Contoh"
        appoint(post, person, capacity=capacity, decree=decree, valid_from=person.valid_from, by=by)
    publish_chart(office, is_published=True, by=by)
    for unit in list(Unit.objects.filter(office=office).valid_on(today))[:-1]:
        task = f"Melaksanakan tugas {unit} (Contoh)"
        add_entry(MANDATES, office, {"unit": unit, "task": task, "basis": "Peraturan Contoh Pasal 1"}, by=by)
