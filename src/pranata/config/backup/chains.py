"""What the audit says of a restored state: whether it is whole, and what came after the backup."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pranata.base.audit.copies import Copies, copy_heads, read_copies
from pranata.base.audit.models import ChainHead
from pranata.base.audit.verification import BadLink, Walk


@dataclass(frozen=True)
class Findings:
    """The chains as they are now; ``lost`` events are known from the copied heads, but came after the backup."""

    events: int
    chains: int
    bad: BadLink | None
    lost: int


def verify_restored(former_heads: Path | None) -> Findings:
    """Verify every chain, where copied heads of before reach also against those; then begin the copies anew."""
    known = read_copies(former_heads).hashes if former_heads else {}
    counts = dict(ChainHead.objects.values_list("office_code", "count"))
    lost = sum(max(0, max(hashes) - counts.get(code, 0)) for code, hashes in known.items())
    reached = {
        code: {count: text for count, text in hashes.items() if count <= counts[code]}
        for code, hashes in known.items()
        if code in counts
    }
    walk = Walk(Copies(reached))
    bad = walk.first_bad_link(None)
    copy_heads()
    return Findings(walk.events, walk.chains, bad, lost)
