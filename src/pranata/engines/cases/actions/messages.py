"""What is said and added to a case: messages both ways, internal notes, files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from pranata.base.access.errors import Forbidden
from pranata.base.audit.actions import lock_head
from pranata.base.files.actions import store
from pranata.base.files.names import clean_name
from pranata.base.flow.errors import Stale
from pranata.base.flow.steps import account
from pranata.base.notify.actions import Message, tell
from pranata.engines.cases.actions.guards import allow, change, filled, hold_case, note_event
from pranata.engines.cases.models import Direction
from pranata.engines.cases.notices import REPLIED
from pranata.engines.cases.registry import kind_of
from pranata.lib import clock

if TYPE_CHECKING:
    from django.core.files.base import File

    from pranata.engines.cases.models import Case, CaseAttachment, CaseMessage, CaseNote


@transaction.atomic
def write_message(case: Case, text: str, *, direction: str, by: Any, step: str = "") -> CaseMessage:
    """A message to or from whoever holds the receipt; ``step`` moves the case along with it.

    ``VISITOR`` writes from the public alone. Staff may enter what came by telephone or letter. Whoever is charged is
    told of what came in. Raises ``ValidationError`` without words, ``Forbidden``, ``Stale``.
    """
    words = filled(text, "text")
    check_direction(case, direction, by, allowed=(Direction.FROM_PUBLIC, Direction.TO_PUBLIC))
    hold_case(case, step or "message", may_have_moved=not step)
    if step:
        change(case, "moved", by=by, step=step)
    message = add_message(case, words, direction=direction, by=by)
    if direction == Direction.FROM_PUBLIC:
        tell_of_reply(case, message)
    return message


@transaction.atomic
def receive_reply(case: Case, text: str, *, by: Any) -> bool:
    """Take in what whoever holds the receipt of an open case answers; False when that is what it said last.

    A page that is sent again makes no second message. Raises ``ValidationError`` without words, ``Stale``.
    """
    words = filled(text, "text")
    hold_case(case, "reply", may_have_moved=True)
    if not case.is_open:
        raise Stale("reply")
    last = case.messages.for_public().order_by("at", "pk").last()
    if last is not None and last.is_from_public and last.text == words:
        return False
    reply = kind_of(case).reply
    if reply is not None:
        reply(case, text=words, by=by)
    else:
        write_message(case, words, direction=Direction.FROM_PUBLIC, by=by)
    return True


def add_message(case: Case, words: str, *, direction: str, by: Any) -> CaseMessage:
    """The row and the event of a message on a held case."""
    message: CaseMessage = case.messages.create(
        direction=direction, sealed_text=case.sealed(words), at=clock.now(), by=account(by)
    )
    note_event(case, "message", by=by, after={"direction": direction, "message": message.pk}, personal={"text": words})
    return message


def tell_of_reply(case: Case, message: CaseMessage) -> None:
    """Tell the account of whoever is charged with the case, if it may still see it."""
    user = getattr(case.assignee, "user", None)
    if user is not None and type(case).objects.visible_to(user).filter(pk=case.pk).exists():
        address = kind_of(case).address(case)
        tell(case.office, [Message(user, REPLIED.name, case, address, period=str(message.pk))], by=None)


def check_direction(case: Case, direction: str, by: Any, *, allowed: tuple[str, ...]) -> None:
    """Raises ``ValueError`` for a direction there is not, ``Forbidden`` for who may not write that way."""
    if direction not in allowed:
        raise ValueError(direction)
    if by is not None and account(by) is None:
        if direction != Direction.FROM_PUBLIC:
            raise Forbidden(kind_of(case).process)
    else:
        allow(case, by)


@transaction.atomic
def note(case: Case, text: str, *, by: Any) -> CaseNote:
    """An internal note. Raises ``ValidationError`` without words, ``Forbidden``, ``Stale`` of an erased case."""
    words = filled(text, "text")
    allow(case, by)
    hold_case(case, "note", may_have_moved=True)
    added: CaseNote = case.notes.create(sealed_text=case.sealed(words), at=clock.now(), by=account(by))
    note_event(case, "noted", by=by, after={"note": added.pk}, personal={"text": words})
    return added


@transaction.atomic
def attach(case: Case, upload: File, *, name: str, direction: str, by: Any) -> CaseAttachment:
    """Add a file, sealed with the case's key. Raises ``RefusedFile``, ``Forbidden``, ``Stale`` of an erased case."""
    check_direction(case, direction, by, allowed=tuple(Direction))
    hold_case(case, "attach", may_have_moved=True)
    return add_file(case, upload, name=name, direction=direction, by=by)


def add_file(case: Case, upload: File, *, name: str, direction: str, by: Any) -> CaseAttachment:
    """The row and the events of a file on a case that is held, or that this very transaction received.

    Raises ``RefusedFile``.
    """
    head = lock_head(case.office.code)  # once for both events
    stored = store(case.office, upload, by=by, name=name, subject=case.seal_subject, sealer=case.sealer, head=head)
    called = clean_name(name)
    added: CaseAttachment = case.attachments.create(
        direction=direction, file=stored, sealed_name=case.sealed(called), at=clock.now(), by=account(by)
    )
    note_event(
        case,
        "attached",
        by=by,
        after={"direction": direction, "sha256": stored.sha256, "size": stored.size},
        personal={"name": called},
        head=head,
    )
    return added
