"""What may be written about a month of a row; the actions decide."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from pranata.base.imports.cells import decimal_text
from pranata.desk.responsibility.forms import DecimalText, SeenForm
from pranata.engines.plan.actions.figures import figure_marks, figures_of
from pranata.engines.plan.actions.progress import TEXTS, progress_token, was_shown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.forms.boundfield import BoundField

    from pranata.engines.plan.actions.figures import Amount
    from pranata.engines.plan.models import Figure, Indicator, Progress, Subactivity


@dataclass(frozen=True)
class FigureFields:
    """The two fields of one indicator, and what is stored there."""

    indicator: Indicator
    value: BoundField
    out_of: BoundField
    stored: Figure | None


class ProgressForm(SeenForm):
    """Notes and figures of one month; ``row`` knows its indicators, ``prefix`` tells the rows of a grid apart."""

    achievement = forms.CharField(label=_("Capaian"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    obstacle = forms.CharField(label=_("Hambatan"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    follow_up = forms.CharField(label=_("Tindak lanjut"), required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(
        self,
        data: Mapping | None,
        *,
        row: Subactivity,
        month: int,
        progress: Progress | None,
        prefix: str | None = None,
    ) -> None:
        self.row, self.month = row, month
        self.figures = {each.indicator_id: each for each in progress.figures.all()} if progress else {}
        self.stored_amounts = figures_of(progress) if progress else {}
        self.indicators = [each for each in row.indicators.all() if each.is_of(month) or each.pk in self.figures]
        self.stored = {name: getattr(progress, name) if progress else "" for name in TEXTS}
        super().__init__(
            data,
            mark=progress_token(row, month, progress),
            auto_id="capaian_%s",
            initial={**self.stored, **self._stored_numbers()},
            prefix=prefix,
        )
        for each in self.indicators:
            self.fields[f"value_{each.position}"] = DecimalText(label=_("Nilai"), required=False, max_length=30)
            self.fields[f"out_of_{each.position}"] = DecimalText(label=_("Dari"), required=False, max_length=30)

    def _stored_numbers(self) -> dict[str, str]:
        """What is stored of each indicator, by the names of the fields."""
        found = {}
        for each in self.indicators:
            value, out_of = self.stored_amounts.get(each.pk, (None, None))
            found |= {f"value_{each.position}": decimal_text(value), f"out_of_{each.position}": decimal_text(out_of)}
        return found

    @property
    def key(self) -> str:
        """The key of the row it was sent for, as its prefix says: "12" of "r12"."""
        return (self.prefix or "")[1:]

    @property
    def figure_fields(self) -> list[FigureFields]:
        return [
            FigureFields(
                each, self[f"value_{each.position}"], self[f"out_of_{each.position}"], self.figures.get(each.pk)
            )
            for each in self.indicators
        ]

    def values(self) -> dict[str, Any]:
        """What ``progress.note`` takes of it."""
        said = {name: self.cleaned_data[name] for name in (*TEXTS, "seen")}
        return {**said, "figures": {each.position: self._amount(each) for each in self.indicators}}

    def _amount(self, indicator: Indicator) -> Amount:
        return self.cleaned_data[f"value_{indicator.position}"], self.cleaned_data[f"out_of_{indicator.position}"]

    @property
    def is_touched(self) -> bool:
        """Whether it says something else than what was shown, and than what is stored; so does what cannot be read."""
        if not self.is_valid():
            return True
        figures = {**self.stored_amounts, **{each.pk: self._amount(each) for each in self.indicators}}
        is_stored = not self._changed_texts() and figure_marks(figures) == figure_marks(self.stored_amounts)
        return not is_stored and not was_shown(
            self.row, self.month, self.cleaned_data, figures, self.cleaned_data["seen"]
        )

    def _changed_texts(self) -> list[str]:
        """The names of the notes that say something else than what is stored."""
        typed = {name: self.data.get(self.add_prefix(name), "") for name in TEXTS}
        return [name for name in TEXTS if typed[name].strip().splitlines() != self.stored[name].strip().splitlines()]

    def differences(self) -> list[tuple[str, str]]:
        """What stands stored now where something else was typed: label and text."""
        empty = _now("kosong")
        texts = [(str(self.fields[name].label), self.stored[name] or empty) for name in self._changed_texts()]
        return texts + [
            (str(each.indicator), each.stored.words if each.stored else empty)
            for each in self.figure_fields
            if any(self.data.get(it.html_name, "").strip() != (it.initial or "") for it in (each.value, each.out_of))
        ]

    def typed(self) -> list[tuple[str, str]]:
        """What was typed: label and text."""
        said = [(str(self.fields[name].label), self.data.get(self.add_prefix(name), "")) for name in TEXTS]
        for each in self.figure_fields:
            numbers = [self.data.get(it.html_name, "").strip() for it in (each.value, each.out_of)]
            if any(numbers):
                said.append((str(each.indicator), " / ".join(filter(None, numbers))))
        return said


class VerifyForm(SeenForm):
    reason = forms.CharField(
        label=_("Alasan bila dikembalikan"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, data: Mapping | None, *, row: Subactivity, month: int, progress: Progress | None) -> None:
        super().__init__(data, mark=progress_token(row, month, progress), auto_id="verifikasi_%s")
        self.fields["reason"].is_conditional = True  # type: ignore[attr-defined]
