"""What an action refused, put where the reader looks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django import forms
    from django.core.exceptions import ValidationError


def add_refusal(form: forms.Form, error: ValidationError) -> None:
    """Each reason at the field it names; of fields the form lacks, above the form."""
    reasons = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
    for name, words in reasons.items():
        form.add_error(name if name in form.fields else None, words)
