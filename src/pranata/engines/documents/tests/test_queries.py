"""The file a decree came from, for those who may read it."""

import pytest
from django.core.files.base import ContentFile
from django.http import Http404

from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.files.actions import store
from pranata.base.files.downloads import download_response
from pranata.engines.documents.queries import source_file
from pranata.engines.documents.tests.factories import DocumentFactory

pytestmark = pytest.mark.django_db


def filed(**values):
    """A decree with its file."""
    document = DocumentFactory(**values)
    document.file = store(document.office, ContentFile(b"isi keputusan"), by=None, name="keputusan.txt")
    document.save()
    return document


def test_file_is_offered_as_it_was_sent():
    document = filed(file_name="SK 7.txt")
    reader = RoleAssignmentFactory(office=document.office).user

    found = source_file(document, reader=reader)
    response = download_response(found.stored, found.name)

    assert response.getvalue() == b"isi keputusan"
    response.close()
    assert response["Content-Disposition"] == 'attachment; filename="SK 7.txt"'


def test_file_is_named_by_its_decree_when_its_own_name_is_lost():
    document = filed()

    assert source_file(document, reader=RoleAssignmentFactory(office=document.office).user).name == "keputusan-2022.txt"


def test_file_is_not_there_for_a_stranger_or_when_there_is_none():
    stranger, document = RoleAssignmentFactory().user, filed()
    without = DocumentFactory(office=document.office)

    with pytest.raises(Http404):
        source_file(document, reader=stranger)
    with pytest.raises(Http404):
        source_file(without, reader=RoleAssignmentFactory(office=document.office).user)
