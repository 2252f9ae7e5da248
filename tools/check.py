"""Everything a change must agree to before the tests: each check prints OK, or what is wrong and how to mend it.

``./pranata check [name ...]`` runs all checks, or the named ones.
"""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tree import ROOT, project_files, relative

ADDRESS = re.compile(
    r"[a-z][a-z0-9+.-]*://|^\s*(-i|-f|--(extra-)?index-url|--find-links|--trusted-host)\b", re.MULTILINE
)
REFUSED_LOCKS = ("uv.lock", "pylock.toml")
PURE = ("src/pranata/lib", "src/pranata/engines/plan/reading", "tools", "conftest.py")
LONGEST_REPORT = 40


@dataclass(frozen=True)
class Check:
    """``run`` returns what is wrong (empty when nothing is); ``mend`` is the sentence that follows."""

    name: str
    run: Callable[[], str]
    mend: str


def environment() -> dict[str, str]:
    """What every started program gets: our sources, and settings that touch neither var/ nor a running database."""
    paths = [str(ROOT / "src"), str(ROOT / "tools"), os.environ.get("PYTHONPATH", "")]
    settings = {"DJANGO_SETTINGS_MODULE": "pranata.config.settings_test", "NO_COLOR": "1"}
    return {**os.environ, **settings, "PYTHONPATH": os.pathsep.join(filter(None, paths))}


def program(*command: str | Path) -> Callable[[], str]:
    """A check that runs a Python program of this environment: what it printed when it failed, else nothing."""

    def run() -> str:
        result = subprocess.run(command, cwd=ROOT, env=environment(), capture_output=True, text=True, check=False)
        if result.returncode == 0:
            return ""
        lines = (result.stdout + result.stderr).strip().splitlines() or [f"ended with {result.returncode}"]
        return "\n".join(lines[-4:] if any(line.startswith("Traceback ") for line in lines) else lines)

    return run


def module(name: str, *arguments: str | Path) -> Callable[[], str]:
    return program(sys.executable, "-m", name, *arguments)


def tool(name: str, *arguments: str) -> Callable[[], str]:
    return program(sys.executable, ROOT / "tools" / f"{name}.py", *arguments)


def types() -> str:
    """mypy over what must be typed: rules, the pure packages, the tools."""
    rules = [relative(path) for path in project_files(ROOT / "src") if path.name == "rules.py"]
    return module("mypy", "--no-error-summary", *PURE, *rules)()


def import_contracts() -> str:
    """import-linter, without its banner."""
    output = program(Path(sys.executable).with_name("lint-imports"), "--no-cache")()
    start = output.find("Broken contracts")
    return output[start:] if start >= 0 else output.rsplit("\n\n", 1)[-1].strip()


def lock_addresses(root: Path = ROOT) -> str:
    """Lock files that name a host, and lock formats that always do."""
    refused = [f"{name} does not belong in the tree" for name in REFUSED_LOCKS if (root / name).exists()]
    locks = (path for path in project_files(root) if path.suffix == ".lock" and path.name not in REFUSED_LOCKS)
    addresses = [
        f"{relative(path, root)} contains '{match[0].strip()}'"
        for path in locks
        if (match := ADDRESS.search(path.read_text()))
    ]
    return "\n".join(refused + addresses)


CHECKS = (
    Check("format", module("ruff", "format", "--check", "--output-format", "concise", "."), ".venv/bin/ruff format ."),
    Check(
        "ruff", module("ruff", "check", "--quiet", "--output-format", "concise", "."), ".venv/bin/ruff check --fix ."
    ),
    Check("house rules", tool("lint"), "change the named lines; the rules are in tools/lint.py"),
    Check("imports", import_contracts, "move the code to the layer it belongs to (docs/architecture.md)"),
    Check("types", types, "correct the annotations"),
    Check(
        "migrations",
        module("pranata", "makemigrations", "--check", "--dry-run"),
        "./pranata makemigrations APP --name WHAT_CHANGES",
    ),
    Check("system", module("pranata", "check", "--fail-level", "WARNING"), "correct the settings or models named"),
    Check("locks", lock_addresses, "./pranata lock writes them without addresses"),
    Check("language", tool("language"), "wrap the text in translate or _(), in Indonesian"),
    Check(
        "catalogues", tool("catalogue", "--check"), ".venv/bin/python tools/catalogue.py, then translate in locale/en"
    ),
    Check("decisions", tool("decisions", "--check"), ".venv/bin/python tools/decisions.py"),
    Check("glossary", tool("glossary", "--check"), ".venv/bin/python tools/glossary.py"),
    Check("styles", tool("make_css", "--check"), ".venv/bin/python tools/make_css.py"),
)


def report(check: Check) -> bool:
    """Run ``check`` and print its line; true when nothing is wrong."""
    wrong = check.run()
    if not wrong:
        print(f"OK    {check.name}", flush=True)
        return True
    lines = wrong.splitlines()
    shown = lines[:LONGEST_REPORT] + [f"... and {len(lines) - LONGEST_REPORT} more"] * (len(lines) > LONGEST_REPORT)
    print(f"FAIL  {check.name}: " + "\n      ".join(shown) + f"\n      To mend: {check.mend}", flush=True)
    return False


def main(names: list[str]) -> int:
    unknown = set(names) - {check.name for check in CHECKS}
    if unknown:
        print(
            f"No check is called {', '.join(sorted(unknown))}; there are: {', '.join(check.name for check in CHECKS)}."
        )
        return 2
    outcomes = [report(check) for check in CHECKS if not names or check.name in names]
    return int(not all(outcomes))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
