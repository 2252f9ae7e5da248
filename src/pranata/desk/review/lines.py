"""A remark as lists of them show it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from pranata.desk.remark_kinds import remark_kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pranata.engines.plan.models import Remark
    from pranata.engines.plan.reading import Remark as RemarkReading


@dataclass(frozen=True)
class RemarkLine:
    """A remark, stored or just read, what its code is called, and what it speaks of."""

    remark: Remark | RemarkReading
    kind: str

    @property
    def row(self) -> str:
        """The code of the sub-activity, "" when the remark speaks of something wider."""
        return self.remark.subject if self.remark.subject.count(".") == 2 else ""

    @property
    def place(self) -> str:
        """The area or the activity in words, for a remark that speaks of one."""
        words = _("kegiatan %s") if "." in self.remark.subject else _("area %s")
        return words % self.remark.subject


def remark_lines(remarks: Iterable[Remark | RemarkReading]) -> list[RemarkLine]:
    return [RemarkLine(each, str(remark_kind(each.code))) for each in remarks]
