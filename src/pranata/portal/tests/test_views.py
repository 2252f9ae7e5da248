import json
import re

import pytest
from django.core.files.base import ContentFile

from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.files.actions import store
from pranata.base.org.tests.factories import OfficeFactory
from pranata.engines.plan.tests.factories import (
    ActivityFactory,
    AreaFactory,
    IndicatorFactory,
    PlanFactory,
    RemarkFactory,
    SubactivityFactory,
)

pytestmark = pytest.mark.django_db

ADDRESS = "/9001/reformasi-birokrasi/2022/"


@pytest.fixture
def office():
    return OfficeFactory(code="9001", name="KPU Kabupaten Contoh", region_name="Kabupaten Contoh")


@pytest.fixture
def plan(office):
    """Published and read from a file: 1.1.1 in January with an indicator, 2.1.1 in June, doubtful and remarked."""
    file = store(office, ContentFile(b"isi keputusan"), by=None, name="keputusan.txt")
    plan = PlanFactory(office=office, year=2022, is_published=True, document__file=file)
    one, two = (
        ActivityFactory(
            area=AreaFactory(plan=plan, no=no, name=f"Area {no}"), position=1, no="1", name=f"Kegiatan {no}"
        )
        for no in (1, 2)
    )
    first = SubactivityFactory(activity=one, position=1, text="Menyusun rencana", month_bits=0b1)
    IndicatorFactory(subactivity=first, position=1, text="Rencana tersusun")
    SubactivityFactory(activity=two, position=1, text="Survei layanan", month_bits=0b100000, confidence="low")
    RemarkFactory(plan=plan, subject="2.1.1")
    return plan


def add_rows(plan, count):
    activity = ActivityFactory(area=AreaFactory(plan=plan, no=3), position=1)
    for position in range(1, count + 1):
        IndicatorFactory(subactivity=SubactivityFactory(activity=activity, position=position), position=1)


def text_of(response) -> str:
    """The page's words, without tags and runs of white space."""
    html = re.sub(r"<head>.*?</head>", "", response.content.decode(), flags=re.DOTALL)
    return " ".join(re.sub("<[^>]+>", " ", html).split())


def codes(response) -> list[str]:
    return re.findall(r'id="sub-([\d.]+)"', response.content.decode())


def test_front_door_redirects_when_one_office_is_active(client, office):
    response = client.get("/")

    assert (response.status_code, response["Location"]) == (302, "/9001/")


def test_front_door_lists_all_offices_and_says_who_has_not_published_when_several_are_active(client, plan):
    other = OfficeFactory(code="9002", name="KPU Kota Lain")
    PlanFactory(office=other, is_published=True)
    OfficeFactory(code="9003", name="KPU Kota Diam")

    page = client.get("/")
    found = client.get("/", {"q": "lain"})

    assert re.findall(r'class="panel svc" href="([^"]+)"', page.content.decode()) == ["/9001/", "/9002/", "/9003/"]
    assert page.content.decode().count("Belum menerbitkan rencana") == 1
    assert re.findall(r'class="panel svc" href="([^"]+)"', found.content.decode()) == ["/9002/"]


def test_front_door_says_so_when_nothing_is_found(client, plan):
    OfficeFactory(code="9002")

    assert "Tidak ada kantor dengan nama itu" in text_of(client.get("/", {"q": "<b>x</b>"}))


def test_office_home_shows_real_counts_when_a_plan_is_published(client, plan):
    words = text_of(client.get("/9001/"))

    assert "2 subkegiatan · 1 indikator" in words
    assert "2 subkegiatan dalam 2 area perubahan, 2 pelaksanaan bulanan." in words


def test_office_home_promises_nothing_when_no_plan_is_published(client, office):
    PlanFactory(office=office, is_published=False)

    response = client.get("/9001/")

    assert response.status_code == 200
    assert "Kantor ini belum menerbitkan rencana kerjanya." in text_of(response)
    assert "data.csv" not in response.content.decode()


