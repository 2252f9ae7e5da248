"""What staff fill in to prepare and to run a survey; the actions decide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from pranata.areas.public_service.satisfaction.pages import certainty_words
from pranata.engines.surveys.actions.doors import MOST_INVITATIONS
from pranata.engines.surveys.actions.making import NAMES, SETTLED
from pranata.engines.surveys.models import AddedQuestion, QuestionKind, Survey
from pranata.engines.surveys.respondents import fields

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from pranata.base.org.models import Office
    from pranata.engines.surveys.models import SurveyService
    from pranata.engines.surveys.reading.questionnaire import Questionnaire

USUAL = ("sex", "education", "job")  # what the publication card of PermenPANRB 14/2017 tells of respondents
PARTS = (
    (_("Survei"), ("title", "subject", "introduction", "year", "opens_on", "closes_on", "place", "executor")),
    (_("Cara hitung"), ("method",)),
    (_("Responden dan sampel"), ("asked", "population", "target", "stops_when_full")),
    (_("Pintu dan saran"), ("takes_anyone", "asks_suggestion")),
)


class DayField(forms.DateField):
    """A day, chosen from the browser's own calendar."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **options)


class CountField(forms.IntegerField):
    """How many; blank for not known."""

    def __init__(self, *, most: int = 10_000_000, least: int = 1, **options: Any) -> None:
        super().__init__(min_value=least, max_value=most, **options)


class PlainForm(forms.Form):
    """Nothing but the button."""


