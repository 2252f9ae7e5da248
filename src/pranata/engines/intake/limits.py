"""How many may come: counted in the database, so that all workers count together."""

from __future__ import annotations

import hashlib
import hmac
from typing import TYPE_CHECKING, NamedTuple

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q

from pranata.base.seal.keys import derive, sealing_key
from pranata.engines.intake.models import Attempt
from pranata.engines.intake.rules import IPV6_NETWORK, WINDOW, Limits, opens_at, source_group, takes_one_more
from pranata.lib import clock

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest

UNPROVEN = ":unproven"  # the same door for whoever's machine did not work for it, counted apart


class Source(NamedTuple):
    """Who sends, and the network around: each a hash whose key is another one tomorrow, "" where nobody asks."""

    own: str = ""
    network: str = ""


def source_of(request: HttpRequest) -> Source:
    """Who sends; forwarded addresses are believed as sign-in does."""
    try:
        address = get_adapter(request).get_client_ip(request)
    except PermissionDenied:  # no address at all: these count as one
        address = ""
    day = clock.real_now().astimezone(clock.zone()).date()  # turns at midnight here, not in Greenwich
    key = derive(sealing_key(), f"intake-source:{day}")
    groups = (source_group(address), source_group(address, IPV6_NETWORK))
    return Source(*(hmac.new(key, group.encode(), hashlib.sha256).hexdigest()[:32] for group in groups))


def refused_until(door: str, source: Source, limits: Limits) -> datetime | None:
    """From when ``door`` takes one more from ``source``; ``None`` when it does so now.

    Nothing is locked: two who ask in the same moment may both pass, so a limit is overrun by as many as work at once.
    Whose they were is asked only where it may matter: one plain count is a third of the work.
    """
    recent = Attempt.objects.filter(door=door, at__gt=clock.real_now() - WINDOW)
    total = recent.count()
    if takes_one_more(limits, total=total, own=total, near=total):  # even if all of them came from this source
        return None
    counts = recent.aggregate(
        total=Count("pk"),
        own=Count("pk", filter=Q(source=source.own)),
        near=Count("pk", filter=Q(network=source.network)),
    )
    if takes_one_more(limits, **counts):
        return None
    events = recent.order_by("at").values_list("at", "source", "network")
    return opens_at(limits, [(at, own == source.own, network == source.network) for at, own, network in events])


def note_attempt(door: str, source: Source) -> None:
    Attempt.objects.create(door=door, source=source.own, network=source.network, at=clock.real_now())


def forget_attempts() -> None:
    """Drop what no limit asks for any more."""
    Attempt.objects.filter(at__lte=clock.real_now() - WINDOW).delete()
