"""What comes out, and the texts of a decree in printed order."""

from __future__ import annotations

from dataclasses import dataclass, field

from .table import TableRow


@dataclass(frozen=True, slots=True)
class WrittenDecree:
    """A finished file and Indonesian sentences about what is blank in it or could not be printed."""

    content: bytes
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Clause:
    """A numbered clause: `label` as printed ("a.", "1.", or "")."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the decree: its label at the margin (Menimbang, KESATU), running text, numbered clauses."""

    label: str
    text: str = ""
    clauses: list[Clause] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature: lines of the office above a bare role, the role, "ttd" on copies, the name; each may be blank."""

    role: str
    name: str
    office: list[str] = field(default_factory=list)
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Closing:
    """The end of decree or annex: "Ditetapkan di", "pada tanggal", who signs, who certifies the copy."""

    place: str
    date: str
    signatures: list[Signature]
    certified: Signature | None = None


@dataclass(frozen=True, slots=True)
class DecreeForm:
    """The texts of the decree without its annex; `heading` is KEPUTUSAN and whose, `authority` who decides."""

    letterhead: list[str]
    address: list[str]
    heading: list[str]
    number: str
    title: str
    authority: str
    grounds: list[Part]
    decision: list[Part]
    closing: Closing
    distribution: list[str]


@dataclass(frozen=True, slots=True)
class AnnexForm:
    """The texts of the annex; `decree` is the first line of its heading, `closing` None where the reading has none."""

    decree: str
    number: str
    title: str
    caption: str
    rows: list[TableRow]
    closing: Closing | None


@dataclass(frozen=True, slots=True)
class Paper:
    """All texts of a document, its metadata (`date` is ISO 8601), and what is already known to be blank."""

    title: str
    author: str
    date: str
    is_copy: bool
    decree: DecreeForm | None
    annex: AnnexForm
    logo: bytes | None
    warnings: list[str]
