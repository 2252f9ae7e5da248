"""allauth's forms with Indonesian labels, and the request for a new password that tells nothing."""

from allauth.account.forms import (
    ChangePasswordForm,
    LoginForm,
    ReauthenticateForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
)
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as SecondFactorReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from pranata.base.access.accounts import find_account
from pranata.base.access.tasks import send_reset_link

LOGIN_LABEL = _("NIP atau surel")
PASSWORD_LABEL = _("Kata sandi")
NEW_PASSWORD_LABEL = _("Kata sandi baru")
AGAIN_LABEL = _("Kata sandi baru, sekali lagi")
NEW_PASSWORD_HELP = _("Sedikitnya 12 karakter; bukan angka saja, bukan kata umum, tidak mirip NIP atau surel Anda.")
APP_CODE_LABEL = _("Kode enam angka dari aplikasi")
CODE_LABEL = _("Kode dari aplikasi atau kode cadangan")


class Labelled(forms.Form):
    """A form whose fields get our labels and help; placeholders go, because the label stands above the field."""

    labels: dict = {}
    helps: dict = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, label in self.labels.items():
            self.fields[name].label = label
            self.fields[name].help_text = self.helps.get(name, "")
            self.fields[name].widget.attrs.pop("placeholder", None)


class SignInForm(Labelled, LoginForm):
    labels = {"login": LOGIN_LABEL, "password": PASSWORD_LABEL}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs |= {"autocapitalize": "none", "spellcheck": "false"}

    def user_credentials(self) -> dict:
        """One way in, so that every attempt counts on one key and costs one hash."""
        return {"username": self.cleaned_data["login"], "password": self.cleaned_data["password"]}


class NewPasswordForm(Labelled, ChangePasswordForm):
    labels = {"oldpassword": _("Kata sandi sekarang"), "password1": NEW_PASSWORD_LABEL, "password2": AGAIN_LABEL}
    helps = {"password1": NEW_PASSWORD_HELP}


class ForgottenPasswordForm(ResetPasswordForm):
    """Takes a NIP or an e-mail in the field that allauth calls ``email``; the answer never tells whether it exists."""

    email = forms.CharField(
        label=LOGIN_LABEL, max_length=150, widget=forms.TextInput(attrs={"autocomplete": "username"})
    )

    def clean_email(self) -> str:
        return self.cleaned_data["email"].strip()

    def save(self, request, **kwargs) -> str:
        user = find_account(self.cleaned_data["email"])
        origin = settings.PUBLIC_URL or request.build_absolute_uri("/")  # never a host that the sender chose
        send_reset_link.enqueue(user.pk if user else None, origin)
        return self.cleaned_data["email"]


class ChosenPasswordForm(Labelled, ResetPasswordKeyForm):
    labels = {"password1": NEW_PASSWORD_LABEL, "password2": AGAIN_LABEL}
    helps = {"password1": NEW_PASSWORD_HELP}


class ConfirmPasswordForm(Labelled, ReauthenticateForm):
    labels = {"password": PASSWORD_LABEL}


class CodeForm(Labelled, AuthenticateForm):
    labels = {"code": CODE_LABEL}


class ConfirmCodeForm(Labelled, SecondFactorReauthenticateForm):
    labels = {"code": CODE_LABEL}


class ActivateAppForm(Labelled, ActivateTOTPForm):
    labels = {"code": APP_CODE_LABEL}
