"""Reports are declared once."""

from dataclasses import replace

import pytest

from pranata.engines.reports import registry
from pranata.engines.reports.making import check_length
from pranata.lib.periods import Period


@pytest.fixture
def declared(report, monkeypatch):
    """The test's report, declared until the test ends."""
    monkeypatch.setattr(registry, "_declared", {})
    registry.declare(report)
    return report


def test_report_is_found_by_code_and_slug_when_declared(declared):
    assert registry.declared() == [declared]
    assert registry.by_code("count") is registry.by_slug("hitungan") is declared
    assert (registry.by_code("hitungan"), registry.by_slug("count")) == (None, None)
    assert declared.formats == ("pdf", "json")


@pytest.mark.parametrize("changes", [{"slug": "lain"}, {"code": "other"}])
def test_second_report_is_refused_when_code_or_slug_is_taken(declared, changes):
    with pytest.raises(ValueError, match="Two reports are called"):
        registry.declare(replace(declared, **changes))


def test_period_of_another_length_is_refused_in_a_sentence(report):
    with pytest.raises(ValueError, match="Hitungan contoh memerlukan periode bulanan, bukan 2022-Q2; tulis seperti"):
        check_length(report, Period.parse("2022-Q2"))
