"""A register of 100,000 rows: its list, narrowed, searched, at the end, one row, as CSV, and a workbook of 10,000 rows.

Budgets: every page p95 under 300 ms, the faulty workbook under 10 s. References, in the same run: the same rows as a
bare queryset (pages, CSV), the workbook read without checking (workbooks).
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks.timing import Figures, figures_of, row, timed
from pranata.areas.process.public_information.models import PublicInformation
from pranata.areas.process.public_information.register import PUBLIC
from pranata.base.access import actions as access
from pranata.base.access.models import User
from pranata.base.imports.faults import FaultySheet
from pranata.base.imports.sheet import Line
from pranata.base.imports.writing import write_workbook
from pranata.base.org import actions as org
from pranata.base.org.models import Office
from pranata.engines.registers.sheets import load_entries, preview_entries, sheet_of
from pranata.lib import clock

OFFICE = "3503"
ROWS, WORKBOOK_ROWS, CALLS = 100_000, 10_000, 20
WORDS = "laporan rencana anggaran pegawai pemilih logistik sosialisasi kampanye arsip pengaduan putusan rapat".split()
KINDS = ("berkala", "setiap-saat")


def measure(database: str) -> list[dict[str, Any]]:
    org.load_offices()
    office = Office.objects.get(code=OFFICE)
    org.activate_office(office, by=None)
    user = _officer(office)
    workbooks = _workbooks(database, office, user)
    _fill(office)
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return [*_pages(database, client, office), *workbooks]


def _officer(office: Office) -> User:
    user, _ = access.create_user(office=office, login="register@kpu.example", by=None)
    User.objects.filter(pk=user.pk).update(must_change_password=False)
    access.assign_role(user=user, office=office, role="ppid_officer", valid_from=clock.today(), by=None)
    return User.objects.get(pk=user.pk)


def _title(number: int) -> str:
    return " ".join(WORDS[(number // step) % len(WORDS)] for step in (1, 7, 49)) + f" {number}"


def _fill(office: Office) -> None:
    start = date(2015, 1, 1)
    PublicInformation.objects.bulk_create(
        (
            PublicInformation(
                office=office,
                title=_title(number),
                summary=f"Ringkasan {_title(number * 3)}",
                availability=KINDS[number % 2],
                made_on=start + timedelta(days=number % 3000),
                is_published=number % 3 == 0,
            )
            for number in range(ROWS)
        ),
        batch_size=1000,
    )


def _pages(database: str, client: Client, office: Office) -> list[dict[str, Any]]:
    start = f"/meja/{office.code}/register/{PUBLIC.code}/"
    own = PublicInformation.objects.filter(office=office)
    last = ROWS // 50
    asked: dict[str, tuple[str, Callable[[], Any], int]] = {
        "list": (start, lambda: (list(own[:50]), own.count()), CALLS),
        "list, narrowed": (
            f"{start}?availability=berkala&is_published=true",
            lambda: list(own.filter(availability="berkala", is_published=True)[:50]),
            CALLS,
        ),
        "list, searched": (f"{start}?q=arsip+rapat", lambda: list(own.filter(title__icontains="arsip")[:50]), CALLS),
        "list, in another order": (f"{start}?urut=-made_on", lambda: list(own.order_by("-made_on", "pk")[:50]), CALLS),
        "list, last page": (f"{start}?halaman={last}", lambda: list(own[ROWS - 50 :]), CALLS),
        "index of registers": (f"/meja/{office.code}/register/", own.count, CALLS),
        "CSV": (f"{start}unduh.csv", lambda: list(own.values_list(*PUBLIC.fields)), 2),
    }
    return [_page(database, client, what, *each) for what, each in asked.items()]


def _page(
    database: str, client: Client, what: str, address: str, bare: Callable[[], Any], calls: int
) -> dict[str, Any]:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200, address
    queries = len(captured)
    figures = timed([lambda: client.get(address)] * calls)
    return row(what, database, figures, timed([bare] * calls), queries=queries, rows=ROWS)


def _workbooks(database: str, office: Office, user: User) -> list[dict[str, Any]]:
    """A workbook with a faulty cell in every hundredth row, previewed; a good one, taken in."""
    sheet = sheet_of(PUBLIC, office)
    rows = [
        {
            "title": _title(number),
            "summary": f"Ringkasan {number}",
            "availability": "berkala",
            "form": "digital",
            "made_on": date(2022, 1, 3),
        }
        for number in range(WORKBOOK_ROWS)
    ]
    faulty = [{**each, "availability": "kadang"} if place % 100 == 0 else each for place, each in enumerate(rows)]
    found = []
    for what, content in (("workbook, faulty", faulty), ("workbook, taken in", rows)):
        file = write_workbook(sheet, content, title="Contoh")
        started = time.perf_counter()
        lines = sheet.read(ContentFile(file), "contoh.xlsx")
        reference = _once(time.perf_counter() - started)
        started = time.perf_counter()
        if content is faulty:
            assert _fault_count(office, lines, user) == WORKBOOK_ROWS // 100
        else:
            load_entries(PUBLIC, office, lines, by=user)
        own = _once(time.perf_counter() - started)
        found.append(row(what, database, own, reference, rows=WORKBOOK_ROWS))
    PublicInformation.objects.filter(office=office).delete()
    return found


def _fault_count(office: Office, lines: list[Line], user: User) -> int:
    try:
        preview_entries(PUBLIC, office, lines, by=user)
    except FaultySheet as error:
        return len(error.faults)
    return 0


def _once(seconds: float) -> Figures:
    return figures_of([seconds], seconds=seconds, cpu=seconds)
