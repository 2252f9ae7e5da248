"""The registers there are, declared by capabilities when the app is ready.

    declare(Register(
        Declaration,
        code="benturan-kepentingan",
        title=_("Register Benturan Kepentingan"),
        columns=("declared_on", "unit", "interest"),
        fields=("declared_on", "unit", "interest", "mitigation"),
        filters=("unit", "declared_on"),
        search=("interest", "mitigation"),
        key=("declared_on", "unit"),
        public=("declared_on", "unit"),
    ))

A name that is no field of the model fails at start-up (``checks.py``).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from django.urls import reverse

from pranata.base.ui.cards import Card, offer_card
from pranata.base.ui.menu import Group, Place, offer
from pranata.engines.registers.counting import Counted, declare_count
from pranata.engines.registers.finding import Findable, declare_found

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from django.db.models import Field
    from django.utils.functional import Promise

    from pranata.base.access.models import User
    from pranata.base.org.models import Office
    from pranata.engines.registers.models import Entry

_registers: dict[str, Register] = {}


class UnknownRegister(LookupError):
    """No register has this code."""


@dataclass(frozen=True)
class Register:
    """One register: what its pages show, ask and take.

    ``columns`` stand in the list, ``fields`` in form, template and export, in that order; ``filters`` narrow the list,
    ``search`` looks into texts. A row of a workbook is the row already there when its ``key`` is the same. Only
    ``public`` columns may leave the house; without them the register has no public page. ``area`` is the number of the
    area of change it belongs to, 1 to 8, 0 of none; ``page`` the address of a row's own staff page, for one that has
    more to show than its fields. ``wrote`` is told once of the rows that a form, a bulk edit or a workbook added or
    changed, in the same transaction. Rows of a register that is not ``is_removable`` are never taken off. ``counted``
    is the measure of its rows.
    """

    model: type[Entry]
    code: str
    title: str | Promise
    columns: tuple[str, ...]
    fields: tuple[str, ...]
    key: tuple[str, ...]
    filters: tuple[str, ...] = ()
    search: tuple[str, ...] = ()
    public: tuple[str, ...] = ()
    introduction: str | Promise = ""
    public_introduction: str | Promise = ""
    hints: dict[str, str | Promise] = field(default_factory=dict)
    area: int = 0
    page: Callable[[Entry], str] | None = None
    wrote: Callable[[Sequence[Entry], User | None], None] | None = None
    is_removable: bool = True
    counted: Counted | None = None

    @property
    def named_fields(self) -> set[str]:
        """Every field a declaration names."""
        return {*self.columns, *self.fields, *self.key, *self.filters, *self.search, *self.public}

    @property
    def section(self) -> str:
        """What the menu of staff pages calls its place."""
        return f"register-{self.code}"

    def address(self, office: Office) -> str:
        """Where its staff list stands."""
        return reverse("desk:register", args=[office.code, self.code])

    def public_address(self, office: Office) -> str:
        """Where anyone reads what is published of it."""
        return reverse("portal:register", args=[office.code, self.code])

    def row_address(self, entry: Entry) -> str:
        """The staff page of a row: its own, else the one of all registers; its office comes with it."""
        return self.page(entry) if self.page else reverse("desk:entry", args=[entry.office.code, self.code, entry.pk])

    def public_row_address(self, entry: Entry) -> str:
        """Where anyone reads a published row; "" in a register without public page."""
        if not self.public:
            return ""
        return reverse("portal:entry", args=[entry.office.code, self.code, entry.pk])

    def has_published(self, office: Office) -> bool:
        """Whether the office has published any row."""
        return self.model._default_manager.public().filter(office=office).exists()  # type: ignore[attr-defined]

    def for_public(self) -> Register:
        """The same register as a stranger may search and narrow it: by public columns alone."""
        public = set(self.public)
        filters = tuple(name for name in self.filters if name in public)
        return replace(self, filters=filters, search=tuple(name for name in self.search if name in public))

    def model_fields(self, names: Iterable[str]) -> list[Field]:
        """The model's fields of these names. Raises FieldDoesNotExist."""
        return [self.model._meta.get_field(name) for name in names]  # type: ignore[misc]  # relations are fields here


def declare(register: Register) -> Register:
    """Make ``register`` known. Raises ValueError for a code that is taken."""
    if _registers.setdefault(register.code, register) != register:
        raise ValueError(f"register {register.code} is declared twice")
    declare_found(
        Findable(
            register.model,
            register.code,
            register.title,
            register.columns,
            register.search,
            register.public,
            register.page,
        )
    )
    if register.counted is not None:
        declare_count(register.model, register.counted)
    offer(Place(register.section, register.title, register.address, register.model.VIEW, Group.REGISTERS))
    if register.public:
        offer_card(
            Card(
                register.section,
                register.title,
                register.public_introduction,
                register.public_address,
                is_offered=register.has_published,
            )
        )
    return register


def registers() -> list[Register]:
    """Every register, by title."""
    return sorted(_registers.values(), key=lambda each: str(each.title))


def register_of(code: str) -> Register:
    """Raises UnknownRegister."""
    try:
        return _registers[code]
    except KeyError:
        raise UnknownRegister(code) from None
