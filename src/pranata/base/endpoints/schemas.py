"""Shapes that many operations share."""

from collections.abc import Callable, Sequence
from enum import Enum
from typing import Annotated, Any, Generic, Literal, TypeVar

from django.db.models import QuerySet
from ninja import Header, Schema
from pydantic import BeforeValidator, Field

ItemT = TypeVar("ItemT")

MOST_ON_A_PAGE = 200
FURTHEST = 100_000
LONGEST_TEXT = 20_000

# PostgreSQL takes no NUL in any text, and nobody means one.
PlainText = Annotated[str, Field(max_length=LONGEST_TEXT, pattern=r"^[^\x00]*$")]
Word = Annotated[str, Field(max_length=200, pattern=r"^[^\x00]*$")]
Key = Annotated[int, Field(ge=1, le=2**31 - 1)]
MonthNumber = Annotated[int, Field(ge=1, le=12)]
# Not required by the shape: a write without it gets its own refusal, 428.
IfMatch = Annotated[str | None, Header(None, alias="If-Match", description="ETag dari pembacaan terakhir; wajib.")]


def one_of(choices: type[Enum]) -> Any:
    """The type of a field that takes the values of ``choices``; written out where it stands, for many are "Status"."""
    return Annotated[Literal[tuple(each.value for each in choices)], BeforeValidator(str)]


class FieldFault(Schema):
    """What is wrong with one field; ``field`` is empty for the whole."""

    field: str
    messages: list[str]


class Refusal(Schema):
    """The one shape of every refusal: a stable code, a sentence for people, the fields at fault."""

    code: str
    message: str
    fields: list[FieldFault] = []


class Paging(Schema):
    """Which part of a list is asked for."""

    limit: Annotated[int, Field(ge=1, le=MOST_ON_A_PAGE)] = 50
    offset: Annotated[int, Field(ge=0, le=FURTHEST)] = 0


class Rows(Schema, Generic[ItemT]):
    """A part of a list in a lasting order; ``count`` is how many there are in all."""

    count: int
    limit: int
    offset: int
    items: list[ItemT]


def rows_of(found: QuerySet | Sequence, paging: Paging, shown: Callable[[Any], Any]) -> dict[str, Any]:
    """The part of ``found`` that ``paging`` asks for, each row as ``shown``; two queries of a QuerySet."""
    count = found.count() if isinstance(found, QuerySet) else len(found)
    part = found[paging.offset : paging.offset + paging.limit]
    return {
        "count": count,
        "limit": paging.limit,
        "offset": paging.offset,
        "items": [shown(each) for each in part],
    }


# Which refusals an operation may answer with, for the description of the API.
PUBLIC_REFUSALS = {frozenset({400, 404, 422}): Refusal}
READ_REFUSALS = {frozenset({400, 401, 403, 404, 422, 429}): Refusal}
WRITE_REFUSALS = {frozenset({400, 401, 403, 404, 409, 413, 415, 422, 428, 429}): Refusal}
