"""One row: who is in charge, who stands in, what is to be reached."""

import re
from datetime import date
from decimal import Decimal

import pytest

from pranata.base.org.tests.factories import OfficeFactory, UnitFactory
from pranata.base.people.tests.factories import PersonFactory, TeamFactory
from pranata.desk.tests.live import HTMX, MATRIX, adopt, errors, html_of, notices, seen, sign_in, words
from pranata.engines.plan.actions.charges import charge_token
from pranata.engines.plan.models import Deputy, Indicator, Plan, Responsibility, Status, Subactivity
from pranata.engines.plan.tests.factories import (
    DeputyFactory,
    IndicatorFactory,
    ResponsibilityFactory,
    SubactivityFactory,
)

pytestmark = pytest.mark.django_db

ROW = f"{MATRIX}1.1.1/"
PARTY, DEPUTY, TARGET = f"{ROW}penanggung-jawab/", f"{ROW}pengganti/", f"{ROW}target/1/"


@pytest.fixture(autouse=True)
def day(monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", "2022-06-26")


@pytest.fixture
def live(plan):
    return adopt(plan)


@pytest.fixture
def row(live):
    """1.1.1, with one indicator."""
    return Subactivity.objects.get(code="1.1.1")


@pytest.fixture
def secretary(client, office):
    return sign_in(client, office, "secretary")


@pytest.fixture
def unit(office):
    return UnitFactory(office=office, name="Subbagian Contoh")


@pytest.fixture
def held(row, office):
    """A person is in charge."""
    return ResponsibilityFactory(subactivity=row, person=PersonFactory(office=office, name="Pegawai Contoh"))


def charge(response) -> str:
    return words(re.search(r'<p class="charge">.*?</p>', html_of(response), re.DOTALL)[0])


def test_select_offers_who_is_there_today_in_groups(client, row, secretary, office, unit):
    team = TeamFactory(office=office, name="Tim Contoh")
    person = PersonFactory(office=office, name="Pegawai Contoh")
    PersonFactory(office=office, name="Sudah Pergi", valid_to=date(2022, 6, 25))
    PersonFactory(name="Kantor Lain")

    select = re.search(r'<select name="party".*?</select>', html_of(client.get(ROW)), re.DOTALL)[0]

    assert re.findall(r'<optgroup label="([^"]+)">|<option value="([^"]*)"[^>]*>([^<]+)', select) == [
        ("", "", "belum ada"),
        ("Unit", "", ""),
        ("", f"unit-{unit.pk}", "Subbagian Contoh"),
        ("Tim", "", ""),
        ("", f"tim-{team.pk}", "Tim Contoh"),
        ("Pegawai", "", ""),
        ("", f"orang-{person.pk}", "Pegawai Contoh"),
    ]


def test_bearers_of_one_name_are_told_apart_by_their_units(client, row, secretary, office, unit):
    for place in (unit, UnitFactory(office=office, name="Subbagian Lain")):
        PersonFactory(office=office, name="Nama Sama", unit=place)

    assert re.findall(r">(Nama Sama[^<]*)</option>", html_of(client.get(ROW))) == [
        "Nama Sama (Subbagian Contoh)",
        "Nama Sama (Subbagian Lain)",
    ]


def test_somebody_is_put_in_charge(client, row, secretary, unit):
    mark = seen(client.get(ROW), "1.1.1/penanggung-jawab/")

    response = client.post(PARTY, {"seen": mark, "party": f"unit-{unit.pk}"})

    assert (response.status_code, response["Location"]) == (302, f"{ROW}?bulan=1")
    assert Responsibility.objects.get().party == unit
    page = client.get(ROW)
    assert (charge(page), notices(page)[0]) == ("Subbagian Contoh", "Penanggung jawab 1.1.1: Subbagian Contoh.")


def test_nobody_is_in_charge_when_chosen(client, held, secretary):
    mark = seen(client.get(ROW), "1.1.1/penanggung-jawab/")

    client.post(PARTY, {"seen": mark, "party": ""})

    assert charge(client.get(ROW)) == "belum ada"


def test_draft_plan_may_have_people_in_charge(client, plan, secretary, unit):
    mark = seen(client.get(ROW), "1.1.1/penanggung-jawab/")

    response = client.post(PARTY, {"seen": mark, "party": f"unit-{unit.pk}"})

    assert (response["Location"], Responsibility.objects.get().party) == (ROW, unit)


def test_party_of_another_office_is_no_choice(client, row, secretary):
    response = client.post(PARTY, {"seen": "", "party": f"unit-{UnitFactory(office=OfficeFactory()).pk}"})

    assert (response.status_code, Responsibility.objects.count(), len(errors(response))) == (422, 0, 1)


def test_nothing_is_written_when_somebody_else_was_put_in_charge_meanwhile(client, held, secretary, unit):
    response = client.post(PARTY, {"seen": "", "party": f"unit-{unit.pk}"}, headers=HTMX)

    assert (response.status_code, Responsibility.objects.get().party) == (409, held.person)
    assert "Baris ini sudah berubah sejak Anda membukanya" in notices(response)[0]
    assert f'<option value="unit-{unit.pk}" selected>' in html_of(response)
    assert (charge(response), response["HX-Trigger"]) == ("Pegawai Contoh", "rencana-berubah")

    client.post(PARTY, {"seen": seen(response, "1.1.1/penanggung-jawab/"), "party": f"unit-{unit.pk}"})
    assert Responsibility.objects.get().party == unit


def test_nothing_is_written_when_the_plan_was_closed_meanwhile(client, row, secretary, unit):
    Plan.objects.update(status=Status.CLOSED)

    response = client.post(PARTY, {"seen": "", "party": f"unit-{unit.pk}"})

    assert (response.status_code, Responsibility.objects.count()) == (409, 0)
    assert 'name="party"' not in html_of(response)


def test_deputy_stands_in_and_is_ended(client, held, secretary, office):
    person = PersonFactory(office=office, name="Pengganti Contoh")

    mark = seen(client.get(ROW), "1.1.1/pengganti/")
    client.post(DEPUTY, {"seen": mark, "person": person.pk, "valid_from": "2022-06-01", "valid_to": "2022-07-31"})

    deputy = Deputy.objects.get()
    assert (deputy.person, deputy.valid_from, deputy.valid_to) == (person, date(2022, 6, 1), date(2022, 7, 31))
    assert "(Plh.) Pengganti Contoh 1 Jun 2022 – 31 Jul 2022" in words(html_of(client.get(ROW)))

    client.post(f"{DEPUTY}{deputy.pk}/", {"on": "2022-06-26"})
    deputy.refresh_from_db()
    assert deputy.valid_to == date(2022, 6, 26)
    assert f"{DEPUTY}{deputy.pk}/" not in html_of(client.get(ROW))


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"valid_from": "2022-07-01"}, "Sudah ada pengganti pada masa itu."),
        ({"valid_from": "2022-05-01", "valid_to": "2022-04-01"}, "Tanggal akhir mendahului tanggal awal."),
        ({"valid_from": ""}, "Bidang ini tidak boleh kosong."),
    ],
)
def test_deputy_is_refused_at_the_field_when_the_days_do_not_fit(client, held, secretary, office, values, message):
    DeputyFactory(responsibility=held, valid_from=date(2022, 6, 1))
    person = PersonFactory(office=office)

    mark = charge_token(held.subactivity, held)
    response = client.post(DEPUTY, {"seen": mark, "person": person.pk, "valid_to": "", **values})

    assert (response.status_code, Deputy.objects.count()) == (422, 1)
    assert message in words(html_of(response))


