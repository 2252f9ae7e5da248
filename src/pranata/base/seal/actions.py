"""Sealing, unsealing, erasing. Who may do so is decided, and audited, by the action that calls."""

import base64
import json
import re
import secrets
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import transaction

from pranata.base.seal.cipher import decrypt, encrypt
from pranata.base.seal.errors import Erased, WrongKey
from pranata.base.seal.journal import append_lines, whole_lines
from pranata.base.seal.keys import derive, key_id, sealing_key
from pranata.base.seal.models import Erasure, SubjectKey
from pranata.lib.clock import now

_after_replay: list[Callable[[], object]] = []  # what engines do once keys were destroyed again

SERIAL = re.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")  # as ``str`` writes a UUID


def seal(subject: str, text: str) -> str:
    """``text`` encrypted with the subject's own key, as URL-safe base64; raises ``Erased`` once that key is gone."""
    return sealed_text(sealer_of(subject), text)


def unseal(subject: str, sealed: str) -> str:
    """The text given to ``seal``; raises ``Erased``, or ``WrongKey`` when it was sealed for another or changed."""
    try:
        data = base64.urlsafe_b64decode(sealed)
    except ValueError:
        raise WrongKey(subject) from None
    return unseal_bytes(subject, data).decode()


def seal_bytes(subject: str, data: bytes) -> bytes:
    """As ``seal``, for bytes: 28 longer than ``data``."""
    return sealer_of(subject).seal(data)


def unseal_bytes(subject: str, sealed: bytes) -> bytes:
    """As ``unseal``, for bytes."""
    row = SubjectKey.objects.filter(subject=subject).first()
    if row is None:
        raise WrongKey(subject)
    return Sealer(subject, open_key(row)).unseal(sealed)


class Sealer:
    """The opened key of one subject, to seal and unseal several things with one query; not kept beyond a request."""

    def __init__(self, subject: str, key: bytes):
        self.subject = subject
        self._key = key

    def seal(self, data: bytes) -> bytes:
        return encrypt(self._key, data, context=f"data:{self.subject}")

    def unseal(self, sealed: bytes) -> bytes:
        """What was given to ``seal``; raises ``WrongKey``."""
        return decrypt(self._key, sealed, context=f"data:{self.subject}")


def sealed_text(sealer: Sealer, text: str) -> str:
    """As ``seal``, by a key that is open."""
    return base64.urlsafe_b64encode(sealer.seal(text.encode())).decode()


def sealer_of(subject: str) -> Sealer:
    """The subject's sealer, its key made when there is none; raises ``Erased``. One query where there is one."""
    return Sealer(subject, open_key(find_or_make_key(subject)))


def new_sealer(subject: str) -> Sealer:
    """The sealer of a subject yet unheard of, with a fresh key, in one query; ``IntegrityError`` of a known one."""
    row, key = SubjectKey(subject=subject, created_at=now()), secrets.token_bytes(32)
    wrap(row, key)
    row.save(force_insert=True)
    return Sealer(subject, key)


def find_or_make_key(subject: str) -> SubjectKey:
    """The subject's row, made with a fresh random key when there is none; safe when two ask at once."""
    row = SubjectKey.objects.filter(subject=subject).first()
    if row is None:
        draft = SubjectKey(subject=subject, created_at=now())
        wrap(draft, secrets.token_bytes(32))
        SubjectKey.objects.bulk_create([draft], ignore_conflicts=True)
        row = SubjectKey.objects.get(subject=subject)
    return row


def wrap(row: SubjectKey, key: bytes) -> None:
    """Put ``key`` into the row, wrapped under the sealing key of the settings; saves nothing."""
    master = sealing_key()
    row.wrapped_by = key_id(master)
    row.wrapped = encrypt(derive(master, "wrap"), key, context=f"key:{row.subject}")


def open_key(row: SubjectKey, master: bytes | None = None) -> bytes:
    """The subject's key in the clear; ``master`` is the sealing key of the settings unless given."""
    if row.destroyed_at is not None:
        raise Erased(row.subject)
    master = master or sealing_key()
    return decrypt(derive(master, "wrap"), bytes(row.wrapped), context=f"key:{row.subject}")


@transaction.atomic
def erase(subject: str) -> None:
    """Destroy the subject's key for good; doing so again changes nothing.

    The erasure is kept as a row and, once committed, appended to ``var/erasures.jsonl``, which outlives a restore.
    """
    row = SubjectKey.objects.select_for_update().filter(subject=subject).first()
    if row is None:
        row = find_or_make_key(subject)
    if row.destroyed_at is None:
        destroy(row)


def destroy(row: SubjectKey) -> None:
    row.wrapped = b""
    row.destroyed_at = now()
    row.save(update_fields=["wrapped", "destroyed_at"])
    Erasure.objects.create(serial=row.serial, subject=row.subject, erased_at=row.destroyed_at)
    transaction.on_commit(list_erasures)


def list_erasures() -> None:
    """Append to ``var/erasures.jsonl`` the erasures that it lacks: serial, subject (an id, no name) and moment.

    Besides the present one those that a process killed right after its commit left out.
    """
    path = settings.VAR_DIR / "erasures.jsonl"
    listed = set(SERIAL.findall("\n".join(whole_lines(path)))) if path.is_file() else set()
    missing = [erasure for erasure in Erasure.objects.all() if str(erasure.serial) not in listed]
    append_lines(path, [as_line(erasure) for erasure in missing])


def as_line(erasure: Erasure) -> str:
    entry = {"serial": str(erasure.serial), "subject": erasure.subject, "at": erasure.erased_at.isoformat()}
    return json.dumps(entry)


@transaction.atomic
def replay_erasures(path: Path) -> int:
    """Destroy every key named in the list that a restored backup brought back; returns how many.

    A key is named by its serial number, so a new subject that got an old subject's name is left alone.
    Raises ``ValueError`` or ``KeyError`` on a line that is no erasure; then nothing is destroyed.
    """
    serials = {UUID(json.loads(line)["serial"]) for line in whole_lines(path) if line.strip()}
    living = SubjectKey.objects.select_for_update().filter(destroyed_at=None).in_bulk(serials, field_name="serial")
    for row in living.values():
        destroy(row)
    for work in _after_replay:
        work()
    return len(living)


def after_replay(work: Callable[[], object]) -> None:
    """Let ``work`` be done in the transaction of each replay: it empties what an erasure emptied beside the key."""
    _after_replay.append(work)


@transaction.atomic
def rewrap_keys(former: str) -> int:
    """Wrap every living key that was wrapped under ``former`` under the sealing key of the settings; returns how many.

    What is sealed under those keys needs no change.
    """
    master = former.encode()
    rows = list(SubjectKey.objects.select_for_update().filter(destroyed_at=None, wrapped_by=key_id(master)))
    for row in rows:
        wrap(row, open_key(row, master))
    SubjectKey.objects.bulk_update(rows, ["wrapped", "wrapped_by"], batch_size=500)
    return len(rows)
