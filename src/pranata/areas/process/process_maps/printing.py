"""An edition of the maps as PDF: its pictures, and the tables that say the same."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pranata.areas.process.process_maps import queries
from pranata.areas.process.process_maps.drawing import as_svg
from pranata.areas.process.process_maps.models import MapStep, UnitRelation
from pranata.base.paper.characters import TEXT_FONT
from pranata.base.paper.typesetting import printable_texts, typeset

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from pranata.areas.process.process_maps.geometry import Picture
    from pranata.areas.process.process_maps.models import ProcessMap
    from pranata.areas.process.process_maps.queries import Branch
    from pranata.base.paper.letterhead import Letterhead

TEMPLATE = Path(__file__).parent / "map.typ"


def print_map(process_map: ProcessMap, tree: Sequence[Branch], letterhead: Letterhead, day: date) -> bytes:
    """The PDF of an edition with every picture it has, dated ``day``."""
    drawn = list(pictures(process_map, tree))
    data = {
        "title": str(process_map),
        "author": process_map.office.name,
        "letterhead": list(letterhead.office),
        "address": list(letterhead.address),
        "number": process_map.number,
        "facts": facts(process_map),
        "pictures": [
            {"name": f"gambar{place}.svg", "title": each.title, "wide": each.width, "tall": each.height}
            for place, each in enumerate(drawn)
        ],
        "headings": [_("Kode"), _("Proses"), _("Kelompok"), _("Unit pemilik"), _("Output"), _("SOP")],
        "rows": [row(each) for each in tree],
        "table": _("Daftar proses"),
        "dated": _("Dicetak %s") % date_format(day, "j F Y"),
    }
    texts = printable_texts(data, set()) | {"logo": letterhead.logo is not None}
    files = {f"gambar{place}.svg": on_paper(each) for place, each in enumerate(drawn)}
    return typeset(TEMPLATE, texts, day=day, files={"logo": letterhead.logo or b"", **files})


def pictures(process_map: ProcessMap, tree: Sequence[Branch]) -> Iterator[Picture]:
    """Level 0, each process with others below it, the relations, and each process with activities."""
    yield queries.level_zero(process_map, tree)
    below: dict[int | None, list[Any]] = {}
    for each in tree:
        below.setdefault(each.process.parent_id, []).append(each.process)
    for each in tree:
        if not each.is_leaf:
            yield queries.children_picture(each.process, below[each.process.pk])
    relations = list(UnitRelation.objects.filter(process_map=process_map))
    if relations:
        yield queries.relation_picture(relations)
    steps: dict[int | None, list[MapStep]] = {}
    for step in MapStep.objects.filter(process_map=process_map):
        steps.setdefault(step.process_id, []).append(step)
    for each in tree:
        if each.process.pk in steps:
            yield queries.lane_picture(each.process, steps[each.process.pk])


def on_paper(picture: Picture) -> bytes:
    """The picture without links, in the font of our papers."""
    texts = printable_texts(as_svg(picture, is_linked=False), set())
    return texts.replace("sans-serif", TEXT_FONT, 1).encode()


def facts(process_map: ProcessMap) -> list[list[str]]:
    """What the head of the print says."""
    in_force = [date_format(each, "j F Y") for each in (process_map.valid_from, process_map.valid_to) if each]
    pairs = [
        (_("Berlaku"), " – ".join(in_force) or _("belum berlaku")),
        (_("Renstra dan rencana kerja"), " ".join(process_map.plan_words.split())),
    ]
    return [[label, words] for label, words in pairs if words]


def row(branch: Branch) -> list[str]:
    process = branch.process
    numbers = ", ".join(each.number for each in branch.sops)
    return [process.code, process.name, process.get_group_display(), str(process.owner or ""), process.outputs, numbers]
