from datetime import date

from pranata.areas.public_service.service_standards.components import component_codes, component_kinds, pledge_text
from pranata.areas.public_service.service_standards.rules import (
    missing_components,
    publishable_on,
    review_refused,
)

DAY = date(2022, 7, 4)


def test_components_are_fourteen_and_six_of_them_published_as_the_law_counts():
    kinds = component_kinds()

    assert [each.number for each in kinds] == list(range(1, 15))
    assert [each.number for each in kinds if each.is_delivery] == [1, 2, 3, 4, 5, 6]
    assert len(set(component_codes())) == 14
    assert pledge_text().startswith("Dengan ini, kami menyatakan sanggup")


def test_component_is_missing_when_it_is_blank():
    assert missing_components({"a": "ada", "b": " \n"}, ("a", "b", "c")) == ("b", "c")
    assert missing_components({"a": "ada"}, ("a",)) == ()


def test_standard_is_publishable_from_the_day_it_is_in_force():
    cases = {None: False, date(2022, 7, 3): True, DAY: True, date(2022, 7, 5): False}

    assert {since: publishable_on(since, DAY) for since in cases} == cases


def test_review_is_refused_when_its_day_is_ahead_or_before_the_standard():
    since = date(2022, 2, 1)
    cases = {date(2022, 1, 31): True, since: False, DAY: False, date(2022, 7, 5): True}

    assert {day: review_refused(day, effective_from=since, today=DAY) for day in cases} == cases
