"""What a reader of a plan asked for, as it stands in an address."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import QueryDict

if TYPE_CHECKING:
    from collections.abc import Mapping

TEXT_LIMIT = 200


@dataclass(frozen=True)
class PlanFilter:
    """Area number, month (1 to 12), remark ("ada", "tinjau", a severity or a code), who is in charge, and text.

    ``party`` is "unit-3", "tim-2", "orang-7" or "kosong" for nobody. ``None`` or "" is not asked for.
    """

    area: int | None = None
    month: int | None = None
    remark: str = ""
    text: str = ""
    party: str = ""

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> PlanFilter:
        """Read from ``?area=&bulan=&catatan=&pj=&q=``; what cannot be read counts as not asked for."""
        remark = query.get("catatan", "")
        party = query.get("pj", "")
        return cls(
            area=whole_number(query.get("area", ""), 99),
            month=whole_number(query.get("bulan", ""), 12),
            remark=remark if re.fullmatch("[a-z_]{1,40}", remark) else "",
            text=query.get("q", "").strip()[:TEXT_LIMIT],
            party=party if re.fullmatch(r"kosong|(unit|tim|orang)-[1-9]\d{0,8}", party) else "",
        )

    @property
    def is_narrow(self) -> bool:
        """Whether something besides the area was asked for."""
        return bool(self.month or self.remark or self.text or self.party)

    @property
    def parameters(self) -> QueryDict:
        """What asks for this again in an address; empty when nothing is asked for."""
        asked = {"area": self.area, "bulan": self.month, "catatan": self.remark, "pj": self.party, "q": self.text}
        parameters = QueryDict(mutable=True)
        parameters.update({name: str(value) for name, value in asked.items() if value})
        return parameters


def whole_number(value: str, largest: int) -> int | None:
    """``value`` as a number from 1 to ``largest``, else ``None``."""
    number = int(value) if re.fullmatch("[0-9]{1,4}", value) else 0
    return number if 1 <= number <= largest else None
