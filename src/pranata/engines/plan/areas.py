"""The eight areas of change for a plan that begins empty (``data/plan/areas.toml``)."""

import tomllib
from functools import lru_cache

from django.conf import settings


@lru_cache(maxsize=1)
def official_areas() -> tuple[tuple[int, str], ...]:
    """(number, name) of each area of change, in order."""
    data = tomllib.loads((settings.DATA_DIR / "plan" / "areas.toml").read_text())
    return tuple((row["no"], row["name"]) for row in data["area"])
