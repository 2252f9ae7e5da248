"""Pages under ``docs/`` that are made from other files: written, or with ``--check`` only compared."""

import argparse
from pathlib import Path

from tree import relative


def cell(text: str) -> str:
    """``text`` inside a Markdown table."""
    return " ".join(text.split()).replace("|", "\\|")


def keep(page: Path, content: str, faults: list[str]) -> int:
    """Write ``content`` to ``page``, or compare it when run with ``--check``; the exit code, 1 with any fault."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--check", action="store_true", help="change nothing; fail when the page is out of date")
    if not parser.parse_args().check:
        page.parent.mkdir(exist_ok=True)
        page.write_text(content, encoding="utf-8")
    elif not page.exists() or page.read_text(encoding="utf-8") != content:
        faults = [*faults, f"{relative(page)} is out of date"]
    print("\n".join(faults) if faults else f"{relative(page)} is up to date.")
    return int(bool(faults))
