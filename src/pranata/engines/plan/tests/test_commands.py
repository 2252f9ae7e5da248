import json
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from pranata.base.org.tests.factories import OfficeFactory
from pranata.engines.plan.models import Plan
from pranata.engines.plan.queries import plan_reading
from pranata.engines.plan.reading import MAX_BYTES, read_plan

DECREE = settings.DATA_DIR / "decrees" / "3503-2022.md"


def run(command, *arguments):
    out = StringIO()
    call_command(command, *map(str, arguments), stdout=out, stderr=StringIO())
    return out.getvalue()


@pytest.fixture
def trenggalek(db):
    return OfficeFactory(code="3503", name="KPU Kabupaten Trenggalek")


def import_decree(*flags, file=DECREE, office="3503", year=2022):
    return run("import_plan", file, "--office", office, "--year", year, *flags)


def errors(output):
    return [remark["code"] for remark in json.loads(output)["remarks"] if remark["severity"] == "error"]


def test_dry_run_prints_the_reading_and_writes_nothing(trenggalek):
    reading = json.loads(import_decree("--dry-run", "--json"))

    assert set(reading) == {"decree", "areas", "remarks"}
    assert [area["no"] for area in reading["areas"]] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert Plan.objects.count() == 0


def test_dry_run_of_another_offices_decree_is_a_remark_and_exit_0(trenggalek):
    assert "other_office" in errors(import_decree("--dry-run", "--json", office="3504"))


def test_dry_run_of_a_decree_imported_before_is_a_remark_and_exit_0(trenggalek):
    import_decree()

    assert "already_imported" in errors(import_decree("--dry-run", "--json"))


def test_import_of_another_offices_decree_fails_and_writes_nothing(trenggalek):
    OfficeFactory(code="3504", name="KPU Kabupaten Tulungagung")

    with pytest.raises(CommandError, match="Tidak diimpor: Keputusan ini milik"):
        import_decree(office="3504")

    assert Plan.objects.count() == 0


def test_second_import_fails_and_leaves_the_first(trenggalek):
    import_decree()

    with pytest.raises(CommandError, match="sudah pernah diimpor"):
        import_decree()

    assert Plan.objects.count() == 1


def test_unknown_office_is_named(db):
    with pytest.raises(CommandError, match="Satuan kerja '9' tidak dikenal"):
        import_decree(office="9")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "kosong"),
        (b"\x00\x01\x02\xff\xfe binary", "."),
        (b"Surat biasa tanpa tabel.", "."),
        (b'{"areas": 3}', "areas"),
        (b'{"areas": [], "decree": {"date": "2022-02-31"}}', "tanggal"),
        (b"x\t" * MAX_BYTES, "lebih besar"),
    ],
    ids=["empty", "binary", "without table", "wrong json", "impossible date", "oversized"],
)
def test_unreadable_file_is_a_clear_error_and_nothing_is_written(trenggalek, tmp_path, content, reason):
    file = tmp_path / "naskah.md"
    file.write_bytes(content)

    with pytest.raises(CommandError, match=rf"naskah\.md: .*{reason}"):
        import_decree(file=file)

    assert Plan.objects.count() == 0


@pytest.mark.parametrize("name", ["naskah", "naskah.html"])
def test_file_is_refused_with_a_sentence_when_its_name_is_of_no_accepted_kind(trenggalek, tmp_path, name):
    file = tmp_path / name
    file.write_bytes(DECREE.read_bytes())

    with pytest.raises(CommandError, match=rf"^{name}: (Nama berkas tanpa akhiran|Halaman web)"):
        import_decree(file=file)

    assert Plan.objects.count() == 0


def test_missing_file_is_a_clear_error(trenggalek):
    with pytest.raises(CommandError, match=r"tidak-ada\.md: tidak dapat dibaca"):
        import_decree(file=Path("tidak-ada.md"))


