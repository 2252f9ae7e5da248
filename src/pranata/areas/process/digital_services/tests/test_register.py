"""The four registers keep what every register promises, and what is theirs."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from pranata.areas.process.digital_services.models import Application, Usage
from pranata.areas.process.digital_services.register import APPLICATIONS, BUDGET, INDICES, USAGE
from pranata.areas.process.digital_services.samples import load_samples, missing_samples, sample_applications
from pranata.areas.process.digital_services.tests.factories import (
    ApplicationFactory,
    ApplicationIndexFactory,
    BudgetLineFactory,
    UsageFactory,
)
from pranata.base.access.errors import Forbidden
from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.audit.models import Event
from pranata.base.imports.faults import FaultySheet
from pranata.base.imports.writing import write_workbook
from pranata.base.org.tests.factories import OfficeFactory
from pranata.engines.registers.actions import add_entry
from pranata.engines.registers.sheets import load_entries, sheet_of
from pranata.engines.registers.tests.kit import register_kit

test_applications = register_kit(APPLICATIONS, ApplicationFactory, editor="kasubbag")
test_usage = register_kit(USAGE, UsageFactory, editor="kasubbag")
test_budget = register_kit(BUDGET, BudgetLineFactory, editor="kasubbag")
test_indices = register_kit(INDICES, ApplicationIndexFactory, editor="kasubbag")


@pytest.fixture
def office(db):
    return OfficeFactory()


@pytest.fixture
def editor(office):
    return RoleAssignmentFactory(office=office, role="kasubbag").user


def sent(office, *rows):
    sheet = sheet_of(USAGE, office)
    return sheet.read(ContentFile(write_workbook(sheet, rows, title="Contoh")), "contoh.xlsx")


def month(number, **values):
    return {"application": "SPSE contoh", "year": "2022", "month": number, "what": "paket pengadaan", **values}


def test_usage_of_two_months_comes_in_by_excel_and_again_changes_it(office, editor):
    ApplicationFactory(office=office, name="SPSE contoh")

    load_entries(USAGE, office, sent(office, month("Januari", transactions="3"), month("Februari")), by=editor)
    load_entries(USAGE, office, sent(office, month("Januari", transactions="4", whole="5")), by=editor)

    rows = Usage.objects.order_by("month").values_list("month", "transactions", "whole")
    assert list(rows) == [(1, 4, 5), (2, None, None)]


def test_usage_with_faulty_cells_writes_nothing_and_names_each(office, editor):
    ApplicationFactory(office=office, name="SPSE contoh")
    rows = sent(office, month("Januari"), month("Januarri"), month("Maret", transactions="9", whole="5"))

    with pytest.raises(FaultySheet) as refusal:
        load_entries(USAGE, office, rows, by=editor)

    assert len(refusal.value.faults) == 2
    assert Usage.objects.count() == 0


def test_application_of_another_office_is_refused_in_usage(office, editor):
    foreign = ApplicationFactory()

    with pytest.raises(ValidationError) as refusal:
        add_entry(USAGE, office, {"application": foreign, "year": 2022, "month": 1, "what": "surat"}, by=editor)

    assert refusal.value.message_dict == {"application": ["Ini milik satuan kerja lain."]}


def test_same_month_without_unit_is_refused_twice(office, editor):
    known = UsageFactory(office=office, unit=None)

    with pytest.raises(ValidationError):
        add_entry(
            USAGE,
            office,
            {"application": known.application, "year": 2022, "month": 3, "what": known.what},
            by=editor,
        )


def test_index_above_its_scale_is_refused(office, editor):
    item = ApplicationFactory(office=office)
    values = {"application": item, "name": "Indeks", "valued_on": "2022-06-30", "basis": "Survei contoh"}

    with pytest.raises(ValidationError):
        add_entry(INDICES, office, {**values, "value": Decimal(5), "highest": Decimal(4)}, by=editor)


def test_sample_adds_only_what_is_missing_and_says_it_is_unconfirmed(office, editor):
    ApplicationFactory(office=office, name="srikandi", note="")
    whole = len(sample_applications())

    assert load_samples(office, by=editor) == whole - 1
    assert load_samples(office, by=editor) == 0

    notes = set(Application.objects.exclude(name="srikandi").values_list("note", flat=True))
    assert notes == {"Baris contoh, belum terkonfirmasi: periksa dan lengkapi, atau hapus bila tidak dipakai."}
    assert missing_samples(office) == []
    assert Event.objects.filter(action="registers.entry_added").count() == whole - 1


def test_sample_is_refused_to_who_may_only_look(office):
    looker = RoleAssignmentFactory(office=office, role="assessor").user

    with pytest.raises(Forbidden):
        load_samples(office, by=looker)

    assert Application.objects.count() == 0
