from datetime import date

import pytest

from pranata.engines.deadlines.calendar import join, recorded_years
from pranata.engines.deadlines.differences import Difference, Differs, compared, differences
from pranata.engines.deadlines.model import Certainty, DayOff, Off
from pranata.engines.deadlines.year_file import FileDay, YearFile

DAY = date(2022, 3, 8)
HOLIDAY = DayOff(Off.NATIONAL_HOLIDAY, "Hari Contoh")
LEAVE = DayOff(Off.JOINT_LEAVE, "Cuti Contoh")


def found(package, off, **values):
    file = YearFile(days={DAY: FileDay(off, "Hari Contoh", Certainty.OWN)}, **values)
    return compared(package, file, join(2022, package, file, is_decided=True))


@pytest.mark.parametrize(
    ("package", "off", "expected"),
    [
        ({}, HOLIDAY, [Difference(Differs.ADDED, "Hari Contoh", DAY, Off.NATIONAL_HOLIDAY)]),
        ({DAY: HOLIDAY}, None, [Difference(Differs.REMOVED, "Hari Contoh", DAY)]),
        ({DAY: LEAVE}, HOLIDAY, [Difference(Differs.OTHER_KIND, "Hari Contoh", DAY, Off.NATIONAL_HOLIDAY)]),
        ({}, None, [Difference(Differs.NEEDLESS, "Hari Contoh", DAY)]),
        ({DAY: HOLIDAY}, HOLIDAY, []),
    ],
)
def test_difference_is_found_when_package_and_file_disagree_on_a_day(package, off, expected):
    assert found(package, off) == expected


def test_difference_is_found_when_the_decrees_count_other_than_the_calendar_holds():
    package = {DAY: DayOff(Off.NATIONAL_HOLIDAY, "Hari Contoh; Hari Kedua")}

    assert found(package, package[DAY], counted={Off.NATIONAL_HOLIDAY: 2}) == []
    assert found(package, package[DAY], counted={Off.NATIONAL_HOLIDAY: 3, Off.JOINT_LEAVE: 1}) == [
        Difference(Differs.COUNT, "", reason=Off.NATIONAL_HOLIDAY, counted=3, held=2),
        Difference(Differs.COUNT, "", reason=Off.JOINT_LEAVE, counted=1, held=0),
    ]


def test_day_with_a_decree_of_its_own_is_not_among_the_counted():
    election = DayOff(Off.NATIONAL_HOLIDAY, "Hari Pemilihan Contoh", "Keppres 1/2022")

    assert found({DAY: election}, election, counted={Off.NATIONAL_HOLIDAY: 1}) == [
        Difference(Differs.COUNT, "", reason=Off.NATIONAL_HOLIDAY, counted=1, held=0)
    ]


def test_package_and_files_agree_on_every_recorded_year():
    assert {year: differences(year) for year in recorded_years()} == {year: [] for year in recorded_years()}
