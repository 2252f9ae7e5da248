"""Killed with -9 at any moment: nothing half-written, nothing acknowledged lost. Repeated at moments of chance."""

import json
import random
import time
from pathlib import Path

import pytest

from pranata.config.backup.tests.houses import OWN, empty_house

ROUNDS = 4
FILES = 40  # that a backup is killed among

# Stores files one after the other, each different, and says so once each is stored for good.
UPLOAD = """
import hashlib, os, time
from django.core.files.base import ContentFile
from pranata.base.files.actions import release, store
from pranata.base.org.models import Office
office = Office.objects.get(code="3503")
print("siap")
while True:
    content = b"nomor,isi\\n1," + os.urandom(60_000).hex().encode() + b"\\n"
    stored = store(office, ContentFile(content), by=None, name="contoh.csv")
    print(stored.pk, hashlib.sha256(content).hexdigest())
"""
# Imports the shipped decree for one year after the other, and says so once each is filed.
IMPORT = """
import time
from dataclasses import replace
from django.conf import settings
from pranata.base.org.models import Office
from pranata.engines.plan.actions.importing import import_plan
from pranata.engines.plan.models import Plan
from pranata.engines.plan.reading import read_plan
office = Office.objects.get(code="3503")
path = settings.DATA_DIR / "decrees" / "3503-2022.md"
source = path.read_bytes()
reading = read_plan(source, name=path.name)
year = Plan.objects.filter(office=office).order_by("-year").first().year
print("siap")
for year in range(year + 1, 2100):
    decree = replace(reading.decree, number=f"{year} TAHUN {year}", year=year, date="")
    plan = import_plan(
        replace(reading, decree=decree),
        office=office,
        year=year,
        by=None,
        source=source + b" " * year,
        source_name=path.name,
    )
    print(plan.pk, year)
time.sleep(60)
"""
STORED = """
import json
from pranata.base.files.models import StoredFile
print(json.dumps([[f.pk, f.sha256, f.storage_name] for f in StoredFile.objects.all()]))
"""
VERIFY = "from django.core.management import call_command; call_command('verify_audit', json=True)"
PLANS = """
import json
from pranata.engines.plan.models import Indicator, Plan, Remark, Subactivity
print(json.dumps([
    [p.pk, p.year, Subactivity.objects.filter(plan=p).count(), Indicator.objects.filter(subactivity__plan=p).count(),
     p.document.file_id is not None] for p in Plan.objects.filter(office__code="3503", year__gt=2022)
]))
"""


def acknowledged_before_kill(house, code: str, *, longest: float) -> list[list[str]]:
    """What ``code`` said was done before it was killed, at a moment of chance after the first thing it did."""
    with house.start_python(code) as process:
        assert process.stdout.readline() == "siap\n", process.stderr.read()
        first = process.stdout.readline()
        time.sleep(random.uniform(0, longest))  # noqa: S311 -- chance, not secrecy
        process.kill()
        rest, errors = process.communicate()
    assert "Traceback" not in errors, errors
    return [line.split() for line in (first + rest).splitlines()]


def is_killed_at_work(process, folder: Path, *, longest: float) -> bool:
    """Kill it at a moment of chance after something new stands in ``folder``; whether it had not ended by itself."""
    before = names_in(folder)
    while process.poll() is None and names_in(folder) == before:
        time.sleep(0.005)
    time.sleep(random.uniform(0, longest))  # noqa: S311 -- chance, not secrecy
    is_at_work = process.poll() is None
    process.kill()
    return is_at_work


def names_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} if folder.exists() else set()


def assert_chains_are_whole(house):
    """Asked once at the end: a link that broke is not mended by what is recorded after it."""
    assert json.loads(house.python(VERIFY))["ok"] is True