def test_person_in_charge_is_no_choice_for_a_deputy(client, held, secretary):
    response = client.post(DEPUTY, {"person": held.person_id, "valid_from": "2022-06-01"})

    assert (response.status_code, Deputy.objects.count()) == (422, 0)


def test_deputy_is_refused_when_nobody_is_in_charge_any_more(client, row, secretary, office):
    response = client.post(DEPUTY, {"person": PersonFactory(office=office).pk, "valid_from": "2022-06-01"})

    assert (response.status_code, Deputy.objects.count()) == (409, 0)


def test_deputy_of_another_row_is_not_there(client, held, secretary):
    deputy = DeputyFactory(responsibility=ResponsibilityFactory())

    assert client.post(f"{DEPUTY}{deputy.pk}/", {"on": "2022-06-26"}).status_code == 404
    deputy.refresh_from_db()
    assert deputy.valid_to is None


def test_deputy_is_refused_at_the_field_when_kept_until_another_stands_in(client, held, secretary):
    ending = date(2022, 6, 30)
    deputy = DeputyFactory(responsibility=held, valid_from=date(2022, 6, 1), valid_to=ending)
    DeputyFactory(responsibility=held, valid_from=date(2022, 7, 1))

    response = client.post(f"{DEPUTY}{deputy.pk}/", {"on": "2022-07-01"})

    deputy.refresh_from_db()
    assert (response.status_code, deputy.valid_to) == (422, ending)
    assert errors(response) == ["Sudah ada pengganti pada masa itu."]


def test_deputy_for_one_is_not_recorded_when_another_was_put_in_charge_meanwhile(client, held, secretary, office):
    mark = seen(client.get(ROW), "1.1.1/pengganti/")
    held.delete()
    other = ResponsibilityFactory(subactivity=held.subactivity, person=PersonFactory(office=office, name="Orang Lain"))
    person = PersonFactory(office=office, name="Pengganti Contoh")

    response = client.post(DEPUTY, {"seen": mark, "person": person.pk, "valid_from": "2022-06-01"})

    assert (response.status_code, charge(response), Deputy.objects.count()) == (409, "Orang Lain", 0)
    assert f'<option value="{person.pk}" selected>' in html_of(response)

    again = seen(response, "1.1.1/pengganti/")
    client.post(DEPUTY, {"seen": again, "person": person.pk, "valid_from": "2022-06-01"})
    assert Deputy.objects.get().responsibility == other


