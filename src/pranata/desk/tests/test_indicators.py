"""The page of an indicator, and the column of values in the matrix."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from pranata.areas.oversight.complaints.models import Outcome
from pranata.areas.oversight.complaints.models import Status as CaseStatus
from pranata.areas.oversight.complaints.tests.factories import ComplaintFactory
from pranata.base.access.models import Role
from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.engines.indicators.models import Baseline, Reading
from pranata.engines.indicators.tests.factories import ReadingFactory
from pranata.engines.plan.actions.bindings import binding_token
from pranata.engines.plan.models import Binding, BindingState, Indicator, ProgressStatus, Subactivity
from pranata.engines.plan.tests.factories import BindingFactory, FigureFactory, IndicatorFactory, ProgressFactory

pytestmark = pytest.mark.django_db

MATRIX = "/meja/9001/rencana-aksi/2022/"
PAGE = f"{MATRIX}1.1.1/indikator/1/"
SHARE = "complaints.resolved_share"
CHANGE = "complaints.service_disputes_change"


@pytest.fixture(autouse=True)
def _day(monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", "2022-06-26")


@pytest.fixture
def indicator(plan):
    return Indicator.objects.get(text="Rencana tersusun")


@pytest.fixture
def bound(indicator):
    return BindingFactory(indicator=indicator, measure_key=SHARE)


def read(plan, **said) -> Reading:
    values = {"measure": SHARE, "value": Decimal("92.307692"), "numerator": Decimal(24), "denominator": Decimal(26)}
    return ReadingFactory(office=plan.office, **{**values, "sealed_at": None, **said})


def complaints(office, count, **said):
    return ComplaintFactory.create_batch(count, office=office, **said)


def text_of(response, pattern: str) -> str:
    found = re.search(pattern, response.content.decode(), re.DOTALL)
    return " ".join(re.sub("<[^>]+>", " ", found[1]).split()) if found else ""


def cell(response) -> str:
    return text_of(response, r'id="baris-1\.1\.1".*?<td class="meas">(.*?)</td>')


def value_on(response) -> str:
    return text_of(response, r'<p class="reading-value">(.*?)</p>')


def test_matrix_shows_value_and_parts_when_a_measure_reads_the_row(client, plan, staff, bound):
    read(plan)

    response = client.get(MATRIX)

    assert (cell(response), f'href="{PAGE}"' in response.content.decode()) == ("92,3% 24 dari 26", True)


def test_each_row_shows_its_own_value_when_several_are_read(client, plan, staff, bound):
    other = IndicatorFactory(subactivity=Subactivity.objects.get(code="2.1.1"), target=95, target_unit="persen")
    BindingFactory(indicator=other, measure_key=SHARE)
    read(plan)

    response = client.get(MATRIX)

    assert cell(response) == "92,3% 24 dari 26"
    assert text_of(response, r'id="baris-2\.1\.1".*?<td class="meas">(.*?)</td>') == (
        "92,3% 24 dari 26 ↓ target 95% , belum tercapai"
    )


@pytest.mark.parametrize(("target", "words"), [(95, "↓ target 95% , belum tercapai"), (90, "✓ target 90% , tercapai")])
def test_matrix_shows_the_target_beside_the_value_when_there_is_one(client, plan, staff, bound, target, words):
    Indicator.objects.filter(pk=bound.indicator_id).update(target=target, target_unit="persen")
    read(plan)

    assert cell(client.get(MATRIX)) == f"92,3% 24 dari 26 {words}"


def test_matrix_never_says_zero_when_nothing_could_be_measured(client, plan, staff, bound):
    read(plan, value=None, numerator=None, denominator=None)

    assert cell(client.get(MATRIX)) == "– belum ada yang diukur"


def test_matrix_shows_the_indicator_furthest_from_its_target_when_there_are_several(client, plan, staff, bound):
    other = IndicatorFactory(subactivity=bound.indicator.subactivity, position=2, target=99, target_unit="%")
    BindingFactory(indicator=other, measure_key="complaints.on_time")
    read(plan)
    read(plan, measure="complaints.on_time", value=Decimal(50), numerator=Decimal(1), denominator=Decimal(2))

    assert cell(client.get(MATRIX)) == "50% 1 dari 2 ↓ target 99% , belum tercapai 2 indikator"


@pytest.mark.parametrize(
    ("state", "key", "words"),
    [
        ("by_hand", "", "diisi tangan"),
        ("suggested", SHARE, "usulan ukuran"),
        ("shipped", "x.y", "ukuran tidak ada lagi"),
    ],
)
def test_matrix_says_who_reads_it_when_no_measure_does(client, plan, staff, indicator, state, key, words):
    BindingFactory(indicator=indicator, state=state, measure_key=key)

    assert cell(client.get(MATRIX)) == words


def test_page_opens_the_value_into_its_records_when_asked(client, plan, secretary, bound):
    RoleAssignmentFactory(user=secretary, office=plan.office, role=Role.COMPLAINTS)
    moment = datetime(2022, 5, 20, 3, tzinfo=UTC)
    ended = {"status": CaseStatus.CLOSED, "outcome": Outcome.SETTLED, "closed_on": date(2022, 5, 20)}
    complaints(plan.office, 2, closed_at=moment, **ended)
    complaints(plan.office, 1)

    response = client.get(PAGE)

    assert value_on(response) == "66,66% 2 dari 3"
    lists = re.findall(r'<ul class="reading-records".*?</ul>', response.content.decode(), re.DOTALL)
    assert [len(re.findall('<a href="/meja/9001/pengaduan/', each)) for each in lists] == [2, 3]
    assert "tidak dapat Anda buka" not in response.content.decode()


def test_page_only_counts_records_when_the_reader_may_not_open_them(client, plan, staff, bound):
    complaints(plan.office, 3)

    html = client.get(PAGE).content.decode()

    assert ("Antrean layanan contoh" in html, "3 catatan lain tidak dapat Anda buka." in html) == (False, True)


def test_page_says_nothing_is_measured_when_there_is_nothing(client, plan, staff, bound):
    response = client.get(PAGE)

    assert value_on(response) == "belum ada yang diukur"
    assert text_of(response, r'<p class="reading-sentence" lang="id">(.*?)</p>').startswith(
        "Belum ada yang diukur dari"
    )


def test_page_is_not_there_when_the_reader_belongs_elsewhere(client, plan, bound, stranger):
    assert client.get(PAGE).status_code == 404


def test_page_draws_twelve_months_with_a_table_when_they_were_read(client, plan, staff, bound):
    read(plan)
    read(plan, month=5, value=Decimal(50), numerator=Decimal(1), denominator=Decimal(2))

    html = client.get(PAGE).content.decode()

    assert re.search('<svg class="trend".*?</svg>', html)[0].count("<circle ") == 2
    assert re.findall(r'<th scope="row">(\w+ 202\d)</th><td [^>]*>(\d[^<]*)', html) == [
        ("Mei 2022", "50%"),
        ("Juni 2022", "92,3%"),
    ]


def test_page_labels_a_figure_typed_by_hand_with_its_state(client, plan, staff, indicator):
    BindingFactory(indicator=indicator, state=BindingState.BY_HAND, measure_key="", capability="S12")
    progress = ProgressFactory(subactivity=indicator.subactivity, month=1, status=ProgressStatus.VERIFIED)
    FigureFactory(progress=progress, indicator=indicator, value=7)

    response = client.get(f"{PAGE}?bulan=1")

    assert text_of(response, r'<p class="reading-value reading-own">(.*?)</p>') == "7 diisi tangan ✓ terverifikasi"


def test_indicator_is_bound_with_a_reason_when_the_secretary_chooses(client, plan, secretary, indicator):
    sent = {"measure_key": SHARE, "note": "Sesuai register", "seen": binding_token(indicator, None)}

    response = client.post(f"{PAGE}ikat/", sent)

    held = Binding.objects.get(indicator=indicator)
    assert (response.status_code, response["Location"]) == (302, f"{PAGE}?bulan=6")
    assert (held.measure_key, held.note, held.state) == (SHARE, "Sesuai register", "confirmed")


@pytest.mark.parametrize(("deed", "sent"), [("ikat", {"measure_key": SHARE}), ("tangan", {"capability": "S12"})])
def test_binding_is_refused_without_a_reason(client, plan, secretary, bound, deed, sent):
    response = client.post(f"{PAGE}{deed}/", {**sent, "seen": binding_token(bound.indicator, bound)})

    assert (response.status_code, Binding.objects.get().state) == (422, "shipped")


def test_binding_is_refused_when_it_changed_meanwhile(client, plan, secretary, bound):
    response = client.post(f"{PAGE}tangan/", {"note": "Lain", "seen": "lama"})

    assert (response.status_code, Binding.objects.get().state) == (409, "shipped")


@pytest.mark.parametrize("deed", ["ikat", "tangan", "koreksi"])
def test_staff_is_refused_when_changing_what_reads_it(client, plan, staff, bound, deed):
    response = client.post(f"{PAGE}{deed}/", {"note": "Saya", "measure_key": SHARE})

    assert (response.status_code, Binding.objects.get().state) == (403, "shipped")


def test_suggestion_measures_once_it_is_confirmed(client, plan, secretary, indicator):
    binding = BindingFactory(indicator=indicator, measure_key=SHARE, state=BindingState.SUGGESTED)

    response = client.post(f"{PAGE}setujui/", {"seen": binding_token(indicator, binding)})

    assert (response.status_code, Binding.objects.get().state) == (302, "confirmed")


def test_sealed_month_is_corrected_beside_the_old_reading(client, plan, secretary, bound):
    old = read(plan, month=5, sealed_at=datetime(2022, 5, 31, 5, tzinfo=UTC))
    complaints(plan.office, 1)

    response = client.post(f"{PAGE}koreksi/?bulan=5", {"reading": old.pk, "reason": "Register dilengkapi"})

    assert response.status_code == 302
    assert list(Reading.objects.values_list("value", "reason", "is_current")) == [
        (Decimal("92.307692"), "", False),
        (Decimal(0), "Register dilengkapi", True),
    ]
    assert "Koreksi: Register dilengkapi" in client.get(f"{PAGE}?bulan=5").content.decode()


def test_baseline_is_kept_when_a_measure_compares_with_last_year(client, plan, secretary, bound):
    Binding.objects.update(measure_key=CHANGE)

    response = client.post(f"{PAGE}nilai-awal/", {"value": "8", "note": "Laporan 2021 (contoh)"})

    assert (response.status_code, Baseline.objects.values_list("year", "value").get()) == (302, (2021, Decimal(8)))


@pytest.mark.parametrize("address", [MATRIX, PAGE, f"{MATRIX}1.1.1/", f"{MATRIX}mutu-data/", f"{MATRIX}bulan/1/"])
def test_queries_stay_the_same_when_indicators_readings_and_records_grow(
    client, plan, secretary, bound, address, django_assert_max_num_queries
):
    RoleAssignmentFactory(user=secretary, office=plan.office, role=Role.COMPLAINTS)
    complaints(plan.office, 1)
    read(plan)
    with django_assert_max_num_queries(45) as few:
        client.get(address)
    for position in (2, 3):
        other = IndicatorFactory(subactivity=bound.indicator.subactivity, position=position)
        BindingFactory(indicator=other, measure_key=SHARE)
    complaints(plan.office, 2)
    read(plan, month=5)

    with django_assert_max_num_queries(45) as many:
        client.get(address)

    assert len(many) == len(few)


def test_matrix_costs_no_more_than_twelve_queries_when_it_shows_readings(
    client, plan, staff, bound, django_assert_max_num_queries
):
    read(plan)
    with django_assert_max_num_queries(12):
        client.get(MATRIX)
