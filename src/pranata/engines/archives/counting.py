"""Until when archives are kept, counted by the classes of their office and written down."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from django.db.models import Q

from pranata.engines.archives.models import ArchiveClass, ArchiveItem, Status
from pranata.engines.archives.rules import term

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from pranata.base.org.models import Office

COUNTED = ("active_until", "kept_until", "fate", "closed_on")
WRITTEN_AT_ONCE = 500


class Schedule:
    """The classes of an office with one of ``codes``, read once."""

    def __init__(self, office: Office, codes: Iterable[str]) -> None:
        self.by_code: dict[str, list[ArchiveClass]] = defaultdict(list)
        wanted = {each for each in codes if each}
        found = ArchiveClass.objects.filter(office=office) if wanted else ArchiveClass.objects.none()
        if len(wanted) <= WRITTEN_AT_ONCE:
            found = found.filter(code__in=wanted)
        for each in found.order_by("valid_from"):
            self.by_code[each.code].append(each)

    def class_on(self, code: str, day: date) -> ArchiveClass | None:
        """The class of that code in force on ``day``; of an older day than any, the first there was."""
        same = self.by_code.get(code, [])
        fits = [each for each in same if each.valid_from <= day and (each.valid_to is None or day <= each.valid_to)]
        later = [each for each in same if day < each.valid_from]
        return fits[-1] if fits else next(iter(later), None)


def count_years(item: ArchiveItem, schedule: Schedule) -> None:
    """Set until when ``item`` is kept, by the class in force on the day its file was closed; nothing of an open file.

    A fate that was judged stays.
    """
    if item.dossier is not None:
        item.closed_on = item.dossier.closed_on
    item.active_until = item.kept_until = None
    found = schedule.class_on(item.class_code, item.closed_on) if item.closed_on else None
    if found is None or item.closed_on is None:
        item.fate = item.fate if item.is_judged else ""
        return
    kept = term(item.closed_on, found.retention)
    item.active_until, item.kept_until = kept.active_until, kept.kept_until
    item.fate = item.fate if item.is_judged else kept.fate.value


def recount(items: Sequence[ArchiveItem], office: Office) -> int:
    """Count the years of ``items`` of ``office`` anew and write those that changed; returns how many did."""
    schedule = Schedule(office, (each.class_code for each in items))
    changed = []
    for each in items:
        before = [getattr(each, name) for name in COUNTED]
        count_years(each, schedule)
        if before != [getattr(each, name) for name in COUNTED]:
            changed.append(each)
    ArchiveItem.objects.bulk_update(changed, COUNTED, batch_size=WRITTEN_AT_ONCE)
    return len(changed)


def recount_classes(office: Office, codes: Iterable[str]) -> int:
    """Count anew what stands under one of ``codes`` and is on no way out; a file stays under the class of its day."""
    wanted = set(codes)
    under = Q(archive_class__in=wanted) | Q(archive_class="", dossier__archive_class__in=wanted)
    items = ArchiveItem.objects.filter(under, office=office).select_related("dossier")
    return recount(list(items.filter(state__in=(Status.ACTIVE, Status.INACTIVE, Status.JUDGED))), office)
