"""What a questionnaire is: its questions in the order of the form, how an index is made of them, and the bands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from pathlib import Path
from typing import Any

from pranata.lib.exact_yaml import BadYaml, load


class QuestionnaireFault(ValueError):
    """A questionnaire that cannot be read; the message names the file and the place."""


@dataclass(frozen=True)
class Question:
    """One question; ``code`` is its column ("u1"), ``element`` what it asks about, ``options`` the words of 1, 2, …"""

    code: str
    element: str
    text: str
    options: tuple[str, ...]


@dataclass(frozen=True)
class Band:
    """One grade (Mutu Pelayanan): from ``lowest`` on, of the index rounded to two decimals."""

    code: str
    title: str
    lowest: Fraction


@dataclass(frozen=True)
class Questionnaire:
    """One edition. An answer is a whole number from 1 to ``highest``; the mean of the elements times ``factor`` is the
    index. ``old_weight`` is the rounded weight of one element that old reports used, None where there is none.
    """

    code: str
    edition: str
    title: str
    basis: str
    certainty: str
    highest: int
    factor: Fraction
    questions: tuple[Question, ...]
    bands: tuple[Band, ...]
    old_weight: Fraction | None = None
    notes: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        return f"{self.code}@{self.edition}"

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """The columns, in the order of the elements: u1, u2, …"""
        return tuple(sorted((each.code for each in self.questions), key=lambda code: (len(code), code)))


KEYS = frozenset(
    "code edition title basis certainty highest factor old_weight form bands notes source valid_from".split()
)


def read_questionnaires(folder: Path) -> tuple[Questionnaire, ...]:
    """Every edition below ``folder``. Raises ``QuestionnaireFault``."""
    found = []
    for path in sorted(folder.glob("*/*.yaml")):
        name = f"{path.parent.name}/{path.name}"
        made = parse_questionnaire(path.read_text(encoding="utf-8"), name)
        if made.key != f"{path.parent.name}@{path.stem}":
            raise QuestionnaireFault(f"{name}: isinya {made.key}, tidak sama dengan nama berkas")
        found.append(made)
    return tuple(found)


def parse_questionnaire(text: str, name: str) -> Questionnaire:
    """The questionnaire that ``text`` describes, as data/surveys/README.md says. Raises ``QuestionnaireFault``."""
    try:
        content = load(text)
    except BadYaml as error:
        raise QuestionnaireFault(f"{name}: bukan YAML: {error}") from None
    if not isinstance(content, Mapping):
        raise QuestionnaireFault(f"{name}: harus berupa kunci dan isi")
    if unknown := sorted(set(content) - KEYS):
        raise QuestionnaireFault(f"{name}: kunci tidak dikenal: {', '.join(unknown)}")
    try:
        made = _questionnaire(content)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise QuestionnaireFault(f"{name}: tidak lengkap atau salah jenis: {error}") from None
    if faults := faults_of(made):
        raise QuestionnaireFault(f"{name}: {'; '.join(faults)}")
    return made


def faults_of(made: Questionnaire) -> list[str]:
    """What is wrong in meaning: codes twice, options that do not fit the scale, bands out of order."""
    codes = [each.code for each in made.questions]
    found = [f"{code} dua kali" for code in sorted({each for each in codes if codes.count(each) > 1})]
    found += [
        f"{each.code}: {len(each.options)} pilihan, skalanya {made.highest}"
        for each in made.questions
        if each.options and len(each.options) != made.highest
    ]
    lowest = [each.lowest for each in made.bands]
    if lowest != sorted(lowest, reverse=True) or len(set(lowest)) != len(lowest):
        found.append("bands harus dari yang terbaik ke yang terendah")
    if not codes or made.highest < 2 or made.factor <= 0:
        found.append("perlu pertanyaan, skala, dan factor")
    return found


def _questionnaire(content: Mapping[str, Any]) -> Questionnaire:
    old = content.get("old_weight")
    return Questionnaire(
        code=content["code"],
        edition=content["edition"],
        title=content["title"],
        basis=content["basis"],
        certainty=content["certainty"],
        highest=int(content["highest"]),
        factor=Fraction(content["factor"]),
        questions=tuple(
            Question(row["code"], row["element"], row["text"], tuple(row.get("options", ()))) for row in content["form"]
        ),
        bands=tuple(Band(row["code"], row["title"], Fraction(row["from"])) for row in content.get("bands", ())),
        old_weight=None if old is None else Fraction(old),
        notes=tuple(content.get("notes", ())),
    )
