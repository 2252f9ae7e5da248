"""The API under 2,000 cases that Schemathesis makes of its own description, fitting and broken ones, with a token.

None may be answered with an error of ours or otherwise than described: ``server_errors`` and ``faults`` count those.
Own figures: one case. Reference, in the same run: the public page of the same plan.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.test import Client

from benchmarks.api_cases import Known, send
from benchmarks.timing import figures_of, row, timed
from pranata.base.access import actions as access
from pranata.base.access.models import User
from pranata.base.org import actions as org
from pranata.base.org.models import Office
from pranata.engines.documents import actions as documents
from pranata.engines.evidence.actions import Description, add_link
from pranata.engines.plan.actions import importing, revisions
from pranata.engines.plan.models import Subactivity
from pranata.engines.plan.reading import read_plan
from pranata.lib import clock

OFFICE, YEAR = "3503", 2022
CASES, PAGES = 2000, 40


def measure(database: str) -> list[dict[str, Any]]:
    org.load_offices()
    office = Office.objects.filter(code=OFFICE).get()
    org.activate_office(office, by=None)
    known = _known(office)
    outcome = send(WSGIHandler(), known, cases=CASES)
    client = Client()
    page = f"/{OFFICE}/reformasi-birokrasi/{YEAR}/"
    assert client.get(page).status_code == 200
    return [
        row(
            "API case",
            database,
            figures_of(outcome.walls, seconds=sum(outcome.walls), cpu=0.0),
            timed([lambda: client.get(page)] * PAGES),
            cases=outcome.count,
            statuses={str(status): count for status, count in sorted(outcome.statuses.items())},
            server_errors=outcome.server_errors,
            faults=outcome.faults[:20],
        )
    ]


def _known(office: Office) -> Known:
    """The shipped decree as the plan in force, an item of evidence, and a verifier's token for everything."""
    secretary, verifier = (_account(office, role) for role in ("secretary", "verifier"))
    source = (settings.DATA_DIR / "decrees" / f"{OFFICE}-{YEAR}.md").read_bytes()
    reading = read_plan(source, name="decree.md")
    reading.remarks = []
    plan = importing.import_plan(reading, office=office, year=YEAR, by=None, source=source, source_name="decree.md")
    if not plan.document.number:
        documents.issue(
            plan.document, number="1/CONTOH", issued_on=date(YEAR, 1, 17), place="Contoh", signatory_role="Ketua",
            signatory_name="", by=secretary,
        )  # fmt: skip
    revisions.adopt(plan, by=secretary)
    importing.publish(plan, by=secretary)
    item = add_link(
        office,
        "https://contoh.example/bukti",
        Description("Bukti contoh", date(YEAR, 6, 1)),
        captured=None,
        by=verifier,
    )
    planned = Subactivity.objects.filter(plan=plan, month_bits__gt=0).order_by("pk")[0]
    month = planned.months[0]
    _token, secret = access.create_token(
        office=office, name="Tolok ukur", scopes=["report", "verify"], expires_on=clock.today(), by=verifier
    )
    arguments = {
        "code": OFFICE,
        "plan_key": str(YEAR),
        "year": YEAR,
        "row": planned.code,
        "month": month,
        "pk": item.pk,
        "register_code": "informasi-publik",
        "name": "information_requests.answer",
        "measure_key": "complaints.on_time",
    }
    place = f"/api/v1/offices/{OFFICE}/plans/{YEAR}/subactivities/{planned.code}/months/{month}"
    return Known(arguments, secret, place)


def _account(office: Office, role: str) -> User:
    user, _ = access.create_user(office=office, login=f"{role}@kpu.example", by=None)
    User.objects.filter(pk=user.pk).update(must_change_password=False)
    access.assign_role(user=user, office=office, role=role, valid_from=clock.today(), by=None)
    return User.objects.filter(pk=user.pk).get()
