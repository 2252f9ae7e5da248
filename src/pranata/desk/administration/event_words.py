"""What the codes in the audit are called on staff pages: what was done, to what kind of record, which value."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pranata.base.flow.steps import Flow

if TYPE_CHECKING:
    from collections.abc import Mapping


LONGEST_VALUE = 300
HASH = re.compile("[0-9a-f]{64}")  # enough of it to tell files apart
AREAS = {
    "access.": gettext_lazy("Akun dan peran"),
    "people.": gettext_lazy("Pegawai dan tim"),
    "org.": gettext_lazy("Satuan kerja dan unit"),
    "plan.": gettext_lazy("Rencana aksi"),
    "documents.": gettext_lazy("Dokumen"),
    "evidence.": gettext_lazy("Bukti"),
    "followups.": gettext_lazy("Tindak lanjut"),
    "cases.": gettext_lazy("Perkara"),
    "complaints.": gettext_lazy("Pengaduan"),
    "information_requests.": gettext_lazy("Permohonan informasi"),
    "public_information.": gettext_lazy("Informasi publik"),
    "dispositions.": gettext_lazy("Disposisi"),
    "notify.": gettext_lazy("Pemberitahuan"),
    "paper.": gettext_lazy("Naskah dinas"),
    "files.": gettext_lazy("Berkas"),
    "audit.": gettext_lazy("Jejak audit"),
    "system.": gettext_lazy("Sistem"),
}
ACTIONS = {
    "access.delegation_withdrawn": gettext_lazy("Pelimpahan dibatalkan"),
    "access.grant_extended": gettext_lazy("Izin berbatas diperpanjang"),
    "access.grant_given": gettext_lazy("Izin berbatas diberikan"),
    "access.grant_revoked": gettext_lazy("Izin berbatas dicabut"),
    "access.one_time_password_issued": gettext_lazy("Kata sandi sekali pakai dibuat"),
    "access.password_changed": gettext_lazy("Kata sandi diganti"),
    "access.role_assigned": gettext_lazy("Peran diberikan"),
    "access.role_delegated": gettext_lazy("Peran dilimpahkan"),
    "access.role_ended": gettext_lazy("Peran diakhiri"),
    "access.role_withdrawn": gettext_lazy("Peran dibatalkan"),
    "access.second_factor_added": gettext_lazy("Verifikasi dua langkah dipasang"),
    "access.second_factor_removed": gettext_lazy("Verifikasi dua langkah dilepas"),
    "access.second_factor_reset": gettext_lazy("Verifikasi dua langkah dihapus administrator"),
    "access.sessions_ended": gettext_lazy("Sesi diakhiri"),
    "access.signed_in": gettext_lazy("Masuk"),
    "access.token_created": gettext_lazy("Token API dibuat"),
    "access.token_revoked": gettext_lazy("Token API dicabut"),
    "access.user_created": gettext_lazy("Akun dibuat"),
    "access.user_deactivated": gettext_lazy("Akun dinonaktifkan"),
    "access.user_reactivated": gettext_lazy("Akun diaktifkan kembali"),
    "audit.verified": gettext_lazy("Rantai jejak audit diperiksa"),
    "cases.answer_prepared": gettext_lazy("Dasar jawaban dicatat"),
    "cases.assigned": gettext_lazy("Perkara ditugaskan"),
    "cases.attached": gettext_lazy("Lampiran perkara ditambah"),
    "cases.classed": gettext_lazy("Golongan pengaduan ditetapkan"),
    "cases.classified": gettext_lazy("Kategori informasi diubah"),
    "cases.clock_started": gettext_lazy("Jangka waktu dimulai"),
    "cases.corrected": gettext_lazy("Data perkara diperbaiki"),
    "cases.days_set": gettext_lazy("Tanggal perkara dicatat"),
    "cases.decided": gettext_lazy("Pemutus keberatan dicatat"),
    "cases.decision_prepared": gettext_lazy("Dasar penolakan dicatat"),
    "cases.erased": gettext_lazy("Data pribadi perkara dihapus"),
    "cases.extended": gettext_lazy("Tenggat perkara diundur"),
    "cases.extension_granted": gettext_lazy("Perpanjangan diberikan"),
    "cases.follow_up_due": gettext_lazy("Tenggat tindak lanjut dicatat"),
    "cases.handed_over": gettext_lazy("Penyerahan informasi dicatat"),
    "cases.judged": gettext_lazy("Verifikasi dicatat"),
    "cases.kept_away": gettext_lazy("Pihak yang diadukan dijauhkan"),
    "cases.lapor_number_set": gettext_lazy("Nomor SP4N-LAPOR! dicatat"),
    "cases.message": gettext_lazy("Pesan perkara ditulis"),
    "cases.named_erased": gettext_lazy("Data perkara yang diminta dihapus"),
    "cases.noted": gettext_lazy("Catatan internal ditulis"),
    "cases.numbered": gettext_lazy("Nomor registrasi diberikan"),
    "cases.officers_named": gettext_lazy("Pihak yang diadukan dicatat"),
    "cases.pause_begun": gettext_lazy("Alasan penghentian dicatat"),
    "cases.paused": gettext_lazy("Jangka waktu dihentikan sementara"),
    "cases.rated": gettext_lazy("Kepuasan pelapor dicatat"),
    "cases.recalculated": gettext_lazy("Tenggat dihitung ulang"),
    "cases.received": gettext_lazy("Perkara diterima"),
    "cases.reply_due": gettext_lazy("Tenggat tanggapan pelapor dicatat"),
    "cases.reporter_due": gettext_lazy("Tenggat pelapor melengkapi dicatat"),
    "cases.resumed": gettext_lazy("Jangka waktu berjalan lagi"),
    "cases.series_continued": gettext_lazy("Nomor register dilanjutkan"),
    "complaints.lapor_read": gettext_lazy("Daftar SP4N-LAPOR! dibaca"),
    "dispositions.given": gettext_lazy("Disposisi diberikan"),
    "documents.begun": gettext_lazy("Naskah dimulai"),
    "documents.discarded": gettext_lazy("Naskah dibuang"),
    "documents.issued": gettext_lazy("Dokumen ditetapkan"),
    "documents.last_number_set": gettext_lazy("Nomor terakhir diatur"),
    "documents.number_taken": gettext_lazy("Nomor diambil"),
    "documents.opened": gettext_lazy("Dokumen dibuka untuk umum"),
    "documents.recorded": gettext_lazy("Dokumen dicatat"),
    "documents.rewritten": gettext_lazy("Naskah ditulis ulang"),
    "evidence.added": gettext_lazy("Bukti ditambah"),
    "evidence.captured": gettext_lazy("Salinan tautan diambil"),
    "evidence.described": gettext_lazy("Keterangan bukti diubah"),
    "evidence.not_captured": gettext_lazy("Tautan disimpan tanpa salinan"),
    "evidence.unused": gettext_lazy("Pemakaian bukti dilepas"),
    "evidence.used": gettext_lazy("Bukti dipakai"),
    "followups.changed": gettext_lazy("Tindak lanjut diubah"),
    "followups.opened": gettext_lazy("Tindak lanjut dibuka"),
    "followups.related": gettext_lazy("Kaitan tindak lanjut diubah"),
    "files.checked": gettext_lazy("Berkas yang hilang dicari"),
    "files.released": gettext_lazy("Pemakaian berkas dilepas"),
    "files.stored": gettext_lazy("Berkas disimpan"),
    "information_requests.dispute_noted": gettext_lazy("Sengketa informasi dicatat"),
    "notify.calendar_closed": gettext_lazy("Alamat kalender ditutup"),
    "notify.calendar_opened": gettext_lazy("Alamat kalender dibuat"),
    "notify.digest_chosen": gettext_lazy("Ringkasan surel dipilih"),
    "notify.mail_failed": gettext_lazy("Ringkasan surel gagal dikirim"),
    "notify.mailed": gettext_lazy("Ringkasan surel dikirim"),
    "notify.read": gettext_lazy("Pemberitahuan dibaca"),
    "notify.taken_back": gettext_lazy("Pemberitahuan ditarik"),
    "notify.told": gettext_lazy("Pemberitahuan dibuat"),
    "org.office_activated": gettext_lazy("Satuan kerja mulai memakai sistem"),
    "org.office_deactivated": gettext_lazy("Satuan kerja berhenti memakai sistem"),
    "org.post_closed": gettext_lazy("Jabatan ditutup"),
    "org.post_created": gettext_lazy("Jabatan dibuat"),
    "org.unit_changed": gettext_lazy("Unit kerja diubah"),
    "org.unit_closed": gettext_lazy("Unit kerja ditutup"),
    "org.unit_created": gettext_lazy("Unit kerja dibuat"),
    "org.unit_reopened": gettext_lazy("Unit kerja dibuka lagi"),
    "paper.letterhead_saved": gettext_lazy("Kop naskah disimpan"),
    "paper.logo_removed": gettext_lazy("Lambang dihapus"),
    "people.member_added": gettext_lazy("Anggota tim ditambah"),
    "people.member_ended": gettext_lazy("Keanggotaan tim diakhiri"),
    "people.member_withdrawn": gettext_lazy("Keanggotaan tim dibatalkan"),
    "people.person_changed": gettext_lazy("Data pegawai diubah"),
    "people.person_created": gettext_lazy("Pegawai dicatat"),
    "people.person_ended": gettext_lazy("Masa kerja pegawai diakhiri"),
    "people.person_erased": gettext_lazy("Data pribadi pegawai dihapus"),
    "people.person_reopened": gettext_lazy("Masa kerja pegawai dibuka lagi"),
    "people.team_changed": gettext_lazy("Tim diubah"),
    "people.team_created": gettext_lazy("Tim dibentuk"),
    "people.team_ended": gettext_lazy("Tim diakhiri"),
    "people.team_reopened": gettext_lazy("Tim dibuka lagi"),
    "plan.activity_added": gettext_lazy("Kegiatan ditambah"),
    "plan.activity_edited": gettext_lazy("Kegiatan diubah"),
    "plan.activity_removed": gettext_lazy("Kegiatan dihapus"),
    "plan.area_added": gettext_lazy("Area perubahan ditambah"),
    "plan.area_edited": gettext_lazy("Area perubahan diubah"),
    "plan.area_removed": gettext_lazy("Area perubahan dihapus"),
    "plan.assigned": gettext_lazy("Penanggung jawab diubah"),
    "plan.begun": gettext_lazy("Rencana aksi dimulai"),
    "plan.binding_confirmed": gettext_lazy("Usulan ukuran disetujui"),
    "plan.bindings_filled": gettext_lazy("Ukuran diikat dari berkas"),
    "plan.carried_over": gettext_lazy("Baris dibawa ke tahun berikutnya"),
    "plan.copied": gettext_lazy("Rencana aksi disalin"),
    "plan.deadlines_set": gettext_lazy("Tenggat bulanan diatur"),
    "plan.deputy_added": gettext_lazy("Pengganti dicatat"),
    "plan.deputy_ended": gettext_lazy("Masa pengganti diakhiri"),
    "plan.discarded": gettext_lazy("Rancangan dibuang"),
    "plan.imported": gettext_lazy("Rencana aksi diimpor"),
    "plan.indicator_bound": gettext_lazy("Ukuran diikat ke indikator"),
    "plan.indicator_by_hand": gettext_lazy("Indikator diisi tangan"),
    "plan.progress_noted": gettext_lazy("Catatan bulan ditulis"),
    "plan.progress_opened": gettext_lazy("Bulan dibuka untuk buktinya"),
    "plan.published": gettext_lazy("Rencana aksi ditampilkan untuk umum"),
    "plan.revision_opened": gettext_lazy("Perubahan rencana dibuka"),
    "plan.row_added": gettext_lazy("Subkegiatan ditambah"),
    "plan.row_edited": gettext_lazy("Subkegiatan diubah"),
    "plan.row_moved": gettext_lazy("Subkegiatan dipindah"),
    "plan.row_removed": gettext_lazy("Subkegiatan dihapus"),
    "plan.sheet_applied": gettext_lazy("Penanggung jawab dan target diisi lewat Excel"),
    "plan.target_set": gettext_lazy("Target indikator diatur"),
    "public_information.exempted": gettext_lazy("Informasi dikecualikan menurut usulan"),
    "public_information.proposal_changed": gettext_lazy("Usulan pengecualian diubah"),
    "public_information.proposal_drafted": gettext_lazy("Usulan pengecualian disusun"),
    "reports.issued": gettext_lazy("Laporan diterbitkan"),
    "reports.publication_changed": gettext_lazy("Tampilnya laporan untuk umum diubah"),
    "reports.sentence_added": gettext_lazy("Kalimat laporan ditambahkan"),
    "reports.sentence_edited": gettext_lazy("Kalimat laporan disunting"),
    "reports.sentence_removed": gettext_lazy("Kalimat laporan dihapus"),
    "reports.sentence_restored": gettext_lazy("Kalimat laporan dikembalikan"),
    "reports.set_exported": gettext_lazy("Paket laporan diambil"),
    "reports.signed_copy_added": gettext_lazy("Salinan laporan bertanda tangan diunggah"),
    "system.task_retried": gettext_lazy("Tugas latar diulang"),
}
# Values that are no field of the record they speak of.
VALUES = {
    "agent": gettext_lazy("agen perubahan"),
    "based_on": gettext_lazy("berdasar rencana nomor"),
    "body": gettext_lazy("isi"),
    "code": gettext_lazy("kode"),
    "count": gettext_lazy("jumlah"),
    "events": gettext_lazy("jumlah kejadian"),
    "fault": gettext_lazy("kesalahan"),
    "figures": gettext_lazy("angka indikator"),
    "for": gettext_lazy("untuk"),
    "from": gettext_lazy("dari nomor"),
    "is_whole": gettext_lazy("rantai utuh"),
    "kind": gettext_lazy("jenis"),
    "last_number": gettext_lazy("nomor terakhir"),
    "logo": gettext_lazy("lambang"),
    "missing": gettext_lazy("berkas hilang"),
    "month": gettext_lazy("bulan"),
    "name": gettext_lazy("nama"),
    "no": gettext_lazy("nomor"),
    "number": gettext_lazy("nomor"),
    "only_unfinished": gettext_lazy("hanya yang belum selesai"),
    "party": gettext_lazy("penanggung jawab"),
    "proposal": gettext_lazy("usulan nomor"),
    "purpose": gettext_lazy("tujuan"),
    "reason": gettext_lazy("alasan"),
    "record": gettext_lazy("catatan"),
    "remarks": gettext_lazy("catatan pembacaan"),
    "revision": gettext_lazy("revisi"),
    "row": gettext_lazy("subkegiatan"),
    "rows": gettext_lazy("subkegiatan"),
    "sequence": gettext_lazy("urutan"),
    "sha256": gettext_lazy("SHA-256"),
    "subactivities": gettext_lazy("subkegiatan"),
    "task": gettext_lazy("tugas"),
    "title": gettext_lazy("judul"),
    "to_office": gettext_lazy("kantor penerima"),
    "type": gettext_lazy("jenis"),
    "user": gettext_lazy("akun"),
    "year": gettext_lazy("tahun"),
}


def action_words(code: str) -> str:
    """What was done, "" when nobody named it; a step of a flow is called as its button, after its record."""
    if code in ACTIONS:
        return str(ACTIONS[code])
    label, _dot, step = code.rpartition(".")
    model = model_of(label)
    labels = [flow.steps[step].label for flow in Flow.declared if step in flow.steps and flow.steps[step].label]
    return f"{model._meta.verbose_name}: {labels[0]}".capitalize() if model is not None and labels else ""


def model_of(label: str) -> type[models.Model] | None:
    """The model called ``plan.plan`` in the audit, ``None`` when this version has none."""
    try:
        return apps.get_model(label)
    except (LookupError, ValueError):
        return None


def kinds() -> list[tuple[str, str]]:
    """The kinds of records an event may speak of, with their words: our models whose rows say who may see them."""
    ours = [
        (model._meta.label_lower, str(model._meta.verbose_name))
        for model in apps.get_models()
        if model.__module__.startswith("pranata.") and hasattr(model._default_manager, "visible_to")
    ]
    return sorted(ours, key=lambda kind: kind[1])


def field_of(model: type[models.Model] | None, name: str) -> models.Field | None:
    try:
        found = model._meta.get_field(name) if model is not None else None
    except FieldDoesNotExist:
        return None
    return found if isinstance(found, models.Field) else None


def value_name(model: type[models.Model] | None, name: str) -> str:
    """What a value is called: as the record's field, else as ``VALUES`` says, else as it is written."""
    field = field_of(model, name)
    return str(field.verbose_name if field is not None else VALUES.get(name, name))


def value_words(field: models.Field | None, value: Any, names: Mapping[tuple[str, int], str]) -> str:
    """A value as a reader says it; ``names`` are those of the accounts and persons one may know."""
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return _("ya") if value else _("tidak")
    if isinstance(field, models.ForeignKey) and isinstance(value, int):
        known = names.get((field.related_model._meta.label_lower, value))
        return known or _("nomor %(number)d") % {"number": value}
    if isinstance(field, models.DateField) and isinstance(value, str):
        return day_words(value)
    if field is not None and field.choices and isinstance(value, str):
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, str) and HASH.fullmatch(value):
        return f"{value[:12]}…"
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    return text if len(text) <= LONGEST_VALUE else f"{text[:LONGEST_VALUE]} …"


def day_words(value: str) -> str:
    try:
        return date_format(date.fromisoformat(value[:10]), "j F Y")
    except ValueError:
        return value
