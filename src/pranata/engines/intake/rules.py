"""What decides at an anonymous form: how many, how soon, whose, and which characters. Standard library only."""

import hashlib
import ipaddress
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

WINDOW = timedelta(minutes=10)
FILLING_TIME = timedelta(seconds=10)  # nobody reads and fills a form faster
IPV6_PREFIX = 64  # what a provider gives one household or phone
IPV6_NETWORK = 48  # what a provider gives one customer at most; 65 536 of the above

PUZZLE_PARTS = 8  # several small parts take about the same time for everybody; one large one would be a lottery
PUZZLE_BITS = 12  # 8 x 4096 hashes on average: half a second on an old phone
PUZZLE_ANSWER = re.compile(rf"[0-9]{{1,9}}(\.[0-9]{{1,9}}){{{PUZZLE_PARTS - 1}}}")

LINE_ENDS = re.compile("\r\n|[\r\x85\u2028\u2029]")
# Controls, marks that turn the direction of reading, halves of characters, and characters made for hiding text.
HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff"
    "\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)


@dataclass(frozen=True)
class Limits:
    """How many a door takes within ``WINDOW``: in all, and from one source once ``busy`` of them came; from one network
    of sources a third of all, and less the fuller the door."""

    busy: int
    per_source: int
    ceiling: int

    def __post_init__(self) -> None:
        if not 0 < self.per_source <= self.busy <= self.ceiling:
            raise ValueError("limits: 0 < per_source <= busy <= ceiling")

    @property
    def per_network(self) -> int:
        return max(self.per_source, self.ceiling // 3)


def takes_one_more(limits: Limits, *, total: int, own: int, near: int, amount: int = 1) -> bool:
    """
    Decides: whether a door takes ``amount`` more: from anyone while it is not busy, then little from each source.
    Basis: none, the house's own; many phones share one address of their carrier, so addresses count last

    One source that floods the door makes it busy and is stopped there; everybody else still has a share of his own.
    ``near`` came from the source's whole network: whoever holds many sources cannot fill the door with them. A network
    may hold no more than half of what is left, so that several networks together cannot either: the fuller the door,
    the less each may add, and one of which nothing came yet finds room to the last place.
    """
    if total + amount <= limits.busy:
        return True
    if own + amount > limits.per_source or near + amount > limits.per_network or total + amount > limits.ceiling:
        return False
    return near == 0 or near + amount <= (limits.ceiling - total) // 2


def opens_at(limits: Limits, events: Sequence[tuple[datetime, bool, bool]]) -> datetime | None:
    """
    Decides: from when a door takes one more, ``None`` for now; ``events`` are moment, "own", "near", oldest first.
    Basis: none, the house's own
    """
    total, own, near = len(events), sum(each[1] for each in events), sum(each[2] for each in events)
    opening = None
    for at, is_own, is_near in events:
        if takes_one_more(limits, total=total, own=own, near=near):
            break
        total, own, near, opening = total - 1, own - is_own, near - is_near, at + WINDOW
    return opening


def earliest_sending(issued_at: datetime) -> datetime:
    """
    Decides: how soon a form without a solved puzzle may come back after its page was shown.
    Basis: none, the house's own
    """
    return issued_at + FILLING_TIME


def source_group(address: str, prefix: int = IPV6_PREFIX) -> str:
    """
    Decides: which addresses count as one source: an IPv4 address, a /64 of IPv6; "" for what is no address.
    Basis: RFC 6177, a site gets no less than a /64, and up to a /48

    With ``prefix`` 48 it is the network whose sources share: for IPv4 the address again, because neighbours there are
    strangers to each other.
    """
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return ""
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return str(ipaddress.IPv6Network((found.packed, prefix), strict=False))


def is_solved(question: str, solution: str) -> bool:
    """
    Decides: whether somebody's machine worked for this form: each part's SHA-256 begins with twelve zero bits.
    Basis: none, the house's own
    """
    if not PUZZLE_ANSWER.fullmatch(solution):
        return False
    digests = (
        hashlib.sha256(f"{question}.{part}.{number}".encode()).digest()
        for part, number in enumerate(solution.split("."))
    )
    return all(int.from_bytes(digest[:4], "big") >> (32 - PUZZLE_BITS) == 0 for digest in digests)


def tidied(text: str, *, several_lines: bool) -> tuple[str, bool]:
    """
    Decides: how a typed text is kept: NFC, plain line ends, nothing hidden; and whether anything hidden was taken out.
    Basis: none, the house's own; Unicode Standard Annexes 9 (direction marks) and 15 (NFC)
    """
    lines = LINE_ENDS.sub("\n", text)
    shown = HIDDEN.sub("", lines)
    if not several_lines:
        shown = re.sub(r"[\n\t]+", " ", shown)
    return unicodedata.normalize("NFC", shown), len(HIDDEN.findall(lines)) > 0
