"""The first load of a public page, measured on the files themselves."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from pranata.base.org.tests.factories import OfficeFactory
from pranata.engines.plan.tests.factories import (
    ActivityFactory,
    AreaFactory,
    IndicatorFactory,
    PlanFactory,
    SubactivityFactory,
)

BUDGET = 80_000
WORDS = "Monitoring evaluasi tindak lanjut pengelolaan pengaduan masyarakat di lingkungan satuan kerja".split()


@pytest.fixture
def large_plan(db):
    """91 sub-activities with 182 indicators of different wording, as large as the first decree."""
    plan = PlanFactory(office=OfficeFactory(code="9001"), year=2022, is_published=True)
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
    return plan


def compressed(path: str) -> int:
    content = Path(finders.find(path)).read_bytes()
    return len(content) if path.endswith(".woff2") else len(gzip.compress(content, 6))


@pytest.mark.parametrize("address", ["/9001/", "/9001/reformasi-birokrasi/2022/"])
def test_first_load_fits_the_budget_when_compressed(client, large_plan, address):
    response = client.get(address, headers={"Accept-Encoding": "gzip"})
    html = gzip.decompress(response.content).decode()
    assets = sorted(set(re.findall(r'"/static/([^"]+)"', html)))

    assert response["Content-Encoding"] == "gzip"
    assert assets == ["ui/favicon.svg", "ui/font.woff2", "ui/public.css"]
    assert len(response.content) + sum(compressed(asset) for asset in assets) < BUDGET