def test_uploads_are_whole_or_not_there_when_the_process_is_killed(house):
    acknowledged = []
    for _round in range(ROUNDS):
        acknowledged += acknowledged_before_kill(house, UPLOAD, longest=0.6)

    assert_chains_are_whole(house)
    rows = json.loads(house.python(STORED))
    bytes_stored = house.files()
    assert {name: bytes_stored.get(name) for _key, _digest, name in rows} == {name: d for _key, d, name in rows}
    known = {str(key): digest for key, digest, _name in rows}
    assert len(acknowledged) >= ROUNDS
    assert [line for line in acknowledged if known.get(line[0]) != line[1]] == []


def test_imported_plans_are_whole_or_not_there_when_the_process_is_killed(house):
    acknowledged = []
    for _round in range(ROUNDS):
        acknowledged += acknowledged_before_kill(house, IMPORT, longest=1.0)

    assert_chains_are_whole(house)
    plans = json.loads(house.python(PLANS))
    assert [line for line in acknowledged if [int(line[0]), int(line[1])] not in [row[:2] for row in plans]] == []
    assert len(acknowledged) >= ROUNDS
    assert {tuple(row[2:]) for row in plans} == {(91, 167, True)}


def test_backup_is_whole_or_not_there_when_the_process_is_killed(house, identity, tmp_path):
    with house.start_python(UPLOAD) as filling:  # enough to be killed in the middle of
        for _line in range(1 + FILES):
            filling.stdout.readline()
        filling.kill()
    folder = tmp_path / "cadangan"
    folder.mkdir()
    file = folder / "pranata"
    killed = 0
    for number in range(ROUNDS):
        with house.start("backup", file) as process:
            killed += is_killed_at_work(process, folder, longest=0.15 if number else 0)
        assert_absent_or_whole(file, identity, tmp_path)
    house.does("backup", file)

    assert killed > 0
    assert [path.name for path in folder.iterdir()] == ["pranata"]
    assert_absent_or_whole(file, identity, tmp_path)


def assert_absent_or_whole(file: Path, identity: Path, folder: Path):
    """A file of this name can be restored; what a killed process left has another name."""
    if file.exists():
        with empty_house(folder) as elsewhere:
            elsewhere.does("restore", file, "--identity", identity)
            assert_chains_are_whole(elsewhere)
            file.unlink()


@pytest.mark.parametrize("replace", [False, True])
def test_restore_leaves_what_was_there_when_the_process_is_killed(house, identity, tmp_path, replace):
    house.does("backup", tmp_path / "cadangan")
    restore = ["restore", tmp_path / "cadangan", "--identity", identity, *(["--replace"] * replace)]
    with empty_house(tmp_path, like=house if replace else None) as target:
        before = (target.rows(), target.files()) if replace else None
        for _round in range(ROUNDS):
            with target.start(*restore) as process:
                is_killed = is_killed_at_work(process, target.var, longest=0.5)
            if is_killed and before:
                assert (target.rows(), target.files()) == before
        done = target.run(*restore)
        if "Di sini sudah ada data" in done.stderr:  # killed when all stood in its place
            done = target.run(*restore, "--replace")
        assert done.returncode == 0, done.stderr

        assert (target.rows(), target.files()) == (house.rows(), house.files())
        assert_chains_are_whole(target)


def test_backup_taken_while_files_come_and_go_is_consistent(house, identity, tmp_path):
    coming_and_going = UPLOAD.replace(
        "print(stored.pk", "time.sleep(0.05); release(stored, by=None) if stored.pk % 2 else None; print(stored.pk"
    )
    with house.start_python(coming_and_going) as writer:
        assert writer.stdout.readline() == "siap\n"
        for number in range(2):
            house.does("backup", tmp_path / f"cadangan-{number}")
        assert writer.poll() is None
        writer.kill()

    for number in range(2):
        with empty_house(tmp_path, OWN) as elsewhere:
            elsewhere.does("restore", tmp_path / f"cadangan-{number}", "--identity", identity)
            rows, stored = json.loads(elsewhere.python(STORED)), elsewhere.files()
            assert {name: stored.get(name) for _key, _digest, name in rows} == {name: d for _key, d, name in rows}
            assert_chains_are_whole(elsewhere)
