import json
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils.translation import gettext as _

from pranata.base.audit.copies import default_path
from pranata.base.audit.verification import BadLink, Verification, verify
from pranata.base.readiness import database_is_ready


class Command(BaseCommand):
    help = (
        "Recompute the chains of all recorded events; exit 1 and the first bad link when something was tampered with."
    )

    def add_arguments(self, parser):
        parser.add_argument("--office", metavar="CODE", default=None, help="only the chain of this office")
        parser.add_argument("--json", action="store_true", help="print JSON alone")

    def handle(self, *, office, **options):
        if not database_is_ready():
            sentence = _(
                "Basis data belum disiapkan atau tidak dapat dibaca; jalankan dulu: ./pranata start --no-serve"
            )
            raise CommandError(sentence)
        try:
            result = verify(office_code=office, copy=default_path())
        except ImproperlyConfigured as error:
            raise CommandError(str(error)) from error
        except DatabaseError as error:
            raise CommandError(_("Basis data tidak dapat dibaca: %s") % error) from error
        if office and not result.chains and not result.bad:
            raise CommandError(_("Satuan kerja %s tidak punya rantai kejadian.") % office)
        self.stdout.write(json.dumps(as_json(result)) if options["json"] else as_text(result))
        if result.bad:
            sys.exit(1)


def as_json(result: Verification) -> dict:
    """``{"ok", "events", "chains", "bad"}``; ``bad`` is null or names office, sequence, id and fault."""
    bad = result.bad and {
        "office": result.bad.office_code,
        "sequence": result.bad.sequence,
        "id": result.bad.event_id,
        "what": result.bad.fault.value,
    }
    return {"ok": result.bad is None, "events": result.events, "chains": result.chains, "bad": bad}


def as_text(result: Verification) -> str:
    if result.bad:
        return describe(result.bad)
    if not result.chains:
        return _("Rantai utuh: tanpa kejadian.")
    return _("Rantai utuh: %(events)d kejadian dalam %(chains)d rantai.") % {
        "events": result.events,
        "chains": result.chains,
    }


def describe(bad: BadLink) -> str:
    """One sentence naming the fault and where it is."""
    return _("Rantai putus: %(fault)s (satuan kerja %(office)s, urutan %(sequence)s, id %(id)s).") % {
        "fault": bad.fault.label,
        "office": bad.office_code or "-",
        "sequence": bad.sequence or "-",
        "id": bad.event_id or "-",
    }
