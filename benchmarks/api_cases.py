"""Cases that Schemathesis makes of the API's own description, sent over WSGI: fitting ones and broken ones.

Most name an office, a plan and a month that are there, carry a right token, and write over the state just read, so
that they come as far as the actions.
"""

from __future__ import annotations

import math
import time
import warnings
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from werkzeug.test import Client as Browser

if TYPE_CHECKING:
    from collections.abc import Iterator

CHECKS = [not_a_server_error, content_type_conformance, response_schema_conformance, status_code_conformance]
DESCRIPTION = "/api/v1/openapi.json"


@dataclass
class Outcome:
    """What came back: how often each status, how long each took in seconds, and what should not have been."""

    statuses: Counter[int] = field(default_factory=Counter)
    walls: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    @property
    def count(self) -> int:
        return len(self.walls)

    @property
    def server_errors(self) -> int:
        return sum(count for status, count in self.statuses.items() if status >= 500)


@dataclass(frozen=True)
class Known:
    """What is there: values of path arguments, a right token, and the address of the month that is written."""

    arguments: dict[str, Any]
    secret: str
    month: str

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.secret}"}


def send(app: Any, known: Known, *, cases: int) -> Outcome:
    """At least ``cases`` cases, as many of each operation, half of them fitting and half broken; always the same."""
    outcome = Outcome()
    with connections_kept():
        operations = [each.ok() for each in schemathesis.openapi.from_wsgi(DESCRIPTION, app).get_all_operations()]
        share = math.ceil(cases / len(operations))
        for operation in operations:
            modes = modes_of(operation)
            for mode in modes:
                send_some(operation, mode, Browser(app), known, math.ceil(share / len(modes)), outcome)
    return outcome


def modes_of(operation: Any) -> list[GenerationMode]:
    """A path alone cannot be broken: any text may be one."""
    can_break = len(operation.query) or len(operation.body)
    return [GenerationMode.POSITIVE, GenerationMode.NEGATIVE] if can_break else [GenerationMode.POSITIVE]


def send_some(
    operation: Any, mode: GenerationMode, browser: Browser, known: Known, share: int, outcome: Outcome
) -> None:
    @seed(0)
    @settings(
        max_examples=share,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        print_blob=False,
    )
    @given(case=operation.as_strategy(generation_mode=mode), dice=st.integers(0, 9), other=st.integers(0, 9))
    def one(case: Any, dice: int, other: int) -> None:
        if dice != 7:  # the bounds come up far more often than one in ten
            case.path_parameters = {**case.path_parameters, **known_arguments(case, known)}
        headers = {
            "Authorization": f"Bearer {known.secret if other != 7 else 'pranata_salah'}",
            "Accept-Encoding": "identity",  # nothing unpacks answers over WSGI
        }
        if dice != 3 and case.method != "GET":
            headers["If-Match"] = browser.get(known.month, headers=known.headers).headers["ETag"]
        started = time.perf_counter()
        response = case.call(headers=headers)
        outcome.walls.append(time.perf_counter() - started)
        outcome.statuses[response.status_code] += 1
        try:
            case.validate_response(response, checks=CHECKS)
        except FailureGroup as faults:
            outcome.faults += [f"{operation.label}: {response.status_code} {each}" for each in faults.exceptions]

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        one()


def known_arguments(case: Any, known: Known) -> dict[str, Any]:
    return {name: value for name, value in known.arguments.items() if name in (case.path_parameters or {})}


@contextmanager
def connections_kept() -> Iterator[None]:
    """Requests over WSGI leave the connection of this thread as it is, as Django's own test client does."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)
