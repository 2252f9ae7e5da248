"""What staff fill in about legal products besides the registers' own forms; the actions decide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pranata.areas.regulation.legal_products.models import Purposes
from pranata.areas.regulation.legal_products.models.program import MONTHS
from pranata.base.org.models import Unit
from pranata.lib import clock

if TYPE_CHECKING:
    from pranata.areas.regulation.legal_products.models import Finding, LegalProduct, ProgramItem

LONGEST = 2000


class DayField(forms.DateField):
    """A day, chosen from the browser's own calendar."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **options)


class NoteForm(forms.Form):
    """A step that asks for words alone; ``is_required`` where they are the reason."""

    note = forms.CharField(label=_("Alasan"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, data: Any = None, *, item: ProgramItem, is_required: bool = True) -> None:
        super().__init__(data)
        if not is_required:
            self.fields["note"].required = False
            self.fields["note"].label = _("Catatan")


class DatedForm(NoteForm):
    """When a stage was done."""

    on = DayField(label=_("Tanggal"))
    field_order = ("on", "note")

    def __init__(self, data: Any = None, *, item: ProgramItem) -> None:
        super().__init__(data, item=item, is_required=False)
        self.fields["on"].initial = clock.today()


class EnactForm(DatedForm):
    """Number and day of what was enacted."""

    number = forms.CharField(
        label=_("Nomor"),
        max_length=120,
        help_text=_("Sebagaimana tercetak; naskahnya masuk pemetaan dengan nomor ini."),
    )
    field_order = ("number", "on", "note")


class RevisionForm(forms.Form):
    """A change of a mapped product, put on the program."""

    purpose = forms.ChoiceField(
        label=_("Tujuan"), choices=[each for each in Purposes.choices if each[0] != Purposes.NEW.value]
    )
    title = forms.CharField(label=_("Tentang"), max_length=300)
    year = forms.IntegerField(label=_("Tahun"), min_value=2000, max_value=2100)
    target_month = forms.TypedChoiceField(label=_("Bulan target"), choices=MONTHS, coerce=int)
    unit = forms.ModelChoiceField(label=_("Unit penanggung jawab"), queryset=Unit.objects.none(), required=False)
    reason = forms.CharField(
        label=_("Alasan"), max_length=LONGEST, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, data: Any = None, *, product: LegalProduct) -> None:
        today = clock.today()
        initial = {
            "title": (_("Perubahan atas %s") % product)[:300],
            "year": today.year,
            "target_month": today.month,
            "unit": product.unit_id,
            "reason": product.result_note[:LONGEST],
        }
        super().__init__(data, initial=initial)
        self.fields["unit"].queryset = Unit.objects.filter(office=product.office_id).valid_on(today)  # type: ignore[attr-defined]


class FollowUpForm(forms.Form):
    """Which unit does what about a finding, and until when."""

    recommendation = forms.CharField(
        label=_("Rekomendasi"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4})
    )
    unit = forms.ModelChoiceField(label=_("Unit penanggung jawab"), queryset=Unit.objects.none())
    due_on = DayField(label=_("Tenggat"))

    def __init__(self, data: Any = None, *, finding: Finding) -> None:
        super().__init__(data, initial={"recommendation": finding.recommendation, "unit": finding.product.unit_id})
        units = Unit.objects.filter(office=finding.office_id).valid_on(clock.today())
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
