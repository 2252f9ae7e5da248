"""Which of the open cases are listed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _

from pranata.engines.cases.queries import Entry
from pranata.engines.cases.registry import by_code
from pranata.engines.cases.rules import State

LATE, SOON, OTHER, WAITING, OWN, UNIT = "lewat", "segera", "tenggat-lain", "belum-ditugaskan", "saya", "unit"
# In the order in which the page offers them: words, and whether an entry is meant.
STATES: dict[str, tuple[object, Callable[[Entry], bool]]] = {
    LATE: (_("Lewat tenggat"), lambda entry: entry.standing.state == State.LATE),
    SOON: (_("Segera jatuh tempo"), lambda entry: entry.standing.state in (State.TODAY, State.SOON)),
    OTHER: (_("Ada tenggat lain"), lambda entry: any(other.is_ours for other in entry.other_days)),
    WAITING: (_("Belum ditugaskan"), lambda entry: entry.is_waiting),
    OWN: (_("Tugas saya"), lambda entry: entry.is_own),
    UNIT: (_("Tugas unit saya"), lambda entry: entry.is_units),
}
LONGEST_TEXT = 100


@dataclass(frozen=True)
class CaseFilter:
    """``?jenis=`` a kind, ``?keadaan=`` one of ``STATES``, ``?q=`` words of the title or of who is charged.

    Nonsense is left out.
    """

    kind: str = ""
    state: str = ""
    text: str = ""

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> CaseFilter:
        kind, state = query.get("jenis", ""), query.get("keadaan", "")
        return cls(
            kind=kind if by_code(kind) else "",
            state=state if state in STATES else "",
            text=query.get("q", "").strip()[:LONGEST_TEXT],
        )

    @property
    def is_narrow(self) -> bool:
        return bool(self.kind or self.state or self.text)

    def address(self, state: str) -> str:
        """The same kind and words in another state, as the query of an address."""
        return f"?{urlencode({'jenis': self.kind, 'keadaan': state, 'q': self.text})}"

    def applied(self, entries: Iterable[Entry]) -> list[Entry]:
        return [entry for entry in entries if self._means(entry)]

    def _means(self, entry: Entry) -> bool:
        if self.kind and entry.kind.code != self.kind:
            return False
        if self.state and not STATES[self.state][1](entry):
            return False
        party = f"{entry.case.unit or ''} {entry.case.assignee or ''}"
        return self.text.casefold() in f"{entry.title} {party}".casefold()


def counts(entries: list[Entry]) -> list[tuple[str, object, int]]:
    """Of each state that somebody stands in: its key, its words and how many."""
    found = [(key, words, sum(map(is_meant, entries))) for key, (words, is_meant) in STATES.items()]
    return [(key, words, count) for key, words, count in found if count]