def test_plan_shows_every_row_with_its_label_when_published(client, plan):
    response = client.get(ADDRESS)

    assert codes(response) == ["1.1.1", "2.1.1"]
    assert re.findall(r'<td class="code">([\d.]+)<span class="reading"', response.content.decode()) == ["2.1.1"]
    assert "Salinan keputusan, pembacaan belum disahkan" in text_of(response)
    assert "1 dari 2 subkegiatan perlu ditinjau" in text_of(response)
    assert "Rencana tersusun" in text_of(response)


def test_plan_says_not_reported_when_its_year_is_over(client, plan):
    html = client.get(ADDRESS).content.decode()

    assert len(re.findall('<span class="c unreported" title="tidak dilaporkan">', html)) == 2 + 1  # rows and legend


def test_plan_says_planned_when_its_year_lies_ahead(client, office, monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", "2021-12-31")
    plan = PlanFactory(office=office, year=2022, is_published=True)
    SubactivityFactory(
        activity=ActivityFactory(area=AreaFactory(plan=plan, no=1), position=1), position=1, month_bits=0b11
    )

    html = client.get(ADDRESS).content.decode()

    assert len(re.findall('class="c planned"', html)) == 2 + 1


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"area": "2"}, ["2.1.1"]),
        ({"bulan": "1"}, ["1.1.1"]),
        ({"q": "RENCANA TERSUSUN"}, ["1.1.1"]),
        ({"area": "1", "bulan": "6"}, []),
        ({"area": "satu", "bulan": "13", "q": " "}, ["1.1.1", "2.1.1"]),
        ({"catatan": "ada"}, ["1.1.1", "2.1.1"]),
    ],
)
def test_plan_is_narrowed_when_filtered(client, plan, query, expected):
    response = client.get(ADDRESS, query)

    assert (response.status_code, codes(response)) == (200, expected)


def test_plan_escapes_what_was_searched_when_hostile(client, plan):
    html = client.get(ADDRESS, {"q": '"><script>alert(1)</script>'}).content.decode()

    assert "<script" not in html


def test_reform_address_shows_the_newest_plan_when_no_year_is_given(client, plan):
    PlanFactory(office=plan.office, year=2023, is_published=True)

    html = client.get("/9001/reformasi-birokrasi/").content.decode()

    assert re.search("<h1>(.*?)</h1>", html)[1] == "Rencana Aksi Reformasi Birokrasi 2023"


def test_reform_address_sends_on_when_a_year_is_asked_for(client, plan):
    response = client.get("/9001/reformasi-birokrasi/", {"tahun": "2022"})

    assert (response.status_code, response["Location"]) == (302, ADDRESS)


def test_reform_address_stays_friendly_when_nothing_is_published(client, office):
    response = client.get("/9001/reformasi-birokrasi/")

    assert response.status_code == 200
    assert "Belum ada rencana yang diterbitkan" in text_of(response)


def test_missing_and_hidden_look_the_same_when_asked_for(client, plan):
    PlanFactory(office=plan.office, year=2021, is_published=False)
    hidden = PlanFactory(office=OfficeFactory(code="9009", is_active=False), year=2022, is_published=True)
    answers = [
        client.get(address)
        for address in (
            "/9999/",
            f"/{hidden.office.code}/",
            "/9001/reformasi-birokrasi/2021/",
            "/9001/reformasi-birokrasi/2020/",
            "/9001/reformasi-birokrasi/?tahun=2021",
            "/9001/reformasi-birokrasi/?tahun=x",
            "/9001/reformasi-birokrasi/2021/data.csv",
            "/9001/reformasi-birokrasi/2022/data.xml",
        )
    ]

    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1


def test_open_data_is_a_table_when_csv(client, plan):
    response = client.get(f"{ADDRESS}data.csv")
    lines = response.content.decode("utf-8-sig").splitlines()

    assert (response["Content-Type"], response["Access-Control-Allow-Origin"]) == ("text/csv; charset=utf-8", "*")
    assert response["Content-Disposition"] == 'attachment; filename="rencana-aksi-rb-9001-2022.csv"'
    assert [line.split(",")[0] for line in lines] == ["kode", "1.1.1", "2.1.1"]


