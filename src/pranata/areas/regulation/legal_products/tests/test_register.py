"""The three registers keep what every register promises, and what is theirs."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from pranata.areas.regulation.legal_products.models import Standing
from pranata.areas.regulation.legal_products.register import FINDINGS, MAPPING, PROGRAM
from pranata.areas.regulation.legal_products.tests.factories import (
    FindingFactory,
    LegalProductFactory,
    ProgramItemFactory,
)
from pranata.engines.registers.actions import add_entry, change_entry
from pranata.engines.registers.tests.kit import register_kit

test_mapping = register_kit(MAPPING, LegalProductFactory, editor="kasubbag")
test_findings = register_kit(FINDINGS, FindingFactory, editor="kasubbag")
test_program = register_kit(PROGRAM, ProgramItemFactory, editor="kasubbag")
GIVEN = {
    "kind": "keputusan", "number": "9/CONTOH/2022", "year": 2022, "title": "Perubahan contoh",
    "issued_on": date(2022, 6, 1), "mapped_on": date(2022, 6, 2),
}  # fmt: skip


def test_older_product_is_revoked_when_a_row_replaces_it(office, kasubbag):
    old = LegalProductFactory(office=office)

    add_entry(MAPPING, office, {**GIVEN, "changes": old, "effect": "mengganti"}, by=kasubbag)

    old.refresh_from_db()
    assert old.standing == Standing.REVOKED


def test_older_product_is_to_be_assessed_again_when_a_row_amends_it(office, kasubbag):
    old = LegalProductFactory(office=office, result="ubah", result_note="Pasal 3")

    add_entry(MAPPING, office, {**GIVEN, "changes": old, "effect": "mengubah"}, by=kasubbag)

    old.refresh_from_db()
    assert (old.standing, old.result, old.result_note) == (Standing.CHANGED, "belum", "")


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"effect": ""}, "__all__"),
        ({"issued_on": None}, "issued_on"),
        ({"issued_on": date(2020, 1, 1)}, "changes"),
    ],
)
def test_change_of_another_product_is_refused_when_nobody_could_count_it(office, kasubbag, said, field):
    old = LegalProductFactory(office=office)

    with pytest.raises(ValidationError) as caught:
        add_entry(MAPPING, office, {**GIVEN, "changes": old, "effect": "mengubah", **said}, by=kasubbag)

    assert list(caught.value.message_dict) == [field]


def test_finding_is_not_settled_when_the_decision_or_its_day_is_missing(office, kasubbag):
    item = FindingFactory(office=office)

    with pytest.raises(ValidationError) as caught:
        change_entry(FINDINGS, item, {"state": "selesai", "decision": " "}, by=kasubbag)
    assert sorted(caught.value.message_dict) == ["decided_on", "decision"]
    with pytest.raises(ValidationError) as caught:
        change_entry(FINDINGS, item, {"state": "terbuka", "decided_on": date(2022, 6, 1)}, by=kasubbag)
    assert list(caught.value.message_dict) == ["decided_on"]
    change_entry(
        FINDINGS, item, {"state": "selesai", "decision": "Direvisi", "decided_on": date(2022, 6, 1)}, by=kasubbag
    )

    item.refresh_from_db()
    assert item.is_settled is True


@pytest.mark.parametrize(("purpose", "has_product"), [("baru", True), ("ubah", False)])
def test_program_item_is_refused_when_purpose_and_product_do_not_fit(office, kasubbag, purpose, has_product):
    values = {
        "year": 2022, "title": "Contoh", "kind": "keputusan", "purpose": purpose, "target_month": 8,
        "product": LegalProductFactory(office=office) if has_product else None, "proposed_on": date(2022, 6, 1),
    }  # fmt: skip

    with pytest.raises(ValidationError) as caught:
        add_entry(PROGRAM, office, values, by=kasubbag)

    assert list(caught.value.message_dict) == ["product"]
