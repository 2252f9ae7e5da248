"""Pages about many offices, seen from KPU RI, with five years of readings of 50, 200 and 553 offices.

Reference, in the same run: a bare queryset and template of as many readings as a page lists. ``growth`` is the page's
p50 over that of 50 offices; ``plans`` are the databases' own explanations of the three slowest queries of all pages.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import connection
from django.template import engines
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from benchmarks.timing import Figures, row, timed
from pranata.base.access import actions as access
from pranata.base.access.models import User
from pranata.base.org.models import Office
from pranata.config.nation.making import make_nation
from pranata.config.nation.readings import told_measures
from pranata.engines.indicators.models import Reading
from pranata.lib import clock

COUNTS = (50, 200, 553)
YEARS = 5
CALLS = 40
SLOWEST = 3
BARE = engines["django"].from_string(
    "<table>{% for each in rows %}<tr><td>{{ each.value }}</td></tr>{% endfor %}</table>"
)


def measure(database: str) -> list[dict[str, Any]]:
    return list(_rows(database))


def _rows(database: str) -> Iterator[dict[str, Any]]:
    client, first = Client(), dict[str, Figures]()
    for count in COUNTS:
        make_nation(count=count, years=YEARS, seed=1, environment={}, with_plans=False)
        if not first:
            client.force_login(_secretary(), backend=settings.AUTHENTICATION_BACKENDS[0])
        slow: list[tuple[float, str]] = []
        reference = timed([_bare] * CALLS)
        for what, address in _pages().items():
            with CaptureQueriesContext(connection) as captured:
                assert client.get(address).status_code == 200, address
            queries = list(captured)  # the next request empties the log
            slow += [(float(each["time"]), each["sql"]) for each in queries if each["sql"].startswith("SELECT")]
            own = timed([lambda a=address: client.get(a)] * CALLS)
            growth = own["p50_ms"] / first.setdefault(what, own)["p50_ms"]
            yield row(
                f"{what}, {count} offices", database, own, reference, queries=len(queries), growth=round(growth, 2)
            )
    yield row(
        "slowest queries",
        database,
        reference,
        reference,
        plans=[_explained(sql) for _time, sql in sorted(slow)[-SLOWEST:]],
    )


def _pages() -> dict[str, str]:
    key = told_measures()[0].key
    return {
        "all measures": reverse("desk:nation", args=["00"]),
        "one measure": reverse("desk:nation_measure", args=["00", key]),
        "late reporters": reverse("desk:nation_reporters", args=["00"]),
        "one measure as CSV": reverse("desk:nation_measure_csv", args=["00", key]),
    }


def _secretary() -> User:
    office = Office.objects.get(code="00")
    user, _ = access.create_user(office=office, login="pusat@kpu.example", by=None)
    User.objects.filter(pk=user.pk).update(must_change_password=False)
    start = clock.today() - timedelta(days=1)
    access.assign_role(user=user, office=office, role="secretary", valid_from=start, by=None)
    return User.objects.get(pk=user.pk)


def _bare() -> None:
    newest = Reading.objects.order_by("-year", "-month").values_list("year", "month").first()
    assert newest is not None
    rows = Reading.objects.filter(measure=told_measures()[0].key, year=newest[0], month=newest[1])[:50]
    BARE.render({"rows": rows})


def _explained(sql: str) -> dict[str, Any]:
    """The database's plan of one query, with the figures as they were asked."""
    with connection.cursor() as cursor:
        cursor.execute(f"{'EXPLAIN QUERY PLAN' if connection.vendor == 'sqlite' else 'EXPLAIN'} {sql}")
        lines = [str(line[-1]) for line in cursor.fetchall()]
    return {"sql": sql, "plan": lines}
