"""What may be written about a row and its people; the actions decide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from pranata.base.imports.cells import as_decimal, decimal_text
from pranata.desk.people.forms import DayField
from pranata.desk.responsibility.parties import People, party_key
from pranata.engines.plan.actions.charges import charge_token, target_token
from pranata.lib import clock

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pranata.base.people.models import Person
    from pranata.desk.responsibility.parties import Parties, Party
    from pranata.engines.plan.models import Indicator, Responsibility, Subactivity


class ActionForm(forms.Form):
    """The values an action takes; what it refuses stands at the fields it names."""

    def refuse(self, error: ValidationError) -> None:
        by_field = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
        for name, messages in by_field.items():
            self.add_error(name if name in self.fields else None, messages)


class SeenForm(ActionForm):
    """A form that carries the mark of what was shown, ``mark``; the action compares it with what is stored."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Mapping | None, *, mark: str, **options: Any) -> None:
        super().__init__(data, **options)
        self.mark = mark
        self.initial["seen"] = mark

    @property
    def seen_row(self) -> str:
        """The key of the row that was shown, "" when the mark does not tell."""
        key, dash, _rest = self.data.get(self.add_prefix("seen"), "").partition("-")
        return key if dash else ""

    def renew(self) -> None:
        """Take note of the present values: sending once more is then meant."""
        self.data = self.data.copy()
        self.data[self.add_prefix("seen")] = self.mark


class PartyForm(SeenForm):
    party = forms.ChoiceField(label=_("Penanggung jawab"), required=False)

    def __init__(
        self, data: Mapping | None, *, parties: Parties, row: Subactivity, held: Responsibility | None
    ) -> None:
        initial = {"party": party_key(held.party if held else None)}
        super().__init__(data, mark=charge_token(row, held), auto_id="pj_%s", initial=initial)
        self.parties = parties
        self.fields["party"].choices = parties.choices()

    @property
    def chosen(self) -> Party | None:
        return self.parties.get(self.cleaned_data["party"])


class DeputyForm(SeenForm):
    person = forms.ChoiceField(label=_("Pengganti (Plh.)"))
    valid_from = DayField(label=_("Sejak"))
    valid_to = DayField(label=_("Sampai"), required=False)

    def __init__(
        self, data: Mapping | None, *, people: Iterable[Person], row: Subactivity, held: Responsibility | None
    ) -> None:
        initial = {"valid_from": clock.today()}
        super().__init__(data, mark=charge_token(row, held), auto_id="plh_%s", initial=initial)
        self.people = {str(each.pk): each for each in people}
        labels = People(self.people.values(), with_nip=False).labels
        offered = [(key, labels[each.pk]) for key, each in self.people.items()]
        self.fields["person"].choices = [("", _("pilih pegawai")), *offered]

    def values(self) -> dict[str, Any]:
        return {**self.cleaned_data, "person": self.people[self.cleaned_data["person"]]}


class EndForm(ActionForm):
    on = DayField(label=_("Hari terakhir"))


class DecimalText(forms.CharField):
    """A number as people write it: 95, 95,5 or 1.250,75."""

    widget = forms.TextInput(attrs={"inputmode": "decimal"})

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        try:
            return as_decimal(text) if text else None
        except ValueError as error:
            raise ValidationError(str(error)) from error


class TargetForm(SeenForm):
    target = DecimalText(label=_("Target"), required=False, max_length=30)
    unit = forms.CharField(label=_("Satuan"), required=False, max_length=40)
    note = forms.CharField(label=_("Catatan"), required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, data: Mapping | None, *, indicator: Indicator) -> None:
        self.indicator = indicator
        values = [decimal_text(indicator.target), indicator.target_unit, indicator.note]
        super().__init__(
            data,
            mark=target_token(indicator),
            auto_id="target_%s",
            prefix=f"i{indicator.position}",
            initial=dict(zip(("target", "unit", "note"), values, strict=True)),
        )

    def refuse(self, error: ValidationError) -> None:
        """The model calls the unit otherwise than the action's argument."""
        by_field = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
        for name, messages in by_field.items():
            self.add_error("unit" if name == "target_unit" else name or None, messages)
