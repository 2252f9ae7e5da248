"""Rows of the index for tests."""

import factory
from factory.django import DjangoModelFactory

from pranata.base.org.tests.factories import OfficeFactory
from pranata.engines.search.models import SearchRow


class SearchRowFactory(DjangoModelFactory):
    """A row of no record, which nobody finds."""

    class Meta:
        model = SearchRow

    office = factory.SubFactory(OfficeFactory)
    label = "documents.document"
    record_id = factory.Sequence(lambda n: n + 1_000_000)
    permission = "documents.view"
    title = "Dokumen contoh"
    tokens = "tdokumen tcontoh bdokumen bcontoh"
