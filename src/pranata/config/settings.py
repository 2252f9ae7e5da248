"""All settings, read from the environment (prefix ``PRANATA_``); what is wrong fails at start-up, in a sentence.

Without any variable this is one machine on loopback: SQLite, files and keys under ``var/``.
``PRANATA_PRODUCTION=1`` refuses everything that is only fit for that: missing keys, plain http, a fixed date.
"""

import os
import re
import zoneinfo
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key
from django.urls import reverse_lazy

from pranata.config.demo.place import enter as enter_demo


def env_bool(name: str) -> bool:
    value = os.environ.get(name, "0").lower()
    if value not in ("0", "1", "false", "true", ""):
        raise ImproperlyConfigured(f"{name} harus 0 atau 1, bukan {value!r}.")
    return value in ("1", "true")


def env_int(name: str, default: int) -> int:
    value = os.environ.get(name, str(default))
    if not value.isdigit():
        raise ImproperlyConfigured(f"{name} harus bilangan bulat, bukan {value!r}.")
    return int(value)


def env_date(name: str) -> date | None:
    value = os.environ.get(name)
    if not value:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ImproperlyConfigured(f"{name} harus berupa tanggal TTTT-BB-HH, bukan {value!r}.") from None


def read_key(name: str) -> str | None:
    """The key ``name`` from ``PRANATA_<NAME>_KEY``, from the file ``PRANATA_<NAME>_KEY_FILE``, or from ``var/keys``."""
    if value := os.environ.get(f"PRANATA_{name.upper()}_KEY"):
        return value
    named = os.environ.get(f"PRANATA_{name.upper()}_KEY_FILE")
    path = Path(named or KEY_DIR / name)
    if named and not path.is_file():
        raise ImproperlyConfigured(f"PRANATA_{name.upper()}_KEY_FILE: berkas {named} tidak ada.")
    return path.read_text().strip() if path.is_file() else None


SOURCE_DIR = Path(__file__).resolve().parents[1]
ROOT = Path(os.environ.get("PRANATA_ROOT", SOURCE_DIR.parents[1]))
DATA_DIR = ROOT / "data"
VAR_DIR = Path(os.environ.get("PRANATA_VAR", ROOT / "var"))
KEY_DIR = VAR_DIR / "keys"
DEMO = enter_demo(VAR_DIR)

PRODUCTION = env_bool("PRANATA_PRODUCTION")
DEBUG = False
FIXED_TODAY = env_date("PRANATA_TODAY")
PUBLIC_URL = os.environ.get("PRANATA_PUBLIC_URL", "")
PORT = env_int("PRANATA_PORT", 8000)
SECURE = PUBLIC_URL.startswith("https://")
SITE_URL = PUBLIC_URL.rstrip("/") or f"http://127.0.0.1:{PORT}"  # how addresses on paper begin

# A PKCS#12 file: issued reports are then signed electronically.
SIGNING_CERTIFICATE = os.environ.get("PRANATA_SIGNING_CERTIFICATE", "")
SIGNING_PASSPHRASE = os.environ.get("PRANATA_SIGNING_PASSPHRASE", "")

# clamd, which is then asked about every upload: the path of its socket, or host:port.
CLAMAV = os.environ.get("PRANATA_CLAMAV", "")
if CLAMAV and not re.fullmatch(r"/.+|(\[[0-9a-fA-F:]+\]|[^:/\s]+):\d{1,5}", CLAMAV):
    raise ImproperlyConfigured(f"PRANATA_CLAMAV harus jalur soket atau host:port, bukan {CLAMAV!r}.")
FETCH_LOOPBACK = False  # outside addresses may be this machine: for tests alone

BACKUP_RECIPIENT = os.environ.get("PRANATA_BACKUP_RECIPIENT", "")  # else var/backup-recipient
METRICS_TOKEN = os.environ.get("PRANATA_METRICS_TOKEN", "")  # else metrics are for this machine alone
if METRICS_TOKEN and len(METRICS_TOKEN) < 16:
    raise ImproperlyConfigured("PRANATA_METRICS_TOKEN terlalu pendek; pakai paling sedikit 16 huruf dan angka.")

# Three keys: Django's own, the audit chain's, the sealing key's. `start` writes them once, mode 0600.
SECRET_KEY = read_key("django") or ""
AUDIT_KEY = read_key("audit") or ""
SEALING_KEY = read_key("sealing") or ""

