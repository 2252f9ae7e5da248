"""The paper of fictional offices for tests."""

import factory

from pranata.base.org.tests.factories import OfficeFactory
from pranata.base.paper.models import OfficePaper


class OfficePaperFactory(factory.django.DjangoModelFactory):
    """A letterhead without logo, and decrees numbered "1/HK.03.1/<code>/<year>"."""

    class Meta:
        model = OfficePaper

    office = factory.SubFactory(OfficeFactory)
    office_lines = "KOMISI PEMILIHAN UMUM\nKABUPATEN CONTOH"
    address_lines = "Jalan Fiktif 1, Contoh"
    city = "Contoh"
    number_pattern = "{urut}/{klasifikasi}/{kode}/{tahun}"
    classification = "HK.03.1"
