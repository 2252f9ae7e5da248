"""Where Chromium is, for the browser tests and the pictures in ``docs/``; installs Debian's package when it may."""

import os
import shlex
import shutil
import subprocess
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome")
NEEDED = (
    "Chromium is missing and the browser tests need it: install it (Debian: apt-get install chromium) "
    "or put the path of a Chromium or Chrome program in PRANATA_CHROMIUM."
)
# Quiet and alone: no service of the browser's maker is called, no name is looked up, nothing but loopback answers.
ARGUMENTS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
    "--no-first-run",
]
DEBIAN_MARK = Path("/etc/debian_version")
AS_ROOT = ["--no-sandbox"]


class NoBrowser(Exception):
    """There is no Chromium and it may not or could not be installed; the message says what to do."""


def find_chromium() -> str | None:
    """The browser's path from ``PRANATA_CHROMIUM`` or the usual names, else ``None``; ``NoBrowser`` if misnamed."""
    if named := os.environ.get("PRANATA_CHROMIUM"):
        if found := shutil.which(named):
            return found
        raise NoBrowser(f"PRANATA_CHROMIUM names {named}, which is not a program; correct it or leave it empty.")
    return next(filter(None, map(shutil.which, NAMES)), None)


def require_chromium() -> str:
    """The browser's path; raises ``NoBrowser`` rather than let a browser test be left out."""
    if found := find_chromium():
        return found
    raise NoBrowser(NEEDED)


def may_install() -> bool:
    """Whether we are root on a Debian-like system."""
    return os.geteuid() == 0 and DEBIAN_MARK.exists() and shutil.which("apt-get") is not None


def run_shown(command: list[str]) -> None:
    """Print ``command`` and run it; raises ``NoBrowser`` when it fails."""
    print("+", shlex.join(command), flush=True)
    if subprocess.run(command, check=False, env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"}).returncode != 0:
        raise NoBrowser(f"'{shlex.join(command)}' failed. {NEEDED}")


def install_chromium() -> str:
    """The browser's path; Debian's package is installed first when it is missing and we may. Raises ``NoBrowser``."""
    if find_chromium() is None and may_install():
        run_shown(["apt-get", "update", "--quiet"])
        run_shown(["apt-get", "install", "--yes", "--quiet", "--no-install-recommends", "chromium"])
    return require_chromium()


def launch_arguments() -> list[str]:
    """Command-line arguments of Chromium; root has no sandbox to offer."""
    return ARGUMENTS + (AS_ROOT if os.geteuid() == 0 else [])
