"""The list of tasks keeps what every register promises."""

from pranata.areas.organization.org_structure.register import MANDATES
from pranata.areas.organization.org_structure.tests.factories import UnitMandateFactory
from pranata.engines.registers.tests.kit import register_kit

test_mandates = register_kit(MANDATES, UnitMandateFactory, editor="secretary")
