"""Archives taken away as one package: a BagIt bag (RFC 8493) with their files and what is known of each."""

from __future__ import annotations

import csv
import shutil
import tempfile
import zipfile
from collections import defaultdict
from pathlib import Path
from typing import IO, TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from pranata.base.audit.actions import record
from pranata.base.files.downloads import open_file
from pranata.base.files.names import clean_name
from pranata.base.org.permission import require
from pranata.engines.archives.contents import Content, kind_of
from pranata.engines.archives.models import EDIT, ArchiveItem
from pranata.lib import clock
from pranata.lib.text import as_plain_cell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pranata.base.access.models import User
    from pranata.base.org.models import Office

ALGORITHMS = ["sha256", "sha512"]
METADATA = "metadata.csv"
COLUMNS = (  # ISAD(G): reference code, title, creator, dates, extent, level; then what PP 28/2012 wants on the lists
    "reference_code", "title", "creator", "dates", "extent", "level",
    "archive_class", "copy", "medium", "confidentiality", "state", "kept_until", "fate", "files",
)  # fmt: skip


@transaction.atomic
def write_bag(office: Office, items: Sequence[ArchiveItem], target: IO[bytes], *, by: User | None) -> int:
    """Write a ZIP with one bag of ``items`` into ``target``: a folder for each archive that has files, and
    ``metadata.csv``. Returns how many files it holds. What is only on paper has its row there and no folder.

    The caller has chosen among what ``by`` may see. Raises ``Forbidden``.
    """
    import bagit  # type: ignore[import-untyped]  # noqa: PLC0415 -- slow import

    require(by, EDIT, office)
    name = bag_name(office)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / name
        folder.mkdir()
        counts = {each.pk: _copy(contents, folder / folder_of(each)) for each, contents in contents_of(office, items)}
        _write_metadata(folder / METADATA, office, items, counts)
        bagit.make_bag(folder, _facts(office, items), checksums=ALGORITHMS)
        _zip(folder, target)
    count = sum(counts.values())
    after = {"items": [each.pk for each in items], "files": count}
    record(office=office, actor=by, action="archives.packed", target=office, after=after)
    return count


def bag_name(office: Office) -> str:
    """What the bag and its folder are called: office and day."""
    return f"arsip-{office.code}-{clock.today().isoformat()}"


def folder_of(item: ArchiveItem) -> str:
    """Where the files of an archive lie in the bag."""
    return f"arsip-{item.pk:07d}"


def contents_of(office: Office, items: Sequence[ArchiveItem]) -> list[tuple[ArchiveItem, list[Content]]]:
    """Each archive with the files of the record it was born of; each kind of record is asked once."""
    by_label: dict[str, list[int]] = defaultdict(list)
    for each in items:
        if each.source_id is not None:
            by_label[each.source_label].append(each.source_id)
    found: dict[tuple[str, int | None], list[Content]] = {}
    for label, ids in by_label.items():
        if kind := kind_of(label):
            found |= {(label, pk): contents for pk, contents in kind.files(office, ids).items()}
    return [(each, found.get((each.source_label, each.source_id), [])) for each in items]


def _copy(contents: Sequence[Content], folder: Path) -> int:
    """Copy the files, none over another; a sealed one never leaves."""
    open_ones = [each for each in contents if not each.file.is_sealed]
    if open_ones:
        folder.mkdir()
    for number, each in enumerate(open_ones, start=1):
        with open_file(each.file) as source, (folder / f"{number:02d}-{clean_name(each.name)}").open("wb") as copy:
            shutil.copyfileobj(source, copy)
    return len(open_ones)


def _write_metadata(path: Path, office: Office, items: Sequence[ArchiveItem], counts: dict[int, int]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for each in items:
            writer.writerow([as_plain_cell(text) for text in _described(office, each, counts[each.pk])])


def _described(office: Office, item: ArchiveItem, count: int) -> list[str]:
    level = _("item")
    return [
        f"{office.code}/{item.number}",
        item.title,
        str(item.unit or office.name),
        item.dated_on.isoformat(),
        item.quantity or (_("%d berkas digital") % count if count else ""),
        level,
        item.class_code,
        item.get_copy_display(),
        item.get_medium_display(),
        item.get_confidentiality_display(),
        item.get_state_display(),
        item.kept_until.isoformat() if item.kept_until else "",
        item.get_fate_display(),
        f"data/{folder_of(item)}/" if count else "",
    ]


def _facts(office: Office, items: Sequence[ArchiveItem]) -> dict[str, str]:
    """The bag's own description."""
    return {
        "Source-Organization": office.name,
        "External-Identifier": bag_name(office),
        "External-Description": _("%d arsip dengan keterangannya") % len(items),
        "Bagging-Date": clock.today().isoformat(),
        "Bag-Software-Agent": "bagit-python",
    }


def _zip(folder: Path, target: IO[bytes]) -> None:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                archive.write(path, Path(folder.name) / path.relative_to(folder))
