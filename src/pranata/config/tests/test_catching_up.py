"""What was there before a version came enters the archive and the search, once."""

import pytest

from pranata.areas.process.public_information.tests.factories import PublicInformationFactory
from pranata.config.catching_up import catch_up
from pranata.engines.archives.models import ArchiveItem
from pranata.engines.documents.tests.factories import DocumentFactory
from pranata.engines.evidence.tests.factories import EvidenceFactory
from pranata.engines.search.models import SearchRow

pytestmark = pytest.mark.django_db


def test_records_from_before_are_archived_and_found_and_nothing_is_done_twice():
    document, item = DocumentFactory(title="Naskah lama"), EvidenceFactory(title="Bukti lama")
    EvidenceFactory(status="removed")
    PublicInformationFactory(title="Daftar lama")
    said: list[str] = []

    catch_up(said.append)
    kept = {(each.source_label, each.source_id) for each in ArchiveItem.objects.all()}
    catch_up(said.append)

    assert kept == {("documents.document", document.pk), ("evidence.evidence", item.pk)}
    assert (ArchiveItem.objects.count(), len(said)) == (2, 2)
    assert set(SearchRow.objects.values_list("title", flat=True)) == {"Naskah lama", "Daftar lama"}


def test_nothing_is_said_when_there_is_nothing():
    said: list[str] = []

    catch_up(said.append)

    assert (said, ArchiveItem.objects.count()) == ([], 0)
