from __future__ import annotations

import json
from argparse import ArgumentParser
from datetime import date, datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from pranata.engines.deadlines.clocks import UnknownClock
from pranata.engines.deadlines.explaining import explain
from pranata.engines.deadlines.model import GrantedExtension, Pause
from pranata.engines.deadlines.rows import DataFault
from pranata.engines.deadlines.sentences import as_rows, plain_text
from pranata.lib import clock


class Command(BaseCommand):
    help = "Explain when something is due: ./pranata explain_clock information_requests.answer 2022-04-26. No database."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help="service and event, such as information_requests.answer")
        parser.add_argument("start", help="day or moment it is counted from: 2022-04-26 or 2022-10-18T09:30")
        parser.add_argument("--on", help="day of receipt, whose law decides; else the day of the start")
        parser.add_argument("--extended", action="append", default=[], help="day on which it was extended")
        parser.add_argument(
            "--paused", action="append", default=[], help="a pause: 2022-05-10/2022-05-13, or 2022-05-10/"
        )
        parser.add_argument("--json", action="store_true", help="print JSON alone")

    def handle(self, *, name: str, start: str, **options: Any) -> None:
        try:
            explanation = explain(
                name,
                moment_or_day(start),
                on=day(options["on"]) if options["on"] else None,
                extensions=[GrantedExtension(day(each)) for each in options["extended"]],
                pauses=[pause(each) for each in options["paused"]],
            )
        except (UnknownClock, DataFault, ValueError) as error:
            raise CommandError(str(error)) from None
        except OverflowError:
            raise CommandError("Hitungannya melewati tahun 9999.") from None
        if options["json"]:
            self.stdout.write(json.dumps(as_rows(explanation), ensure_ascii=False, indent=2))
            return
        with translation.override("id"):
            self.stdout.write(plain_text(explanation), ending="")


def day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"Tanggal {text!r} tidak dikenal; tulis seperti 2022-04-26.") from None


def moment_or_day(text: str) -> date | datetime:
    """A day, or a moment in the installation's time zone unless it names its own."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"Waktu {text!r} tidak dikenal; tulis seperti 2022-04-26 atau 2022-10-18T09:30.") from None
    if len(text) <= len("2022-04-26"):
        return moment.date()
    return moment if moment.tzinfo else moment.replace(tzinfo=clock.zone())


def pause(text: str) -> Pause:
    first, slash, last = text.partition("/")
    if not slash:
        raise ValueError(f"Penghentian {text!r} tidak dikenal; tulis seperti 2022-05-10/2022-05-13.")
    found = Pause(day(first), day(last) if last else None)
    if found.resumed_on is not None and found.resumed_on < found.paused_on:
        raise ValueError(f"Penghentian {text!r} berakhir sebelum dimulai.")
    return found
