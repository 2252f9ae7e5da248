"""The first load of a public page, measured on the files themselves."""

import gzip
import re
from datetime import date
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from pranata.base.org.tests.factories import OfficeFactory
from pranata.engines.plan.tests.factories import (
    ActivityFactory,
    AreaFactory,
    IndicatorFactory,
    PlanFactory,
    ProgressFactory,
    SubactivityFactory,
)
from pranata.engines.plan.tests.report_sample import IN_TIME, prove
from pranata.engines.reports.tests.factories import IssuedReportFactory

BUDGET = 80_000
PUBLISHED = date(2022, 7, 1)
PAGES = (
    "/9001/",
    "/9001/reformasi-birokrasi/2022/",
    "/9001/laporan/",
    "/9001/bukti/",
    "/9001/data-terbuka/",
    "/verifikasi/",
)
WORDS = "Monitoring evaluasi tindak lanjut pengelolaan pengaduan masyarakat di lingkungan satuan kerja".split()


@pytest.fixture
def large_plan(db):
    """91 sub-activities with 182 indicators of different wording, as large as the first decree; in force, reported in
    every month, with published evidence behind one month of each row and with a year's reports."""
    plan = PlanFactory(office=OfficeFactory(code="9001"), year=2022, is_published=True, status="adopted")
    for area_no in range(1, 8):
        activity = ActivityFactory(area=AreaFactory(plan=plan, no=area_no), position=1)
        for position in range(1, 14):
            turn = (area_no * position) % len(WORDS)
            text = " ".join(WORDS[turn:] + WORDS[:turn]) + f" {area_no}{position}"
            row = SubactivityFactory(
                activity=activity, position=position, text=text, month_bits=(area_no * 337) & 0xFFF
            )
            for indicator in (1, 2):
                IndicatorFactory(subactivity=row, position=indicator, text=f"{text} {indicator}")
            for month in row.months:
                ProgressFactory(subactivity=row, month=month, status="verified", submitted_at=IN_TIME)
            prove(plan, row.code, row.months[0], published_on=PUBLISHED)
    for month in range(1, 13):
        IssuedReportFactory(office=plan.office, period=f"2022-{month:02d}", publication="offered")
    return plan


def compressed(path: str) -> int:
    content = Path(finders.find(path)).read_bytes()
    return len(content) if path.endswith(".woff2") else len(gzip.compress(content, 6))


def test_first_load_fits_the_budget_when_compressed(client, large_plan):
    for address in PAGES:
        response = client.get(address, headers={"Accept-Encoding": "gzip"})
        html = gzip.decompress(response.content).decode()
        assets = sorted(set(re.findall(r'"/static/([^"]+)"', html)))

        assert response["Content-Encoding"] == "gzip"
        assert assets == ["ui/favicon.svg", "ui/font.woff2", "ui/public.css"]
        assert len(response.content) + sum(compressed(asset) for asset in assets) < BUDGET
