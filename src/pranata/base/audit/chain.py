"""What is hashed, and how: the canonical bytes of an event and of a chain's head, under the audit key."""

import hashlib
import hmac
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext as _

# Every column of an event except its own hash, in the order in which they are hashed.
HASHED_COLUMNS = (
    "id",
    "office_code",
    "sequence",
    "at",
    "actor",
    "action",
    "target",
    "before",
    "after",
    "personal",
    "subject",
    "previous_hash",
)
EVENTS_PER_CHAIN = 10**11  # an event's id is chain number x this + sequence: known before the row is written


def canonical_json(value: Any) -> str:
    """JSON with sorted keys and no spaces; dates, decimals and lazy texts as Django writes them."""
    return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def canonical_moment(moment: datetime) -> str:
    """32 characters, such as ``2026-01-02T03:04:05.000006+00:00``; earlier moments sort first."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def event_id(chain: int, sequence: int) -> int:
    return chain * EVENTS_PER_CHAIN + sequence


def event_hash(columns: Mapping[str, Any]) -> str:
    """64 hexadecimal digits over every column of the event, the hash of the one before it included."""
    return keyed("event", [columns[name] for name in HASHED_COLUMNS])


def head_hash(*, chain: int, office_code: str, count: int, last_hash: str) -> str:
    """64 hexadecimal digits that say: this chain of this office had so many events, and this was the last."""
    return keyed("head", [chain, office_code, count, last_hash])


def keyed(kind: str, values: list[Any]) -> str:
    if not settings.AUDIT_KEY:
        raise ImproperlyConfigured(_("Kunci audit tidak ada: isi PRANATA_AUDIT_KEY atau berkas audit di var/keys."))
    message = canonical_json([kind, *values]).encode()
    return hmac.new(settings.AUDIT_KEY.encode(), message, hashlib.sha256).hexdigest()
