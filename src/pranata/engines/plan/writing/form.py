"""Which texts stand where in the decree and its annex (Keputusan dan Lampiran), and what is still blank.

The order of the parts is that of KPU decrees: copy mark, letterhead, title, authority, Menimbang, Mengingat,
MEMUTUSKAN, dictum, place and date, signature, certification of the copy, distribution.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from pranata.base.paper.letterhead import Letterhead
from pranata.base.paper.logo import logo_fault
from pranata.engines.plan.reading import DecreeReading, PlanReading
from pranata.engines.plan.reading.body import has_body
from pranata.engines.plan.reading.model import Dictum, LabelledText, Signatory
from pranata.engines.plan.reading.text import fold

from .model import AnnexForm, Clause, Closing, DecreeForm, Paper, Part, Signature
from .table import table_rows

MONTH_NAMES = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November",
    "Desember",
)  # fmt: skip
PLACE_WORDS = re.compile(r"\s+(?=(?:kabupaten|kota|provinsi|republik)\b)", re.IGNORECASE)
CHAIR, SECRETARY = "KETUA", "SEKRETARIS"
BY_SECRETARY = re.compile(r"keputusan\s+sekretaris\b", re.IGNORECASE)
SIGNED = "ttd"
BARE_ROLE = 2  # words up to which a role does not name its office
DOCUMENT_TITLE = "Rencana Aksi Reformasi Birokrasi"


def make_paper(reading: PlanReading, letterhead: Letterhead, *, decree: bool, distribution: Sequence[str]) -> Paper:
    """All texts of a document; the body only when it is asked for and the reading has one."""
    printed = reading.decree
    warnings: list[str] = []
    body, annexed = split_signatories(reading)
    form = None
    if decree and has_body(printed):
        form = make_decree(printed, letterhead, body, distribution)
        warnings += blanks("Kop surat belum diisi", letterhead_blanks(letterhead))
        warnings += blanks("Keputusan belum lengkap", decree_blanks(form, printed))
    elif decree:
        warnings.append("Batang tubuh keputusan tidak ada; hanya lampiran yang ditulis.")
    annex = make_annex(reading, letterhead, annexed)
    warnings += blanks("Lampiran belum lengkap", annex_blanks(annex))
    logo = letterhead.logo if form else None
    if logo and logo_fault(logo):
        logo = None
        warnings.append("Logo tidak dicetak: bukan PNG atau JPEG utuh paling besar 1 MB.")
    return Paper(
        title=fold(printed.title or annex.title) or DOCUMENT_TITLE,
        author=fold(printed.office_name) or " ".join(folded(letterhead.office)),
        date=printed.date or printed.annex.date,
        is_copy=printed.is_copy,
        decree=form,
        annex=annex,
        logo=logo,
        warnings=warnings,
    )


def make_decree(
    decree: DecreeReading, letterhead: Letterhead, signatories: list[Signatory], distribution: Sequence[str]
) -> DecreeForm:
    office = office_lines(decree.office_name) or folded(letterhead.office)
    name = " ".join(office)
    by_secretary = BY_SECRETARY.match(decree.decides) is not None
    return DecreeForm(
        letterhead=folded(letterhead.office) or office_lines(decree.office_name),
        address=folded(letterhead.address),
        heading=office_lines(f"KEPUTUSAN {SECRETARY if by_secretary else ''} {name}"),
        number=fold(decree.number),
        title=fold(decree.title),
        authority=fold(f"{SECRETARY if by_secretary else CHAIR} {name}") + ",",
        grounds=[
            Part("Menimbang", clauses=clauses(decree.considerations)),
            Part("Mengingat", clauses=clauses(decree.legal_basis)),
        ],
        decision=[Part("Menetapkan", fold(decree.decides)), *map(dictum_part, decree.dictum)],
        closing=make_closing(decree, decree.place or letterhead.city, decree.date, signatories),
        distribution=folded(distribution),
    )


def make_annex(reading: PlanReading, letterhead: Letterhead, signatories: list[Signatory]) -> AnnexForm:
    """The annex; number and title are the decree's where its own heading has none."""
    decree, heading = reading.decree, reading.decree.annex
    office = fold(decree.office_name) or " ".join(folded(letterhead.office))
    maker = SECRETARY if BY_SECRETARY.match(decree.decides) else ""
    closing = None
    if signatories or heading.place or heading.date:
        closing = make_closing(decree, heading.place or decree.place, heading.date or decree.date, signatories)
    return AnnexForm(
        decree=fold(f"KEPUTUSAN {maker} {office}"),
        number=fold(heading.number or decree.number),
        title=fold(heading.title or decree.title),
        caption=fold(heading.caption),
        rows=table_rows(reading.areas),
        closing=closing,
    )


