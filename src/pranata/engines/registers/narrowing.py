"""A register's rows as a list asks for them: searched, filtered, in the order of a column."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

import django_filters
import django_tables2
from django.core.paginator import Page, Paginator
from django.db.models import BooleanField, DateField, ForeignKey, Q
from django.forms import DateInput, Select
from django.utils.translation import gettext_lazy as _
from django_tables2.rows import BoundRow

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import Field, QuerySet
    from django.http import QueryDict

    from pranata.base.org.models import Office
    from pranata.engines.registers.models import Entry
    from pranata.engines.registers.registry import Register

MOST_LETTERS = 200


@dataclass(frozen=True)
class Found:
    """The rows that were asked for, as a table; ``filters`` are the filters' forms, ``text`` what was searched."""

    table: django_tables2.Table
    rows: QuerySet[Entry]
    filters: django_filters.FilterSet
    text: str

    @property
    def ordered(self) -> QuerySet[Entry]:
        """The rows in the order of the table."""
        return self.table.data.data

    @property
    def is_narrowed(self) -> bool:
        """Whether less is shown than there is."""
        return bool(self.text or any(self.filters.data.get(name) for name in self.filters.form.fields))


def find(register: Register, rows: QuerySet[Entry], query: QueryDict, *, columns: tuple[str, ...]) -> Found:
    """``rows`` as ``query`` wants them; a value that is none narrows nothing. Related rows come in the same query."""
    text = query.get("q", "").strip()[:MOST_LETTERS]
    found = searched(register, with_related(register, rows, columns), text)
    filters = filter_class(register, rows)(query, queryset=found)
    for field in filters.form.fields.values():
        field.widget.attrs["class"] = "form-select" if isinstance(field.widget, Select) else "form-control"
    table = table_class(register, columns)(filters.qs, order_by=query.get("urut", ""))
    return Found(table, filters.qs, filters, text)


def chosen_columns(register: Register, query: QueryDict) -> tuple[str, ...]:
    """The columns that ``query`` wants to see (``kolom``), in the register's order; else those of its list."""
    wanted = set(query.getlist("kolom"))
    return tuple(name for name in register.fields if name in wanted) or register.columns


def page_of(found: Found, number: str | None, *, size: int) -> Page:
    """One page of the rows in the table's order; the database counts, and no more rows than these are read."""
    page = Paginator(found.ordered, size).get_page(number)
    page.object_list = [BoundRow(record, table=found.table) for record in page.object_list]
    return page


def lines_of(page: Page, office: Office, address: Callable[[Entry], str]) -> list[tuple[Any, str]]:
    """The rows of a page of the table, each with its address."""
    lines = []
    for row in page:
        row.record.office = office
        lines.append((row, address(row.record)))
    return lines


def with_related(register: Register, rows: QuerySet[Entry], names: tuple[str, ...]) -> QuerySet[Entry]:
    """``rows`` with what the fields of these names lead to, in the same query."""
    related = [each.name for each in register.model_fields(names) if isinstance(each, ForeignKey)]
    return rows.select_related(*related) if related else rows


def searched(register: Register, rows: QuerySet[Entry], text: str) -> QuerySet[Entry]:
    """The rows in which every word of ``text`` stands somewhere."""
    for word in text.split() if register.search else []:
        rows = rows.filter(reduce(or_, (Q(**{f"{name}__icontains": word}) for name in register.search)))
    return rows


def table_class(register: Register, columns: tuple[str, ...]) -> type[django_tables2.Table]:
    """The table of these columns; its template is the house's own list."""
    meta = type(
        "Meta",
        (),
        {"model": register.model, "fields": columns, "template_name": "registers/table.html", "order_by_field": "urut"},
    )
    return type("RegisterTable", (django_tables2.Table,), {"Meta": meta})


def filter_class(register: Register, rows: QuerySet[Entry]) -> type[django_filters.FilterSet]:
    """The filters of the list; what is related is offered only where one of ``rows`` leads to it."""
    filters: dict[str, object] = {}
    for each in register.model_fields(register.filters):
        filters |= _filters_of(each, rows)
    meta = type("Meta", (), {"model": register.model, "fields": []})
    return type("RegisterFilter", (django_filters.FilterSet,), {**filters, "Meta": meta})


def _filters_of(field: Field, rows: QuerySet[Entry]) -> dict[str, object]:
    label = str(field.verbose_name).capitalize()
    if isinstance(field, DateField):
        widget = DateInput(attrs={"type": "date"})
        since = django_filters.DateFilter(field.name, "gte", label=_("%s sejak") % label, widget=widget)
        until = django_filters.DateFilter(field.name, "lte", label=_("%s sampai") % label, widget=widget)
        return {f"{field.name}_sejak": since, f"{field.name}_sampai": until}
    if isinstance(field, ForeignKey):
        related = field.related_model._default_manager.filter(pk__in=rows.order_by().values(field.name))
        return {field.name: django_filters.ModelChoiceFilter(queryset=related, label=label, empty_label=_("Semua"))}
    if isinstance(field, BooleanField):
        either = Select(choices=[("", _("Semua")), ("true", _("ya")), ("false", _("tidak"))])
        return {field.name: django_filters.BooleanFilter(label=label, widget=either)}
    choices = field.choices or []
    return {field.name: django_filters.ChoiceFilter(choices=choices, label=label, empty_label=_("Semua"))}
