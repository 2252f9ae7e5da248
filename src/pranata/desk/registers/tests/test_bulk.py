"""One value for many rows: all or none, with every refusing row named, and only what was looked at."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from pranata.areas.process.public_information.models import ExemptedInformation
from pranata.areas.process.public_information.register import EXEMPTED
from pranata.areas.process.public_information.tests.factories import ExemptedInformationFactory
from pranata.base.access.errors import Forbidden
from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.audit.models import Event
from pranata.base.org.tests.factories import OfficeFactory, UnitFactory
from pranata.engines.registers import actions, bulk

UNTIL = date(2025, 1, 1)


@pytest.fixture
def office():
    return OfficeFactory()


@pytest.fixture
def officer(office):
    return RoleAssignmentFactory(office=office, role="ppid_officer").user


@pytest.fixture
def rows(office):
    days = (date(2022, 1, 10), date(2022, 1, 11), date(2026, 1, 12))
    return [ExemptedInformationFactory(office=office, title=f"Contoh {day}", decided_on=day) for day in days]


def keys(rows):
    return [each.pk for each in rows]


@pytest.mark.django_db
def test_rows_are_changed_with_an_event_each_when_the_value_is_what_was_looked_at(office, officer, rows):
    wanted = keys(rows[:2])
    preview = bulk.preview_many(EXEMPTED, office, wanted, "expires_on", UNTIL, by=officer)

    bulk.change_many(EXEMPTED, office, wanted, "expires_on", UNTIL, by=officer, seen=preview.seen)

    assert [(each.before, each.after) for each in preview.changes] == [("", "1 Januari 2025")] * 2
    assert list(ExemptedInformation.objects.filter(expires_on=UNTIL).order_by("pk")) == rows[:2]
    assert Event.objects.filter(action="registers.entry_changed").count() == 2


@pytest.mark.django_db
def test_no_row_is_changed_and_the_refusing_one_named_when_one_refuses(office, officer, rows):
    with pytest.raises(ValidationError) as caught:
        bulk.change_many(EXEMPTED, office, keys(rows), "expires_on", UNTIL, by=officer)

    assert caught.value.messages == ["Contoh 2026-01-12: Pengecualian berakhir sebelum tanggal penetapannya."]
    assert ExemptedInformation.objects.filter(expires_on=None).count() == 3


@pytest.mark.django_db
def test_nothing_is_changed_when_a_row_moved_after_it_was_looked_at(office, officer, rows):
    wanted = keys(rows[:2])
    preview = bulk.preview_many(EXEMPTED, office, wanted, "expires_on", UNTIL, by=officer)
    actions.change_entry(EXEMPTED, rows[0], {"statute": "Undang-Undang Lain"}, by=officer)

    with pytest.raises(ValidationError, match="diubah orang lain"):
        bulk.change_many(EXEMPTED, office, wanted, "expires_on", UNTIL, by=officer, seen=preview.seen)

    assert ExemptedInformation.objects.filter(expires_on=None).count() == 3


@pytest.mark.django_db
def test_change_is_refused_when_it_names_a_key_a_foreign_row_or_another_unit(office, officer, rows):
    foreign = ExemptedInformationFactory()
    for wanted, name, value, words in (
        (keys(rows), "title", "Sama", "tidak dapat diubah sekaligus"),
        ([*keys(rows), foreign.pk], "statute", "UU Contoh", "sudah tidak ada"),
        ([], "statute", "UU Contoh", "Belum ada baris"),
        (keys(rows[:1]), "unit", UnitFactory(), "milik satuan kerja lain"),
    ):
        with pytest.raises(ValidationError, match=words):
            bulk.change_many(EXEMPTED, office, wanted, name, value, by=officer)
    looker = RoleAssignmentFactory(office=office, role="assessor").user
    with pytest.raises(Forbidden):
        bulk.change_many(EXEMPTED, office, keys(rows), "statute", "UU Contoh", by=looker)


@pytest.mark.django_db
def test_all_matching_rows_are_chosen_when_the_list_was_narrowed(client, office, officer, rows):
    client.force_login(officer)
    address = f"/meja/{office.code}/register/{EXEMPTED.code}/"
    wanted = {"semua": "on", "kolom": "statute", "saring": "q=contoh&expires_on_sampai="}

    assert client.post(f"{address}sekaligus/", wanted).context["count"] == 3
    assert client.post(f"{address}sekaligus/", {**wanted, "saring": "q=2026"}).context["count"] == 1
    assert client.post(f"{address}sekaligus/", {**wanted, "kolom": "title"}).headers["Location"] == address
    assert client.get(f"{address}sekaligus/").headers["Location"] == address
