"""Walks the chains from the first event to the head and says where the first bad link is.

Whoever tampers may leave values that cannot even be read: another type, broken UTF-8. Those are bad links, not errors.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import DatabaseError, connection, models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from pranata.base.audit.actions import OPEN_CHAIN, chain_name
from pranata.base.audit.chain import HASHED_COLUMNS, event_hash, event_id
from pranata.base.audit.copies import Copies, read_copies
from pranata.base.audit.models import ChainHead, Event
from pranata.base.seal.models import SubjectKey

ROWS_AT_ONCE = 2000
UNREADABLE = (ValueError, TypeError, DatabaseError)  # what a value of the wrong kind in a column raises


class Fault(models.TextChoices):
    """What is wrong at a bad link."""

    ALTERED = "altered", _("kejadian diubah")
    REMOVED = "removed", _("kejadian dihapus dari tengah atau awal rantai")
    MISSING_AT_END = "missing_at_end", _("kejadian hilang dari ujung rantai")
    UNKNOWN_ROW = "unknown_row", _("ada kejadian yang tidak dikenal kepala rantai")
    HEAD_ALTERED = "head_altered", _("kepala rantai diubah")
    OTHER_KEY = "other_key", _("kunci audit bukan yang dipakai mencatat, atau semua kepala rantai diubah")
    CHAIN_WITHOUT_HEAD = "chain_without_head", _("rantai kehilangan kepalanya")
    CHAIN_MISSING = "chain_missing", _("seluruh rantai hilang")
    CHAIN_BEGUN_ANEW = "chain_begun_anew", _("rantai dimulai lagi setelah seluruhnya hilang")
    CHAIN_UNANNOUNCED = "chain_unannounced", _("pembukaan rantai tidak tercatat pada rantai induk")
    COPY_ALTERED = "copy_altered", _("salinan kepala rantai di luar basis data diubah")
    COPY_DIFFERS = "copy_differs", _("rantai tidak cocok dengan salinan kepala di luar basis data")


@dataclass(frozen=True)
class BadLink:
    """One bad link; ``event_id`` is that of the row as it is or should be. ``None`` is what nobody can tell."""

    office_code: str
    sequence: int | None
    event_id: int | None
    fault: Fault


@dataclass(frozen=True)
class Verification:
    """How many events of how many chains are whole, up to the first bad link if there is one."""

    events: int
    chains: int
    bad: BadLink | None


def verify(*, office_code: str | None = None, copy: Path | None = None) -> Verification:
    """Recompute every chain, or that of one office, and compare with the heads copied to ``copy`` if that is a file.

    Rows are streamed; events recorded meanwhile are no fault.
    """
    walk = Walk(read_copies(copy) if copy else Copies())
    bad = walk.first_bad_link(office_code)
    return Verification(events=walk.events, chains=walk.chains, bad=bad)


class Walk:
    """One pass over the chains, which ends at the first bad link and counts what was whole before it."""

    def __init__(self, copies: Copies):
        self.copies = copies
        self.events = 0
        self.chains = 0

    def first_bad_link(self, office_code: str | None) -> BadLink | None:
        if bad := bad_head():
            return bad
        if self.copies.bad_line is not None:
            return BadLink("", self.copies.bad_line, None, Fault.COPY_ALTERED)
        if office_code is not None:
            return self.bad_link(office_code)
        others = (self.bad_link(code) for code in self.other_offices())  # read once the chain that names them is whole
        return self.bad_link("") or next(filter(None, others), None) or row_without_head()

    def other_offices(self) -> Iterator[str]:
        """Every chain but the installation's own that is, or should be: by head, by opening, by a copy of its head."""
        opened = Event.objects.filter(office_code="", action=OPEN_CHAIN).values_list("target", flat=True)
        codes = {*self.copies.hashes, *(target.removeprefix(chain_name("")) for target in opened)}
        codes.update(ChainHead.objects.values_list("office_code", flat=True))
        yield from sorted(codes - {""})

    def bad_link(self, office_code: str) -> BadLink | None:
        head = ChainHead.objects.filter(office_code=office_code).first()
        if head is None:
            return self.headless(office_code)
        if office_code and (fault := opening_fault(office_code)):
            return BadLink(office_code, 1, event_id(head.pk, 1), fault)
        bad = self.bad_row(head) or self.beyond_end(head)
        self.chains += bad is None
        return bad

    def headless(self, office_code: str) -> BadLink | None:
        """What is left of a chain without head: events, or the knowledge elsewhere that there was one."""
        if first := first_place(Event.objects.filter(office_code=office_code)):
            return BadLink(office_code, *first, Fault.CHAIN_WITHOUT_HEAD)
        is_missed = openings(office_code).exists() if office_code else anything_was_recorded()
        if is_missed or office_code in self.copies.hashes:
            return BadLink(office_code, 1, None, Fault.CHAIN_MISSING)
        return None

    def bad_row(self, head: ChainHead) -> BadLink | None:
        """The first row, up to the head's count, that is not what was written there."""
        copied = self.copies.hashes.get(head.office_code, {})
        sequence, previous_hash = 1, ""
        for row in readable_rows(head):
            if fault := row_fault(row, sequence, previous_hash, copied):
                return BadLink(head.office_code, sequence, event_id(head.pk, sequence), fault)
            sequence, previous_hash = sequence + 1, row["hash"]
            self.events += 1
        if sequence <= head.count:
            return BadLink(head.office_code, sequence, event_id(head.pk, sequence), Fault.MISSING_AT_END)
        return None

    def beyond_end(self, head: ChainHead) -> BadLink | None:
        """A row that the head does not know, or a copied head that is further than this one."""
        if max(self.copies.hashes.get(head.office_code, {}), default=0) > head.count:
            sequence = head.count + 1
            return BadLink(head.office_code, sequence, event_id(head.pk, sequence), Fault.MISSING_AT_END)
        first = first_place(Event.objects.filter(office_code=head.office_code, sequence__gt=head.count))
        if first and not is_recorded_meanwhile(head, first[0]):
            return BadLink(head.office_code, *first, Fault.UNKNOWN_ROW)
        return None


