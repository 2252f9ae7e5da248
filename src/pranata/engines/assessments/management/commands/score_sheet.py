from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError

from pranata.engines.assessments.instruments import UnknownInstrument, by_key
from pranata.engines.assessments.reading.parsing import InstrumentFault
from pranata.engines.assessments.replies import Reply, WrongReply, reply_of
from pranata.engines.assessments.rules import Outcome, score
from pranata.engines.assessments.sentences import condition_words, sentence, shown, unconfirmed
from pranata.lib import exact_json

if TYPE_CHECKING:
    from pranata.engines.assessments.reading.instrument import Gate, Instrument


class Command(BaseCommand):
    help = "Score the answers of a file by an instrument: total, parts, gates, category. Writes nothing anywhere."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("instrument", help="code and edition, such as zona-integritas@2021")
        parser.add_argument(
            "answers", type=Path, help='a JSON file such as {"I.1.a": "YA", "R.V.2.a": {"num": 3, "den": 4}}'
        )
        parser.add_argument(
            "--variant", default="", help="an alternative reading of the rules that the instrument names"
        )
        parser.add_argument("--json", action="store_true", help="as JSON, and nothing else")

    def handle(self, *, instrument: str, answers: Path, variant: str, **options: Any) -> None:
        try:
            known = by_key(instrument, variant)
        except (UnknownInstrument, InstrumentFault) as error:
            raise CommandError(str(error)) from None
        outcome = score(known, read_answers(known, answers))
        if options["json"]:
            self.stdout.write(exact_json.dumps(as_data(outcome)))
        else:
            self.stdout.write("\n".join(lines(known, outcome)))


def read_answers(instrument: Instrument, path: Path) -> dict[str, Reply]:
    """The answers of a file by question. Raises ``CommandError`` that names every fault."""
    try:
        content = exact_json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise CommandError(f"{path}: tidak dapat dibaca: {error.strerror}") from None
    except UnicodeDecodeError:
        raise CommandError(f"{path}: bukan teks UTF-8.") from None
    except exact_json.BadJson as error:
        raise CommandError(f"{path}: bukan JSON yang dapat dipakai: {error}.") from None
    if not isinstance(content, dict):
        raise CommandError(f"{path}: isinya harus satu objek, kode butir dengan jawabannya.")
    replies, faults = {}, []
    for code, raw in content.items():
        if code not in instrument.questions:
            faults.append(f"{code}: butir ini tidak ada dalam {instrument.key}.")
            continue
        try:
            replies[code] = reply_of(instrument.questions[code], raw)
        except WrongReply as error:
            faults.append(str(error))
    if faults:
        raise CommandError("\n".join(faults))
    return replies


def as_data(outcome: Outcome) -> dict[str, Any]:
    """The outcome as the command prints it; numbers are exact."""
    return {
        "total": outcome.total,
        "parts": {code: {"score": each.score, "weight": each.weight} for code, each in outcome.parts.items()},
        "gates": {code: {"passed": each.passed, "failed": list(each.failed)} for code, each in outcome.gates.items()},
        "category": outcome.category,
        "warnings": [sentence(each) for each in outcome.warnings],
    }


def lines(instrument: Instrument, outcome: Outcome) -> list[str]:
    """The outcome as a table for people."""
    found = [f"{instrument.title} ({instrument.basis}, edisi {instrument.edition})", ""]
    for part in instrument.walk():
        points, doubt = outcome.parts[part.code], unconfirmed(part.mark)
        said = f"{part.code:<20} {shown(points.score):>8} dari {shown(points.weight):>7}  {part.title}"
        found.append(said + (f": {points.grade}" if points.grade else "") + (f" ({doubt})" if doubt else ""))
    found += ["", f"{'Nilai total':<20} {shown(outcome.total):>8} dari {shown(instrument.maximum):>7}"]
    for gate in instrument.gates:
        found += gate_lines(instrument, gate, outcome)
    if outcome.band:
        doubt = "" if outcome.band.mark.is_settled else ", batasnya belum terkonfirmasi"
        found.append(f"Kategori: {outcome.band.code} ({outcome.band.title}{doubt})")
    elif outcome.category:
        found.append(f"Kategori: {outcome.category}")
    return [*found, *(f"Peringatan: {sentence(each)}" for each in outcome.warnings)]


def gate_lines(instrument: Instrument, gate: Gate, outcome: Outcome) -> list[str]:
    """Whether a title is reached, and below it each condition that is not."""
    reached = outcome.gates[gate.code]
    found = [f"{gate.code}: {'terpenuhi' if reached.passed else 'belum terpenuhi'}"]
    for each in gate.conditions:
        if each.part in reached.failed:
            doubt = "" if each.mark.is_settled else " (syarat belum terkonfirmasi)"
            wanted = condition_words(instrument, each)
            found.append(f"  {each.part}: {wanted}, baru {shown(outcome.points(each.part))}{doubt}")
    return found
