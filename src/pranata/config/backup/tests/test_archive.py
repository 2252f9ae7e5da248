"""The archive and its encryption alone: what is not exactly as written is never taken for whole."""

import io
import tracemalloc

import pytest

from pranata.config.backup import archive
from pranata.config.backup.encryption import as_identity, as_recipient, decrypting, encrypting, new_identity
from pranata.config.backup.errors import Refused, Unreadable
from pranata.config.backup.places import whole_file

MEMBERS = [(archive.HEAD, b'{"format": 1}'), ("keys/django", b"kunci"), ("rows/a/000001.jsonl", b"[1]\n[2]\n")]
IDENTITY = new_identity()


def written() -> bytes:
    out = io.BytesIO()
    with archive.writing(out) as target:
        for name, data in MEMBERS:
            target.add(name, data)
    return out.getvalue()


def sealed(data: bytes) -> bytes:
    out = io.BytesIO()
    with encrypting(out, [str(IDENTITY.to_public())]) as sink:
        sink.write(data)
    return out.getvalue()


def read(data: bytes) -> list[tuple[str, bytes]]:
    with archive.reading(io.BytesIO(data)) as members:
        return [(member.name, member.read()) for member in members]


def opened(data: bytes) -> list[tuple[str, bytes]]:
    with decrypting(io.BytesIO(data), IDENTITY) as plain, archive.reading(plain) as members:
        return [(member.name, member.read()) for member in members]


def test_archive_reads_back_as_written():
    assert read(written()) == MEMBERS
    assert opened(sealed(written())) == MEMBERS


def test_archive_is_unreadable_wherever_it_is_cut():
    whole = written()

    def outcome(length):
        try:
            return read(whole[:length])
        except Unreadable:
            return "unreadable"

    assert {length: outcome(length) for length in range(len(whole)) if outcome(length) != "unreadable"} == {}


def test_archive_is_unreadable_or_the_same_whichever_byte_changes():
    whole = written()

    def outcome(place):
        changed = bytearray(whole)
        changed[place] ^= 0x41
        try:
            return read(bytes(changed))
        except Unreadable:
            return MEMBERS

    assert [place for place in range(len(whole)) if outcome(place) != MEMBERS] == []


@pytest.mark.parametrize("part", [0.0, 0.2, 0.5, 0.9, 0.999])
def test_encrypted_archive_is_unreadable_when_cut_or_changed(part):
    whole = sealed(written())
    place = int(len(whole) * part)
    changed = bytearray(whole)
    changed[place] ^= 1

    for data in (whole[:place], bytes(changed)):
        with pytest.raises(Unreadable):
            opened(data)


def test_archive_with_a_member_of_another_hand_is_unreadable():
    out = io.BytesIO()
    with archive.writing(out) as target:
        target.add("lain.txt", b"bukan cadangan")

    with pytest.raises(Unreadable, match="bukan berkas cadangan"):
        read(out.getvalue())


def test_memory_does_not_grow_with_what_passes_through(tmp_path):
    class Zeros:
        def read(self, size=-1):
            return bytes(size)

    path, recipient = tmp_path / "besar", str(IDENTITY.to_public())
    tracemalloc.start()
    with path.open("wb") as out, encrypting(out, [recipient]) as sink, archive.writing(sink) as target:
        target.add(archive.HEAD, b"{}")
        for number in range(200):
            target.add_file(f"files/{number}", 400_000, Zeros())
    with path.open("rb") as file, decrypting(file, IDENTITY) as plain, archive.reading(plain) as members:
        count = sum(1 for _member in members)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert count == 201
    assert peak < 8_000_000


def test_error_of_the_disk_is_told_as_it_is(tmp_path):
    class Full:
        def write(self, data):
            raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space left"), encrypting(Full(), [str(IDENTITY.to_public())]) as sink:
        sink.write(bytes(1_000_000))


@pytest.mark.parametrize("text", ["", "# only a comment\n", "AGE-SECRET-KEY-1SALAH"])
def test_identity_is_refused_when_it_is_none(text):
    with pytest.raises(Refused, match="bukan identitas age"):
        as_identity(text)


def test_identity_is_read_from_a_file_of_age_keygen():
    text = f"# created: 2026-01-02\n# public key: {IDENTITY.to_public()}\n{IDENTITY}\n"

    assert str(as_identity(text)) == str(IDENTITY)


def test_recipient_is_refused_when_it_is_none():
    with pytest.raises(Refused, match="bukan kunci umum age"):
        as_recipient("age1salah")


def test_file_stays_as_it_was_when_writing_fails(tmp_path):
    path = tmp_path / "cadangan"
    path.write_bytes(b"lama")
    left = tmp_path / ".cadangan.contoh.part"
    left.write_bytes(b"dari proses yang dimatikan")

    def fail():
        with whole_file(path) as file:
            file.write(b"setengah")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()

    assert {each.name: each.read_bytes() for each in tmp_path.iterdir()} == {"cadangan": b"lama"}
