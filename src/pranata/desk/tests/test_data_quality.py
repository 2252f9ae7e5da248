"""How good the numbers of a plan are."""

import re
from decimal import Decimal

import pytest

from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.engines.evidence.tests.factories import UseFactory
from pranata.engines.indicators.tests.factories import ReadingFactory
from pranata.engines.plan.models import BindingState, Indicator, Subactivity
from pranata.engines.plan.queries.quality import plan_quality
from pranata.engines.plan.tests.factories import BindingFactory, IndicatorFactory, ProgressFactory

pytestmark = pytest.mark.django_db

PAGE = "/meja/9001/rencana-aksi/2022/mutu-data/"
SHARE = "complaints.resolved_share"


@pytest.fixture(autouse=True)
def _day(monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", "2022-06-26")


@pytest.fixture
def indicator(plan):
    """Of 1.1.1, a row of January."""
    return Indicator.objects.get()


def issues(plan) -> dict[str, tuple[str, ...]]:
    return {each.value.reference: each.issues for each in plan_quality(plan, month=6).lines}


def prove(indicator):
    progress = ProgressFactory(subactivity=indicator.subactivity, month=1)
    UseFactory(target_label="plan.progress", target_id=progress.pk, evidence__office=indicator.subactivity.plan.office)


@pytest.mark.parametrize(
    ("state", "key", "expected"),
    [
        (BindingState.BY_HAND, "", "by_hand"),
        (BindingState.SUGGESTED, SHARE, "suggested"),
        (BindingState.CONFIRMED, "gone.measure", "broken"),
        (BindingState.CONFIRMED, SHARE, "unread"),
    ],
)
def test_line_says_what_is_wanting_when_no_measure_gave_a_value(plan, indicator, state, key, expected):
    decided = {"confirmed_at": "2022-06-01T00:00:00Z"} if state == BindingState.CONFIRMED else {}
    BindingFactory(indicator=indicator, state=state, measure_key=key, **decided)
    prove(indicator)

    assert issues(plan) == {"1.1.1#1": (expected,)}


def test_line_says_that_it_is_not_bound_and_has_no_evidence_when_so(plan, indicator):
    assert issues(plan) == {"1.1.1#1": ("unbound", "unproven")}


@pytest.mark.parametrize(("version", "expected"), [(1, ()), (0, ("stale",))])
def test_value_is_stale_when_its_rule_has_another_version(plan, indicator, version, expected):
    BindingFactory(indicator=indicator, measure_key=SHARE)
    ReadingFactory(office=plan.office, measure=SHARE, value=Decimal(50), rule_version=version)
    prove(indicator)

    assert issues(plan) == {"1.1.1#1": expected}


def test_row_that_was_interpreted_is_told_and_needs_no_evidence_before_its_first_month(plan):
    row = Subactivity.objects.get(code="2.1.1")
    Subactivity.objects.filter(pk=row.pk).update(month_bits=0b1000000)
    IndicatorFactory(subactivity=row, position=1)

    assert issues(plan)["2.1.1#1"] == ("unbound", "doubtful")


def test_list_is_narrowed_by_area_and_kind_when_asked(client, plan, staff):
    IndicatorFactory(subactivity=Subactivity.objects.get(code="2.1.1"), position=1, text="Survei terlaksana")

    def shown(query):
        html = client.get(PAGE, query).content.decode()
        return re.findall(r'<th scope="row"><a href="[^"]+/([\d.]+)/indikator/\d+/"', html)

    assert shown({}) == ["1.1.1", "2.1.1"]
    assert shown({"area": "2"}) == ["2.1.1"]
    assert shown({"mutu": "doubtful"}) == ["2.1.1"]
    assert shown({"mutu": "doubtful", "area": "1"}) == []


def test_list_is_not_there_when_the_reader_belongs_elsewhere(client, plan, stranger):
    assert client.get(PAGE).status_code == 404


def test_list_says_how_many_are_read_from_the_work(client, plan, indicator):
    BindingFactory(indicator=indicator, measure_key=SHARE)
    client.force_login(RoleAssignmentFactory(office=plan.office).user)

    assert "1 dari 1 indikator dibaca dari catatan kerja" in client.get(PAGE).content.decode()
