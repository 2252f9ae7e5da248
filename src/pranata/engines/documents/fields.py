"""Fields whose values come from data or from the clock; migrations know them as Django's own."""

from __future__ import annotations

from typing import Any

from django.db import models

from pranata.engines.documents.kinds import kind_choices
from pranata.lib import clock


class KindField(models.CharField):
    """The code of a kind of document; what may be chosen stands in ``data/documents/kinds.toml``."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"max_length": 30, "choices": kind_choices, **options})

    def deconstruct(self) -> Any:
        name, _path, args, options = super().deconstruct()
        options.pop("choices", None)
        return name, "django.db.models.CharField", args, options


class RecordedAtField(models.DateTimeField):
    """The moment at which a row was made."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"default": clock.now, "editable": False, **options})

    def deconstruct(self) -> Any:
        name, _path, args, options = super().deconstruct()
        options.pop("default", None)
        return name, "django.db.models.DateTimeField", args, options
