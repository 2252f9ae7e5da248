import re

import pytest

from pranata.desk.review.actions import save_row
from pranata.engines.plan.actions import rows
from pranata.engines.plan.actions.guards import row_token
from pranata.engines.plan.actions.rows import RowContent
from pranata.engines.plan.models import Indicator, Plan, Subactivity
from pranata.engines.plan.tests.factories import ActivityFactory, IndicatorFactory, SubactivityFactory

pytestmark = pytest.mark.django_db

PLAN = "/meja/9001/rencana-aksi/2022/"


@pytest.fixture
def row(plan):
    """Row 1.1.1 with one indicator; 1.1.2 stands below it."""
    found = plan.subactivities.get(code="1.1.1")
    SubactivityFactory(activity=found.activity, position=2, text="Baris kedua")
    return found


def sent(row, *indicators, **changes):
    """What the editor of ``row`` sends: its values with ``changes``, and ``indicators`` as dictionaries."""
    forms = indicators or tuple({"pk": each.pk, "text": each.text} for each in row.indicators.all())
    values = {"seen": row_token(row), "row": row.pk, "text": row.text, "no": row.no, "months": row.months, **changes}
    values |= {"indikator-TOTAL_FORMS": len(forms), "indikator-INITIAL_FORMS": row.indicators.count()}
    for position, form in enumerate(forms):
        values |= {f"indikator-{position}-{name}": value for name, value in form.items()}
    return values


def content(row):
    row.refresh_from_db()
    return row.text, row.no, row.months, list(row.indicators.values_list("text", "month_bits"))


def test_row_is_saved_with_its_months_and_indicators(client, row, secretary):
    kept = row.indicators.get()
    Indicator.objects.filter(pk=kept.pk).update(note="Catatan kantor")
    indicators = (
        {"pk": kept.pk, "text": "Rencana  tersusun\nlengkap", "months": [2]},
        {"text": "Rencana dibagikan"},
        {"text": ""},
    )

    response = client.post(f"{PLAN}1.1.1/ubah/", sent(row, *indicators, text="Menyusun", no="a", months=[2, 3]))

    expected = [("Rencana tersusun lengkap", 0b10), ("Rencana dibagikan", None)]
    assert response["Location"] == f"{PLAN}1.1.1/"
    assert content(row) == ("Menyusun", "a", [2, 3], expected)
    assert Indicator.objects.get(pk=kept.pk).note == "Catatan kantor"


def test_indicator_is_removed_when_its_box_is_ticked(client, row, secretary):
    kept = row.indicators.get()

    client.post(f"{PLAN}1.1.1/ubah/", sent(row, {"pk": kept.pk, "text": "", "DELETE": "on"}))

    assert content(row)[3] == []


def test_indicator_has_no_months_of_its_own_when_they_are_those_of_the_row(client, row, secretary):
    client.post(f"{PLAN}1.1.1/ubah/", sent(row, {"text": "Sama", "months": [1]}))

    assert content(row)[3] == [("Sama", None)]


def test_remark_is_marked_corrected_when_its_box_is_ticked(client, plan, secretary):
    row = plan.subactivities.get(code="2.1.1")
    first, second = plan.remarks.filter(subject="2.1.1")
    page = client.get(f"{PLAN}2.1.1/ubah/?catatan={first.pk}&dari=catatan").text

    response = client.post(f"{PLAN}2.1.1/ubah/", sent(row, selesai=[first.pk], dari="catatan"))

    first.refresh_from_db()
    second.refresh_from_db()
    ticked = re.findall(r'name="selesai" value="(\d+)" form="ubah" checked', page)
    assert ticked == [str(first.pk)]
    assert response["Location"] == f"{PLAN}catatan/#baris-2.1.1"
    assert (first.status, first.decided_by, second.status) == ("corrected", secretary, "open")


def test_editor_shows_what_is_printed_and_two_empty_indicators(client, plan, secretary):
    html = client.get(f"{PLAN}2.1.1/ubah/").text

    assert "1. Survei" in html
    assert re.findall(r'<textarea name="(indikator-\d+-text)"', html) == ["indikator-0-text", "indikator-1-text"]


