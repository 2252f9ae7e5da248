"""What staff fill in about standards, reviews and the pledge; the actions decide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pranata.areas.public_service.service_standards.actions.pledges import Signature
from pranata.areas.public_service.service_standards.actions.reviewing import Reviewed
from pranata.areas.public_service.service_standards.actions.standards import Decision
from pranata.areas.public_service.service_standards.components import component_codes, component_kinds
from pranata.areas.public_service.service_standards.models import Conclusion, Finding
from pranata.lib import clock

if TYPE_CHECKING:
    from pranata.areas.public_service.service_standards.models import Pledge, Standard

LONGEST_TEXT = 5000


class DayField(forms.DateField):
    """A day, chosen from the browser's own calendar."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **options)


class WordsField(forms.CharField):
    """A text of several lines."""

    def __init__(self, *, rows: int = 3, longest: int = LONGEST_TEXT, **options: Any) -> None:
        super().__init__(max_length=longest, widget=forms.Textarea(attrs={"rows": rows}), **options)


class PlainForm(forms.Form):
    """Nothing but the button."""


class ReasonForm(forms.Form):
    reason = WordsField(label=_("Alasan"), longest=1000)


class StandardForm(forms.Form):
    """The fourteen components; blank ones may wait until the standard is legalized."""

    def __init__(self, data: Any = None, *, item: Standard) -> None:
        super().__init__(data, initial={**item.texts, "shows_all": item.shows_all})
        for each in component_kinds():
            hint = _("Wajib dipublikasikan.") if each.is_delivery else ""
            self.fields[each.code] = WordsField(label=f"{each.number}. {each.name}", required=False, help_text=hint)
            self.fields[each.code].is_conditional = True  # type: ignore[attr-defined]  # wanted before it is legalized
        self.fields["shows_all"] = forms.BooleanField(
            label=_("Semua komponen tampil untuk umum"),
            required=False,
            help_text=_("Tanpa tanda ini, umum membaca enam komponen yang wajib dipublikasikan."),
        )

    def texts(self) -> dict[str, str]:
        return {code: self.cleaned_data[code] for code in component_codes()}


class DecisionForm(forms.Form):
    decree_number = forms.CharField(label=_("Nomor keputusan penetapan"), max_length=100)
    decided_on = DayField(label=_("Tanggal penetapan"))
    decided_by = forms.CharField(
        label=_("Jabatan yang menetapkan"), max_length=200, help_text=_("Jabatan saja, misalnya Sekretaris.")
    )
    effective_from = DayField(label=_("Berlaku sejak"))

    def decision(self) -> Decision:
        return Decision(**self.cleaned_data)


class ReviewForm(forms.Form):
    """How each component was found; what does not fit wants a recommendation."""

    reviewed_on = DayField(label=_("Tanggal tinjauan"))
    reviewers = forms.CharField(
        label=_("Peninjau"), max_length=300, help_text=_("Misalnya tim pelayanan bersama pengguna layanan.")
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"reviewed_on": clock.today()})
        for each in component_kinds():
            self.fields[f"finding_{each.code}"] = forms.ChoiceField(
                label=f"{each.number}. {each.name}", choices=Finding.choices, initial=Finding.FITS
            )
            self.fields[f"recommendation_{each.code}"] = WordsField(
                label=_("Yang perlu diperbaiki (komponen %d)") % each.number, rows=1, longest=1000, required=False
            )
        self.fields["conclusion"] = forms.ChoiceField(label=_("Kesimpulan"), choices=Conclusion.choices)
        self.fields["summary"] = WordsField(label=_("Ringkasan"), required=False)

    def given(self) -> Reviewed:
        data = self.cleaned_data
        lines = {code: (data[f"finding_{code}"], data[f"recommendation_{code}"]) for code in component_codes()}
        return Reviewed(data["reviewed_on"], data["reviewers"], data["conclusion"], data["summary"], lines)


class FollowUpsForm(forms.Form):
    due_on = DayField(label=_("Tenggat tindak lanjut"))


class PledgeForm(forms.Form):
    text = WordsField(label=_("Isi maklumat"), rows=6, longest=2000)

    def __init__(self, data: Any = None, *, item: Pledge) -> None:
        super().__init__(data, initial={"text": item.text})


class SignatureForm(forms.Form):
    place = forms.CharField(label=_("Tempat"), max_length=100)
    signed_on = DayField(label=_("Tanggal ditandatangani"))
    signatory_name = forms.CharField(label=_("Nama penanda tangan"), max_length=200)
    signatory_role = forms.CharField(
        label=_("Jabatan penanda tangan"), max_length=200, help_text=_("Maklumat ditandatangani pimpinan.")
    )
    file = forms.FileField(
        label=_("Naskah yang ditandatangani"), required=False, help_text=_("Pindaian PDF atau foto; boleh kosong.")
    )

    def signature(self) -> Signature:
        return Signature(**{name: value for name, value in self.cleaned_data.items() if name != "file"})
