"""What anyone reads by API: what is published, cacheable, without a cookie; nothing of an office that is not active."""

from datetime import date

import pytest

from pranata.api.tests.programs import codes
from pranata.areas.process.public_information.tests.factories import PublicInformationFactory
from pranata.base.access.tests.factories import UserFactory
from pranata.base.org.tests.factories import OfficeFactory
from pranata.engines.evidence.tests.factories import EvidenceFactory
from pranata.engines.plan.models import Plan
from pranata.engines.reports.models import Publication
from pranata.engines.reports.tests.factories import IssuedReportFactory

pytestmark = pytest.mark.django_db
PUBLIC = "/api/v1/public"
OFFICE = f"{PUBLIC}/offices/9999"


@pytest.fixture
def published(row):
    Plan.objects.update(is_published=True)
    return row.plan


def test_active_offices_are_listed_by_code(client, office):
    OfficeFactory(code="9998", is_active=False)

    said = client.get(f"{PUBLIC}/offices").json()

    assert [(each["code"], each["name"], each["time_zone"]) for each in said["items"]] == [
        ("9999", "KPU Kabupaten Contoh", "Asia/Jakarta")
    ]
    assert codes(client.get(f"{PUBLIC}/offices/9998")) == (404, "not_found")


def test_published_plan_is_read_with_its_states(client, published):
    heads = client.get(f"{OFFICE}/plans").json()
    plan = client.get(f"{OFFICE}/plans/2022").json()

    assert [(each["year"], each["status"]) for each in heads] == [(2022, "adopted")]
    assert plan["areas"][0]["name"] == "Area contoh 1"
    assert [(each["code"], each["months"], each["indicators"]) for each in plan["rows"]] == [
        ("1.1.1", [6], ["Adanya laporan"])
    ]
    assert plan["rows"][0]["states"].count("empty") == 11


def test_plan_that_is_not_published_does_not_exist(client, row):
    answers = [client.get(f"{OFFICE}/plans/{year}") for year in (2022, 1901)]

    assert client.get(f"{OFFICE}/plans").json() == []
    assert [codes(each) for each in answers] == [(404, "not_found")] * 2
    assert answers[0].content == answers[1].content


def test_published_evidence_is_listed_and_no_other(client, office):
    shown = EvidenceFactory(office=office, title="Notulen", published_on=date(2022, 6, 1))
    EvidenceFactory(office=office)

    said = client.get(f"{OFFICE}/evidence").json()

    assert [(each["id"], each["title"], each["proves"]) for each in said["items"]] == [(shown.pk, "Notulen", [])]


def test_reports_are_listed_as_far_as_they_are_shown(client, office):
    IssuedReportFactory(office=office, publication=Publication.LISTED, period="2022-05")
    IssuedReportFactory(office=office, publication=Publication.OFFERED, period="2022-06")
    IssuedReportFactory(office=office, period="2022-07")

    said = client.get(f"{OFFICE}/reports").json()["items"]

    assert {each["period"]: bool(each["file"]) for each in said} == {"2022-05": False, "2022-06": True}


def test_register_is_read_by_its_public_columns(client, office):
    item = PublicInformationFactory(office=office, is_published=True)

    registers = {each["code"]: each for each in client.get(f"{OFFICE}/registers").json()}
    said = client.get(f"{OFFICE}/registers/informasi-publik").json()

    columns = [each["name"] for each in registers["informasi-publik"]["columns"]]
    assert registers["informasi-publik"]["count"] == said["count"] == 1
    assert (said["items"][0]["id"], list(said["items"][0]["values"])) == (item.pk, columns)


def test_register_nobody_declared_is_not_found(client, office):
    assert codes(client.get(f"{OFFICE}/registers/tidak-ada")) == (404, "not_found")


def test_due_day_is_explained(client, db):
    said = client.get(f"{PUBLIC}/clocks/information_requests.answer", {"on": "2022-04-26"}).json()

    assert (said["due"], said["amount"], said["unit"]) == ("2022-05-19", 10, "working_day")
    assert (said["steps"][0]["step"], "2022" in said["text"]) == ("started", True)


def test_clocks_are_listed_with_their_basis(client, db):
    found = {each["name"]: each for each in client.get(f"{PUBLIC}/clocks").json()}

    assert "UU 14/2008" in found["information_requests.answer"]["basis"]


@pytest.mark.parametrize("query", [{"on": "kemarin"}, {"on": "1850-01-01"}, {"at": "9999-12-31T00:00:00"}])
def test_due_day_of_an_impossible_start_is_refused(client, db, query):
    answer = client.get(f"{PUBLIC}/clocks/information_requests.answer", query)

    assert (codes(answer), answer.json()["fields"][0]["field"]) == ((422, "invalid"), *query)


def test_open_data_is_kept_by_caches_and_sets_no_cookie(client, published):
    client.force_login(UserFactory())  # the cookie of a browser is not even read
    answer = client.get(f"{OFFICE}/plans/2022")
    again = client.get(f"{OFFICE}/plans/2022", headers={"If-None-Match": answer["ETag"]})

    assert (answer["Cache-Control"], answer["Access-Control-Allow-Origin"]) == (
        "public, max-age=0, must-revalidate",
        "*",
    )
    assert ("Cookie" in answer.get("Vary", ""), answer.cookies.output()) == (False, "")
    assert (again.status_code, again.content) == (304, b"")


def test_head_of_an_answer_is_had_without_its_body(client, published):
    whole, head = (ask(f"{OFFICE}/plans/2022") for ask in (client.get, client.head))

    assert (head.status_code, head["ETag"], head.content) == (200, whole["ETag"], b"")


def test_address_that_is_none_is_refused_in_the_same_shape(client, db):
    answers = [client.get("/api/v1/tidak/ada"), client.post(f"{PUBLIC}/offices")]

    assert [codes(each) for each in answers] == [(404, "not_found"), (405, "method_not_allowed")]
    assert answers[1]["Allow"] == "GET"


def test_description_names_every_operation_and_its_page_shows_them(client, db):
    described = client.get("/api/v1/openapi.json").json()
    page = client.get("/api/v1/").content.decode()

    operations = [(method.upper(), path) for path, found in described["paths"].items() for method in found]
    assert ("PUT", "/api/v1/offices/{code}/plans/{plan_key}/subactivities/{row}/months/{month}") in operations
    assert [path for method, path in operations if f"{method} {path}" not in page] == []
    assert described["components"]["securitySchemes"] == {"PersonalToken": {"type": "http", "scheme": "bearer"}}
