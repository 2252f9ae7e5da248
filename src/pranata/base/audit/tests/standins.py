"""Offices, users and targets as the audit sees them: whoever has a code, a key, a label."""

from types import SimpleNamespace

from django.db import transaction

from pranata.base.audit.actions import record
from pranata.base.audit.models import ChainHead
from pranata.base.audit.verification import verify

TRENGGALEK = SimpleNamespace(code="3503")
MALANG = SimpleNamespace(code="3507")
ACTOR = SimpleNamespace(pk=3)


def record_many(office, count):
    """``count`` events of one office, each with something in every column; returns them."""
    with transaction.atomic():
        return [
            record(
                office=office,
                actor=ACTOR,
                action="contoh.ubah",
                target=ChainHead(pk=7),
                before={"nomor": number},
                after={"nomor": number + 1},
                personal={"nama": "Contoh Satu"},
                subject="person:12",
            )
            for number in range(count)
        ]


def first_bad(**options):
    """Office, sequence and fault of the first bad link, or ``None``; the options are those of ``verify``."""
    bad = verify(**options).bad
    return bad and (bad.office_code, bad.sequence, bad.fault)
