"""Where follow-ups come from. An engine or an area declares its own sources while the apps start."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


def no_address(_follow_up: Any) -> str:
    """What a source without pages says."""
    return ""


@dataclass(frozen=True)
class Source:
    """One kind of source: ``code`` in data and addresses, never changed.

    ``label`` names the model whose records recommend, as the audit does; "" of a source that people type in words.
    ``address`` is the staff page of the record that a follow-up names, "" without one.
    """

    code: str
    title: str | _StrPromise
    label: str = ""
    address: Callable[[Any], str] = no_address


BY_HAND = "lainnya"
_declared: dict[str, Source] = {}


def declare(source: Source) -> None:
    """Let follow-ups come from ``source``; raises ``ValueError`` when its code is taken."""
    if source.code in _declared:
        raise ValueError(f"Two sources of follow-ups are called {source.code}.")
    _declared[source.code] = source


def sources() -> list[Source]:
    """Every source, in the order of declaration."""
    return list(_declared.values())


def typed_sources() -> list[Source]:
    """Those that people name in words."""
    return [each for each in _declared.values() if not each.label]


def source_of(code: str) -> Source | None:
    return _declared.get(code)


def source_for(label: str) -> Source | None:
    """The first source whose records are called ``label``; of "" the one for everything else."""
    if not label:
        return _declared[BY_HAND]
    return next((each for each in _declared.values() if each.label == label), None)


declare(Source("pengawasan", _("Hasil pemeriksaan atau pengawasan")))
declare(Source("evaluasi", _("Hasil evaluasi")))
declare(Source(BY_HAND, _("Sumber lain")))
