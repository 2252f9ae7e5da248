"""Small files of every accepted kind, made here, and some that only pretend."""

import io
import warnings
import zipfile

from pranata.base.files.kinds import ACCEPTED as MEDIA_TYPES
from pranata.base.files.kinds import OPEN_DOCUMENT, OPEN_XML

COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def zipped(entries):
    """A ZIP container of names and texts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in entries.items():
            archive.writestr(name, text)
    return buffer.getvalue()


def open_xml(kind, *more):
    """An Office Open XML file of ``kind``, such as ``wordprocessingml.document``, with further entries."""
    part = f'<Override ContentType="{OPEN_XML}.{kind}.main+xml" PartName="/isi.xml"/>'
    return zipped({"[Content_Types].xml": f"<Types>{part}</Types>", "isi.xml": "<isi/>"} | dict.fromkeys(more, "x"))


def padded(kind):
    """As ``open_xml``, with something behind more white space than anybody reads through."""
    part = f'<Override ContentType="{OPEN_XML}.{kind}.main+xml" PartName="/isi.xml"/>'
    return zipped({"[Content_Types].xml": part + " " * 300_000 + "macroEnabled"})


def doubled(name, *texts):
    """A ZIP container with several entries of one name."""
    buffer = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "w") as archive:
        warnings.simplefilter("ignore")
        for text in texts:
            archive.writestr(name, text)
    return buffer.getvalue()


def disguised(kind, name):
    """A ZIP container that holds ``name`` and says that it is of ``kind``, as OpenDocument files do."""
    return zipped({"mimetype": MEDIA_TYPES[kind], name: "x"})


def open_document(kind, *more):
    return zipped({"mimetype": f"{OPEN_DOCUMENT}.{kind}", "content.xml": "<isi/>"} | dict.fromkeys(more, "x"))


def compound(*streams):
    """An old Office file that holds ``streams``."""
    return COMPOUND_FILE + b"".join(stream.encode("utf-16-le") + bytes(64) for stream in streams)


def encrypted_zip():
    data = bytearray(zipped({"isi.txt": "rahasia"}))
    data[6] |= 1  # the flags of the local header
    data[data.index(b"PK\x01\x02") + 8] |= 1  # and of the central directory
    return bytes(data)


def bomb():
    """A ZIP of a few hundred bytes whose directory declares four gigabytes."""
    data = bytearray(zipped({"isi.txt": "0" * 10_000}))
    at = data.index(b"PK\x01\x02") + 24
    data[at : at + 4] = b"\xfe\xff\xff\xff"
    return bytes(data)


PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n\x00%%EOF"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(20)
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(20)
DOCX = open_xml("wordprocessingml.document")

ACCEPTED = {
    "surat.pdf": PDF,
    "bagan.png": PNG,
    "foto.jpg": JPEG,
    "foto.JPEG": JPEG,
    "foto.webp": b"RIFF\x24\x00\x00\x00WEBPVP8 " + bytes(20),
    "gerak.gif": b"GIF89a\x01\x00\x01\x00" + bytes(20),
    "foto.heic": b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + bytes(20),
    "nota dinas.docx": DOCX,
    "daftar.xlsx": open_xml("spreadsheetml.sheet"),
    "paparan.pptx": open_xml("presentationml.presentation"),
    "nota.odt": open_document("text"),
    "daftar.ods": open_document("spreadsheet"),
    "paparan.odp": open_document("presentation"),
    "lama.doc": compound("WordDocument", "Workbook"),
    "lama.xls": compound("Workbook"),
    "lebih-lama.xls": compound("Book"),
    "lama.ppt": compound("PowerPoint Document"),
    "catatan.txt": "Rapat 1–2 Mei\r\n".encode(),
    "catatan-windows.txt": "Rapat 1–2 Mei".encode("cp1252"),
    "catatan-utf16.txt": "Rapat 1–2 Mei".encode("utf-16"),
    "baca.md": b"# Judul\n\n<p>dan isi</p>\n",
    "data.csv": b"MZ,BM;1\n",
    "data.tsv": b"a\tb\n",
    "data.json": b'{"a": 1}',
    "bukti.zip": zipped({"foto/satu.jpg": "x", "surat.pdf": "y"}),
    "rekaman.mp4": b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom" + bytes(20),
    "suara.mp3": b"ID3\x04\x00\x00\x00\x00\x00\x00" + bytes(20),
    "suara.ogg": b"OggS\x00\x02" + bytes(20),
    "suara.opus": b"OggS\x00\x02" + bytes(20),
    "suara.m4a": b"\x00\x00\x00\x18ftypM4A \x00\x00\x00\x00M4A mp42" + bytes(20),
}

PROGRAM = "Program dan skrip tidak diterima."
PAGE = "Halaman web, SVG, dan XML tidak diterima; kirimkan sebagai PDF atau gambar PNG."
MACRO = "Dokumen bermakro tidak diterima; simpan dahulu tanpa makro sebagai .docx, .xlsx, atau .pptx."
BROKEN = "Arsip atau dokumen ini rusak dan tidak dapat dibuka."
OUTSIDE = "Berkas itu akan keluar dari foldernya bila arsip dibuka."
UNKNOWN = "Isi berkas ini tidak dikenali sebagai jenis yang diterima."
LOCKED = "Dokumen berkata sandi tidak dapat diperiksa; kirimkan tanpa kata sandi."

REFUSED = [
    ("program.exe", b"MZ\x90\x00\x03", PROGRAM),
    ("surat.pdf.exe", PDF, PROGRAM),
    ("surat.pdf", b"MZ\x90\x00\x03", PROGRAM),
    ("surat.pdf", b"\x7fELF\x02\x01\x01\x00", PROGRAM),
    ("surat.pdf", b"\xca\xfe\xba\xbe\x00\x00", PROGRAM),
    ("pintas.txt", b"L\x00\x00\x00\x01\x14\x02\x00\x00", PROGRAM),
    ("jalankan.sh", b"#!/bin/sh\n", PROGRAM),
    ("catatan.txt", b"#!/bin/sh\n", PROGRAM),
    ("catatan.txt", b"\xef\xbb\xbf#!/bin/sh\n", PROGRAM),
    ("laman.html", b"<p>", PAGE),
    ("gambar.svg", b"<svg/>", PAGE),
    ("catatan.txt", b"<!DOCTYPE html><title>x</title>", PAGE),
    ("catatan.txt", b"\xef\xbb\xbf \n<!-- x -->\n<HTML>", PAGE),
    ("catatan.txt", '<script>alert("x")</script>'.encode("utf-16"), PAGE),
    ("data.csv", b"<svg onload='x'>", PAGE),
    ("data.json", b"<?xml version='1.0'?><svg/>", PAGE),
    ("makro.docm", DOCX, MACRO),
    ("makro.docx", open_xml("wordprocessingml.document", "word/vbaProject.bin"), MACRO),
    ("makro.xlsx", zipped({"[Content_Types].xml": "application/vnd.ms-excel.sheet.macroEnabled.main+xml"}), MACRO),
    ("makro.ods", open_document("spreadsheet", "Basic/Standard/Modul.xml"), MACRO),
    ("makro.xls", compound("Workbook", "_VBA_PROJECT_CUR"), MACRO),
    ("terkunci.docx", compound("EncryptedPackage"), LOCKED),
    ("arsip.rar", b"Rar!", "Arsip jenis ini tidak dapat diperiksa; kemas ulang sebagai .zip."),
    ("arsip.zip", encrypted_zip(), "Arsip berkata sandi tidak dapat diperiksa; kirimkan tanpa kata sandi."),
    ("arsip.zip", bomb(), "Isi arsip terlalu besar bila dibuka."),
    ("arsip.zip", zipped(dict.fromkeys(map(str, range(10_001)), "")), "Isi arsip terlalu besar bila dibuka."),
    ("arsip.zip", zipped({"a/b.zip": "x"}), "Di dalam arsip ada b.zip. Arsip di dalam arsip tidak diterima."),
    ("arsip.zip", zipped({"a/pasang.exe": "x"}), f"Di dalam arsip ada pasang.exe. {PROGRAM}"),
    ("arsip.zip", zipped({"foto\u202egpj.exe": "x"}), f"Di dalam arsip ada fotogpj.exe. {PROGRAM}"),
    ("arsip.zip", zipped({"../../isi.txt": "x"}), f"Di dalam arsip ada isi.txt. {OUTSIDE}"),
    ("arsip.zip", zipped({"/etc/isi.txt": "x"}), f"Di dalam arsip ada isi.txt. {OUTSIDE}"),
    ("arsip.zip", b"PK\x07\x08" + zipped({"pasang.exe": "x"}), UNKNOWN),
    ("arsip.zip", disguised("zip", "pasang.exe"), f"Di dalam arsip ada pasang.exe. {PROGRAM}"),
    ("arsip.zip", doubled("isi.txt", "satu", "dua"), BROKEN),
    ("surat.pdf", disguised("pdf", "isi.txt"), "Isi berkas (zip) tidak sesuai dengan akhiran namanya (.pdf)."),
    ("nota.docx", disguised("docx", "isi.txt"), "Isi berkas (zip) tidak sesuai dengan akhiran namanya (.docx)."),
    ("nota.docx", padded("wordprocessingml.document"), BROKEN),
    ("makro.odt", open_document("text", "word/vbaProject.bin"), MACRO),
    ("arsip.zip", zipped({"laman.htm": "x"}), f"Di dalam arsip ada laman.htm. {PAGE}"),
    ("rusak.docx", DOCX[:60], BROKEN),
    ("rusak.zip", b"PK\x03\x04" + bytes(40), BROKEN),
    ("pasang.doc", compound("Root Entry"), UNKNOWN),
    ("surat.pdf", b"\x00\x01\x02\x03", UNKNOWN),
    ("gambar.png", b"II*\x00" + bytes(20), UNKNOWN),
    ("surat.pdf", PNG, "Isi berkas (png) tidak sesuai dengan akhiran namanya (.pdf)."),
    ("surat.docx", PDF, "Isi berkas (pdf) tidak sesuai dengan akhiran namanya (.docx)."),
    ("daftar.xlsx", DOCX, "Isi berkas (docx) tidak sesuai dengan akhiran namanya (.xlsx)."),
    ("bukti.zip", DOCX, "Isi berkas (docx) tidak sesuai dengan akhiran namanya (.zip)."),
    ("nota.docx", zipped({"isi.txt": "x"}), "Isi berkas (zip) tidak sesuai dengan akhiran namanya (.docx)."),
    ("surat.pdf", b"hanya teks", "Isi berkas (txt) tidak sesuai dengan akhiran namanya (.pdf)."),
    ("lama.doc", compound("Workbook"), "Isi berkas (xls) tidak sesuai dengan akhiran namanya (.doc)."),
    ("surat", PDF, "Nama berkas tanpa akhiran; beri akhiran seperti .pdf atau .xlsx."),
]  # fmt: skip
