"""A month of a plan as a grid: every changed row is written by itself, and the page says what became of each."""

import re

import pytest

from pranata.base.access.models import User
from pranata.base.org.tests.factories import UnitFactory
from pranata.base.people.tests.factories import PersonFactory
from pranata.desk.month import page as month_page
from pranata.desk.tests.live import MATRIX, adopt, errors, html_of, notices, reported, sign_in, words
from pranata.engines.plan.actions import progress as actions
from pranata.engines.plan.actions.progress import progress_token
from pranata.engines.plan.models import Plan, Progress, Status, Subactivity
from pranata.engines.plan.tests.factories import (
    ActivityFactory,
    AreaFactory,
    FigureFactory,
    IndicatorFactory,
    PlanFactory,
    ResponsibilityFactory,
    SubactivityFactory,
)

pytestmark = pytest.mark.django_db

JUNE = f"{MATRIX}bulan/6/"
JUNE_BITS = 0b100000


@pytest.fixture(autouse=True)
def day(monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", "2022-06-26")


@pytest.fixture
def live(plan):
    """2.1.1 is planned in June; 3.1.1 with an indicator and 3.1.2 too."""
    activity = ActivityFactory(area=AreaFactory(plan=plan, no=3, name="Area 3"), position=1)
    for position in (1, 2):
        SubactivityFactory(activity=activity, position=position, month_bits=JUNE_BITS)
    IndicatorFactory(subactivity=row("3.1.1"), position=1, text="Adanya laporan", target=26, target_unit="laporan")
    return adopt(plan)


@pytest.fixture
def staff(client, office):
    return sign_in(client, office, "staff")


def row(code) -> Subactivity:
    return Subactivity.objects.exclude(plan__status="superseded").get(code=code)


def codes(response) -> list[str]:
    return re.findall(r'<tr id="baris-([\d.]+)"', html_of(response))


def line(response, code) -> str:
    return re.search(rf'<tr id="baris-{re.escape(code)}".*?</tr>', html_of(response), re.DOTALL)[0]


def fields(response) -> dict[str, str]:
    """What the grid would send as it is shown."""
    page = html_of(response)
    inputs = re.findall(r'<input type="(?:hidden|text)" name="(r\d+-\w+)"(?: value="([^"]*)")?', page)
    return dict(inputs) | dict(re.findall(r'<textarea name="(r\d+-\w+)"[^>]*>\n?([^<]*)</textarea>', page))


def send(client, shown, typed=None, *, ticked=(), address=JUNE):
    """Sends the grid with what was ``typed``, as {code: {field: text}}."""
    data = fields(shown)
    for code, texts in (typed or {}).items():
        data |= {f"r{row(code).pk}-{name}": text for name, text in texts.items()}
    return client.post(address, {**data, "ajukan": [each if each == "semua" else row(each).pk for each in ticked]})


def stored() -> list[tuple]:
    return list(
        Progress.objects.order_by("subactivity__code").values_list("subactivity__code", "status", "achievement")
    )


def write(code, by, achievement="Orang lain."):
    found = Progress.objects.filter(subactivity=row(code), month=6).first()
    seen = progress_token(row(code), 6, found)
    return actions.note(row(code), 6, achievement=achievement, obstacle="", follow_up="", seen=seen, by=by)


def test_every_row_of_the_month_is_shown_with_party_state_and_fields(client, live, office, staff):
    ResponsibilityFactory(
        subactivity=row("3.1.1"), person=None, unit=UnitFactory(office=office, name="Subbagian Contoh")
    )
    reported(row("3.1.2"), 6, "2022-06-20", verified=True)

    page = client.get(JUNE)

    assert codes(page) == ["2.1.1", "3.1.1", "3.1.2"]
    assert words(line(page, "3.1.1")).startswith(
        "3.1.1 Subkegiatan contoh 1 ◔ jatuh tempo bulan ini jatuh tempo bulan ini · Subbagian Contoh"
    )
    assert "Adanya laporan Nilai tidak wajib Dari tidak wajib Target 26 laporan" in words(line(page, "3.1.1"))
    assert "<textarea" not in line(page, "3.1.2")
    assert "Capaian contoh" in words(line(page, "3.1.2"))


def test_only_changed_rows_are_written_and_ticked_ones_handed_in(client, live, staff):
    write("3.1.2", staff, "Sudah\nada.")
    shown = client.get(JUNE)

    response = send(
        client,
        shown,
        {
            "2.1.1": {"achievement": "Survei selesai.", "obstacle": "Hujan"},
            "3.1.1": {"value_1": "24,0", "out_of_1": "26"},
        },
        ticked=["2.1.1", "3.1.2"],
    )

    assert (response.status_code, response["Location"]) == (302, JUNE)
    assert "2 baris disimpan, 2 diajukan untuk verifikasi." in html_of(client.get(JUNE))
    assert stored() == [
        ("2.1.1", "submitted", "Survei selesai."),
        ("3.1.1", "draft", ""),
        ("3.1.2", "submitted", "Sudah\nada."),
    ]
    assert [str(each) for each in row("3.1.1").progress.get().figures.all()] == ["24 dari 26 (92,3%)"]


def test_nothing_is_written_when_nothing_was_typed(client, live, staff):
    write("2.1.1", staff, "Satu.\nDua.")
    shown = client.get(JUNE)

    response = send(client, shown, {"2.1.1": {"achievement": "Satu.\r\nDua."}})

    assert response.status_code == 302
    assert "Tidak ada yang berubah." in html_of(client.get(JUNE))
    assert stored() == [("2.1.1", "draft", "Satu.\nDua.")]


def test_all_rows_with_an_achievement_are_handed_in_when_all_are_ticked(client, live, staff):
    send(client, client.get(JUNE), {"2.1.1": {"achievement": "Selesai."}}, ticked=["semua"])

    assert stored() == [("2.1.1", "submitted", "Selesai.")]


def test_other_rows_are_written_when_one_was_written_by_somebody_else(client, live, staff):
    shown = client.get(JUNE)
    write("2.1.1", staff)

    response = send(client, shown, {"2.1.1": {"achievement": "Punya saya."}, "3.1.1": {"achievement": "Dua."}})

    assert (response.status_code, codes(response)) == (409, ["2.1.1"])
    assert notices(response)[0].startswith("1 baris disimpan. 1 baris belum: 2.1.1")
    assert "Belum disimpan: baris ini ditulis orang lain sejak Anda membukanya." in words(line(response, "2.1.1"))
    assert "Tersimpan sekarang Capaian: Orang lain." in words(line(response, "2.1.1"))
    assert ">\nPunya saya.</textarea>" in line(response, "2.1.1")
    assert stored() == [("2.1.1", "draft", "Orang lain."), ("3.1.1", "draft", "Dua.")]

    send(client, response)
    assert stored()[0] == ("2.1.1", "draft", "Punya saya.")


def test_untouched_row_is_left_alone_when_somebody_else_wrote_it(client, live, staff):
    shown = client.get(JUNE)
    write("2.1.1", staff)

    assert send(client, shown, {"3.1.1": {"achievement": "Dua."}}).status_code == 302
    assert stored() == [("2.1.1", "draft", "Orang lain."), ("3.1.1", "draft", "Dua.")]


def test_typed_text_stays_when_somebody_handed_the_row_in(client, live, staff):
    shown = client.get(JUNE)
    actions.submit(write("2.1.1", staff), by=staff)

    response = send(client, shown, {"2.1.1": {"achievement": "Punya saya."}})

    assert response.status_code == 409
    assert "Belum disimpan: baris ini sudah diajukan" in words(line(response, "2.1.1"))
    assert "Yang Anda ketik, belum disimpan Capaian: Punya saya." in words(line(response, "2.1.1"))
    assert stored() == [("2.1.1", "submitted", "Orang lain.")]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"achievement": "A", "value_1": "banyak"}, "“banyak” bukan bilangan"),
        ({"achievement": "A", "out_of_1": "26"}, "Isi nilainya, atau kosongkan juga pembandingnya."),
        ({"value_1": "1"}, "Capaian belum diisi."),
    ],
)
def test_row_that_cannot_be_written_is_named_and_kept_and_the_others_are_written(client, live, staff, typed, sentence):
    shown = client.get(JUNE)

    response = send(client, shown, {"3.1.1": typed, "2.1.1": {"achievement": "Selesai."}}, ticked=["3.1.1"])

    assert (response.status_code, codes(response), len(errors(response))) == (422, ["3.1.1"], 1)
    assert errors(response)[0].startswith(sentence)
    assert stored() == [("2.1.1", "draft", "Selesai.")]
    assert f'name="ajukan" value="{row("3.1.1").pk}" checked' in line(response, "3.1.1")


