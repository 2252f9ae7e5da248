"""``./pranata`` itself: a shell script that must not fail in a folder with a space, nor say more than it should."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tree import ROOT

LOCKS = ("requirements-bootstrap.lock", "requirements.lock", "requirements-dev.lock")
SHELL_TOOLS = ("cat", "cmp", "cp", "dirname", "printf", "rm", "sh")


def script(path: Path, body: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)


@pytest.fixture
def house(tmp_path):
    """A house in a folder with a space, prepared: its .venv hands over to the Python that runs the tests."""
    root = tmp_path / "rumah saya"
    root.mkdir()
    for name in ("pranata", *LOCKS):
        shutil.copy(ROOT / name, root / name)
    (root / "src").symlink_to(ROOT / "src")
    script(root / ".venv" / "bin" / "python", f'exec "{sys.executable}" "$@"')
    script(root / ".venv" / "bin" / "uv", 'echo "noise of the installer"')
    for name in LOCKS:
        shutil.copy(root / name, root / ".venv" / f".installed-{name}")
    return root


def knock(house: Path, *arguments: str, path: str | None = None) -> subprocess.CompletedProcess:
    """Run the script from another folder; ``path`` replaces the programs it may find."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("PRANATA_", "PYTHON"))}
    environment["PATH"] = path or environment["PATH"]
    command = [house / "pranata", *arguments]
    return subprocess.run(command, cwd="/", env=environment, capture_output=True, text=True, check=False)


def programs(folder: Path, **python: str) -> str:
    """A search path with the shell's tools and the given pretended Pythons, nothing else."""
    for name in SHELL_TOOLS:
        if found := shutil.which(name):
            (folder / name).symlink_to(found)
    for name, body in python.items():
        script(folder / name, body)
    return str(folder)


def test_script_is_sound_when_a_plain_shell_reads_it():
    result = subprocess.run(["sh", "-n", ROOT / "pranata"], capture_output=True, text=True, check=False)

    assert (result.returncode, result.stderr) == (0, "")


def test_output_is_json_alone_when_asked_from_another_folder(house):
    result = knock(house, "where", "second factor", "--json")

    assert (result.returncode, result.stderr) == (0, "")
    assert [row["name"] for row in json.loads(result.stdout)] == ["needs_second_factor"]


def test_output_is_json_alone_when_packages_are_installed_first(house):
    (house / ".venv" / ".installed-requirements.lock").write_text("of yesterday")

    result = knock(house, "where", "second factor", "--json")

    assert result.returncode == 0
    assert [row["name"] for row in json.loads(result.stdout)] == ["needs_second_factor"]
    assert "noise of the installer" in result.stderr.splitlines()
    assert (house / ".venv" / ".installed-requirements.lock").read_text() == (house / "requirements.lock").read_text()


def test_packages_are_not_marked_as_installed_when_installing_fails(house):
    stamp = house / ".venv" / ".installed-requirements.lock"
    stamp.write_text("of yesterday")
    script(house / ".venv" / "bin" / "uv", "exit 1")

    result = knock(house, "where", "second factor", "--json")

    assert (result.returncode, result.stdout, stamp.read_text()) == (1, "", "of yesterday")
    assert result.stderr.splitlines()[-1].startswith("pranata: ")


@pytest.mark.parametrize(
    ("python", "missing", "remedy"),
    [
        ({}, "Python 3.11", "apt-get install python3 python3-venv"),
        ({"python3": "exit 1"}, "Python 3.11", "apt-get install python3 python3-venv"),
        ({"python3": 'case "$2" in *ensurepip*) exit 1;; esac'}, "venv", "apt-get install python3-venv"),
    ],
    ids=["none", "too old", "without venv"],
)
def test_one_sentence_names_the_remedy_when_python_will_not_do(house, tmp_path, python, missing, remedy):
    shutil.rmtree(house / ".venv")
    (tmp_path / "bin").mkdir()

    result = knock(house, "start", path=programs(tmp_path / "bin", **python))

    assert (result.returncode, result.stdout) == (1, "")
    [sentence] = result.stderr.splitlines()
    assert sentence.startswith("pranata: ")
    assert missing in sentence
    assert sentence.endswith(remedy)


def test_command_is_unknown_when_there_is_none_of_that_name(house):
    result = knock(house, "gajah")

    assert (result.returncode, result.stdout) == (1, "")
    assert "gajah" in result.stderr.splitlines()[0]
