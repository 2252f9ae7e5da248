import stat

from pranata.base.seal.keys import derive, key_id, make_keys


def test_make_keys_writes_three_private_files(tmp_path):
    directory = tmp_path / "var" / "keys"
    assert make_keys(directory) == ["django", "audit", "sealing"]
    assert sorted(path.name for path in directory.iterdir()) == ["audit", "django", "sealing"]
    assert stat.S_IMODE(directory.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in directory.iterdir()} == {0o600}
    keys = {path.read_text().strip() for path in directory.iterdir()}
    assert sorted(map(len, keys)) == [64, 64, 64]


def test_make_keys_never_touches_a_key_that_is_there(tmp_path):
    (tmp_path / "audit").write_text("milik-kantor\n")
    assert make_keys(tmp_path) == ["django", "sealing"]
    assert make_keys(tmp_path) == []
    assert (tmp_path / "audit").read_text() == "milik-kantor\n"


def test_make_keys_narrows_a_directory_that_others_could_read(tmp_path):
    tmp_path.chmod(0o755)
    make_keys(tmp_path)
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o700


def test_derived_keys_differ_by_purpose_and_master():
    keys = [derive(b"satu", "wrap"), derive(b"satu", "key-id"), derive(b"dua", "wrap")]
    assert [len(key) for key in keys] == [32, 32, 32]
    assert len(set(keys)) == 3
    assert derive(b"satu", "wrap") == keys[0]
    assert len(key_id(b"satu")) == 16