def amended(live, *, month_bits=JUNE_BITS):
    """An amendment in force whose 3.1.1 goes on with the old one; nothing else does."""
    old = row("3.1.1")
    Plan.objects.filter(pk=live.pk).update(status=Status.SUPERSEDED)
    new = PlanFactory(office=live.office, year=2022, revision=2, based_on=live, status=Status.ADOPTED)
    activity = ActivityFactory(area=AreaFactory(plan=new, no=3), position=1)
    return SubactivityFactory(activity=activity, position=1, month_bits=month_bits, predecessor=old)


def test_typed_text_goes_along_when_the_plan_was_amended_meanwhile(client, live, staff):
    shown, old = client.get(JUNE), row("3.1.1").pk
    lost = row("2.1.1").pk
    new = amended(live)

    data = fields(shown) | {f"r{old}-achievement": "Tetap.", f"r{lost}-achievement": "Hilang?"}
    response = client.post(JUNE, data)

    assert (response.status_code, codes(response), stored()) == (409, ["3.1.1"], [])
    assert "Tulisan Anda untuk baris yang tidak lagi ada di bulan ini, belum disimpan: Hilang?" in notices(response)[0]
    client.post(JUNE, fields(response))
    assert Progress.objects.get().subactivity == new


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", ["2.1.1", "3.1.1", "3.1.2"]),
        ("milik=saya", ["3.1.1"]),
        ("milik=unit", ["2.1.1", "3.1.1"]),
        ("keadaan=verified", ["3.1.2"]),
        ("pj=kosong", ["3.1.2"]),
        ("milik=x&pj=x&keadaan=x", ["2.1.1", "3.1.1", "3.1.2"]),
    ],
)
def test_rows_are_narrowed_when_asked(client, live, office, staff, asked, found):
    unit = UnitFactory(office=office, name="Subbagian Contoh")
    person = PersonFactory(office=office, unit=unit)
    User.objects.filter(pk=staff.pk).update(person=person)
    ResponsibilityFactory(subactivity=row("3.1.1"), person=person)
    ResponsibilityFactory(subactivity=row("2.1.1"), person=PersonFactory(office=office, unit=unit))
    reported(row("3.1.2"), 6, "2022-06-20", verified=True)

    assert codes(client.get(f"{JUNE}?{asked}")) == found


