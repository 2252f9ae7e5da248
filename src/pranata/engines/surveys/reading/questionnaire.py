"""What a questionnaire is: its questions in the order of the form, how an index is made of them, and the bands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property
from pathlib import Path
from typing import Any

from pranata.lib.exact_yaml import BadYaml, load


class QuestionnaireFault(ValueError):
    """A questionnaire that cannot be read; the message names the file and the place."""


@dataclass(frozen=True)
class Question:
    """One question; ``code`` is its column ("u1"), ``element`` what it asks about, ``options`` the words of 1, 2, …,
    () where only the ends of the scale have words. The English is the project's own, "" or () where there is none."""

    code: str
    element: str
    text: str
    options: tuple[str, ...]
    element_en: str = ""
    text_en: str = ""
    options_en: tuple[str, ...] = ()


@dataclass(frozen=True)
class Band:
    """One grade (Mutu Pelayanan): from ``lowest`` on, of the index rounded to two decimals."""

    code: str
    title: str
    lowest: Fraction


@dataclass(frozen=True)
class Method:
    """One way to make the index: the weighted sum of the elements times ``factor`` plus ``offset``. ``weight`` is that
    of one element where reports rounded it; None: 1 / number of elements. ``code`` is "" for the usual way."""

    code: str
    title: str
    factor: Fraction
    offset: Fraction = Fraction(0)
    weight: Fraction | None = None
    certainty: str = ""
    source: str = ""


@dataclass(frozen=True)
class Questionnaire:
    """One edition. An answer is a whole number from 1 to ``highest``; ``methods`` are the ways to make the index, the
    usual one first. ``scale`` are the words of 1 and of ``highest`` where options have none. ``valid_from`` is None for
    one of our own.
    """

    code: str
    edition: str
    title: str
    basis: str
    certainty: str
    highest: int
    methods: tuple[Method, ...]
    questions: tuple[Question, ...]
    bands: tuple[Band, ...]
    notes: tuple[str, ...] = ()
    title_en: str = ""
    source: str = ""
    scale: tuple[str, ...] = ()
    scale_en: tuple[str, ...] = ()
    valid_from: date | None = None

    @property
    def key(self) -> str:
        return f"{self.code}@{self.edition}"

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """The columns, in the order of the elements: u1, u2, …"""
        return tuple(sorted((each.code for each in self.questions), key=lambda code: (len(code), code)))

    @cached_property
    def by_code(self) -> dict[str, Question]:
        """The questions by their columns."""
        return {each.code: each for each in self.questions}

    def method(self, code: str = "") -> Method:
        """The way called ``code``. Raises ``ValueError`` for one it does not know."""
        found = next((each for each in self.methods if each.code == code), None)
        if found is None:
            raise ValueError(f"{self.key} tidak mengenal cara hitung {code}.")
        return found

    @cached_property
    def most(self) -> Fraction:
        """The index of whoever gives the best answer to everything, in the usual way."""
        return self.highest * self.methods[0].factor + self.methods[0].offset


KEYS = frozenset(
    """code edition title title_en basis certainty source valid_from highest factor methods scale scale_en notes form
    bands""".split()
)
MOST_QUESTIONS = 16  # as many columns the answers have


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
    found += [
        f"{each.code}: {len(each.options_en)} pilihan Inggris, skalanya {made.highest}"
        for each in made.questions
        if each.options_en and len(each.options_en) != made.highest
    ]
    names = [each.code for each in made.methods]
    if len(set(names)) != len(names):
        found.append("methods memuat kode yang sama dua kali")
    if not codes or not 2 <= made.highest <= 9 or any(each.factor <= 0 for each in made.methods):
        found.append("perlu pertanyaan, skala 2 sampai 9, dan factor")
    if len(codes) > MOST_QUESTIONS:
        found.append(f"paling banyak {MOST_QUESTIONS} pertanyaan")
    if any(len(words) not in (0, 2) for words in (made.scale, made.scale_en)):
        found.append("scale memuat kata untuk nilai terendah dan tertinggi")
    return found


def _questionnaire(content: Mapping[str, Any]) -> Questionnaire:
    usual = Method("", "Cara baku", Fraction(content["factor"]), certainty=content["certainty"])
    return Questionnaire(
        code=content["code"],
        edition=content["edition"],
        title=content["title"],
        basis=content["basis"],
        certainty=content["certainty"],
        highest=int(content["highest"]),
        methods=(usual, *(_method(row, usual) for row in content.get("methods", ()))),
        questions=tuple(_question(row) for row in content["form"]),
        bands=tuple(Band(row["code"], row["title"], Fraction(row["from"])) for row in content.get("bands", ())),
        notes=tuple(content.get("notes", ())),
        title_en=content.get("title_en", ""),
        source=content.get("source", ""),
        scale=tuple(content.get("scale", ())),
        scale_en=tuple(content.get("scale_en", ())),
        valid_from=_day(content.get("valid_from")),
    )


def _day(value: object) -> date | None:
    if value is not None and not isinstance(value, date):
        raise ValueError(f"{value} bukan tanggal")
    return value


def _method(row: Mapping[str, Any], usual: Method) -> Method:
    weight = row.get("weight")
    return Method(
        row["code"],
        row["title"],
        Fraction(row.get("factor", usual.factor)),
        Fraction(row.get("offset", 0)),
        None if weight is None else Fraction(weight),
        row["certainty"],
        row.get("source", ""),
    )


def _question(row: Mapping[str, Any]) -> Question:
    return Question(
        row["code"],
        row["element"],
        row["text"],
        tuple(row.get("options", ())),
        row.get("element_en", ""),
        row.get("text_en", ""),
        tuple(row.get("options_en", ())),
    )
