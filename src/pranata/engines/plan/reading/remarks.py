"""The catalogue of remarks: what each code means, how grave it is, and whether it makes a row doubtful."""

from __future__ import annotations

from dataclasses import dataclass

from .model import Remark, Severity


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of remark. `is_interpretation`: the reader had to interpret, so the rows it names are "low"."""

    severity: Severity
    message: str
    is_interpretation: bool = False


KINDS: dict[str, Kind] = {
    # the decree
    "number_mismatch": Kind("doubt", "Nomor keputusan tidak sama: {numbers}."),
    "year_mismatch": Kind("doubt", "Tahun tidak sama: {years}."),
    "year_in_text": Kind("info", "Teks menyebut Tahun {year}, sedangkan rencana ini untuk Tahun {plan_year}."),
    "unclear_signatory": Kind("doubt", "{detail}"),
    "no_body": Kind("doubt", "Batang tubuh keputusan tidak ditemukan; hanya lampirannya yang terbaca."),
    "missing_field": Kind("doubt", "{field} keputusan tidak ditemukan."),
    "unbalanced_bracket": Kind("info", "Tanda kurung tidak berpasangan: “{text}”."),
    # the form of the file
    "file_form": Kind("info", "Berkas {form}: {detail}."),
    "file_ending": Kind("doubt", "Akhiran nama berkas {ending}, tetapi isinya {form}; dibaca menurut isinya."),
    "other_sheets": Kind("doubt", "Lembar {others} juga memuat tabel rencana aksi; yang dibaca hanya “{read}”."),
    "filled_cells": Kind("info", "Sel bulan yang berwarna tanpa tanda dibaca sebagai centang."),
    "mixed_fills": Kind(
        "doubt",
        "Sel bulan baris ini berwarna lebih dari satu macam atau bercampur tanda; dibaca sebagai centang.",
        True,
    ),
    "struck_cells": Kind("doubt", "Sel bulan pada baris ini dicoret; yang dicoret dibaca sebagai kosong.", True),
    "spanning_cell": Kind(
        "doubt", "Satu sel mencakup beberapa subkegiatan; isinya dibaca sebagai milik masing-masing.", True
    ),
    "joined_paragraphs": Kind("doubt", "Sel memuat beberapa alinea tanpa nomor; dibaca sebagai satu teks.", True),
    "page_break": Kind("doubt", "Baris terpotong oleh pergantian halaman; dibaca setelah disambung kembali.", True),
    "unclear_cut": Kind(
        "doubt",
        "Baris terpotong oleh pergantian halaman; tidak jelas apakah baris ini milik nama sebelum atau sesudahnya.",
        True,
    ),
    "broken_word": Kind("doubt", "Kata terpenggal di ujung baris; dibaca sebagai “{word}”.", True),
    "month_gap": Kind(
        "doubt", "Di antara atau di samping judul bulan ada kolom yang bukan bulan; letak centang meragukan.", True
    ),
    "week_columns": Kind("doubt", "Jadwal per minggu; yang dibaca hanya bulannya."),
    "unruled_table": Kind("doubt", "Tabel tanpa garis; kolom dan barisnya dibaca menurut letak teks."),
    "unclear_row": Kind("doubt", "Tabel tanpa garis, dan batas baris ini tidak jelas.", True),
    "image_pages": Kind("doubt", "Halaman {pages} berupa gambar tanpa teks dan tidak terbaca."),
    "scanned_text": Kind(
        "doubt", "Halaman {page} adalah pindaian; teksnya hasil pengenalan huruf dan dapat keliru.", True
    ),
    # the table
    "ragged_months": Kind("doubt", "Baris tabel halaman ini memuat {columns} kolom centang untuk {months} nama bulan."),
    "missing_heading": Kind("doubt", "Judul kolom halaman ini tidak lengkap; dibaca menurut judul halaman lain.", True),
    "month_headings": Kind("doubt", "Judul bulan tidak berurutan atau berulang: {months}.", True),
    "missing_column": Kind("doubt", "Tabel ini tidak memuat kolom {columns}."),
    "own_mark": Kind("info", "Kolom bulan memakai tanda “{mark}” sebagai centang."),
    "unknown_column": Kind(
        "doubt", "Kolom “{heading}” bukan bagian rencana; isinya hanya tersimpan pada baris sebagaimana tercetak."
    ),
    "unheaded_text": Kind("doubt", "Teks “{text}” berada di kolom tanpa judul dan tidak masuk rencana.", True),
    "quarter_columns": Kind("doubt", "Jadwal per {period}; dibaca sebagai {all_months} bulannya.", True),
    "numbered_months": Kind("doubt", "Kolom jadwal hanya bernomor 1 sampai {count}; dibaca sebagai bulan.", True),
    "cut_file": Kind("doubt", "Berkas terputus di tengah baris ini; centang atau teksnya mungkin hilang.", True),
    "no_closing": Kind("doubt", "Lampiran berakhir tanpa tempat, tanggal dan tanda tangan; berkas mungkin terpotong."),
    "markup": Kind("info", "Sel memuat tanda HTML; tanda itu tidak ikut dibaca."),
    "spaced_number": Kind("info", "Nomor peraturan tercetak dengan spasi di dalamnya: “{number}”."),
    "open_clause": Kind("info", "Butir tidak diakhiri tanda baca, mungkin terpotong: “{text}”."),
    "cut_citation": Kind("doubt", "Judul {number} dikutip berbeda; satu kutipan tampaknya terpotong: “{text}”."),
    "broken_line": Kind("doubt", "Baris ini terputus menjadi {count} baris; dibaca setelah disambung kembali.", True),
    "wide_row": Kind(
        "doubt", "Baris ini memuat lebih banyak sel daripada judul kolomnya; letak centang meragukan.", True
    ),
    "missing_cells": Kind(
        "doubt", "Isi baris kurang {columns} sel sehingga bergeser ke kiri; dibaca setelah digeser kembali.", True
    ),
    "worded_months": Kind("doubt", "Jadwal tercetak dengan kata “{text}”; dibaca sebagai bulan {months}.", True),
    "stray_line": Kind("doubt", "Baris di antara baris tabel tidak masuk tabel: “{text}”.", True),
    "ticks_right_of_december": Kind(
        "doubt", "Centang berada di kanan kolom bulan terakhir; dibaca sebagai bulan {months}.", True
    ),
    "unknown_mark": Kind("doubt", "Kolom bulan memuat tanda “{mark}”; dibaca sebagai centang.", True),
    "shifted_cells": Kind(
        "doubt", "Isi baris bergeser {columns} kolom ke kanan; dibaca setelah digeser kembali.", True
    ),
    "text_in_month": Kind("doubt", "Kolom bulan memuat kalimat “{text}”; dibaca sebagai indikator.", True),
    "ticks_only": Kind("doubt", "Baris hanya memuat centang; dibaca sebagai lanjutan baris di atasnya.", True),
    # areas and activities
    "missing_area": Kind("error", "Baris ini tidak berada di bawah area perubahan mana pun.", True),
    "missing_activity": Kind("error", "Baris ini tidak berada di bawah kegiatan mana pun.", True),
    "missing_subactivity": Kind("error", "Baris ini memuat indikator atau centang tanpa subkegiatan.", True),
    "area_number": Kind("doubt", "Nomor area “{printed}” tidak sesuai urutan."),
    "area_renumbered": Kind(
        "doubt", "Area tidak bernomor atau nomornya sudah dipakai; dibaca sebagai area {number}.", True
    ),
    "activity_number": Kind("doubt", "Nomor kegiatan “{printed}” tidak sesuai urutan.", True),
    "unnumbered_activity": Kind(
        "doubt", "Kegiatan ini tidak bernomor, sedangkan yang lain dalam area ini bernomor.", True
    ),
    "restated_activity": Kind(
        "doubt", "Nama kegiatan ditulis lagi secara berbeda, “{text}”; dibaca sebagai kegiatan yang sama.", True
    ),
    "several_activities": Kind(
        "doubt", "Sel kegiatan memuat lebih dari satu nomor; dibaca sebagai satu kegiatan.", True
    ),
    "foreign_cell": Kind("doubt", "Sel nomor memuat teks “{text}” yang bukan nomor area.", True),
    # sub-activities and lists
    "shared_cell": Kind(
        "doubt", "Satu sel memuat {count} subkegiatan; indikator dan bulannya dibagi menurut urutan.", True
    ),
    "unnumbered_row": Kind(
        "doubt", "Subkegiatan ini tidak bernomor, sedangkan yang lain dalam kegiatan ini bernomor.", True
    ),
    "number_order": Kind("doubt", "Nomor urut tidak sesuai dengan nomor sebelumnya.", True),
    "number_restart": Kind(
        "doubt", "Nomor subkegiatan mulai kembali di tengah kegiatan; mungkin baris kegiatannya hilang.", True
    ),
    "continued_row": Kind(
        "doubt", "Baris tanpa subkegiatan dan tanpa nomor; dibaca sebagai indikator subkegiatan di atasnya.", True
    ),
    "repeated_number": Kind("info", "Nomor {number} tercetak lebih dari sekali dalam kegiatan ini."),
    "continued_text": Kind("doubt", "Teks mulai dengan huruf kecil, mungkin lanjutan teks di atasnya: “{text}”.", True),
    "own_number": Kind("info", "Angka {number} di awal sel indikator adalah nomor subkegiatannya."),
    "doubled_number": Kind("doubt", "Nomor tercetak dua kali di depan teks.", True),
    "inner_list": Kind(
        "doubt", "Nomor mulai lagi dari 1 setelah titik dua; dibaca sebagai rincian di dalam satu butir.", True
    ),
    "unclear_list": Kind("doubt", "Penomoran di dalam sel tidak jelas; teks dibiarkan sebagaimana tercetak.", True),
    "trailing_number": Kind(
        "doubt", "Nomor butir tercetak terlepas dari teksnya; {printed} nomor tercetak, {found} butir terpisah.", True
    ),
    "merged_items": Kind("doubt", "Dua butir tampaknya tercetak menyatu mulai “{word}”; dibiarkan menyatu.", True),
    "unnumbered_list": Kind("doubt", "Butir tanpa nomor dipisahkan menurut titik koma atau alinea.", True),
    # content
    "repeated_row": Kind("doubt", "Subkegiatan ini berbunyi sama dengan {others}."),
    "repeated_indicator": Kind("doubt", "Indikator ini berbunyi sama dengan indikator pada {others}: “{text}”."),
    "foreign_row": Kind("doubt", "Subkegiatan ini tampaknya milik kegiatan {other} (“{words}”)."),
    "foreign_indicator": Kind("doubt", "Indikator tampaknya milik kegiatan {other} (“{words}”)."),
    "no_schedule": Kind("doubt", "Subkegiatan ini tidak bercentang pada bulan mana pun."),
    "no_indicator": Kind("doubt", "Subkegiatan ini tidak memuat indikator."),
    "truncated_text": Kind("doubt", "Teks tampaknya terpotong: “{text}”."),
    "open_ending": Kind("doubt", "Indikator terakhir berakhir menggantung, mungkin ada lanjutannya: “{text}”."),
    "glued_words": Kind("info", "Dua kata tercetak menyatu: “{words}”."),
    "repeated_words": Kind("info", "Kata terulang: “{words}”."),
}


def make_remark(code: str, lines: list[int], subject: str = "", **facts: object) -> Remark:
    """A remark of the catalogue with its message filled in."""
    kind = KINDS[code]
    return Remark(code, kind.severity, sorted(set(lines)), kind.message.format(**facts), subject)


def shorten(text: str, length: int = 80) -> str:
    """At most `length` characters of a text, for quoting in a message."""
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"
