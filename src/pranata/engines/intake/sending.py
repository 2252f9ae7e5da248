"""One accepted submission per page: the case, its receipt and the count in one transaction; sent again, the receipt."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, transaction
from django.utils.translation import get_language

from pranata.base.files.errors import RefusedFile
from pranata.base.seal.cipher import decrypt, encrypt
from pranata.engines.intake import staging
from pranata.engines.intake.declaration import AnonymousForm, Submission
from pranata.engines.intake.limits import note_attempt
from pranata.engines.intake.models import SentForm
from pranata.lib import clock

if TYPE_CHECKING:
    from pranata.base.org.models import Office
    from pranata.engines.intake.limits import Source
    from pranata.engines.intake.staging import Arrived, Attachment
    from pranata.engines.intake.tokens import Token

Receipt = dict[str, Any]
CONTEXT = "intake-receipt"


def receipt_of(token: Token) -> Receipt | None:
    """What the receipt of this page showed, if the page was accepted before."""
    row = next(iter(SentForm.objects.filter(token_digest=token.digest)), None)
    return json.loads(decrypt(token.key("receipt"), bytes(row.receipt), context=CONTEXT)) if row else None


def send(
    declared: AnonymousForm,
    office: Office,
    token: Token,
    data: dict,
    *,
    arrived: Iterable[Arrived] = (),
    counted_at: str,
    source: Source,
) -> tuple[Receipt, bool]:
    """Hand the form over to its capability; returns the receipt, and whether it is the first.

    Its files are those that were sent ahead and ``arrived``, which came with it.
    When the same page is sent twice at once, the second finds the first's row, or its files gone, and undoes all that
    it did itself. Raises ``ValidationError`` and ``RefusedFile`` as the capability does.
    """
    try:
        with transaction.atomic():
            ahead = staging.staged(token) if declared.attachments else []
            files = all_files(declared, ahead, arrived)
            receipt = dict(declared.accept(Submission(office, data, files, get_language() or "")))
            text = json.dumps(receipt, cls=DjangoJSONEncoder)
            SentForm.objects.create(
                token_digest=token.digest,
                receipt=encrypt(token.key("receipt"), text.encode(), context=CONTEXT),
                expires_at=token.expires_at,
            )
            note_attempt(counted_at, source)
            if ahead:
                staging.release(token)
            return json.loads(text), True
    except (IntegrityError, ValidationError, RefusedFile):
        earlier = receipt_of(token)
        if earlier is None:
            raise
        return earlier, False


def all_files(
    declared: AnonymousForm, ahead: list[Attachment], arrived: Iterable[Arrived]
) -> tuple[Attachment | Arrived, ...]:
    """The files of a form, each once; raises ``RefusedFile`` when there are more than it takes."""
    files = {file.handle: file for file in (*ahead, *arrived)}
    if declared.attachments:
        staging.refuse_count(len(files), declared.attachments)
    return tuple(files.values())


def forget_sent() -> None:
    """Drop the receipts of pages that could not be sent again anyway."""
    SentForm.objects.filter(expires_at__lte=clock.real_now()).delete()
