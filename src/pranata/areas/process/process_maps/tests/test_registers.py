"""Every list of the maps keeps what every register promises."""

from pranata.areas.process.process_maps.register import EVALUATIONS, MAPS, PROCESSES, RELATIONS, STEPS
from pranata.areas.process.process_maps.tests.factories import (
    MapEvaluationFactory,
    MapStepFactory,
    ProcessFactory,
    ProcessMapFactory,
    UnitRelationFactory,
)
from pranata.engines.registers.tests.kit import register_kit

test_maps = register_kit(MAPS, ProcessMapFactory, editor="kasubbag")
test_processes = register_kit(PROCESSES, ProcessFactory, editor="kasubbag")
test_relations = register_kit(RELATIONS, UnitRelationFactory, editor="kasubbag")
test_steps = register_kit(STEPS, MapStepFactory, editor="kasubbag")
test_evaluations = register_kit(EVALUATIONS, MapEvaluationFactory, editor="kasubbag")
