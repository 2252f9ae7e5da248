"""An edition of the maps, its processes, what flows between units, activities in lanes, and the evaluations."""

from pranata.areas.process.process_maps.models.maps import (
    EDIT,
    VIEW,
    Conclusion,
    MapEvaluation,
    MapQuerySet,
    Occasion,
    OfMap,
    Picture,
    PictureQuerySet,
    ProcessMap,
)
from pranata.areas.process.process_maps.models.processes import Group, MapStep, Process, StepKind, UnitRelation

__all__ = [
    "EDIT",
    "VIEW",
    "Conclusion",
    "Group",
    "MapEvaluation",
    "MapQuerySet",
    "MapStep",
    "Occasion",
    "OfMap",
    "Picture",
    "PictureQuerySet",
    "Process",
    "ProcessMap",
    "StepKind",
    "UnitRelation",
]
