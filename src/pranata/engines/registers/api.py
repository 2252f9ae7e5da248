"""Every register with a public page, for programs: the same rows, the same columns."""

from datetime import date

from django.db.models import BooleanField, DateField, Field, IntegerField
from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema

from pranata.base.endpoints.schemas import PUBLIC_REFUSALS, Paging, Rows, Word, rows_of
from pranata.base.org.active import active_office_or_404
from pranata.engines.registers.models import Entry
from pranata.engines.registers.narrowing import searched, with_related
from pranata.engines.registers.registry import Register, UnknownRegister, register_of, registers
from pranata.engines.registers.sheets import cell

public = Router(tags=["public"])
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
    return rows_of(rows.order_by(*order), wanted, lambda row: entry_out(found, row))


def entry_out(found: Register, row: Entry) -> EntryOut:
    return EntryOut(id=row.pk, values={each.name: value(each, row) for each in found.model_fields(found.public)})


def value(field: Field, row: Entry) -> str | bool | int | date | None:
    """A value for programs: what is chosen or related in words."""
    stored = getattr(row, field.name)
    is_plain = not field.choices and isinstance(field, (*AS_THEY_ARE, DateField))
    return stored if is_plain else cell(field, row)
