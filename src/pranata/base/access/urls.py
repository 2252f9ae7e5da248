"""Sign-in, below ``/masuk/``; most URL names are django-allauth's, because it reverses them. There is no sign-up."""

from allauth.account import views as account
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.urls import path, re_path

from pranata.base.access import token_views, views

urlpatterns = [
    path("", account.login, name="account_login"),
    path("keluar/", account.logout, name="account_logout"),
    path("nonaktif/", account.account_inactive, name="account_inactive"),
    path("konfirmasi/", account.reauthenticate, name="account_reauthenticate"),
    path("sandi/ganti/", account.password_change, name="account_change_password"),
    path("sandi/lupa/", account.password_reset, name="account_reset_password"),
    path("sandi/lupa/terkirim/", account.password_reset_done, name="account_reset_password_done"),
    path("sandi/baru/selesai/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    re_path(
        r"^sandi/baru/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("dua-langkah/", second_factor.index, name="mfa_index"),
    path("dua-langkah/kode/", second_factor.authenticate, name="mfa_authenticate"),
    path("dua-langkah/konfirmasi/", second_factor.reauthenticate, name="mfa_reauthenticate"),
    path("dua-langkah/aplikasi/", totp.activate_totp, name="mfa_activate_totp"),
    path("dua-langkah/aplikasi/hapus/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("dua-langkah/kunci-sandi/", passkeys.list_webauthn, name="mfa_list_webauthn"),
    path("dua-langkah/kunci-sandi/tambah/", passkeys.add_webauthn, name="mfa_add_webauthn"),
    path("dua-langkah/kunci-sandi/konfirmasi/", views.confirm_by_passkey, name="mfa_reauthenticate_webauthn"),
    path("dua-langkah/kunci-sandi/<int:pk>/nama/", passkeys.edit_webauthn, name="mfa_edit_webauthn"),
    path("dua-langkah/kunci-sandi/<int:pk>/hapus/", views.remove_passkey, name="mfa_remove_webauthn"),
    path("dua-langkah/cadangan/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("dua-langkah/cadangan/baru/", recovery_codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("dua-langkah/cadangan/unduh/", recovery_codes.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("token/", token_views.tokens, name="account_tokens"),
    path("token/baru/", token_views.new_token, name="account_new_token"),
    path("token/<int:pk>/cabut/", token_views.revoke_token, name="account_revoke_token"),
    path("sesi/", views.sessions, name="account_sessions"),
    path("sesi/lainnya/akhiri/", views.end_other_sessions, name="account_end_other_sessions"),
    path("sesi/<int:pk>/akhiri/", views.end_session, name="account_end_session"),
]
