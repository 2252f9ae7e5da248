"""Many rows change hands at once; the days by which months are due."""

import re
from datetime import date

import pytest

from pranata.base.org.tests.factories import UnitFactory
from pranata.desk.tests.live import MATRIX, adopt, errors, html_of, notices, sign_in, words
from pranata.engines.plan.actions.responsibility import set_deadlines
from pranata.engines.plan.models import MonthDeadline, Plan, Responsibility, Status, Subactivity
from pranata.engines.plan.tests.factories import (
    ActivityFactory,
    AreaFactory,
    PlanFactory,
    ResponsibilityFactory,
    SubactivityFactory,
)

pytestmark = pytest.mark.django_db

LIST, DEADLINES = f"{MATRIX}penanggung-jawab/", f"{MATRIX}tenggat/"


@pytest.fixture(autouse=True)
def day(monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", "2022-06-26")


@pytest.fixture
def live(plan):
    """1.1.1; 2.1.1 and 2.1.2."""
    SubactivityFactory(activity=Subactivity.objects.get(code="2.1.1").activity, position=2, text="Laporan")
    return adopt(plan)


@pytest.fixture
def secretary(client, office):
    return sign_in(client, office, "secretary")


@pytest.fixture
def unit(office):
    return UnitFactory(office=office, name="Subbagian Contoh")


def rows(response) -> list[str]:
    bodies = "".join(re.findall(r"<tbody>(.*?)</tbody>", html_of(response), re.DOTALL))
    return [words(each) for each in re.findall(r"<tr>.*?</tr>", bodies, re.DOTALL)]


def ticked(*codes) -> dict:
    """What a list shown now sends for these rows."""
    rows = Subactivity.objects.filter(code__in=codes)
    return {"plan": Plan.objects.get().pk, "row": [str(row.pk) for row in rows]}


def in_charge() -> dict[str, str]:
    return {each.subactivity.code: str(each) for each in Responsibility.objects.all()}


def test_list_names_every_row_and_who_is_in_charge(client, live, secretary, unit):
    ResponsibilityFactory(subactivity=Subactivity.objects.get(code="2.1.1"), person=None, unit=unit)

    response = client.get(LIST)

    assert rows(response) == [
        "1.1.1 Menyusun rencana belum ada",
        "2.1.1 Survei layanan Subbagian Contoh",
        "2.1.2 Laporan belum ada",
    ]
    assert "3 subkegiatan. 2 belum punya penanggung jawab." in words(html_of(response))


@pytest.mark.parametrize(("query", "expected"), [({"area": "2"}, 2), ({"pj": "kosong"}, 2), ({"area": "1"}, 1)])
def test_list_is_narrowed_when_filtered(client, live, secretary, unit, query, expected):
    ResponsibilityFactory(subactivity=Subactivity.objects.get(code="2.1.1"), person=None, unit=unit)

    assert len(rows(client.get(LIST, query))) == expected


def test_chosen_rows_change_hands(client, live, secretary, unit):
    response = client.post(LIST, {"party": f"unit-{unit.pk}", **ticked("1.1.1", "2.1.2")})

    assert (response.status_code, response["Location"]) == (302, LIST)
    assert in_charge() == {"1.1.1": "Subbagian Contoh", "2.1.2": "Subbagian Contoh"}
    assert "Penanggung jawab 2 subkegiatan diubah." in html_of(client.get(LIST))


def test_whole_area_changes_hands_when_ticked(client, live, secretary, unit):
    client.post(LIST, {"party": f"unit-{unit.pk}", "area": ["2"], **ticked()})

    assert sorted(in_charge()) == ["2.1.1", "2.1.2"]


def test_rows_that_are_not_shown_stay_when_the_list_is_narrowed(client, live, secretary, unit):
    other = UnitFactory(office=live.office, name="Unit Lain")
    ResponsibilityFactory(subactivity=Subactivity.objects.get(code="2.1.1"), person=None, unit=other)

    response = client.post(f"{LIST}?pj=kosong", {"party": f"unit-{unit.pk}", "area": ["2"], **ticked("2.1.1")})

    assert response["Location"] == f"{LIST}?pj=kosong"
    assert in_charge() == {"2.1.1": "Unit Lain", "2.1.2": "Subbagian Contoh"}


def test_nobody_is_in_charge_any_more_when_emptied(client, live, secretary, unit):
    ResponsibilityFactory(subactivity=Subactivity.objects.get(code="2.1.1"), person=None, unit=unit)

    client.post(LIST, {"party": "kosong", **ticked("2.1.1")})

    assert in_charge() == {}


@pytest.mark.parametrize(
    ("party", "codes", "message"),
    [
        ("", ["1.1.1"], "Pilih penanggung jawabnya dahulu."),
        ("kosong", [], "Belum ada baris yang dipilih."),
    ],
)
def test_nothing_is_written_and_the_choice_stays_when_something_is_missing(
    client, live, secretary, party, codes, message
):
    response = client.post(LIST, {"party": party, **ticked(*codes)})

    assert (response.status_code, in_charge()) == (422, {})
    assert message in [*notices(response), *errors(response)]
    assert re.findall(r'name="row" value="(\d+)"[^>]* checked', html_of(response)) == ticked(*codes)["row"]


def test_row_that_got_the_code_of_a_ticked_one_stays(client, live, secretary, unit):
    values = {"party": f"unit-{unit.pk}", **ticked("2.1.1")}
    Subactivity.objects.get(code="2.1.1").delete()
    Subactivity.objects.filter(code="2.1.2").update(code="2.1.1", position=1)

    response = client.post(LIST, values)

    assert (response.status_code, in_charge()) == (409, {})
    assert "Rencana ini berubah sejak Anda membukanya" in notices(response)[0]
    assert f'<option value="unit-{unit.pk}" selected>' in html_of(response)


def test_area_of_an_amendment_stays_when_that_of_the_earlier_plan_was_ticked(client, live, secretary, unit):
    values = {"party": f"unit-{unit.pk}", "area": ["2"], **ticked()}
    Plan.objects.update(status=Status.SUPERSEDED)
    new = PlanFactory(office=live.office, year=2022, revision=2, based_on=live, status=Status.ADOPTED)
    SubactivityFactory(activity=ActivityFactory(area=AreaFactory(plan=new, no=2), position=1), position=1)

    response = client.post(LIST, values)

    assert (response.status_code, in_charge()) == (409, {})
    client.post(LIST, {**values, "plan": new.pk})
    assert in_charge() == {"2.1.1": "Subbagian Contoh"}


def test_reader_sees_the_list_without_forms_and_is_refused_when_sending(client, live, office, unit):
    sign_in(client, office, "staff")

    response = client.get(LIST)

    assert len(rows(response)) == 3
    assert ('name="row"' in html_of(response), "Isi lewat Excel" in html_of(response)) == (False, False)
    assert client.post(LIST, {"party": f"unit-{unit.pk}", **ticked("1.1.1")}).status_code == 403
    assert in_charge() == {}


def test_nothing_is_written_when_the_plan_was_closed_meanwhile(client, live, secretary, unit):
    Plan.objects.update(status=Status.CLOSED)

    response = client.post(LIST, {"party": f"unit-{unit.pk}", **ticked("1.1.1")})

    assert (response.status_code, in_charge()) == (409, {})
    assert "Rencana ini sudah ditutup atau digantikan" in notices(response)[0]


@pytest.mark.parametrize("address", [LIST, DEADLINES])
def test_page_is_not_there_when_the_reader_belongs_elsewhere(client, live, stranger, address):
    answers = [client.get(address), client.post(address), client.get(address.replace("9001", "9999"))]

    assert [each.status_code for each in answers] == [404, 404, 404]


def test_query_count_stays_when_rows_are_added(client, live, secretary, django_assert_max_num_queries):
    def add(no, count):
        activity = ActivityFactory(area=AreaFactory(plan=live, no=no), position=1)
        for position in range(1, count + 1):
            ResponsibilityFactory(subactivity=SubactivityFactory(activity=activity, position=position))

    add(3, 1)
    with django_assert_max_num_queries(15) as few:
        client.get(LIST)
    add(4, 3)
    with django_assert_max_num_queries(15) as many:
        client.get(LIST)

    assert len(many) == len(few)


def deadline_mark(client) -> str:
    return re.search(r'name="seen" value="([^"]*)"', html_of(client.get(DEADLINES)))[1]


def own_days() -> dict[int, date]:
    return dict(MonthDeadline.objects.values_list("month", "due_on"))


def test_months_tell_their_last_working_day_and_what_is_skipped(client, live, secretary):
    found = rows(client.get(DEADLINES))

    assert (len(found), found[0]) == (12, "Januari Senin, 31 Januari 2022 Tenggat sendiri Januari")
    assert found[3] == (
        "April Kamis, 28 April 2022 "
        "Dilewati: 29 April: Cuti Bersama Hari Raya Idul Fitri · 30 April: Sabtu Tenggat sendiri April"
    )


def test_own_days_are_kept_and_taken_back(client, live, secretary):
    mark = deadline_mark(client)

    response = client.post(DEADLINES, {"seen": mark, "month_6": "2022-07-05", "month_12": "2023-01-06"})

    assert (response.status_code, response["Location"]) == (302, DEADLINES)
    assert own_days() == {6: date(2022, 7, 5), 12: date(2023, 1, 6)}
    assert 'name="month_6" value="2022-07-05"' in html_of(client.get(DEADLINES))

    client.post(DEADLINES, {"seen": deadline_mark(client), "month_12": "2023-01-06"})
    assert own_days() == {12: date(2023, 1, 6)}


@pytest.mark.parametrize(
    ("day_set", "message"),
    [
        ("2022-05-31", "Tenggat mendahului bulannya."),
        ("2222-06-30", "Tahun 2222 terlalu jauh."),
        ("kemarin", "Masukkan tanggal yang valid."),
    ],
)
def test_no_day_is_kept_when_one_is_wrong(client, live, secretary, day_set, message):
    values = {"seen": deadline_mark(client), "month_6": day_set, "month_7": "2022-07-20"}

    response = client.post(DEADLINES, values)

    assert (response.status_code, errors(response), own_days()) == (422, [message], {})
    assert 'name="month_7" value="2022-07-20"' in html_of(response)


def test_days_stay_on_the_screen_when_somebody_set_others_meanwhile(client, live, secretary):
    mark = deadline_mark(client)
    set_deadlines(live, {1: date(2022, 2, 4)}, by=secretary)

    response = client.post(DEADLINES, {"seen": mark, "month_6": "2022-07-05"})

    assert (response.status_code, own_days()) == (409, {1: date(2022, 2, 4)})
    assert 'name="month_6" value="2022-07-05"' in html_of(response)


def test_days_of_an_amendment_stay_when_those_of_the_earlier_plan_were_shown(client, live, secretary):
    mark = deadline_mark(client)
    Plan.objects.update(status=Status.SUPERSEDED)
    PlanFactory(office=live.office, year=2022, revision=2, based_on=live, status=Status.ADOPTED)

    response = client.post(DEADLINES, {"seen": mark, "month_6": "2022-07-05"})

    assert (response.status_code, own_days()) == (409, {})
    assert 'name="month_6" value="2022-07-05"' in html_of(response)


def test_reader_sees_the_days_and_is_refused_when_setting_some(client, live, office):
    sign_in(client, office, "staff")
    MonthDeadline.objects.create(plan=live, month=6, due_on=date(2022, 7, 5))

    response = client.get(DEADLINES)

    assert rows(response)[5] == "Juni Kamis, 30 Juni 2022 Selasa, 5 Juli 2022"
    assert 'name="month_6"' not in html_of(response)
    assert client.post(DEADLINES, {"month_6": ""}).status_code == 403
    assert own_days() == {6: date(2022, 7, 5)}
