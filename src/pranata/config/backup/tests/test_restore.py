"""What was backed up stands elsewhere again: every row of every table, every file, every key."""

import json
import tarfile
from itertools import product

import pytest

from pranata.config.backup.tests.houses import KINDS, OWN, empty_house


def test_restored_house_has_every_row_file_and_key_when_it_stood_empty(house, elsewhere, identity, tmp_path):
    file = tmp_path / "cadangan"
    house.does("backup", file)
    elsewhere.does("restore", file, "--identity", identity)

    before, after = house.rows(), elsewhere.rows()
    assert after.keys() == before.keys()
    assert {table: after[table] for table in before if after[table] != before[table]} == {}
    assert [table for table, rows in before.items() if not rows] == ["account_emailconfirmation"]  # never used
    assert elsewhere.files() == house.files()
    assert elsewhere.keys() == house.keys()
    assert json.loads(elsewhere.does("verify_audit", "--json"))["ok"] is True


def rows_in(file):
    """The rows in a plain backup, by member; a database may keep the keys of a JSON value in an order of its own."""
    with tarfile.open(file) as archive:
        members = [member for member in archive if member.name.startswith("rows/")]
        return {member.name: [*map(json.loads, archive.extractfile(member))] for member in members}


@pytest.mark.parametrize(("source", "target"), list(product(KINDS, KINDS)))
def test_backup_of_the_restored_house_holds_the_same_rows_whatever_the_databases(furnished, source, target, tmp_path):
    first, second = tmp_path / "pertama.tar.gz", tmp_path / "kedua.tar.gz"
    furnished[source].does("backup", first, "--plain")
    with empty_house(tmp_path, target) as elsewhere:
        elsewhere.does("restore", first)
        elsewhere.does("backup", second, "--plain")

        assert json.loads(elsewhere.does("verify_audit", "--json"))["ok"] is True
        assert elsewhere.files() == furnished[source].files()
    before, after = rows_in(first), rows_in(second)
    assert after.keys() == before.keys()
    assert [name for name in before if after[name] != before[name]] == []


def test_number_of_a_row_that_is_gone_is_not_given_again(house, elsewhere, identity, tmp_path):
    add = "from django.contrib.auth.models import Group; print(Group.objects.create(name='Kelompok baru').pk)"
    house.does("backup", tmp_path / "cadangan")
    elsewhere.does("restore", tmp_path / "cadangan", "--identity", identity)

    assert elsewhere.python(add) == house.python(add)


def test_what_was_there_is_kept_aside_when_it_is_replaced(house, identity, tmp_path):
    before, files = house.rows(), house.files()
    house.does("backup", tmp_path / "cadangan")
    house.python("from pranata.base.org.models import Office; Office.objects.filter(code='3503').update(name='Lain')")
    changed = house.rows()
    assert changed != before

    refused = house.run("restore", tmp_path / "cadangan", "--identity", identity)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "Di sini sudah ada data" in refused.stderr
    assert house.rows() == changed

    said = json.loads(house.does("restore", tmp_path / "cadangan", "--identity", identity, "--replace", "--json"))
    assert house.rows() == before
    assert house.files() == files
    kept = [name.rpartition("before")[0].rpartition("/")[2] for name in said["set_aside"]]
    assert kept == ["files.", "keys.", {"sqlite": "pranata.sqlite3.", "postgresql": "public_"}[OWN]]


def test_erased_key_stays_erased_when_an_older_backup_comes_back(house, identity, tmp_path):
    house.does("backup", tmp_path / "cadangan")
    house.python("from pranata.base.seal.actions import erase; erase('person:901')")
    said = json.loads(house.does("restore", tmp_path / "cadangan", "--identity", identity, "--replace", "--json"))

    living = (
        "from pranata.base.seal.models import SubjectKey\n"
        "print(*SubjectKey.objects.filter(destroyed_at=None).values_list('subject', flat=True))"
    )
    assert said["erased_again"] == 1
    assert "person:901" not in house.python(living).split()
    assert json.loads(house.does("verify_audit", "--json"))["ok"] is True


def test_events_after_the_backup_are_counted_when_their_heads_were_copied(house, identity, tmp_path):
    house.does("backup", tmp_path / "cadangan")
    house.python(
        "from django.db import transaction\n"
        "from pranata.base.audit.actions import record\n"
        "with transaction.atomic():\n"
        "    for number in range(3): record(office=None, actor=None, action='contoh.catat')"
    )
    house.does("copy_audit_heads")
    said = json.loads(house.does("restore", tmp_path / "cadangan", "--identity", identity, "--replace", "--json"))

    assert (said["lost_events"], said["audit"]["fault"]) == (3, None)
    assert json.loads(house.does("verify_audit", "--json"))["ok"] is True


def test_restore_refuses_when_somebody_else_is_connected(house, identity, tmp_path):
    house.does("backup", tmp_path / "cadangan")
    before = house.rows()
    with house.start_python(
        "from pranata.base.org.models import Office\nprint(Office.objects.count())\nimport time; time.sleep(60)"
    ) as other:
        other.stdout.readline()
        refused = house.run("restore", tmp_path / "cadangan", "--identity", identity, "--replace")
        other.kill()

    assert refused.returncode == 1
    assert {"sqlite": "sedang dipakai proses lain", "postgresql": "sambungan lain"}[OWN] in refused.stderr
    assert house.rows() == before
