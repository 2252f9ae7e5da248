"""Builds the two committed stylesheets out of vendored Bootstrap and our own styles; ``--check`` only compares.

``staff.css`` carries Bootstrap as it is shipped. ``public.css`` carries the part of it that public pages use: rules of
plain elements and of the classes in ``PUBLIC_CLASSES``, and of its variables only those some rule reads.
"""

import argparse
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

UI = Path(__file__).resolve().parents[1] / "src/pranata/base/ui"
BOOTSTRAP = UI / "vendor/bootstrap/bootstrap.min.css"
SHARED_STYLES = ("tokens", "elements", "components", "matrix", "lists", "print")
PUBLIC_STYLES = (*SHARED_STYLES, "public")
STAFF_STYLES = (*SHARED_STYLES, "staff")

PUBLIC_CLASSES = frozenset("visually-hidden btn form-control form-select form-label".split())
BANNER = "/* Made by tools/make_css.py; do not edit. Bootstrap 5.3.9, MIT. */\n"


@dataclass(frozen=True)
class Rule:
    """A rule, or an at-rule; ``inner`` are the rules of an at-rule such as ``@media``, ``None`` for declarations."""

    prelude: str
    body: str
    inner: tuple["Rule", ...] | None = None

    def __str__(self) -> str:
        body = self.body if self.inner is None else "".join(map(str, self.inner))
        return f"{self.prelude}{{{body}}}"


def parse(css: str) -> Iterator[Rule]:
    """The rules of a stylesheet without comments; statements without a block (``@charset``) fall away."""
    position = 0
    while (opening := css.find("{", position)) >= 0:
        prelude = css[position:opening].rpartition(";")[2].strip()
        closing = _closing_brace(css, opening)
        body = css[opening + 1 : closing]
        nested = prelude.startswith(("@media", "@supports"))
        yield Rule(prelude, "" if nested else body, tuple(parse(body)) if nested else None)
        position = closing + 1


def _closing_brace(css: str, opening: int) -> int:
    depth = 0
    for match in re.finditer(r'"[^"]*"|[{}]', css[opening:]):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if depth == 0:
            return opening + match.start()
    raise ValueError(f"a block is not closed: {css[opening - 60 : opening + 20]!r}")


def subset(rules: Iterator[Rule] | tuple[Rule, ...], keep: Callable[[str], bool]) -> Iterator[Rule]:
    """The rules with only those selectors that ``keep`` accepts; at-rules that end up empty fall away."""
    for rule in rules:
        if rule.inner is not None:
            if inner := tuple(subset(rule.inner, keep)):
                yield Rule(rule.prelude, "", inner)
        elif rule.prelude.startswith("@"):
            continue  # keyframes belong to components we do not show to the public
        elif selectors := [each for each in split_selectors(rule.prelude) if keep(each)]:
            yield Rule(",".join(selectors), rule.body)


def split_selectors(prelude: str) -> list[str]:
    """The selectors of a list, split at the commas that stand outside brackets."""
    return [each.strip() for each in re.split(r",(?![^()\[\]]*[)\]])", prelude)]


def is_public(selector: str) -> bool:
    """Whether public pages use ``selector``: no class but the listed ones, no dark theme."""
    if "data-bs-theme=dark" in selector:
        return False
    return set(re.findall(r"\.(-?[A-Za-z_][\w-]*)", selector)) <= PUBLIC_CLASSES


def drop_unread_variables(css: str) -> str:
    """``css`` without ``--bs-…`` definitions that no ``var()`` reads; repeated, since variables read variables."""
    while (shorter := _drop_unread_once(css)) != css:
        css = shorter
    return re.sub(r"[^{}]+\{\}", "", css)


def _drop_unread_once(css: str) -> str:
    read = set(re.findall(r"var\(\s*(--bs-[\w-]+)", css))
    return re.sub(r"(--bs-[\w-]+):[^;{}]*(;|(?=}))", lambda match: match[0] if match[1] in read else "", css)


def without_comments(css: str) -> str:
    return re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL).strip()


def minify(css: str) -> str:
    """``css`` without comments and needless white space; for our own styles, whose strings hold no brackets."""
    css = re.sub(r"\s+", " ", without_comments(css))
    css = re.sub(r"\s*([{};,])\s*", r"\1", css)
    css = re.sub(r": (?=[^{}]*[;}])", ":", css)
    return css.replace(";}", "}").strip()


def own_styles(names: tuple[str, ...]) -> str:
    return "".join(minify((UI / "styles" / f"{name}.css").read_text()) for name in names)


def bootstrap() -> str:
    return without_comments(BOOTSTRAP.read_text())


def staff_css() -> str:
    return BANNER + bootstrap() + own_styles(STAFF_STYLES) + "\n"


def public_css() -> str:
    own = own_styles(PUBLIC_STYLES)
    rules = subset(parse(bootstrap()), is_public)
    return BANNER + drop_unread_variables("".join(map(str, rules)) + own) + "\n"


STYLESHEETS = {"staff.css": staff_css, "public.css": public_css}


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when a stylesheet is out of date")
    options = parser.parse_args(arguments)
    stale = []
    for name, make in STYLESHEETS.items():
        path, css = UI / "static/ui" / name, make()
        if path.is_file() and path.read_text() == css:
            continue
        stale.append(name)
        if not options.check:
            path.write_text(css)
    if options.check and stale:
        print(f"Out of date: {', '.join(stale)}. Run: python tools/make_css.py", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
