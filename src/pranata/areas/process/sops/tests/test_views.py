"""The pages for staff: what they show, what they write, whom they refuse."""

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pranata.areas.process.sops.actions.tables import rows_of, table_token, write_table
from pranata.areas.process.sops.imports import write_steps
from pranata.areas.process.sops.models import CRITERIA, Status
from pranata.areas.process.sops.tests.conftest import ACTORS, ROWS
from pranata.areas.process.sops.tests.factories import EvaluationFactory, MonitoringFactory, SopFactory
from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.engines.followups.models import FollowUp


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def desk(writer):
    return client_of(writer)


def address(sop, part=""):
    return f"/meja/{sop.office.code}/sop/{sop.pk}/{part}"


def table_data(sop, do="save", **changes):
    """What the editing page sends for the table as it stands."""
    rows = rows_of(sop)
    data = {"seen": table_token(sop), "count": len(rows), "actors": "\n".join(ACTORS), "do": do}
    for number, row in enumerate(rows, start=1):
        data |= {f"r{number}-{name}": "" if value is None else value for name, value in vars(row).items()}
    return data | changes


def test_page_shows_steps_chart_and_what_may_be_done(desk, draft):
    response = desk.get(address(draft))
    page = response.content.decode()
    assert response.context["picture"].errors == ()
    assert [each.slug for each in response.context["buttons"]] == ["ajukan", "layanan", "batalkan"]
    assert response.context["picture"].total == "2 hari kerja 1 jam 30 menit"
    assert (page.count('class="sop-terminator"'), page.count('class="sop-process"')) == (2, 2)
    assert (page.count('class="sop-decision"'), page.count('class="sop-arrow"')) == (1, 5)
    assert " style=" not in re.search(r"<svg class=.sop-chart.*?</svg>", page, re.DOTALL)[0]


def test_page_asks_as_often_for_three_looks_as_for_one(desk, effective):
    def queries():
        with CaptureQueriesContext(connection) as caught:
            desk.get(address(effective))
        return len(caught)

    MonitoringFactory(sop=effective)
    EvaluationFactory(sop=effective)
    queries()
    few = queries()
    for _each in range(2):
        MonitoringFactory(sop=effective)
        EvaluationFactory(sop=effective)
    assert queries() == few


def test_overview_asks_as_often_for_three_sops_as_for_one(desk, office, unit):
    def queries():
        with CaptureQueriesContext(connection) as caught:
            desk.get(f"/meja/{office.code}/sop/")
        return len(caught)

    def more(count):
        for _each in range(count):
            SopFactory(office=office, unit=unit)
            SopFactory(office=office, unit=unit, status=Status.SUBMITTED)
            SopFactory(office=office, unit=unit, status=Status.EFFECTIVE, effective_on=date(2022, 1, 3))

    more(1)
    queries()
    few = queries()
    more(2)
    assert queries() == few


def test_table_is_saved_and_buttons_move_rows_with_their_arrows(desk, draft):
    assert desk.post(address(draft, "kegiatan/"), table_data(draft)).headers["Location"] == address(draft)
    response = desk.post(address(draft, "kegiatan/"), table_data(draft, "insert-2"))
    assert response.headers["Location"] == address(draft, "kegiatan/#r2")
    rows = rows_of(draft)
    assert [row.activity for row in rows][:3] == ["Mengajukan permohonan", "", "Memeriksa kelengkapan"]
    assert (rows[3].yes_to, rows[3].no_to) == (5, 3)
    desk.post(address(draft, "kegiatan/"), table_data(draft, "remove-2"))
    assert rows_of(draft) == list(ROWS)
    desk.post(address(draft, "kegiatan/"), table_data(draft, "down-4"))
    assert [(row.activity, row.yes_to) for row in rows_of(draft)][2:4] == [
        ("Menilai apakah lengkap", 5),
        ("Menerima jawaban", None),
    ]


def test_table_comes_back_with_what_was_typed_when_a_cell_is_wrong(desk, draft):
    response = desk.post(address(draft, "kegiatan/"), table_data(draft, **{"r2-amount": "sejam", "r2-note": "Baru"}))
    assert response.status_code == 422
    row = response.context["table"].rows[1]
    assert (list(row.errors), row["amount"].value(), row["note"].value()) == (["amount"], "sejam", "Baru")
    assert rows_of(draft) == list(ROWS)


