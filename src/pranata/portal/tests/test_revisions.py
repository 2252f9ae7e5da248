"""What the public sees of a plan's life: the plan in force, its decree, how often it was changed."""

import re
from datetime import date

import pytest

from pranata.base.org.tests.factories import OfficeFactory
from pranata.base.people.tests.factories import PersonFactory
from pranata.engines.plan.tests.factories import ActivityFactory, AreaFactory, PlanFactory, SubactivityFactory

pytestmark = pytest.mark.django_db

ADDRESS = "/9001/reformasi-birokrasi/2022/"


@pytest.fixture
def office():
    return OfficeFactory(code="9001", name="KPU Kabupaten Contoh")


def plan_with_row(text, **values):
    """A plan of 2022 with one row that says ``text``."""
    plan = PlanFactory(year=2022, **values)
    SubactivityFactory(activity=ActivityFactory(area=AreaFactory(plan=plan, no=1), position=1), position=1, text=text)
    return plan


@pytest.fixture
def amended(office):
    """Original and amendment replaced, a correction in force and published, a draft that waits."""
    for number, (kind, status) in enumerate(
        [("original", "superseded"), ("amendment", "superseded"), ("correction", "adopted"), ("amendment", "draft")],
        start=1,
    ):
        plan_with_row(
            f"Isi revisi {number}",
            office=office,
            revision=number,
            kind=kind,
            status=status,
            is_published=status == "adopted",
            document__number=f"{number}/CONTOH",
            document__issued_on=date(2022, number, 1),
        )


def text_of(response) -> str:
    return " ".join(re.sub("<[^>]+>", " ", response.text).split())


def test_plan_names_its_decree_when_adopted(client, office):
    decree = {"document__number": "1/CONTOH", "document__issued_on": date(2022, 1, 17)}
    plan_with_row("Isi", office=office, status="adopted", is_published=True, **decree)

    words = text_of(client.get(ADDRESS))

    assert "✓ ditetapkan" in words
    assert "Ditetapkan dengan Keputusan Nomor 1/CONTOH tanggal 17 Januari 2022." in words
    assert ("belum disahkan" in words, "Telah diubah" in words, "Bagaimana keputusan" in words) == (False, False, False)
    assert "Ditetapkan dengan Keputusan Nomor 1/CONTOH." in text_of(client.get("/9001/"))


def test_plan_says_that_its_year_is_over_when_closed(client, office):
    plan_with_row("Isi", office=office, status="closed", is_published=True)

    words = text_of(client.get(ADDRESS))

    assert "✓ ditetapkan tahun sudah ditutup" in words


def test_plan_is_called_a_draft_when_it_was_written_here(client, office):
    plan_with_row("Isi", office=office, is_published=True)

    assert "? Rancangan, belum ditetapkan" in text_of(client.get(ADDRESS))
    assert "Rencananya masih rancangan." in text_of(client.get("/9001/"))


def test_decrees_are_listed_when_the_plan_was_changed(client, amended):
    response = client.get(ADDRESS)

    assert "Telah diubah 2 kali." in text_of(response)
    assert re.findall(r"<li>(\w+: Keputusan Nomor [^<]+)</li>", response.text) == [
        "Penetapan: Keputusan Nomor 1/CONTOH, 1 Januari 2022",
        "Perubahan: Keputusan Nomor 2/CONTOH, 1 Februari 2022",
        "Ralat: Keputusan Nomor 3/CONTOH, 1 Maret 2022",
    ]


@pytest.mark.parametrize("address", ["/9001/", ADDRESS, f"{ADDRESS}data.csv", f"{ADDRESS}data.json", f"/en{ADDRESS}"])
def test_no_page_shows_replaced_revisions_and_drafts_when_read(client, amended, address):
    shown = client.get(address).content.decode()

    assert [number for number in (1, 2, 4) if f"Isi revisi {number}" in shown] == []
    assert "4/CONTOH" not in shown


def test_plan_of_an_agent_is_not_there_when_it_is_marked_published(client, office):
    agent = PersonFactory(office=office, name="Agen Contoh")
    plan_with_row("Isi agen", office=office, agent=agent, status="adopted", is_published=True)

    assert client.get(ADDRESS).status_code == 404
    assert "Agen Contoh" not in client.get("/9001/").text


def test_plan_is_not_there_when_only_a_replaced_revision_is_marked_published(client, office):
    plan_with_row("Isi", office=office, status="superseded", is_published=True)

    assert client.get(ADDRESS).status_code == 404


def test_query_count_stays_when_revisions_are_added(client, office, django_assert_max_num_queries):
    plan_with_row("Isi", office=office, revision=2, kind="amendment", status="adopted", is_published=True)
    PlanFactory(office=office, status="superseded")
    with django_assert_max_num_queries(11) as few:
        client.get(ADDRESS)
    for number in (3, 4, 5):
        PlanFactory(office=office, revision=number, kind="amendment", status="superseded")
    with django_assert_max_num_queries(11) as many:
        client.get(ADDRESS)

    assert len(many) == len(few)


def test_changed_plan_sets_no_cookie_and_may_be_kept_when_read(client, amended):
    response = client.get(ADDRESS)

    assert (response["Cache-Control"], response.cookies) == ("public, max-age=300", {})
