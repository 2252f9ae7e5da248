"""How a thing is timed: repeated calls, percentiles in milliseconds, processor time of this process."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterable
from typing import Any, TypedDict


class Figures(TypedDict):
    """``p50_ms`` and ``p95_ms`` per call, ``per_s`` calls a second, ``cpu_ms`` mean processor time per call."""

    p50_ms: float
    p95_ms: float
    per_s: float
    cpu_ms: float


def timed(calls: Iterable[Callable[[], Any]]) -> Figures:
    """The figures of some calls, each run once, in order."""
    walls, started_cpu = [], time.process_time()
    for call in calls:
        started = time.perf_counter()
        call()
        walls.append(time.perf_counter() - started)
    return figures_of(walls, seconds=sum(walls), cpu=time.process_time() - started_cpu)


def figures_of(walls: list[float], *, seconds: float, cpu: float) -> Figures:
    """The figures of calls that took so long each, ``seconds`` and ``cpu`` all together."""
    ordered = sorted(walls)
    return Figures(
        p50_ms=round(statistics.median(ordered) * 1000, 3),
        p95_ms=round(ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))] * 1000, 3),
        per_s=round(len(walls) / seconds, 2),
        cpu_ms=round(cpu / len(walls) * 1000, 3),
    )


def row(what: str, database: str, own: Figures, reference: Figures, **more: Any) -> dict[str, Any]:
    """One result line; ``more`` are further facts such as a query count."""
    return {
        "what": what,
        "database": database,
        "own": own,
        "reference": reference,
        "ratio": round(own["p50_ms"] / reference["p50_ms"], 2),
        **more,
    }
