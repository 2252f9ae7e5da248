"""What the pages about a draft's rows take in; the actions decide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from pranata.base.ui.templatetags.ui import MONTH_NAMES
from pranata.engines.plan.actions.guards import row_token
from pranata.engines.plan.actions.rows import IndicatorContent, RowContent
from pranata.engines.plan.reading.text import MAX_TEXT, fold
from pranata.engines.plan.rules import bits_to_months

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest, QueryDict

    from pranata.engines.plan.models import Activity, Area, Indicator, Subactivity

EMPTY_INDICATORS = 2  # always offered, so that adding needs no script
MOST_INDICATORS = 60
LONGEST_NUMBER = 20
HIGHEST_AREA = 99  # two digits in a row's code


class LineField(forms.CharField):
    """Words on one line, as a table's cell holds them: white space folded, control characters left out."""

    def __init__(self, *, rows: int = 0, max_length: int = MAX_TEXT, **options: Any) -> None:
        widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
        super().__init__(max_length=max_length, widget=widget, **options)

    def clean(self, value: str | None) -> str:
        return super().clean(fold(value or ""))


class MonthsField(forms.TypedMultipleChoiceField):
    """Months 1 to 12, as boxes to tick."""

    def __init__(self, **options: Any) -> None:
        choices = [(number, short) for number, (short, _full) in enumerate(MONTH_NAMES, start=1)]
        super().__init__(choices=choices, coerce=int, required=False, widget=forms.CheckboxSelectMultiple, **options)


class RowForm(forms.Form):
    """One sub-activity; its indicators stand in a formset beside it."""

    text = LineField(rows=3, label=_("Subkegiatan"))
    no = LineField(
        required=False,
        max_length=LONGEST_NUMBER,
        label=_("Nomor tercetak"),
        help_text=_("Seperti di depan kalimatnya, misalnya 1 atau a."),
    )
    months = MonthsField(label=_("Bulan pelaksanaan"))


class IndicatorForm(forms.Form):
    """One indicator, with months of its own only when they are narrower than the row's."""

    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)
    text = LineField(
        rows=2,
        label=_("Indikator"),
        error_messages={"required": _("Isi indikator ini, atau centang “Hapus indikator ini”.")},
    )
    months = MonthsField(label=_("Bulan sendiri"))


class IndicatorFormSet(
    forms.formset_factory(
        IndicatorForm,
        extra=EMPTY_INDICATORS,
        can_delete=True,
        max_num=MOST_INDICATORS,
        absolute_max=2 * MOST_INDICATORS,
        validate_max=True,
    )
):
    deletion_widget = forms.CheckboxInput

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["DELETE"].label = _("Hapus indikator ini")


class RowEditor:
    """The form of a row and the forms of its indicators, as one."""

    def __init__(self, data: QueryDict | None, row: Subactivity | None = None) -> None:
        begin: dict[str, Any] = {}
        indicators: list[dict[str, Any]] = []
        if row is not None:
            begin = {"text": row.text, "no": row.no, "months": row.months}
            indicators = [_indicator_values(each) for each in row.indicators.all()]
        self.form = RowForm(data, initial=begin)
        self.indicators = IndicatorFormSet(data, initial=indicators, prefix="indikator")

    def is_valid(self) -> bool:
        return all([self.form.is_valid(), self.indicators.is_valid()])

    @property
    def is_refused(self) -> bool:
        return bool(self.form.errors) or self.indicators.total_error_count() > 0

    def content(self) -> RowContent:
        values = self.form.cleaned_data
        months = frozenset(values["months"])
        kept = [each for each in self.indicators if each not in self.indicators.deleted_forms and each.cleaned_data]
        contents = (_indicator_content(each.cleaned_data, months) for each in kept)
        return RowContent(values["text"], values["no"], months, tuple(contents))

    def refuse(self, error: ValidationError) -> None:
        """What the action refused: at the field it names, about an indicator above the row."""
        reasons = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
        for name, words in reasons.items():
            self.form.add_error(name if name in self.form.fields else None, words)


def _indicator_values(indicator: Indicator) -> dict[str, Any]:
    return {
        "pk": indicator.pk,
        "text": indicator.text,
        "months": bits_to_months(indicator.month_bits or 0),
    }


def _indicator_content(values: dict[str, Any], months: frozenset[int]) -> IndicatorContent:
    own = frozenset(values["months"])
    return IndicatorContent(values["text"], None if not own or own == months else own, values["pk"])


def with_more_indicators(sent: QueryDict) -> QueryDict:
    """The same form with further empty indicators."""
    wider = sent.copy()
    count = sent.get("indikator-TOTAL_FORMS", "0")
    now = int(count) if count.isdecimal() and len(count) < 4 else 0
    wider["indikator-TOTAL_FORMS"] = str(min(now + EMPTY_INDICATORS, MOST_INDICATORS))
    return wider


def with_present_mark(sent: QueryDict, row: Subactivity) -> QueryDict:
    """What was typed, marked as having seen the row as it is now: saving once more is then meant."""
    again = sent.copy()
    again["seen"] = row_token(row)
    return again


class PlaceForm(forms.Form):
    """Where a row goes to."""

    activity = forms.TypedChoiceField(coerce=int, label=_("Kegiatan"))
    position = forms.IntegerField(
        min_value=1,
        max_value=999,
        required=False,
        label=_("Urutan di dalam kegiatan"),
        help_text=_("Kosong berarti paling akhir."),
    )

    def __init__(self, *args: Any, activities: Iterable[Activity], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["activity"].choices = activity_choices(activities)


def activity_choices(activities: Iterable[Activity]) -> list[tuple[str, list[tuple[int, str]]]]:
    """The activities under their areas, each with its code."""
    groups: dict[str, list[tuple[int, str]]] = {}
    for each in activities:
        words = f"{each.area.no}.{each.position} {each.name}"
        groups.setdefault(str(each.area), []).append((each.pk, words[:120]))
    return list(groups.items())


class NameForm(forms.Form):
    """The name of an activity, with the number printed before it."""

    no = LineField(required=False, max_length=LONGEST_NUMBER, label=_("Nomor tercetak"))
    name = LineField(rows=2, label=_("Kegiatan"))

    def __init__(self, data: QueryDict | None = None, *, activity: Activity | None = None) -> None:
        begin = {"no": activity.no, "name": activity.name} if activity is not None else {}
        super().__init__(data, initial=begin)


class AreaForm(forms.Form):
    """An area; its number is given once and never changed."""

    no = forms.IntegerField(min_value=1, max_value=HIGHEST_AREA, label=_("Nomor area"))
    name = LineField(rows=2, label=_("Area perubahan"))

    def __init__(self, data: QueryDict | None = None, *, area: Area | None = None) -> None:
        super().__init__(data, initial={"name": area.name} if area is not None else {})
        if area is not None:
            del self.fields["no"]


def wants_more(request: HttpRequest) -> bool:
    """Whether the button for further indicators was pressed."""
    return request.method == "POST" and "tambah" in request.POST


def stored_words(row: Subactivity) -> list[tuple[str, str]]:
    """What the row says now, as the page of a late writer shows it."""
    months = ", ".join(str(MONTH_NAMES[month - 1][1]) for month in row.months)
    indicators = "\n".join(each.text for each in row.indicators.all())
    return [
        (_now("Subkegiatan"), row.text),
        (_now("Nomor tercetak"), row.no),
        (_now("Bulan pelaksanaan"), months),
        (_now("Indikator"), indicators),
    ]
