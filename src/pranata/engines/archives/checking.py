"""Whether what somebody wants to do with archives may be done, told by name of each that it may not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pranata.engines.archives.models import ArchiveItem, Loan
from pranata.engines.archives.rules import Due, State, may_be_destroyed_now, refusal
from pranata.engines.archives.words import REFUSAL_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from typing import Any

    from pranata.base.access.models import User
    from pranata.base.org.models import Office

NAMED = 10  # archives named in one refusal
LONGEST_TITLE = 80


def fresh(office: Office, items: Iterable[ArchiveItem]) -> list[ArchiveItem]:
    """The archives as they stand now, in the order given, with nobody else writing. Raises ``ValidationError``."""
    wanted = [each.pk for each in items]
    if not wanted:
        raise ValidationError({"items": _("Pilih sedikitnya satu arsip.")})
    found = ArchiveItem.objects.select_for_update().filter(office=office, pk__in=wanted).in_bulk()
    if len(found) != len(set(wanted)):
        raise ValidationError({"items": _("Ada arsip yang bukan milik satuan kerja ini.")})
    return [found[each] for each in dict.fromkeys(wanted)]


def lent_ids(items: Sequence[ArchiveItem]) -> set[int]:
    """Which of them are out; one query."""
    return set(Loan.objects.out().filter(item__in=[each.pk for each in items]).values_list("item_id", flat=True))


def refuse_unless(what: Due, items: Sequence[ArchiveItem], on: date) -> None:
    """Raises ``ValidationError`` naming every one of ``items`` with which ``what`` may not be done on ``on``."""
    lent = lent_ids(items)
    wrong = []
    for each in items:
        why = refusal(what, State(each.state), on, each.term, is_held=each.is_held, is_lent=each.pk in lent)
        if why is not None:
            wrong.append(_("%(item)s: %(why)s.") % {"item": _short(each), "why": REFUSAL_WORDS[why]})
    _refuse(wrong)


def refuse_unless_destroyable(items: Sequence[ArchiveItem], on: date) -> None:
    """Raises ``ValidationError`` naming every approved one that may no longer be destroyed."""
    lent = lent_ids(items)
    _refuse(
        [
            _("%s: tidak boleh dimusnahkan lagi (ditahan, dipinjam, atau nasib akhirnya berubah).") % _short(each)
            for each in items
            if not may_be_destroyed_now(on, each.term, is_held=each.is_held, is_lent=each.pk in lent)
        ]
    )


def refuse_days(said: dict[str, date | None], *, today: date) -> None:
    """Raises ``ValidationError`` where a day of ``said`` lies ahead, or before one that stands above it."""
    wrong, last = {}, None
    for name, day in said.items():
        if day is None:
            continue
        if day > today:
            wrong[name] = _("Tanggal ini belum tiba.")
        elif last is not None and day < last:
            wrong[name] = _("Tanggal ini mendahului langkah sebelumnya.")
        last = day
    if wrong:
        raise ValidationError(wrong)


def refuse_blank(**said: str) -> None:
    """Raises ``ValidationError`` at each text that is empty."""
    if empty := [name for name, text in said.items() if not text.strip()]:
        raise ValidationError(dict.fromkeys(empty, _("Bagian ini belum diisi.")))


def sealed(by: User | None, **words: str) -> dict[str, Any]:
    """How ``record`` keeps free text: sealed under its writer, or not at all."""
    kept = {name: text for name, text in words.items() if text}
    return {"personal": kept, "subject": by.seal_subject} if by is not None and kept else {}


def _short(item: ArchiveItem) -> str:
    return item.title if len(item.title) <= LONGEST_TITLE else f"{item.title[:LONGEST_TITLE]}…"


def _refuse(wrong: list[str]) -> None:
    if not wrong:
        return
    more = [_("dan %d arsip lain.") % (len(wrong) - NAMED)] if len(wrong) > NAMED else []
    raise ValidationError({"items": wrong[:NAMED] + more})
