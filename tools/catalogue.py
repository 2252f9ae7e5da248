"""The English catalogue: finds every text in Python and templates, keeps ``locale/en`` in step, compiles it.

The text in the code is Indonesian and is the key; English stands in ``django.po`` beside it and is written by hand.
``--check`` changes nothing and fails when the catalogue is behind the code, is not compiled, or leaves a text that the
public sees without English. Texts only staff see may lack English.
"""

import argparse
import io
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from fnmatch import fnmatch
from pathlib import Path
from typing import NamedTuple

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from tree import ROOT, project_files, relative

SOURCES = ROOT / "src" / "pranata"
CATALOGUE = SOURCES / "locale" / "en" / "LC_MESSAGES" / "django.po"
# What an anonymous reader may meet: these need English.
PUBLIC = (
    "src/pranata/portal/*",
    "src/pranata/base/ui/*",
    "src/pranata/engines/intake/*",
    "src/pranata/*/public.py",
    "src/pranata/areas/public_service/satisfaction/answer_*.py",
    "src/pranata/areas/public_service/satisfaction/doors.py",
    "src/pranata/areas/public_service/satisfaction/cards.py",
    "src/pranata/areas/public_service/satisfaction/outcomes.py",
    "src/pranata/areas/public_service/satisfaction/templates/satisfaction/result*",
    "src/pranata/*/templates/*/public*",
)
KEYWORDS = {
    "_": None,
    "_now": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
# The catalogue carries no moment of writing, so that equal texts make an equal file.
DATE = datetime(2026, 1, 1, tzinfo=UTC)


class Text(NamedTuple):
    """One text as it stands in the code; ``key`` is a pair when it has a plural."""

    key: str | tuple[str, ...]
    context: str | None
    path: str
    line: int


def is_source(path: str) -> bool:
    """Whether texts are looked for in ``path``: code and templates, not tests, migrations or data."""
    if any(part in path for part in ("/tests/", "/migrations/", "/vendor/")):
        return False
    return path.endswith(".py") or ("/templates/" in path and path.endswith((".html", ".txt")))


def texts_in(path: str, content: str) -> Iterator[Text]:
    """The texts marked for translation in ``content``."""
    if not path.endswith(".py"):
        pseudo_code = templatize(content, origin=path)
        content = "\n".join(line.strip() for line in pseudo_code.split("\n"))
    for line, key, _comments, context in extract("python", io.BytesIO(content.encode()), KEYWORDS):
        yield Text(key, context, path, line)


def texts(root: Path = ROOT) -> list[Text]:
    """Every text of the project."""
    files = ((file, relative(file, root)) for file in project_files(root / "src"))
    sources = ((file, path) for file, path in files if is_source(path))
    return [text for file, path in sources for text in texts_in(path, file.read_text(encoding="utf-8"))]


def extracted(found: list[Text]) -> Catalog:
    """A catalogue of ``found`` without translations."""
    catalogue = empty_catalogue()
    for text in found:
        flags = ["python-format"] if "%(" in str(text.key) else []
        catalogue.add(text.key, locations=[(text.path, text.line)], context=text.context, flags=flags)
    return catalogue


def empty_catalogue() -> Catalog:
    return Catalog(
        locale="en",
        project="Pranata",
        version="1",
        copyright_holder="the Pranata contributors",
        msgid_bugs_address="none",
        last_translator="Pranata",
        language_team="Pranata",
        fuzzy=False,
        header_comment="# English. Indonesian stands in the code; write English here, then run tools/catalogue.py.",
        creation_date=DATE,
        revision_date=DATE,
    )


def merged(found: list[Text], written: Catalog) -> Catalog:
    """``found`` with the English of ``written``; what the code no longer says is dropped."""
    catalogue = extracted(found)
    for message in entries(catalogue):
        before = written.get(message.id, message.context)
        if before is not None and before.string:
            message.string = before.string
            message.user_comments = before.user_comments
    return catalogue


def entries(catalogue: Catalog) -> Iterator[Message]:
    """The messages without the header."""
    return (message for message in catalogue if message.id)


def untranslated(catalogue: Catalog) -> list[Message]:
    """The messages a reader without an account may meet that have no English."""
    return [
        message
        for message in entries(catalogue)
        if not all(message.string if isinstance(message.string, tuple) else (message.string,))
        and any(fnmatch(path, glob) for path, _line in message.locations for glob in PUBLIC)
    ]


def as_po(catalogue: Catalog) -> bytes:
    file = io.BytesIO()
    write_po(file, catalogue, width=120, sort_output=True, include_lineno=False, include_previous=False)
    return file.getvalue()


def as_mo(catalogue: Catalog) -> bytes:
    file = io.BytesIO()
    write_mo(file, catalogue)
    return file.getvalue()


def read(path: Path) -> Catalog:
    """The catalogue as committed, empty when there is none."""
    if not path.exists():
        return empty_catalogue()
    with path.open("rb") as file:
        return read_po(file, locale="en")


def faults(path: Path, catalogue: Catalog) -> Iterator[str]:
    """What is out of step between the code's ``catalogue`` and the files at ``path``."""
    compiled = path.with_suffix(".mo")
    if not path.exists() or path.read_bytes() != as_po(catalogue):
        yield f"{relative(path)} does not say what the code says"
    if not compiled.exists() or compiled.read_bytes() != as_mo(catalogue):
        yield f"{relative(compiled)} is not compiled from it"
    for message in untranslated(catalogue):
        yield f"no English for a public text: {message.id!r} ({message.locations[0][0]})"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="change nothing; fail when something is out of step")
    options = parser.parse_args()
    catalogue = merged(texts(), read(CATALOGUE))
    if not options.check:
        CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
        CATALOGUE.write_bytes(as_po(catalogue))
        CATALOGUE.with_suffix(".mo").write_bytes(as_mo(catalogue))
    wrong = list(faults(CATALOGUE, catalogue))
    print("\n".join(wrong) if wrong else "The catalogue is up to date.")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
