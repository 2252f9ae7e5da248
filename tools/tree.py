"""The files of the project, for the tools that read them all."""

from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
IGNORED = frozenset(
    {
        ".git", ".hypothesis", ".import_linter_cache", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".venv",
        "__pycache__", "node_modules", "staticfiles", "var",
    }
)  # fmt: skip


def project_files(root: Path = ROOT) -> Iterator[Path]:
    """Every file below ``root`` that belongs to the project, in a fixed order; caches and ``var`` are left out."""
    for path in sorted(root.iterdir()):
        if path.name in IGNORED or path.is_symlink():
            continue
        if path.is_dir():
            yield from project_files(path)
        else:
            yield path


def relative(path: Path, root: Path = ROOT) -> str:
    """The path inside the project, with forward slashes."""
    return path.relative_to(root).as_posix()