def take_code(row) -> Subactivity:
    """``row`` is removed and the next one, with an indicator like its own, gets its code."""
    activity = row.activity
    row.delete()
    other = SubactivityFactory(activity=activity, position=1, text="Baris lain")
    IndicatorFactory(subactivity=other, position=1, text="Rencana tersusun")
    return other


def test_person_in_charge_does_not_land_on_the_row_that_got_the_code_meanwhile(client, row, secretary, unit):
    mark = seen(client.get(ROW), "1.1.1/penanggung-jawab/")
    other = take_code(row)

    response = client.post(PARTY, {"seen": mark, "party": f"unit-{unit.pk}"})

    assert (response.status_code, Responsibility.objects.count()) == (409, 0)
    assert "kode ini sekarang kode subkegiatan lain" in notices(response)[0]
    assert f'<option value="unit-{unit.pk}" selected>' in html_of(response)

    client.post(PARTY, {"seen": seen(response, "1.1.1/penanggung-jawab/"), "party": f"unit-{unit.pk}"})
    assert Responsibility.objects.get().subactivity == other


def test_target_does_not_land_on_the_row_that_got_the_code_meanwhile(client, row, secretary):
    mark = seen(client.get(ROW), "target/1/")
    take_code(row)

    response = client.post(TARGET, {"i1-seen": mark, "i1-target": "5"})

    assert (response.status_code, Indicator.objects.get().target) == (409, None)
    assert 'name="i1-target" value="5"' in html_of(response)


def test_target_and_note_are_kept_and_shown(client, row, secretary):
    mark = seen(client.get(ROW), "target/1/")

    client.post(TARGET, {"i1-seen": mark, "i1-target": "95,5", "i1-unit": "persen", "i1-note": "Dari register."})

    indicator = Indicator.objects.get()
    assert (indicator.target, indicator.target_unit, indicator.note) == (Decimal("95.5"), "persen", "Dari register.")
    page = html_of(client.get(ROW))
    assert [words(each) for each in re.findall(r'<p class="(?:muted )?target">.*?</p>', page)] == [
        "Target 95,5 persen",
        "Dari register.",
    ]
    assert 'name="i1-target" value="95,5"' in page


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"i1-target": "banyak"}, "“banyak” bukan bilangan; tulis seperti 95 atau 95,5, paling banyak 4 angka"),
        ({"i1-target": "1.250"}, "“1.250” dapat dibaca dua cara; tulis 1250 atau 1,250."),
        ({"i1-unit": "persen"}, "Satuan diisi tetapi targetnya kosong."),
    ],
)
def test_target_is_refused_at_the_field_when_it_cannot_be_read(client, row, secretary, values, message):
    mark = seen(client.get(ROW), "target/1/")

    response = client.post(TARGET, {"i1-seen": mark, "i1-note": "Tetap di layar.", **values})

    assert (response.status_code, Indicator.objects.get().note) == (422, "")
    assert errors(response)[0].startswith(message)
    assert ">\nTetap di layar.</textarea>" in html_of(response)


def test_target_stays_when_somebody_set_another_meanwhile(client, row, secretary):
    mark = seen(client.get(ROW), "target/1/")
    Indicator.objects.update(target=3)

    response = client.post(TARGET, {"i1-seen": mark, "i1-target": "5"})

    assert (response.status_code, Indicator.objects.get().target) == (409, 3)
    assert 'name="i1-target" value="5"' in html_of(response)


def test_target_of_a_missing_indicator_is_not_there(client, row, secretary):
    assert client.post(f"{ROW}target/9/", {"i9-target": "5"}).status_code == 404


@pytest.mark.parametrize("address", [PARTY, DEPUTY, TARGET])
def test_reader_sees_no_forms_and_is_refused_when_sending_one(client, held, office, address):
    sign_in(client, office, "staff")

    assert address not in html_of(client.get(ROW))
    assert client.post(address, {"party": ""}).status_code == 403
    assert Responsibility.objects.count() == 1


@pytest.mark.parametrize("address", [PARTY, DEPUTY, f"{DEPUTY}1/", TARGET])
def test_row_is_not_there_when_the_writer_belongs_elsewhere(client, held, stranger, address):
    hidden, missing = client.post(address), client.post(address.replace("9001", "9999"))

    assert (hidden.status_code, missing.status_code, hidden.content) == (404, 404, missing.content)


def test_query_count_stays_when_deputies_and_indicators_are_added(
    client, held, secretary, django_assert_max_num_queries
):
    def add(count):
        for number in range(count):
            DeputyFactory(responsibility=held, valid_from=date(2020 + Deputy.objects.count(), 1, 1))
            IndicatorFactory(subactivity=held.subactivity, position=Indicator.objects.count() + 1 + number)

    add(1)
    with django_assert_max_num_queries(19) as few:
        client.get(ROW)
    add(3)
    with django_assert_max_num_queries(19) as many:
        client.get(ROW)

    assert len(many) == len(few)
