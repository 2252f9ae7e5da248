"""Instruments out of YAML. What is misspelt or of the wrong kind is refused with the file and the place."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

from pranata.engines.assessments.reading.instrument import (
    Alternative,
    Band,
    Certainty,
    Condition,
    Gate,
    Group,
    Instrument,
    Ladder,
    Mark,
    Option,
    Part,
    Question,
    RollUp,
    Rung,
    Scale,
    ScaleKind,
)
from pranata.engines.assessments.reading.taken import InstrumentFault, Taken
from pranata.lib.exact_yaml import BadYaml, load

__all__ = ["InstrumentFault", "parse_instrument", "read_instruments"]
SUGGESTIONS = "-suggestions"  # the end of the names of files that stand beside the instruments


def read_instruments(folder: Path) -> tuple[Instrument, ...]:
    """Every edition below ``folder``, by code and edition. Raises ``InstrumentFault``."""
    files = sorted(each for each in folder.glob("*/*.yaml") if not each.stem.endswith(SUGGESTIONS))
    found = []
    for path in files:
        name = f"{path.parent.name}/{path.name}"
        try:
            instrument = parse_instrument(path.read_text(encoding="utf-8"), name)
        except UnicodeDecodeError as error:
            raise InstrumentFault(f"{name}: bukan UTF-8: {error}") from None
        if (instrument.code, instrument.edition) != (path.parent.name, path.stem):
            raise InstrumentFault(f"{name}: isinya {instrument.key}, tidak sama dengan nama berkas")
        found.append(instrument)
    return tuple(found)


def parse_instrument(text: str, name: str) -> Instrument:
    """The instrument that ``text`` describes, as data/instruments/README.md says. Raises ``InstrumentFault``."""
    try:
        content = load(text)
    except BadYaml as error:
        raise InstrumentFault(f"{name}: bukan YAML: {error}") from None
    return _Reader(Taken(content, name)).instrument()


class _Reader:
    """Reads one file; scales and patterns are known before the parts."""

    def __init__(self, source: Taken) -> None:
        self.source = source
        self.scales: dict[str, Scale] = {}
        self.patterns: dict[str, tuple[str, ...]] = {}

    def instrument(self) -> Instrument:
        it = self.source
        mark = self._mark(it, None)
        known = {name: it.text(name) for name in ("code", "edition", "title", "short_title", "basis")}
        first = it.day("valid_from")
        maximum = it.number("maximum")
        scales = it.below("scales", is_optional=False)
        self.scales = {code: self._scale(code, scales.below(code), mark) for code in list(scales.left)}
        patterns = it.below("patterns")
        self.patterns = {name: patterns.texts(name) for name in list(patterns.left)}
        parts = tuple(self._part(row, mark, mark, None) for row in it.each("parts"))
        made = Instrument(
            **known,
            mark=mark,
            valid_from=first,
            valid_to=it.day("valid_to") if "valid_to" in it else None,
            maximum=maximum,
            parts=parts,
            is_historical=it.flag("historical"),
            in_percent=it.flag("in_percent"),
            per_subject=it.text("per_subject", ""),
            groups=tuple(map(self._group, it.each("groups"))),
            gates=tuple(self._gate(row, mark) for row in it.each("gates")),
            bands=tuple(self._band(row, mark) for row in it.each("bands")),
            alternatives=tuple(self._alternative(row, mark) for row in it.each("alternatives")),
            notes=it.texts("notes"),
        )
        it.end()
        return made

    def _mark(self, row: Taken, above: Mark | None, key: str = "mark") -> Mark:
        if key not in row and above is not None:
            return above
        it = row.below(key, is_optional=False)
        if "certainty" not in it:
            raise InstrumentFault(f"{it.place}: kunci belum ada: certainty")
        certainty = it.one_of("certainty", Certainty, Certainty.OWN)
        made = Mark(certainty, it.text("source", ""), it.text("note", ""))
        it.end()
        return made

    def _scale(self, code: str, it: Taken, above: Mark) -> Scale:
        kind = it.one_of("kind", ScaleKind, ScaleKind.CHOICE)
        mark = self._mark(it, above)
        options, titles = it.below("options"), it.below("titles")
        listed = tuple(Option(key, options.number(key), titles.text(key, "")) for key in list(options.left))
        titles.end()
        has_empty = "empty_ratio" in it
        made = Scale(
            code, kind, mark, listed,
            lowest=it.number("lowest", Fraction(0)),
            highest=it.number("highest", Fraction(1)),
            empty_ratio=it.number("empty_ratio") if has_empty else None,
            empty_ratio_mark=self._mark(it, mark, "empty_ratio_mark") if has_empty else None,
            below_zero=it.flag("below_zero"),
        )  # fmt: skip
        it.end()
        return made

    def _part(self, it: Taken, above: Mark, words: Mark, weight: Fraction | None) -> Part:
        """``above`` marks its weight and ``words`` its questions, unless it says otherwise.

        ``weight`` is what the part above decides; None where this part says its own points.
        """
        code = it.text("code")
        it.place = f"{self.source.place}: {code}"
        mark = self._mark(it, above)
        own = it.number("weight") if weight is None else weight
        inner = self._mark(it, mark, "weights_mark")
        words = self._mark(it, words, "questions_mark")
        made = Part(
            code=code,
            title=it.text("title"),
            weight=own,
            mark=mark,
            parts=self._children(it, inner, words, own),
            questions=tuple(self._question(row, words) for row in it.each("questions")),
            roll_up=it.one_of("roll_up", RollUp, RollUp.MEAN),
            ladder=self._ladder(it.below("ladder"), mark) if "ladder" in it else None,
            is_section=it.flag("section"),
        )
        it.end()
        return made

    def _children(self, it: Taken, mark: Mark, words: Mark, weight: Fraction) -> tuple[Part, ...]:
        shares = it.text("shares", "given")
        rows = it.each("parts")
        if shares == "given":
            return tuple(self._part(row, mark, words, None) for row in rows)
        if shares == "equal":
            return tuple(self._part(row, mark, words, weight / len(rows)) for row in rows)
        if shares != "proportional":
            raise InstrumentFault(f"{it.place}: shares '{shares}' tidak dikenal; pilih: given, proportional, equal")
        weights = [row.number("weight") for row in rows]
        whole = sum(weights, Fraction(0))
        if whole <= 0:
            raise InstrumentFault(f"{it.place}: bobot di bawahnya berjumlah {whole}")
        return tuple(self._part(row, mark, words, weight * own / whole) for row, own in zip(rows, weights, strict=True))

    def _question(self, it: Taken, above: Mark) -> Question:
        code = it.text("code")
        it.place = f"{self.source.place}: {code}"
        scale = it.text("scale")
        if scale not in self.scales:
            raise InstrumentFault(f"{it.place}: scale '{scale}' tidak dikenal; yang ada: {', '.join(self.scales)}")
        inputs = it.texts("inputs")
        if len(inputs) not in (0, 2):
            raise InstrumentFault(f"{it.place}: inputs harus dua teks, pembilang dan penyebut")
        made = Question(
            code,
            it.text("text"),
            self.scales[scale],
            self._mark(it, above),
            self._criteria(it),
            (inputs[0], inputs[1]) if inputs else ("", ""),
            it.text("help", ""),
            it.text("out", ""),
        )
        it.end()
        return made

    def _criteria(self, it: Taken) -> tuple[str, ...]:
        if not isinstance(it.left.get("criteria"), str):
            return it.texts("criteria")
        name = it.text("criteria")
        if name not in self.patterns:
            raise InstrumentFault(f"{it.place}: pola criteria '{name}' tidak dikenal")
        return self.patterns[name]

    def _ladder(self, it: Taken, above: Mark) -> Ladder:
        mark, held, rungs = self._mark(it, above), it.text("held", ""), []
        for row in it.each("rungs"):
            over = row.number("over", Fraction(-1))
            rungs.append(Rung(row.text("code"), row.number("value"), over, row.flag("full"), row.text("held", "")))
            row.end()
        it.end()
        return Ladder(tuple(rungs), mark, held)

    def _group(self, it: Taken) -> Group:
        made = Group(it.text("code"), it.text("title"), it.texts("parts"))
        it.end()
        return made

    def _gate(self, it: Taken, above: Mark) -> Gate:
        mark, conditions = self._mark(it, above), []
        for row in it.each("conditions"):
            conditions.append(Condition(row.text("part"), row.number("minimum"), self._mark(row, mark)))
            row.end()
        made = Gate(it.text("code"), it.text("title"), tuple(conditions), it.texts("notes"))
        it.end()
        return made

    def _band(self, it: Taken, above: Mark) -> Band:
        is_above = "above" in it
        lowest = it.number("above" if is_above else "from")
        made = Band(it.text("code"), it.text("title"), lowest, is_above, self._mark(it, above), it.text("note", ""))
        it.end()
        return made

    def _alternative(self, it: Taken, above: Mark) -> Alternative:
        mark, options, weights = self._mark(it, above), it.below("options"), it.below("weights")
        changed = {}
        for scale in list(options.left):
            row = options.below(scale)
            changed[scale] = {key: row.number(key) for key in list(row.left)}
        made = Alternative(
            it.text("code"),
            it.text("title"),
            mark,
            changed,
            {code: weights.number(code) for code in list(weights.left)},
            tuple(self._gate(row, mark) for row in it.each("gates")),
        )
        it.end()
        return made
