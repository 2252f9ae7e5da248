"""The three registers keep what every register promises, and count the years of what they hold."""

from datetime import date

import pytest

from pranata.areas.process.archives.register import CLASSES, DOSSIERS, ITEMS
from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.org.tests.factories import OfficeFactory
from pranata.engines.archives.contents import Kind, _kinds
from pranata.engines.archives.models import ArchiveItem, FateChoice
from pranata.engines.archives.tests.factories import ArchiveClassFactory, ArchiveItemFactory, DossierFactory
from pranata.engines.registers.actions import add_entry, change_entry
from pranata.engines.registers.tests.kit import register_kit

test_items = register_kit(ITEMS, ArchiveItemFactory, editor="kasubbag")
test_dossiers = register_kit(DOSSIERS, DossierFactory, editor="kasubbag")
test_classes = register_kit(CLASSES, ArchiveClassFactory, editor="kasubbag")


@pytest.fixture
def office():
    return OfficeFactory()


@pytest.fixture
def kasubbag(office):
    return RoleAssignmentFactory(office=office, role="kasubbag").user


@pytest.mark.django_db
def test_archive_entered_by_hand_is_counted(office, kasubbag):
    ArchiveClassFactory(office=office, code="TU.01", active_years=1, inactive_years=2)
    said = {
        "number": "K-1", "title": "Surat (Contoh)", "archive_class": "TU.01", "dated_on": date(2022, 3, 1),
        "closed_on": date(2022, 4, 1),
    }  # fmt: skip

    item = add_entry(ITEMS, office, said, by=kasubbag)

    kept = ArchiveItem.objects.get(pk=item.pk)
    assert (kept.active_until, kept.kept_until, kept.fate) == (
        date(2023, 12, 31), date(2025, 12, 31), FateChoice.DESTROYED,
    )  # fmt: skip


@pytest.mark.django_db
def test_years_begin_when_the_dossier_is_closed(office, kasubbag):
    ArchiveClassFactory(office=office, code="TU.01", active_years=1, inactive_years=2)
    dossier = DossierFactory(office=office)
    ArchiveItemFactory(office=office, dossier=dossier)  # its class is that of its dossier

    change_entry(DOSSIERS, dossier, {"closed_on": date(2023, 6, 1)}, by=kasubbag)
    assert ArchiveItem.objects.get().kept_until == date(2026, 12, 31)
    change_entry(DOSSIERS, dossier, {"closed_on": None}, by=kasubbag)
    assert ArchiveItem.objects.get().kept_until is None


@pytest.mark.django_db
def test_corrected_class_counts_its_archives_anew(office, kasubbag):
    item = ArchiveItemFactory(office=office, archive_class="TU.01", closed_on=date(2022, 3, 1))
    said = {
        "code": "TU.01", "name": "Agenda (Contoh)", "active_years": 1, "inactive_years": 2, "fate": "musnah",
        "valid_from": date(2020, 1, 1),
    }  # fmt: skip
    made = add_entry(CLASSES, office, said, by=kasubbag)
    change_entry(CLASSES, made, {"inactive_years": 8}, by=kasubbag)

    item.refresh_from_db()
    assert item.kept_until == date(2031, 12, 31)


@pytest.mark.django_db
def test_class_of_a_dossier_counts_what_lies_in_it(office, kasubbag):
    item = ArchiveItemFactory(
        office=office, dossier=DossierFactory(office=office, archive_class="TU.09", closed_on=date(2022, 5, 2))
    )
    said = {
        "code": "TU.09", "name": "Surat (Contoh)", "active_years": 0, "inactive_years": 1, "fate": "permanen",
        "valid_from": date(2020, 1, 1),
    }  # fmt: skip

    add_entry(CLASSES, office, said, by=kasubbag)

    item.refresh_from_db()
    assert (item.kept_until, item.fate) == (date(2023, 12, 31), FateChoice.PERMANENT)


@pytest.mark.django_db
def test_words_of_a_born_archive_are_changed_where_its_record_is(office, kasubbag, client):
    item = ArchiveItemFactory(office=office, source_label="documents.document", source_id=7, number="DOK-7")
    client.force_login(kasubbag)
    address = f"/meja/{office.code}/register/arsip/{item.pk}/ubah/"
    form = client.get(address).context["form"]
    said = {name: form[name].value() or "" for name in form.fields}

    assert client.post(address, {**said, "title": "Lain"}).status_code == 422
    assert client.post(address, {**said, "box": "12"}).status_code == 302
    item.refresh_from_db()
    assert (item.box, item.title) == ("12", said["title"])


@pytest.mark.django_db
def test_number_of_the_kind_we_give_is_not_typed(office, kasubbag, client, monkeypatch):
    monkeypatch.setitem(_kinds, "x.y", Kind("x.y", "Catatan", "CTH", lambda office, ids: {}, lambda office, pk: ""))
    client.force_login(kasubbag)
    said = {
        "title": "Surat", "dated_on": "2022-03-01", "medium": "kertas", "copy": "asli", "category": "biasa",
        "confidentiality": "biasa",
    }  # fmt: skip

    answers = [
        client.post(f"/meja/{office.code}/register/arsip/tambah/", {**said, "number": number}).status_code
        for number in ("CTH-7", "cth-7", "CTH-A")
    ]

    assert answers == [422, 422, 302]
