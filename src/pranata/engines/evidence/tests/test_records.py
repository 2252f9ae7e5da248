"""Records of the house as evidence: found, added once, opened, and absent to who may not see them."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import IntegrityError

from pranata.base.access.models import Role
from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.files.actions import store
from pranata.base.org.tests.factories import OfficeFactory
from pranata.engines.documents.tests.factories import DocumentFactory
from pranata.engines.evidence import actions
from pranata.engines.evidence.models import Evidence
from pranata.engines.evidence.records import content_of, declare, kind_of, kinds, record_of
from pranata.engines.evidence.tests.factories import EvidenceFactory

pytestmark = pytest.mark.django_db
DOCUMENT = "documents.document"


@pytest.fixture
def office():
    return OfficeFactory()


@pytest.fixture
def staff(office):
    return RoleAssignmentFactory(office=office).user


def test_documents_and_issued_reports_may_be_evidence():
    assert {DOCUMENT, "followups.followup", "reports.issuedreport"} <= {kind.label for kind in kinds()}
    with pytest.raises(ValueError, match="Two kinds"):
        declare(kind_of(DOCUMENT))


def test_documents_are_found_by_every_word_at_their_own_office(office, staff):
    found = DocumentFactory(office=office, number="7/HK/9001/2022", title="Pejabat pengelola contoh")
    DocumentFactory(office=office, number="", title="Pejabat pengelola contoh")
    DocumentFactory(office=office, number="8/HK/9001/2022", title="Lain")
    DocumentFactory(number="7/HK/9002/2022", title="Pejabat pengelola contoh")

    assert list(kind_of(DOCUMENT).search(office, staff, "pengelola 7/hk")) == [found]


def test_record_becomes_one_item_however_often_it_is_added(office, staff):
    document = DocumentFactory(office=office, number="7/HK/9001/2022", issued_on=date(2022, 3, 1), title="SK  contoh")

    item = actions.add_record(office, DOCUMENT, document.pk, by=staff)

    assert actions.add_record(office, DOCUMENT, document.pk, by=staff) == item
    assert (item.title, item.dated_on) == ("Keputusan 7/HK/9001/2022: SK contoh", date(2022, 3, 1))
    assert record_of(item, reader=staff)[1] == document


def test_long_title_of_a_record_is_cut(office, staff):
    document = DocumentFactory(office=office, title="panjang " * 60)

    assert len(actions.add_record(office, DOCUMENT, document.pk, by=staff).title) == 200


def test_file_of_a_record_stands_for_it(office, staff):
    stored = store(office, ContentFile(b"%PDF-1.7 contoh"), by=None, name="sk.pdf")
    document = DocumentFactory(office=office, file=stored, file_name="sk.pdf")
    item = actions.add_record(office, DOCUMENT, document.pk, by=staff)

    content = content_of(item, record_of(item, reader=staff))

    assert (content.stored, content.name) == (stored, "sk.pdf")
    assert content_of(EvidenceFactory(office=office), None) is None


@pytest.mark.parametrize("label", [DOCUMENT, "plan.plan", ""])
def test_record_that_is_not_to_be_seen_or_of_no_kind_is_refused(office, staff, label):
    elsewhere = DocumentFactory()

    with pytest.raises(ValidationError, match="tidak ada"):
        actions.add_record(office, label, elsewhere.pk, by=staff)

    assert Evidence.objects.count() == 0


def test_record_of_a_stranger_is_not_told(office, staff):
    item = actions.add_record(office, DOCUMENT, DocumentFactory(office=office).pk, by=staff)
    stranger = RoleAssignmentFactory(role=Role.SECRETARY).user

    assert record_of(item, reader=stranger) is None


@pytest.mark.parametrize("fields", [{"link": ""}, {"record_id": 1}, {"record_label": DOCUMENT}])
def test_item_without_anything_behind_it_is_not_stored(office, fields):
    with pytest.raises(IntegrityError):
        EvidenceFactory(office=office, **fields)
