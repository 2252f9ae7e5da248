import io
import json
import re
import zipfile

import pytest

from pranata.base.access.models import RoleAssignment
from pranata.base.access.tests.factories import RoleAssignmentFactory, UserFactory
from pranata.base.org.tests.factories import OfficeFactory
from pranata.engines.cases.registry import kinds
from pranata.engines.plan.tests.factories import (
    ActivityFactory,
    AreaFactory,
    IndicatorFactory,
    PlanFactory,
    RemarkFactory,
    SubactivityFactory,
)

pytestmark = pytest.mark.django_db

MATRIX = "/meja/9001/rencana-aksi/2022/"
HTMX = {"HX-Request": "true"}


def add_rows(plan, area_no, count):
    activity = ActivityFactory(area=AreaFactory(plan=plan, no=area_no), position=1)
    for position in range(1, count + 1):
        row = SubactivityFactory(activity=activity, position=position)
        IndicatorFactory(subactivity=row, position=1)
        RemarkFactory(plan=plan, subject=row.code)


def html_of(response) -> str:
    return response.content.decode()


def heading(response) -> str:
    return re.search("<h1[^>]*>(.*?)</h1>", html_of(response), re.DOTALL)[1].strip()


def codes(response) -> list[str]:
    return re.findall(r'id="baris-([\d.]+)"', html_of(response))


ADDRESSES = (
    "/meja/9001/",
    "/meja/9001/rencana-aksi/",
    MATRIX,
    f"{MATRIX}catatan/",
    f"{MATRIX}1.1.1/",
    f"{MATRIX}unduh/xlsx/",
    f"{MATRIX}unduh/json/",
)


@pytest.mark.parametrize("address", ["/meja/", *ADDRESSES])
def test_visitor_is_sent_to_sign_in_when_asking(client, plan, address):
    response = client.get(address)

    assert (response.status_code, response["Location"]) == (302, f"/masuk/?next={address}")


@pytest.mark.parametrize("address", ADDRESSES)
def test_page_is_not_there_when_the_reader_belongs_elsewhere(client, plan, stranger, address):
    missing = client.get(address.replace("9001", "9999"))
    hidden = client.get(address)

    assert (hidden.status_code, missing.status_code) == (404, 404)
    assert hidden.content == missing.content


@pytest.mark.parametrize("address", ADDRESSES)
def test_page_is_kept_by_no_cache_when_read(client, plan, staff, address):
    response = client.get(address)

    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    assert "private" in response["Cache-Control"]


@pytest.mark.parametrize(
    "address", ["/meja/9001/rencana-aksi/2021/", f"{MATRIX}9.9.9/", f"{MATRIX}unduh/exe/", f"{MATRIX}x/"]
)
def test_page_is_not_there_when_the_address_names_nothing(client, plan, staff, address):
    assert client.get(address).status_code == 404


def test_page_refuses_when_something_is_sent(client, plan, staff):
    assert client.post(MATRIX).status_code == 405


def test_home_leads_to_the_office_when_there_is_one(client, staff):
    response = client.get("/meja/")

    assert (response.status_code, response["Location"]) == (302, "/meja/9001/")


def test_home_lets_choose_when_there_are_several(client, staff):
    RoleAssignmentFactory(user=staff, office=OfficeFactory(code="9003"))

    response = client.get("/meja/")

    assert re.findall(r'class="panel item" href="([^"]+)"', html_of(response)) == ["/meja/9001/", "/meja/9003/"]


def test_office_can_be_changed_when_there_are_several(client, staff):
    before = "Ganti kantor" in html_of(client.get("/meja/9001/"))
    RoleAssignmentFactory(user=staff, office=OfficeFactory(code="9003"))

    assert (before, "Ganti kantor" in html_of(client.get("/meja/9001/"))) == (False, True)


def test_home_says_what_to_do_when_there_is_no_role(client):
    client.force_login(UserFactory())

    assert "Akun Anda belum punya peran di kantor mana pun" in html_of(client.get("/meja/"))


def test_office_is_closed_when_the_role_has_ended(client, plan, staff):
    RoleAssignment.objects.update(valid_to="2020-12-31")

    assert client.get(MATRIX).status_code == 404


