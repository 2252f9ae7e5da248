"""Fictional issued reports for tests."""

from datetime import date

import factory
from django.core.files.base import ContentFile
from django.db import transaction
from factory.django import DjangoModelFactory

from pranata.base.access.tests.factories import UserFactory
from pranata.base.files.actions import store
from pranata.base.org.tests.factories import OfficeFactory
from pranata.engines.reports.models import IssuedReport, WrittenSentence
from pranata.engines.reports.rules import new_code
from pranata.lib import clock


def kept_file(office, text="%PDF-1.7 contoh"):
    """A small PDF of the office."""
    with transaction.atomic():
        return store(office, ContentFile(text.encode()), by=None, name="contoh.pdf")


class IssuedReportFactory(DjangoModelFactory):
    class Meta:
        model = IssuedReport

    office = factory.SubFactory(OfficeFactory)
    report = "monthly"
    period = "2022-06"
    number = factory.Sequence(lambda n: f"{n + 1}/LAPORAN-CONTOH/2022")
    title = "Laporan contoh Juni 2022"
    issued_on = date(2022, 7, 5)
    place = "Contoh"
    signatory_role = "Sekretaris"
    signatory_name = "Pegawai Contoh"
    file = factory.LazyAttribute(lambda it: kept_file(it.office, f"%PDF-1.7 {it.number}"))
    sha256 = factory.LazyAttribute(lambda it: it.file.sha256)
    public_code = factory.LazyFunction(new_code)
    facts = factory.LazyFunction(dict)
    chain_head = "1:abc"
    issued_by = factory.SubFactory(UserFactory)
    issued_at = factory.LazyFunction(clock.now)


class WrittenSentenceFactory(DjangoModelFactory):
    class Meta:
        model = WrittenSentence

    office = factory.SubFactory(OfficeFactory)
    report = "monthly"
    period = "2022-06"
    section = "ringkasan"
    key = factory.Sequence(lambda n: f"tambahan-{n + 1}")
    position = factory.Sequence(lambda n: n + 1)
    text = "Kalimat contoh."
    state = "added"
    written_by = factory.SubFactory(UserFactory)
    written_at = factory.LazyFunction(clock.now)
