from datetime import date

import pytest

from pranata.engines.deadlines.model import Certainty, DayOff, Decree, Off
from pranata.engines.deadlines.rows import DataFault
from pranata.engines.deadlines.year_file import FileDay, YearFile, newest_and_oldest, read_year

DECREE = '[[decree]]\nnumbers = ["1/2021"]\ncertainty = "own"\n'
DAY = '[[day]]\ndate = 2022-03-07\nkind = "joint_leave"\nname = "Cuti Contoh"\ncertainty = "own"\n'


@pytest.fixture
def read(tmp_path):
    """Reads the file of 2022 from its text."""

    def read(text):
        (tmp_path / "2022.toml").write_text(text, encoding="utf-8")
        return read_year(tmp_path, 2022)

    return read


def test_file_is_read_whole(read):
    file = read(f"""national_holidays = 16
{DECREE}date = 2021-09-22
remark = "contoh"
{DAY}basis = "Keppres 1/2022"
[[day]]
date = 2022-03-08
kind = "working_day"
name = "Hari Contoh"
certainty = "source"
source = "salinan contoh"
""")

    assert file.counted == {Off.NATIONAL_HOLIDAY: 16}
    assert file.decrees == (Decree(("1/2021",), Certainty.OWN, date(2021, 9, 22), remark="contoh"),)
    assert file.days == {
        date(2022, 3, 7): FileDay(
            DayOff(Off.JOINT_LEAVE, "Cuti Contoh", "Keppres 1/2022"), "Cuti Contoh", Certainty.OWN
        ),
        date(2022, 3, 8): FileDay(None, "Hari Contoh", Certainty.SOURCE, "salinan contoh"),
    }


def test_missing_file_says_nothing(tmp_path):
    assert read_year(tmp_path, 2022) == YearFile()


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("x =", "2022.toml: bukan TOML"),
        ("holidays = 3", "2022.toml: kunci tidak dikenal: holidays"),
        ("joint_leave = 0", "2022.toml: joint_leave: 0 harus lebih dari 0"),
        ("[[decree]]\nnumbers = []", "2022.toml, baris [[decree]] ke-1: kunci belum ada: certainty"),
        ('[[decree]]\nnumbers = [3]\ncertainty = "own"', "ke-1: numbers berisi nomor sebagai teks"),
        (DECREE.replace('"own"', '"source"'), "ke-1: certainty 'source' meminta source"),
        (DECREE + DECREE.replace('"1/2021"', '""'), "2022.toml, baris [[decree]] ke-2: numbers"),
        (DAY.replace("2022-03-07", "2023-03-07"), "2022.toml, baris [[day]] ke-1: 2023-03-07 bukan hari tahun 2022"),
        (DAY + DAY, "2022.toml, baris [[day]] ke-2: 2022-03-07 sudah tertulis"),
        (DAY.replace("joint_leave", "holiday"), "kind: 'holiday' tidak dikenal; pilih: national_holiday, joint_leave"),
        ("day = [3]", "2022.toml, baris [[day]] ke-1: harus berupa baris berisi kunci"),
    ],
)
def test_file_is_refused_with_file_row_and_key_when_it_is_wrong(read, text, fault):
    with pytest.raises(DataFault) as refused:
        read(text)

    assert fault in str(refused.value)


def test_file_of_no_year_is_refused(tmp_path):
    (tmp_path / "2022.toml").touch()
    assert newest_and_oldest(tmp_path) == (2022, 2022)
    (tmp_path / "tahun-ini.toml").touch()

    with pytest.raises(DataFault, match=r"^tahun-ini\.toml: nama berkas kalender ialah tahunnya"):
        newest_and_oldest(tmp_path)
