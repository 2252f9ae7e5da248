"""The archive reaches a document's files."""

import pytest
from django.core.files.base import ContentFile

from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.org.tests.factories import OfficeFactory
from pranata.engines.archives.contents import kind_of
from pranata.engines.archives.models import ArchiveItem
from pranata.engines.documents import actions
from pranata.engines.documents.tests.factories import DocumentFactory


@pytest.mark.django_db
def test_newest_file_comes_first_and_those_before_it_follow():
    office = OfficeFactory()
    officer = RoleAssignmentFactory(office=office, role="kasubbag").user
    document, bare = DocumentFactory(office=office), DocumentFactory(office=office)
    for number in (1, 2):
        file = ContentFile(f"%PDF-1.4\n% {number}".encode())
        actions.give_file(document, file, file_name=f"{number}.pdf", reason="Baru", by=officer)
    kind = kind_of("documents.document")

    found = kind.files(office, [document.pk, bare.pk])

    assert {pk: [each.name for each in contents] for pk, contents in found.items()} == {
        document.pk: ["2.pdf", "versi-1-1.pdf"],
        bare.pk: [],
    }
    assert kind.files(OfficeFactory(), [document.pk]) == {}
    assert ArchiveItem.objects.get(source_id=document.pk).number == f"DOK-{document.pk}"
    assert kind.address(office, document.pk) == f"/meja/{office.code}/dokumen/{document.pk}/"
