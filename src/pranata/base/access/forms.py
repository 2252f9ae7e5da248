"""allauth's forms with Indonesian labels, and the request for a new password that tells nothing."""

from contextlib import contextmanager

from allauth.account.forms import (
    ChangePasswordForm,
    LoginForm,
    ReauthenticateForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
)
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as SecondFactorReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm, DeactivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from pranata.base.access.accounts import find_account
from pranata.base.access.second_factor import FACTORS, is_last_factor
from pranata.base.access.tasks import send_reset_link

LOGIN_LABEL = _("NIP atau surel")
PASSWORD_LABEL = _("Kata sandi")
NEW_PASSWORD_LABEL = _("Kata sandi baru")
AGAIN_LABEL = _("Kata sandi baru, sekali lagi")
NEW_PASSWORD_HELP = _("Sedikitnya 12 karakter; bukan angka saja, bukan kata umum, tidak mirip NIP atau surel Anda.")
APP_CODE_LABEL = _("Kode enam angka dari aplikasi")
CODE_LABEL = _("Kode dari aplikasi atau kode cadangan")
SPARE_CODE_LABEL = _("Kode cadangan")
PASSKEY_NAME_LABEL = _("Nama kunci sandi")
PASSKEY_NAME_HELP = _("Agar Anda mengenalinya nanti, misalnya nama perangkatnya.")
PASSKEY_NAME_LENGTH = 60
PASSKEY_REFUSED = _("Kunci sandi ini tidak diterima. Coba lagi, atau pakai cara lain.")


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


class AskedCode(Labelled):
    """Asks for a code that the account can have, and knows which other ways it has."""

    labels = {"code": CODE_LABEL}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        types = set(Authenticator.objects.filter(user=self.user).values_list("type", flat=True))
        self.has_app = Authenticator.Type.TOTP in types
        self.has_passkey = Authenticator.Type.WEBAUTHN in types
        if not self.has_app:
            self.fields["code"].label = SPARE_CODE_LABEL


class CodeForm(AskedCode, AuthenticateForm):
    """The second step of the sign-in."""


class ConfirmCodeForm(AskedCode, SecondFactorReauthenticateForm):
    """The same, asked again of somebody signed in."""


class SetUp(Labelled):
    """Sets up a second factor, and knows whether that is what the account must do before anything else."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        factors = Authenticator.objects.filter(user=self.user, type__in=FACTORS)
        self.is_duty = self.user.needs_second_factor and not factors.exists()


class ActivateAppForm(SetUp, ActivateTOTPForm):
    labels = {"code": APP_CODE_LABEL}


@contextmanager
def refusals_in_words():
    """Whatever is wrong with a browser's answer is said in one sentence, also where allauth lets an error through."""
    try:
        yield
    except (AssertionError, AttributeError, KeyError, TypeError, ValueError) as error:
        raise forms.ValidationError(PASSKEY_REFUSED) from error
    except forms.ValidationError as error:
        if error.code == "incorrect_code":
            raise forms.ValidationError(PASSKEY_REFUSED) from error
        raise


def answer_field() -> forms.JSONField:
    """What the browser answers about a passkey."""
    messages = {"required": PASSKEY_REFUSED, "invalid": PASSKEY_REFUSED}
    return forms.JSONField(widget=forms.HiddenInput, error_messages=messages)


class AddPasskeyForm(SetUp, AddWebAuthnForm):
    labels = {"name": PASSKEY_NAME_LABEL}
    helps = {"name": PASSKEY_NAME_HELP}

    name = forms.CharField(max_length=PASSKEY_NAME_LENGTH, required=False)
    credential = answer_field()

    def clean(self):
        with refusals_in_words():
            return super().clean()


class RenamePasskeyForm(Labelled, EditWebAuthnForm):
    labels = {"name": PASSKEY_NAME_LABEL}
    helps = {"name": PASSKEY_NAME_HELP}

    name = forms.CharField(max_length=PASSKEY_NAME_LENGTH)


class PasskeyForm(AuthenticateWebAuthnForm):
    """The second step of the sign-in."""

    credential = answer_field()

    def clean_credential(self):
        with refusals_in_words():
            return super().clean_credential()


class ConfirmPasskeyForm(PasskeyForm, ReauthenticateWebAuthnForm):
    """The same, asked again of somebody signed in."""


class RemoveFactorForm(DeactivateTOTPForm):
    """Removes an app or a passkey, and knows whether that leaves the account with its password alone."""

    @property
    def is_last(self) -> bool:
        return is_last_factor(self.authenticator)
