"""Whether an instrument makes sense: what can be read and still would score wrongly. Every fault names its code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import pairwise

from pranata.engines.assessments.reading.alternatives import applied
from pranata.engines.assessments.reading.instrument import (
    Alternative,
    Band,
    Gate,
    Instrument,
    Ladder,
    Part,
    Question,
    RollUp,
    Scale,
    ScaleKind,
)

TOTAL = "total"
RESERVED = "NA"  # an answer of its own, so no option's key
LONGEST_CODE, LONGEST_KEY = 40, 12  # as a sheet keeps them


def faults_of(instrument: Instrument) -> list[str]:
    """What is wrong with an instrument, a sentence each; none where it may be used."""
    found = list(_faults(instrument))
    if found:
        return found
    for other in instrument.alternatives:
        unknown = list(_unknown_in(other, instrument))
        found += unknown or [f"{other.code}: {each}" for each in _faults(applied(instrument, other))]
    return [*found, *_twice("cara hitung", (each.code for each in instrument.alternatives))]


def _faults(instrument: Instrument) -> Iterator[str]:
    if instrument.valid_to and instrument.valid_to < instrument.valid_from:
        yield "valid_to: lebih awal dari valid_from"
    yield from _code_faults(instrument)
    whole = sum((part.weight for part in instrument.parts), Fraction(0))
    if whole != instrument.maximum:
        yield f"maximum: {_said(instrument.maximum)}, sedangkan bobot bagian berjumlah {_said(whole)}"
    for part in instrument.walk():
        yield from _part_faults(part)
    yield from _section_faults(instrument)
    for scale in {each.scale.code: each.scale for part in instrument.walk() for each in part.questions}.values():
        yield from (f"{scale.code}: {fault}" for fault in _scale_faults(scale))
    yield from _group_faults(instrument)
    for gate in instrument.gates:
        yield from (f"{gate.code}: {fault}" for fault in _gate_faults(gate, instrument))
    yield from _band_faults(instrument)


def _code_faults(instrument: Instrument) -> Iterator[str]:
    parts, groups = list(instrument.walk()), instrument.groups
    questions = [each for part in parts for each in part.questions]
    named = {*(part.code for part in parts), *(group.code for group in groups), TOTAL}
    yield from _twice("bagian", [TOTAL, *(part.code for part in parts), *(group.code for group in groups)])
    yield from _twice("butir", (each.code for each in questions))
    yield from _twice("syarat", (each.code for each in instrument.gates))
    yield from _twice("kategori", (each.code for each in instrument.bands))
    for part in parts:
        for each in part.questions:
            # A leaf that is one question may be called what the question is called (H.IPAK).
            if each.code in named and each.code != part.code:
                yield f"{each.code}: kode butir sama dengan kode bagian lain"
    codes = [*(each.code for each in questions), *named, *(each.code for each in instrument.gates)]
    codes += [each.code for each in instrument.bands]
    yield from (f"{code}: kode lebih dari {LONGEST_CODE} huruf" for code in codes if len(code) > LONGEST_CODE)


def _part_faults(part: Part) -> Iterator[str]:
    if part.weight <= 0:
        yield f"{part.code}: bobot {_said(part.weight)} harus di atas nol"
    if bool(part.parts) == bool(part.questions):
        yield f"{part.code}: harus berisi bagian atau butir, salah satu"
    whole = sum((each.weight for each in part.parts), Fraction(0))
    if part.parts and whole != part.weight:
        yield f"{part.code}: bobot {_said(part.weight)}, sedangkan bobot di bawahnya berjumlah {_said(whole)}"
    if part.questions and not any(each.is_scored for each in part.questions):
        yield f"{part.code}: tidak ada butir yang dinilai"
    for question in part.questions:
        yield from (f"{question.code}: {fault}" for fault in _question_faults(question))
    if (part.roll_up == RollUp.LADDER) != (part.ladder is not None):
        yield f"{part.code}: roll_up ladder dan ladder harus ada keduanya"
    if part.ladder:
        yield from (f"{part.code}: {fault}" for fault in _ladder_faults(part.ladder, part.questions))


def _question_faults(question: Question) -> Iterator[str]:
    scale, count = question.scale, len(question.criteria)
    if count and count != len(scale.options):
        yield f"{count} criteria untuk {len(scale.options)} pilihan"
    if any(question.inputs) and scale.kind != ScaleKind.RATIO:
        yield "inputs hanya untuk perbandingan"


def _section_faults(instrument: Instrument) -> Iterator[str]:
    def walk(part: Part, above: int) -> Iterator[str]:
        inside = above + part.is_section
        if part.questions and inside != 1:
            yield f"{part.code}: butirnya berada dalam {inside} section, harus tepat satu"
        for each in part.parts:
            yield from walk(each, inside)

    for part in instrument.parts:
        yield from walk(part, 0)


def _scale_faults(scale: Scale) -> Iterator[str]:
    yield from _option_faults(scale) if scale.kind == ScaleKind.CHOICE else _no_option_faults(scale)
    if scale.kind == ScaleKind.NUMBER and scale.lowest >= scale.highest:
        yield f"lowest {_said(scale.lowest)} harus di bawah highest {_said(scale.highest)}"
    if scale.kind != ScaleKind.RATIO and (scale.below_zero or scale.empty_ratio is not None):
        yield "below_zero dan empty_ratio hanya untuk perbandingan"
    if scale.empty_ratio is not None and not 0 <= scale.empty_ratio <= 1:
        yield f"empty_ratio {_said(scale.empty_ratio)} di luar 0 sampai 1"


def _option_faults(scale: Scale) -> Iterator[str]:
    if len(scale.options) < 2:
        yield "harus ada sedikitnya dua pilihan"
    for option in scale.options:
        if not 0 <= option.value <= 1:
            yield f"nilai pilihan {option.key}, {_said(option.value)}, di luar 0 sampai 1"
        if option.key != option.key.strip().upper() or option.key in ("", RESERVED) or len(option.key) > LONGEST_KEY:
            yield f"kunci pilihan '{option.key}' harus huruf besar, paling panjang {LONGEST_KEY}, bukan {RESERVED}"
    if any(after.value > before.value for before, after in pairwise(scale.options)):
        yield "pilihan harus dari yang terbaik"


def _no_option_faults(scale: Scale) -> Iterator[str]:
    if scale.options:
        yield "pilihan hanya untuk kind choice"


def _ladder_faults(ladder: Ladder, questions: Iterable[Question]) -> Iterator[str]:
    if not ladder.rungs:
        yield "ladder tanpa jenjang"
        return
    held = next((each for each in questions if each.code == ladder.held), None)
    if ladder.held and (held is None or held.scale.kind != ScaleKind.CHOICE):
        yield f"ladder: held {ladder.held} harus butir pilihan di bagian yang sama"
    known = held.scale.by_key if held else {}
    for rung in ladder.rungs:
        if not 0 <= rung.value <= 1:
            yield f"jenjang {rung.code}: nilai {_said(rung.value)} di luar 0 sampai 1"
        if rung.held and rung.held not in known:
            yield f"jenjang {rung.code}: held {rung.held} bukan pilihan butir {ladder.held or 'mana pun'}"
    last = ladder.rungs[-1]
    if last.is_full or last.held or last.over >= 0:
        yield f"jenjang {last.code}: yang terakhir harus menampung semua"
    if any(after.value > before.value for before, after in pairwise(ladder.rungs)):
        yield "jenjang harus dari yang terbaik"
    open_ones = [rung for rung in ladder.rungs if not rung.is_full]
    if any(after.over >= before.over for before, after in pairwise(open_ones)):
        yield "jenjang: batas over harus menurun"
    yield from _twice("jenjang", (rung.code for rung in ladder.rungs))


def _group_faults(instrument: Instrument) -> Iterator[str]:
    for group in instrument.groups:
        unknown = [code for code in group.parts if code not in instrument.by_part]
        yield from (f"{group.code}: bagian {code} tidak ada" for code in unknown)
        if not group.parts:
            yield f"{group.code}: tanpa bagian"
        inside = [each.code for code in group.parts if code not in unknown for each in instrument.by_part[code].walk()]
        if len(inside) != len(set(inside)):
            yield f"{group.code}: ada bagian yang terhitung dua kali"


def _gate_faults(gate: Gate, instrument: Instrument) -> Iterator[str]:
    if not gate.conditions:
        yield "tanpa satu syarat pun"
    weights = {code: part.weight for code, part in instrument.by_part.items()} | {TOTAL: instrument.maximum}
    for group in instrument.groups:
        weights[group.code] = sum((weights.get(code, Fraction(0)) for code in group.parts), Fraction(0))
    for each in gate.conditions:
        if each.part not in weights:
            yield f"syarat atas {each.part}, yang tidak ada"
        elif not 0 < each.minimum <= weights[each.part]:
            yield f"syarat {each.part}: {_said(each.minimum)} di luar 0 sampai {_said(weights[each.part])}"
    yield from _twice("syarat atas", (each.part for each in gate.conditions))


def _band_faults(instrument: Instrument) -> Iterator[str]:
    bands, highest = instrument.bands, Fraction(100) if instrument.in_percent else instrument.maximum
    if not bands:
        return
    for band in bands:
        if not 0 <= band.lowest <= highest or (band.is_above and band.lowest == highest):
            yield f"{band.code}: batas {_said(band.lowest)} di luar 0 sampai {_said(highest)}"
    if bands[-1].lowest or bands[-1].is_above:
        yield f"{bands[-1].code}: kategori terakhir harus mulai dari 0"
    for before, after in pairwise(bands):
        if not _is_below(after, before):
            yield f"{after.code}: batasnya tidak di bawah {before.code}"


def _is_below(band: Band, above: Band) -> bool:
    """Whether some total can be in ``band``: one that starts at the bound which ``above`` leaves out can."""
    return band.lowest < above.lowest or (band.lowest == above.lowest and above.is_above and not band.is_above)


def _unknown_in(other: Alternative, instrument: Instrument) -> Iterator[str]:
    scales = {each.scale.code: each.scale for each in instrument.questions.values()}
    if not other.options and not other.weights and not other.gates:
        yield f"{other.code}: tidak mengubah apa pun"
    for code, values in other.options.items():
        known = scales[code].by_key if code in scales else {}
        if code not in scales:
            yield f"{other.code}: scale {code} tidak ada"
        elif strange := [key for key in values if key not in known]:
            yield f"{other.code}: pilihan {', '.join(strange)} tidak ada dalam {code}"
    for code in other.weights:
        if code not in instrument.by_part:
            yield f"{other.code}: bagian {code} tidak ada"


def _twice(kind: str, codes: Iterable[str]) -> Iterator[str]:
    return (f"{code}: kode {kind} ini ada dua kali" for code, count in Counter(codes).items() if count > 1)


def _said(number: Fraction) -> str:
    """ "2,625", or "25/11" where the decimals have no end."""
    shortened = f"{float(number):.10g}"
    return shortened.replace(".", ",") if Fraction(shortened) == number else str(number)
