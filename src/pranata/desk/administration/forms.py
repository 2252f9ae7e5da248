"""What the administrator's pages take in about accounts and roles."""

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _

from pranata.base.access.accounts import find_account
from pranata.base.access.models import Capacity, Role, User
from pranata.base.org.models import Unit
from pranata.base.people.models import Person

ACTING = [choice for choice in Capacity.choices if choice[0] != Capacity.DEFINITIVE]


class DayInput(forms.DateInput):
    """A date as the browser's own calendar writes it."""

    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent to a form, ``None`` when it is only looked at."""
    return request.POST if request.method == "POST" else None


def add_refusal(form: forms.Form, error: ValidationError) -> None:
    """What an action refused, each reason at its field; of fields the form lacks, above the form."""
    reasons = error.message_dict if hasattr(error, "error_dict") else {"__all__": error.messages}
    for name, messages in reasons.items():
        form.add_error(name if name in form.fields else None, messages)


class AccountForm(forms.Form):
    """A new account for a person; what it signs in with is what the person's own record says."""

    person = forms.ModelChoiceField(Person.objects.none(), label=_("Pegawai"), empty_label=_("Pilih pegawai"))
    sign_in_by = forms.ChoiceField(
        label=_("Masuk dengan"),
        choices=[("nip", _("NIP pegawai")), ("email", _("Alamat surel pegawai"))],
    )

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people

    def clean(self) -> dict:
        person, sign_in_by = self.cleaned_data.get("person"), self.cleaned_data.get("sign_in_by")
        if person is not None and sign_in_by == "nip" and not person.nip:
            self.add_error(
                "sign_in_by", _("Pegawai ini belum punya NIP. Pilih surel, atau lengkapi data pegawai dulu.")
            )
        if person is not None and sign_in_by == "email" and not person.email:
            self.add_error(
                "sign_in_by", _("Pegawai ini belum punya surel. Pilih NIP, atau lengkapi data pegawai dulu.")
            )
        return self.cleaned_data

    def values(self) -> dict:
        """``person``, ``login`` and ``email`` for the action."""
        person = self.cleaned_data["person"]
        login = person.nip if self.cleaned_data["sign_in_by"] == "nip" else person.email
        return {"person": person, "login": login, "email": person.email}


class ResetForm(forms.Form):
    second_factor = forms.BooleanField(
        label=_("Hapus juga verifikasi dua langkah"),
        help_text=_("Perlu bila ponsel dan kode cadangannya hilang. Kosongkan bila hanya kata sandinya yang lupa."),
        required=False,
        initial=True,
    )


class RoleForm(forms.Form):
    """A role for an account of this office, or for one named by its login."""

    use_required_attribute = False  # an account is wanted, but not while a login is typed below it
    user = forms.ModelChoiceField(User.objects.none(), label=_("Akun"), empty_label=_("Pilih akun satuan kerja ini"))
    login = forms.CharField(
        label=_("Atau NIP atau surel akun satuan kerja lain"),
        max_length=150,
        required=False,
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false", "autocomplete": "off"}),
    )
    role = forms.ChoiceField(label=_("Peran"), choices=[("", _("Pilih peran")), *Role.choices])
    unit = forms.ModelChoiceField(
        Unit.objects.none(), label=_("Unit kerja"), required=False, empty_label=_("Seluruh satuan kerja")
    )
    capacity = forms.ChoiceField(label=_("Kedudukan"), choices=Capacity.choices, initial=Capacity.DEFINITIVE)
    valid_from = forms.DateField(label=_("Berlaku sejak"), widget=DayInput)
    valid_to = forms.DateField(label=_("Berlaku sampai"), widget=DayInput, required=False)

    def __init__(self, *args, users, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = users
        self.fields["user"].required = not self.data.get("login")
        self.fields["unit"].queryset = units

    def clean(self) -> dict:
        login = self.cleaned_data.pop("login", "")
        if login and self.cleaned_data.get("user"):
            self.add_error("login", _("Pilih akun di atas, atau tulis yang ini; jangan keduanya."))
        elif login:
            found = find_account(login)
            if found is None or not found.is_active:
                self.add_error("login", _("Tidak ada akun aktif dengan NIP atau surel ini."))
            self.cleaned_data["user"] = found
        return self.cleaned_data


class EndForm(forms.Form):
    on = forms.DateField(label=_("Hari terakhir"), widget=DayInput)


class DelegationForm(forms.Form):
    """Who acts in a role, as what, and from when to when."""

    to = forms.ModelChoiceField(User.objects.none(), label=_("Dilimpahkan kepada"), empty_label=_("Pilih akun"))
    capacity = forms.ChoiceField(label=_("Sebagai"), choices=ACTING, initial=Capacity.PLH)
    valid_from = forms.DateField(label=_("Berlaku sejak"), widget=DayInput)
    valid_to = forms.DateField(label=_("Berlaku sampai"), widget=DayInput)

    def __init__(self, *args, users, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = users
