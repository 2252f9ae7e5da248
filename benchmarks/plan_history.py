"""The matrix page of an office that has kept its plans for 1, 5 and 20 years: its cost must not grow.

Each year holds a plan in force with every cell reported and the revision it replaced. Reference, in the same run: the
page of the same office when it had one year.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from typing import Any

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks.timing import Figures, row, timed
from pranata.base.access import actions as access
from pranata.base.access.models import User
from pranata.base.org import actions as org
from pranata.base.org.models import Office
from pranata.engines.documents import actions as documents
from pranata.engines.plan.actions import importing, revisions
from pranata.engines.plan.models import Plan, Progress, ProgressStatus, RevisionKind, Subactivity
from pranata.engines.plan.reading import PlanReading, read_plan
from pranata.lib import clock

OFFICE = "3502"  # any office but the one whose plan the other rows show
FIRST_YEAR = 2030
YEARS = (1, 5, 20)
PAGES = 40


def measure(database: str) -> list[dict[str, Any]]:
    org.load_offices()
    office = Office.objects.get(code=OFFICE)
    org.activate_office(office, by=None)
    user = _secretary(office)
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return list(_rows(database, office, user, client))


def _secretary(office: Office) -> User:
    user, _ = access.create_user(office=office, login="riwayat@kpu.example", by=None)
    User.objects.filter(pk=user.pk).update(must_change_password=False)
    access.assign_role(user=user, office=office, role="secretary", valid_from=clock.today(), by=None)
    return User.objects.get(pk=user.pk)


def _rows(database: str, office: Office, user: User, client: Client) -> Iterator[dict[str, Any]]:
    reading = read_plan((settings.DATA_DIR / "decrees" / "3503-2022.md").read_bytes(), name="decree.md")
    reference: Figures | None = None
    kept = 0
    for years in YEARS:
        while kept < years:
            _keep_year(office, FIRST_YEAR + kept, reading, user)
            kept += 1
        plan = Plan.objects.current().get(office=office, year=FIRST_YEAR + kept - 1, agent=None)
        address = plan.get_absolute_url()
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200, address
        count = len(queries)  # the next request empties the log
        own = timed([lambda a=address: client.get(a)] * PAGES)
        reference = reference or own
        yield row(
            f"matrix page after {years} years",
            database,
            own,
            reference,
            queries=count,
            reports=Progress.objects.filter(subactivity__plan__office=office).count(),
        )


def _keep_year(office: Office, year: int, reading: PlanReading, user: User) -> None:
    """A plan of ``year``, adopted, amended once, every planned cell verified."""
    placed = deepcopy(reading)
    placed.decree.year, placed.decree.number = year, f"{year}/1"
    placed.decree.office_name, placed.decree.office_code = "", ""
    placed.remarks = []
    plan = importing.import_plan(
        placed, office=office, year=year, by=None, source=f"naskah {year}".encode(), source_name="naskah.md"
    )
    _adopt(plan, user)
    revision = revisions.open_revision(plan, kind=RevisionKind.AMENDMENT, by=user)
    _adopt(revision, user)
    Progress.objects.bulk_create(
        Progress(
            subactivity=each,
            month=month,
            status=ProgressStatus.VERIFIED,
            achievement="Terlaksana sesuai rencana.",
            submitted_at=clock.now(),
            verified_at=clock.now(),
        )
        for each in Subactivity.objects.filter(plan=revision)
        for month in each.months
    )


def _adopt(plan: Plan, user: User) -> None:
    documents.issue(
        plan.document,
        number=f"{plan.year}/{plan.revision}",
        issued_on=date(plan.year, 1, 17),
        place="Contoh",
        signatory_role="Ketua",
        signatory_name="",
        by=user,
    )
    revisions.adopt(plan, by=user)
