"""Walks the chains from the first event to the head and says where the first bad link is."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import DataError, models
from django.utils.translation import gettext_lazy as _

from pranata.base.audit.actions import OPEN_CHAIN, chain_name
from pranata.base.audit.chain import HASHED_COLUMNS, event_hash, event_id
from pranata.base.audit.copies import Copies, read_copies
from pranata.base.audit.models import ChainHead, Event

ROWS_AT_ONCE = 2000
UNREADABLE = (ValueError, TypeError, AttributeError, DataError)  # what a value of the wrong kind in a column raises


class Fault(models.TextChoices):
    """What is wrong at a bad link."""

    ALTERED = "altered", _("kejadian diubah")
    REMOVED = "removed", _("kejadian dihapus dari tengah atau awal rantai")
    MISSING_AT_END = "missing_at_end", _("kejadian hilang dari ujung rantai")
    UNKNOWN_ROW = "unknown_row", _("ada kejadian yang tidak dikenal kepala rantai")
    HEAD_ALTERED = "head_altered", _("kepala rantai diubah")
    CHAIN_WITHOUT_HEAD = "chain_without_head", _("rantai kehilangan kepalanya")
    CHAIN_MISSING = "chain_missing", _("seluruh rantai hilang")
    CHAIN_BEGUN_ANEW = "chain_begun_anew", _("rantai dimulai lagi setelah seluruhnya hilang")
    CHAIN_UNANNOUNCED = "chain_unannounced", _("pembukaan rantai tidak tercatat pada rantai induk")
    COPY_ALTERED = "copy_altered", _("salinan kepala rantai di luar basis data diubah")
    COPY_DIFFERS = "copy_differs", _("rantai tidak cocok dengan salinan kepala di luar basis data")


@dataclass(frozen=True)
class BadLink:
    """One bad link; ``event_id`` is that of the row as it is or should be, ``None`` when there never was one."""

    office_code: str
    sequence: int
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
    bad = walk.first_bad_link(walk.office_codes() if office_code is None else [office_code])
    return Verification(events=walk.events, chains=walk.chains, bad=bad)


class Walk:
    """One pass over the chains, which ends at the first bad link and counts what was whole before it."""

    def __init__(self, copies: Copies):
        self.copies = copies
        self.events = 0
        self.chains = 0

    def office_codes(self) -> list[str]:
        """Every chain that is, or should be: by its head, its events, its opening, or a copy of its head."""
        opened = Event.objects.filter(office_code="", action=OPEN_CHAIN).values_list("target", flat=True)
        codes = {*self.copies.hashes, *(target.removeprefix(chain_name("")) for target in opened)}
        codes.update(ChainHead.objects.values_list("office_code", flat=True))
        codes.update(Event.objects.order_by().values_list("office_code", flat=True).distinct())
        return sorted(codes | {""}) if codes else []

    def first_bad_link(self, office_codes: list[str]) -> BadLink | None:
        if self.copies.bad_line is not None:
            return BadLink("", self.copies.bad_line, None, Fault.COPY_ALTERED)
        return next(filter(None, map(self.bad_link, office_codes)), None)

    def bad_link(self, office_code: str) -> BadLink | None:
        head = ChainHead.objects.filter(office_code=office_code).first()
        if head is None:
            return self.headless(office_code)
        if head.keyed_hash != head.expected_hash():
            return BadLink(office_code, head.count, None, Fault.HEAD_ALTERED)
        if office_code and (fault := opening_fault(office_code)):
            return BadLink(office_code, 1, event_id(head.pk, 1), fault)
        bad = self.bad_row(head) or self.beyond_end(head)
        self.chains += bad is None
        return bad

    def headless(self, office_code: str) -> BadLink | None:
        """What is left of a chain without head: events, or the knowledge elsewhere that there was one."""
        rows = Event.objects.filter(office_code=office_code).order_by("sequence")
        if first := rows.values_list("sequence", "id").first():
            return BadLink(office_code, *first, Fault.CHAIN_WITHOUT_HEAD)
        is_root_of_others = office_code == "" and ChainHead.objects.exists()
        if office_code in self.copies.hashes or openings(office_code).exists() or is_root_of_others:
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
        rows = Event.objects.filter(office_code=head.office_code, sequence__gt=head.count).order_by("sequence")
        first = rows.values_list("sequence", "id").first()
        if first and not is_recorded_meanwhile(head, first[0]):
            return BadLink(head.office_code, *first, Fault.UNKNOWN_ROW)
        return None


def openings(office_code: str) -> models.QuerySet:
    """The events of the installation's own chain that say that this one was opened; there is exactly one."""
    return Event.objects.filter(office_code="", action=OPEN_CHAIN, target=chain_name(office_code))


def opening_fault(office_code: str) -> Fault | None:
    count = openings(office_code).count()
    if count == 1:
        return None
    return Fault.CHAIN_BEGUN_ANEW if count else Fault.CHAIN_UNANNOUNCED


def is_recorded_meanwhile(head: ChainHead, sequence: int) -> bool:
    """Whether the head has moved onto or past ``sequence`` since it was read."""
    return ChainHead.objects.filter(pk=head.pk, count__gte=sequence).exists()


def readable_rows(head: ChainHead) -> Iterator[dict[str, Any] | None]:
    """The rows up to the head's count in order; ``None``, and the end, at one that cannot even be read."""
    rows = Event.objects.filter(office_code=head.office_code, sequence__lte=head.count).order_by("sequence")
    rows = rows.values(*HASHED_COLUMNS, "hash")
    position = 0
    try:
        for row in rows.iterator(chunk_size=ROWS_AT_ONCE):
            yield row
            position += 1
    except UNREADABLE:
        yield from rows_one_by_one(rows, position)


def rows_one_by_one(rows: models.QuerySet, position: int) -> Iterator[dict[str, Any] | None]:
    """As ``readable_rows`` from ``position`` on; slow, but a bad row takes no other of its batch with it."""
    try:
        while row := rows[position : position + 1].first():
            yield row
            position += 1
    except UNREADABLE:
        yield None


def row_fault(row: dict[str, Any] | None, sequence: int, previous_hash: str, copied: dict[int, str]) -> Fault | None:
    """What is wrong with a row that should be the ``sequence``-th of its chain, after one with ``previous_hash``."""
    if row is not None and row["sequence"] != sequence:
        return Fault.REMOVED if row["sequence"] > sequence else Fault.UNKNOWN_ROW
    if row is None or row["previous_hash"] != previous_hash or row["hash"] != event_hash(row):
        return Fault.ALTERED
    if copied.get(sequence, row["hash"]) != row["hash"]:
        return Fault.COPY_DIFFERS
    return None
