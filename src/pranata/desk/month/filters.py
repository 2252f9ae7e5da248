"""Which rows of a month a reader asked for, as it stands in an address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import QueryDict

from pranata.desk.responsibility.parties import party_key
from pranata.engines.plan.filters import PlanFilter
from pranata.engines.plan.queries import NOBODY

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pranata.engines.plan.month import MonthRow

OWN, UNIT = "saya", "unit"


@dataclass(frozen=True)
class MonthFilter:
    """``whose`` is "saya", "unit" or "" for everybody's; ``party`` and ``state`` as in ``PlanFilter``."""

    whose: str = ""
    party: str = ""
    state: str = ""

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> MonthFilter:
        """Read from ``?milik=&pj=&keadaan=``; what cannot be read counts as not asked for."""
        whose, plan = query.get("milik", ""), PlanFilter.from_query(query)
        return cls(whose if whose in (OWN, UNIT) else "", plan.party, plan.state)

    @property
    def is_narrow(self) -> bool:
        return bool(self.whose or self.party or self.state)

    @property
    def parameters(self) -> QueryDict:
        """What asks for this again in an address."""
        asked = {"milik": self.whose, "pj": self.party, "keadaan": self.state}
        parameters = QueryDict(mutable=True)
        parameters.update({name: value for name, value in asked.items() if value})
        return parameters

    def keeps(self, item: MonthRow) -> bool:
        if (self.whose == OWN and not item.is_own) or (self.whose == UNIT and not item.is_units):
            return False
        if self.party and (party_key(item.party) or NOBODY) != self.party:
            return False
        return self.state in ("", str(item.state))
