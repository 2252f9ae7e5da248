"""Made-up legal documents of the demonstration's office, by the actions that people use; its plan's decree first."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from pranata.areas.regulation.jdih import actions
from pranata.engines.documents.actions import relate
from pranata.engines.documents.models import Document
from pranata.engines.documents.register import DOCUMENTS
from pranata.engines.plan.models import Plan
from pranata.engines.registers.actions import add_entry
from pranata.lib import clock

if TYPE_CHECKING:
    from pranata.base.access.models import User
    from pranata.base.org.models import Office

DECREE = {
    "subject": "Reformasi birokrasi; Rencana aksi",
    "source": "Arsip kantor (Contoh)",
    "reason": "bahwa pelaksanaan reformasi birokrasi memerlukan rencana aksi (Contoh).",
    "content": "area perubahan, kegiatan, indikator, dan jadwal bulanannya (Contoh).",
    "note": "Berlaku sejak tanggal ditetapkan (Contoh).",
}
# number, kind, title, days before today on which it was issued, subject, abstract's content
OTHERS = (
    ("901/CONTOH/2021", "keputusan", "Tim pengelola JDIH (Contoh)", 400, "JDIH; Tim kerja", "susunan dan tugas tim"),
    (
        "902/CONTOH/2022",
        "keputusan",
        "Perubahan atas tim pengelola JDIH (Contoh)",
        60,
        "JDIH; Tim kerja",
        "susunan baru",
    ),
    (
        "903/CONTOH/2022",
        "surat-edaran",
        "Tata cara unggah dokumen hukum (Contoh)",
        30,
        "JDIH; Dokumentasi",
        "tata cara",
    ),
    ("904/CONTOH/2022", "pedoman", "Pedoman layanan informasi hukum (Contoh)", 10, "", ""),
    ("905/CONTOH/2022", "keputusan", "Jadwal pemutakhiran JDIH (Contoh)", 1, "", ""),
)
OPEN = 3  # so many of them are published; one of the others is late by now


def fill_jdih(office: Office, by: User) -> None:
    """The plan's decree described and published, three more of which one amends another, two not published yet.

    ``by`` may edit and publish documents.
    """
    decree = Document.objects.legal().filter(office=office, plan__in=Plan.objects.filter(office=office)).first()
    if decree is not None and decree.issued_on is not None:
        _publish(decree, DECREE, by)
    made = [_issued(office, row, by) for row in OTHERS]
    relate(made[1], "mengubah", target=made[0], by=by)
    for document, (*_said, subject, content) in zip(made[:OPEN], OTHERS, strict=False):
        _publish(document, {"subject": subject, "content": f"{content} (Contoh)."}, by)


def _issued(office: Office, row: tuple[Any, ...], by: User) -> Document:
    number, kind, title, days, *_said = row
    day = clock.today() - timedelta(days=days)
    values = {"kind": kind, "number": number, "title": title, "issued_on": day, "year": day.year, "place": "Contoh"}
    made = add_entry(DOCUMENTS, office, values, by=by)
    return Document.objects.select_related("office").get(pk=made.pk)


def _publish(document: Document, values: dict[str, Any], by: User) -> None:
    actions.describe(document, values, by=by)
    actions.publish(document, by=by)
    actions.check_status(document, by=by)
