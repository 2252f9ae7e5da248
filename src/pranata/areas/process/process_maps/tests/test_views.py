"""The pages of an edition and of a process, the print, the forms."""

from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pranata.areas.process.process_maps.actions import attach_picture
from pranata.areas.process.process_maps.models import Picture, ProcessMap
from pranata.areas.process.process_maps.tests.factories import (
    MapEvaluationFactory,
    MapStepFactory,
    ProcessFactory,
    ProcessMapFactory,
    UnitRelationFactory,
)
from pranata.areas.process.process_maps.tests.test_actions import PDF
from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.org.tests.factories import OfficeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def process_map():
    return ProcessMapFactory(name="Peta 2022", valid_from=date(2022, 1, 1))


@pytest.fixture
def editor(client, process_map):
    user = RoleAssignmentFactory(office=process_map.office, role="kasubbag").user
    client.force_login(user)
    return user


def fill(process_map, prefix="KPU.01"):
    """A process with one below it, activities, a relation and an evaluation."""
    said = {"office": process_map.office, "process_map": process_map}
    top = ProcessFactory(**said, code=prefix, name="Tahapan <contoh>")
    ProcessFactory(**said, code=f"{prefix}.01", parent=top, parent_code=top.code)
    MapStepFactory(**said, process=top, number=1, kind="mulai")
    MapStepFactory(**said, process=top, number=2, kind="keputusan", no_number=9)
    UnitRelationFactory(**said, process=top)
    return top


def queries(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(address).status_code == 200
    return len(caught)


def test_first_page_says_how_to_begin_when_there_is_no_map(client):
    assignment = RoleAssignmentFactory(office=OfficeFactory(), role="kasubbag")
    client.force_login(assignment.user)

    page = client.get(f"/meja/{assignment.office.code}/peta-proses/")

    assert "Catat edisi pertama" in page.content.decode()


def test_first_page_shows_the_edition_in_force_when_a_draft_is_newer(client, process_map, editor):
    ProcessMapFactory(office=process_map.office, valid_from=None)

    page = client.get(f"/meja/{process_map.office.code}/peta-proses/")

    assert page.context["map"] == process_map


def test_page_draws_the_map_and_says_the_same_in_tables_when_it_has_processes(client, process_map, editor):
    fill(process_map)
    MapEvaluationFactory(office=process_map.office, process_map=process_map)

    page = client.get(process_map.get_absolute_url())

    html = page.content.decode()
    assert html.count("<svg") - html.count('class="icon"') == 2
    assert "<contoh>" not in html
    assert [(each.process.code, each.level, each.is_leaf) for each in page.context["tree"]] == [
        ("KPU.01", 0, False),
        ("KPU.01.01", 1, True),
    ]
    assert page.context["coverage"].without_sop == ("KPU.01.01",)
    assert ' style="' not in html


def test_page_asks_as_often_for_three_processes_as_for_one(client, process_map, editor):
    fill(process_map)
    few = queries(client, process_map.get_absolute_url())
    fill(process_map, "KPU.02")
    fill(process_map, "KPU.03")

    assert queries(client, process_map.get_absolute_url()) == few


def test_page_of_a_process_names_ways_that_lead_nowhere_when_it_has_some(client, process_map, editor):
    top = fill(process_map)

    page = client.get(top.get_absolute_url())

    assert page.context["lost_ways"] == ["Langkah 2 lanjut ke nomor 9, yang tidak ada."]
    assert page.context["children"][0].code == "KPU.01.01"


def test_pages_are_not_there_when_another_office_asks(client, process_map):
    top = fill(process_map)
    other = RoleAssignmentFactory(office=OfficeFactory(), role="kasubbag")
    client.force_login(other.user)

    for address in (
        process_map.get_absolute_url(),
        top.get_absolute_url(),
        f"{process_map.get_absolute_url()}unduh.pdf",
    ):
        assert client.get(address).status_code == 404


def test_print_is_a_pdf_of_several_pages_when_the_map_has_processes(client, process_map, editor):
    fill(process_map)

    answer = client.get(f"{process_map.get_absolute_url()}unduh.pdf")

    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-1.7")


def test_print_is_not_there_when_the_map_is_empty(client, process_map, editor):
    assert client.get(f"{process_map.get_absolute_url()}unduh.pdf").status_code == 404


def test_copy_leads_to_the_new_edition_and_a_taken_name_comes_back(client, process_map, editor):
    address = f"{process_map.get_absolute_url()}salin/"

    taken = client.post(address, {"name": "Peta 2022"})
    made = client.post(address, {"name": "Peta 2023"})

    assert taken.status_code == 422
    assert taken.context["form"].non_field_errors() == ["Nama peta ini sudah dipakai."]
    assert made.headers["Location"] == ProcessMap.objects.get(name="Peta 2023").get_absolute_url()


def test_a_drawing_is_attached_shown_and_removed_when_the_editor_does_so(client, process_map, editor):
    top = fill(process_map)
    sent = client.post(
        f"{top.get_absolute_url()}gambar/", {"title": "Subproses", "upload": ContentFile(PDF, "peta.pdf")}
    )
    picture = Picture.objects.get()
    address = f"/meja/{process_map.office.code}/peta-proses/gambar/{picture.pk}/"

    assert (sent.headers["Location"], picture.process) == (top.get_absolute_url(), top)
    assert b"".join(client.get(address).streaming_content) == PDF
    assert client.post(f"{address}hapus/").headers["Location"] == top.get_absolute_url()
    assert Picture.objects.count() == 0


def test_a_drawing_is_refused_at_its_field_when_it_is_a_table(client, process_map, editor):
    answer = client.post(
        f"{process_map.get_absolute_url()}gambar/", {"title": "Peta", "upload": ContentFile(b"a,b\n1,2\n", "peta.csv")}
    )

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["upload"]


def test_who_may_only_look_writes_nothing_when_asking(client, process_map, editor):
    picture = attach_picture(process_map, ContentFile(PDF, "peta.pdf"), title="Peta", by=editor)
    client.force_login(RoleAssignmentFactory(office=process_map.office, role="assessor").user)
    place = f"/meja/{process_map.office.code}/peta-proses/"

    for address in (f"{place}{process_map.pk}/salin/", f"{place}gambar/{picture.pk}/hapus/"):
        assert client.post(address, {"name": "Peta 2023"}).status_code == 403
    assert (Picture.objects.count(), ProcessMap.objects.count()) == (1, 1)
