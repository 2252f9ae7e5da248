"""What the codes of the reader's remarks are called on staff pages."""

from django.utils.translation import gettext_lazy as _

REMARK_KINDS = {
    "number_mismatch": _("nomor keputusan berbeda"),
    "year_mismatch": _("tahun berbeda"),
    "year_in_text": _("tahun lain di dalam teks"),
    "unclear_signatory": _("penanda tangan tidak jelas"),
    "no_body": _("batang tubuh tidak ada"),
    "missing_field": _("bagian keputusan tidak ada"),
    "unbalanced_bracket": _("tanda kurung tidak berpasangan"),
    "ragged_months": _("kolom centang tidak sejajar"),
    "missing_heading": _("judul kolom tidak lengkap"),
    "month_headings": _("judul bulan tidak berurutan"),
    "unknown_column": _("kolom tidak dikenal"),
    "stray_line": _("baris di luar tabel"),
    "ticks_right_of_december": _("centang di kanan Desember"),
    "unknown_mark": _("tanda tidak dikenal"),
    "shifted_cells": _("isi baris bergeser"),
    "text_in_month": _("kalimat di kolom bulan"),
    "ticks_only": _("baris tanpa teks"),
    "missing_area": _("tanpa area perubahan"),
    "missing_activity": _("tanpa kegiatan"),
    "missing_subactivity": _("tanpa subkegiatan"),
    "area_number": _("nomor area tidak urut"),
    "area_renumbered": _("area dinomori ulang"),
    "activity_number": _("nomor kegiatan tidak urut"),
    "unnumbered_activity": _("kegiatan tanpa nomor"),
    "several_activities": _("beberapa kegiatan dalam satu sel"),
    "foreign_cell": _("isi sel nomor asing"),
    "shared_cell": _("satu sel, beberapa subkegiatan"),
    "unnumbered_row": _("subkegiatan tanpa nomor"),
    "number_order": _("nomor tidak urut"),
    "repeated_number": _("nomor berulang"),
    "continued_text": _("teks mungkin lanjutan"),
    "own_number": _("nomor subkegiatan di sel indikator"),
    "doubled_number": _("nomor ganda"),
    "inner_list": _("rincian di dalam butir"),
    "unclear_list": _("penomoran tidak jelas"),
    "trailing_number": _("nomor lepas dari teks"),
    "merged_items": _("butir menyatu"),
    "unnumbered_list": _("butir tanpa nomor"),
    "repeated_row": _("subkegiatan berulang"),
    "repeated_indicator": _("indikator berulang"),
    "foreign_row": _("subkegiatan milik kegiatan lain"),
    "foreign_indicator": _("indikator milik kegiatan lain"),
    "no_schedule": _("tanpa jadwal"),
    "no_indicator": _("tanpa indikator"),
    "truncated_text": _("teks terpotong"),
    "repeated_words": _("kata terulang"),
}


def remark_kind(code: str) -> str:
    """What ``code`` is called; a code of another reader is shown as it is."""
    return REMARK_KINDS.get(code, code)
