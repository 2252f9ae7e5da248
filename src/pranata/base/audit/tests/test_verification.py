"""Every way to tamper, in raw SQL, and what the verification calls it."""

import json

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from pranata.base.audit.copies import copy_heads
from pranata.base.audit.models import Event
from pranata.base.audit.tests.standins import TRENGGALEK, first_bad, record_many
from pranata.base.audit.verification import Fault, verify
from pranata.base.seal.actions import erase

TEXT_COLUMNS = (
    "office_code",
    "at",
    "actor",
    "action",
    "target",
    "before",
    "after",
    "personal",
    "subject",
    "previous_hash",
    "hash",
)


def sql(statement, *parameters):
    """Run one statement behind Django's back; returns how many rows it changed."""
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.rowcount


def test_nothing_recorded_is_whole(db):
    assert verify() == verify(office_code="3503")
    assert (verify().events, verify().chains, verify().bad) == (0, 0, None)


def test_untouched_chains_are_whole(events):
    result = verify()
    assert (result.events, result.chains, result.bad) == (8, 3, None)


def test_chains_stay_whole_when_a_subject_is_erased(events):
    erase("person:12")
    assert verify().bad is None


@pytest.mark.parametrize("column", TEXT_COLUMNS)
@pytest.mark.parametrize("sequence", [1, 2, 4])
def test_altered_text_is_found_in_every_column(events, column, sequence):
    statement = f"UPDATE audit_event SET {column} = 'x' WHERE office_code = '3503' AND sequence = %s"
    assert sql(statement, sequence) == 1
    moved = Fault.MISSING_AT_END if sequence == 4 else Fault.REMOVED
    assert first_bad() == ("3503", sequence, moved if column == "office_code" else Fault.ALTERED)


@pytest.mark.parametrize("column", [name for name in TEXT_COLUMNS if "hash" not in name])
def test_text_longer_by_one_space_is_found(events, column):
    sql(f"UPDATE audit_event SET {column} = {column} || ' ' WHERE office_code = '3503' AND sequence = 2")
    assert first_bad() == ("3503", 2, Fault.REMOVED if column == "office_code" else Fault.ALTERED)


def test_every_column_has_its_test():
    columns = {field.attname for field in Event._meta.concrete_fields}
    assert columns == {*TEXT_COLUMNS, "id", "sequence"}


def test_altered_id_is_found(events):
    assert sql("UPDATE audit_event SET id = 5 WHERE office_code = '3503' AND sequence = 2") == 1
    assert first_bad() == ("3503", 2, Fault.ALTERED)


@pytest.mark.parametrize("spelling", ["replace(at, 'T', ' ')", "replace(at, '+00:00', 'Z')", "replace(at, '+', '0+')"])
def test_same_moment_in_another_spelling_is_found(events, spelling):
    assert sql(f"UPDATE audit_event SET at = {spelling} WHERE office_code = '3503' AND sequence = 2") == 1
    assert first_bad() == ("3503", 2, Fault.ALTERED)


# PostgreSQL itself refuses what no text or number can be; SQLite keeps it in any column.
UNREADABLE = {"bytes": "CAST({} AS BLOB)", "broken UTF-8": "CAST(X'ff' AS TEXT)", "no text": "X'ff00'"}


@pytest.fixture
def on_sqlite(events):
    """Runs a statement that only SQLite takes; returns whether it could be run."""

    def run(statement):
        if connection.vendor == "sqlite":
            assert sql(statement) == 1
        return connection.vendor == "sqlite"

    return run


@pytest.mark.parametrize("kind", UNREADABLE)
@pytest.mark.parametrize("column", [*TEXT_COLUMNS, "id", "sequence"])
def test_value_that_cannot_be_read_is_found_in_every_column(on_sqlite, column, kind):
    changed = on_sqlite(
        f"UPDATE audit_event SET {column} = {UNREADABLE[kind].format(column)}"
        " WHERE office_code = '3503' AND sequence = 2"
    )
    fault = Fault.REMOVED if column in ("office_code", "sequence") else Fault.ALTERED
    assert first_bad() == (("3503", 2, fault) if changed else None)


@pytest.mark.parametrize("kind", UNREADABLE)
@pytest.mark.parametrize("column", ["office_code", "count", "last_hash", "keyed_hash"])
def test_value_that_cannot_be_read_is_found_in_every_column_of_a_head(on_sqlite, column, kind):
    changed = on_sqlite(
        f"UPDATE event_chain_head SET {column} = {UNREADABLE[kind].format(column)} WHERE office_code = '3503'"
    )
    bad = verify().bad
    assert (bad and bad.fault) == (Fault.HEAD_ALTERED if changed else None)


