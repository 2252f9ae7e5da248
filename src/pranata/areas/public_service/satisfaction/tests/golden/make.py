"""Makes the workbooks of this folder anew: ``python make.py``, in the project's environment. They are checked in, so
that anyone may open them and see the index reckoned by a spreadsheet."""

from __future__ import annotations

import os
import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parents[5]))
# Name, questionnaire, method, rows of answers (None: not answered) and their services.
TABLES: dict[str, tuple[str, str, list[list[int | None]], list[str]]] = {
    "skm-sembilan-unsur": (
        "skm", "",
        [[3, 3, 2, 4, 3, 3, 4, 3, 3], [4, 3, 3, 4, 3, 4, 4, 3, 3], [2, 3, 3, 4, 3, 3, 3, 2, 3]] * 4,
        [],
    ),
    "skm-semua-terendah": ("skm", "", [[1] * 9] * 5, []),
    "skm-semua-tertinggi": ("skm", "", [[4] * 9] * 5, []),
    "skm-bobot-011": ("skm", "bobot-011", [[4] * 9] * 3 + [[3] * 9] * 2, []),
    "skm-unsur-kosong": (
        "skm", "",
        [[3, None, 2, 4, 3, 3, 4, None, 3], [4, None, 3, 4, 3, None, 4, 3, 3]] * 3,
        [],
    ),
    "skm-dua-layanan": (
        "skm", "",
        [[4] * 9] * 6 + [[2, 3, 2, 4, 2, 3, 3, 2, 2]] * 5,
        ["Layanan A"] * 6 + ["Layanan B"] * 5,
    ),
    "spkp-baku": ("spkp", "", [[6, 5, 5, 4, 6, 5, 4, 5], [4, 4, 5, 6, 6, 3, 5, 4]] * 3, []),
    "spak-lurus": ("spak", "lurus", [[6, 5, 6, 6, 5], [5, 5, 4, 6, 6], [1, 2, 3, 4, 5]] * 2, []),
}  # fmt: skip


def rows_of(name: str) -> tuple[str, str, list[list[int | None]], list[str]]:
    """Questionnaire, method, answers and services of a table."""
    code, method, rows, services = TABLES[name]
    return code, method, [list(row) for row in rows], services or [""] * len(rows)


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pranata.config.settings_test")
    import django  # noqa: PLC0415 -- a script

    django.setup()
    from pranata.areas.public_service.satisfaction.data_sheet import write  # noqa: PLC0415 -- app ready
    from pranata.engines.surveys.queries.progress import SheetRow  # noqa: PLC0415 -- app ready
    from pranata.engines.surveys.questionnaires import by_key  # noqa: PLC0415 -- app ready

    for name in TABLES:
        code, method, rows, services = rows_of(name)
        known = by_key(code)
        made = [
            SheetRow(dict(zip(known.codes, row, strict=True)), service)
            for row, service in zip(rows, services, strict=True)
        ]
        content = write(known, made, title=f"Contoh: {name}", origin=known.basis, method=method)
        (HERE / f"{name}.xlsx").write_bytes(content)


if __name__ == "__main__":
    main()
