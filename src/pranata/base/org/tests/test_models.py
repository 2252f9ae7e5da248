import pytest
from django.db import IntegrityError

from pranata.base.org.models import Level, Office
from pranata.base.org.tests.factories import (
    CentralOfficeFactory,
    OfficeFactory,
    UnitFactory,
)

pytestmark = pytest.mark.django_db


def test_ancestors_are_highest_first_in_one_query(django_assert_num_queries):
    office = OfficeFactory()

    with django_assert_num_queries(1):
        assert [above.code for above in office.ancestors()] == ["00", "90"]
    assert list(CentralOfficeFactory().ancestors()) == []


def test_office_is_refused_when_a_regency_has_no_parent():
    with pytest.raises(IntegrityError):
        Office.objects.create(code="9999", level=Level.REGENCY, name="KPU Kabupaten Contoh", region_name="Contoh")


def test_unit_code_is_refused_when_used_twice_in_one_office():
    unit = UnitFactory(code="SEK")
    UnitFactory(code="SEK")

    with pytest.raises(IntegrityError):
        UnitFactory(code="SEK", office=unit.office)
