"""A workbook of a register: known rows, refusals at the cell, nothing kept waiting by a preview, everything told."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pranata.areas.process.public_information.models import PublicInformation
from pranata.areas.process.public_information.register import PUBLIC
from pranata.areas.process.public_information.tests.factories import PublicInformationFactory
from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.audit.models import Event
from pranata.base.imports.faults import FaultySheet
from pranata.base.imports.writing import write_workbook
from pranata.base.org.tests.factories import OfficeFactory, UnitFactory
from pranata.engines.registers.sheets import Outcome, load_entries, preview_entries, sheet_of
from pranata.engines.search.models import SearchRow

GIVEN = {"title": "Laporan contoh", "summary": "Ringkas", "availability": "berkala", "form": "digital"}


@pytest.fixture
def office():
    return OfficeFactory()


@pytest.fixture
def officer(office):
    return RoleAssignmentFactory(office=office, role="ppid_officer").user


def workbook(office, rows):
    return write_workbook(sheet_of(PUBLIC, office), rows, title="Contoh")


def lines(office, *rows):
    return sheet_of(PUBLIC, office).read(ContentFile(workbook(office, rows)), "contoh.xlsx")


def faults(office, officer, *rows, register=PUBLIC):
    with pytest.raises(FaultySheet) as caught:
        preview_entries(register, office, lines(office, *rows), by=officer)
    return [(each.row, each.heading, each.message) for each in caught.value.faults]


@pytest.mark.django_db
def test_preview_writes_nothing_and_asks_as_often_for_many_rows_as_for_one(office, officer):
    assert officer.can(PUBLIC.model.EDIT, office)  # asked once, whatever follows
    counts = []
    for number in (1, 30):
        wanted = lines(
            office, *({**GIVEN, "title": f"Laporan {n}", "made_on": date(2022, 1, 3)} for n in range(number))
        )
        with CaptureQueriesContext(connection) as caught:
            changes = preview_entries(PUBLIC, office, wanted, by=officer)
        counts.append(len(caught))
        assert [each.outcome for each in changes] == [Outcome.ADDED] * number

    assert counts[0] == counts[1]
    assert PublicInformation.objects.count() == 0


@pytest.mark.django_db
def test_unique_values_are_refused_at_the_cell_when_a_row_or_another_has_them(office, officer):
    PublicInformationFactory(office=office, title="Ada", made_on=date(2022, 1, 3), made_at="Lain")
    PublicInformationFactory(title="Contoh", made_on=date(2022, 1, 3))  # another office's is no hindrance
    register = replace(PUBLIC, key=("title", "made_on", "made_at"))
    day = {"made_on": date(2022, 1, 3)}
    rows = [{**GIVEN, "title": "Ada", **day}, {**GIVEN, "title": "Contoh", **day}]
    rows += [{**GIVEN, "title": "Contoh", **day, "made_at": "Sana"}]
    rows += [{**GIVEN, "title": "Tanpa tanggal"}, {**GIVEN, "title": "Tanpa tanggal", "made_at": "Sana"}]

    found = faults(office, officer, *rows, register=register)

    assert [(row, heading) for row, heading, _message in found] == [
        (2, "Nama informasi"),
        (4, "Nama informasi"),
        (6, "Nama informasi"),
    ]
    assert found[2][2] == "Informasi dengan nama ini sudah ada, juga tanpa tanggal pembuatan. Lihat baris 5."


@pytest.mark.django_db
def test_every_faulty_cell_is_named_and_nothing_written_when_one_in_a_hundred_is_faulty(office, officer, client):
    rows = [{**GIVEN, "title": f"Laporan {n}", "made_on": date(2022, 1, 3)} for n in range(1000)]
    for n in range(0, 1000, 100):
        rows[n] |= {"availability": "kadang-kadang"}
    client.force_login(officer)
    address = f"/meja/{office.code}/register/{PUBLIC.code}/excel/"

    answer = client.post(address, {"file": SimpleUploadedFile("contoh.xlsx", workbook(office, rows))})

    assert answer.status_code == 422
    assert [each.row for each in answer.context["faults"]] == list(range(2, 1002, 100))
    assert {each.heading for each in answer.context["faults"]} == {"Klasifikasi"}
    assert PublicInformation.objects.count() == 0


@pytest.mark.django_db
def test_each_row_has_its_event_and_is_found_when_a_workbook_was_taken_in(office, officer):
    known = PublicInformationFactory(office=office, title="Lama", made_on=date(2022, 1, 3))
    same = PublicInformationFactory(office=office, title="Tetap", summary="Ringkas", made_on=date(2022, 1, 3))
    day = {"made_on": date(2022, 1, 3)}
    told = []
    register = replace(PUBLIC, wrote=lambda rows, by: told.append(([str(each) for each in rows], by)))
    wanted = lines(office, {**GIVEN, **day}, {**GIVEN, "title": "Lama", **day}, {**GIVEN, "title": "Tetap", **day})

    load_entries(register, office, wanted, by=officer)

    made = PublicInformation.objects.get(title="Laporan contoh")
    events = Event.objects.filter(action__startswith="registers.").order_by("sequence")
    label = "public_information.publicinformation"
    assert list(events.values_list("action", "target")) == [
        ("registers.entry_added", f"{label}:{made.pk}"),
        ("registers.entry_changed", f"{label}:{known.pk}"),
    ]
    assert told == [(["Laporan contoh", "Lama"], officer)]
    assert set(SearchRow.objects.values_list("record_id", flat=True)) == {made.pk, known.pk}
    assert PublicInformation.objects.get(pk=same.pk).summary == "Ringkas"


@pytest.mark.django_db
def test_unit_is_taken_by_its_name_when_a_row_leads_to_one(office, officer):
    unit = UnitFactory(office=office)

    load_entries(PUBLIC, office, lines(office, {**GIVEN, "unit": str(unit)}), by=officer)

    assert PublicInformation.objects.get().unit == unit


@pytest.mark.django_db
def test_nothing_is_written_when_the_changes_are_not_what_was_agreed(office, officer):
    load_entries(PUBLIC, office, lines(office, GIVEN), by=officer, is_agreed=lambda changes: False)

    assert PublicInformation.objects.count() == 0
    assert Event.objects.filter(action__startswith="registers.").count() == 0
