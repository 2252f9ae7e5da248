import pytest
from django.http import QueryDict

from pranata.engines.plan.filters import TEXT_LIMIT, PlanFilter, whole_number


def read(query: str) -> PlanFilter:
    return PlanFilter.from_query(QueryDict(query))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", PlanFilter()),
        ("area=7&bulan=6&catatan=ada&q=+ppid+", PlanFilter(area=7, month=6, remark="ada", text="ppid")),
        ("area=semua&bulan=13&catatan=A-1&q=", PlanFilter()),
        ("area=0&bulan=00&catatan=&q=%20", PlanFilter()),
        ("area=100&bulan=1e0", PlanFilter()),
        ("pj=unit-3&keadaan=overdue", PlanFilter(party="unit-3", state="overdue")),
        ("pj=kosong&keadaan=lanjutan", PlanFilter(party="kosong", state="lanjutan")),
        ("pj=unit-0&keadaan=empty", PlanFilter()),
    ],
)
def test_filter_keeps_only_what_it_understands_when_read(query, expected):
    assert read(query) == expected


def test_text_is_cut_when_too_long():
    assert read("q=" + "a" * 1000).text == "a" * TEXT_LIMIT


@pytest.mark.parametrize(
    ("query", "expected"),
    [("", False), ("area=7", False), ("bulan=1", True), ("catatan=ada", True), ("q=a", True), ("keadaan=due", True)],
)
def test_filter_is_narrow_when_more_than_the_area_is_asked_for(query, expected):
    assert read(query).is_narrow == expected


def test_parameters_ask_for_the_same_when_read_again():
    wanted = PlanFilter(area=2, month=12, text="a&b", party="tim-7", state="late")

    assert wanted.parameters.urlencode() == "area=2&bulan=12&pj=tim-7&keadaan=late&q=a%26b"
    assert PlanFilter.from_query(wanted.parameters) == wanted


@pytest.mark.parametrize(
    ("value", "expected"), [("1", 1), ("012", 12), ("13", None), ("٣", None), ("", None), ("-1", None)]
)
def test_whole_number_is_none_when_outside(value, expected):
    assert whole_number(value, 12) == expected
