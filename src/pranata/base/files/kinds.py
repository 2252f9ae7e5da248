"""Which kinds of file are accepted, and which are refused with which words."""

from django.utils.translation import gettext_lazy as _

OPEN_XML = "application/vnd.openxmlformats-officedocument"
OPEN_DOCUMENT = "application/vnd.oasis.opendocument"

ACCEPTED = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "webp": "image/webp",
    "gif": "image/gif",
    "heic": "image/heic",
    "docx": f"{OPEN_XML}.wordprocessingml.document",
    "xlsx": f"{OPEN_XML}.spreadsheetml.sheet",
    "pptx": f"{OPEN_XML}.presentationml.presentation",
    "odt": f"{OPEN_DOCUMENT}.text",
    "ods": f"{OPEN_DOCUMENT}.spreadsheet",
    "odp": f"{OPEN_DOCUMENT}.presentation",
    "doc": "application/msword",
    "xls": "application/vnd.ms-excel",
    "ppt": "application/vnd.ms-powerpoint",
    "txt": "text/plain",
    "md": "text/markdown",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "json": "application/json",
    "zip": "application/zip",
    "mp4": "video/mp4",
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "ogg": "audio/ogg",
    "opus": "audio/ogg",
}
TEXTS = ("txt", "md", "csv", "tsv", "json")
SHOWN_IN_BROWSER = ("application/pdf", "image/png", "image/jpeg", "image/webp")

PROGRAMS = frozenset(
    "apk app bash bat bin cmd com cpl deb dll dmg exe gadget hta iso jar js jse lnk mjs msi msp php pif pl ps1 py pyc"
    " rb reg rpm scf scr sh so sys url vb vbe vbs wasm ws wsf wsh".split()
)
PAGES = frozenset("htm html mht mhtml shtml svg svgz swf xht xhtml xml xsl xslt".split())
MACROS = frozenset("docm dotm potm ppam ppsm pptm sldm xlam xlsb xlsm xltm".split())
ARCHIVES = frozenset("7z ace arj bz2 cab gz rar tar tbz2 tgz txz xz zst".split())

PROGRAM_REFUSED = _("Program dan skrip tidak diterima.")
PAGE_REFUSED = _("Halaman web, SVG, dan XML tidak diterima; kirimkan sebagai PDF atau gambar PNG.")
MACRO_REFUSED = _("Dokumen bermakro tidak diterima; simpan dahulu tanpa makro sebagai .docx, .xlsx, atau .pptx.")
ARCHIVE_REFUSED = _("Arsip jenis ini tidak dapat diperiksa; kemas ulang sebagai .zip.")

REFUSED_ENDINGS = (
    (PROGRAMS, PROGRAM_REFUSED),
    (PAGES, PAGE_REFUSED),
    (MACROS, MACRO_REFUSED),
    (ARCHIVES, ARCHIVE_REFUSED),
)
