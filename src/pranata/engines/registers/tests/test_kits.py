"""A register without the test that every register must pass fails the build."""

import re
import sys
from pathlib import Path

from pranata.engines.registers.registry import Register, registers

KIT = re.compile(r"register_kit\(\s*(?:\w+\.)?(\w+)")


def declarations(register: Register) -> dict[str, set[str]]:
    """What each module that knows the register calls it, by the module's file."""
    modules = [module for name, module in sys.modules.items() if name.startswith("pranata.") and module.__file__]
    found = {each.__file__: {name for name, value in vars(each).items() if value is register} for each in modules}
    return {file: names for file, names in found.items() if names and file}


def is_tested(register: Register) -> bool:
    """Whether the tests of an app that declares or uses it hand it to the kit."""
    for file, names in declarations(register).items():
        root = next((folder for folder in Path(file).parents if (folder / "apps.py").exists()), None)
        tests = (root / "tests").glob("test_*.py") if root else ()
        if any(names.intersection(KIT.findall(each.read_text())) for each in tests):
            return True
    return False


def test_every_register_is_tested_with_the_kit():
    assert [each.code for each in registers() if not is_tested(each)] == []
