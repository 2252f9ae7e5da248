"""The register keeps what every register promises."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from pranata.areas.process.sops.models import Sop
from pranata.areas.process.sops.register import REGISTER
from pranata.areas.process.sops.tests.factories import SopFactory
from pranata.base.imports.writing import write_workbook
from pranata.engines.registers.actions import change_entry
from pranata.engines.registers.sheets import Outcome, load_entries, sheet_of, sheet_rows
from pranata.engines.registers.tests.kit import register_kit

test_register = register_kit(REGISTER, SopFactory, editor="kasubbag")


def test_register_changes_no_legalized_version_and_takes_its_own_file_back(effective, office, writer):
    again = Sop.objects.get(pk=effective.pk)
    with pytest.raises(ValidationError, match="Hanya konsep"):
        change_entry(REGISTER, again, {"number": "9/Lain"}, by=writer)

    sheet = sheet_of(REGISTER, office)
    rows = sheet_rows(REGISTER, Sop.objects.filter(office=office))
    lines = sheet.read(ContentFile(write_workbook(sheet, rows, title="Contoh")), "contoh.xlsx")

    assert [each.outcome for each in load_entries(REGISTER, office, lines, by=writer)] == [Outcome.UNCHANGED]
    effective.refresh_from_db()
    assert effective.number == "1/SOP/Contoh"
