"""What staff fill in about an SOP; the actions decide."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pranata.areas.process.sops.actions.versions import Signature
from pranata.areas.process.sops.models import CRITERIA, Evaluation, Result
from pranata.areas.process.sops.queries import case_kinds
from pranata.base.org.models import Unit
from pranata.lib import clock

if TYPE_CHECKING:
    from pranata.areas.process.sops.models import Sop

LONGEST_TEXT = 5000
TIME_TO_REVISE = timedelta(days=90)  # own: what the form proposes


class DayField(forms.DateField):
    """A day, chosen from the browser's own calendar."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **options)


class WordsField(forms.CharField):
    """A text of several lines."""

    def __init__(self, *, rows: int = 3, **options: Any) -> None:
        super().__init__(max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": rows}), **options)


class SopForm(forms.Form):
    """What every form about one SOP takes; alone it is nothing but the button."""

    def __init__(self, data: Any = None, *, sop: Sop, **options: Any) -> None:
        self.sop = sop
        super().__init__(data, **options)


class ReasonForm(SopForm):
    reason = WordsField(label=_("Alasan"))


class WithdrawalForm(ReasonForm):
    ended_on = DayField(label=_("Tidak berlaku sejak"), initial=clock.today)


class SignatureForm(SopForm):
    effective_on = DayField(label=_("Tanggal efektif"), initial=clock.today)
    role = forms.CharField(label=_("Jabatan yang mengesahkan"), max_length=150)
    name = forms.CharField(label=_("Nama yang mengesahkan"), max_length=150)
    nip = forms.RegexField(
        r"^[0-9]{18}$",
        label=_("NIP"),
        required=False,
        strip=True,
        help_text=_("Hanya untuk dicetak pada lembar SOP; tidak ditampilkan kepada umum."),
        error_messages={"invalid": _("NIP terdiri atas 18 angka.")},
    )

    def signature(self) -> Signature:
        return Signature(**self.cleaned_data)


class MonitoringForm(SopForm):
    done_on = DayField(label=_("Tanggal pemantauan"), initial=clock.today)
    is_applied = forms.TypedChoiceField(
        label=_("Penerapan"),
        choices=[("ya", _("berjalan baik")), ("tidak", _("tidak berjalan baik"))],
        coerce=lambda value: value == "ya",
    )
    note = WordsField(label=_("Catatan hasil"), required=False)
    measure_taken = WordsField(label=_("Tindakan yang diambil"), required=False)


class EvaluationForm(SopForm):
    """The seven questions with yes or no, and the result."""

    done_on = DayField(label=_("Tanggal evaluasi"), initial=clock.today)

    def __init__(self, data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        for name in CRITERIA:
            words = str(Evaluation._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
            self.fields[name] = forms.TypedChoiceField(
                label=words[:1].upper() + words[1:],
                choices=[("", "—"), ("ya", _("ya")), ("tidak", _("tidak"))],
                coerce=lambda value: value == "ya",
            )
        self.fields["result"] = forms.ChoiceField(label=_("Hasil"), choices=Result.choices)
        self.fields["note"] = WordsField(label=_("Catatan"), required=False)
        self.fields["responsible"] = forms.ModelChoiceField(
            label=_("Unit yang merevisi"),
            queryset=Unit.objects.filter(office=self.sop.office).valid_on(clock.today()),
            required=False,
            initial=self.sop.unit_id,
            help_text=_("Bila hasilnya revisi, tindak lanjut dibuka untuk unit ini."),
        )
        self.fields["due_on"] = DayField(
            label=_("Revisi selesai paling lambat"), required=False, initial=clock.today() + TIME_TO_REVISE
        )

    def said(self) -> dict[str, Any]:
        """The form as ``actions.use.evaluate`` takes it."""
        answers = {name: self.cleaned_data[name] for name in CRITERIA}
        rest = {name: value for name, value in self.cleaned_data.items() if name not in CRITERIA}
        return {**rest, "answers": answers}


class TieForm(SopForm):
    case_kind = forms.ChoiceField(
        label=_("Layanan"),
        required=False,
        help_text=_("Waktu yang dijanjikan SOP dibandingkan dengan waktu nyata layanan ini."),
    )

    def __init__(self, data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        choices = [("", _("tidak ada")), *((each.code, each.title) for each in case_kinds())]
        self.fields["case_kind"].choices = choices  # type: ignore[attr-defined]
        self.fields["case_kind"].initial = self.sop.case_kind
