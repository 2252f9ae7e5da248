"""What the public is told of measured indicators."""

import csv
import io
import re
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from pranata.engines.indicators.tests.factories import ReadingFactory
from pranata.engines.plan.models import Subactivity
from pranata.engines.plan.tests.factories import BindingFactory, IndicatorFactory

PAGE = "/9001/reformasi-birokrasi/2022/"
SEALED = datetime(2022, 7, 5, 5, tzinfo=UTC)


@pytest.fixture
def bind(public_plan):
    """``bind("1.1.1", value=...)``: the row's indicator with its reading of June."""

    def made(code, measure="complaints.resolved_share", **said):
        indicator = IndicatorFactory(subactivity=Subactivity.objects.get(code=code), position=9, text="Bagian selesai")
        BindingFactory(indicator=indicator, measure_key=measure)
        values = {"value": Decimal(75), "numerator": Decimal(3), "denominator": Decimal(4), "sealed_at": None, **said}
        return ReadingFactory(office=public_plan.office, measure=measure, **values)

    return made


def shown(client, address=PAGE) -> list[str]:
    html = client.get(address).content.decode()
    found = re.findall(r'<span class="public-reading".*?</span>', html, re.DOTALL)
    return [" ".join(re.sub("<[^>]+>", " ", each).split()) for each in found]


def line(client, public_plan) -> dict[str, str]:
    content = client.get(f"{PAGE}data.csv").content.decode("utf-8-sig")
    return next(row for row in csv.DictReader(io.StringIO(content)) if row["indikator"] == "Bagian selesai")


def test_value_is_public_with_its_day_when_the_month_was_verified(client, bind):
    bind("1.1.1")

    assert shown(client) == ["75% (3 dari 4) · per 30 Juni 2022"]


@pytest.mark.parametrize(("sealed_at", "expected"), [(None, []), (SEALED, ["75% (3 dari 4) · per 30 Juni 2022"])])
def test_value_waits_until_the_month_is_closed_when_nobody_verified_it(client, bind, sealed_at, expected):
    bind("2.1.1", sealed_at=sealed_at)

    assert shown(client) == expected


def test_value_is_not_public_when_nothing_was_measured(client, bind):
    bind("1.1.1", value=None, numerator=None, denominator=None)

    assert shown(client) == []


def test_open_data_carries_the_exact_value_with_its_key(client, bind, public_plan):
    bind("1.1.1", value=Decimal("66.666667"), numerator=Decimal(2), denominator=Decimal(3))

    found = line(client, public_plan)

    assert [found[name] for name in ("ukuran", "capaian", "pembilang", "penyebut", "capaian_bulan", "capaian_per")] == [
        "complaints.resolved_share",
        "66.666667",
        "2",
        "3",
        "2022-06",
        "2022-06-30",
    ]


def test_open_data_says_nothing_when_the_month_is_still_open(client, bind, public_plan):
    bind("2.1.1")

    assert [line(client, public_plan)[name] for name in ("ukuran", "capaian", "capaian_per")] == ["", "", ""]
