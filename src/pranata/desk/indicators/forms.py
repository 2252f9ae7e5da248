"""What may be said of an indicator's measure and its readings; the actions decide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pranata.base.imports.cells import decimal_text
from pranata.desk.responsibility.forms import ActionForm, DecimalText, SeenForm
from pranata.engines.indicators.registry import by_key, measures
from pranata.engines.plan.actions.bindings import binding_token
from pranata.engines.plan.suggestions import suggest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pranata.engines.indicators.models import Baseline
    from pranata.engines.plan.models import Binding, Indicator

WHY = _("Alasan")
REASON = _("Tertulis di samping nilai dan dalam jejak audit.")


def _reason(label: Any = WHY, hint: Any = REASON) -> forms.CharField:
    return forms.CharField(label=label, help_text=hint, widget=forms.Textarea(attrs={"rows": 2}))


class BindingForm(SeenForm):
    """A form about what reads ``indicator``; refused when that changed since it was shown."""

    def __init__(self, data: Mapping | None, *, indicator: Indicator, binding: Binding | None, name: str) -> None:
        super().__init__(data, mark=binding_token(indicator, binding), auto_id=f"{name}_%s")


class BindForm(BindingForm):
    measure_key = forms.ChoiceField(label=_("Ukuran"))
    note = _reason()

    def __init__(self, data: Mapping | None, *, indicator: Indicator, binding: Binding | None) -> None:
        super().__init__(data, indicator=indicator, binding=binding, name="ikat")
        held = binding.measure_key if binding else ""
        self.fields["measure_key"].choices = _choices(indicator, binding.proposed_key if binding else "")
        self.initial["measure_key"] = held


def _choices(indicator: Indicator, proposed: str) -> list[Any]:
    """Every measure, those most like the indicator before the others."""
    near = [proposed] if by_key(proposed) else []
    near += [key for key, _likeness in suggest(indicator.text) if key not in near]
    titles = {each.key: f"{each.title} ({each.key})" for each in measures()}
    others = sorted(((key, title) for key, title in titles.items() if key not in near), key=lambda it: it[1])
    likely = [(_("Paling mirip"), [(key, titles[key]) for key in near])] if near else []
    return [("", _("pilih")), *likely, (_("Semua ukuran"), others)]


class ByHandForm(BindingForm):
    capability = forms.CharField(
        label=_("Kode kemampuan yang akan membawanya"),
        required=False,
        max_length=10,
        help_text=_("Misalnya S12; kosongkan bila belum diketahui."),
    )
    note = _reason()

    def __init__(self, data: Mapping | None, *, indicator: Indicator, binding: Binding | None) -> None:
        super().__init__(data, indicator=indicator, binding=binding, name="tangan")
        self.initial["capability"] = binding.capability if binding else ""


class ConfirmForm(BindingForm):
    def __init__(self, data: Mapping | None, *, indicator: Indicator, binding: Binding | None) -> None:
        super().__init__(data, indicator=indicator, binding=binding, name="setujui")


class CorrectForm(ActionForm):
    """``reading`` is the key of the reading that was shown."""

    reading = forms.IntegerField(widget=forms.HiddenInput)
    reason = _reason(hint=_("Bacaan yang lama tetap tersimpan, juga dalam laporan yang sudah terbit."))

    def __init__(self, data: Mapping | None, *, reading: int) -> None:
        super().__init__(data, auto_id="koreksi_%s", initial={"reading": reading})


class BaselineForm(ActionForm):
    value = DecimalText(label=_("Nilai"), max_length=30)
    note = _reason(_("Sumber"), _("Misalnya laporan tahunan dan halamannya."))

    def __init__(self, data: Mapping | None, *, baseline: Baseline | None) -> None:
        initial = {"value": decimal_text(baseline.value), "note": baseline.note} if baseline else {}
        super().__init__(data, auto_id="awal_%s", initial=initial)
