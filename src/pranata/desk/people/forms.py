"""What may be written about people, units and teams; the actions decide."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, Q
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pranata.base.org.copies import STALE, copy_token
from pranata.base.org.dated import overlapping
from pranata.base.org.models import Office, PostKind, Unit
from pranata.base.people.models import Person, PersonKind
from pranata.base.people.rules import InvalidNip, check_nip
from pranata.desk.people.suggestions import TEAM_KINDS, TEAM_ROLES
from pranata.lib import clock


class DayField(forms.DateField):
    """A day, chosen from the browser's own calendar."""

    def __init__(self, **options: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(widget=widget, **options)


class SuggestingInput(forms.TextInput):
    """A line of text beside which the browser offers words (value and what it means)."""

    def __init__(self, words: Mapping[str, object]) -> None:
        super().__init__()
        self.words = words

    def render(self, name, value, attrs=None, renderer=None) -> SafeString:
        offered = f"{name}_saran"
        line = super().render(name, value, {**(attrs or {}), "list": offered}, renderer)
        options = format_html_join("", '<option value="{}">{}</option>', self.words.items())
        return format_html('{}<datalist id="{}">{}</datalist>', line, offered, options)


class RowForm(forms.Form):
    """
    The values an action takes, by its own argument names. With a ``row`` it begins with that row's values and carries
    the mark of what was shown; the action refuses when the row has changed since.
    """

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data=None, *, row: Model | None = None) -> None:
        self.row = row
        super().__init__(data)
        if row is None:
            del self.fields["seen"]
        else:
            self.initial = {name: getattr(row, name, None) for name in self.fields} | {"seen": copy_token(row)}

    def refuse(self, error: ValidationError) -> None:
        """Puts what an action refused at the fields it names; of a changed row also what it says now."""
        by_field = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
        for name, messages in by_field.items():
            self.add_error(name if name in self.fields else None, messages)
        if getattr(error, "code", "") == STALE:
            self._show_present()

    def _show_present(self) -> None:
        """Sending once more is then meant, so the mark becomes that of the present values."""
        for name, field in self.fields.items():
            stored = getattr(self.row, name, None)
            if name != "seen" and field.has_changed(stored, self[name].data):
                words = gettext("Tersimpan sekarang: %s") % shown(self.row, name)
                self.add_error(name, words)
        self.data = self.data.copy()
        self.data["seen"] = copy_token(self.row)


def shown(row: Model, name: str) -> str:
    """The value of a field in words."""
    value = getattr(row, name)
    if value in (None, ""):
        return gettext("kosong")
    if display := getattr(row, f"get_{name}_display", None):
        return str(display())
    return date_format(value, "j F Y") if hasattr(value, "year") else str(value)


class PersonForm(RowForm):
    name = forms.CharField(label=_("Nama"), max_length=150, help_text=_("Dengan gelar, seperti dalam surat keputusan."))
    nip = forms.CharField(
        label=_("NIP"),
        max_length=30,
        required=False,
        help_text=_("18 angka; spasi boleh. Hanya terlihat oleh pengelola data pegawai."),
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    unit = forms.ModelChoiceField(
        label=_("Unit kerja"), queryset=None, required=False, empty_label=_("belum ditentukan")
    )
    kind = forms.ChoiceField(label=_("Jenis"), choices=[("", "---------"), *PersonKind.choices])
    email = forms.EmailField(
        label=_("Alamat surel"), required=False, help_text=_("Hanya terlihat oleh pengelola data pegawai.")
    )
    valid_from = DayField(label=_("Hari pertama"), required=False)

    def __init__(self, data=None, *, office: Office, row: Person | None = None) -> None:
        super().__init__(data, row=row)
        open_or_own = overlapping(clock.today(), None) | Q(people=row) if row else overlapping(clock.today(), None)
        self.fields["unit"].queryset = Unit.objects.filter(open_or_own, office=office).distinct()

    def clean_nip(self) -> str:
        nip = "".join(self.cleaned_data["nip"].split())
        try:
            if nip:
                check_nip(nip)
        except InvalidNip as error:
            raise ValidationError(str(error)) from error
        return nip


class UnitForm(RowForm):
    code = forms.CharField(
        label=_("Kode"), max_length=20, help_text=_("Singkat dan tetap, misalnya SEK atau SUBBAG-1.")
    )
    name = forms.CharField(label=_("Nama unit"), max_length=150)
    parent = forms.ModelChoiceField(
        label=_("Unit atasan"), queryset=None, required=False, empty_label=_("langsung di bawah satuan kerja")
    )
    valid_from = DayField(label=_("Berlaku sejak"), required=False)

    def __init__(self, data=None, *, office: Office, row: Unit | None = None) -> None:
        super().__init__(data, row=row)
        open_or_own = (
            overlapping(clock.today(), None) | Q(pk=row.parent_id) if row else overlapping(clock.today(), None)
        )
        units = Unit.objects.filter(open_or_own, office=office)
        self.fields["parent"].queryset = units.exclude(pk=row.pk) if row else units


class PostForm(RowForm):
    title = forms.CharField(label=_("Nama jabatan"), max_length=150)
    kind = forms.ChoiceField(label=_("Jenis jabatan"), choices=PostKind.choices)
    valid_from = DayField(label=_("Berlaku sejak"), required=False)


class TeamForm(RowForm):
    name = forms.CharField(label=_("Nama tim"), max_length=200)
    kind = forms.CharField(
        label=_("Jenis tim"),
        max_length=40,
        widget=SuggestingInput(TEAM_KINDS),
        help_text=_("Pilih dari saran, atau tulis kode sendiri: huruf kecil, angka, tanda hubung."),
    )
    basis = forms.CharField(
        label=_("Dasar pembentukan"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Nomor, tanggal, dan judul surat keputusan."),
    )
    valid_from = DayField(label=_("Berlaku sejak"))
    valid_to = DayField(label=_("Berlaku sampai"), required=False)

    def __init__(self, data=None, *, row: Model | None = None) -> None:
        super().__init__(data, row=row)
        if row is not None:
            del self.fields["valid_to"]

    def clean_kind(self) -> str:
        return slugify(self.cleaned_data["kind"])


class MemberForm(RowForm):
    person = forms.ModelChoiceField(label=_("Pegawai"), queryset=None, empty_label=_("pilih pegawai"))
    role = forms.CharField(label=_("Kedudukan dalam tim"), max_length=100, widget=SuggestingInput(TEAM_ROLES))
    valid_from = DayField(label=_("Sejak"))
    valid_to = DayField(label=_("Sampai"), required=False)

    def __init__(self, data=None, *, team) -> None:
        super().__init__(data)
        self.initial = {"valid_from": max(team.valid_from or clock.today(), clock.today())}
        self.fields["person"].queryset = Person.objects.not_ended(clock.today()).filter(office=team.office)


class LastDayForm(RowForm):
    """The last day of ``row``; one that has a last day may also lose it again, unless ``is_final``."""

    on = DayField(label=_("Hari terakhir"))

    def __init__(self, data=None, *, row: Model, is_final: bool = False) -> None:
        super().__init__(data)
        self.initial = {"on": row.valid_to or clock.today()}
        if row.valid_to is not None and not is_final:
            self.fields["on"].required = False
            self.fields["on"].help_text = _("Kosongkan bila ternyata tidak berakhir.")