@pytest.mark.parametrize("place", ["'3503', 'zzz'", "'3503', X'61'", "X'33353033', 1", "CAST(X'ff' AS TEXT), 1"])
def test_row_slipped_in_where_no_number_or_office_can_be_is_found(on_sqlite, place):
    changed = on_sqlite(
        f"INSERT INTO audit_event SELECT id + 9, {place}, at, actor, action, target, before, after, personal, subject,"
        " hash, hash FROM audit_event WHERE office_code = '3503' AND sequence = 4"
    )
    bad = verify().bad
    fault = Fault.UNKNOWN_ROW if "'3503'" in place else Fault.CHAIN_WITHOUT_HEAD
    assert (bad and bad.fault) == (fault if changed else None)


def test_altered_sequence_is_found(events):
    assert sql("UPDATE audit_event SET sequence = 9 WHERE office_code = '3503' AND sequence = 2") == 1
    assert first_bad() == ("3503", 2, Fault.REMOVED)


@pytest.mark.parametrize(
    ("sequence", "expected"),
    [(1, Fault.REMOVED), (2, Fault.REMOVED), (3, Fault.REMOVED), (4, Fault.MISSING_AT_END)],
)
def test_removed_row_is_found_wherever_it_was(events, sequence, expected):
    assert sql("DELETE FROM audit_event WHERE office_code = '3503' AND sequence = %s", sequence) == 1
    assert first_bad() == ("3503", sequence, expected)


def test_removed_middle_is_found_when_the_rest_moves_up(events):
    sql("DELETE FROM audit_event WHERE office_code = '3503' AND sequence = 2")
    sql("UPDATE audit_event SET sequence = 2 WHERE office_code = '3503' AND sequence = 3")
    sql("UPDATE audit_event SET sequence = 3 WHERE office_code = '3503' AND sequence = 4")
    assert first_bad() == ("3503", 2, Fault.ALTERED)


def test_removed_tail_of_every_chain_is_found(events):
    sql("DELETE FROM audit_event WHERE sequence > 1")
    assert first_bad() == ("", 2, Fault.MISSING_AT_END)


def test_all_rows_of_an_office_removed_is_found(events):
    assert sql("DELETE FROM audit_event WHERE office_code = '3503'") == 4
    assert first_bad() == ("3503", 1, Fault.MISSING_AT_END)


def test_rows_and_head_of_an_office_removed_is_found(events):
    sql("DELETE FROM audit_event WHERE office_code = '3503'")
    sql("DELETE FROM event_chain_head WHERE office_code = '3503'")
    assert first_bad() == ("3503", 1, Fault.CHAIN_MISSING)
    assert first_bad(office_code="3503") == ("3503", 1, Fault.CHAIN_MISSING)


def test_rows_head_and_opening_of_an_office_removed_is_found(events):
    sql("DELETE FROM event_chain_head WHERE office_code = '3507'")
    sql("DELETE FROM audit_event WHERE office_code = '3507' OR target = 'chain:3507'")
    assert first_bad() == ("", 2, Fault.MISSING_AT_END)


def test_head_removed_is_found(events):
    sql("DELETE FROM event_chain_head WHERE office_code = '3503'")
    assert first_bad() == ("3503", 1, Fault.CHAIN_WITHOUT_HEAD)


def test_the_installation_s_own_chain_removed_is_found(events):
    sql("DELETE FROM event_chain_head WHERE office_code = ''")
    sql("DELETE FROM audit_event WHERE office_code = ''")
    assert first_bad() == ("", 1, Fault.CHAIN_MISSING)
    assert first_bad(office_code="3503") == ("3503", 1, Fault.CHAIN_UNANNOUNCED)


def test_all_events_removed_with_heads_left_is_found(events):
    sql("DELETE FROM audit_event")
    assert first_bad() == ("", 1, Fault.MISSING_AT_END)


@pytest.mark.parametrize(
    "change", ["office_code = '9999'", "count = 2", "count = 9", "last_hash = 'x'", "keyed_hash = 'x'", "id = 999"]
)
def test_altered_head_is_found(events, change):
    assert sql(f"UPDATE event_chain_head SET {change} WHERE office_code = '3503'") == 1
    office_code, _sequence, fault = first_bad()
    assert (office_code, fault) == ("9999" if "office_code" in change else "3503", Fault.HEAD_ALTERED)


def test_cut_tail_is_not_healed_by_what_is_recorded_after_it(events):
    sql("DELETE FROM audit_event WHERE office_code = '3503' AND sequence = 4")
    sql("UPDATE event_chain_head SET count = 3, last_hash = %s WHERE office_code = '3503'", events[2].hash)
    assert first_bad() == ("3503", 3, Fault.HEAD_ALTERED)
    record_many(TRENGGALEK, 2)
    assert first_bad() == ("3503", 5, Fault.HEAD_ALTERED)


