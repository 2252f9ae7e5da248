"""What django-allauth asks of us: no sign-up, Indonesian messages, audited sign-ins and passwords, sealed secrets."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from pranata.base.access.accounts import find_account
from pranata.base.access.second_factor import is_last_factor, passkey_host
from pranata.base.access.sessions import end_sessions
from pranata.base.access.tasks import send_notice
from pranata.base.audit.actions import record
from pranata.base.seal.actions import seal, unseal

SECOND_FACTOR_SUBJECT = "access:second-factor"  # one key for all; each secret goes away with its row
MISMATCH = _("NIP, surel, atau kata sandi tidak cocok.")
TOO_MANY = _("Terlalu banyak percobaan yang gagal. Coba lagi beberapa menit lagi.")


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": MISMATCH,
        "email_password_mismatch": MISMATCH,
        "too_many_login_attempts": TOO_MANY,
        "rate_limited": TOO_MANY,
        "incorrect_password": _("Kata sandi salah."),
        "enter_current_password": _("Kata sandi sekarang tidak cocok."),
        "invalid_password_reset": _("Tautan ini tidak berlaku lagi."),
        "incorrect_code": _("Kode salah atau sudah dipakai."),
    }

    def is_open_for_signup(self, request) -> bool:
        return False

    def clean_password(self, password, user=None):
        if user is not None and user.pk and user.check_password(password):
            raise ValidationError(_("Kata sandi baru harus berbeda dari yang sekarang."))
        return super().clean_password(password, user)

    @transaction.atomic
    def set_password(self, user, password) -> None:
        user.set_password(password)
        user.must_change_password = False
        user.save(update_fields=["password", "must_change_password"])
        record(office=user.home_office(), actor=user, action="access.password_changed", target=user)
        others = UserSession.objects.filter(user=user)
        if self.request and self.request.user == user:  # whoever changed it has just shown the former one
            record_authentication(self.request, user, "password", reauthenticated=True)
            others = others.exclude(session_key=self.request.session.session_key)
        end_sessions(others)

    @transaction.atomic
    def login(self, request, user) -> None:
        super().login(request, user)
        record(office=user.home_office(), actor=user, action="access.signed_in", target=user)

    @transaction.atomic
    def logout(self, request) -> None:
        end_sessions(UserSession.objects.filter(session_key=request.session.session_key))
        super().logout(request)

    def get_password_change_redirect_url(self, request) -> str:
        return resolve_url(settings.LOGIN_REDIRECT_URL)

    def is_safe_url(self, url) -> bool:
        """Where one may be sent on to: a path of this site, on whatever host it is read."""
        return url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def send_notification_mail(self, template_prefix, user, context=None, email=None) -> None:
        """Queued, so that a mail server that does not answer never stops a sign-in or a change of password."""
        if user.email:
            send_notice.enqueue(user.pk, template_prefix)

    def _get_login_attempts_cache_key(self, request, **credentials) -> str:
        """One count for an account, whichever of its two names was typed, and one for each name that is nobody's."""
        typed = credentials.get("username") or ""
        user = find_account(typed)
        return f"user:{user.pk}" if user else typed.strip().lower()


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("Kode salah atau sudah dipakai."),
        "cannot_delete_authenticator": _("Administrator wajib punya langkah kedua. Pasang dahulu cara yang lain."),
        "cannot_generate_recovery_codes": _("Kode cadangan hanya ada bila verifikasi dua langkah aktif."),
    }

    def get_totp_label(self, user) -> str:
        return user.login

    def encrypt(self, text: str) -> str:
        return seal(SECOND_FACTOR_SUBJECT, text)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(SECOND_FACTOR_SUBJECT, encrypted_text)

    def can_delete_authenticator(self, authenticator) -> bool:
        return not (authenticator.user.needs_second_factor and is_last_factor(authenticator))

    def generate_authenticator_name(self, user, kind) -> str:
        count = Authenticator.objects.filter(user=user, type=kind).count()
        return str(_("Kunci sandi %(number)d") % {"number": count + 1})

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {"id": passkey_host(), "name": "Pranata"}

    def get_public_key_credential_user_entity(self, user) -> dict:
        return super().get_public_key_credential_user_entity(user) | {"name": user.login, "display_name": str(user)}
