"""The kinds of notices and what their targets are called; engines and capabilities declare theirs when ready."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format

if TYPE_CHECKING:
    from pranata.base.access.models import User
    from pranata.base.notify.models import Notice

# The names of targets, by id, in one query; they hold no personal data, since they go out by mail and calendar.
Titles = Callable[[Collection[int]], Mapping[int, str]]
# As above, and only of those targets that the reader may see today, whatever it might when it was told.
TitlesFor = Callable[[Collection[int], "User"], Mapping[int, str]]


@dataclass(frozen=True)
class Kind:
    """A kind of notice: its ``name`` ("plan.overdue"), the words and the look of its label."""

    name: str
    words: Any  # gettext_lazy
    tone: str = ""  # as the component ``chip`` takes it
    sign: str = ""


@dataclass(frozen=True)
class Line:
    """A notice in words: what happened (``words``), to what (``title``, "" when it is no more or no longer seen by its
    reader), of which month."""

    notice: Notice
    title: str
    words: str
    tone: str
    sign: str

    @property
    def month(self) -> str:
        return date_format(date(2000, self.notice.month, 1), "F") if self.notice.month else ""

    @property
    def label(self) -> str:
        """The words with the day they speak of."""
        return f"{self.words} · {date_format(self.notice.due_on, 'j F')}" if self.notice.due_on else self.words


KINDS: dict[str, Kind] = {}
TITLES: dict[str, TitlesFor] = {}


def declare(*kinds: Kind, target_label: str, titles: Titles | None = None, titles_for: TitlesFor | None = None) -> None:
    """Make ``kinds`` known, and how targets of ``target_label`` are called: by ``titles_for`` their reader where not
    everybody who was told of a target may see it later, else by ``titles``."""
    KINDS.update({kind.name: kind for kind in kinds})
    if titles_for is not None:
        TITLES[target_label] = titles_for
    elif titles is not None:
        TITLES[target_label] = lambda ids, _reader: titles(ids)


def in_words(notices: Iterable[Notice], *, reader: User) -> list[Line]:
    """``notices`` as ``reader`` reads them, in their order; one query for each kind of target among them."""
    notices = list(notices)
    wanted: dict[str, set[int]] = defaultdict(set)
    for notice in notices:
        wanted[notice.target_label].add(notice.target_id)
    titles = {label: TITLES[label](ids, reader) for label, ids in wanted.items() if label in TITLES}
    return [_line(notice, titles.get(notice.target_label, {}).get(notice.target_id, "")) for notice in notices]


def _line(notice: Notice, title: str) -> Line:
    kind = KINDS.get(notice.kind) or Kind(notice.kind, notice._meta.verbose_name)
    return Line(notice, title, str(kind.words), kind.tone, kind.sign)
