"""What is no whole backup, or not to be opened, is refused in a sentence, and nothing is written."""

import pytest

from pranata.config.backup.archive import NOT_OURS
from pranata.config.backup.encryption import DAMAGED, WRONG_IDENTITY, new_identity
from pranata.config.backup.tests.houses import OWN


@pytest.fixture(scope="module")
def backups(furnished, tmp_path_factory):
    """A backup of each kind, made once."""
    folder = tmp_path_factory.mktemp("backups")
    furnished[OWN].does("backup", folder / "tersandi")
    furnished[OWN].does("backup", folder / "polos", "--plain")
    return folder


def nothing_written(house) -> bool:
    found = [path.name for path in house.var.rglob("*")] if house.var.exists() else []
    return found == [] and (house.url is None or house.rows() == {"numbers": []})


def refusal(house, file, *arguments) -> str:
    done = house.run("restore", file, *arguments)
    assert (done.returncode, done.stdout) == (1, "")
    assert nothing_written(house)
    return done.stderr.strip().removeprefix("CommandError: ")


def test_identity_is_asked_for_when_the_backup_is_encrypted(backups, elsewhere):
    assert "--identity" in refusal(elsewhere, backups / "tersandi")


def test_another_identity_does_not_open_the_backup(backups, elsewhere, tmp_path):
    (tmp_path / "lain").write_text(str(new_identity()))

    assert refusal(elsewhere, backups / "tersandi", "--identity", tmp_path / "lain") == WRONG_IDENTITY


def test_identity_that_is_none_is_refused(backups, elsewhere, tmp_path):
    (tmp_path / "bukan").write_text("bukan identitas")

    assert "bukan identitas age" in refusal(elsewhere, backups / "tersandi", "--identity", tmp_path / "bukan")


@pytest.mark.parametrize("name", ["tersandi", "polos"])
def test_cut_backup_is_refused(backups, elsewhere, identity, tmp_path, name):
    whole = (backups / name).read_bytes()
    (tmp_path / "potongan").write_bytes(whole[:-100])

    assert refusal(elsewhere, tmp_path / "potongan", "--identity", identity) == DAMAGED


@pytest.mark.parametrize("name", ["tersandi", "polos"])
def test_backup_with_one_changed_byte_is_refused(backups, elsewhere, identity, tmp_path, name):
    changed = bytearray((backups / name).read_bytes())
    changed[len(changed) // 2] ^= 1
    (tmp_path / "berubah").write_bytes(changed)

    assert refusal(elsewhere, tmp_path / "berubah", "--identity", identity) == DAMAGED


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\n" * 50])
def test_another_file_is_refused(elsewhere, identity, tmp_path, content):
    (tmp_path / "lain").write_bytes(content)

    assert refusal(elsewhere, tmp_path / "lain", "--identity", identity) == NOT_OURS


def test_file_that_is_not_there_is_refused(elsewhere, tmp_path):
    assert "tidak dapat dibaca" in refusal(elsewhere, tmp_path / "tidak-ada")


def test_keys_of_the_environment_are_refused_when_they_are_not_the_backups(backups, elsewhere):
    done = elsewhere.run("restore", backups / "polos", PRANATA_AUDIT_KEY="k" * 40)

    assert (done.returncode, nothing_written(elsewhere)) == (1, True)
    assert "Kunci audit yang disebut di lingkungan bukan kunci cadangan ini" in done.stderr