for key_name, key_value in (("django", SECRET_KEY), ("audit", AUDIT_KEY), ("sealing", SEALING_KEY)):
    if (key_value or PRODUCTION) and len(key_value) < 32:
        raise ImproperlyConfigured(
            f"Kunci {key_name} tidak ada atau terlalu pendek: "
            f"isi PRANATA_{key_name.upper()}_KEY atau berkas {key_name} di var/keys."
        )

if PRODUCTION:
    if not SECURE:
        raise ImproperlyConfigured("PRANATA_PUBLIC_URL harus alamat https untuk pemakaian sesungguhnya.")
    if FIXED_TODAY:
        raise ImproperlyConfigured("PRANATA_TODAY hanya untuk peragaan; hapus dari lingkungan.")
elif not SECRET_KEY:
    SECRET_KEY = get_random_secret_key()  # commands that compute only; `start` makes a lasting key

ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
CSRF_TRUSTED_ORIGINS = []
if PUBLIC_URL:
    if not (host := urlsplit(PUBLIC_URL).hostname):
        raise ImproperlyConfigured(f"PRANATA_PUBLIC_URL bukan alamat yang utuh: {PUBLIC_URL!r}.")
    ALLOWED_HOSTS.append(host)
    CSRF_TRUSTED_ORIGINS.append(PUBLIC_URL.rstrip("/"))

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_tasks",
    "django_tasks_db",
    "django_htmx",
    "template_partials",
    "pranata.base.seal",
    "pranata.base.audit",
    "pranata.base.org",
    "pranata.base.people",
    "pranata.base.access",
    "pranata.base.flow",
    "pranata.base.files",
    "pranata.base.notify",
    "pranata.base.paper",
    "pranata.base.ui",
    "pranata.engines.deadlines",
    "pranata.engines.dispositions",
    "pranata.engines.search",
    "pranata.engines.indicators",
    "pranata.engines.cases",
    "pranata.engines.archives",
    "pranata.engines.documents",
    "pranata.engines.evidence",
    "pranata.engines.followups",
    "pranata.engines.reports",
    "pranata.engines.plan",
    "pranata.engines.nation",
    "pranata.engines.assessments",
    "pranata.engines.surveys",
    "pranata.engines.registers",
    "pranata.areas.change.reform_teams",
    "pranata.areas.organization.org_structure",
    "pranata.areas.oversight.complaints",
    "pranata.areas.process.archives",
    "pranata.areas.process.digital_services",
    "pranata.areas.process.information_requests",
    "pranata.areas.process.process_maps",
    "pranata.areas.process.public_information",
    "pranata.areas.process.sops",
    "pranata.areas.public_service.data_subjects",
    "pranata.areas.public_service.satisfaction",
    "pranata.areas.public_service.service_standards",
    "pranata.areas.regulation.jdih",
    "pranata.areas.regulation.legal_products",
    "pranata.portal",
    "pranata.engines.intake",
    "pranata.desk",
    "pranata.api",
    "pranata.config",
]

MIDDLEWARE = [
    "pranata.config.monitoring.middleware.Measured",
    "pranata.config.addresses.without_nul",
    "csp.middleware.CSPMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "pranata.base.access.middleware.SignInDuties",
]

ROOT_URLCONF = "pranata.config.urls"
WSGI_APPLICATION = "pranata.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [SOURCE_DIR / "base" / "access" / "templates"],  # before allauth's own
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

# SQLite and PostgreSQL are equals. IMMEDIATE takes the write lock at BEGIN: two writers queue instead of failing.
DATABASE_URL = os.environ.get("PRANATA_DATABASE_URL", f"sqlite:///{VAR_DIR / 'pranata.sqlite3'}")
if not DATABASE_URL.startswith(("sqlite://", "postgres://", "postgresql://")):
    raise ImproperlyConfigured("PRANATA_DATABASE_URL harus sqlite:/// atau postgresql://.")
