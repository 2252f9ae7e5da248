from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from pranata.base.org.models import Office, Unit
from pranata.base.org.tests.factories import OfficeFactory, UnitFactory

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2022, 3, 1), date(2022, 3, 31)


@pytest.mark.parametrize(
    ("valid_from", "valid_to", "day", "valid"),
    [
        (None, None, date(2022, 3, 15), True),
        (FIRST, LAST, date(2022, 2, 28), False),
        (FIRST, LAST, FIRST, True),
        (FIRST, LAST, LAST, True),
        (FIRST, LAST, date(2022, 4, 1), False),
        (FIRST, None, date(2099, 1, 1), True),
        (None, LAST, date(1999, 1, 1), True),
    ],
)
def test_valid_on_when_dates_are_open_or_closed(valid_from, valid_to, day, valid):
    unit = UnitFactory(valid_from=valid_from, valid_to=valid_to)

    assert Unit.objects.valid_on(day).exists() == valid
    assert unit.is_valid_on(day) == valid


def test_dates_are_refused_when_the_end_comes_first():
    with pytest.raises(IntegrityError):
        UnitFactory(valid_from=LAST, valid_to=FIRST)


def test_not_ended_are_those_of_the_day_and_later():
    UnitFactory(valid_to=FIRST)
    kept = [UnitFactory(valid_to=LAST), UnitFactory(valid_from=date(2099, 1, 1)), UnitFactory()]

    assert set(Unit.objects.not_ended(LAST)) == set(kept)


def test_end_saves_the_last_day_unless_it_comes_before_the_first():
    unit = UnitFactory(valid_from=FIRST)

    unit.end(LAST)
    ended = Unit.objects.get().days()
    with pytest.raises(ValidationError, match="mendahului"):
        unit.end(date(2022, 2, 28))
    unit.end(None)

    assert ended == {"valid_from": "2022-03-01", "valid_to": "2022-03-31"}
    assert Unit.objects.get().days() == {"valid_from": "2022-03-01", "valid_to": None}


def test_active_offices_are_those_that_use_the_installation():
    office = OfficeFactory()
    OfficeFactory(is_active=False)

    assert list(Office.objects.active()) == [office]