def test_desk_counts_open_remarks_when_a_plan_has_some(client, plan, secretary):
    response = client.get("/meja/9001/")

    assert heading(response) == "1 rencana perlu diperiksa"
    assert "3 catatan pembacaan" in html_of(response)


def test_desk_is_honest_when_nothing_waits(client, staff):
    assert "Belum ada pekerjaan di sini" in html_of(client.get("/meja/9001/"))


def test_desk_is_honest_when_plans_have_no_remark(client, office, staff):
    PlanFactory(office=office)

    assert "Tidak ada yang menunggu Anda" in html_of(client.get("/meja/9001/"))


def test_plan_list_names_each_year_when_there_are_several(client, plan, staff):
    PlanFactory(office=plan.office, year=2023, is_published=True)

    html = html_of(client.get("/meja/9001/rencana-aksi/"))

    assert re.findall(r'class="panel item" href="([^"]+)"', html) == [MATRIX.replace("2022", "2023"), MATRIX]


def test_matrix_shows_all_areas_when_none_is_chosen(client, plan, staff):
    response = client.get(MATRIX)

    assert heading(response) == "Rencana Aksi Reformasi Birokrasi 2022"
    assert codes(response) == ["1.1.1", "2.1.1"]


def test_matrix_shows_one_area_when_it_is_chosen(client, plan, staff):
    response = client.get(MATRIX, {"area": "2"})

    assert heading(response) == "2. Area 2"
    assert codes(response) == ["2.1.1"]
    assert re.findall(r'href="[^"]+area=(\d)" aria-current="page"', html_of(response)) == ["2"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"bulan": "7"}, ["2.1.1"]),
        ({"catatan": "ada"}, ["2.1.1"]),
        ({"catatan": "shared_cell"}, ["2.1.1"]),
        ({"catatan": "error"}, []),
        ({"q": "tersusun"}, ["1.1.1"]),
        ({"area": "99"}, []),
        ({"area": "semua", "bulan": "0", "catatan": "<b>"}, ["1.1.1", "2.1.1"]),
        ({"area": "-1", "bulan": "１"}, ["1.1.1", "2.1.1"]),
    ],
)
def test_matrix_is_narrowed_when_filtered(client, plan, staff, query, expected):
    response = client.get(MATRIX, query)

    assert (response.status_code, codes(response)) == (200, expected)


def test_matrix_says_not_reported_when_the_year_is_closed(client, plan, staff):
    html = html_of(client.get(MATRIX))

    assert html.count('<span class="c unreported" title="tidak dilaporkan">') == 3 + 1  # cells and legend
    assert "tahun sudah lewat" in html


