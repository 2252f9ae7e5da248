"""What the pages of archives show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from pranata.engines.archives.contents import kind_of
from pranata.engines.archives.models import ArchiveClass, ArchiveItem, Category, Loan, Status
from pranata.engines.archives.rules import Due
from pranata.engines.archives.words import DUE_WORDS

if TYPE_CHECKING:
    from datetime import date

    from django.utils.functional import Promise

    from pranata.base.access.models import User
    from pranata.base.org.models import Office

# The lists of what waits, by the word in their address.
DUE_PAGES = {"pindah": Due.TO_INACTIVE, "musnah": Due.TO_DESTROY, "serah": Due.TO_HAND_OVER, "nilai": Due.TO_JUDGE}
DUE_TITLES = {
    "pindah": _("Dipindahkan ke unit kearsipan"),
    "musnah": _("Diusulkan musnah"),
    "serah": _("Diserahkan ke lembaga kearsipan daerah"),
    "nilai": _("Dinilai kembali"),
}


def due_address(office: Office, slug: str) -> str:
    """Where the list of what waits for this work stands."""
    return reverse(f"desk:archives:due_{slug}", args=[office.code])


@dataclass(frozen=True)
class Waits:
    """One kind of work and how many archives wait for it."""

    title: str | Promise
    count: int
    address: str


@dataclass(frozen=True)
class Overview:
    """How many archives there are in each state, what waits, what is out."""

    states: list[tuple[str, int]]
    waits: list[Waits]
    without_class: int
    vital: int
    unprotected: int
    out: int
    overdue: int
    has_own_classes: bool
    sample_count: int


@dataclass(frozen=True)
class Stop:
    """One part of an archive's time: what it is called, until when, whether it is past, now or ahead."""

    words: str
    until: date | None
    state: str


def overview(office: Office, reader: User, today: date) -> Overview:
    """Of what ``reader`` may see; the same number of queries however many there are."""
    visible = ArchiveItem.objects.visible_to(reader).filter(office=office)
    counts = dict(visible.order_by().values_list("state").annotate(count=Count("pk")))
    special = visible.kept().filter(category__in=(Category.VITAL, Category.PROTECTED))
    loans = Loan.objects.visible_to(reader).filter(office=office)
    classes = dict(
        ArchiveClass.objects.filter(office=office).order_by().values_list("certainty").annotate(count=Count("pk"))
    )
    return Overview(
        states=[(str(each.label), counts.get(each, 0)) for each in Status if counts.get(each)],
        waits=[
            Waits(DUE_TITLES[slug], visible.due_on(today, what).count(), due_address(office, slug))
            for slug, what in DUE_PAGES.items()
        ],
        without_class=visible.kept().filter(kept_until=None).count(),
        vital=special.count(),
        unprotected=special.filter(protection="").count(),
        out=loans.out().count(),
        overdue=loans.overdue(today).count(),
        has_own_classes=bool(classes.get("source")),
        sample_count=classes.get("own", 0),
    )


def way_of(item: ArchiveItem) -> list[Stop]:
    """The life of an archive as its class says: active, inactive, then its fate."""
    if item.term is None:
        return []
    order = {Status.ACTIVE: 0, Status.INACTIVE: 1, Status.JUDGED: 1}
    now = order.get(Status(item.state), 2)
    words = [_now("aktif"), _now("inaktif"), item.get_fate_display()]
    days = [item.term.active_until, item.term.kept_until, None]
    states = ["done" if place < now else "now" if place == now else "" for place in range(3)]
    return [Stop(*each) for each in zip(words, days, states, strict=True)]


def clock_words(item: ArchiveItem, rule: ArchiveClass | None, today: date) -> list[str]:
    """How the years of an archive come about, a sentence each."""
    if not item.class_code:
        return [_now("Kode klasifikasinya belum diisi, jadi masa simpannya belum diketahui.")]
    if item.closed_on is None:
        return [_now("Berkasnya masih terbuka; masa simpan baru dihitung sejak berkas ditutup.")]
    if rule is None or item.term is None:
        words = _now("Kode %s belum ada di jadwal retensi kantor ini, jadi masa simpannya belum diketahui.")
        return [words % item.class_code]
    told = [
        _now("%(code)s %(name)s: %(active)d tahun aktif, %(inactive)d tahun inaktif, lalu %(fate)s.")
        % {
            "code": rule.code,
            "name": rule.name,
            "active": rule.active_years,
            "inactive": rule.inactive_years,
            "fate": rule.get_fate_display(),
        },
        _now(
            "Dihitung dari akhir tahun %(year)d, tahun berkasnya ditutup (dihitung tahun takwim: belum terkonfirmasi)."
        )
        % {"year": item.closed_on.year},
    ]
    if item.is_judged:
        told.append(_now("Sesudah dinilai kembali nasib akhirnya menjadi %s.") % item.get_fate_display())
    if item.is_held:
        told.append(_now("Sedang ditahan: tidak dimusnahkan dan tidak diserahkan sampai penahanannya dilepas."))
    waits = item.waits_for(today)
    if waits != Due.NOTHING:
        told.append(_now("Sekarang %s.") % DUE_WORDS[waits])
    return told


def origin_of(item: ArchiveItem) -> tuple[str, str]:
    """What kind of record it was born of, and that record's staff page; "" where nobody declared it."""
    kind = kind_of(item.source_label)
    if kind is None or item.source_id is None:
        return "", ""
    return str(kind.title), kind.address(item.office, item.source_id)
