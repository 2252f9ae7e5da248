"""``python -m pranata.config.task_worker``: a task worker that ends when the process that started it ends, however."""

import ctypes
import os
import signal
import sys

from django.core.management import execute_from_command_line

PR_SET_PDEATHSIG = 1


def end_with_parent() -> None:
    """Ask Linux for SIGTERM when the parent dies; elsewhere the parent's own clean-up has to do."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() == 1:
            sys.exit("pranata: the process that started this worker has ended")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pranata.config.settings")
    end_with_parent()
    execute_from_command_line(["./pranata", "db_worker", *sys.argv[1:]])
