"""The copy of the heads outside the database: what it catches, and what it forgives."""

import json

import pytest
from django.core.management import call_command
from django.db import connection

from pranata.base.audit.copies import copy_heads
from pranata.base.audit.models import ChainHead
from pranata.base.audit.tests.standins import MALANG, TRENGGALEK, first_bad, record_many
from pranata.base.audit.tests.test_verification import sql
from pranata.base.audit.verification import Fault


def test_older_state_put_back_is_found_by_the_copy_outside(events, tmp_path):
    copy = tmp_path / "heads.jsonl"
    older = ChainHead.objects.get(office_code="3503")
    record_many(TRENGGALEK, 1)
    assert copy_heads(copy) == 3
    assert first_bad(copy=copy) is None

    sql("DELETE FROM audit_event WHERE office_code = '3503' AND sequence = 5")
    older.save()
    assert first_bad() is None
    assert first_bad(copy=copy) == ("3503", 5, Fault.MISSING_AT_END)


def test_everything_dropped_is_found_by_the_copy_outside(events, tmp_path):
    copy = tmp_path / "heads.jsonl"
    copy_heads(copy)
    sql("DELETE FROM audit_event")
    sql("DELETE FROM event_chain_head")
    sql("DELETE FROM seal_subjectkey")
    assert first_bad() is None
    assert first_bad(copy=copy) == ("", 1, Fault.CHAIN_MISSING)


def test_copy_of_another_database_is_no_fault_when_both_share_a_folder(events, tmp_path, monkeypatch):
    copy = tmp_path / "heads.jsonl"
    with monkeypatch.context() as elsewhere:
        elsewhere.setitem(connection.settings_dict, "NAME", "lain")
        copy_heads(copy)
    sql("DELETE FROM audit_event")
    sql("DELETE FROM event_chain_head")
    record_many(TRENGGALEK, 1)
    assert first_bad(copy=copy) is None


def test_copy_is_read_on_when_its_last_line_was_torn(events, tmp_path):
    copy = tmp_path / "heads.jsonl"
    copy_heads(copy)
    with copy.open("ab") as file:
        file.write(b'{"at": "2026-\xff')
    assert first_bad(copy=copy) is None
    record_many(TRENGGALEK, 1)
    assert copy_heads(copy) == 1
    assert first_bad(copy=copy) is None
    assert len(copy.read_text().splitlines()) == 4


def test_tampered_head_is_not_copied(events, tmp_path):
    copy = tmp_path / "heads.jsonl"
    sql("UPDATE event_chain_head SET count = 3 WHERE office_code = '3503'")
    assert copy_heads(copy) == 2
    assert first_bad(copy=copy) == ("3503", 3, Fault.HEAD_ALTERED)


def test_another_history_of_equal_length_is_found_by_the_copy_outside(events, tmp_path):
    copy = tmp_path / "heads.jsonl"
    copy_heads(copy)
    sql("DELETE FROM audit_event")
    sql("DELETE FROM event_chain_head")
    record_many(TRENGGALEK, 4)
    record_many(MALANG, 2)
    assert first_bad() is None
    assert first_bad(copy=copy)[2] == Fault.COPY_DIFFERS


@pytest.mark.parametrize(
    "line",
    ["bukan json", "{}", "\0", '{"chain": 1, "office_code": "", "count": 1, "last_hash": ""}', "[" * 99_999],
    ids=["text", "empty", "zero", "no keyed hash", "deep"],
)
def test_altered_copy_is_found(events, tmp_path, line):
    copy = tmp_path / "heads.jsonl"
    copy_heads(copy)
    with copy.open("a") as file:
        file.write(line + "\n")
    assert first_bad(copy=copy) == ("", 4, Fault.COPY_ALTERED)


def test_copying_again_adds_only_what_moved(events, tmp_path):
    copy = tmp_path / "heads.jsonl"
    assert copy_heads(copy) == 3
    assert copy_heads(copy) == 0
    record_many(MALANG, 1)
    assert copy_heads(copy) == 1
    assert [json.loads(line)["office_code"] for line in copy.read_text().splitlines()] == ["", "3503", "3507", "3507"]
    assert copy.stat().st_mode & 0o777 == 0o600


def test_command_copies_the_heads(events, tmp_path, capsys):
    call_command("copy_audit_heads", "--file", str(tmp_path / "heads.jsonl"))
    assert capsys.readouterr().out == "3 kepala rantai disalin.\n"
