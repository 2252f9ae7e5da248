"""Kinds of columns of this engine; a migration knows them as plain ones."""

import secrets
from typing import Any

from django.db import models


def random_key() -> int:
    """A key that tells nothing of when its row was written: 62 random bits."""
    return secrets.randbits(62)


class KeyByLot(models.BigAutoField):
    """A primary key that is drawn by lot; it is the row's own number in SQLite too, so that no order is left."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, default=random_key, **kwargs)

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        name, _path, args, kwargs = super().deconstruct()
        kwargs.pop("default", None)
        return name, "django.db.models.BigAutoField", args, kwargs