def test_emptied_chain_is_not_healed_by_what_is_recorded_after_it(events):
    sql("DELETE FROM audit_event WHERE office_code = '3503'")
    sql("UPDATE event_chain_head SET count = 0, last_hash = '', keyed_hash = '' WHERE office_code = '3503'")
    record_many(TRENGGALEK, 2)
    assert first_bad() == ("3503", 2, Fault.HEAD_ALTERED)


def test_chain_begun_anew_after_all_of_it_was_removed_is_found(events):
    sql("DELETE FROM audit_event WHERE office_code = '3503'")
    sql("DELETE FROM event_chain_head WHERE office_code = '3503'")
    record_many(TRENGGALEK, 2)
    assert first_bad() == ("3503", 1, Fault.CHAIN_BEGUN_ANEW)


def test_row_slipped_in_at_the_end_is_found(events):
    sql(
        "INSERT INTO audit_event SELECT id + 1, office_code, 5, at, actor, action, target, before, after, personal,"
        " subject, hash, hash FROM audit_event WHERE office_code = '3503' AND sequence = 4"
    )
    assert first_bad() == ("3503", 5, Fault.UNKNOWN_ROW)


def test_rows_of_an_office_nobody_opened_are_found(events):
    sql(
        "INSERT INTO audit_event SELECT id + 9, '3504', 1, at, actor, action, target, before, after, personal, subject,"
        " '', hash FROM audit_event WHERE office_code = '3503' AND sequence = 4"
    )
    assert first_bad() == ("", 1, Fault.CHAIN_WITHOUT_HEAD)
    assert first_bad(office_code="3504") == ("3504", 1, Fault.CHAIN_WITHOUT_HEAD)


def test_another_key_is_named_when_no_head_fits_it(events, settings, tmp_path):
    copy = tmp_path / "heads.jsonl"
    copy_heads(copy)
    settings.AUDIT_KEY = "kunci-lain-untuk-uji-saja-bukan-rahasia-000000"
    assert first_bad(copy=copy) == ("", 2, Fault.OTHER_KEY)
    assert copy_heads(copy) == 0


def test_only_the_office_asked_for_is_walked(events):
    sql("UPDATE audit_event SET action = 'x' WHERE office_code = '3503'")
    assert first_bad(office_code="3507") is None
    assert first_bad(office_code="3503") == ("3503", 1, Fault.ALTERED)


def test_all_events_and_heads_removed_is_found_by_the_keys_that_were_used(events):
    sql("DELETE FROM audit_event")
    sql("DELETE FROM event_chain_head")
    assert first_bad() == ("", 1, Fault.CHAIN_MISSING)


def test_command_prints_json_alone_and_leaves_with_1_at_the_first_bad_link(events, capsys):
    call_command("verify_audit", "--json")
    assert json.loads(capsys.readouterr().out) == {"ok": True, "events": 8, "chains": 3, "bad": None}

    sql("UPDATE audit_event SET actor = 'user:4' WHERE office_code = '3503' AND sequence = 2")
    with pytest.raises(SystemExit) as leaving:
        call_command("verify_audit", "--json")
    assert leaving.value.code == 1
    bad = {"office": "3503", "sequence": 2, "id": events[1].pk, "what": "altered"}
    assert json.loads(capsys.readouterr().out) == {"ok": False, "events": 3, "chains": 1, "bad": bad}


def test_command_says_in_one_sentence_what_it_found(events, capsys):
    call_command("verify_audit", "--office", "3507")
    assert capsys.readouterr().out == "Rantai utuh: 2 kejadian dalam 1 rantai.\n"
    with pytest.raises(CommandError, match="Satuan kerja 3501 tidak punya rantai kejadian"):
        call_command("verify_audit", "--office", "3501")

    sql("DELETE FROM audit_event WHERE office_code = '3503' AND sequence = 4")
    with pytest.raises(SystemExit):
        call_command("verify_audit")
    sentence = f"Rantai putus: kejadian hilang dari ujung rantai (satuan kerja 3503, urutan 4, id {events[3].pk}).\n"
    assert capsys.readouterr().out == sentence


def test_command_before_anything_is_prepared_fails_in_one_sentence_and_makes_no_file(db, tmp_path, monkeypatch):
    if connection.vendor == "sqlite":
        monkeypatch.setitem(connection.settings_dict, "NAME", tmp_path / "belum-ada.sqlite3")
    else:
        sql("DROP TABLE org_office CASCADE")
    with pytest.raises(CommandError, match=r"jalankan dulu: \./pranata start --no-serve"):
        call_command("verify_audit", "--json")
    assert list(tmp_path.iterdir()) == []


def test_command_without_audit_key_or_table_fails_in_one_sentence(events, settings):
    settings.AUDIT_KEY = ""
    with pytest.raises(CommandError, match="PRANATA_AUDIT_KEY"):
        call_command("verify_audit")
    sql("DROP TABLE event_chain_head")
    with pytest.raises(CommandError, match="Basis data tidak dapat dibaca"):
        call_command("verify_audit")
