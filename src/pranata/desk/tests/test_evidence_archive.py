"""A month's evidence as an archive: what the reader may see, the rest only counted."""

import csv
import io
import zipfile

import pytest
from django.core.files.base import ContentFile

from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.files.actions import store
from pranata.desk.tests.live import MATRIX, adopt, sign_in
from pranata.engines.documents.tests.factories import DocumentFactory
from pranata.engines.evidence import actions
from pranata.engines.evidence.tests.factories import EvidenceFactory
from pranata.engines.evidence.tests.test_actions import NOTE
from pranata.engines.plan.models import Subactivity
from pranata.engines.plan.tests.factories import ProgressFactory
from pranata.engines.reports.tests.factories import IssuedReportFactory

pytestmark = pytest.mark.django_db
JUNE = f"{MATRIX}bulan/6/bukti.zip"


@pytest.fixture
def month(plan, monkeypatch):
    """June of 2.1.1."""
    monkeypatch.setenv("PRANATA_TODAY", "2022-06-26")
    adopt(plan)
    return ProgressFactory(subactivity=Subactivity.objects.get(code="2.1.1"), month=6)


@pytest.fixture
def staff(client, office):
    return sign_in(client, office, "staff")


def archive_of(response) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content)))


def index_of(archive: zipfile.ZipFile) -> list[list[str]]:
    return list(csv.reader(io.StringIO(archive.read("indeks.csv").decode("utf-8-sig"))))[1:]


def test_archive_holds_what_the_reader_may_see_and_counts_the_rest(client, office, month, staff):
    owner = RoleAssignmentFactory(office=office).user
    open_item = actions.add_file(office, ContentFile(b"Notula."), NOTE, name="notula.txt", by=owner)
    secret = EvidenceFactory(office=office, title="Rahasia contoh", confidentiality="terbatas")
    for item in (open_item, secret):
        actions.use(item, month, office=office, by=None)

    response = client.get(JUNE)
    archive = archive_of(response)

    assert response["Content-Disposition"] == 'attachment; filename="bukti-9001-2022-06.zip"'
    assert archive.namelist() == ["2.1.1/notula.txt", "indeks.csv", "SHA256SUMS"]
    lines = index_of(archive)
    assert lines[0][:4] == ["2.1.1", "2.1.1, Juni 2022", "Notula rapat", "2.1.1/notula.txt"]
    assert lines[1:] == [["1 bukti lain tidak disertakan karena tidak terbuka bagi Anda."]]
    assert b"Rahasia" not in archive.read("indeks.csv")


def test_records_bring_their_files_and_addresses(client, office, month, staff):
    stored = store(office, ContentFile(b"%PDF-1.7 contoh"), by=None, name="sk.pdf")
    document = DocumentFactory(office=office, file=stored, file_name="sk.pdf")
    report = IssuedReportFactory(office=office)
    for label, pk in (("documents.document", document.pk), ("reports.issuedreport", report.pk)):
        actions.use(actions.add_record(office, label, pk, by=staff), month, office=office, by=None)

    archive = archive_of(client.get(JUNE))

    assert archive.namelist()[:2] == ["2.1.1/sk.pdf", "2.1.1/laporan-9001-2022-06.pdf"]
    assert [line[9] for line in index_of(archive)] == ["", report.get_absolute_url()]


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_stays_when_there_are_more_records(client, office, month, staff, count, django_assert_num_queries):
    for _each in range(count):
        item = actions.add_record(office, "documents.document", DocumentFactory(office=office).pk, by=staff)
        actions.use(item, month, office=office, by=None)
    archive_of(client.get(JUNE))

    with django_assert_num_queries(8):
        archive = archive_of(client.get(JUNE))

    assert len(index_of(archive)) == count


def test_month_without_evidence_has_an_empty_index(client, office, month, staff):
    assert index_of(archive_of(client.get(f"{MATRIX}bulan/7/bukti.zip"))) == []


@pytest.mark.parametrize("address", [f"{MATRIX}bulan/13/bukti.zip", f"{MATRIX}bulan/0/bukti.zip"])
def test_month_that_is_none_is_not_there(client, month, staff, address):
    assert client.get(address).status_code == 404


def test_archive_is_not_there_for_a_stranger_nor_of_a_draft(client, plan, office, stranger):
    hidden = client.get(JUNE)
    sign_in(client, office, "staff")

    assert (hidden.status_code, client.get(JUNE).status_code) == (404, 404)
