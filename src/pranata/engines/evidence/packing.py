"""Evidence as one archive: a folder for each thing proved, an index, and checksums that ``sha256sum -c`` accepts."""

from __future__ import annotations

import csv
import hashlib
import io
import zipfile
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING

from django.utils.translation import gettext as _

from pranata.base.files.downloads import open_file
from pranata.base.files.kinds import ACCEPTED
from pranata.base.files.names import clean_name
from pranata.base.seal.errors import Erased
from pranata.engines.evidence.rules import Proof
from pranata.lib.text import as_plain_cell

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from pranata.base.files.models import StoredFile
    from pranata.engines.documents.queries import SourceFile
    from pranata.engines.evidence.models import Evidence

INDEX, SUMS = "indeks.csv", "SHA256SUMS"
CHUNK_BYTES = 1024 * 1024
COMPRESSED = ("text/", "application/json")  # everything else is compressed already


@dataclass(frozen=True)
class Entry:
    """One item under what it proves: ``folder`` names that, ``words`` say it, ``file`` is what stands for the item,
    ``address`` its page."""

    folder: str
    words: str
    item: Evidence
    file: SourceFile | None
    address: str = ""


@dataclass
class Pack:
    """An archive being written as of ``today``."""

    archive: zipfile.ZipFile
    today: date
    taken: set[str] = field(default_factory=set)
    sums: list[tuple[str, str]] = field(default_factory=list)

    def add(self, entry: Entry) -> list[str]:
        """Put the entry's file into the archive; the line of the index."""
        place, digest, note = "", "", ""
        if entry.file is None:
            note = _("tanpa salinan") if entry.item.link else _("tanpa berkas")
        else:
            try:
                place, digest = self.copy(entry.folder, entry.file)
            except (FileNotFoundError, Erased):
                note = _("berkasnya hilang dari penyimpanan")
        return [
            entry.folder,
            entry.words,
            entry.item.title,
            place,
            entry.item.dated_on.isoformat(),
            entry.item.valid_to.isoformat() if entry.item.valid_to else "",
            str(entry.item.get_confidentiality_display()),
            standing(entry.item, self.today),
            digest,
            entry.item.link or entry.address,
            note,
        ]

    def copy(self, folder: str, file: SourceFile) -> tuple[str, str]:
        """Put a stored file into a folder: where it lies, and its SHA-256. Raises ``FileNotFoundError``, ``Erased``."""
        with open_file(file.stored) as source:
            place = self._free_place(folder, file_name(file))
            digest = self._write(place, source, file.stored)
        return place, digest

    def _write(self, place: str, source: IO[bytes], stored: StoredFile) -> str:
        info = zipfile.ZipInfo(place, date_time=(self.today.year, self.today.month, self.today.day, 0, 0, 0))
        info.compress_type = zipfile.ZIP_DEFLATED if stored.media_type.startswith(COMPRESSED) else zipfile.ZIP_STORED
        info.external_attr = 0o644 << 16
        digest = hashlib.sha256()
        with self.archive.open(info, "w", force_zip64=stored.size >= zipfile.ZIP64_LIMIT) as target:
            while chunk := source.read(CHUNK_BYTES):
                digest.update(chunk)
                target.write(chunk)
        self.sums.append((digest.hexdigest(), place))
        return digest.hexdigest()

    def _free_place(self, folder: str, name: str) -> str:
        """A place in the archive that no other file has, whatever the case its letters are in."""
        stem, dot, ending = name.rpartition(".")
        number, place = 1, f"{folder}/{name}"
        while place.casefold() in self.taken:
            number += 1
            place = f"{folder}/{stem if dot else name} ({number}){dot}{ending if dot else ''}"
        self.taken.add(place.casefold())
        return place

    def put(self, place: str, content: bytes) -> str:
        """Write content made just now, with its checksum, which is given back."""
        self.taken.add(place.casefold())
        self.write_text(place, content)
        self.sums.append((hashlib.sha256(content).hexdigest(), place))
        return self.sums[-1][0]

    def write_text(self, place: str, content: bytes) -> None:
        info = zipfile.ZipInfo(place, date_time=(self.today.year, self.today.month, self.today.day, 0, 0, 0))
        info.compress_type = zipfile.ZIP_DEFLATED
        info.external_attr = 0o644 << 16
        self.archive.writestr(info, content)


def pack(target: IO[bytes], entries: Iterable[Entry], *, today: date, unseen: int) -> None:
    """Write the archive of ``entries`` into ``target``; ``unseen`` items that are not the reader's are only counted."""
    with zipfile.ZipFile(target, "w") as archive:
        packed = Pack(archive, today)
        lines = [packed.add(entry) for entry in entries]
        if unseen:
            lines.append([_("%d bukti lain tidak disertakan karena tidak terbuka bagi Anda.") % unseen])
        index = index_of(lines)
        packed.write_text(INDEX, index)
        sums = [*packed.sums, (hashlib.sha256(index).hexdigest(), INDEX)]
        packed.write_text(SUMS, "".join(f"{digest}  {place}\n" for digest, place in sums).encode())


def index_of(lines: Iterable[list[str]]) -> bytes:
    """The index as CSV with a mark that Excel understands; a cell is text, never a formula."""
    headings = [
        _("kode"),
        _("membuktikan"),
        _("judul"),
        _("berkas"),
        _("tanggal"),
        _("berlaku sampai"),
        _("keamanan"),
        _("keadaan"),
        "SHA-256",
        _("tautan"),
        _("keterangan"),
    ]
    out = io.StringIO()
    csv.writer(out).writerows([as_plain_cell(cell) for cell in line] for line in [headings, *lines])
    return out.getvalue().encode("utf-8-sig")


def standing(item: Evidence, today: date) -> str:
    """What the item is worth today, in words."""
    words = {Proof.PROVEN: _("berlaku"), Proof.REMOVED: _("ditarik"), Proof.EXPIRED: _("habis masa berlakunya")}
    return words[item.proof_on(today)]


def file_name(file: SourceFile) -> str:
    """What the file is called in an archive; a name without ending gets that of its kind."""
    name = clean_name(file.name)
    ending = next((ending for ending, kind in ACCEPTED.items() if kind == file.stored.media_type), "")
    return name if "." in name or not ending else f"{name}.{ending}"
