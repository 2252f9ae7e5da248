"""A register without the test that every register must pass fails the build."""

import re
import sys
from pathlib import Path

from pranata.engines.registers.registry import Register, registers

KIT = re.compile(r"register_kit\(\s*(?:\w+\.)?(\w+)")


def names_in_tests(register: Register) -> set[str]:
    """The names that the tests of the register's app hand to the kit."""
    app = Path(sys.modules[register.model.__module__].__file__)
    root = next(folder for folder in app.parents if (folder / "apps.py").exists())
    return {name for file in (root / "tests").glob("test_*.py") for name in KIT.findall(file.read_text())}


def names_declared(register: Register) -> set[str]:
    """What its declaration calls the register."""
    modules = [module for name, module in sys.modules.items() if name.startswith("pranata.")]
    return {name for module in modules for name, value in vars(module).items() if value is register}


def test_every_register_is_tested_with_the_kit():
    untested = [each.code for each in registers() if not names_in_tests(each) & names_declared(each)]

    assert untested == []