def test_rows_are_paged_and_what_is_not_shown_is_not_touched(client, live, staff, monkeypatch):
    monkeypatch.setattr(month_page, "PAGE_SIZE", 2)

    assert codes(client.get(JUNE)) == ["2.1.1", "3.1.1"]
    assert codes(client.get(f"{JUNE}?halaman=2")) == ["3.1.2"]


def test_month_without_rows_says_so(client, live, staff):
    assert "Tidak ada subkegiatan bulan ini" in html_of(client.get(f"{MATRIX}bulan/3/"))


def test_closed_plan_is_only_read_and_refuses_what_is_sent(client, live, staff):
    shown = client.get(JUNE)
    Plan.objects.update(status=Status.CLOSED)

    response = send(client, shown, {"2.1.1": {"achievement": "Terlambat."}})

    assert (response.status_code, stored(), fields(client.get(JUNE))) == (409, [], {})
    assert "Yang Anda ketik, belum disimpan Capaian: Terlambat." in words(line(response, "2.1.1"))


@pytest.mark.parametrize("address", [f"{MATRIX}bulan/0/", f"{MATRIX}bulan/13/", JUNE.replace("9001", "9999")])
def test_month_is_not_there_when_it_cannot_be(client, live, staff, address):
    assert (client.get(address).status_code, client.post(address).status_code) == (404, 404)


def test_month_is_not_there_when_the_plan_is_a_draft(client, plan, staff):
    assert client.get(JUNE).status_code == 404


def test_month_is_only_for_the_office_and_only_written_by_who_may_report(client, live, office, stranger):
    hidden = client.get(JUNE)
    sign_in(client, office, "assessor")
    shown, refused = client.get(JUNE), client.post(JUNE, {})

    assert (hidden.status_code, shown.status_code, refused.status_code) == (404, 200, 403)
    assert fields(shown) == {}


def test_query_count_stays_when_rows_are_added(client, live, staff, django_assert_max_num_queries):
    def add(no, count):
        activity = ActivityFactory(area=AreaFactory(plan=live, no=no), position=1)
        for position in range(1, count + 1):
            held = ResponsibilityFactory(
                subactivity=SubactivityFactory(activity=activity, position=position, month_bits=JUNE_BITS)
            )
            progress = reported(held.subactivity, 6, "2022-06-20")
            FigureFactory(progress=progress)

    add(4, 1)
    with django_assert_max_num_queries(17) as few:
        client.get(JUNE)
    add(5, 3)
    with django_assert_max_num_queries(17) as many:
        client.get(JUNE)

    assert len(many) == len(few)


def test_thirty_rows_cost_at_most_thirty_queries_each_when_written_at_once(
    client, live, staff, django_assert_max_num_queries
):
    activity = ActivityFactory(area=AreaFactory(plan=live, no=4), position=1)
    for position in range(1, 31):
        SubactivityFactory(activity=activity, position=position, month_bits=JUNE_BITS)
    shown = client.get(JUNE)
    typed = {f"4.1.{position}": {"achievement": "Selesai."} for position in range(1, 31)}

    with django_assert_max_num_queries(30 * 30 + 20):
        response = send(client, shown, typed, ticked=list(typed))

    assert (response.status_code, Progress.objects.filter(status="submitted").count()) == (302, 30)