def test_more_indicators_are_offered_and_nothing_is_lost_when_asked_for(client, row, secretary):
    response = client.post(f"{PLAN}1.1.1/ubah/", sent(row, text="Sedang diketik", tambah="1"))

    fields = re.findall(r'<textarea name="(indikator-\d+-text)"', response.text)
    assert (response.status_code, len(fields)) == (200, 3)
    assert "Sedang diketik" in response.text
    assert content(row)[0] == "Menyusun rencana"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"text": " "}, "Bidang ini tidak boleh kosong."),
        ({"months": [13]}, "13"),
        ({"indikator": {"text": "Di luar", "months": [5]}}, "Bulan indikator 1 berada di luar bulan subkegiatannya."),
        ({"indikator": {"pk": 1, "text": "", "months": [1]}}, "Isi indikator ini, atau centang"),
    ],
)
def test_row_comes_back_with_the_reason_when_it_cannot_be_saved(client, row, secretary, changes, words):
    indicators = [changes.pop("indikator")] if "indikator" in changes else []

    response = client.post(f"{PLAN}1.1.1/ubah/", sent(row, *indicators, **changes))

    assert response.status_code == 422
    assert words in response.text
    assert content(row)[0] == "Menyusun rencana"


def test_late_writer_sees_what_the_other_wrote_and_may_replace_it(client, row, secretary):
    late = sent(row, {"text": "Indikator saya"}, text="Tulisan saya", months=[1, 4])
    rows.edit_row(row, RowContent("Tulisan orang lain", months=frozenset([7])), seen=row_token(row), by=secretary)

    response = client.post(f"{PLAN}1.1.1/ubah/", late)
    first = content(row)
    seen = re.search(r'name="seen" value="([^"]+)"', response.text)[1]
    again = client.post(f"{PLAN}1.1.1/ubah/", {**late, "seen": seen})

    assert response.status_code == 409
    assert first == ("Tulisan orang lain", "", [7], [])
    assert "<dd>Tulisan orang lain</dd>" in response.text
    assert "<dd>Juli</dd>" in response.text
    assert "Tulisan saya</textarea>" in response.text
    assert "Indikator saya</textarea>" in response.text
    assert (again.status_code, content(row)) == (302, ("Tulisan saya", "1", [1, 4], [("Indikator saya", None)]))


def test_other_row_stays_as_it_is_when_the_codes_moved_meanwhile(client, row, secretary):
    second = Subactivity.objects.get(code="1.1.2")
    late = sent(second, text="Untuk baris kedua")
    rows.move_row(second, activity=second.activity, position=1, by=secretary)

    response = client.post(f"{PLAN}1.1.2/ubah/", late)

    assert response.status_code == 409
    assert f'action="{PLAN}1.1.1/ubah/"' in response.text
    assert content(row)[0] == "Menyusun rencana"
    assert content(second)[0] == "Baris kedua"


def test_what_was_typed_stays_when_the_row_is_gone(client, row, secretary):
    late = sent(row, text="Kalimat yang sayang hilang")
    rows.remove_row(row, by=secretary)

    response = client.post(f"{PLAN}1.1.1/ubah/", late)

    assert response.status_code == 409
    assert "Baris ini sudah dihapus orang lain." in response.text
    assert '<p class="typed">Kalimat yang sayang hilang</p>' in response.text


@pytest.mark.parametrize("page", ["1.1.1/ubah/", "1.1.1/hapus/", "1.1.1/pindah/", "susunan/", "naskah/"])
def test_adopted_plan_is_not_changed_and_says_how(client, plan, row, secretary, page):
    late = sent(row, text="Terlambat diketik")
    Plan.objects.filter(pk=plan.pk).update(status="adopted")

    shown, refused = client.get(f"{PLAN}{page}"), client.post(f"{PLAN}{page}", late)

    assert (shown.status_code, refused.status_code) == (409, 409)
    assert "Isinya hanya berubah lewat perubahan atau ralat" in shown.text
    assert "Terlambat diketik" in refused.text
    assert content(row)[0] == "Menyusun rencana"


@pytest.mark.parametrize(
    "page", ["1.1.1/ubah/", "1.1.1/hapus/", "1.1.1/pindah/", "susunan/", "naskah/", "area/tambah/"]
)
def test_draft_is_changed_by_nobody_without_the_right(client, plan, staff, page):
    assert (client.get(f"{PLAN}{page}").status_code, client.post(f"{PLAN}{page}").status_code) == (403, 403)


