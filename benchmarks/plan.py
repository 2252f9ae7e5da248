"""Reading, importing and showing plans: this decree, 553 copies of it, the matrix page, and twenty years of plans.

References, in the same run: the csv module over the same bytes (reading); the same rows by ``bulk_create`` alone,
without decree, file, audit or checks (import); a bare queryset and a bare template of the same table (page).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.template import engines
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from benchmarks import plan_forms, plan_history
from benchmarks.timing import row, timed
from pranata.base.access import actions as access
from pranata.base.access.models import User
from pranata.base.org import actions as org
from pranata.base.org.models import Office
from pranata.engines.documents.models import Document
from pranata.engines.plan import rules
from pranata.engines.plan.actions import importing as plans
from pranata.engines.plan.models import Activity, Area, Indicator, Plan, Subactivity
from pranata.engines.plan.reading import PlanReading, read_plan
from pranata.lib import clock

YEAR = 2022
READINGS = 20
REFERENCE_IMPORTS = 60
PAGES = 40
BARE_TABLE = (
    "<table>{% for row in rows %}<tr><td>{{ row.code }}<td>{{ row.text }}<td>{{ row.activity.name }}"
    "{% for month in months %}<td>{% if month in row.months %}x{% endif %}{% endfor %}"
    "<td>{{ row.indicators.all|length }}</tr>{% endfor %}</table>"
)


def measure(database: str) -> list[dict[str, Any]]:
    source = (settings.DATA_DIR / "decrees" / "3503-2022.md").read_bytes()
    org.load_offices()
    rows = [_reading(database, source), *plan_forms.measure(database), _imports(database, source)]
    rows.extend(_pages(database))
    return [*rows, *plan_history.measure(database)]


def _reading(database: str, source: bytes) -> dict[str, Any]:
    own = timed([lambda: read_plan(source, name="decree.md")] * READINGS)
    reference = timed([lambda: list(csv.reader(io.StringIO(source.decode()), delimiter="\t"))] * READINGS)
    return row("read the decree", database, own, reference)


def copies(source: bytes) -> Iterator[tuple[Office, bytes]]:
    """The decree for every office: name, code and decree number replaced."""
    text = source.decode()
    for count, office in enumerate(Office.objects.order_by("code"), start=1):
        full = office.name.replace("KPU", "KOMISI PEMILIHAN UMUM").replace("KIP", "KOMISI INDEPENDEN PEMILIHAN")
        words = full.upper().replace("KOMISI PEMILIHAN UMUM", "").strip()
        copy = text.replace("KABUPATEN TRENGGALEK", words).replace("Kabupaten Trenggalek", words.title())
        copy = copy.replace("13/HK.03.1", f"{count}/HK.03.1").replace("/3503/", f"/{office.code}/")
        yield office, copy.encode()


def _imports(database: str, source: bytes) -> dict[str, Any]:
    def whole(office: Office, copy: bytes) -> Callable[[], Any]:
        return lambda: plans.import_plan(
            read_plan(copy, name="decree.md"), office=office, year=YEAR, by=None, source=copy, source_name="decree.md"
        )

    reading = read_plan(source, name="decree.md")
    bare = timed([lambda: _bare_import(reading)] * REFERENCE_IMPORTS)
    own = timed(whole(office, copy) for office, copy in copies(source))
    plan_count = Plan.objects.filter(year=YEAR).count()
    return row(
        "import 553 decrees, each", database, own, bare, plans=plan_count, seconds=round(plan_count / own["per_s"], 1)
    )


def _bare_import(reading: PlanReading) -> None:
    """The same rows by the ORM alone, committed, as plans of another year of KPU RI."""
    office = Office.objects.get(code="00")
    with transaction.atomic():
        document = Document.objects.create(office=office, kind="keputusan", title="x", year=1, created_at=clock.now())
        plan = Plan.objects.create(office=office, year=_next_year(), document=document, imported_at=clock.now())
        for area in reading.areas:
            area_row = Area.objects.create(plan=plan, no=area.no, name=area.name)
            for position, activity in enumerate(area.activities, start=1):
                activity_row = Activity.objects.create(
                    area=area_row, position=position, no=activity.no, name=activity.name
                )
                _bare_subactivities(plan, activity_row, activity.subactivities)


def _bare_subactivities(plan: Plan, activity: Activity, readings: list[Any]) -> None:
    rows = Subactivity.objects.bulk_create(
        Subactivity(
            plan=plan,
            activity=activity,
            position=position,
            code=each.code,
            text=each.text,
            month_bits=rules.months_to_bits(each.months),
            confidence=each.confidence,
        )
        for position, each in enumerate(readings, start=1)
    )
    Indicator.objects.bulk_create(
        Indicator(subactivity=saved, position=position, text=indicator.text)
        for saved, each in zip(rows, readings, strict=True)
        for position, indicator in enumerate(each.indicators, start=1)
    )


def _next_year() -> int:
    return Plan.objects.filter(office__code="00").count() + 1


def _pages(database: str) -> Iterator[dict[str, Any]]:
    office = Office.objects.get(code="3503")
    org.activate_office(office, by=None)
    user, _ = access.create_user(office=office, login="tolok-ukur@kpu.example", by=None)
    User.objects.filter(pk=user.pk).update(must_change_password=False)
    access.assign_role(user=user, office=office, role="staff", valid_from=clock.today(), by=None)
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    plan = Plan.objects.get(office=office, year=YEAR)
    plans.publish(plan, by=None)
    bare = timed([lambda: _bare_page(plan)] * PAGES)
    for what, address in (
        ("matrix page, all areas", plan.get_absolute_url()),
        ("matrix page, one area", f"{plan.get_absolute_url()}?area=7"),
        ("public plan page", reverse("portal:plan", args=[office.code, YEAR])),
    ):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200, address
        count = len(queries)  # the next request empties the log
        yield row(what, database, timed([lambda a=address: client.get(a)] * PAGES), bare, queries=count)


def _bare_page(plan: Plan) -> str:
    rows = Subactivity.objects.filter(plan=plan).select_related("activity__area").prefetch_related("indicators")
    return engines["django"].from_string(BARE_TABLE).render({"rows": list(rows), "months": range(1, 13)})
