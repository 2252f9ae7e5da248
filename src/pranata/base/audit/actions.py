"""``record``: the one way to write an event. Every action calls it inside its own transaction."""

from django.db import connection, models
from django.db.transaction import TransactionManagementError

from pranata.base.audit.chain import HASHED_COLUMNS, canonical_json, canonical_moment, event_hash, event_id
from pranata.base.audit.models import ChainHead, Event
from pranata.base.seal.actions import Sealer, sealed_text, sealer_of
from pranata.lib.clock import now

OPEN_CHAIN = "audit.open_chain"


def record(
    *,
    office,
    actor,
    action: str,
    target: models.Model | None = None,
    before: dict | None = None,
    after: dict | None = None,
    personal: dict | None = None,
    subject: str = "",
    sealer: Sealer | None = None,
    head: ChainHead | None = None,
) -> Event:
    """Append one event to the chain of ``office`` (``None``: of the installation) and return it.

    ``actor`` is the user, or ``None`` for the system. ``before`` and ``after`` hold what changed and stand readable
    for good: whatever is personal (names, free text, messages) goes into ``personal``, sealed under ``subject``, by
    ``sealer`` where the caller has opened that subject's key already. ``head`` is the head of this chain, where the
    caller locked it in this transaction and every event since went through it.
    Raises ``TransactionManagementError`` outside a transaction, ``ValueError`` when ``personal`` has no subject, and
    ``Erased`` when the subject's key is gone. Three queries; one or two more with ``personal``.
    """
    if not connection.in_atomic_block:
        raise TransactionManagementError(f"{action}: an event belongs into the transaction of what it records.")
    if personal and not subject:
        raise ValueError(f"{action}: personal values need a subject.")
    return append(
        head or lock_head(office.code if office else ""),
        actor=actor_name(actor),
        action=action,
        target=target_name(target) if target is not None else "",
        before=canonical_json(before) if before is not None else "",
        after=canonical_json(after) if after is not None else "",
        personal=sealed_text(sealer or sealer_of(subject), canonical_json(personal)) if personal else "",
        subject=subject,
    )


def hold(office) -> None:
    """Queue up behind the office's other writers before changing rows that they may change too.

    Events queue them up anyway; doing so first keeps two actions from waiting for each other. Who writes for several
    offices holds them by code. Where the transaction itself holds the whole database (SQLite) this does nothing.
    """
    if connection.features.has_select_for_update:
        lock_head(office.code)


def actor_name(actor) -> str:
    """``system``, ``user:3``, or ``anonymous`` for a visitor without account."""
    if actor is None:
        return "system"
    return f"user:{actor.pk}" if actor.pk is not None else "anonymous"


def target_name(target: models.Model) -> str:
    """``plan.plan:7``: the model's label and the row's key."""
    return f"{target._meta.label_lower}:{target.pk}"


def lock_head(office_code: str) -> ChainHead:
    """The head of the office's chain, locked until the transaction ends; the first event of an office opens it."""
    return locked_head(office_code) or open_chain(office_code)


def locked_head(office_code: str) -> ChainHead | None:
    return next(iter(ChainHead.objects.select_for_update().filter(office_code=office_code)), None)


def open_chain(office_code: str) -> ChainHead:
    """A new chain; the installation's own chain says so, so that no chain can vanish as a whole.

    The installation's head is locked first: whoever opens a chain waits here, not one for the other.
    """
    root = lock_head("") if office_code else None
    ChainHead.objects.bulk_create([ChainHead(office_code=office_code)], ignore_conflicts=True)
    head = locked_head(office_code)
    if not head.keyed_hash:
        head.keyed_hash = head.expected_hash()
        head.save(update_fields=["keyed_hash"])
        if root:
            append(root, actor="system", action=OPEN_CHAIN, target=chain_name(office_code))
    return head


def chain_name(office_code: str) -> str:
    return f"chain:{office_code}"


def append(head: ChainHead, **content: str) -> Event:
    """Write the next event of a locked chain with its hash, and move the head onto it."""
    sequence = head.count + 1
    event = Event(
        id=event_id(head.pk, sequence),
        office_code=head.office_code,
        sequence=sequence,
        at=canonical_moment(now()),
        previous_hash=head.last_hash,
        **content,
    )
    event.hash = event_hash({name: getattr(event, name) for name in HASHED_COLUMNS})
    event.save()
    move(head, event)
    return event


def move(head: ChainHead, event: Event) -> None:
    """Let the locked head say that its chain ends with ``event``.

    A head that was tampered with never becomes genuine again by what is recorded after it.
    """
    is_genuine = head.is_genuine
    head.count, head.last_hash = event.sequence, event.hash
    if is_genuine:
        head.keyed_hash = head.expected_hash()
    head.save(update_fields=["count", "last_hash", "keyed_hash"])
