"""House rules that no other linter knows: a pattern, what to do instead, and lines that prove the rule itself.

Every run first checks each rule on its own good and bad lines, then the tree. An exception names its file and reason,
and is itself a fault once the file no longer needs it.
"""

import ast
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path

from tree import ROOT, project_files, relative

PYTHON = ("*.py",)
TEMPLATES = ("src/*.html", "src/*.txt", "src/*.svg")
TEXT = (
    "*.py",
    "*.html",
    "*.css",
    "*.js",
    "*.md",
    "*.toml",
    "*.yaml",
    "*.yml",
    "*.lock",
    "*.sh",
    "*.po",
    "pranata",
    ".ci/*",
)
TESTS = ("*/tests/*", "tests/*", "conftest.py")
ITSELF = ("tools/lint.py",)  # carries the bad lines
FORBIDDEN_NAMES = ("utils.py", "helpers.py", "common.py", "services.py")
LONGEST_FILE = 400


@dataclass(frozen=True)
class Rule:
    """One house rule. ``where`` and ``outside`` are globs over paths; ``allowed`` maps a path to the reason it may."""

    name: str
    pattern: str
    message: str
    good: tuple[str, ...]
    bad: tuple[str, ...]
    where: tuple[str, ...] = PYTHON
    outside: tuple[str, ...] = ()
    allowed: Mapping[str, str] = field(default_factory=dict)

    def applies_to(self, path: str) -> bool:
        return matches(path, self.where) and not matches(path, self.outside + ITSELF)

    def lines(self, text: str) -> list[int]:
        """The line numbers (from 1) where ``text`` breaks the rule."""
        return [text.count("\n", 0, found.start()) + 1 for found in re.finditer(self.pattern, text, re.MULTILINE)]


