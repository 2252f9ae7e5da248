"""Which reports exist. An engine or an area declares its own while the apps start."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pranata.engines.reports.editions import Facts, Imprint, Written
from pranata.engines.reports.narrative import Sentence

if TYPE_CHECKING:
    from pranata.base.org.models import Office
    from pranata.base.paper.letterhead import Letterhead
    from pranata.lib.periods import Length, Period

Writer = Callable[[Any, "Letterhead", Imprint], Written]
MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}


@dataclass(frozen=True)
class Composer:
    """How a report with a narrative is composed, out of its facts: headings as code and title, the sentences drafted,
    and sentences about what is missing."""

    sections: Callable[[Any], list[tuple[str, str]]]
    draft: Callable[[Any], list[Sentence]]
    missing: Callable[[Any], Iterable[str]]


@dataclass(frozen=True)
class Report:
    """One declared report: ``code`` in commands, ``slug`` in addresses and file names.

    ``facts`` reads what it says about an office and a period of that ``length``, and raises ``NoFacts``; ``writers``
    print it, by format. ``concerns`` tells at which offices it is made at all. Issuing one that ``seals`` closes the
    readings of its months; ``composer`` is None for a report without a narrative.
    """

    code: str
    slug: str
    title: str
    length: Length
    facts: Callable[[Office, Period], Facts]
    writers: Mapping[str, Writer]
    concerns: Callable[[Office], bool] = lambda office: True
    seals: bool = False
    composer: Composer | None = None

    @property
    def formats(self) -> tuple[str, ...]:
        """Every format it can be had in."""
        return (*self.writers, "json")


_declared: dict[str, Report] = {}


def declare(report: Report) -> None:
    """Let ``report`` be made; raises ``ValueError`` when its code or slug is taken."""
    if report.code in _declared or by_slug(report.slug) is not None:
        raise ValueError(f"Two reports are called {report.code} or {report.slug}.")
    _declared[report.code] = report


def declared() -> list[Report]:
    """Every report, in the order of declaration."""
    return list(_declared.values())


def by_code(code: str) -> Report | None:
    return _declared.get(code)


def by_slug(slug: str) -> Report | None:
    return next((each for each in _declared.values() if each.slug == slug), None)
