"""The five lists of the maps, declared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from pranata.areas.process.process_maps.models import (
    MapEvaluation,
    MapStep,
    Process,
    ProcessMap,
    UnitRelation,
)
from pranata.areas.process.process_maps.renaming import follow
from pranata.engines.registers.registry import Register, declare

if TYPE_CHECKING:
    from pranata.engines.registers.models import Entry

AREA = 4  # Penataan Tata Laksana


def own_page(entry: Entry) -> str:
    """The page of a map or a process."""
    return entry.get_absolute_url()  # type: ignore[attr-defined]  # both have one


MAPS = declare(
    Register(
        ProcessMap,
        code="peta-proses",
        title=_("Edisi peta proses bisnis"),
        columns=("name", "number", "valid_from", "valid_to"),
        fields=(
            "name", "number", "plan_words", "prepared_on", "developed_on", "applied_on", "reviewed_on", "valid_from",
            "valid_to", "note",
        ),
        key=("name",),
        filters=("valid_from",),
        search=("name", "number", "plan_words"),
        introduction=_(
            "Satu baris satu edisi. Tahap menurut PermenPANRB 19/2018: persiapan, pengembangan, penerapan, lalu "
            "pemantauan dan evaluasi (belum dicocokkan dengan naskahnya)."
        ),
        hints={"valid_from": _("Kosong selama peta masih disusun.")},
        area=AREA,
        page=own_page,
    )
)  # fmt: skip
PROCESSES = declare(
    Register(
        Process,
        code="proses-bisnis",
        title=_("Proses bisnis"),
        columns=("code", "name", "parent_code", "group", "owner", "process_map"),
        fields=(
            "process_map", "code", "name", "parent_code", "group", "goal", "owner", "tasks", "posts", "suppliers",
            "inputs", "outputs", "customers", "sop_numbers",
        ),
        key=("process_map", "code"),
        filters=("process_map", "group", "owner"),
        search=("code", "name", "goal", "outputs"),
        introduction=_("Seluruh pohon proses dalam satu tabel: induk ditulis lebih dahulu, lalu proses di bawahnya."),
        hints={
            "goal": _("Sasaran dalam rencana strategis atau rencana kerja; untuk proses level 0 perlu diisi."),
            "tasks": _("Tugas dan fungsi yang dijalankan proses ini, dengan pasalnya."),
        },
        area=AREA,
        page=own_page,
        wrote=follow,
    )
)  # fmt: skip
RELATIONS = declare(
    Register(
        UnitRelation,
        code="relasi-proses",
        title=_("Relasi antarunit"),
        columns=("process_code", "source", "target", "thing", "process_map"),
        fields=("process_map", "process_code", "source", "target", "thing"),
        key=("process_map", "process_code", "source", "target", "thing"),
        filters=("process_map",),
        search=("source", "target", "thing", "process_code"),
        introduction=_("Peta relasi: unit atau pihak mana menyerahkan apa kepada siapa."),
        area=AREA,
    )
)
STEPS = declare(
    Register(
        MapStep,
        code="langkah-proses",
        title=_("Langkah lintas fungsi"),
        columns=("process_code", "number", "actor", "activity", "kind"),
        fields=(
            "process_map", "process_code", "number", "actor", "kind", "activity", "document", "time", "next_number",
            "no_number", "sop_number",
        ),
        key=("process_map", "process_code", "number"),
        filters=("process_map", "kind"),
        search=("process_code", "actor", "activity"),
        introduction=_("Peta lintas fungsi: siapa melakukan apa, berurutan. Gambarnya ada di halaman prosesnya."),
        area=AREA,
    )
)  # fmt: skip
EVALUATIONS = declare(
    Register(
        MapEvaluation,
        code="evaluasi-peta-proses",
        title=_("Evaluasi peta proses"),
        columns=("evaluated_on", "process_map", "occasion", "conclusion"),
        fields=("process_map", "evaluated_on", "occasion", "result", "conclusion", "next_step"),
        key=("process_map", "evaluated_on"),
        filters=("process_map", "occasion", "conclusion", "evaluated_on"),
        search=("result", "next_step"),
        introduction=_(
            "Peta dievaluasi sedikitnya setahun sekali atau bila strategi atau organisasi berubah "
            "(belum terkonfirmasi)."
        ),
        area=AREA,
    )
)