RULES = (
    Rule(
        "status",
        r"\.status\s*=(?!=)|\.update\([^)]*\bstatus\s*=",
        "a status changes only through base/flow: use the action's FLOW.take(...)",
        good=("if item.status == Status.DRAFT:", "response.status_code = 422", "items.filter(status=Status.DRAFT)"),
        bad=("item.status = Status.VERIFIED", "items.update(status=Status.DRAFT)"),
        where=("src/*.py",),
        outside=("src/pranata/base/flow/*", "*/migrations/*", *TESTS),
    ),
    Rule(
        "clock",
        r"\bdate\.today\(|\bdatetime\.(now|utcnow|today)\(|\btimezone\.(now|localdate)\b|\bauto_now(_add)?=True|\bNow\(\)",
        "the date and the moment come from pranata.lib.clock only: today(), now()",
        good=(
            "clock.today()",
            "from pranata.lib.clock import now",
            "timezone.localtime(moment)",
            "datetime(2026, 1, 1)",
        ),
        bad=("date.today()", "datetime.now(UTC)", "default=timezone.now", "models.DateTimeField(auto_now_add=True)"),
        outside=("src/pranata/lib/clock.py", "*/migrations/*"),
    ),
    Rule(
        "told clock",
        r"\bclock\.at\(",
        "nobody dates back what is done: only the demonstration and tests set the clock",
        good=("clock.today()", "clock.zone()"),
        bad=("with clock.at(moment):",),
        where=("src/*.py",),
        outside=("src/pranata/config/demo/*", *TESTS),
    ),
    Rule(
        "invisible",
        r"\.objects\.get\(|get_object_or_404\(\s*[A-Z]\w*\s*,",
        "a page gets an object with get_visible_or_404 or from a visible_to()/public() query",
        good=("get_visible_or_404(Plan, request.user, pk=pk)", "get_object_or_404(Plan.objects.public(), pk=pk)"),
        bad=("Plan.objects.get(pk=pk)", "get_object_or_404(Plan, pk=pk)"),
        where=("*/views.py", "*/public.py", "*/api.py"),
    ),
    Rule(
        "inline script",
        r"<script(?![^>]*\bsrc=)|<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:",
        "no script or style inside a page (the content security policy refuses it): put it in a static file",
        good=("<script src=\"{% static 'ui/htmx.js' %}\" defer></script>", '<p class="style">', '<a data-on="x">'),
        bad=("<script>go()</script>", '<p style="color: red">', '<button onclick="go()">', "<style>p{}</style>"),
        where=TEMPLATES,
    ),
    Rule(
        "outside host",
        r"<(script|link|img|iframe|source)\b[^>]*[\"'](https?:)?//",
        "a page loads nothing from another host: ship the file with us",
        good=('<img src="/static/ui/logo.svg">', '<a href="https://kpu.go.id/">'),
        bad=('<script src="https://cdn.example.org/x.js">', '<img src="//example.org/x.png">'),
        where=TEMPLATES,
    ),
    Rule(
        "escaping",
        r"\|\s*safe\b|\{%\s*autoescape\s+off",
        "a template never switches escaping off: build the markup with format_html",
        good=("{{ item.text }}", "{{ item|safeseq_name }}"),
        bad=("{{ item.text|safe }}", "{% autoescape off %}"),
        where=("src/*.html", "src/*.svg"),
    ),
    Rule(
        "machine path",
        r"(?<![\w.*/])/(work|tmp|root|home|mnt)/\w",
        "no path of one machine: use pathlib, settings or tempfile",
        good=("tempfile.mkdtemp()", "src/tmp/", "https://example.org/home/x", "/etc/pranata/environment"),
        bad=("open('/tmp/x')", "cd /mnt/disk", '"/home/somebody/pranata"'),
        where=TEXT,
    ),
    Rule(
        "package host",
        r"pypi\.org|pythonhosted\.org|npmjs\.(org|com)|deb\.debian\.org|--(extra-)?index-url",
        "no address of a package index in the tree: name the package, the client knows where to ask",
        good=("pip install --require-hashes -r requirements.lock", "npm's idn-area-data"),
        bad=("https://pypi.org/simple", "--index-url x", "https://registry.npmjs.org/x"),
        where=TEXT,
    ),
    Rule(
        "reason",
        r"#\s*noqa(?!: [A-Z]+\d+(, [A-Z]+\d+)* -- \S)|#\s*noqa:.*--.*\bcircular|#\s*type:\s*ignore(?!\[[\w, -]+\])",
        "an exception carries its code and its reason: '# noqa: PLC0415 -- app ready'; 'circular' is not a reason, "
        "the code lives in the wrong folder",
        good=("import x  # noqa: PLC0415 -- slow import", "from a import *  # noqa: E402, F403 -- settings first"),
        bad=(
            "import x  # noqa",
            "import x  # noqa: PLC0415",
            "import x  # noqa: PLC0415 -- circular",
            "y  # type: ignore",
        ),
    ),
    Rule(
        "raw SQL",
        r"\.raw\(|\.cursor\(|\bRunSQL\(|\bRawSQL\(|\.extra\(\s*(select|where|tables)",
        "no SQL by hand outside engines/search: use the ORM, so that both databases answer alike",
        good=("Plan.objects.filter(year=2022)", "extra_actions()"),
        bad=("Plan.objects.raw('SELECT 1')", "with connection.cursor() as cursor:", "migrations.RunSQL('x')"),
        where=("src/*.py", "tests/*.py", "tools/*.py", "benchmarks/*.py"),
        outside=("src/pranata/engines/search/*",),
        allowed={
            "src/pranata/config/backup/database.py": "snapshots, sequences and schemas lie below the models",
            "benchmarks/national.py": "asks each database how it answers, in its own words",
            "tests/test_ground.py": "tests the connection itself, below the models",
            "src/pranata/base/audit/tests/test_verification.py": "alters rows behind our back to prove that it shows",
        },
    ),
    Rule(
        "one database",
        r"\bdjango\.contrib\.postgres\b",
        "nothing that only PostgreSQL has: SQLite and PostgreSQL are equals",
        good=("from django.db.models import JSONField",),
        bad=("from django.contrib.postgres.fields import ArrayField",),
    ),
    Rule(
        "signals",
        r"\b(pre|post)_(save|delete|init)\b|\bm2m_changed\b|\bGenericForeignKey\(",
        "no signals between our own modules and no generic relations: call the function, name the foreign key",
        good=("@receiver(user_logged_in)", "actions.extend(item, by=user)"),
        bad=("@receiver(post_save, sender=Plan)", "pre_delete.connect(f)"),
        where=("src/*.py",),
        allowed={
            "src/pranata/base/access/receivers.py": "django-allauth saves its own rows; no function of ours is called"
        },
    ),
    Rule(
        "left out test",
        r"\bpytest\.(mark\.)?(skip|skipif|xfail|importorskip)\b|\bunittest\.skip|@skip(If|Unless)?",
        "no test is skipped or expected to fail: mend it or delete it",
        good=("pytest.mark.parametrize('a', [1])", "cells_skipped = 1"),
        bad=("@pytest.mark.skip", "pytest.skip('x')", "pytest.importorskip('x')"),
    ),
    Rule(
        "unfinished",
        r"\b(TODO|FIXME)\b|^\s*raise NotImplementedError\b",
        "nothing unfinished lands: finish it or open an issue",
        good=("# why: the law counts working days", "except NotImplementedError:"),
        bad=("# TODO: later", "    raise NotImplementedError"),
        where=("*.py", "*.html", "*.css", "*.js", "*.sh", "*.toml"),
    ),
)