@pytest.mark.parametrize("file_format", ["json", "xlsx"])
def test_exported_plan_comes_back_as_the_same_plan(trenggalek, tmp_path, file_format):
    import_decree()
    first = plan_reading(Plan.objects.select_related("document").get())
    file = tmp_path / f"rencana.{file_format}"
    run("export_plan", "--office", "3503", "--year", 2022, "--format", file_format, "-o", file)

    again = read_plan(file.read_bytes(), name=file.name)

    assert shape(again) == shape(first)
    if file_format == "json":
        assert again == first


def shape(reading):
    """What every format must keep: areas, activities, texts, indicators, months, order."""
    return [
        (
            area.no,
            area.name,
            [
                (
                    activity.no,
                    activity.name,
                    [
                        (row.code, row.no, row.text, [indicator.text for indicator in row.indicators], row.months)
                        for row in activity.subactivities
                    ],
                )
                for activity in area.activities
            ],
        )
        for area in reading.areas
    ]


def test_export_of_a_plan_that_is_not_there_is_a_clear_error(trenggalek, tmp_path):
    with pytest.raises(CommandError, match="Belum ada rencana aksi satuan kerja 3503 tahun 2022"):
        run("export_plan", "--office", "3503", "--year", 2022, "--format", "json", "-o", tmp_path / "x.json")


def test_export_into_a_missing_folder_is_a_clear_error(trenggalek, tmp_path):
    import_decree()

    with pytest.raises(CommandError, match="Tidak dapat menulis"):
        run("export_plan", "--office", "3503", "--year", 2022, "--format", "json", "-o", tmp_path / "tidak" / "x.json")


def test_export_onto_a_device_writes_to_it_and_leaves_it_there(trenggalek):
    import_decree()
    run("export_plan", "--office", "3503", "--year", 2022, "--format", "json", "-o", "/dev/null")

    assert Path("/dev/null").is_char_device()


def test_export_onto_a_folder_is_a_clear_error(trenggalek, tmp_path):
    import_decree()

    with pytest.raises(CommandError, match="itu folder, bukan berkas"):
        run("export_plan", "--office", "3503", "--year", 2022, "--format", "json", "-o", tmp_path)


def test_dry_run_for_an_unknown_office_is_a_remark(db):
    assert errors(import_decree("--dry-run", "--json", office="9999")) == ["unknown_office"]


@pytest.mark.parametrize("year", [-5, 0, 99999])
def test_import_for_an_impossible_year_fails_and_writes_nothing(trenggalek, tmp_path, year):
    file = tmp_path / "tanpa-tahun.md"
    file.write_text(DECREE.read_text().replace("2022", "").replace("2021", ""))

    with pytest.raises(CommandError, match=f"Tahun {year} tidak mungkin"):
        import_decree(file=file, year=year)

    assert Plan.objects.count() == 0


def test_decree_filed_under_another_year_fails_and_leaves_the_first(trenggalek, tmp_path):
    file = tmp_path / "tanpa-tahun.md"
    file.write_text(DECREE.read_text().replace("2022", "").replace("2021", ""))
    import_decree(file=file, year=2022)

    with pytest.raises(CommandError, match=r"Keputusan nomor 13/HK.03.1/3503/ sudah pernah diimpor"):
        import_decree(file=file, year=2023)

    assert list(Plan.objects.values_list("year", flat=True)) == [2022]


def test_folder_is_a_clear_error(trenggalek, tmp_path):
    with pytest.raises(CommandError, match="tidak dapat dibaca, itu folder, bukan berkas"):
        import_decree(file=tmp_path)


def test_plan_with_the_longest_texts_comes_back_whole(trenggalek, tmp_path):
    reading = json.loads(import_decree("--dry-run", "--json"))
    row = reading["areas"][0]["activities"][0]["subactivities"][0]
    row["text"], row["indicators"] = "kata " * 6000 + "akhir", ["butir " * 5000 + "akhir"] * 3
    reading["remarks"] = [remark for remark in reading["remarks"] if remark["severity"] != "error"]
    file = tmp_path / "panjang.json"
    file.write_text(json.dumps(reading))
    import_decree(file=file)

    again = plan_reading(Plan.objects.select_related("document").get()).subactivities()[0]

    assert (again.text, [indicator.text for indicator in again.indicators]) == (row["text"], row["indicators"])
