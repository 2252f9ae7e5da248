"""The registers of archives, of the dossiers they are filed in, and of the classes they are kept by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from pranata.engines.archives.counting import recount, recount_classes
from pranata.engines.archives.models import (
    VIEW,
    VIEW_RESTRICTED,
    ArchiveClass,
    ArchiveItem,
    Confidentiality,
    Dossier,
)
from pranata.engines.registers.registry import Register, declare
from pranata.engines.search.sources import Source, SourceText, declare_source, label_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pranata.base.access.models import User

PROCESS = 4  # the area of change: Tata Laksana


def count_items(rows: Sequence[ArchiveItem], by: User | None) -> None:
    """Until when they are kept, counted anew."""
    if rows:
        recount(rows, rows[0].office)


def count_of_dossiers(rows: Sequence[Dossier], by: User | None) -> None:
    """What lies in a dossier is kept as long as that says."""
    if rows:
        items = ArchiveItem.objects.kept().filter(dossier__in=[each.pk for each in rows])
        recount(list(items.select_related("dossier")), rows[0].office)


def count_of_classes(rows: Sequence[ArchiveClass], by: User | None) -> None:
    """What stands under these codes."""
    if rows:
        recount_classes(rows[0].office, [each.code for each in rows])


def text_of(item: ArchiveItem) -> SourceText | None:
    """An archive as the search has it; one that was born of a record is found as that record."""
    if item.source_label:
        return None
    is_ordinary = item.confidentiality == Confidentiality.ORDINARY
    return SourceText(
        title=item.title,
        reference=item.number,
        body="\n".join(filter(None, (item.archive_class, item.note, item.location))),
        dated_on=item.dated_on,
        permission=VIEW if is_ordinary else VIEW_RESTRICTED,
    )


declare_source(
    Source(
        label=label_of(ArchiveItem),
        title=_("Daftar arsip"),
        model=ArchiveItem,
        text=text_of,
        address=ArchiveItem.get_absolute_url,
        permissions=(VIEW, VIEW_RESTRICTED),
    )
)
ITEMS = declare(
    Register(
        ArchiveItem,
        code="arsip",
        title=_("Daftar arsip"),
        columns=("number", "title", "archive_class", "unit", "dated_on", "state", "kept_until"),
        fields=(
            "number", "title", "dossier", "archive_class", "unit", "dated_on", "closed_on", "quantity", "medium",
            "copy", "category", "protection", "folder", "box", "location", "confidentiality", "note",
        ),
        key=("number",),
        filters=("state", "unit", "category", "medium", "dated_on", "kept_until"),
        search=("number", "title", "archive_class", "note", "location"),
        introduction=_(
            "Semua arsip yang disimpan kantor ini. Dokumen dan bukti masuk sendiri; arsip kertas ditambahkan di sini."
        ),
        hints={
            "closed_on": _("Masa simpan dihitung dari akhir tahun ini. Kosongkan bila berkasnya masih terbuka."),
            "archive_class": _("Kode dari register Klasifikasi arsip; menentukan masa simpan dan nasib akhirnya."),
            "protection": _("Untuk arsip vital: misalnya duplikasi, penyimpanan terpisah, brankas tahan api."),
        },
        area=PROCESS,
        page=ArchiveItem.get_absolute_url,
        wrote=count_items,  # type: ignore[arg-type]  # the rows of this register are archives
        is_removable=False,
    )
)  # fmt: skip
DOSSIERS = declare(
    Register(
        Dossier,
        code="berkas-arsip",
        title=_("Daftar berkas"),
        columns=("number", "title", "archive_class", "unit", "opened_on", "closed_on", "quantity"),
        fields=("number", "title", "archive_class", "unit", "opened_on", "closed_on", "quantity", "note"),
        key=("number",),
        filters=("unit", "opened_on", "closed_on"),
        search=("number", "title", "archive_class"),
        introduction=_(
            "Arsip tentang hal yang sama disimpan dalam satu berkas. Masa simpannya dihitung sejak berkas ditutup."
        ),
        area=PROCESS,
        wrote=count_of_dossiers,  # type: ignore[arg-type]  # the rows of this register are dossiers
    )
)
CLASSES = declare(
    Register(
        ArchiveClass,
        code="klasifikasi-arsip",
        title=_("Klasifikasi dan jadwal retensi arsip"),
        columns=("code", "name", "active_years", "inactive_years", "fate", "valid_from", "certainty"),
        fields=(
            "code", "name", "active_years", "inactive_years", "fate", "valid_from", "valid_to", "source", "certainty",
        ),
        key=("code", "valid_from"),
        filters=("fate", "certainty", "valid_from"),
        search=("code", "name"),
        introduction=_(
            "Klasifikasi (Kpt 1257/2024) dan JRA (PKPU 17/2023) diisi dari naskah milik kantor ini. Bila berubah, "
            "tambahkan baris baru dengan tanggal berlakunya: berkas lama tetap menurut yang lama."
        ),
        area=PROCESS,
        wrote=count_of_classes,  # type: ignore[arg-type]  # the rows of this register are classes
    )
)  # fmt: skip