class SurveyForm(forms.Form):
    """The facts of a survey; what an opened one keeps is not asked again. ``key`` stands in the page, not here."""

    title = forms.CharField(label=_("Judul"), max_length=160)
    subject = forms.CharField(
        label=_("Yang dinilai"),
        max_length=160,
        required=False,
        help_text=_("Bila judulnya belum menyebut: nama aplikasi atau layanan."),
    )
    introduction = forms.CharField(
        label=_("Pengantar bagi responden"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Satu atau dua kalimat di atas pertanyaan pertama."),
    )
    year = forms.IntegerField(label=_("Tahun"), min_value=2000, max_value=2100)
    opens_on = DayField(label=_("Dibuka mulai"))
    closes_on = DayField(label=_("Hari terakhir mengisi"))
    place = forms.CharField(
        label=_("Lokasi"),
        max_length=160,
        required=False,
        help_text=_("Untuk Bab II laporan, misalnya ruang pelayanan."),
    )
    executor = forms.CharField(
        label=_("Pelaksana"), max_length=160, required=False, help_text=_("Tim atau unit, bukan nama orang.")
    )
    method = forms.ChoiceField(label=_("Cara menghitung indeks"), required=False, widget=forms.RadioSelect)
    asked = forms.MultipleChoiceField(
        label=_("Yang ditanyakan tentang responden"), required=False, widget=forms.CheckboxSelectMultiple
    )
    population = CountField(
        label=_("Populasi"),
        required=False,
        help_text=_("Banyaknya orang yang menerima layanan dalam masa survei; kosong bila tidak diketahui."),
    )
    target = CountField(
        label=_("Target responden"),
        required=False,
        help_text=_("Kosongkan agar mengikuti tabel Krejcie-Morgan menurut populasi."),
    )
    stops_when_full = forms.BooleanField(
        label=_("Tutup layanan yang kuotanya penuh"),
        required=False,
        help_text=_("Tanpa tanda ini, jawaban di atas kuota tetap diterima."),
    )
    takes_anyone = forms.BooleanField(
        label=_("Tautan terbuka"),
        required=False,
        help_text=_("Siapa pun yang tahu alamatnya dapat mengisi; pengisian ganda tidak dapat dikenali."),
    )
    asks_suggestion = forms.BooleanField(label=_("Tanyakan saran"), required=False)

    def __init__(
        self, data: Any = None, *, office: Office, known: Questionnaire | None, initial: dict[str, Any]
    ) -> None:
        super().__init__(data, initial=initial)
        self.fields["asked"].choices = [(each.code, each.title) for each in fields()]  # type: ignore[attr-defined]
        self.fields["asked"].help_text = _asked_hint()
        methods = known.methods if known else ()
        if len(methods) > 1:
            self.fields["method"].choices = [  # type: ignore[attr-defined]
                (each.code, _said(each.title or _now("Sesuai peraturan"), each.certainty)) for each in methods
            ]
        else:
            del self.fields["method"]
        self.fields["population"].widget.attrs |= {
            "hx-get": reverse("desk:satisfaction:sample_size", args=[office.code]),
            "hx-trigger": "input changed delay:300ms",
            "hx-target": "#sampel",
            "hx-push-url": "false",
        }

    def parts(self) -> list[tuple[Any, list[Any]]]:
        """The fields under their headings."""
        found = [(title, [self[name] for name in names if name in self.fields]) for title, names in PARTS]
        return [each for each in found if each[1]]

    def values(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


def new_form(data: Any, *, office: Office, known: Questionnaire | None, today: date) -> SurveyForm:
    """The form of a survey that is made: named after its questionnaire and this year."""
    title = f"{known.title} {today.year}" if known else ""
    initial = {"title": title, "year": today.year, "asked": USUAL, "takes_anyone": True, "asks_suggestion": True}
    return SurveyForm(data, office=office, known=known, initial={**initial, "method": ""})


def change_form(data: Any, survey: Survey) -> SurveyForm:
    """The form of one that is there; an opened one keeps what its answers rest on."""
    initial = {name: getattr(survey, name) for name in NAMES} | {"asked": survey.asked_fields}
    form = SurveyForm(data, office=survey.office, known=survey.questionnaire, initial=initial)
    for name in () if survey.is_draft else SETTLED:
        form.fields.pop(name, None)
    return form


def _said(title: Any, certainty: str) -> str:
    return f"{title} ({certainty_words(certainty)})" if certainty not in ("", "source") else str(title)


def _asked_hint() -> str:
    """How sure it is that the regulation's form asks for each."""
    titles: dict[str, list[str]] = {}
    for each in fields():
        titles.setdefault(each.certainty, []).append(each.title)
    return ". ".join(f"{', '.join(found)}: {certainty_words(certainty)}" for certainty, found in titles.items()) + "."


class CopyForm(forms.Form):
    """The next period of a survey."""

    year = forms.IntegerField(label=_("Tahun"), min_value=2000, max_value=2100)
    opens_on = DayField(label=_("Dibuka mulai"))
    closes_on = DayField(label=_("Hari terakhir mengisi"))


class QuestionForm(forms.Form):
    """A question of the office's own."""

    kind = forms.ChoiceField(label=_("Jenis"), choices=QuestionKind.choices)
    text = forms.CharField(label=_("Pertanyaan"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
    options = forms.CharField(
        label=_("Pilihan"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "Satu per baris. Untuk skala: kata bagi nilai 1, 2, dan seterusnya. Kosong untuk jawaban tertulis."
        ),
    )
    is_required = forms.BooleanField(label=_("Wajib dijawab"), required=False)
    text_en = forms.CharField(label=_("Pertanyaan dalam bahasa Inggris"), max_length=300, required=False)
    options_en = forms.CharField(
        label=_("Pilihan dalam bahasa Inggris"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Sebanyak pilihan Indonesia, dalam urutan yang sama."),
    )

    def __init__(self, data: Any = None, *, item: AddedQuestion | None = None) -> None:
        super().__init__(data, initial={name: getattr(item, name) for name in self.base_fields} if item else None)
        self.fields["options"].is_conditional = True  # type: ignore[attr-defined]  # of every kind but the written one


class ServiceChoice(forms.ModelChoiceField):
    """One of the services that a survey asks about."""

    def __init__(self, survey: Survey, *, empty: Any, label: Any, hint: Any = "") -> None:
        super().__init__(survey.services.all(), required=False, empty_label=empty, label=label, help_text=hint)


class KioskForm(forms.Form):
    place = forms.CharField(label=_("Letak kios"), max_length=100, help_text=_("Misalnya loket 1 atau ruang PPID."))

    def __init__(self, data: Any = None, *, survey: Survey) -> None:
        super().__init__(data)
        if survey.services.exists():
            self.fields["service"] = ServiceChoice(
                survey, empty=_("Ditanyakan di layar"), label=_("Layanan di tempat itu")
            )

    @property
    def service(self) -> SurveyService | None:
        return self.cleaned_data.get("service")


class InviteForm(forms.Form):
    count = CountField(
        label=_("Banyaknya undangan"), most=MOST_INVITATIONS, help_text=_("Setiap undangan berlaku untuk satu jawaban.")
    )

    def __init__(self, data: Any = None, *, survey: Survey) -> None:
        super().__init__(data, initial={"count": 20})
        if survey.services.exists():
            self.fields["service"] = ServiceChoice(survey, empty=_("Ditanyakan di formulir"), label=_("Untuk layanan"))

    @property
    def service(self) -> SurveyService | None:
        return self.cleaned_data.get("service")


class PlannedForm(forms.Form):
    """So many answers by service, as somebody expects them."""

    unnamed = CountField(label=_("Tanpa menyebut layanan"), least=0, most=1_000_000, required=False)

    def __init__(self, data: Any = None, *, services: Iterable[SurveyService], initial: dict[str, int]) -> None:
        super().__init__(data, initial=initial)
        named = {}
        for each in services:
            named[f"s{each.pk}"] = CountField(label=each.name, least=0, most=1_000_000, required=False)
        self.fields = {**named, **self.fields}
        for field in self.fields.values():
            field.is_conditional = True  # type: ignore[attr-defined]  # blank is none
        self.services = list(services)

    def counts(self) -> dict[int | None, int]:
        """The planned answers by the key of the service, None for those that name none."""
        found: dict[int | None, int] = {each.pk: self.cleaned_data[f"s{each.pk}"] or 0 for each in self.services}
        return {**found, None: self.cleaned_data["unnamed"] or 0}