def clauses(texts: list[LabelledText]) -> list[Clause]:
    return [Clause(f"{fold(item.label)}." if item.label else "", fold(item.text)) for item in texts]


def dictum_part(dictum: Dictum) -> Part:
    return Part(fold(dictum.label), fold(dictum.text), clauses(dictum.items))


def folded(lines: Sequence[str]) -> list[str]:
    """Lines with white space folded, without the empty ones."""
    return [text for text in map(fold, lines) if text]


def office_lines(name: str) -> list[str]:
    """An office's name as it stands on a letterhead: a line for the body, a line for its region."""
    return PLACE_WORDS.split(fold(name)) if fold(name) else []


def printed_date(day: str) -> str:
    """An ISO date as decrees print it, "17 Januari 2021"; "" without one."""
    if not day:
        return ""
    found = date.fromisoformat(day)
    return f"{found.day} {MONTH_NAMES[found.month - 1]} {found.year}"


def split_signatories(reading: PlanReading) -> tuple[list[Signatory], list[Signatory]]:
    """Signatories of the decree and of the annex, in printed order.

    Decides: by their lines, which stand above or below the table's; without lines, half belong to each closing, and
    those of a decree that has no body or only one closing belong to that.
    """
    signatories, decree = reading.decree.signatories, reading.decree
    table = [line for sub in reading.subactivities() for line in sub.source_lines]
    if table and signatories and all(item.lines for item in signatories):
        above = [item for item in signatories if item.lines[0] < min(table)]
        return above, signatories[len(above) :]
    if not has_body(decree):
        return [], signatories
    closings = 2 if len(signatories) > (2 if decree.is_copy else 1) else 1
    count = -(-len(signatories) // closings)
    return signatories[:count], signatories[count:]


def make_closing(decree: DecreeReading, place: str, day: str, signatories: list[Signatory]) -> Closing:
    """One closing; on a copy the last of several signatories certifies it."""
    certifies = decree.is_copy and len(signatories) > 1
    signers = signatories[:-1] if certifies else signatories
    certified = Signature(fold(signatories[-1].role), fold(signatories[-1].name)) if certifies else None
    return Closing(fold(place), printed_date(day), [signature(item, decree) for item in signers], certified)


def signature(signatory: Signatory, decree: DecreeReading) -> Signature:
    """A signature; on copies "ttd" stands for it, and the office above a role that does not name it."""
    role = fold(signatory.role)
    is_bare = decree.is_copy and 0 < len(role.split()) <= BARE_ROLE
    office = office_lines(decree.office_name) if is_bare else []
    return Signature(role, fold(signatory.name), office, SIGNED if decree.is_copy else "")


def blanks(about: str, names: list[str]) -> list[str]:
    """One sentence that lists what is blank, or none."""
    return [f"{about}: {', '.join(names)}."] if names else []


def letterhead_blanks(letterhead: Letterhead) -> list[str]:
    names = {"office": "nama satuan kerja", "address": "alamat", "logo": "logo"}
    return [names[part] for part in letterhead.blank_parts() if part in names]


def decree_blanks(form: DecreeForm, decree: DecreeReading) -> list[str]:
    found = {
        "nama satuan kerja": form.letterhead,
        "nomor": form.number,
        "judul": form.title,
        "Menimbang": decree.considerations,
        "Mengingat": decree.legal_basis,
        "Menetapkan": decree.decides,
        "diktum": decree.dictum,
        **closing_values(form.closing),
    }
    return [name for name, value in found.items() if not value]


def annex_blanks(annex: AnnexForm) -> list[str]:
    found = {"nomor": annex.number, "judul": annex.title, "isi tabel": annex.rows, **closing_values(annex.closing)}
    return [name for name, value in found.items() if not value]


def closing_values(closing: Closing | None) -> dict[str, object]:
    """What a closing must hold, by its name in warnings."""
    if closing is None:
        return {"tempat penetapan": "", "tanggal penetapan": "", "penanda tangan": ""}
    names = {
        "penanda tangan": bool(closing.signatures),
        "jabatan penanda tangan": all(item.role for item in closing.signatures),
        "nama penanda tangan": all(item.name for item in closing.signatures),
    }
    if closing.certified is not None:
        names["nama pengesah salinan"] = bool(closing.certified.name)
    return {"tempat penetapan": closing.place, "tanggal penetapan": closing.date, **names}
