"""Registers for programs: published rows for anyone, every row for the holder of a token who may see it."""

import json
from datetime import date
from typing import Any

from django.db.models import BooleanField, DateField, Field, IntegerField, QuerySet
from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema

from pranata.base.endpoints.schemas import PUBLIC_REFUSALS, READ_REFUSALS, Key, Paging, Rows, Word, rows_of
from pranata.base.org.active import active_office_or_404
from pranata.engines.registers.columns import cell
from pranata.engines.registers.history import history_of
from pranata.engines.registers.models import Entry
from pranata.engines.registers.narrowing import find, searched, with_related
from pranata.engines.registers.registry import Register, UnknownRegister, register_of, registers

public = Router(tags=["public"])
router = Router(tags=["registers"])
MOST_EVENTS = 100  # of a row
AS_THEY_ARE = (BooleanField, IntegerField)


class Column(Schema):
    name: str
    title: str


class RegisterOut(Schema):
    """A register and what of it is public; ``count`` rows are published."""

    code: str
    title: str
    columns: list[Column]
    count: int


class EntryOut(Schema):
    """One row; ``values`` by the names of the register's columns, as words, truths, numbers, or ISO days."""

    id: int
    values: dict[str, str | bool | int | date | None]


class EntriesWanted(Paging):
    q: Word = ""


@public.get("/offices/{code}/registers", response={200: list[RegisterOut], **PUBLIC_REFUSALS}, summary="Daftar")
def all_registers(request: HttpRequest, code: str):
    """Daftar yang punya halaman publik, dengan kolom yang terbuka."""
    office = active_office_or_404(code)
    return [
        RegisterOut(
            code=each.code,
            title=str(each.title),
            columns=[Column(name=it.name, title=str(it.verbose_name)) for it in each.model_fields(each.public)],
            count=each.model._default_manager.public().filter(office=office).count(),
        )
        for each in registers()
        if each.public
    ]


@public.get(
    "/offices/{code}/registers/{register_code}",
    response={200: Rows[EntryOut], **PUBLIC_REFUSALS},
    summary="Isi satu daftar",
)
def entries(request: HttpRequest, code: str, register_code: str, wanted: Query[EntriesWanted]):
    """Baris daftar yang diterbitkan; hanya kolom yang terbuka."""
    office = active_office_or_404(code)
    try:
        found = register_of(register_code)
    except UnknownRegister as error:
        raise Http404 from error
    if not found.public:
        raise Http404
    rows = with_related(found, found.model._default_manager.public().filter(office=office), found.public)
    rows = searched(found.for_public(), rows, wanted.q.strip())
    order = (*rows.query.order_by, *found.model._meta.ordering, "pk")
    return rows_of(rows.order_by(*order), wanted, lambda row: entry_out(found, row, found.public))


class EventOut(Schema):
    """What was done to a row: ``before`` and ``after`` hold the values as stored, of what was added or changed."""

    at: str
    actor: str
    action: str
    before: dict[str, Any]
    after: dict[str, Any]


@router.get("/offices/{code}/registers", response={200: list[RegisterOut], **READ_REFUSALS}, summary="Semua register")
def office_registers(request: HttpRequest, code: str):
    """Register satuan kerja yang boleh dilihat pemilik token, dengan semua kolomnya."""
    seen = [each for each in registers() if request.user.offices_with(each.model.VIEW).filter(code=code).exists()]
    if not seen:
        raise Http404
    return [
        RegisterOut(
            code=each.code,
            title=str(each.title),
            columns=[Column(name=it.name, title=str(it.verbose_name)) for it in each.model_fields(each.fields)],
            count=visible_rows(request, code, each).count(),
        )
        for each in seen
    ]


@router.get(
    "/offices/{code}/registers/{register_code}",
    response={200: Rows[EntryOut], **READ_REFUSALS},
    summary="Baris satu register",
)
def register_rows(request: HttpRequest, code: str, register_code: str, wanted: Query[EntriesWanted]):
    """Semua baris; saringan dan urutannya sama dengan halaman daftarnya (parameter yang sama)."""
    found = visible_register(request, code, register_code)
    rows = find(found, visible_rows(request, code, found), request.GET, columns=found.fields).ordered
    rows = rows.order_by(*rows.query.order_by, *found.model._meta.ordering, "pk")
    return rows_of(rows, wanted, lambda row: entry_out(found, row, found.fields))


@router.get(
    "/offices/{code}/registers/{register_code}/{pk}",
    response={200: EntryOut, **READ_REFUSALS},
    summary="Satu baris register",
)
def register_row(request: HttpRequest, code: str, register_code: str, pk: Key):
    """Semua kolom satu baris."""
    found = visible_register(request, code, register_code)
    return entry_out(found, visible_row(request, code, found, pk), found.fields)


@router.get(
    "/offices/{code}/registers/{register_code}/{pk}/history",
    response={200: list[EventOut], **READ_REFUSALS},
    summary="Riwayat satu baris",
)
def row_history(request: HttpRequest, code: str, register_code: str, pk: Key):
    """Apa yang dilakukan pada satu baris, terbaru lebih dahulu; pelaku sebagai kode akun, tanpa nama."""
    found = visible_register(request, code, register_code)
    return [
        EventOut(
            at=each.at,
            actor=each.actor,
            action=each.action,
            before=json.loads(each.before or "{}"),
            after=json.loads(each.after or "{}"),
        )
        for each in history_of(visible_row(request, code, found, pk))[:MOST_EVENTS]
    ]


def visible_register(request: HttpRequest, code: str, register_code: str) -> Register:
    """The register if the account may see it at the office. Raises Http404."""
    try:
        found = register_of(register_code)
    except UnknownRegister as error:
        raise Http404 from error
    if not request.user.offices_with(found.model.VIEW).filter(code=code).exists():
        raise Http404
    return found


def visible_rows(request: HttpRequest, code: str, found: Register) -> QuerySet[Entry]:
    return found.model._default_manager.visible_to(request.user).filter(office__code=code)


def visible_row(request: HttpRequest, code: str, found: Register, pk: int) -> Entry:
    row = with_related(found, visible_rows(request, code, found), ("office", *found.fields)).filter(pk=pk).first()
    if row is None:
        raise Http404
    return row


def entry_out(found: Register, row: Entry, names: tuple[str, ...]) -> EntryOut:
    return EntryOut(id=row.pk, values={each.name: value(each, row) for each in found.model_fields(names)})


def value(field: Field, row: Entry) -> str | bool | int | date | None:
    """A value for programs: what is chosen or related in words."""
    stored = getattr(row, field.name)
    is_plain = not field.choices and isinstance(field, (*AS_THEY_ARE, DateField))
    return stored if is_plain else cell(field, row)
