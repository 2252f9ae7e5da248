import shutil
from decimal import Decimal

import pytest
from django.conf import settings

from pranata.base.access.models import Role
from pranata.base.people.models import PersonKind
from pranata.config.demo.sample import Fate, amount, read_sample
from pranata.engines.plan.reading import read_plan

SAMPLES = settings.DATA_DIR / "samples"


@pytest.fixture(scope="module")
def months_of_rows():
    path = settings.DATA_DIR / "decrees" / "3503-2022.md"
    areas = read_plan(path.read_bytes(), name=path.name).areas
    return {
        row.code: set(row.months) for area in areas for activity in area.activities for row in activity.subactivities
    }


def test_every_person_is_plainly_made_up(sample):
    assert [person.name for person in sample.persons if "Contoh" not in person.name] == []
    assert {person.kind for person in sample.persons} == set(PersonKind.values)
    assert {person.role for person in sample.persons if person.account} <= set(Role.values)


def test_every_month_that_is_told_is_planned_in_the_decree(sample, months_of_rows):
    told = [(code, month) for month, each in sample.months.items() for code in each.fates]

    assert [(code, month) for code, month in told if month not in months_of_rows[code]] == []
    assert sample.row_codes() - set(months_of_rows) == set()


def test_every_row_has_a_party_or_is_left_open_on_purpose(sample, months_of_rows):
    left_open = [code for code in months_of_rows if not sample.party(code)]

    assert left_open == ["4.4.2", "5.2.1", "6.2.3", "7.8.3", "8.5.1"]


def test_returned_months_say_why(sample):
    silent = [
        (code, month)
        for month, told in sample.months.items()
        for code, fate in told.fates.items()
        if (fate in (Fate.RETURNED, Fate.STUCK)) != (code in told.reasons)
    ]

    assert silent == []


@pytest.mark.parametrize(
    ("text", "read"),
    [("84,2", (Decimal("84.2"), None)), ("21/23", (Decimal(21), Decimal(23))), ("0", (Decimal(0), None))],
)
def test_figure_is_read_as_it_is_written(text, read):
    assert amount(text) == read


@pytest.mark.parametrize(
    ("name", "line", "said"),
    [("people.toml", "[[person", "people.toml"), ("notes/area-1.toml", '["9.9.9"]\nselesai = []', "selesai")],
)
def test_wrong_file_is_refused_with_what_is_wrong(tmp_path, name, line, said):
    folder = shutil.copytree(SAMPLES, tmp_path / "samples")
    path = folder / name
    path.write_text(f"{path.read_text()}\n{line}\n")

    with pytest.raises(ValueError, match=said):
        read_sample(folder)
