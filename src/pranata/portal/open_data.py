"""Open data: the files, and the page that says what is in them."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pranata.base.org.active import active_office_or_404
from pranata.base.ui.caching import public_page
from pranata.engines.plan.exports import OPEN_FORMATS, open_data
from pranata.engines.plan.publication.open_data import MONTH_KEYS, STATE_CODES
from pranata.engines.plan.publication.rules import PublicState
from pranata.engines.plan.queries import public_plans
from pranata.engines.reports.models import Status
from pranata.engines.reports.queries import public_reports
from pranata.engines.reports.registry import by_code
from pranata.lib.text import as_plain_cell
from pranata.portal.views import public_plan_or_404

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pranata.base.org.models import Office

MEDIA_TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json"}
PLAN_COLUMNS = (
    (("kode",), _("Kode subkegiatan: nomor area, kegiatan, dan urutannya.")),
    (("area",), _("Area perubahan.")),
    (("kegiatan",), _("Kegiatan.")),
    (("subkegiatan",), _("Subkegiatan; satu baris untuk setiap indikatornya.")),
    (("indikator_ke",), _("Urutan indikator; kosong bila subkegiatan tidak punya indikator.")),
    (("indikator",), _("Indikator keberhasilan.")),
    (MONTH_KEYS, _("1 bila bulan itu dijadwalkan, 0 bila tidak.")),
    (("keyakinan_baca",), _("high: terbaca jelas atau sudah ditinjau; low: perlu ditinjau.")),
    (("catatan",), _("Banyaknya catatan pembacaan yang belum diputuskan.")),
    (tuple(f"keadaan_{month}" for month in MONTH_KEYS), _("Keadaan bulan itu pada hari berkas diunduh.")),
    (("ukuran",), _("Kunci ukuran yang membaca indikator; kosong bila tidak ada nilai yang dapat ditampilkan.")),
    (
        ("capaian",),
        _("Nilai yang terbaca dari catatan kerja; desimal dengan titik, 1 atau 0 untuk ada atau belum ada."),
    ),
    (("pembilang", "penyebut"), _("Bagian nilai, bila ada.")),
    (("capaian_bulan", "capaian_per"), _("Bulan yang dibaca, dan hari nilainya dihitung.")),
)
STATES = (
    ((STATE_CODES[PublicState.PLANNED],), _("Dijadwalkan; bulannya atau waktu pelaporannya belum berakhir.")),
    ((STATE_CODES[PublicState.DONE],), _("Dilaporkan tepat waktu dan sudah diverifikasi.")),
    ((STATE_CODES[PublicState.LATE],), _("Sudah diverifikasi, tetapi dilaporkan setelah tenggatnya.")),
    ((STATE_CODES[PublicState.PENDING],), _("Bulannya sudah berakhir; belum dilaporkan atau belum diverifikasi.")),
    ((STATE_CODES[PublicState.UNREPORTED],), _("Tahunnya sudah berakhir dan tidak ada laporan.")),
)
PLAN_PARTS = (
    (("decree",), _("Keputusan yang menetapkan rencana.")),
    (("areas",), _("Area perubahan dengan kegiatan, subkegiatan, indikator, dan bulannya.")),
    (("remarks",), _("Catatan pembacaan keputusan.")),
    (("progress.as_of",), _("Hari yang dipakai menghitung keadaan.")),
    (("progress.states",), _("Keadaan dua belas bulan setiap kode, Januari lebih dahulu.")),
    (("progress.counted_through",), _("Bulan terakhir yang dihitung dalam capaian; 0 bila belum ada.")),
    (("progress.areas",), _("Capaian per area: jadwal, selesai, terlambat, belum selesai, tidak dilaporkan.")),
)
REPORT_STATES = {Status.ISSUED: "berlaku", Status.SUPERSEDED: "digantikan"}
REPORT_COLUMNS = (
    (("jenis",), _("Jenis laporan: bulanan, triwulanan, semesteran, atau tahunan.")),
    (("periode",), _("Bulan (2022-06), triwulan (2022-Q2), semester (2022-S1), atau tahun (2022).")),
    (("judul",), _("Judul laporan.")),
    (("nomor",), _("Nomor laporan.")),
    (("tanggal",), _("Tanggal laporan.")),
    (("keadaan",), _("berlaku, atau digantikan oleh terbitan yang lebih baru.")),
    (("sha256",), _("SHA-256 berkas yang diterbitkan.")),
    (("verifikasi",), _("Alamat halaman yang memeriksa keasliannya.")),
    (("berkas",), _("Alamat berkasnya; kosong bila berkasnya tidak dibagikan.")),
)


@public_page
def open_data_page(request: HttpRequest, code: str) -> HttpResponse:
    office = active_office_or_404(code)
    context = {
        "office": office,
        "section": "open_data",
        "plans": public_plans(office),
        "plan_columns": PLAN_COLUMNS,
        "states": STATES,
        "plan_parts": PLAN_PARTS,
        "report_columns": REPORT_COLUMNS,
    }
    return render(request, "portal/open_data.html", context)


@public_page
def plan_data(request: HttpRequest, code: str, year: int, file_format: str) -> HttpResponse:
    """The published plan with its progress, as CSV or JSON."""
    office = active_office_or_404(code)
    if file_format not in OPEN_FORMATS:
        raise Http404
    file = open_data(public_plan_or_404(office, year)[0], file_format)
    return open_file(file.content, file.media_type, file.file_name)


@public_page
def report_data(request: HttpRequest, code: str, file_format: str) -> HttpResponse:
    """The reports the public may see, as CSV or JSON."""
    office = active_office_or_404(code)
    if file_format not in OPEN_FORMATS:
        raise Http404
    rows = list(report_rows(office))
    content = reports_csv(rows) if file_format == "csv" else json.dumps(rows, ensure_ascii=False, indent=1).encode()
    return open_file(content, MEDIA_TYPES[file_format], f"laporan-{office.code}.{file_format}")


def report_rows(office: Office) -> Iterator[dict[str, str]]:
    """One row a report, by the names of ``REPORT_COLUMNS``."""
    for item in public_reports(office):
        file = reverse("portal:report_file", args=[office.code, item.pk])
        yield {
            "jenis": declared.slug if (declared := by_code(item.report)) else item.report,
            "periode": item.period,
            "judul": item.title,
            "nomor": item.number,
            "tanggal": item.issued_on.isoformat(),
            "keadaan": REPORT_STATES[Status(item.status)],
            "sha256": item.sha256,
            "verifikasi": item.public_address,
            "berkas": f"{settings.SITE_URL}{file}" if item.is_offered else "",
        }


def reports_csv(rows: list[dict[str, str]]) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, [name for names, _meaning in REPORT_COLUMNS for name in names])
    writer.writeheader()
    writer.writerows({name: as_plain_cell(text) for name, text in row.items()} for row in rows)
    return out.getvalue().encode("utf-8-sig")


def open_file(content: bytes, media_type: str, name: str) -> HttpResponse:
    """A file that pages of other sites may read too."""
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Access-Control-Allow-Origin"] = "*"
    return response