@pytest.mark.parametrize("page", ["1.1.1/ubah/", "susunan/", "naskah/", "area/tambah/"])
def test_draft_is_not_there_for_a_stranger(client, plan, stranger, page):
    assert client.get(f"{PLAN}{page}").status_code == 404


@pytest.mark.parametrize("page", ["9.9.9/ubah/", "9.9.9/hapus/", "area/999/", "kegiatan/999/", "kegiatan/999/baris/"])
def test_page_is_not_there_when_the_plan_has_no_such_part(client, plan, secretary, page):
    assert client.get(f"{PLAN}{page}").status_code == 404


def test_row_moves_to_another_activity(client, plan, row, secretary):
    target = ActivityFactory(area=plan.areas.get(no=2), position=2)

    response = client.post(f"{PLAN}1.1.1/pindah/", {"row": row.pk, "activity": target.pk, "position": ""})

    row.refresh_from_db()
    assert (row.activity, row.code) == (target, "2.2.1")
    assert response["Location"] == f"{PLAN}susunan/#baris-2.2.1"


def test_move_is_asked_again_when_the_activity_is_of_another_plan(client, row, secretary):
    other = ActivityFactory()

    response = client.post(f"{PLAN}1.1.1/pindah/", {"row": row.pk, "activity": other.pk})

    assert response.status_code == 422
    assert content(row)[0] == "Menyusun rencana"


def test_row_is_removed_after_a_question_and_its_remarks_are_settled(client, plan, secretary):
    row = plan.subactivities.get(code="2.1.1")

    asked = client.get(f"{PLAN}2.1.1/hapus/")
    client.post(f"{PLAN}2.1.1/hapus/", {"row": row.pk, "seen": row_token(row)})

    assert "2 catatan pembacaannya dianggap sudah diperbaiki." in asked.text
    assert not Subactivity.objects.filter(pk=row.pk).exists()
    assert list(plan.remarks.values_list("status", flat=True)) == ["corrected", "corrected", "open"]


def test_row_is_not_removed_when_it_changed_since_the_question(client, row, secretary):
    seen = row_token(row)
    rows.edit_row(row, RowContent("Diubah"), seen=seen, by=secretary)

    response = client.post(f"{PLAN}1.1.1/hapus/", {"row": row.pk, "seen": seen})

    assert response.status_code == 409
    assert content(row)[0] == "Diubah"


def test_row_is_added_at_the_end_of_its_activity(client, row, secretary):
    values = {"text": "Baris baru", "months": [12], "indikator-TOTAL_FORMS": 1, "indikator-INITIAL_FORMS": 0}

    response = client.post(
        f"{PLAN}kegiatan/{row.activity_id}/baris/", {**values, "indikator-0-text": "Terlaksana", "no": ""}
    )

    added = Subactivity.objects.get(code="1.1.3")
    assert response["Location"] == f"{PLAN}susunan/#baris-1.1.3"
    assert content(added) == ("Baris baru", "", [12], [("Terlaksana", None)])


def test_nothing_is_saved_when_a_remark_was_decided_meanwhile(plan, secretary):
    row = plan.subactivities.get(code="2.1.1")
    remark = plan.remarks.first()
    stale = plan.remarks.first()
    save_row(row, RowContent("Pertama"), seen=row_token(row), settled=[remark], by=secretary)

    with pytest.raises(Exception, match="correct"):
        save_row(row, RowContent("Kedua"), seen=row_token(row), settled=[stale], by=secretary)

    assert content(row)[0] == "Pertama"


def test_editor_costs_the_same_when_the_plan_grows(client, row, secretary, django_assert_max_num_queries):
    client.get(f"{PLAN}1.1.1/ubah/")
    with django_assert_max_num_queries(18) as few:
        client.get(f"{PLAN}1.1.1/ubah/")
    for position in range(3, 6):
        IndicatorFactory(subactivity=SubactivityFactory(activity=row.activity, position=position))
        IndicatorFactory(subactivity=row, position=position)

    with django_assert_max_num_queries(18) as many:
        client.get(f"{PLAN}1.1.1/ubah/")

    assert len(many) == len(few)
