"""Answers to a survey by eight clients at once; killed with -9; and the index over 1,000,000 answers.

An answer is the POST of a page to its thanks: limits, form, row, page remembered, batch by lot. Reference,
in the same run: the same form, the row, and one event of the chain for every twentieth answer (``survey_answers.py``).
``share`` is how many answers a second the house takes of those that the reference takes.

Then KILLS processes that send from four threads are killed with -9 at moments of chance: ``lost`` counts thanks whose
page left no answer. The index's reference is the bare average of each column over the same rows.
"""

from __future__ import annotations

import random
import secrets
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

from django.db.models import Avg

from benchmarks.killing import said_before_kills
from benchmarks.submissions import close_connection
from benchmarks.survey_answers import OWN, REFERENCE, Page, kept_once, open_survey, opened
from benchmarks.timing import Figures, figures_of, row, timed
from pranata.base.audit.verification import verify
from pranata.base.org import actions as org
from pranata.engines.surveys.models import Batch, Channel, Response, Survey
from pranata.engines.surveys.queries.results import outcome
from pranata.engines.surveys.queries.sums import sums

CLIENTS, PAGES = 8, 400
LEAST_SHARE = 0.6
KILLS, LONGEST_LIFE = 40, 0.7  # on each database; seconds after its first thanks
ANSWERS, PORTION = 1_000_000, 5000
INDEX_SECONDS = 1.0
BREEDER = "import django; django.setup(); from benchmarks.survey_answers import breed_senders; breed_senders()"


def measure(database: str) -> list[dict[str, Any]]:
    org.load_offices()
    survey = open_survey()
    for address in (OWN, REFERENCE):
        opened(survey).send(address)  # what is loaded once is not the answer's
    found = {address: _together([opened(survey) for _page in range(PAGES)], address) for address in (REFERENCE, OWN)}
    share = round(found[OWN]["per_s"] / found[REFERENCE]["per_s"], 2)
    answered = row(
        "answer", database, found[OWN], found[REFERENCE], clients=CLIENTS, pages=PAGES, share=share,
        is_within=share > LEAST_SHARE, **_killed(survey),
    )  # fmt: skip
    return [answered, _index(database, survey)]


def _together(pages: list[Page], address: str) -> Figures:
    """``pages`` sent by all clients at once; ``per_s`` is of all together."""

    def send(each: list[Page]) -> list[float]:
        walls = []
        for page in each:
            started = time.perf_counter()
            page.send(address)
            walls.append(time.perf_counter() - started)
        close_connection()
        return walls

    started, started_cpu = time.perf_counter(), time.process_time()
    with ThreadPoolExecutor(CLIENTS) as threads:
        parts = threads.map(send, [pages[each::CLIENTS] for each in range(CLIENTS)])
        walls = [wall for found in parts for wall in found]
    return figures_of(walls, seconds=time.perf_counter() - started, cpu=time.process_time() - started_cpu)


def _killed(survey: Survey) -> dict[str, Any]:
    """What became of answers whose server was killed, ``KILLS`` times over."""
    thanked = said_before_kills(BREEDER, KILLS, longest=LONGEST_LIFE)
    return {"kills": KILLS, **kept_once(survey, thanked), "is_chain_whole": verify().bad is None}


def _index(database: str, survey: Survey) -> dict[str, Any]:
    """The index over a million answers, one in a hundred of them partial."""
    Response.objects.filter(survey=survey).delete()
    batch = Batch.objects.create(survey=survey, number=10**6, count=ANSWERS, digest="")
    dice = random.Random(2017)  # noqa: S311 -- the same answers in every run
    for _portion in range(ANSWERS // PORTION):
        Response.objects.bulk_create([_answer(survey, batch, dice) for _each in range(PORTION)])
    columns = [f"a{place}" for place in range(1, 10)]

    def index() -> None:
        result, _estimate = outcome(survey, sums(survey), survey.population)
        if result is None or result.count != ANSWERS:
            raise AssertionError(result)

    def bare() -> None:
        Response.objects.filter(survey=survey).aggregate(**{name: Avg(name) for name in columns})

    index()
    reference, own = timed([bare] * 5), timed([index] * 5)
    seconds = own["p50_ms"] / 1000
    return row("index", database, own, reference, answers=ANSWERS, is_within=seconds < INDEX_SECONDS)


def _answer(survey: Survey, batch: Batch, dice: random.Random) -> Response:
    values: list[int | None] = [dice.randint(1, 4) for _element in range(9)]
    if not dice.randrange(100):
        values[dice.randrange(9)] = None
    whole = None if None in values else sum(each for each in values if each)
    named = {f"a{place}": value for place, value in enumerate(values, start=1)}
    return Response(
        id=secrets.randbits(62),
        survey=survey,
        batch=batch,
        channel=Channel.FILE,
        month=date(2022, 6, 1),
        total=whole,
        **named,
    )
