"""New code over old data: backed up, migrated, checked; and as it was when a step fails."""

import json
from pathlib import Path

import pytest

PACKAGE = "contoh_pembaruan"
APP = """
from django.apps import AppConfig

class Config(AppConfig):
    name = "contoh_pembaruan"
    default_auto_field = "django.db.models.BigAutoField"
"""
SETTINGS = """
from pranata.config.settings import *

INSTALLED_APPS = [*INSTALLED_APPS, "contoh_pembaruan.apps.Config"]
"""
FIRST = """
from django.db import migrations, models

class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            "Note", fields=[("id", models.BigAutoField(primary_key=True)), ("text", models.TextField())]
        ),
    ]
"""
FAILING = """
from django.db import migrations

def rename_and_fail(apps, editor):
    apps.get_model("org", "Office").objects.update(name="Diubah lalu gagal")

def fail(apps, editor):
    raise ValueError("contoh langkah yang gagal")

class Migration(migrations.Migration):
    atomic = False
    dependencies = [("contoh_pembaruan", "0001_first"), ("org", "0001_initial")]
    operations = [migrations.RunPython(rename_and_fail), migrations.RunPython(fail)]
"""
MODEL = """
from django.db import models

class Note(models.Model):
    text = models.TextField()
"""


@pytest.fixture
def newer(tmp_path):
    """Settings of newer code: one app more, whose migrations the tests write."""
    package = tmp_path / "kode" / PACKAGE
    (package / "migrations").mkdir(parents=True)
    for name, text in (
        ("__init__.py", ""),
        ("apps.py", APP),
        ("models.py", MODEL),
        ("settings.py", SETTINGS),
        ("migrations/__init__.py", ""),
        ("migrations/0001_first.py", FIRST),
    ):
        (package / name).write_text(text)
    return package


def as_newer(house, package: Path, *arguments):
    path = f"{package.parent}:{house.environment()['PYTHONPATH']}"
    return house.run(*arguments, PYTHONPATH=path, DJANGO_SETTINGS_MODULE=f"{PACKAGE}.settings")


def backups(house) -> list[Path]:
    return sorted((house.var / "backups").glob("*")) if (house.var / "backups").exists() else []


def test_upgrade_changes_nothing_when_there_is_nothing_to_do(house):
    before = house.rows()

    said = json.loads(house.does("upgrade", "--json"))

    assert (said["migrations"], said["backup"], house.rows()) == ([], None, before)
    assert backups(house) == []


def test_upgrade_backs_up_and_migrates_when_the_code_is_newer(house, newer, identity, elsewhere):
    before = house.rows()
    done = as_newer(house, newer, "upgrade", "--json")
    assert done.returncode == 0, done.stderr

    assert json.loads(done.stdout)["migrations"] == [f"{PACKAGE}.0001_first"]
    assert house.rows().keys() - before.keys() == {f"{PACKAGE}_note"}
    [backup] = backups(house)
    elsewhere.does("restore", backup, "--identity", identity)
    assert elsewhere.rows() == before
    assert json.loads(as_newer(house, newer, "upgrade", "--json").stdout)["migrations"] == []
    assert backups(house) == [backup]


def test_failed_upgrade_leaves_the_state_of_before(house, newer):
    (newer / "migrations" / "0002_failing.py").write_text(FAILING)
    before, files = house.rows(), house.files()

    done = as_newer(house, newer, "upgrade")

    assert done.returncode == 1
    assert "Pemutakhiran gagal (contoh langkah yang gagal); basis data sudah kembali seperti semula" in done.stderr
    assert house.rows() == before
    assert house.files() == files
    assert json.loads(house.does("verify_audit", "--json"))["ok"] is True


def test_backup_of_newer_code_is_refused_by_older(house, newer, elsewhere, tmp_path):
    assert as_newer(house, newer, "upgrade").returncode == 0
    assert as_newer(house, newer, "backup", tmp_path / "baru", "--plain").returncode == 0

    done = elsewhere.run("restore", tmp_path / "baru")

    assert done.returncode == 1
    assert f"Cadangan ini dari versi Pranata lain (migrasi {PACKAGE}.0001_first)" in done.stderr
    assert elsewhere.files() == {}


def test_backup_of_older_code_is_brought_up_to_date_by_newer(house, newer, elsewhere, tmp_path):
    house.does("backup", tmp_path / "lama", "--plain")
    done = as_newer(elsewhere, newer, "restore", tmp_path / "lama")
    assert done.returncode == 0, done.stderr

    after = elsewhere.rows()
    assert after.keys() - house.rows().keys() == {f"{PACKAGE}_note"}
    assert after["audit_event"] == house.rows()["audit_event"]


def test_upgrade_asks_for_a_recipient_before_anything_is_changed(house, newer):
    (house.var / "backup-recipient").unlink()
    before = house.rows()

    done = as_newer(house, newer, "upgrade")

    assert (done.returncode, house.rows()) == (1, before)
    assert "./pranata backup --init" in done.stderr