DATABASES = {"default": dj_database_url.parse(DATABASE_URL, conn_max_age=60)}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA cache_size=-20000;"
        ),
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache_entry",
        "OPTIONS": {"MAX_ENTRIES": 100_000},  # else a flood pushes out the lockout's counts
    }
}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Files of the office: content-addressed, never served by the web server itself.
MAX_UPLOAD_BYTES = env_int("PRANATA_MAX_UPLOAD_MB", 25) * 1024 * 1024
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": VAR_DIR / "files",
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
if bucket := os.environ.get("PRANATA_S3_BUCKET"):
    STORAGES["default"] = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": bucket,
            "endpoint_url": os.environ.get("PRANATA_S3_ENDPOINT"),
            "access_key": os.environ.get("PRANATA_S3_ACCESS_KEY"),
            "secret_key": os.environ.get("PRANATA_S3_SECRET_KEY"),
            "default_acl": "private",
            "querystring_auth": True,
            "file_overwrite": False,
        },
    }
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"

LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
LOCALE_PATHS = [SOURCE_DIR / "locale"]
TIME_ZONE = os.environ.get("PRANATA_TIME_ZONE", "Asia/Jakarta")
if TIME_ZONE not in zoneinfo.available_timezones():
    raise ImproperlyConfigured(f"PRANATA_TIME_ZONE: zona waktu {TIME_ZONE!r} tidak dikenal.")
USE_TZ = True

AUTH_USER_MODEL = "access.User"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", **extra}
    for name, extra in (
        ("UserAttributeSimilarityValidator", {"OPTIONS": {"user_attributes": ["login", "email"]}}),
        ("MinimumLengthValidator", {"OPTIONS": {"min_length": 12}}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    )
]
AUTHENTICATION_BACKENDS = ["pranata.base.access.backends.LoginBackend"]
LOGIN_URL = reverse_lazy("account_login")
LOGIN_REDIRECT_URL = reverse_lazy("desk:home")
LOGOUT_REDIRECT_URL = "/"

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024  # a previewed workbook of 20,000 rows comes back with its page
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = SECURE
SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz|metrics)$"]  # asked by machines beside us, without https
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if SECURE else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env_bool("PRANATA_BEHIND_PROXY") else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR_DIR / "outbox"
if smtp := os.environ.get("PRANATA_SMTP_HOST"):
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST = smtp
    EMAIL_PORT = env_int("PRANATA_SMTP_PORT", 587)
    EMAIL_HOST_USER = os.environ.get("PRANATA_SMTP_USER", "")
    EMAIL_HOST_PASSWORD = os.environ.get("PRANATA_SMTP_PASSWORD", "")
    EMAIL_USE_TLS = True
DEFAULT_FROM_EMAIL = os.environ.get("PRANATA_MAIL_FROM", "pranata@localhost")

# Logs carry identifiers only: no request bodies, no personal data.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": os.environ.get("PRANATA_LOG_LEVEL", "WARNING")},
}

# Sign-in: one field for NIP or e-mail, lockout, a second factor by app or passkey; administrators make the accounts.
PASSWORD_RESET_TIMEOUT = 2 * 60 * 60
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if SECURE_PROXY_SSL_HEADER else 0
ACCOUNT_ADAPTER = "pranata.base.access.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "login"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "30/5m/ip,5/15m/key",
    "reset_password": "20/m/ip,3/15m/key",
    "change_password": "5/m/user",
    "reauthenticate": "5/m/user",
}
ACCOUNT_FORMS = {
    "login": "pranata.base.access.forms.SignInForm",
    "change_password": "pranata.base.access.forms.NewPasswordForm",
    "reset_password": "pranata.base.access.forms.ForgottenPasswordForm",
    "reset_password_from_key": "pranata.base.access.forms.ChosenPasswordForm",
    "reauthenticate": "pranata.base.access.forms.ConfirmPasswordForm",
}
MFA_ADAPTER = "pranata.base.access.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = False  # beside the password, never instead of it
MFA_TOTP_ISSUER = "Pranata"
MFA_TOTP_TOLERANCE = 1
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_FORMS = {
    "authenticate": "pranata.base.access.forms.CodeForm",
    "reauthenticate": "pranata.base.access.forms.ConfirmCodeForm",
    "activate_totp": "pranata.base.access.forms.ActivateAppForm",
    "deactivate_totp": "pranata.base.access.forms.RemoveFactorForm",
    "add_webauthn": "pranata.base.access.forms.AddPasskeyForm",
    "edit_webauthn": "pranata.base.access.forms.RenamePasskeyForm",
    "authenticate_webauthn": "pranata.base.access.forms.PasskeyForm",
    "reauthenticate_webauthn": "pranata.base.access.forms.ConfirmPasskeyForm",
}
