import pytest

from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.engines.documents.models import Document
from pranata.engines.documents.tests.factories import DocumentFactory


@pytest.mark.django_db
def test_documents_are_visible_to_staff_of_their_office_only():
    document = DocumentFactory()
    own, stranger = RoleAssignmentFactory(office=document.office, role="staff"), RoleAssignmentFactory(role="staff")

    assert list(Document.objects.visible_to(own.user)) == [document]
    assert list(Document.objects.visible_to(stranger.user)) == []
