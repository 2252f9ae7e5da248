"""Receipt codes as they are kept, and the case that a number and a code open."""

from __future__ import annotations

import hmac
from hashlib import sha256
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext as _

from pranata.base.seal.keys import derive
from pranata.engines.cases.registry import kinds
from pranata.engines.cases.rules import plain_code, plain_number

if TYPE_CHECKING:
    from pranata.engines.cases.models import Case


def keyed_hash(code: str) -> str:
    """What is kept of a receipt's code, however it was typed.

    Its key comes from the audit key, which is for good; the sealing key may be replaced, and receipts on paper not.
    """
    if not settings.AUDIT_KEY:
        raise ImproperlyConfigured(_("Kunci audit tidak ada: isi PRANATA_AUDIT_KEY atau berkas audit di var/keys."))
    key = derive(settings.AUDIT_KEY.encode(), "case-receipt")
    return hmac.new(key, plain_code(code).encode(), sha256).hexdigest()


def find_by_receipt(number: str, code: str) -> Case | None:
    """The case whose receipt bears that code, if the number fits; None for a wrong one of either, with equal work.

    A receipt given before registration bears no number: it opens with none, and with the one given since.
    """
    wanted, typed, found = keyed_hash(code), plain_number(number).encode(), None
    for kind in kinds():
        case = kind.model._base_manager.select_related("office").filter(receipt_hash=wanted).first()
        known = (case.number, case.receipt_number) if case else ("", "")
        fits = [hmac.compare_digest(typed, each.encode()) for each in known]
        if case is not None and plain_code(code) and any(fits):
            found = case
    return found
