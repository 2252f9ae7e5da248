"""The registers Model PPID-C and PPID-G of one year as XLSX and PDF; whoever may see them has been asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from pranata.areas.process.information_requests.models import InformationRequest, Objection, RequestOutcome
from pranata.base.imports.cells import as_date
from pranata.base.imports.sheet import Column, Sheet
from pranata.base.imports.writing import write_workbook
from pranata.base.paper.characters import breakable
from pranata.base.paper.typesetting import printable_texts, typeset
from pranata.lib import clock

if TYPE_CHECKING:
    from pranata.base.org.models import Office

FORMATS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
}
TEMPLATE = Path(__file__).parent / "register.typ"
PAPER_WIDTH = 300.0  # millimetres of the table on a sheet of 330
Value = str | date | None


@dataclass(frozen=True)
class Part:
    """One column: its heading after the model, how wide it is printed (shares), what it says of a case."""

    heading: Any
    value: Callable[[Any], Value]
    share: int = 2
    is_day: bool = False


def held_words(case: InformationRequest) -> str:
    if case.outcome == RequestOutcome.NOT_HELD:
        return _now("tidak dikuasai; %(holder)s") % {"holder": case.transferred_to}
    return _now("dikuasai") if case.outcome else ""


def reach(case: Any) -> str:
    """How the applicant is reached."""
    contact = case.contact
    return ", ".join(filter(None, (contact.get("phone", ""), contact.get("email", ""))))


def refusal_words(case: InformationRequest) -> str:
    return " – ".join(filter(None, (str(case.get_ground_display()), case.test_reference, case.reason)))


def fee_words(case: InformationRequest) -> str:
    return ", ".join(
        filter(None, (f"Rp{case.fee:,}".replace(",", ".") if case.fee else "", case.get_payment_display()))
    )


def decider(case: Objection) -> str:
    return ", ".join(filter(None, (case.decided_by_name, case.decided_by_post)))


def dispute_words(case: Objection) -> str:
    dispute = getattr(case, "dispute", None)
    if dispute is None:
        return ""
    parts = (_now("sengketa"), dispute.number, str(dispute.get_stage_display()), str(dispute.get_result_display()))
    return " – ".join(filter(None, parts))


REQUEST_PARTS = (
    Part(_("No. pendaftaran"), lambda case: case.number, 2),
    Part(_("Tanggal"), lambda case: case.received_on, 2, is_day=True),
    Part(_("Nama"), lambda case: case.contact.get("name", ""), 3),
    Part(_("Alamat"), lambda case: case.contact.get("address", ""), 3),
    Part(_("Nomor kontak"), reach, 3),
    Part(_("Pekerjaan"), lambda case: case.contact.get("occupation", ""), 2),
    Part(_("Informasi yang diminta"), lambda case: case.description or case.subject, 5),
    Part(_("Tujuan"), lambda case: case.contact.get("purpose", ""), 3),
    Part(_("Status informasi"), held_words, 2),
    Part(_("Bentuk"), lambda case: str(case.get_copy_format_display()), 2),
    Part(_("Jenis permintaan"), lambda case: str(case.get_manner_display()), 2),
    Part(_("Keputusan"), lambda case: str(case.get_outcome_display()), 2),
    Part(_("Alasan penolakan"), refusal_words, 4),
    Part(_("Pemberitahuan tertulis"), lambda case: case.answered_on, 2, is_day=True),
    Part(_("Pemberian informasi"), lambda case: case.handed_over_on, 2, is_day=True),
    Part(_("Biaya dan cara pembayaran"), fee_words, 2),
)
OBJECTION_PARTS = (
    Part(_("No. registrasi"), lambda case: case.number, 2),
    Part(_("Tanggal diterima"), lambda case: case.received_on, 2, is_day=True),
    Part(_("Nama"), lambda case: case.contact.get("name", ""), 3),
    Part(_("Alamat"), lambda case: case.contact.get("address", ""), 3),
    Part(_("Nomor kontak"), reach, 3),
    Part(_("No. pendaftaran permohonan"), lambda case: case.request.number, 2),
    Part(_("Informasi yang diminta"), lambda case: case.request.subject, 4),
    Part(_("Tujuan"), lambda case: case.contact.get("purpose", ""), 3),
    Part(_("Alasan keberatan"), lambda case: str(case.get_ground_display()), 4),
    Part(_("Keputusan Atasan PPID"), lambda case: str(case.get_outcome_display()), 3),
    Part(_("Tanggal tanggapan"), lambda case: case.answered_on, 2, is_day=True),
    Part(_("Nama dan jabatan Atasan PPID"), decider, 3),
    Part(_("Tanggapan pemohon"), dispute_words, 3),
)


@dataclass(frozen=True)
class RegisterFile:
    """A register that is kept as a file: its title after the model, its model and columns."""

    slug: str
    title: Any
    model: type[InformationRequest | Objection]
    parts: tuple[Part, ...]

    def cases(self, office: Office, year: int) -> Any:
        """Every numbered case of the year, in the order of the register."""
        found = self.model.objects.filter(office=office, register_year=year).order_by("register_sequence")
        return found.select_related("request", "dispute") if self.model is Objection else found


REGISTERS = {
    InformationRequest: RegisterFile(
        "register-permohonan", _("Register Permohonan Informasi (Model PPID-C)"), InformationRequest, REQUEST_PARTS
    ),
    Objection: RegisterFile("register-keberatan", _("Register Keberatan (Model PPID-G)"), Objection, OBJECTION_PARTS),
}


def rows(register: RegisterFile, office: Office, year: int) -> Iterator[list[Value]]:
    """The cells of each case; of an erased one number, days and outcome."""
    for case in register.cases(office, year):
        yield [part.value(case) for part in register.parts]


def write_register(register: RegisterFile, office: Office, year: int, file_format: str) -> bytes:
    """The register of the year in one of ``FORMATS``. Raises ``KeyError`` for another."""
    return {"xlsx": as_xlsx, "pdf": as_pdf}[file_format](register, office, year)


def as_xlsx(register: RegisterFile, office: Office, year: int) -> bytes:
    columns = [
        Column(str(part.heading), f"c{place}", width=part.share * 7, **({"convert": as_date} if part.is_day else {}))
        for place, part in enumerate(register.parts)
    ]
    lines = ({f"c{place}": cell for place, cell in enumerate(row)} for row in rows(register, office, year))
    return write_workbook(Sheet(*columns), lines, title=f"{register.slug.title()} {year}"[:31])


def as_pdf(register: RegisterFile, office: Office, year: int) -> bytes:
    """A PDF/A on a broad sheet; the head is repeated on every page."""
    missing: set[str] = set()
    unit = PAPER_WIDTH / sum(part.share for part in register.parts)
    data = printable_texts(
        {
            "title": str(register.title),
            "author": office.name,
            "year": _now("Tahun %(year)d") % {"year": year},
            "headings": [str(part.heading) for part in register.parts],
            "rows": [[in_words(cell) for cell in row] for row in rows(register, office, year)],
            "empty": _now("Belum ada yang tercatat pada tahun ini."),
        },
        missing,
    )
    data["shares"] = [part.share for part in register.parts]
    data["rows"] = [
        [breakable(cell, unit * part.share) for cell, part in zip(row, register.parts, strict=True)]
        for row in data["rows"]
    ]
    return typeset(TEMPLATE, data, day=clock.today(), files={})


def in_words(cell: Value) -> str:
    return date_format(cell, "j-n-Y") if isinstance(cell, date) else str(cell or "")
