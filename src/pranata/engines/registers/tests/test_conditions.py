"""A condition is told as the database would tell it, with nothing neither true nor false."""

from datetime import date

import pytest
from django.db.models import F, Q
from django.db.models.functions import Lower

from pranata.base.org.models import Unit
from pranata.engines.registers.conditions import Untold, holds

DAY = date(2022, 3, 1)


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (Q(name="Contoh"), True),
        (Q(name="Lain"), False),
        (Q(code=None), True),
        (~Q(code=None), False),
        (Q(code="A"), None),
        (~Q(code="A"), None),
        (Q(code="A") | Q(name="Contoh"), True),
        (Q(code="A") & Q(name="Lain"), False),
        (Q(code="A") & Q(name="Contoh"), None),
        (Q(parent__isnull=True), True),
        (Q(name__in=["Contoh", "Lain"]), True),
        (Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), False),
        (Q(valid_from__lt=date(2022, 3, 2)), True),
        (Q(), True),
    ],
)
def test_condition_is_told_as_sql_tells_it(condition, expected):
    unit = Unit(name="Contoh", code=None, valid_from=DAY, valid_to=date(2022, 2, 1))

    assert holds(condition, unit) is expected


@pytest.mark.parametrize(
    "condition", [Q(name__gt="A"), Q(parent__name="A"), Q(Lower("name")), Q(name="A") ^ Q(name="B")]
)
def test_condition_is_left_to_the_database_when_it_computes_or_looks_further(condition):
    with pytest.raises(Untold):
        holds(condition, Unit(name="Contoh"))
