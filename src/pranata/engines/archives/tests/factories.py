"""Fictional archives for tests."""

from datetime import date

import factory

from pranata.base.org.tests.factories import OfficeFactory
from pranata.engines.archives.models import (
    ArchiveClass,
    ArchiveItem,
    Disposal,
    DisposalLine,
    Dossier,
    FateChoice,
    Hold,
    Loan,
    Transfer,
    TransferKind,
    TransferLine,
)


class ArchiveClassFactory(factory.django.DjangoModelFactory):
    """One year active, two inactive, then destroyed; in force since 2020."""

    class Meta:
        model = ArchiveClass

    office = factory.SubFactory(OfficeFactory)
    code = factory.Sequence(lambda n: f"TU.{n + 1:02d}")
    name = "Jenis arsip (Contoh)"
    active_years = 1
    inactive_years = 2
    fate = FateChoice.DESTROYED
    valid_from = date(2020, 1, 1)


class DossierFactory(factory.django.DjangoModelFactory):
    """An open file."""

    class Meta:
        model = Dossier

    office = factory.SubFactory(OfficeFactory)
    number = factory.Sequence(lambda n: f"B-{n + 1}")
    title = "Berkas (Contoh)"
    archive_class = "TU.01"
    opened_on = date(2022, 1, 3)


class ArchiveItemFactory(factory.django.DjangoModelFactory):
    """A paper of 2022 of unknown class."""

    class Meta:
        model = ArchiveItem

    office = factory.SubFactory(OfficeFactory)
    title = factory.Sequence(lambda n: f"Surat contoh {n + 1}")
    number = factory.Sequence(lambda n: f"A-{n + 1}")
    dated_on = date(2022, 3, 1)


class HoldFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Hold

    office = factory.SelfAttribute("item.office")
    item = factory.SubFactory(ArchiveItemFactory, is_held=True)
    reason = "Pemeriksaan (Contoh)"
    since = date(2022, 5, 2)


class LoanFactory(factory.django.DjangoModelFactory):
    """Out since the second of May 2022."""

    class Meta:
        model = Loan

    office = factory.SelfAttribute("item.office")
    item = factory.SubFactory(ArchiveItemFactory)
    borrower = "Peminjam (Contoh)"
    purpose = "Keperluan contoh"
    out_on = date(2022, 5, 2)
    due_on = date(2022, 5, 16)


class TransferFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Transfer

    office = factory.SubFactory(OfficeFactory)
    kind = TransferKind.INACTIVE
    receiver = "Unit kearsipan"
    prepared_on = date(2024, 1, 8)


class TransferLineFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = TransferLine

    transfer = factory.SubFactory(TransferFactory)
    item = factory.SubFactory(ArchiveItemFactory, office=factory.SelfAttribute("..transfer.office"))
    place = 1


class DisposalFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Disposal

    office = factory.SubFactory(OfficeFactory)
    title = "Usul musnah (Contoh)"
    prepared_on = date(2026, 1, 12)


class DisposalLineFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = DisposalLine

    disposal = factory.SubFactory(DisposalFactory)
    item = factory.SubFactory(ArchiveItemFactory, office=factory.SelfAttribute("..disposal.office"))
    place = 1
