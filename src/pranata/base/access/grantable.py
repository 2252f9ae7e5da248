"""What may be opened to others by a grant; capabilities declare theirs when the app is ready."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.db.models import Model


@dataclass(frozen=True)
class Grantable:
    """A kind of record: ``give`` is the permission to open one at its own office, ``read`` the permission that those
    of another office need at theirs; an account that is named itself needs none. The model has an ``office``."""

    model: type[Model]
    words: Any  # what one of them is called, gettext_lazy
    give: str
    read: str


_kinds: dict[str, Grantable] = {}


def declare_grantable(kind: Grantable) -> None:
    """Let records of ``kind`` be opened. Raises ValueError when the model was declared otherwise."""
    if _kinds.setdefault(kind.model._meta.label_lower, kind) != kind:
        raise ValueError(f"{kind.model._meta.label} is declared twice")


def grantable(model: type[Model] | Model) -> Grantable:
    """Raises LookupError for a model nobody declared."""
    return _kinds[model._meta.label_lower]


def grantable_kinds() -> dict[str, Grantable]:
    """Every kind by its label, such as ``public_information.exemptionproposal``."""
    return dict(_kinds)
