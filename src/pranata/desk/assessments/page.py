"""A sheet as it is filled in: totals, sections with their progress, the questions of the open section."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from pranata.desk.assessments.rows import LEVELS, form_error, row_of
from pranata.desk.assessments.side import side_of
from pranata.desk.assessments.words import status_chip, target_title
from pranata.engines.assessments.models import Level, Origin, Status
from pranata.engines.assessments.papers import SLUGS
from pranata.engines.assessments.sentences import shown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pranata.base.access.models import User
    from pranata.desk.assessments.forms import AnswerForm
    from pranata.desk.assessments.rows import Row
    from pranata.engines.assessments.queries import Line, SectionView, SheetView
    from pranata.engines.assessments.reading.instrument import Part

EVERY = "semua"
SHORT = 6  # so many characters of a code's end stand for a section in the list; a longer one is told by its title


@dataclass(frozen=True)
class Figure:
    """One number of the head and what it is; ``is_progress``: it counts what was done, and is no score.

    ``paper`` names the working paper of the assessors whose total it is.
    """

    value: str
    words: str
    is_progress: bool = False
    paper: str = ""


@dataclass(frozen=True)
class Leaf:
    """The rows of one part of a section under its title; ``worth`` is what it has of its weight."""

    part: Part
    worth: str
    weight: str
    grade: str
    is_settled: bool
    rows: list[Row]


class SheetPage:
    """One sheet as ``view`` reads it, with the section ``wanted`` open ("" the one to go on with)."""

    def __init__(
        self,
        view: SheetView,
        wanted: str = "",
        *,
        reader: User,
        level: Level | None = None,
        sent: Mapping[str, AnswerForm] | None = None,
        problems: Mapping[str, str] | None = None,
    ) -> None:
        self.view, self.sheet, self.instrument = view, view.sheet, view.instrument
        self.reader = reader
        self.sent, self.problems = sent or {}, problems or {}
        self.is_whole = wanted == EVERY
        by_code = {each.section.code: each for each in view.sections}
        self.open = list(view.sections) if self.is_whole else [by_code.get(wanted) or next_section(view)]
        self.level = writing_level(view, level)

    def context(self) -> dict[str, Any]:
        return {
            "page": self,
            "view": self.view,
            "sheet": self.sheet,
            "instrument": self.instrument,
            "status": status_chip(self.sheet),
            "target": target_title(self.instrument, self.sheet.target),
            "figures": self.figures(),
            "groups": self.groups(),
            "sections": [self.section(each) for each in self.open],
            **side_of(self.view),
            "levels": self.levels(),
        }

    def figures(self) -> list[Figure]:
        """The totals, the first part, and how far the work is."""
        view, maximum = self.view, shown(self.instrument.maximum, 0)
        first = self.instrument.parts[0]
        found = [
            Figure(shown(view.claimed.total), _("nilai mandiri, dari %s") % maximum),
            Figure(shown(view.proven.total), _("terbukti")),
        ]
        if len(self.instrument.parts) > 1:
            of = shown(first.weight, 0)
            found.append(Figure(shown(view.claimed.points(first.code)), f"{first.title.lower()}, {_('dari %s') % of}"))
        found += [
            Figure(f"{self.answered} / {self.of}", _("pertanyaan terjawab"), is_progress=True),
            Figure(str(self.accepted), _("dijawab dari bukti yang sudah ada"), is_progress=True),
        ]
        return found

    @property
    def is_assessing(self) -> bool:
        """Whether the reader answers as an assessor here, and not for the office."""
        return self.level != Level.SELF

    @cached_property
    def answered(self) -> int:
        return sum(each.answered for each in self.view.sections)

    @cached_property
    def of(self) -> int:
        return sum(each.of for each in self.view.sections)

    @cached_property
    def accepted(self) -> int:
        """How many answers of the office rest on what was recorded already."""
        own = (line.answers.get(Level.SELF) for line in self.view.lines)
        return sum(each is not None and each.origin == Origin.SUGGESTED and each.is_confirmed for each in own)

    @cached_property
    def certain(self) -> int:
        """How many suggestions may be accepted in one go."""
        lines = self.view.lines
        return sum(
            bool(each.suggestion and each.suggestion.is_certain and Level.SELF not in each.answers) for each in lines
        )

    def levels(self) -> list[Figure]:
        """The totals of the assessors, where they have answered anything."""
        later = [
            level for level in (Level.INTERNAL, Level.EXTERNAL) if any(level in x.answers for x in self.view.lines)
        ]
        return [
            Figure(shown(self.view.outcomes[each].total), str(each.label), paper=f"kertas-kerja-{SLUGS[each]}.pdf")
            for each in later
        ]

    @cached_property
    def titles_above(self) -> dict[str, str]:
        """The title of the part above each part, by code."""
        return {child.code: part.title for part in self.instrument.walk() for child in part.parts}

    def groups(self) -> list[dict[str, Any]]:
        """The sections under the parts they belong to, as the list of them shows."""
        found: list[dict[str, Any]] = []
        opened = {each.section.code for each in self.open}
        for each in self.view.sections:
            title = self.titles_above.get(each.part.code, "")
            if not found or found[-1]["title"] != title:
                found.append({"title": title, "sections": []})
            found[-1]["sections"].append({**self.entry(each), "is_open": each.section.code in opened})
        return found

    def entry(self, each: SectionView) -> dict[str, Any]:
        """One section of the list."""
        end = each.part.code.rpartition(".")[2]
        section = each.section
        return {
            "section": section,
            "label": end if len(end) <= SHORT and end != each.part.code else each.part.title,
            "title": each.part.title,
            "answered": each.answered,
            "of": each.of,
            "is_back": section.is_returned and self.sheet.status == Status.CHANGES_REQUESTED,
            "is_ready": section.is_ready and each.answered == each.of,
        }

    def section(self, each: SectionView) -> dict[str, Any]:
        """One open section with its rows, grouped by the parts they count in."""
        writes = self.may_write(each)
        outcome, leaves = self.view.claimed, []
        for part in (found for found in each.part.walk() if found.questions):
            rows = [self.row(line, writes) for line in each.lines if line.leaf.code == part.code]
            score = outcome.parts[part.code]
            leaves.append(Leaf(part, shown(score.score), shown(part.weight), score.grade, part.mark.is_settled, rows))
        score = outcome.parts[each.part.code]
        return {
            "view": each,
            "section": each.section,
            "part": each.part,
            "worth": shown(score.score),
            "weight": shown(each.part.weight),
            "leaves": leaves,
            "may_write": writes,
            "charged": each.section.person or each.section.unit,
            "above": self.titles_above.get(each.part.code, ""),
            "other_levels": [one for one in Level if one != self.level and may_write(self.view, each, one)],
            "unconfirmed": sum(row.is_unconfirmed for leaf in leaves for row in leaf.rows),
        }

    def row(self, line: Line, writes: bool) -> Row:
        code = line.question.code
        form, problem = self.sent.get(code), self.problems.get(code, "")
        if form is not None and not writes:
            problem, form = form_error(form), None
        writes = writes and not is_own(line, self.reader, self.level)
        return row_of(line, self.level, may_write=writes, form=form, problem=problem)

    def row_for(self, question: str) -> Row:
        """The row of one question."""
        view = next(each for each in self.view.sections if any(line.question.code == question for line in each.lines))
        line = next(line for line in view.lines if line.question.code == question)
        return self.row(line, self.may_write(view))

    def may_write(self, each: SectionView) -> bool:
        """Whether the reader may answer in that section now, at the level of the page."""
        return may_write(self.view, each, self.level)


def next_section(view: SheetView) -> SectionView:
    """The section to go on with: one that came back, else the first with something unanswered, else the first."""
    back = [each for each in view.sections if each.section.is_returned and not each.section.is_ready]
    open_ = [each for each in view.sections if each.answered < each.of]
    return (back or open_ or list(view.sections))[0]


def writing_level(view: SheetView, asked: Level | None = None) -> Level:
    """The level the reader answers at; the office's own for who only reads."""
    may = [level for level in Level if may_at(view, level)]
    if asked in may:
        return asked
    return may[0] if may else Level.SELF


def may_at(view: SheetView, level: Level) -> bool:
    return any(may_write(view, each, level) for each in view.sections)


def may_write(view: SheetView, each: SectionView, level: Level) -> bool:
    """Whether the reader may answer in one section at one level."""
    return each.may_answer if level == Level.SELF else level in view.may.assess


def is_own(line: Line, reader: User, level: Level) -> bool:
    """Whether the reader gave an answer of an earlier level, or for the office's one assessed the item."""
    others = [each for each in line.answers.values() if each.level != level]
    if level != Level.SELF:
        others = [each for each in others if LEVELS.index(Level(each.level)) < LEVELS.index(level)]
    return any(each.answered_by_id == reader.pk for each in others)