def test_open_data_has_the_importers_shape_when_json(client, plan):
    data = json.loads(client.get(f"{ADDRESS}data.json").content)

    rows = [row["code"] for area in data["areas"] for each in area["activities"] for row in each["subactivities"]]
    assert rows == ["1.1.1", "2.1.1"]
    assert len(data["remarks"]) == 1


PUBLIC = (
    "/9001/",
    "/9001/reformasi-birokrasi/",
    ADDRESS,
    f"{ADDRESS}data.csv",
    f"{ADDRESS}data.json",
    f"/en{ADDRESS}",
    "/robots.txt",
)


@pytest.mark.parametrize("address", PUBLIC)
def test_public_page_is_cacheable_and_sets_no_cookie_when_read(client, plan, address):
    response = client.get(address)

    assert response.status_code == 200
    assert response["Cache-Control"] == "public, max-age=300"
    assert response.cookies == {}
    assert "cookie" not in response.get("Vary", "").lower()


@pytest.mark.parametrize("address", PUBLIC)
def test_public_page_is_the_same_and_cacheable_when_staff_read_it(client, plan, address):
    for_all = client.get(address).content
    client.force_login(RoleAssignmentFactory(office=plan.office, user__must_change_password=True).user)

    response = client.get(address)

    assert (response.status_code, response.content) == (200, for_all)
    assert "cookie" not in response.get("Vary", "").lower()


@pytest.mark.parametrize("address", PUBLIC)
def test_public_page_answers_not_modified_when_asked_again(client, plan, address):
    tag = client.get(address)["ETag"]

    again = client.get(address, headers={"If-None-Match": tag})

    assert (again.status_code, again.content) == (304, b"")


def test_public_page_is_sent_anew_when_the_plan_changed(client, plan):
    tag = client.get(ADDRESS)["ETag"]
    add_rows(plan, 1)

    assert client.get(ADDRESS, headers={"If-None-Match": tag}).status_code == 200


def test_public_page_refuses_when_something_is_sent(client, plan):
    assert client.post(ADDRESS).status_code == 405


@pytest.mark.parametrize(
    ("address", "budget"), [("/9001/", 20), (ADDRESS, 10), ("/9001/reformasi-birokrasi/2022/data.csv", 9)]
)
def test_query_count_stays_when_rows_are_added(client, plan, address, budget, django_assert_max_num_queries):
    add_rows(plan, 1)
    with django_assert_max_num_queries(budget) as few:
        client.get(address)
    AreaFactory(plan=plan, no=4)
    activity = ActivityFactory(area=AreaFactory(plan=plan, no=5), position=1)
    for position in (1, 2, 3):
        SubactivityFactory(activity=activity, position=position)
    with django_assert_max_num_queries(budget) as many:
        client.get(address)

    assert len(many) == len(few)


def test_english_page_is_marked_and_leads_back_when_read(client, plan):
    html = client.get(f"/en{ADDRESS}").content.decode()

    assert '<html lang="en">' in html
    assert f'<a href="{ADDRESS}" lang="id" hreflang="id">Bahasa Indonesia</a>' in html
    assert '<th scope="row" class="txt" lang="id">Menyusun rencana' in html


def test_indonesian_page_leads_to_the_english_one_when_read(client, plan):
    html = client.get(ADDRESS, {"bulan": "6"}).content.decode()

    assert f'<a href="/en{ADDRESS}?bulan=6" lang="en" hreflang="en">English</a>' in html


def test_icon_is_found_when_a_browser_asks_by_habit(client):
    response = client.get("/favicon.ico")

    assert (response.status_code, response["Location"]) == (302, "/static/ui/favicon.svg")


def test_robots_stay_out_of_the_staff_pages_and_find_the_legal_documents_when_they_ask(client, settings):
    office = OfficeFactory()
    OfficeFactory(is_active=False)
    assert client.get("/robots.txt").content.decode().splitlines() == [
        "User-agent: *",
        "Disallow: /meja/",
        "Disallow: /masuk/",
        f"Sitemap: {settings.SITE_URL}/{office.code}/jdih/sitemap.xml",
    ]
