"""Which kinds of cases exist. A capability declares its own when its app is ready; the doors read them here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from pranata.engines.cases.notices import declare_notices

if TYPE_CHECKING:
    from django.db.models import Model, QuerySet

    from pranata.base.access.models import User
    from pranata.base.flow.steps import Flow

PARTS = ("messages", "notes", "attachments")  # the reverse names by which the engine reaches what hangs on a case


@dataclass(frozen=True)
class OtherDay:
    """A day besides the due one: its ``code`` within the kind, its words, and whether the office has to keep it."""

    code: str
    words: str
    day: date
    is_ours: bool = True


@dataclass(frozen=True)
class CaseKind:
    """One kind of case: ``code`` in data and audit, ``prefix`` of its register numbers, its model and flow.

    ``view`` and ``process`` are permissions. ``clocks`` are the names in ``data/clocks`` that may run on it.
    ``address`` is the staff page of a case. ``public_words`` says what the public reads for each status; a status that
    is not there is told by its own words. ``reply(case, text=, by=)`` is what a message of the public does where it
    moves the case; else it is written and nothing more. ``public_part`` is a template that the page of whoever holds
    the receipt includes, with ``opened`` (number and code as they were typed) and ``it`` (``tracking.Tracked``).
    ``forget(case)`` removes what the capability itself keeps of people when a case is erased, in that transaction.
    ``with_disputes(cases)`` annotates what follows a case and keeps it: ``is_disputed`` while an objection or a dispute
    is open, ``disputed_until`` the day on which the last one ended, or an early day.
    ``assign(case, unit=, person=, by=)`` charges somebody from a list of all kinds. ``other_days(case)`` are the days
    besides the due one by which something is to be done. ``concealed(user)`` are the cases that are kept from an
    account although its roles would let it see them.
    """

    code: str
    prefix: str
    title: Any  # gettext_lazy
    model: type[Model]
    flow: Flow
    view: str
    process: str
    address: Callable[[Any], str]
    clocks: tuple[str, ...] = ()
    public_words: Mapping[str, Any] = field(default_factory=dict)
    reply: Callable[..., Any] | None = None
    public_part: str = ""
    forget: Callable[[Any], None] | None = None
    with_disputes: Callable[[QuerySet], QuerySet] | None = None
    assign: Callable[..., Any] | None = None
    other_days: Callable[[Any], Sequence[OtherDay]] | None = None
    concealed: Callable[[User], QuerySet] | None = None


_declared: dict[type[Model], CaseKind] = {}


def declare(kind: CaseKind) -> None:
    """Let cases of ``kind`` be. Raises ``ValueError`` when its code, prefix or model is taken, or a part is missing."""
    for other in _declared.values():
        if kind.code == other.code or kind.prefix == other.prefix or kind.model is other.model:
            raise ValueError(f"Two kinds of cases share code, prefix or model: {kind.code}, {other.code}.")
    missing = [part for part in PARTS if not hasattr(kind.model, part)]
    if missing:
        raise ValueError(f"{kind.model.__name__} has no {', '.join(missing)}.")
    _declared[kind.model] = kind
    declare_notices(kind.model)


def kinds() -> list[CaseKind]:
    """Every kind, in the order of declaration."""
    return list(_declared.values())


def by_code(code: str) -> CaseKind | None:
    return next((kind for kind in _declared.values() if kind.code == code), None)


def kind_of(model: type[Model] | Model) -> CaseKind:
    """The kind of a case or of its model. Raises ``LookupError`` when nobody declared it."""
    found = _declared.get(model if isinstance(model, type) else type(model))
    if found is None:
        raise LookupError(f"{model!r} is no declared kind of case.")
    return found
