"""What the codes in the audit are called on staff pages: what was done, to what kind of record, which value."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pranata.base.flow.steps import Flow
from pranata.desk.administration.event_names import ACTIONS, VALUES

if TYPE_CHECKING:
    from collections.abc import Mapping


LONGEST_VALUE = 300
HASH = re.compile("[0-9a-f]{64}")  # enough of it to tell files apart


def action_words(code: str) -> str:
    """What was done, "" when nobody named it; a step of a flow is called as its button, after its record."""
    if code in ACTIONS:
        return str(ACTIONS[code])
    label, _dot, step = code.rpartition(".")
    model = model_of(label)
    labels = [flow.steps[step].label for flow in Flow.declared if step in flow.steps and flow.steps[step].label]
    return f"{model._meta.verbose_name}: {labels[0]}".capitalize() if model is not None and labels else ""


def model_of(label: str) -> type[models.Model] | None:
    """The model called ``plan.plan`` in the audit, ``None`` when this version has none."""
    try:
        return apps.get_model(label)
    except (LookupError, ValueError):
        return None


def kinds() -> list[tuple[str, str]]:
    """The kinds of records an event may speak of, with their words: our models whose rows say who may see them."""
    ours = [
        (model._meta.label_lower, str(model._meta.verbose_name))
        for model in apps.get_models()
        if model.__module__.startswith("pranata.") and hasattr(model._default_manager, "visible_to")
    ]
    return sorted(ours, key=lambda kind: kind[1])


def field_of(model: type[models.Model] | None, name: str) -> models.Field | None:
    try:
        found = model._meta.get_field(name) if model is not None else None
    except FieldDoesNotExist:
        return None
    return found if isinstance(found, models.Field) else None


def value_name(model: type[models.Model] | None, name: str) -> str:
    """What a value is called: as the record's field, else as ``VALUES`` says, else as it is written."""
    field = field_of(model, name)
    return str(field.verbose_name if field is not None else VALUES.get(name, name))


def value_words(field: models.Field | None, value: Any, names: Mapping[tuple[str, int], str]) -> str:
    """A value as a reader says it; ``names`` are those of the accounts and persons one may know."""
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return _("ya") if value else _("tidak")
    if isinstance(field, models.ForeignKey) and isinstance(value, int):
        known = names.get((field.related_model._meta.label_lower, value))
        return known or _("nomor %(number)d") % {"number": value}
    if isinstance(field, models.DateField) and isinstance(value, str):
        return day_words(value)
    if field is not None and field.choices and isinstance(value, str):
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, str) and HASH.fullmatch(value):
        return f"{value[:12]}…"
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    return text if len(text) <= LONGEST_VALUE else f"{text[:LONGEST_VALUE]} …"


def day_words(value: str) -> str:
    try:
        return date_format(date.fromisoformat(value[:10]), "j F Y")
    except ValueError:
        return value
