"""What the pages and the print read of a map: its tree, its relations, its lanes, what it leaves open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from pranata.areas.process.process_maps import geometry
from pranata.areas.process.process_maps.models import Group, Process, ProcessMap, StepKind
from pranata.areas.process.process_maps.rules import (
    Coverage,
    Fact,
    Stage,
    code_order,
    coverage,
    evaluation_due_by,
    folded,
    levels,
    tree_order,
)
from pranata.base.org.models import Unit
from pranata.engines.registers.registry import UnknownRegister, register_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from pranata.areas.process.process_maps.models import MapStep, UnitRelation
    from pranata.base.access.models import User
    from pranata.base.org.models import Office

SOPS = "sop"  # the code of the register that keeps them; a capability meets another only there
SIPOC = ("suppliers", "inputs", "outputs", "customers")


@dataclass(frozen=True)
class Sop:
    """A number a map names, where its SOP stands ("" of one that no register knows), and whether that is in force."""

    number: str
    title: str = ""
    address: str = ""
    is_in_force: bool = False


@dataclass(frozen=True)
class Branch:
    """One process in the tree, its level, whether anything is below it, and its SOPs."""

    process: Process
    level: int
    is_leaf: bool
    sops: tuple[Sop, ...]


@dataclass(frozen=True)
class StageState:
    """One stage of making the map; ``state`` is "done", "now" or ""."""

    words: str
    day: date | None
    state: str


def map_in_force(office: Office, day: date) -> ProcessMap | None:
    """The edition in force on ``day``, the newest where several are."""
    return ProcessMap.objects.filter(office=office).valid_on(day).first()


def known_sops(office: Office, reader: User) -> dict[str, Sop] | None:
    """
    The SOPs that ``reader`` may see, by their number without blanks and case; None while no register keeps them. Of
    several versions it is the one in force (what the register lets anyone read), else any.
    """
    try:
        register = register_of(SOPS)
    except UnknownRegister:
        return None
    rows = register.model._default_manager.visible_to(reader).filter(office=office)  # type: ignore[attr-defined]
    rows = rows.exclude(number="").select_related("office")
    in_force = {row.pk for row in rows.public()}
    return {
        folded(row.number): Sop(row.number, str(row), _sop_address(register, row), row.pk in in_force)
        for row in sorted(rows, key=lambda row: row.pk in in_force)
    }


def _sop_address(register: Any, row: Any) -> str:
    if register.page is not None:
        return register.page(row)
    return reverse("desk:entry", args=[row.office.code, register.code, row.pk])


def branches(process_map: ProcessMap, sops: Mapping[str, Sop] | None) -> list[Branch]:
    """Every process of the map as a tree is read."""
    rows = Process.objects.filter(process_map=process_map).select_related("owner", "office")
    found = {row.code: row for row in rows}
    parents = {code: row.parent_code for code, row in found.items()}
    level, leading = levels(parents), set(parents.values())
    return [
        Branch(found[code], level[code], code not in leading, sops_of(found[code].sops, sops))
        for code in tree_order(parents)
    ]


def sops_of(numbers: Iterable[str], sops: Mapping[str, Sop] | None) -> tuple[Sop, ...]:
    return tuple((sops or {}).get(folded(each), Sop(each)) for each in numbers)


def coverage_of(tree: Sequence[Branch], office: Office, sops: Mapping[str, Sop] | None, day: date) -> Coverage:
    """What the map leaves open on ``day``."""
    facts = [
        Fact(
            code=each.process.code,
            parent=each.process.parent_code,
            sops=each.process.sops,
            owner=str(each.process.owner or ""),
            has_goal=bool(each.process.goal.strip()),
            is_complete=is_complete(each.process),
        )
        for each in tree
    ]
    units = [str(each) for each in Unit.objects.filter(office=office).valid_on(day)]
    numbers = None if sops is None else [each.number for each in sops.values() if each.is_in_force]
    return coverage(facts, sops=numbers, units=units)


def is_complete(process: Process) -> bool:
    """Whether its owner and all four sides of its SIPOC are said."""
    return process.owner_id is not None and all(getattr(process, name).strip() for name in SIPOC)


def wants_evaluation(process_map: ProcessMap, days: Sequence[date], today: date) -> bool:
    """Whether the map is in force and its evaluation of this year is not recorded."""
    in_force = process_map.valid_from if process_map.valid_to is None or process_map.valid_to >= today else None
    return evaluation_due_by(in_force, days, today.year)


def stage_states(process_map: ProcessMap, day: date) -> list[StageState]:
    """The four stages in order, as the page shows them on ``day``."""
    words = (_("Persiapan dan perencanaan"), _("Pengembangan"), _("Penerapan"), _("Pemantauan dan evaluasi"))
    now = process_map.stage_on(day)
    return [
        StageState(said, since, "now" if stage == now else "done" if now is not None and stage < now else "")
        for stage, said, since in zip(Stage, words, process_map.stage_days, strict=True)
    ]


def level_zero(process_map: ProcessMap, tree: Sequence[Branch]) -> geometry.Picture:
    """The picture of the whole: management above, the core, support below."""
    roots = [each.process for each in tree if each.level == 0]
    bands = [
        (Group(group).label.capitalize(), [node(each) for each in roots if each.group == group])
        for group in (Group.MANAGEMENT, Group.CORE, Group.SUPPORT)
    ]
    return geometry.map_picture(_("Peta proses level 0: %s") % process_map, bands)


def children_picture(process: Process, children: Sequence[Process]) -> geometry.Picture:
    """The picture of the processes below one, between its suppliers with inputs and its outputs with customers."""
    before = geometry.Node(said(process.suppliers, process.inputs), _("Pemasok dan input"))
    after = geometry.Node(said(process.outputs, process.customers), _("Output dan pelanggan"))
    ordered = sorted(children, key=lambda each: code_order(each.code))
    return geometry.children_picture(str(process), [node(each) for each in ordered], before=before, after=after)


def said(*texts: str) -> str:
    return "; ".join(filter(None, (" ".join(each.split()) for each in texts)))


def node(process: Process) -> geometry.Node:
    return geometry.Node(process.name, process.code, process.get_absolute_url())


def relation_picture(rows: Sequence[UnitRelation]) -> geometry.Picture:
    """Who hands what to whom, by who hands it."""
    ordered = sorted((each.source, each.thing, each.target) for each in rows)
    return geometry.relation_picture(_("Peta relasi"), ordered)


def lane_picture(process: Process, rows: Sequence[MapStep]) -> geometry.Picture:
    """The activities of a process in the lanes of who does them."""
    steps = [
        geometry.Step(
            each.number,
            " ".join(each.actor.split()),
            said(each.activity, f"({each.time})" if each.time else "").replace("; (", " ("),
            each.kind,
            each.next_number,
            each.no_number if each.kind == StepKind.DECISION else None,
        )
        for each in sorted(rows, key=lambda each: each.number)
    ]
    return geometry.lane_picture(_("Peta lintas fungsi %s") % process, steps, yes=_("ya"), no=_("tidak"))


def lost_ways(rows: Sequence[MapStep]) -> list[str]:
    """The numbers that activities go on to although there is none, a sentence each."""
    numbers = {each.number for each in rows}
    words = _("Langkah %(number)d lanjut ke nomor %(target)d, yang tidak ada.")
    return [
        words % {"number": each.number, "target": target}
        for each in rows
        for target in (each.next_number, each.no_number)
        if target is not None and target not in numbers
    ]