def bad_head() -> BadLink | None:
    """The first head that somebody without the audit key changed; when all are, the key may be another."""
    heads = [readable_head(key) for key in ChainHead.objects.order_by("pk").values_list("pk", flat=True)]
    altered = [head for head in heads if head is None or not head.is_genuine]
    if not altered:
        return None
    fault = Fault.OTHER_KEY if len(altered) == len(heads) else Fault.HEAD_ALTERED
    first = altered[0]
    if first is None:
        return BadLink("", None, None, fault)
    return BadLink(str(first.office_code), whole_number(first.count), None, fault)


def readable_head(key: int) -> ChainHead | None:
    try:
        return ChainHead.objects.get(pk=key)
    except UNREADABLE:
        if not connection.is_usable():
            raise
        return None


def row_without_head() -> BadLink | None:
    """An event of a chain that no head knows."""
    head = ChainHead.objects.filter(office_code=OuterRef("office_code"))
    if first := first_place(Event.objects.filter(~Exists(head))):
        return BadLink("", *first, Fault.CHAIN_WITHOUT_HEAD)
    return None


def anything_was_recorded() -> bool:
    """Whether something tells of events besides the installation's own chain.

    Subject keys are made when an event or a second factor is sealed: where there is one, an account was recorded.
    """
    return ChainHead.objects.exists() or SubjectKey.objects.exists()


def openings(office_code: str) -> models.QuerySet:
    """The events of the installation's own chain that say that this one was opened; there is exactly one."""
    return Event.objects.filter(office_code="", action=OPEN_CHAIN, target=chain_name(office_code))


def opening_fault(office_code: str) -> Fault | None:
    count = openings(office_code).count()
    if count == 1:
        return None
    return Fault.CHAIN_BEGUN_ANEW if count else Fault.CHAIN_UNANNOUNCED


def is_recorded_meanwhile(head: ChainHead, sequence: int | None) -> bool:
    """Whether the head has moved onto or past ``sequence`` since it was read."""
    return sequence is not None and ChainHead.objects.filter(pk=head.pk, count__gte=sequence).exists()


def first_place(rows: models.QuerySet) -> tuple[int | None, int | None] | None:
    """Sequence and id of the first of some rows; ``None`` in place of one that is no number."""
    try:
        first = rows.order_by("office_code", "sequence").values_list("sequence", "id").first()
    except UNREADABLE:
        if not connection.is_usable():
            raise
        return None, None
    return first and (whole_number(first[0]), whole_number(first[1]))


def whole_number(value: Any) -> int | None:
    return value if isinstance(value, int) else None


def readable_rows(head: ChainHead) -> Iterator[dict[str, Any] | None]:
    """The rows up to the head's count in order; ``None``, and the end, at one that cannot even be read."""
    rows = Event.objects.filter(office_code=head.office_code, sequence__lte=head.count).order_by("sequence")
    rows = rows.values(*HASHED_COLUMNS, "hash")
    last = -1
    try:
        for row in rows.iterator(chunk_size=ROWS_AT_ONCE):
            yield row
            last = row["sequence"]
    except UNREADABLE:
        yield from rows_one_by_one(rows, last)


def rows_one_by_one(rows: models.QuerySet, last: int) -> Iterator[dict[str, Any] | None]:
    """As ``readable_rows`` after sequence ``last``; slow, but a bad row takes no other of its batch with it."""
    try:
        while row := rows.filter(sequence__gt=last).first():
            yield row
            last = row["sequence"]
    except UNREADABLE:
        if not connection.is_usable():
            raise
        yield None


def row_fault(row: dict[str, Any] | None, sequence: int, previous_hash: str, copied: dict[int, str]) -> Fault | None:
    """What is wrong with a row that should be the ``sequence``-th of its chain, after one with ``previous_hash``."""
    if row is not None and row["sequence"] != sequence:
        return Fault.REMOVED if row["sequence"] > sequence else Fault.UNKNOWN_ROW
    if row is None or row["previous_hash"] != previous_hash or not is_as_written(row):
        return Fault.ALTERED
    if copied.get(sequence, row["hash"]) != row["hash"]:
        return Fault.COPY_DIFFERS
    return None


def is_as_written(row: dict[str, Any]) -> bool:
    """Whether the hash of a row is that of its other columns."""
    try:
        return row["hash"] == event_hash(row)
    except (TypeError, ValueError):  # a value of another kind than was written
        return False
