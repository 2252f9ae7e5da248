"""The complete public submission, eight clients at once, without and with a file of 200 kB; and killed with -9.

From the POST of a form whose puzzle is solved to its receipt: token, limits, form, file, case with its own key, event,
receipt kept for a second sending. Reference, in the same run: form, row and chained audit only (``submissions.py``).
``share`` is how many submissions a second the house takes of those that the reference takes.

Then KILLS processes that send from four threads are killed with -9 at moments of chance: ``lost`` counts receipts that
open nothing, ``without_their_event`` cases with none or two events.
"""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from benchmarks.killing import said_before_kills
from benchmarks.submissions import (
    OWN,
    REFERENCE,
    Page,
    close_connection,
    kept_once,
    open_door,
    opened,
    receipt_code,
)
from benchmarks.timing import Figures, figures_of, row
from pranata.base.audit.verification import verify
from pranata.base.org import actions as org

CLIENTS, PAGES = 8, 200
FILE_BYTES = 200_000
LEAST_SHARE = 0.6
KILLS, LONGEST_LIFE = 60, 0.7  # on each database; seconds after its first receipt
BREEDER = "import django; django.setup(); from benchmarks.submissions import breed_senders; breed_senders()"


def measure(database: str) -> list[dict[str, Any]]:
    org.load_offices()
    rows = [
        _measured(database, what, file_bytes)
        for what, file_bytes in (("submission", 0), ("submission with a file", FILE_BYTES))
    ]
    rows[0] |= _killed()
    return rows


def _measured(database: str, what: str, file_bytes: int) -> dict[str, Any]:
    office = open_door()
    for address in (OWN, REFERENCE):
        opened(office, file_bytes=file_bytes).send(address)  # what is loaded once is not the submission's
    found = {
        address: _together(
            [opened(office, file_bytes=file_bytes, is_solved=address == OWN) for _page in range(PAGES)], address
        )
        for address in (REFERENCE, OWN)
    }
    share = round(found[OWN]["per_s"] / found[REFERENCE]["per_s"], 2)
    return row(
        what,
        database,
        found[OWN],
        found[REFERENCE],
        clients=CLIENTS,
        pages=PAGES,
        bytes=file_bytes,
        share=share,
        is_within=share > LEAST_SHARE,
    )


def _together(pages: list[Page], address: str) -> Figures:
    """``pages`` sent by all clients at once; ``per_s`` is of all together."""

    def send(each: list[Page]) -> list[float]:
        walls = []
        for page in each:
            started = time.perf_counter()
            response = page.send(address)
            walls.append(time.perf_counter() - started)
            if address == OWN:
                receipt_code(response)
            elif response.content != b"ok":
                raise AssertionError(response.status_code)
        close_connection()
        return walls

    started, started_cpu = time.perf_counter(), time.process_time()
    with ThreadPoolExecutor(CLIENTS) as threads:
        walls = [
            wall for found in threads.map(send, [pages[each::CLIENTS] for each in range(CLIENTS)]) for wall in found
        ]
    return figures_of(walls, seconds=time.perf_counter() - started, cpu=time.process_time() - started_cpu)


def _killed() -> dict[str, Any]:
    """What became of submissions whose server was killed, ``KILLS`` times over."""
    codes = said_before_kills(BREEDER, KILLS, longest=LONGEST_LIFE)
    return {"kills": KILLS, **kept_once(codes), "is_chain_whole": verify().bad is None}
