import pytest

from pranata.base.audit.tests.standins import MALANG, TRENGGALEK, record_many


@pytest.fixture
def events(db):
    """Four events of one office and two of another; those of the first."""
    rows = record_many(TRENGGALEK, 4)
    record_many(MALANG, 2)
    return rows
