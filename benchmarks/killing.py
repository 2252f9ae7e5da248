"""Processes that are killed with -9 at moments of chance, and what they had said before.

A breeder forks one life after the other, for what is loaded once is loaded before; a life prints a line for each answer
it has in hand, and works until it is killed.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable

from django.conf import settings
from django.db import connection


def breed(live: Callable[[], None]) -> None:
    """For each line that is read: a process that does ``live`` until it is killed. Says when it is born and dead."""
    connection.close()
    for _line in sys.stdin:
        number = os.fork()
        if not number:
            try:
                live()
            except BaseException:
                traceback.print_exc()
            finally:
                os._exit(1)
        print(f"lahir {number}\n", end="", flush=True)
        os.waitpid(number, 0)
        print("mati\n", end="", flush=True)


def said_before_kills(breeder: str, kills: int, *, longest: float) -> list[str]:
    """What so many lives said; ``breeder`` is the code of a process that calls ``breed``, ``longest`` how many seconds
    a life may have after its first word."""
    said: list[str] = []
    with subprocess.Popen(
        [sys.executable, "-u", "-c", breeder],
        cwd=settings.ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        for _kill in range(kills):
            said += _before_kill(process, longest)
    return said


def _before_kill(breeder: subprocess.Popen[str], longest: float) -> list[str]:
    """What one life said before it was killed."""
    if breeder.stdin is None or breeder.stdout is None:
        raise AssertionError("The breeder has no pipes.")
    breeder.stdin.write("\n")
    breeder.stdin.flush()
    number, said, is_killed = 0, [], False
    while (line := breeder.stdout.readline().strip()) != "mati":
        word, _space, rest = line.partition(" ")
        if word == "lahir":
            number = int(rest)
        elif word != "siap":
            said.append(word)
        if not word:
            raise AssertionError("The breeder ended.")
        if number and said and not is_killed:
            time.sleep(random.uniform(0, longest))  # noqa: S311 -- chance, not secrecy
            os.kill(number, signal.SIGKILL)
            is_killed = True
    if not is_killed:
        raise AssertionError("A life ended before it said anything.")
    return said