def test_matrix_marks_the_month_when_the_year_runs(client, plan, staff, monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", "2022-07-15")

    html = html_of(client.get(MATRIX))

    assert re.findall(r'<th scope="col" class="now"><abbr title="(\w+)">', html) == ["Juli"]
    assert html.count('<span class="c due" title="jatuh tempo bulan ini">') == 1 + 1


def test_matrix_shows_the_gravest_sign_when_a_row_has_remarks(client, plan, staff):
    row = re.search(r'<tr class="line" id="baris-2\.1\.1">.*?</tr>', html_of(client.get(MATRIX)), re.DOTALL)[0]

    assert '<span class="chip warn" title="meragukan"><i aria-hidden="true">?</i>2' in row


def test_matrix_marks_the_row_when_it_was_interpreted(client, plan, staff):
    html = html_of(client.get(MATRIX))

    assert re.findall(r'<td class="code">([\d.]+)(?:<span class="(\w+)")?', html) == [
        ("1.1.1", ""),
        ("2.1.1", "reading"),
    ]
    assert re.findall('<li><span class="reading".*?<span>(.*?)</span>', html) == [" ditafsirkan, perlu ditinjau"]


def test_matrix_answers_a_part_when_htmx_asks(client, plan, staff):
    response = client.get(MATRIX, {"area": "", "bulan": "6", "catatan": "", "q": ""}, headers=HTMX)
    html = html_of(response)

    assert html.startswith('<div id="matrix"')
    assert re.findall(r'id="(\w+)" hx-swap-oob="true"', html) == ["head", "figures", "areas"]
    assert '<p id="found" hx-swap-oob="innerHTML">1 subkegiatan cocok.' in html
    assert codes(response) == ["2.1.1"]
    assert response["HX-Push-Url"] == f"{MATRIX}?bulan=6"
    assert "HX-Request" in response["Vary"]


def test_matrix_adds_no_step_to_the_history_when_asked_for_again(client, plan, staff):
    here = f"http://testserver{MATRIX}?bulan=6"

    response = client.get(MATRIX, {"bulan": "6"}, headers={**HTMX, "HX-Current-URL": here})

    assert response["HX-Push-Url"] == "false"


def test_matrix_answers_the_whole_page_when_history_is_restored(client, plan, staff):
    response = client.get(MATRIX, headers={**HTMX, "HX-History-Restore-Request": "true"})

    assert html_of(response).startswith("<!doctype html>")


def test_matrix_escapes_what_was_searched_when_hostile(client, plan, staff):
    assert "<script>" not in html_of(client.get(MATRIX, {"q": "<script>"}))


def test_years_can_be_switched_when_there_are_several(client, plan, staff):
    PlanFactory(office=plan.office, year=2021)

    html = html_of(client.get(MATRIX))

    assert re.findall(r'<a href="([^"]+)"(?: aria-current="page")?>(\d{4})</a>', html) == [
        (MATRIX, "2022"),
        ("/meja/9001/rencana-aksi/2021/", "2021"),
    ]


def test_details_are_a_page_when_opened_without_script(client, plan, staff):
    html = html_of(client.get(f"{MATRIX}2.1.1/"))

    assert re.search(r'<h1 class="visually-hidden">(.*?)</h1>', html)[1] == "Subkegiatan 2.1.1"
    assert re.findall(r"<p>([^<]+)</p>", html.partition("<main")[2]) == ["Satu sel.", "Kata terulang."]
    assert re.findall(r"<td>([^<]*)</td>", html) == ["", "1. Survei", "✓", "", "", "✓"]
    assert "perlu ditinjau" in html
    assert "Baris sumber: 12, 13." in html
    assert len(re.findall('class="planned-month"', html)) == 2


def test_details_are_a_part_when_htmx_asks(client, plan, staff):
    response = client.get(f"{MATRIX}1.1.1/", headers=HTMX)
    html = html_of(response)

    assert html.startswith('<article data-code="1.1.1">')
    assert response["HX-Push-Url"] == "false"
    assert "dibaca apa adanya" in html
    assert 'Rencana tersusun <span class="muted">(Januari)</span>' in html


def test_export_has_the_importers_shape_when_json(client, plan, staff):
    response = client.get(f"{MATRIX}unduh/json/")

    assert response["Content-Disposition"] == 'attachment; filename="rencana-aksi-rb-9001-2022.json"'
    assert [area["no"] for area in json.loads(response.content)["areas"]] == [1, 2]


def test_export_is_a_workbook_when_xlsx(client, plan, staff):
    response = client.get(f"{MATRIX}unduh/xlsx/")

    assert response["Content-Disposition"] == 'attachment; filename="rencana-aksi-rb-9001-2022.xlsx"'
    assert zipfile.ZipFile(io.BytesIO(response.content)).testzip() is None


@pytest.mark.parametrize(
    ("address", "budget"),
    [
        ("/meja/9001/", 13 + len(kinds())),
        ("/meja/9001/rencana-aksi/", 8),
        (MATRIX, 11),
        (f"{MATRIX}catatan/", 12),
        (f"{MATRIX}1.1.1/", 14),
    ],
)
def test_query_count_stays_when_rows_are_added(client, plan, staff, address, budget, django_assert_max_num_queries):
    add_rows(plan, 3, 1)
    with django_assert_max_num_queries(budget) as few:
        client.get(address)
    add_rows(plan, 4, 3)
    with django_assert_max_num_queries(budget) as many:
        client.get(address)

    assert len(many) == len(few)
