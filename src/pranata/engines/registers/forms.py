"""The form of one row, made from the declaration."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import DateField, ForeignKey, TextField, URLField

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.core.exceptions import ValidationError
    from django.db.models import Field

    from pranata.base.org.models import Office
    from pranata.engines.registers.models import Entry
    from pranata.engines.registers.registry import Register


class EntryForm(forms.Form):
    """What is said of a row; the action checks it against the model and writes it."""

    def __init__(self, register: Register, data: Mapping | None, *, office: Office, entry: Entry | None = None) -> None:
        super().__init__(data, initial={name: getattr(entry, name) for name in register.fields} if entry else None)
        for field in register.model_fields(register.fields):
            self.fields[field.name] = form_field(field, office, hint=register.hints.get(field.name, ""))

    def refuse(self, error: ValidationError) -> None:
        """What the action refused stands at the fields it names."""
        by_field = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
        for name, messages in by_field.items():
            self.add_error(name if name in self.fields else None, messages)


def form_field(field: Field, office: Office, *, hint: Any = "") -> forms.Field:
    """The form's field for a model's field; related rows are offered of ``office`` alone."""
    options: dict[str, Any] = {"help_text": hint or field.help_text}
    if isinstance(field, TextField):
        options["widget"] = forms.Textarea(attrs={"rows": 3})
    if isinstance(field, DateField):
        options["widget"] = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    if isinstance(field, URLField):
        options["assume_scheme"] = "https"
    made = field.formfield(**options)
    if isinstance(field, ForeignKey):
        made.queryset = field.related_model._default_manager.filter(office=office)
    made.label = str(field.verbose_name).capitalize()
    return made
