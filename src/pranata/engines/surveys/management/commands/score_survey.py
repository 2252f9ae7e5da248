from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError

from pranata.engines.surveys.questionnaires import UnknownQuestionnaire, by_key
from pranata.engines.surveys.reading.questionnaire import QuestionnaireFault
from pranata.engines.surveys.reading.responses import FaultyResponses, read_responses
from pranata.engines.surveys.rules import Result, by_service, result_of
from pranata.lib import exact_json

if TYPE_CHECKING:
    from pranata.engines.surveys.reading.questionnaire import Questionnaire


class Command(BaseCommand):
    help = "Score the responses of a CSV file by a questionnaire: index, grade, elements, services. Writes nothing."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("survey", help="a questionnaire, such as skm or skm@2017")
        parser.add_argument("responses", type=Path, help="a CSV file with a column per question, u1 to u9, and service")
        parser.add_argument("--method", default="", help="another way to make the index, such as lurus for spkp")
        parser.add_argument(
            "--old-weight",
            action="store_const",
            const="bobot-011",
            dest="method",
            help="the weight 0.11 of old reports instead of 1/9: --method bobot-011",
        )
        parser.add_argument("--json", action="store_true", help="as JSON, and nothing else")

    def handle(self, *, survey: str, responses: Path, method: str, **options: Any) -> None:
        try:
            known = by_key(survey)
            found, warnings = read_responses(responses.read_bytes(), known)
            whole = result_of(known, found, method)
            parts = {name: result_of(known, rows, method) for name, rows in by_service(found).items()}
        except OSError as error:
            raise CommandError(f"{responses}: tidak dapat dibaca: {error.strerror}") from None
        except (UnknownQuestionnaire, QuestionnaireFault, FaultyResponses, ValueError) as error:
            raise CommandError(str(error)) from None
        warnings += [f"{code}: tidak seorang pun menjawab; bobotnya dibagi kepada unsur lain." for code in left(whole)]
        for each in warnings:
            self.stderr.write(f"Peringatan: {each}")
        if options["json"]:
            said = {**as_data(whole), "services": {name: as_data(each) for name, each in parts.items()}}
            self.stdout.write(exact_json.dumps(said))
        else:
            self.stdout.write("\n".join([*lines(known, "Semua layanan", whole), *more_lines(known, parts)]))


def left(result: Result) -> list[str]:
    """The elements that nobody answered."""
    return [code for code, mean in result.nrr.items() if mean is None]


def as_data(result: Result) -> dict[str, Any]:
    """The result as the command prints it; numbers are exact."""
    return {
        "n": result.count,
        "index": result.index,
        "band": result.band.code if result.band else None,
        "nrr": dict(result.nrr),
    }


def lines(questionnaire: Questionnaire, title: str, result: Result) -> list[str]:
    """The result as a table for people."""
    band = f", mutu {result.band.code} ({result.band.title})" if result.band else ""
    head = f"{title}: {result.count} responden, indeks {two(exact_json.exact(result.index))}{band}"
    elements = {each.code: each.element for each in questionnaire.questions}
    rows = [
        f"  {code:<7} {'–' if mean is None else two(exact_json.exact(mean))}  {elements[code]}"
        for code, mean in result.nrr.items()
    ]
    return [head, *rows]


def more_lines(questionnaire: Questionnaire, parts: dict[str, Result]) -> list[str]:
    return [line for name, each in parts.items() for line in lines(questionnaire, name, each)]


def two(number: Any) -> str:
    """A number with two decimals behind a comma."""
    return f"{number:.2f}".replace(".", ",")