def test_table_of_a_legalized_sop_is_not_offered(desk, effective):
    assert desk.get(address(effective, "kegiatan/")).headers["Location"] == address(effective)
    desk.post(address(effective, "kegiatan/"), table_data(effective, "remove-2"))
    assert rows_of(effective) == list(ROWS)


def test_workbook_comes_back_as_the_same_table(desk, draft, writer):
    content = desk.get(address(draft, "kegiatan/kegiatan.xlsx")).content
    write_table(draft, (), (), by=writer)
    file = SimpleUploadedFile("kegiatan.xlsx", content)
    assert desk.post(address(draft, "kegiatan/excel/"), {"file": file}).headers["Location"] == address(draft)
    assert rows_of(draft) == list(ROWS)


def test_every_faulty_cell_is_named_and_nothing_is_written(desk, draft, office, writer):
    other = SopFactory(office=office)
    rows = [*ROWS[:2], ROWS[2].__class__(**{**vars(ROWS[2]), "yes_to": 9, "activity": ""}), *ROWS[3:]]
    write_table(other, ACTORS, rows, by=writer)
    file = SimpleUploadedFile("kegiatan.xlsx", write_steps(other))
    response = desk.post(address(draft, "kegiatan/excel/"), {"file": file})
    assert response.status_code == 422
    assert [(each.row, each.heading) for each in response.context["faults"]] == [(4, "Kegiatan")]
    write_table(other, ACTORS, [*ROWS[:2], ROWS[2].__class__(**{**vars(ROWS[2]), "yes_to": 9}), *ROWS[3:]], by=writer)
    file = SimpleUploadedFile("kegiatan.xlsx", write_steps(other))
    response = desk.post(address(draft, "kegiatan/excel/"), {"file": file})
    assert [(each.row, each.heading) for each in response.context["faults"]] == [(4, "Ya ke nomor")]
    assert rows_of(draft) == list(ROWS)
    assert desk.post(address(draft, "kegiatan/excel/"), {}).status_code == 422


def test_sop_goes_its_way_over_the_pages(desk, draft, secretary):
    assert desk.post(address(draft, "ajukan/"), {}).headers["Location"] == address(draft)
    boss = client_of(secretary)
    assert boss.post(address(draft, "sahkan/"), {"effective_on": "2022-03-01", "nip": "12"}).status_code == 422
    values = {"effective_on": "2022-03-01", "role": "Sekretaris", "name": "Nama Contoh", "nip": ""}
    assert boss.post(address(draft, "sahkan/"), values).status_code == 302
    draft.refresh_from_db()
    assert draft.status == Status.EFFECTIVE
    looks = {"done_on": "2022-06-01", "is_applied": "ya", "note": "", "measure_taken": ""}
    assert desk.post(address(draft, "pantau/"), looks).status_code == 302
    assert desk.post(address(draft, "layanan/"), {"case_kind": ""}).status_code == 302
    revision = desk.post(address(draft, "revisi/"), {}).headers["Location"]
    assert (revision != address(draft), desk.get(revision).status_code) == (True, 200)


def test_evaluation_page_wants_every_answer_and_opens_the_follow_up(desk, effective, unit):
    given = {"done_on": "2022-06-20", "result": "revisi", "responsible": unit.pk, "due_on": "2022-09-30"}
    assert desk.post(address(effective, "evaluasi/"), given).status_code == 422
    given |= dict.fromkeys(CRITERIA, "ya")
    assert desk.post(address(effective, "evaluasi/"), given).headers["Location"] == address(effective)
    assert FollowUp.objects.get().unit == unit
    assert desk.get(address(effective)).context["due_on"] == date(2023, 6, 20)


def test_strangers_see_nothing_and_lookers_write_nothing(effective, office):
    outsider = client_of(RoleAssignmentFactory(role="secretary").user)
    looker = client_of(RoleAssignmentFactory(office=office, role="assessor").user)
    for part in ("", "sop.pdf", "kegiatan/", "kegiatan/kegiatan.xlsx", "kegiatan/excel/", "evaluasi/", "cabut/"):
        assert outsider.get(address(effective, part)).status_code == 404
    assert looker.get(address(effective)).status_code == 200
    for part in ("kegiatan/", "kegiatan/excel/", "evaluasi/", "cabut/"):
        assert looker.post(address(effective, part), {}).status_code == 403
    assert looker.get(address(effective, "sop.exe")).status_code == 404
