"""What a reader of a plan asked for, as it stands in an address."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import QueryDict

from pranata.engines.plan.rules import CellState

if TYPE_CHECKING:
    from collections.abc import Mapping

TEXT_LIMIT = 200
CARRIED_OVER = "lanjutan"  # asks for the rows carried over from an earlier year
STATES = frozenset({CARRIED_OVER, *(str(state) for state in CellState if state != CellState.EMPTY)})


@dataclass(frozen=True)
class PlanFilter:
    """Area number, month (1 to 12), remark ("ada", "tinjau", a severity or a code), who is in charge, state, and text.

    ``party`` is "unit-3", "tim-2", "orang-7" or "kosong" for nobody; ``state`` a ``CellState`` that one of the row's
    months has, or "lanjutan" for a row carried over from an earlier year. ``None`` or "" is not asked for.
    """

    area: int | None = None
    month: int | None = None
    remark: str = ""
    text: str = ""
    party: str = ""
    state: str = ""

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> PlanFilter:
        """Read from ``?area=&bulan=&catatan=&pj=&keadaan=&q=``; what cannot be read counts as not asked for."""
        remark = query.get("catatan", "")
        party = query.get("pj", "")
        state = query.get("keadaan", "")
        return cls(
            area=whole_number(query.get("area", ""), 99),
            month=whole_number(query.get("bulan", ""), 12),
            remark=remark if re.fullmatch("[a-z_]{1,40}", remark) else "",
            text=query.get("q", "").strip()[:TEXT_LIMIT],
            party=party if re.fullmatch(r"kosong|(unit|tim|orang)-[1-9]\d{0,8}", party) else "",
            state=state if state in STATES else "",
        )

    @property
    def is_narrow(self) -> bool:
        """Whether something besides the area was asked for."""
        return bool(self.month or self.remark or self.text or self.party or self.state)

    @property
    def parameters(self) -> QueryDict:
        """What asks for this again in an address; empty when nothing is asked for."""
        asked = {
            "area": self.area,
            "bulan": self.month,
            "catatan": self.remark,
            "pj": self.party,
            "keadaan": self.state,
            "q": self.text,
        }
        parameters = QueryDict(mutable=True)
        parameters.update({name: str(value) for name, value in asked.items() if value})
        return parameters


def whole_number(value: str, largest: int) -> int | None:
    """``value`` as a number from 1 to ``largest``, else ``None``."""
    number = int(value) if re.fullmatch("[0-9]{1,4}", value) else 0
    return number if 1 <= number <= largest else None
