"""Settings of the test suite: a SQLite file of its own, unless ``PRANATA_TEST_DATABASE_URL`` names a PostgreSQL server.

The SQLite database is a file and not memory: a live server and tests with threads need a connection each.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

KEPT = ("PRANATA_CHROMIUM", "PRANATA_PYTHON", "PRANATA_TEST_DATABASE_URL")  # all other settings are the defaults
TEST_DIR = Path(tempfile.mkdtemp(prefix="pranata-test-"))
atexit.register(shutil.rmtree, TEST_DIR, ignore_errors=True)
for name in [name for name in os.environ if name.startswith("PRANATA_") and name not in KEPT]:
    del os.environ[name]
SERVER = os.environ.get("PRANATA_TEST_DATABASE_URL")
os.environ["PRANATA_VAR"] = str(TEST_DIR)
if os.environ.pop("PYTHONDONTWRITEBYTECODE", ""):  # programs that tests start need not compile everything each time
    os.environ["PYTHONPYCACHEPREFIX"] = str(TEST_DIR / "bytecode")
os.environ["PRANATA_DATABASE_URL"] = SERVER or f"sqlite:///{TEST_DIR / 'main.sqlite3'}"

from pranata.config.settings import *  # noqa: E402, F403 -- the environment comes first
from pranata.config.settings import DATABASES, INSTALLED_APPS  # noqa: E402 -- the environment comes first

# Concrete tables: of an engine that has none of its own, and of rows for another to count.
INSTALLED_APPS += ["pranata.engines.cases.tests.sample", "pranata.engines.indicators.tests.sample"]

DATABASES["default"]["CONN_MAX_AGE"] = 0
if not SERVER:
    DATABASES["default"]["TEST"] = {"NAME": TEST_DIR / "test.sqlite3"}
    DATABASES["default"]["OPTIONS"]["init_command"] = (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA foreign_keys=ON;"
    )

SECRET_KEY = "kunci-django-untuk-uji-saja-bukan-rahasia-0000"
AUDIT_KEY = "kunci-audit-untuk-uji-saja-bukan-rahasia-00000"
SEALING_KEY = "kunci-segel-untuk-uji-saja-bukan-rahasia-00000"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": TEST_DIR / "files"}},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
