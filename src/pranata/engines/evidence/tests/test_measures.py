from datetime import date

import pytest

from pranata.base.access.models import Role
from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.org.tests.factories import OfficeFactory
from pranata.engines.evidence.document_kinds import document_kinds
from pranata.engines.evidence.models import Confidentiality, Status
from pranata.engines.evidence.tests.factories import EvidenceFactory, UseFactory
from pranata.engines.indicators.tests.reading_kit import record_sets, sentence_of, value_of

NO, YES = (0, 0, None), (1, 1, None)


@pytest.fixture(autouse=True)
def _july(monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", "2022-07-15")


@pytest.fixture
def office(db):
    return OfficeFactory(code="9999")


@pytest.mark.parametrize("kind", document_kinds(), ids=lambda kind: kind.code)
def test_document_is_read_by_the_measure_of_its_kind_alone(office, kind):
    item = EvidenceFactory(office=office, document_kind=kind.code, published_on=date(2022, 6, 1))

    found = {each.code for each in document_kinds() if value_of(f"evidence.{each.name}", office, "2022-06") == YES}

    assert found == {kind.code}
    assert record_sets(f"evidence.{kind.name}", office, "2022-06") == [{item.pk}]


def test_document_counts_from_its_day_until_it_is_no_longer_valid(office):
    EvidenceFactory(office=office, document_kind="renstra", dated_on=date(2022, 3, 31), valid_to=date(2022, 5, 31))
    EvidenceFactory(document_kind="renstra")

    found = {month: value_of("evidence.strategic_plan", office, f"2022-{month:02}") for month in range(2, 7)}

    assert found == {2: NO, 3: YES, 4: YES, 5: YES, 6: NO}
    assert sentence_of("evidence.strategic_plan", office, "2022-05") == (
        "Pada 31 Mei 2022 ada bukti yang berlaku berjenis “Rencana Strategis (Renstra) satuan kerja”."
    )


def test_document_that_was_taken_back_proves_nothing(office):
    EvidenceFactory(office=office, document_kind="renstra", status=Status.REMOVED)

    assert value_of("evidence.strategic_plan", office, "2022-06") == NO


def test_yearly_document_of_last_year_does_not_count(office):
    EvidenceFactory(office=office, document_kind="laporan-zi", dated_on=date(2021, 12, 31))
    before = value_of("evidence.integrity_zone_report", office, "2022-06")
    EvidenceFactory(office=office, document_kind="laporan-zi", dated_on=date(2022, 1, 1))

    assert (before, value_of("evidence.integrity_zone_report", office, "2022-06")) == (NO, YES)


def test_public_document_counts_only_while_it_is_open_to_the_public(office):
    item = EvidenceFactory(office=office, document_kind="biaya-layanan")
    before = value_of("evidence.service_fees", office, "2022-06")
    item.published_on = date(2022, 6, 30)
    item.save()

    assert (before, value_of("evidence.service_fees", office, "2022-06")) == (NO, YES)


def test_restricted_document_counts_though_few_may_open_it(office):
    item = EvidenceFactory(office=office, document_kind="renstra", confidentiality=Confidentiality.RESTRICTED)
    staff = RoleAssignmentFactory(office=office, role=Role.STAFF).user

    assert value_of("evidence.strategic_plan", office, "2022-06") == YES
    assert record_sets("evidence.strategic_plan", office, "2022-06") == [{item.pk}]
    assert record_sets("evidence.strategic_plan", office, "2022-06", reader=staff) == [set()]


def test_proving_share_counts_used_items_that_are_still_valid(office):
    proving = UseFactory(evidence__office=office).evidence
    expired = UseFactory(evidence__office=office, evidence__valid_to=date(2022, 6, 29)).evidence
    EvidenceFactory(office=office)

    assert value_of("evidence.proving_share", office, "2022-06") == (50, 1, 2)
    assert record_sets("evidence.proving_share", office, "2022-06") == [{proving.pk}, {proving.pk, expired.pk}]
    assert value_of("evidence.proving_share", office, "2022-05") == (None, None, None)


def test_dated_count_is_of_the_month(office):
    EvidenceFactory(office=office)
    EvidenceFactory(office=office, dated_on=date(2022, 6, 30))
    EvidenceFactory(office=office, dated_on=date(2022, 5, 31))

    assert value_of("evidence.dated_count", office, "2022-06") == (2, 2, None)
