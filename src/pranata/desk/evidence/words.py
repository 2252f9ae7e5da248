"""An item of evidence in chips and words."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pranata.engines.evidence.models import Confidentiality
from pranata.engines.evidence.rules import Proof

if TYPE_CHECKING:
    from datetime import date

    from pranata.engines.evidence.models import Evidence

Chip = tuple[str, str, str]  # words, kind and sign, as the component ``chip`` takes them
ENDS_SOON = timedelta(days=30)


def source_words(item: Evidence) -> str:
    """Where an item comes from."""
    if item.record_id is not None:
        return _("catatan")
    if item.link:
        return _("tautan") if item.file_id else _("tautan, tanpa salinan")
    return _("unggahan")


def chips(item: Evidence, today: date, *, others: int = 0) -> list[Chip]:
    """What a reader should see of an item at a glance; ``others`` is how much else it proves."""
    found: list[Chip] = [(source_words(item), "", "")]
    proof = item.proof_on(today)
    if proof == Proof.REMOVED:
        found.append((_("ditarik, tidak terbukti lagi"), "bad", "!"))
    elif proof == Proof.EXPIRED:
        found.append((_("habis berlaku, tidak terbukti lagi"), "bad", "!"))
    elif item.valid_to is not None and item.valid_to <= today + ENDS_SOON:
        found.append((_("berlaku s.d. %s") % date_format(item.valid_to, "j F"), "warn", "◔"))
    if others > 0:
        words = ngettext("dipakai juga di %d tempat lain", "dipakai juga di %d tempat lain", others)
        found.append((words % others, "ok", ""))
    if item.confidentiality != Confidentiality.ORDINARY:
        found.append((str(item.get_confidentiality_display()), "info", "▪"))
    if item.published_on is not None:
        found.append((_("terbuka untuk umum"), "ok", "✓"))
    return found
