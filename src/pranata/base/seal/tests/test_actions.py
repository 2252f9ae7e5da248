import json

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from pranata.base.seal.actions import (
    erase,
    find_or_make_key,
    new_sealer,
    open_key,
    rewrap_keys,
    seal,
    seal_bytes,
    sealer_of,
    unseal,
    unseal_bytes,
)
from pranata.base.seal.cipher import decrypt, encrypt
from pranata.base.seal.errors import Erased, WrongKey
from pranata.base.seal.models import Erasure, SubjectKey

KEY = bytes(range(32))


@pytest.fixture(autouse=True)
def var_dir(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    return tmp_path


@given(st.binary(max_size=200), st.sampled_from(["", "data:person:12", "kunci–1"]))
def test_decrypting_gives_back_what_was_encrypted(plaintext, context):
    sealed = encrypt(KEY, plaintext, context=context)
    assert len(sealed) == len(plaintext) + 28
    assert decrypt(KEY, sealed, context=context) == plaintext


@given(st.integers(min_value=0, max_value=8 * 33 - 1))
def test_decrypting_is_refused_when_any_bit_is_changed(position):
    sealed = bytearray(encrypt(KEY, b"lima5", context="c"))
    sealed[position // 8] ^= 1 << position % 8
    with pytest.raises(WrongKey):
        decrypt(KEY, bytes(sealed), context="c")


@pytest.mark.parametrize("sealed", [b"", b"pendek", b"x" * 12])
def test_decrypting_is_refused_when_bytes_are_missing(sealed):
    with pytest.raises(WrongKey):
        decrypt(KEY, sealed, context="c")


def test_unseal_gives_the_text_back(db):
    sealed = seal("person:12", "Perlu klarifikasi – café")
    assert unseal("person:12", sealed) == "Perlu klarifikasi – café"
    assert seal("person:12", "Perlu klarifikasi – café") != sealed
    assert SubjectKey.objects.count() == 1


def test_unseal_gives_bytes_back(db):
    assert unseal_bytes("case:4", seal_bytes("case:4", b"\x00\xff")) == b"\x00\xff"


def test_unseal_for_another_subject_is_refused(db):
    sealed = seal("person:12", "rahasia")
    seal("person:13", "lain")
    for subject in ("person:13", "person:14"):
        with pytest.raises(WrongKey):
            unseal(subject, sealed)


@pytest.mark.parametrize("change", [lambda sealed: sealed[:-1], lambda sealed: f"é{sealed}", lambda sealed: "a"])
def test_unseal_of_what_is_no_base64_is_refused_in_the_same_way(db, change):
    sealed = seal("person:12", "rahasia")
    with pytest.raises(WrongKey):
        unseal("person:12", change(sealed))


def test_a_key_moved_to_another_subject_opens_nothing(db):
    sealed = seal("person:12", "rahasia")
    SubjectKey.objects.update(subject="person:13")
    with pytest.raises(WrongKey):
        unseal("person:13", sealed)


def test_the_stored_key_is_wrapped(db):
    row = find_or_make_key("person:12")
    assert open_key(row) not in bytes(row.wrapped)
    assert len(open_key(row)) == 32


def test_seal_without_sealing_key_is_a_clear_error(db, settings):
    settings.SEALING_KEY = ""
    with pytest.raises(ImproperlyConfigured, match="PRANATA_SEALING_KEY"):
        seal("person:12", "rahasia")


def test_unseal_after_erasing_is_impossible_and_so_is_sealing_again(db):
    sealed = seal("person:12", "rahasia")
    erase("person:12")
    with pytest.raises(Erased):
        unseal("person:12", sealed)
    with pytest.raises(Erased):
        seal("person:12", "lagi")
    row = SubjectKey.objects.get()
    assert (bytes(row.wrapped), row.destroyed_at is None) == (b"", False)


def test_erasing_twice_is_one_erasure(db):
    erase("person:12")
    erase("person:12")
    assert [erasure.subject for erasure in Erasure.objects.all()] == ["person:12"]


def test_erasures_are_listed_outside_the_database_once_committed(db, var_dir, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        seal("person:12", "rahasia")
        erase("person:12")
        assert not (var_dir / "erasures.jsonl").exists()
    entry = json.loads((var_dir / "erasures.jsonl").read_text())
    assert (entry["subject"], entry["serial"]) == ("person:12", str(SubjectKey.objects.get().serial))
    assert (var_dir / "erasures.jsonl").stat().st_mode & 0o777 == 0o600


def test_erasure_left_out_by_a_killed_process_is_listed_with_the_next(db, var_dir, django_capture_on_commit_callbacks):
    erase("person:12")
    with django_capture_on_commit_callbacks(execute=True):
        erase("person:13")
    listed = [json.loads(line)["subject"] for line in (var_dir / "erasures.jsonl").read_text().splitlines()]
    assert listed == ["person:12", "person:13"]


def test_replay_reads_on_when_a_line_was_torn(db, var_dir, django_capture_on_commit_callbacks, capsys):
    path = var_dir / "erasures.jsonl"
    path.write_text('{"serial": "1b')
    with django_capture_on_commit_callbacks(execute=True):
        erase("person:12")
    SubjectKey.objects.update(destroyed_at=None, wrapped=b"x")
    Erasure.objects.all().delete()

    with path.open("a") as file:
        file.write('{"serial"')
    call_command("replay_erasures", str(path))
    assert capsys.readouterr().out == "1 kunci dimusnahkan kembali.\n"


def test_replay_destroys_what_a_restore_brought_back_and_nothing_else(
    db, var_dir, django_capture_on_commit_callbacks, capsys
):
    with django_capture_on_commit_callbacks(execute=True):
        seal("person:12", "rahasia")
        restored = SubjectKey.objects.get()
        erase("person:12")
    SubjectKey.objects.all().delete()
    Erasure.objects.all().delete()
    restored.save(force_insert=True)
    seal("person:13", "tetap")

    call_command("replay_erasures", str(var_dir / "erasures.jsonl"))
    assert capsys.readouterr().out == "1 kunci dimusnahkan kembali.\n"
    assert list(SubjectKey.objects.filter(destroyed_at=None).values_list("subject", flat=True)) == ["person:13"]
    assert [erasure.subject for erasure in Erasure.objects.all()] == ["person:12"]

    call_command("replay_erasures", str(var_dir / "erasures.jsonl"))
    assert capsys.readouterr().out == "0 kunci dimusnahkan kembali.\n"


def test_replay_leaves_a_new_subject_that_got_the_old_name_alone(db, var_dir, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        erase("person:12")
    SubjectKey.objects.all().delete()
    sealed = seal("person:12", "orang lain")
    call_command("replay_erasures", str(var_dir / "erasures.jsonl"))
    assert unseal("person:12", sealed) == "orang lain"


@pytest.mark.parametrize("text", ["bukan json", "{}", '{"serial": "bukan-nomor"}', "[1]"])
def test_replay_of_another_file_is_refused_and_destroys_nothing(db, tmp_path, text):
    serial = find_or_make_key("person:12").serial
    path = tmp_path / "daftar.jsonl"
    path.write_text(json.dumps({"serial": str(serial)}) + f"\n{text}\n")
    with pytest.raises(CommandError, match="bukan daftar penghapusan"):
        call_command("replay_erasures", str(path))
    assert SubjectKey.objects.get().destroyed_at is None


def test_replay_of_a_missing_file_is_refused(db, tmp_path):
    with pytest.raises(CommandError, match="tidak dapat dibaca"):
        call_command("replay_erasures", str(tmp_path / "tidak-ada"))


def test_rewrapped_keys_open_under_the_new_sealing_key_alone(db, settings, tmp_path, capsys):
    former = settings.SEALING_KEY
    sealed = seal("person:12", "rahasia")
    erase("person:13")
    settings.SEALING_KEY = "kunci-segel-baru-untuk-uji-saja-bukan-rahasia-0"
    with pytest.raises(WrongKey):
        unseal("person:12", sealed)

    path = tmp_path / "lama"
    path.write_text(former + "\n")
    call_command("rotate_sealing_key", str(path))
    assert capsys.readouterr().out == "1 kunci dibungkus ulang.\n"
    assert unseal("person:12", sealed) == "rahasia"
    assert rewrap_keys(former) == 0
    settings.SEALING_KEY = former
    with pytest.raises(WrongKey):
        unseal("person:12", sealed)


def test_rotation_is_refused_when_a_row_does_not_open(db, settings, tmp_path):
    former = settings.SEALING_KEY
    find_or_make_key("person:12")
    SubjectKey.objects.update(subject="person:13")
    (tmp_path / "lama").write_text(former)
    with pytest.raises(CommandError, match="tidak ada yang diubah"):
        call_command("rotate_sealing_key", str(tmp_path / "lama"))
    with pytest.raises(CommandError, match="tidak dapat dibaca"):
        call_command("rotate_sealing_key", str(tmp_path / "tidak-ada"))


def test_a_sealer_seals_and_unseals_with_one_query(db, django_assert_num_queries):
    sealed = seal_bytes("case:1", b"satu")
    with django_assert_num_queries(1):
        sealer = sealer_of("case:1")
        assert [sealer.unseal(sealed), sealer.unseal(sealer.seal(b"dua"))] == [b"satu", b"dua"]


def test_a_new_sealer_makes_the_key_in_one_query(db, django_assert_num_queries):
    with django_assert_num_queries(1):
        sealed = new_sealer("case:1").seal(b"satu")
    assert unseal_bytes("case:1", sealed) == b"satu"
    with pytest.raises(IntegrityError), transaction.atomic():
        new_sealer("case:1")


def test_a_sealer_is_refused_once_the_subject_is_erased(db):
    new_sealer("case:1")
    erase("case:1")
    with pytest.raises(Erased):
        sealer_of("case:1")
