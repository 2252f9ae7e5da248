"""What the forms share: a day, a text of several lines."""

from __future__ import annotations

from typing import Any

from django import forms

LONGEST_TEXT = 5000
BLANK = [("", "—")]


class DayField(forms.DateField):
    """A day, chosen from the browser's own calendar."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **options)


class WordsField(forms.CharField):
    """A text of several lines."""

    def __init__(self, *, rows: int = 4, **options: Any) -> None:
        super().__init__(max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": rows}), **options)


class Sometimes:
    """What only some must fill in; the form decides who, so that the page calls it neither required nor optional."""

    def validate(self, value: Any) -> None:
        if value not in self.empty_values:  # type: ignore[attr-defined]
            super().validate(value)  # type: ignore[misc]


class SometimesField(Sometimes, forms.CharField):
    """A line of text that some must fill in."""


class SometimesEmailField(Sometimes, forms.EmailField):
    """An address that some must fill in."""


class SometimesChoiceField(Sometimes, forms.ChoiceField):
    """A choice that some must make."""


class SometimesWordsField(Sometimes, WordsField):
    """A text of several lines that some must fill in."""
