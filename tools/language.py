"""Indonesian pages hold Indonesian only: text in templates is marked for translation, and what is marked is no English.

Three readings of the tree: bare words between the tags of a template; literal texts where Django shows them (labels,
help texts, refusals) without ``_()``; common English words in the Indonesian source texts.
"""

import ast
import re
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from catalogue import Text, is_source, texts
from tree import ROOT, project_files, relative

# Words that are the same in every language here: names, formats, abbreviations of the law.
NAMES = frozenset(
    """ASN Atom BUMN CSV DOCX English HTML ID Indonesia JDIH JDIHN JSON KPU LHKPN LKE NIP Pranata PDF Plh Plt PPID RB RI
    Rp SHA SKM SPIP UU WBS XLSX ZI idData""".split()
)
# English that no Indonesian sentence contains. Words both languages share ("data", "program", "status") are not here.
ENGLISH = frozenset(
    """about after already also and any are as at be because been before but by can could did does each either every for
    from had has have he her his how if into is it its may must my next of off on or our please previous she should
    than that the their them then there these they this those to was we were what when where which who will with
    without would yes you your""".split()
)
# Set expressions and names that keep their English words in Indonesian writing.
BORROWED = ("e-Government", "Open Data", "Whistleblowing System", "on-line")
WORD = re.compile(r"[^\W\d_]{2,}")
TEXT_ATTRIBUTES = frozenset({"alt", "aria-label", "aria-description", "content", "placeholder", "title"})
SHOWN_META = ("description", "og:title", "og:description")
SILENT_ELEMENTS = frozenset({"code", "script", "style"})
COMMENT = re.compile(r"\{#.*?#\}|\{%\s*comment\b.*?%\}.*?\{%\s*endcomment\s*%\}|<!--.*?-->", re.DOTALL)
MACHINE_BLOCK = re.compile(r"\{%\s*block\s+\w+_(?:class|address)\s*%\}.*?\{%\s*endblock\s*\w*\s*%\}", re.DOTALL)
BLOCK = re.compile(r"\{%\s*blocktrans(?:late)?\b.*?\{%\s*endblocktrans(?:late)?\s*%\}", re.DOTALL)
TAG = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
# A component's words given bare: {% panel title="Judul" %} instead of title=_("Judul").
BARE_ARGUMENT = re.compile(r"\{%[^%]*?\b(?:title|label|text|heading|caption|message|note)=(\"[^\"]*\"|'[^']*')")
SHOWN_KEYWORDS = frozenset({"verbose_name", "verbose_name_plural", "help_text", "label", "violation_error_message"})
SHOWN_CALLS = frozenset(
    {
        "ValidationError",
        "forms.ValidationError",
        "messages.error",
        "messages.info",
        "messages.success",
        "messages.warning",
    }
)


def blank(match: re.Match[str]) -> str:
    """As many line ends as the match had, so that line numbers stay right."""
    return "\n" * match[0].count("\n") or " "


def words(text: str) -> list[str]:
    """The words of ``text`` a translator would have to see."""
    return [word for word in WORD.findall(text) if word not in NAMES]


class BareWords(HTMLParser):
    """Collects (line, text) of the words a reader would see in a template whose tags are blanked."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[int, str]] = []
        self.silent: list[str] = []  # open elements whose text is no sentence of ours

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        named_language = "lang" in values and tag != "html"
        if tag in SILENT_ELEMENTS or named_language or tag in self.silent:
            self.silent.append(tag)
        if tag == "meta" and values.get("name") not in SHOWN_META:
            return
        for name in TEXT_ATTRIBUTES & values.keys():
            self.note(values[name] or "")

    def handle_endtag(self, tag: str) -> None:
        if self.silent and tag == self.silent[-1]:
            self.silent.pop()

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.note(data)

    def note(self, text: str) -> None:
        if words(text):
            self.found.append((self.getpos()[0], " ".join(text.split())))


def bare_words(template: str) -> list[tuple[int, str]]:
    """(line, text) of words in ``template`` outside every translate tag."""
    visible = MACHINE_BLOCK.sub(blank, COMMENT.sub(blank, template))
    arguments = [
        (visible.count("\n", 0, match.start(1)) + 1, match[1].strip("\"'"))
        for match in BARE_ARGUMENT.finditer(visible)
        if words(TAG.sub(" ", match[1])) and " " in match[1].strip("\"'")
    ]
    parser = BareWords()
    parser.feed(TAG.sub(blank, BLOCK.sub(blank, visible)))
    parser.close()
    return sorted(arguments + parser.found)


def bare_literals(code: str) -> list[tuple[int, str]]:
    """(line, text) of literal texts in Python that Django would show as they are."""
    found = []
    for node in ast.walk(ast.parse(code)):
        if not isinstance(node, ast.Call):
            continue
        shown = [keyword.value for keyword in node.keywords if keyword.arg in SHOWN_KEYWORDS]
        name = ast.unparse(node.func)
        if name in SHOWN_CALLS:
            shown += node.args
        found += [
            (value.lineno, value.value)
            for value in shown
            if isinstance(value, ast.Constant) and isinstance(value.value, str) and words(value.value)
        ]
    return found


def english_words(text: str) -> list[str]:
    """The common English words in ``text``, borrowed expressions and placeholders aside."""
    for expression in BORROWED:
        text = text.replace(expression, " ")
    text = re.sub(r"%\(\w+\)s|\{\w*\}|<[^>]+>|\S+@\S+|\S*/\S*", " ", text)
    return [word for word in re.findall(r"[a-z]+", text.lower()) if word in ENGLISH]


def english_texts(found: list[Text]) -> Iterator[str]:
    """Source texts that hold English."""
    for text in found:
        for part in text.key if isinstance(text.key, tuple) else (text.key,):
            if english := english_words(part):
                yield f"{text.path}:{text.line}: English in an Indonesian text ({', '.join(english)}): {part!r}"


def faults(root: Path = ROOT) -> Iterator[str]:
    for file in project_files(root / "src"):
        path = relative(file, root)
        if not is_source(path):
            continue
        content = file.read_text(encoding="utf-8")
        bare = bare_literals(content) if path.endswith(".py") else bare_words(content)
        for line, text in bare:
            yield f"{path}:{line}: not marked for translation: {text!r}"
    yield from english_texts(texts(root))


def main() -> int:
    found = list(faults())
    print("\n".join(found) if found else "No English is left.")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
