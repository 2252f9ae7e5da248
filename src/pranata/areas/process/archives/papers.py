"""What the papers of archives say: the lists, and the berita acara of a transfer and of a destruction."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pranata.areas.process.archives.lists import DISPOSAL_COLUMNS, INACTIVE_COLUMNS, disposal_rows, inactive_row
from pranata.engines.archives.models import DisposalStatus, TransferKind, TransferStatus
from pranata.engines.assessments.papers import BLANK, Chapter, Paper, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from pranata.areas.process.archives.lists import ArchiveList
    from pranata.base.access.models import User
    from pranata.base.org.models import Office
    from pranata.engines.archives.models import ArchiveItem, Disposal, Transfer

MOST_PRINTED = 2000  # rows of one list on paper; the workbook has all


def list_paper(which: ArchiveList, office: Office, reader: User, today: date) -> Paper:
    """One of the lists, up to ``MOST_PRINTED`` rows."""
    rows = tuple(islice(which.rows(office, reader), MOST_PRINTED + 1))
    said = []
    if len(rows) > MOST_PRINTED:
        said.append(_("Hanya %d baris pertama yang dicetak; semuanya ada dalam berkas Excel.") % MOST_PRINTED)
    if not rows:
        said.append(_("Belum ada isinya."))
    table = _table(which.columns, rows[:MOST_PRINTED])
    return Paper(which.name, str(which.title), office.name, today, (Chapter("", tuple(said), table),))


def transfer_paper(transfer: Transfer, items: Sequence[ArchiveItem], today: date) -> Paper:
    """Berita acara of a transfer or a hand-over with the list as its annex."""
    is_static = transfer.kind == TransferKind.STATIC
    title = _("Berita acara penyerahan arsip statis") if is_static else _("Berita acara pemindahan arsip inaktif")
    words = _(
        "Pada hari ini, %(day)s, bertempat di %(place)s, yang menyerahkan, %(giver)s, telah menyerahkan %(count)d "
        "arsip kepada yang menerima, %(receiver)s di %(where)s, menurut daftar terlampir."
    ) % {
        "day": _long_day(transfer.moved_on),
        "place": transfer.place or BLANK,
        "giver": _person(transfer.giver_name, transfer.giver_role),
        "receiver": _person(transfer.receiver_name, transfer.receiver_role),
        "where": transfer.receiver,
        "count": len(items),
    }
    done = transfer.status == TransferStatus.DONE
    closing = _("Dibuat dalam rangkap dua untuk digunakan sebagaimana mestinya.")
    table = _table(INACTIVE_COLUMNS, (inactive_row(each) for each in items))
    return Paper(
        "berita-acara",
        title,
        transfer.office.name,
        transfer.moved_on or today,
        (Chapter("", (*_draft(is_done=done), words, closing)), Chapter(_("Daftar arsip"), (), table)),
        number=transfer.number or BLANK,
        signers=(_("Yang menerima"), _("Yang menyerahkan")),
    )


def disposal_paper(disposal: Disposal, items: Sequence[ArchiveItem], today: date) -> Paper:
    """Before its destruction the proposal with its list; after it the berita acara."""
    table = _table(DISPOSAL_COLUMNS, disposal_rows(items))
    listed = Chapter(_("Daftar arsip usul musnah"), (), table)
    if disposal.status in (DisposalStatus.DRAFT, DisposalStatus.JUDGED):
        judged = Chapter(_("Pertimbangan panitia penilai"), (disposal.judgement or BLANK, disposal.panel or BLANK))
        return Paper(
            "usul-musnah", _("Usul pemusnahan arsip"), disposal.office.name, disposal.judged_on or today,
            (Chapter("", (disposal.title,)), judged, listed), number=BLANK, signers=(_("Ketua panitia penilai"),),
        )  # fmt: skip
    return _destruction(disposal, items, listed, today)


def _destruction(disposal: Disposal, items: Sequence[ArchiveItem], listed: Chapter, today: date) -> Paper:
    words = _(
        "Pada hari ini, %(day)s, bertempat di %(place)s, berdasarkan Keputusan %(decree)s tanggal %(decided)s dan "
        "persetujuan %(approver)s nomor %(number)s tanggal %(approved)s, telah dimusnahkan %(count)d arsip menurut "
        "daftar terlampir dengan cara %(method)s."
    ) % {
        "day": _long_day(disposal.destroyed_on),
        "place": disposal.place or BLANK,
        "decree": disposal.decree_number or BLANK,
        "decided": _day(disposal.decided_on),
        "approver": disposal.approval_by,
        "number": disposal.approval_number,
        "approved": _day(disposal.approved_on),
        "count": len(items),
        "method": disposal.get_method_display() or BLANK,
    }
    electronic = _("Berkas elektronik dihapus tersendiri pada catatan asalnya.")
    done = disposal.status == DisposalStatus.DESTROYED
    chapters = (
        Chapter("", (*_draft(is_done=done), words, electronic, _("Dibuat dalam rangkap dua."))),
        Chapter(_("Penanda tangan"), tuple(disposal.signatories.splitlines()) or (BLANK,)),
        Chapter(_("Saksi dari unsur hukum dan unsur pengawasan"), tuple(disposal.witnesses.splitlines()) or (BLANK,)),
        listed,
    )
    signers = (_("Penanda tangan"), _("Saksi unsur hukum"), _("Saksi unsur pengawasan"))
    return Paper(
        "berita-acara", _("Berita acara pemusnahan arsip"), disposal.office.name, disposal.destroyed_on or today,
        chapters, number=disposal.number or BLANK, signers=signers,
    )  # fmt: skip


def _table(columns: Sequence[tuple[object, int]], rows: Iterable[tuple[str, ...]]) -> Table:
    return Table(tuple(str(each) for each, _width in columns), tuple(width for _words, width in columns), tuple(rows))


def _draft(*, is_done: bool) -> tuple[str, ...]:
    return () if is_done else (_("KONSEP: belum dicatat sebagai selesai."),)


def _long_day(day: date | None) -> str:
    return date_format(day, "l, j F Y") if day else BLANK


def _day(day: date | None) -> str:
    return date_format(day, "j F Y") if day else BLANK


def _person(name: str, role: str) -> str:
    return ", ".join(filter(None, [name, role])) or BLANK
