"""What the paper of an SOP says, as plain values: the identity, the table of steps, the charts in its columns."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pranata.areas.process.sops.actions.tables import rows_of
from pranata.areas.process.sops.drawing import bare
from pranata.areas.process.sops.layout import COLUMN, HEIGHT, STRIP, lay_out
from pranata.areas.process.sops.queries import stops_of, time_words, total_words
from pranata.areas.process.sops.rules import Symbol, promised

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from pranata.areas.process.sops.actions.tables import Row
    from pranata.areas.process.sops.models import Sop

# Millimetres of a landscape F4 sheet: columns beside those of the actors, and what the rows of a page may take.
NUMBER, ACTIVITY, NEEDS, TIME, OUTPUT, NOTE = 8.0, 54.0, 38.0, 18.0, 36.0, 26.0
FOR_ACTORS, WIDEST_ACTOR = 126.0, 32.0
ROWS_OF_A_PAGE, TALL_HEAD = 148.0, 20.0
UPRIGHT_NAMES = 6  # with more actors their names stand on end
LINE, SIGN, AIR = 3.7, 1.65, 4.0  # of a line of text, of one letter, above and below
BLANK = "………………………………"
SIGNS = {Symbol.TERMINATOR: "⬭", Symbol.PROCESS: "▭", Symbol.DECISION: "◇"}


@dataclass(frozen=True)
class PaperRow:
    """One row of the printed table, and how high it is; ``actor`` is its column, None of nobody's."""

    number: int
    activity: str
    actor: int | None
    sign: str
    ways: str
    requirements: str
    time: str
    output: str
    note: str
    height: float


@dataclass(frozen=True)
class PaperPage:
    """One page of the table with the drawing that covers its actors' columns; strips stand above and below the rows."""

    rows: tuple[PaperRow, ...]
    drawing: str
    strip: float


@dataclass(frozen=True)
class SopPaper:
    """One SOP on paper; ``facts`` stand at the head, ``blocks`` in two columns below."""

    title: str
    office: str
    day: date
    mark: str
    facts: tuple[tuple[str, str], ...]
    signer: tuple[str, ...]
    blocks: tuple[tuple[str, str], ...]
    actors: tuple[str, ...]
    actor_width: float
    pages: tuple[PaperPage, ...]
    total: str
    stem: str


def sop_paper(sop: Sop, today: date, *, font: str, is_public: bool = False) -> SopPaper:
    """The paper of ``sop``; the NIP of who signed is for the house alone."""
    actors = tuple(sop.actors.order_by("place").values_list("name", flat=True))
    stops, rows = stops_of(sop), rows_of(sop)
    width = min(WIDEST_ACTOR, FOR_ACTORS / max(len(actors), 1))
    scale = width / COLUMN  # millimetres of a unit of the drawing
    heights = [_height(row, scale) for row in rows]
    limit = ROWS_OF_A_PAGE - (TALL_HEAD if len(actors) > UPRIGHT_NAMES else 0)
    drawn = lay_out(stops, len(actors), [each / scale for each in heights], limit=limit / scale)
    printed = [
        _row(number, row, stop.actor, height)
        for number, (row, stop, height) in enumerate(zip(rows, stops, heights, strict=True), start=1)
    ]
    pages = tuple(
        PaperPage(tuple(printed[page.first : page.first + page.count]), str(bare(page, font)), STRIP * scale)
        for page in drawn
    )
    return SopPaper(
        title=sop.title,
        office=sop.office.name,
        day=today,
        mark="" if sop.effective_on else _("KONSEP"),
        facts=_facts(sop),
        signer=_signer(sop, is_public=is_public),
        blocks=_blocks(sop),
        actors=actors,
        actor_width=width,
        pages=pages,
        total=total_words(promised(stops)) or "–",
        stem=f"sop-{sop.office.code}-{sop.pk}-{sop.edition}",
    )


def _height(row: Row, scale: float) -> float:
    """How high a row has to be, in millimetres: by its longest text, at least its symbol with room around it."""
    texts = ((row.activity, ACTIVITY), (row.requirements, NEEDS), (row.output, OUTPUT), (row.note, NOTE))
    lines = max(_lines(text, width) for text, width in texts)
    return max(lines * LINE + AIR, HEIGHT * scale + 2 * AIR)


def _lines(text: str, width: float) -> int:
    letters = max(int((width - 3) / SIGN), 1)
    return sum(max(len(textwrap.wrap(line, letters)), 1) for line in text.splitlines() or [""])


def _row(number: int, row: Row, actor: int | None, height: float) -> PaperRow:
    symbol = Symbol(row.symbol)
    ways = [_("Ya → %d") % row.yes_to] if symbol == Symbol.DECISION and row.yes_to else []
    ways += [_("→ %d") % row.yes_to] if symbol != Symbol.DECISION and row.yes_to else []
    ways += [_("Tidak → %d") % row.no_to] if symbol == Symbol.DECISION and row.no_to else []
    return PaperRow(
        number, row.activity, actor, SIGNS[symbol], "\n".join(ways), row.requirements, time_words(row.amount, row.unit),
        row.output, row.note, height,
    )  # fmt: skip


def _facts(sop: Sop) -> tuple[tuple[str, str], ...]:
    days = ((_("Tanggal pembuatan"), sop.made_on), (_("Tanggal revisi"), sop.revised_on))
    return (
        (_("Nomor SOP"), sop.number or BLANK),
        *((words, date_format(day, "j F Y") if day else "–") for words, day in days),
        (_("Tanggal efektif"), date_format(sop.effective_on, "j F Y") if sop.effective_on else BLANK),
    )


def _signer(sop: Sop, *, is_public: bool) -> tuple[str, ...]:
    """Role, name and, inside the house, the NIP; room to sign stands between."""
    nip = [] if is_public or not sop.legalizer_nip else [_("NIP %s") % sop.legalizer_nip]
    return (sop.legalizer_role or BLANK, sop.legalizer_name or BLANK, *nip)


def _blocks(sop: Sop) -> tuple[tuple[str, str], ...]:
    """Left and right in turn, as the form has them."""
    return (
        (_("Dasar hukum"), sop.legal_basis),
        (_("Kualifikasi pelaksana"), sop.qualifications),
        (_("Keterkaitan"), sop.relations),
        (_("Peralatan/perlengkapan"), sop.equipment),
        (_("Peringatan"), sop.warnings),
        (_("Pencatatan dan pendataan"), sop.recording),
    )


def headings() -> Sequence[str]:
    """The headings of the columns that are not actors."""
    return (
        _("No."),
        _("Kegiatan"),
        _("Pelaksana"),
        _("Mutu baku"),
        _("Kelengkapan"),
        _("Waktu"),
        _("Output"),
        _("Keterangan"),
    )
