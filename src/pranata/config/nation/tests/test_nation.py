import json
from datetime import date

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command

from pranata.base.org.models import Office
from pranata.config.nation.making import NOTE, make_nation, months_until
from pranata.config.nation.readings import FIRST, MOST_MEASURES, told_measures
from pranata.engines.documents.models import Document
from pranata.engines.indicators.models import Reading
from pranata.engines.nation.models import Distribution
from pranata.engines.plan.models import Indicator, Plan, Progress, Subactivity
from pranata.engines.reports.models import IssuedReport

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", "2022-04-20")


def contents():
    return (
        list(Reading.objects.order_by("office__code", "measure", "year", "month").values_list("office__code", "value")),
        list(IssuedReport.objects.order_by("office__code", "period").values_list("office__code", "public_code")),
        list(Progress.objects.order_by("subactivity__plan__office__code", "pk").values_list("month", "status")),
    )


def test_offices_have_readings_reports_and_a_plan_when_a_nation_is_made():
    made = make_nation(count=3, years=2, seed=1, environment={})

    months = 12 + 3  # the year before, and January to March
    assert (made.offices, made.readings) == (3, 3 * MOST_MEASURES * months)
    assert Office.objects.active().filter(note=NOTE).count() == 3
    assert list(Plan.objects.values_list("year", "status")) == [(2022, "adopted")] * 3
    assert (Subactivity.objects.count(), Indicator.objects.count()) == (3 * 91, 3 * 167)
    assert Progress.objects.count() == made.cells > 0
    assert IssuedReport.objects.count() == made.reports > 0
    assert Distribution.objects.filter(scope__code="00", year=2022, month=3).count() == MOST_MEASURES


def test_the_same_rows_come_when_the_same_seed_is_asked_again():
    make_nation(count=2, years=1, seed=7, environment={})
    first = contents()
    make_nation(count=2, years=1, seed=7, environment={})  # again: everything is there
    assert contents() == first
    for model in (Distribution, Progress, Plan, Document, Reading, IssuedReport):
        model.objects.all().delete()

    make_nation(count=2, years=1, seed=7, environment={})
    assert contents() == first


def test_an_office_has_the_same_readings_when_more_offices_are_made():
    make_nation(count=2, years=1, seed=1, environment={})
    few = dict.fromkeys(contents()[0])
    Reading.objects.all().delete()

    make_nation(count=6, years=1, seed=1, environment={})

    assert [each for each in few if each not in contents()[0]] == []


def test_readings_are_those_of_the_plan_first_when_measures_are_chosen():
    keys = [measure.key for measure in told_measures()]

    assert (tuple(keys[:2]), len(keys), len(set(keys))) == (FIRST, MOST_MEASURES, MOST_MEASURES)


@pytest.mark.parametrize(("years", "first"), [(1, (2022, 1)), (3, (2020, 1))])
def test_months_end_with_the_last_one_that_has_ended_when_counted(years, first):
    months = months_until(date(2022, 4, 20), years)

    assert (months[0], months[-1], len(months)) == (first, (2022, 3), 12 * (years - 1) + 3)


@pytest.mark.parametrize("count", [0, 554])
def test_a_nation_is_refused_when_there_are_not_so_many_offices(count):
    with pytest.raises(CommandError, match="--count: 1 sampai 553"):
        call_command("load_offices", count=count)


def test_a_nation_is_refused_when_the_installation_is_real(settings):
    settings.PRODUCTION = True

    with pytest.raises(ImproperlyConfigured, match="sesungguhnya"):
        make_nation(count=1, years=1, seed=1, environment={})

    assert Reading.objects.count() == 0


def test_json_alone_is_printed_when_asked(capsys):
    call_command("load_offices", count=1, years=1, json=True)

    printed = capsys.readouterr()
    assert (json.loads(printed.out)["offices"], printed.err) == (1, "")
