"""An office whose plan of 2022 is in force and published, as of 20 July 2022."""

import pytest

from pranata.base.org.tests.factories import OfficeFactory
from pranata.engines.plan.tests.report_sample import TODAY, counted_plan


@pytest.fixture
def in_july(monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", TODAY)


@pytest.fixture
def public_plan(db, in_july):
    """June: 1.1.1 done, 1.1.2 done late, 2.1.1 handed in and not verified. January of 1.1.1 was never reported."""
    return counted_plan(OfficeFactory(code="9001", name="KPU Kabupaten Contoh"), is_published=True)
