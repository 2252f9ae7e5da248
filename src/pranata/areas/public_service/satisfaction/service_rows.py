"""The services of a survey as rows of a form: those there are, proposals from the catalogue, and their quotas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from pranata.areas.public_service.satisfaction.forms import CountField
from pranata.engines.cases.registry import kinds
from pranata.engines.registers.registry import UnknownRegister, register_of
from pranata.engines.surveys.actions.making import ServiceRow
from pranata.engines.surveys.sampling.rules import sample_size, shares

if TYPE_CHECKING:
    from pranata.base.access.models import User
    from pranata.engines.surveys.models import Survey

CATALOGUE = "layanan"  # the register of services, where the house has it
BLANK_ROWS = 3
MOST_ROWS = 60


class ServiceRowForm(forms.Form):
    """One service; a row without name is none."""

    name = forms.CharField(label=_("Layanan"), max_length=160, required=False)
    population = CountField(label=_("Populasi"), required=False)
    target = CountField(label=_("Target"), required=False)
    case_kind = forms.ChoiceField(label=_("Undang pemohon dari"), required=False)

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        for field in self.fields.values():
            field.is_conditional = True  # type: ignore[attr-defined]  # a row may stay blank
        self.fields["case_kind"].choices = [("", _("tidak ada")), *((each.code, each.title) for each in kinds())]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("name") and any(data.get(each) for each in ("population", "target", "case_kind")):
            self.add_error("name", _now("Nama layanan belum diisi."))
        return data


RowsFormSet = forms.formset_factory(ServiceRowForm, extra=0, max_num=MOST_ROWS, absolute_max=MOST_ROWS)
Row = dict[str, Any]


def stored_rows(survey: Survey) -> list[Row]:
    return [
        {"name": each.name, "population": each.population, "target": each.target, "case_kind": each.case_kind}
        for each in survey.services.all()
    ]


def proposed_rows(survey: Survey, user: User) -> list[Row]:
    """The services of the office's catalogue that the survey lacks; [] where the house keeps none."""
    try:
        register = register_of(CATALOGUE)
    except UnknownRegister:
        return []
    there = {each.name.casefold() for each in survey.services.all()}
    found = register.model.objects.visible_to(user).filter(office=survey.office, is_active=True)
    rows = found.values_list("name", "case_kind")
    return [{"name": name[:160], "case_kind": kind} for name, kind in rows if name[:160].casefold() not in there]


def empty_rows(rows: list[Row], blank: int = BLANK_ROWS) -> Any:
    """The form with ``rows`` in it and some blank ones."""
    filled = [*rows, *({} for _each in range(blank))][:MOST_ROWS]
    return RowsFormSet(initial=filled)


def sent_rows(formset: Any) -> list[ServiceRow]:
    """What a valid form says, blank rows left out."""
    data = [each.cleaned_data for each in formset.forms]
    return [
        ServiceRow(row["name"], row.get("case_kind") or "", row.get("population"), row.get("target"))
        for row in data
        if row.get("name")
    ]


def divided(survey: Survey, rows: list[ServiceRow]) -> list[Row]:
    """The rows with the survey's target divided by their populations.

    Without a target it is what the survey's population wants, or all of theirs. Raises ``ValidationError``.
    """
    if not rows or not all(row.population for row in rows):
        raise ValidationError(_now("Isi populasi setiap layanan, lalu bagi lagi."))
    populations = {str(place): row.population or 0 for place, row in enumerate(rows)}
    whole = sum(populations.values())
    target = survey.target or sample_size(survey.population or whole)
    if target > whole:
        raise ValidationError(
            _now("Target survei %(target)d melebihi jumlah populasi layanan, %(whole)d.")
            % {"target": target, "whole": whole}
        )
    found = shares(target, populations)
    return [
        {
            "name": row.name,
            "case_kind": row.case_kind,
            "population": row.population,
            "target": found[str(place)] or None,
        }
        for place, row in enumerate(rows)
    ]
