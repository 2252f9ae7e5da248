"""The index, kept views, a row's past, and what cannot be taken off."""

from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from pranata.areas.process.digital_services.register import APPLICATIONS
from pranata.areas.process.digital_services.tests.factories import ApplicationFactory, UsageFactory
from pranata.areas.process.public_information.register import PUBLIC
from pranata.areas.process.public_information.tests.factories import PublicInformationFactory
from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.imports.workbook import read_grids
from pranata.base.org.tests.factories import OfficeFactory, UnitFactory
from pranata.engines.registers import actions
from pranata.engines.registers.arrangements import MOST_VIEWS, keep_view
from pranata.engines.registers.models import SavedView
from pranata.engines.search.models import SearchRow


@pytest.fixture
def office():
    return OfficeFactory()


@pytest.fixture
def officer(office):
    return RoleAssignmentFactory(office=office, role="ppid_officer").user


@pytest.fixture
def signed_in(client, officer):
    client.force_login(officer)
    return client


def address(office, *parts):
    return "/".join([f"/meja/{office.code}/register", *parts, ""])


@pytest.mark.django_db
def test_index_lists_registers_by_area_with_their_rows_when_one_may_see_them(signed_in, office):
    PublicInformationFactory.create_batch(3, office=office)
    PublicInformationFactory()

    areas = signed_in.get(address(office)).context["areas"]

    counts = {each.register.code: (no, each.count) for no, _name, listed in areas for each in listed}
    assert counts["informasi-publik"] == (PUBLIC.area, 3)
    assert [no for no, _name, _listed in areas] == sorted((no for no, _name, _listed in areas), key=lambda no: no or 9)


@pytest.mark.django_db
def test_menu_names_the_register_one_is_in_and_the_index(signed_in, office):
    page = signed_in.get(address(office, PUBLIC.code)).content.decode()
    side = page[page.index('<nav class="side"') : page.index("</nav>")]

    assert f'href="{address(office)}"' in side
    assert [code for code in ("informasi-publik", "informasi-dikecualikan") if address(office, code) in side] == [
        "informasi-publik"
    ]


@pytest.mark.django_db
def test_same_name_replaces_a_view_and_only_one_opens_the_register(office, officer):
    keep_view(PUBLIC, office, name="Berkala", query="availability=berkala", is_default=True, by=officer)
    keep_view(PUBLIC, office, name="Semua", query="q=&halaman=3&kolom=title", is_default=True, by=officer)
    keep_view(PUBLIC, office, name=" Berkala ", query="availability=setiap-saat", by=officer)

    assert list(SavedView.objects.values_list("name", "query", "is_default")) == [
        ("Berkala", "availability=setiap-saat", False),
        ("Semua", "kolom=title", True),
    ]


@pytest.mark.django_db
def test_view_is_refused_when_there_are_too_many_or_it_has_no_name(office, officer):
    for number in range(MOST_VIEWS):
        keep_view(PUBLIC, office, name=f"Tampilan {number}", query="", by=officer)

    with pytest.raises(ValidationError, match="Paling banyak 20 tampilan"):
        keep_view(PUBLIC, office, name="Lagi", query="", by=officer)
    SavedView.objects.all().delete()
    with pytest.raises(ValidationError):
        keep_view(PUBLIC, office, name=" ", query="", by=officer)


@pytest.mark.django_db
def test_past_of_a_row_says_who_changed_what_when_it_is_opened(signed_in, office, officer):
    unit = UnitFactory(office=office)
    values = {"title": "Laporan", "summary": "Awal", "availability": "berkala", "form": "digital", "unit": unit}
    row = actions.add_entry(PUBLIC, office, values, by=officer)
    actions.change_entry(PUBLIC, row, {"summary": "Akhir"}, by=officer)

    lines = signed_in.get(address(office, PUBLIC.code, str(row.pk))).context["history"]

    assert [line.event.action for line in lines] == ["registers.entry_changed", "registers.entry_added"]
    assert [(each.name, each.before, each.after) for each in lines[0].changes] == [("ringkasan isi", "Awal", "Akhir")]


@pytest.mark.django_db
def test_row_is_no_longer_found_when_it_was_removed(office, officer):
    values = {"title": "Laporan", "summary": "Awal", "availability": "berkala", "form": "digital"}
    row = actions.add_entry(PUBLIC, office, values, by=officer)
    assert SearchRow.objects.filter(record_id=row.pk).count() == 1

    actions.remove_entry(PUBLIC, row, reason="contoh", by=officer)

    assert SearchRow.objects.count() == 0


@pytest.mark.django_db
def test_empty_template_has_the_headings_and_no_row(signed_in, office):
    answer = signed_in.get(address(office, PUBLIC.code) + "templat.xlsx")

    grid = read_grids(ContentFile(answer.content), "templat.xlsx")[0]
    assert (grid.rows[0][0], len(grid.rows)) == ("Nama informasi", 1)


@pytest.mark.django_db
def test_row_stays_when_others_still_lead_to_it(office):
    usage = UsageFactory(office=office, application=ApplicationFactory(office=office, name="Aplikasi contoh"))
    editor = RoleAssignmentFactory(office=office, role="kasubbag").user

    with pytest.raises(ValidationError, match="Aplikasi contoh masih dipakai oleh"):
        actions.remove_entry(APPLICATIONS, usage.application, reason="contoh", by=editor)

    assert type(usage.application).objects.filter(pk=usage.application_id).count() == 1


@pytest.mark.django_db
def test_row_is_refused_when_nothing_is_taken_off_the_register(office, officer):
    row = PublicInformationFactory(office=office)

    with pytest.raises(ValidationError, match="tidak dihapus"):
        actions.remove_entry(replace(PUBLIC, is_removable=False), row, reason="contoh", by=officer)

    assert type(row).objects.filter(pk=row.pk).count() == 1
