"""``python -m pranata <command>``: Django's management commands under the project's own settings."""

import os
import sys
from pathlib import Path


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pranata.config.settings")
    from django.core.exceptions import ImproperlyConfigured  # noqa: PLC0415 -- settings first
    from django.core.management import execute_from_command_line  # noqa: PLC0415 -- settings first
    from django.db import OperationalError, ProgrammingError  # noqa: PLC0415 -- settings first

    try:
        if sys.argv[1:2] == ["start"] and "--demo" in sys.argv[2:]:
            _open_demo()
        if sys.argv[1:2] == ["start"] and os.environ.get("PRANATA_PRODUCTION", "").lower() not in ("1", "true"):
            _make_keys()
        execute_from_command_line(["./pranata", *sys.argv[1:]])
    except ImproperlyConfigured as error:
        sys.exit(f"pranata: {error}")
    except (OperationalError, ProgrammingError) as error:
        reason = str(error).splitlines()[0]
        sys.exit(f"pranata: basis data tidak dapat dipakai ({reason}); siapkan dengan: ./pranata start --no-serve")
    except OSError as error:
        sys.exit(f"pranata: {error.filename or 'berkas'}: {error.strerror}; periksa hak tulis dan ruang disk")


def _make_keys() -> None:
    """One machine makes its own three keys before the settings read them; production brings its own."""
    from pranata.base.seal.keys import make_keys  # noqa: PLC0415 -- settings first

    make_keys(_var() / "keys")


def _open_demo() -> None:
    """The demonstration has a folder of its own, chosen before the settings read where everything stands."""
    from pranata.config.demo.place import open_folder  # noqa: PLC0415 -- settings first

    open_folder(_var(), os.environ)


def _var() -> Path:
    root = Path(os.environ.get("PRANATA_ROOT", Path(__file__).resolve().parents[2]))
    return Path(os.environ.get("PRANATA_VAR", root / "var"))


if __name__ == "__main__":
    main()
