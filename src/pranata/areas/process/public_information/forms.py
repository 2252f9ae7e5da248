"""What staff fill in about a proposal; the actions decide."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pranata.areas.process.public_information.actions.deciding import Agreement
from pranata.areas.process.public_information.actions.proposals import FIELDS, OPEN_DAYS
from pranata.areas.process.public_information.models import ExemptionGround, ExemptionProposal, Occasion
from pranata.areas.process.public_information.rules import PARTS
from pranata.base.org.models import Unit
from pranata.lib import clock

if TYPE_CHECKING:
    from pranata.base.org.models import Office

LONGEST_TEXT = 5000
YEAR = timedelta(days=365)


class DayField(forms.DateField):
    """A day, chosen from the browser's own calendar."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **options)


class WordsField(forms.CharField):
    """A text of several lines."""

    def __init__(self, *, rows: int = 4, **options: Any) -> None:
        super().__init__(max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": rows}), **options)


class ProposalForm(forms.Form):
    """A draft; only its name is wanted at once, the rest before it is sent."""

    title = forms.CharField(label=_("Informasi yang diusulkan dikecualikan"), max_length=300)
    description = WordsField(
        label=_("Uraian informasi"),
        required=False,
        help_text=_("Dokumen mana, isinya apa, tanpa isi rahasianya sendiri."),
    )
    unit = forms.ModelChoiceField(label=_("Unit yang menguasai"), queryset=Unit.objects.none(), required=False)
    occasion = forms.ChoiceField(label=_("Asal usulan"), choices=Occasion.choices)
    request_number = forms.CharField(
        label=_("Nomor permohonan atau perintah"),
        max_length=60,
        required=False,
        help_text=_("Bila ada, misalnya PI-2022-0037."),
    )
    ground = forms.ChoiceField(
        label=_("Dasar pengecualian (UU 14/2008 Pasal 17)"),
        choices=[("", "—"), *ExemptionGround.choices],
        required=False,
    )
    statute = forms.CharField(
        label=_("Undang-undang yang dipakai"), max_length=300, required=False, help_text=_("Sampai pasal dan ayatnya.")
    )
    consequence = WordsField(
        label=_("Akibat bila dibuka"), required=False, help_text=_("Kerugian apa yang timbul, bagi siapa, dan mengapa.")
    )
    public_interest = WordsField(
        label=_("Pertimbangan kepentingan umum"),
        required=False,
        help_text=_("Mengapa menutupnya lebih melindungi kepentingan umum daripada membukanya, atau sebagian saja."),
    )
    proposed_until = DayField(
        label=_("Diusulkan dikecualikan sampai"), required=False, help_text=_("Pengecualian selalu terbatas waktu.")
    )
    decider = forms.ModelChoiceField(label=_("Diajukan kepada"), queryset=None)

    def __init__(
        self, data: Any = None, *, office: Office, item: ExemptionProposal | None = None, **options: Any
    ) -> None:
        initial = options.pop("initial", {}) | ({name: getattr(item, name) for name in FIELDS} if item else {})
        above = office.ancestors()
        super().__init__(data, initial={"decider": above.last(), **initial}, **options)
        for name in PARTS:
            self.fields[name].is_conditional = True  # type: ignore[attr-defined]  # wanted before it is sent
        self.fields["unit"].queryset = Unit.objects.filter(office=office).valid_on(clock.today())  # type: ignore[attr-defined]
        self.fields["decider"].queryset = above  # type: ignore[attr-defined]
        self.fields["decider"].empty_label = None  # type: ignore[attr-defined]


class OpenForm(forms.Form):
    """Until when the proposal lies open."""

    open_until = DayField(
        label=_("Terbuka bagi penerima sampai"),
        help_text=_("Sesudah hari itu mereka tidak dapat membacanya lagi. Anda dapat memperpanjang atau mencabutnya."),
    )

    def __init__(self, data: Any = None, **options: Any) -> None:
        super().__init__(data, initial={"open_until": clock.today() + OPEN_DAYS}, **options)


class PlainForm(forms.Form):
    """Nothing but the button."""


class ReasonForm(forms.Form):
    reason = WordsField(label=_("Alasan"), rows=3)


class RefusalForm(ReasonForm):
    decided_by = forms.CharField(label=_("Pejabat yang memutus"), max_length=200, help_text=_("Nama dan jabatan."))
    decided_on = DayField(label=_("Tanggal putusan"))


class AgreementForm(forms.Form):
    test_reference = forms.CharField(label=_("Nomor uji konsekuensi"), max_length=100)
    decided_by = forms.CharField(label=_("Pejabat yang memutus"), max_length=200, help_text=_("Nama dan jabatan."))
    decided_on = DayField(label=_("Tanggal putusan"))
    exempted_until = DayField(label=_("Dikecualikan sampai"), help_text=_("Boleh lebih singkat daripada usulannya."))

    def agreement(self) -> Agreement:
        return Agreement(**self.cleaned_data)
