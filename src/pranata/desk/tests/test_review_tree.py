import re

import pytest

from pranata.engines.plan.actions import rows
from pranata.engines.plan.models import Activity, Area
from pranata.engines.plan.tests.factories import ActivityFactory, AreaFactory, RemarkFactory, SubactivityFactory

pytestmark = pytest.mark.django_db

PLAN = "/meja/9001/rencana-aksi/2022/"


@pytest.fixture
def activity(plan):
    """Activity 1.1."""
    return Activity.objects.get(area__plan=plan, area__no=1)


def names(plan):
    found = Activity.objects.filter(area__plan=plan).order_by("area__no", "position")
    return [(each.area.no, each.no, each.name) for each in found.select_related("area")]


def seen(response):
    return re.search(r'name="seen" value="([^"]+)"', response.text)[1]


def test_tree_shows_every_row_with_its_editor(client, plan, secretary):
    html = client.get(f"{PLAN}susunan/").text

    assert re.findall(r'href="([^"]+/ubah/)\?dari=susunan"', html) == [f"{PLAN}1.1.1/ubah/", f"{PLAN}2.1.1/ubah/"]


def test_tree_costs_the_same_when_the_plan_grows(client, plan, secretary, django_assert_max_num_queries):
    client.get(f"{PLAN}susunan/")
    with django_assert_max_num_queries(9) as few:
        client.get(f"{PLAN}susunan/")
    for no in (3, 4, 5):
        SubactivityFactory(activity=ActivityFactory(area=AreaFactory(plan=plan, no=no), position=1), position=1)

    with django_assert_max_num_queries(9) as many:
        client.get(f"{PLAN}susunan/")

    assert len(many) == len(few)


def test_activity_is_added_at_the_end_of_its_area(client, plan, secretary):
    area = plan.areas.get(no=1)

    response = client.post(f"{PLAN}area/{area.pk}/kegiatan/", {"no": "2", "name": "Kegiatan\nbaru"})

    assert response["Location"] == f"{PLAN}susunan/"
    assert names(plan)[1] == (1, "2", "Kegiatan baru")


def test_activity_is_renamed_and_its_remark_settled(client, plan, activity, secretary):
    remark = RemarkFactory(plan=plan, position=9, subject="1.1")
    page = client.get(f"{PLAN}kegiatan/{activity.pk}/?catatan={remark.pk}")

    sent = {"no": "1", "name": "Nama baru", "seen": seen(page), "selesai": remark.pk}
    response = client.post(f"{PLAN}kegiatan/{activity.pk}/", sent)

    remark.refresh_from_db()
    assert (names(plan)[0], remark.status) == ((1, "1", "Nama baru"), "corrected")
    assert response["Location"] == f"{PLAN}catatan/"


def test_late_writer_sees_the_name_somebody_else_gave(client, plan, activity, secretary):
    mark = seen(client.get(f"{PLAN}kegiatan/{activity.pk}/"))
    rows.edit_activity(activity, name="Nama orang lain", no="1", by=secretary)

    sent = {"no": "1", "name": "Nama saya", "seen": mark}
    response = client.post(f"{PLAN}kegiatan/{activity.pk}/", sent)
    stored = names(plan)[0]
    client.post(f"{PLAN}kegiatan/{activity.pk}/", {**sent, "seen": seen(response)})

    assert (response.status_code, stored) == (409, (1, "1", "Nama orang lain"))
    assert "<b>1. Nama orang lain</b>" in response.text
    assert "Nama saya</textarea>" in response.text
    assert names(plan)[0] == (1, "1", "Nama saya")


def test_activity_is_removed_only_when_it_has_no_rows(client, plan, activity, secretary):
    empty = ActivityFactory(area=activity.area, position=2, name="Kosong")

    asked = client.get(f"{PLAN}kegiatan/{empty.pk}/hapus/")
    client.post(f"{PLAN}kegiatan/{empty.pk}/hapus/")
    refused = client.post(f"{PLAN}kegiatan/{activity.pk}/hapus/", follow=True)

    assert "Kosong" in asked.text
    assert [name for _no, _printed, name in names(plan)] == ["Kegiatan 1", "Kegiatan 2"]
    assert "Kegiatan ini masih memuat subkegiatan" in refused.text


def test_remark_does_not_pass_to_another_activity_when_its_own_is_removed(client, plan, activity, secretary):
    gone = ActivityFactory(area=activity.area, position=2)
    ActivityFactory(area=activity.area, position=3, name="Menjadi 1.2")
    remark = RemarkFactory(plan=plan, position=9, subject="1.2")

    client.post(f"{PLAN}kegiatan/{gone.pk}/hapus/")

    remark.refresh_from_db()
    assert (remark.subject, remark.status) == ("1", "corrected")


def test_area_is_added_renamed_and_removed(client, plan, secretary):
    client.post(f"{PLAN}area/tambah/", {"no": "9", "name": "Area baru"})
    area = plan.areas.get(no=9)
    page = client.get(f"{PLAN}area/{area.pk}/")
    client.post(f"{PLAN}area/{area.pk}/", {"name": "Area lain", "seen": seen(page)})
    renamed = plan.areas.get(no=9).name
    client.post(f"{PLAN}area/{area.pk}/hapus/")

    assert renamed == "Area lain"
    assert not Area.objects.filter(pk=area.pk).exists()


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"no": "1", "name": "Lagi"}, "Area 1 sudah ada."),
        ({"no": "100", "name": "Terlalu besar"}, "99"),
        ({"no": "5", "name": " "}, "Bidang ini tidak boleh kosong."),
    ],
)
def test_area_is_asked_again_when_it_cannot_be(client, plan, secretary, values, words):
    response = client.post(f"{PLAN}area/tambah/", values)

    assert response.status_code == 422
    assert words in response.text
    assert plan.areas.count() == 2


def test_area_with_activities_stays(client, plan, secretary):
    area = plan.areas.get(no=1)

    response = client.post(f"{PLAN}area/{area.pk}/hapus/", follow=True)

    assert "Area ini masih memuat kegiatan" in response.text
    assert plan.areas.count() == 2


def test_remark_of_a_removed_area_is_settled(client, plan, secretary):
    area = AreaFactory(plan=plan, no=7)
    remark = RemarkFactory(plan=plan, position=9, subject="7")

    client.post(f"{PLAN}area/{area.pk}/hapus/")

    remark.refresh_from_db()
    assert (remark.subject, remark.status) == ("", "corrected")