def matches(path: str, globs: tuple[str, ...]) -> bool:
    return any(fnmatch(path, glob) for glob in globs)


def unproven_rules() -> Iterator[str]:
    """Rules that do not hold on their own lines."""
    for rule in RULES:
        for line in rule.bad:
            if not rule.lines(line):
                yield f"tools/lint.py: rule '{rule.name}' lets pass: {line}"
        for line in rule.good:
            if rule.lines(line):
                yield f"tools/lint.py: rule '{rule.name}' refuses: {line}"


def pattern_faults(path: str, text: str) -> Iterator[str]:
    """Where ``text``, the content of ``path``, breaks a rule that has no exception for it."""
    for rule in RULES:
        if not rule.applies_to(path):
            continue
        lines = rule.lines(text)
        if path in rule.allowed:
            if not lines:
                yield f"{path}: rule '{rule.name}' no longer needs an exception here; remove it from tools/lint.py"
            continue
        for line in lines:
            yield f"{path}:{line}: {rule.message}"


def name_faults(path: str, text: str) -> Iterator[str]:
    """A file named after nothing, or grown too long."""
    name = path.rsplit("/", 1)[-1]
    if name in FORBIDDEN_NAMES:
        yield f"{path}: a file named {name} says nothing: name the thing it holds"
    length = text.count("\n")
    if name.endswith(".py") and "/migrations/" not in path and length > LONGEST_FILE:
        yield f"{path}: {length} lines: split it by noun (at most {LONGEST_FILE})"


def empty_tests(path: str, text: str) -> Iterator[str]:
    """Test functions that can only fail by accident: no assertion, no expected error, no call that asserts."""
    if not fnmatch(path.rsplit("/", 1)[-1], "test_*.py"):
        return
    try:
        tree = ast.parse(text)
    except SyntaxError as error:
        yield f"{path}:{error.lineno}: not Python: {error.msg}"
        return
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    proving = {function.name for function in functions if any(map(proves, ast.walk(function)))}
    for function in functions:
        if function.name.startswith("test_") and function.name not in proving and not proving & called(function):
            yield f"{path}:{function.lineno}: {function.name} asserts nothing"


def proves(node: ast.AST) -> bool:
    """Whether ``node`` can make a test fail on purpose."""
    if isinstance(node, ast.Assert):
        return True
    name = call_name(node)
    return name in ("raises", "warns", "fail", "expect") or name.startswith(("assert", "django_assert"))


def called(function: ast.FunctionDef) -> set[str]:
    """The names of what ``function`` calls; a helper of the same file may hold the assertion."""
    return {call_name(node) for node in ast.walk(function)}


def call_name(node: ast.AST) -> str:
    """The last name of what a call calls, "" for anything else."""
    return ast.unparse(node.func).rsplit(".", 1)[-1] if isinstance(node, ast.Call) else ""


def faults(root: Path = ROOT) -> Iterator[str]:
    """Every broken house rule below ``root``, as "path:line: what to do"."""
    for file in project_files(root):
        path = relative(file, root)
        if not matches(path, TEXT + TEMPLATES):
            continue
        text = file.read_text(encoding="utf-8")
        for check in (pattern_faults, name_faults, empty_tests):
            yield from check(path, text)


def main() -> int:
    found = [*unproven_rules(), *faults()]
    print("\n".join(found) if found else "The house rules hold.")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
