import os
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from pranata.config.demo.place import MARK, TODAY, enter, open_folder


def test_folder_is_made_beside_the_real_one_when_the_demonstration_starts(tmp_path):
    environment = {}

    folder = open_folder(tmp_path, environment)

    assert (folder, environment) == (tmp_path / "demo", {"PRANATA_VAR": str(tmp_path / "demo")})
    assert [path.name for path in folder.iterdir()] == [MARK]
    assert open_folder(folder, environment) == folder


def test_folder_with_other_data_is_left_alone_when_the_demonstration_starts(tmp_path):
    (tmp_path / "demo").mkdir()
    (tmp_path / "demo" / "pranata.sqlite3").write_bytes(b"sungguhan")

    with pytest.raises(ImproperlyConfigured, match="sudah berisi data lain"):
        open_folder(tmp_path, {})

    assert [path.name for path in (tmp_path / "demo").iterdir()] == ["pranata.sqlite3"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PRANATA_PRODUCTION", "1"),
        ("PRANATA_PUBLIC_URL", "https://contoh.example"),
        ("PRANATA_DATABASE_URL", "postgresql://x/y"),
        ("PRANATA_SIGNING_CERTIFICATE", "segel.p12"),
        ("PRANATA_AUDIT_KEY_FILE", "audit"),
    ],
)
def test_demonstration_is_refused_when_a_real_installation_is_set_up(tmp_path, name, value):
    folder = open_folder(tmp_path, {})

    for refused in (lambda: open_folder(tmp_path, {name: value}), lambda: enter(folder, {name: value})):
        with pytest.raises(ImproperlyConfigured, match=rf"tidak berjalan pada pemakaian sesungguhnya \({name}\)"):
            refused()


def test_mark_and_date_hold_when_the_folder_is_opened_by_any_command(tmp_path):
    environment = {}

    assert enter(open_folder(tmp_path, {}), environment)

    assert environment == {"PRANATA_DEMO": "1", "PRANATA_TODAY": TODAY}


def test_date_stays_when_one_is_given(tmp_path):
    environment = {"PRANATA_TODAY": "2022-03-10"}

    enter(open_folder(tmp_path, {}), environment)

    assert environment["PRANATA_TODAY"] == "2022-03-10"


def test_real_folder_is_no_demonstration_whatever_the_environment_says(tmp_path):
    environment = {"PRANATA_DEMO": "1"}

    assert not enter(tmp_path, environment)

    assert environment == {}


def test_start_ends_in_one_sentence_when_production_asks_for_the_demonstration(tmp_path):
    environment = {**os.environ, "PRANATA_VAR": str(tmp_path), "PRANATA_PRODUCTION": "1"}

    result = subprocess.run(
        [sys.executable, "-m", "pranata", "start", "--demo", "--no-serve"],
        env={**environment, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (result.returncode, result.stdout) == (1, "")
    assert [line.split("; ")[-1] for line in result.stderr.splitlines()] == ["hapus dari lingkungan."]
    assert list(tmp_path.iterdir()) == []
