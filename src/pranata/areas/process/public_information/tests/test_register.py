"""Both registers keep what every register promises, and what is theirs."""

import json
from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from pranata.areas.process.public_information.models import ExemptedInformation, PublicInformation
from pranata.areas.process.public_information.register import EXEMPTED, PUBLIC
from pranata.areas.process.public_information.rules import Exemption, exemption_on
from pranata.areas.process.public_information.tests.factories import (
    ExemptedInformationFactory,
    PublicInformationFactory,
)
from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.audit.models import Event
from pranata.base.files.errors import RefusedFile
from pranata.base.imports.faults import FaultySheet
from pranata.base.imports.sheet import Sheet
from pranata.base.imports.writing import write_workbook
from pranata.base.org.tests.factories import OfficeFactory, UnitFactory
from pranata.engines.registers import actions
from pranata.engines.registers.sheets import Outcome, load_entries, sheet_of
from pranata.engines.registers.tests.kit import register_kit

test_public_information = register_kit(PUBLIC, PublicInformationFactory, editor="ppid_officer")
test_exempted_information = register_kit(EXEMPTED, ExemptedInformationFactory, editor="ppid_officer")


@pytest.fixture
def office():
    return OfficeFactory()


@pytest.fixture
def officer(office):
    return RoleAssignmentFactory(office=office, role="ppid_officer").user


def lines(office, *rows):
    sheet = sheet_of(PUBLIC, office)
    return sheet.read(ContentFile(write_workbook(sheet, rows, title="Contoh")), "contoh.xlsx")


GIVEN = {"title": "Laporan contoh", "summary": "Ringkas", "availability": "berkala", "form": "digital"}


@pytest.mark.django_db
def test_workbook_adds_and_changes_by_the_key_when_it_is_sent_back(office, officer):
    known = PublicInformationFactory(office=office, title="Daftar contoh", made_on=date(2022, 1, 3))
    rows = [{**GIVEN, "is_published": "ya"}, {**GIVEN, "title": "daftar  CONTOH", "made_on": date(2022, 1, 3)}]

    changes = load_entries(PUBLIC, office, lines(office, *rows), by=officer)

    assert [each.outcome for each in changes] == [Outcome.ADDED, Outcome.CHANGED]
    known.refresh_from_db()
    assert known.summary == "Ringkas"
    assert list(PublicInformation.objects.public().values_list("title", flat=True)) == ["Laporan contoh"]


@pytest.mark.django_db
def test_row_is_known_again_when_a_text_of_its_key_is_empty(office, officer):
    PublicInformationFactory(office=office, title="Laporan contoh", made_at="")
    register = replace(PUBLIC, key=("title", "made_at"))

    changes = load_entries(register, office, lines(office, GIVEN), by=officer)

    assert [each.outcome for each in changes] == [Outcome.CHANGED]
    assert PublicInformation.objects.count() == 1


@pytest.mark.django_db
def test_workbook_without_a_column_of_the_key_is_refused(office):
    sheet = sheet_of(PUBLIC, office)
    lacking = Sheet(*(each for each in sheet.columns if each.name != "made_on"))
    file = ContentFile(write_workbook(lacking, [GIVEN], title="Contoh"))

    with pytest.raises(RefusedFile, match="Kolom Tanggal pembuatan tidak ada"):
        sheet.read(file, "contoh.xlsx")


@pytest.mark.django_db
def test_audit_keeps_what_a_removed_row_said_last(office, officer):
    shown = PublicInformationFactory(office=office, title="Lama")
    again = PublicInformation.objects.get()
    actions.change_entry(PUBLIC, PublicInformation.objects.get(), {"title": "Baru"}, by=officer)

    actions.remove_entry(PUBLIC, shown, reason="contoh", by=officer)

    events = Event.objects.filter(action="registers.entry_removed")
    assert [json.loads(each.before)["title"] for each in events] == ["Baru"]
    for write in (
        lambda: actions.remove_entry(PUBLIC, again, reason="contoh", by=officer),
        lambda: actions.change_entry(PUBLIC, again, {"title": "Lain"}, by=officer),
    ):
        with pytest.raises(ValidationError, match="sudah dihapus"):
            write()
    assert events.count() == 1


@pytest.mark.django_db
def test_nothing_is_written_and_every_cell_is_named_when_a_workbook_is_faulty(office, officer):
    rows = [GIVEN, {**GIVEN, "title": "", "made_on": "kemarin"}, {**GIVEN, "availability": "kadang-kadang"}]

    with pytest.raises(FaultySheet) as caught:
        load_entries(PUBLIC, office, lines(office, *rows), by=officer)

    assert [(fault.row, fault.heading) for fault in caught.value.faults] == [
        (3, "Nama informasi"),
        (3, "Tanggal pembuatan"),
        (4, "Klasifikasi"),
    ]
    assert PublicInformation.objects.count() == 0


@pytest.mark.django_db
def test_row_is_refused_when_its_unit_is_of_another_office(office, officer):
    values = {**GIVEN, "unit": UnitFactory()}

    with pytest.raises(ValidationError) as caught:
        actions.add_entry(PUBLIC, office, values, by=officer)

    assert caught.value.message_dict == {"unit": ["Ini milik satuan kerja lain."]}
    assert PublicInformation.objects.count() == 0


@pytest.mark.django_db
def test_exemption_is_refused_when_it_ends_before_it_was_decided(office, officer):
    values = {
        "title": "Contoh", "ground": "h", "statute": "UU Contoh", "consequence": "Akibat", "test_reference": "UK-1",
        "decided_by": "PPID", "decided_on": date(2022, 5, 2), "expires_on": date(2022, 5, 1),
    }  # fmt: skip

    with pytest.raises(ValidationError, match="berakhir sebelum"):
        actions.add_entry(EXEMPTED, office, values, by=officer)

    assert ExemptedInformation.objects.count() == 0


@pytest.mark.django_db
def test_exemption_leaves_the_public_list_when_it_has_expired(office, monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", "2022-06-26")
    days = {None: None, "today": date(2022, 6, 26), "yesterday": date(2022, 6, 25)}
    rows = {
        name: ExemptedInformationFactory(office=office, expires_on=day, is_published=True) for name, day in days.items()
    }

    assert set(ExemptedInformation.objects.public()) == {rows[None], rows["today"]}


@pytest.mark.parametrize(
    ("day", "expires_on", "state"),
    [
        (date(2022, 1, 3), None, Exemption.CLOSED),
        (date(2022, 1, 3), date(2022, 12, 30), Exemption.CLOSED),
        (date(2022, 11, 17), date(2022, 12, 30), Exemption.CLOSED),
        (date(2022, 11, 18), date(2022, 12, 30), Exemption.TO_REVIEW),
        (date(2022, 12, 30), date(2022, 12, 30), Exemption.TO_REVIEW),
        (date(2022, 12, 31), date(2022, 12, 30), Exemption.OPEN),
    ],
)
def test_exemption_stands_as_the_days_say_when_no_day_is_off(day, expires_on, state):
    assert exemption_on(day, expires_on=expires_on, days_off=frozenset(), ahead=30) == state
