import csv
import io
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from pranata.base.files.errors import RefusedFile
from pranata.base.imports.faults import FaultySheet
from pranata.base.imports.writing import write_workbook
from pranata.base.org.tests.factories import OfficeFactory
from pranata.engines.archives.counting import recount
from pranata.engines.archives.loading import SHEET, load_classes, load_samples, read_lines
from pranata.engines.archives.models import ArchiveClass, ArchiveItem, Certainty, FateChoice
from pranata.engines.archives.tests.factories import ArchiveItemFactory

pytestmark = pytest.mark.django_db

HEADINGS = ["Kode", "Jenis arsip", "Retensi aktif (tahun)", "Retensi inaktif (tahun)", "Nasib akhir"]


def table(*rows):
    out = io.StringIO()
    csv.writer(out).writerows([HEADINGS, *rows])
    return out.getvalue().encode()


def lines(*rows):
    return read_lines(table(*rows), "kelas.csv")


def test_classes_are_loaded_and_archives_of_the_code_are_counted():
    office = OfficeFactory()
    item = ArchiveItemFactory(office=office, archive_class="TU.01", closed_on=date(2022, 5, 2))

    load_classes(office, lines(["TU.01", "Agenda", 1, 2, "Musnah"]), valid_from=date(2020, 1, 1), by=None)

    item.refresh_from_db()
    assert (item.active_until, item.kept_until, item.fate) == (
        date(2023, 12, 31), date(2025, 12, 31), FateChoice.DESTROYED,
    )  # fmt: skip


def test_newer_edition_ends_the_older_and_older_files_stay_under_their_rule():
    office = OfficeFactory()
    old = ArchiveItemFactory(office=office, archive_class="TU.01", closed_on=date(2022, 5, 2))
    new = ArchiveItemFactory(office=office, archive_class="TU.01", closed_on=date(2024, 5, 2))
    load_classes(office, lines(["TU.01", "Agenda", 1, 2, "musnah"]), valid_from=date(2020, 1, 1), by=None)

    load_classes(office, lines(["TU.01", "Agenda", 2, 8, "permanen"]), valid_from=date(2023, 8, 14), by=None)

    assert [(each.valid_from, each.valid_to) for each in ArchiveClass.objects.order_by("valid_from")] == [
        (date(2020, 1, 1), date(2023, 8, 13)),
        (date(2023, 8, 14), None),
    ]
    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.kept_until, old.fate) == (date(2025, 12, 31), FateChoice.DESTROYED)
    assert (new.kept_until, new.fate) == (date(2034, 12, 31), FateChoice.PERMANENT)


def test_table_is_read_from_excel_too():
    office = OfficeFactory()
    row = {"code": "TU.01", "name": "Agenda", "active_years": "1", "inactive_years": "2", "fate": "Permanen"}
    content = write_workbook(SHEET, [row], title="Klasifikasi")

    load_classes(office, read_lines(content, "kelas.xlsx"), valid_from=date(2020, 1, 1), by=None)

    assert ArchiveClass.objects.get().fate == FateChoice.PERMANENT


@pytest.mark.parametrize("content", [b"Kode,Nama\nTU.01,Agenda\n", b"Kode;\xff\n", b""])
def test_table_without_its_headings_is_refused(content):
    with pytest.raises(RefusedFile):
        read_lines(content, "kelas.csv")


def test_one_faulty_cell_stops_the_whole_table_and_is_named():
    office = OfficeFactory()

    with pytest.raises(FaultySheet) as refused:
        load_classes(
            office,
            lines(["TU.01", "Agenda", 1, 2, "musnah"], ["TU.02", "Surat", "satu", 2, "dibuang"]),
            valid_from=date(2020, 1, 1),
            by=None,
        )

    assert [(each.row, each.heading) for each in refused.value.faults] == [
        (3, "Retensi aktif (tahun)"), (3, "Nasib akhir"),
    ]  # fmt: skip
    assert ArchiveClass.objects.count() == 0


def test_loading_again_changes_the_class_and_makes_no_second():
    office = OfficeFactory()
    for years in (1, 3):
        load_classes(office, lines(["TU.01", "Agenda", years, 2, "musnah"]), valid_from=date(2020, 1, 1), by=None)

    assert ArchiveClass.objects.get().active_years == 3


def test_samples_are_marked_and_leave_own_classes_alone():
    office = OfficeFactory()
    load_classes(office, lines(["HK.03.1", "Keputusan", 5, 5, "permanen"]), valid_from=date(2020, 1, 1), by=None)

    load_samples(office, by=None)

    assert ArchiveClass.objects.get(code="HK.03.1").certainty == Certainty.SOURCE
    sample = ArchiveClass.objects.get(code="TU.01")
    assert (sample.active_years, sample.inactive_years, sample.fate) == (1, 2, FateChoice.DESTROYED)
    assert "Contoh" in sample.name


def test_command_loads_a_file_and_names_faults(tmp_path):
    office, file, out = OfficeFactory(), tmp_path / "kelas.csv", StringIO()
    file.write_bytes(table(["TU.01", "Agenda", 1, 2, "musnah"]))

    call_command("load_archive_classes", str(file), "--from", "2020-01-01", "--office", office.code, stdout=out)
    assert out.getvalue() == "Klasifikasi arsip ditulis: 1.\n"

    file.write_bytes(table(["TU.02", "", 1, 2, "musnah"]))
    with pytest.raises(CommandError) as refused:
        call_command("load_archive_classes", str(file), "--from", "2020-01-01", "--office", office.code)
    assert "Baris 2, kolom Jenis arsip" in str(refused.value)
    assert ArchiveClass.objects.count() == 1


def test_judged_fate_survives_counting_anew():
    office = OfficeFactory()
    load_classes(office, lines(["PW.01", "Awas", 1, 1, "dinilai kembali"]), valid_from=date(2020, 1, 1), by=None)
    item = ArchiveItemFactory(
        office=office, archive_class="PW.01", closed_on=date(2020, 5, 4), fate=FateChoice.PERMANENT, is_judged=True
    )

    recount([item], office)

    kept = ArchiveItem.objects.get()
    assert (kept.kept_until, kept.fate) == (date(2022, 12, 31), FateChoice.PERMANENT)
