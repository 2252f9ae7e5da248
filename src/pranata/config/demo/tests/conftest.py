"""The demonstration is told once for all tests that look at it, and taken back after them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import transaction

from pranata.config.demo.filling import fill
from pranata.config.demo.place import TODAY
from pranata.config.demo.sample import Sample, read_sample


@pytest.fixture(scope="session")
def sample() -> Sample:
    return read_sample(settings.DATA_DIR / "samples")


@pytest.fixture(scope="module")
def told(sample: Sample, django_db_setup: None, django_db_blocker) -> Iterator[None]:
    """The half-year as it stands on the demonstration's day; each test's own transaction lies inside this one."""
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), transaction.atomic():
        patch.setenv("PRANATA_DEMO", "1")
        patch.setenv("PRANATA_TODAY", TODAY)
        fill(sample)
        yield
        transaction.set_rollback(True)
