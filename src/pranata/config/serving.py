"""Pages by gunicorn and background work by a task worker, together, on loopback, until Ctrl-C."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from typing import Any

from django.core.management.base import CommandError
from gunicorn.app.base import BaseApplication

from pranata.config import occupancy

HOST = "127.0.0.1"
WEB_PROCESSES = 2
WEB_THREADS = 4
WORKER_INTERVAL_SECONDS = 2


def choose_port(wanted: int, *, fixed: bool) -> int:
    """``wanted`` when it is free, else the next free one of twenty; raises CommandError when ``fixed`` or none is."""
    for port in range(wanted, wanted + (1 if fixed else 20)):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            with contextlib.suppress(OSError):
                probe.bind((HOST, port))
                return port
    raise CommandError(f"Port {wanted} dipakai program lain; pilih yang lain dengan --port atau PRANATA_PORT.")


class _Pages(BaseApplication):
    def __init__(self, application: Any, port: int) -> None:
        self.application = application
        self.port = port
        super().__init__()

    def load_config(self) -> None:
        chosen = {
            "bind": f"{HOST}:{self.port}",
            "workers": WEB_PROCESSES,
            "threads": WEB_THREADS,
            "worker_class": "gthread",
            "timeout": 60,
            "graceful_timeout": 10,
            "loglevel": "warning",
            "proc_name": "pranata",
        }
        for name, value in chosen.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        return self.application


def serve(application: Any, port: int, *, farewell: Callable[[], None]) -> None:
    """Serve ``application`` until a signal ends it; the task worker ends with it, then ``farewell`` is called."""
    with served_alone(), background_worker(farewell):
        _Pages(application, port).run()


@contextlib.contextmanager
def served_alone() -> Iterator[None]:
    """Neither restored nor upgraded meanwhile; raises CommandError while that goes on."""
    with contextlib.ExitStack() as held:
        try:
            held.enter_context(occupancy.shared())
        except occupancy.Occupied as refusal:
            raise CommandError(str(refusal)) from None
        yield


@contextlib.contextmanager
def background_worker(farewell: Callable[[], None]) -> Iterator[None]:
    """A task worker beside the pages; started again when it ends by itself, ended when the pages end."""
    owner = os.getpid()
    ended = threading.Event()
    running: list[subprocess.Popen[bytes]] = []

    def watch() -> None:
        while not ended.is_set():
            process = _start_worker()
            running[:] = [process]
            process.wait()
            ended.wait(WORKER_INTERVAL_SECONDS)

    watcher = threading.Thread(target=watch, daemon=True, name="background-worker")
    watcher.start()
    try:
        yield
    finally:
        if os.getpid() == owner:  # forked web processes leave through here too
            ended.set()
            for process in running:
                process.terminate()
            watcher.join(timeout=10)
            farewell()


def _start_worker() -> subprocess.Popen[bytes]:
    command = [
        *(sys.executable, "-m", "pranata.config.task_worker"),
        *("--interval", str(WORKER_INTERVAL_SECONDS), "--verbosity", "0"),
    ]
    return subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=True)
