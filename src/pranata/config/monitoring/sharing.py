"""Counts of several web processes are kept in files that they share, for the time that they serve."""

import os
import shutil

from django.conf import settings


def share_between_processes() -> None:
    """Begin with empty counts; before ``exposition`` is imported, which asks the environment where they are kept."""
    folder = settings.VAR_DIR / "metrics"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700, parents=True)
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(folder)
