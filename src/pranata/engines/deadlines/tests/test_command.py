import json

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from pranata.engines.deadlines import checks
from pranata.engines.deadlines.checks import check_data_files
from pranata.engines.deadlines.rows import DataFault

ANSWER = "information_requests.answer"
OVERSIGHT = "complaints.answer_oversight"


def test_json_stands_alone(capsys):
    call_command("explain_clock", ANSWER, "2022-04-26", "--json")

    printed = capsys.readouterr()
    found = json.loads(printed.out)
    assert (found["due"], len(found["steps"]), printed.err) == ("2022-05-19", 12, "")


def test_explanation_is_indonesian_whatever_the_language(capsys):
    with translation.override("en"):
        call_command("explain_clock", ANSWER, "2022-04-26")

    lines = capsys.readouterr().out.splitlines()
    assert lines[:3] == [
        "Menjawab permohonan informasi (PPID)",
        "Mengapa 19 Mei?",
        "1. Terdaftar 26 April 2022; hari pertama dihitung hari kerja berikutnya.",
    ]
    assert lines[5] == "4. Hari ke-10 jatuh pada Kamis, 19 Mei 2022."


@pytest.mark.parametrize(
    ("arguments", "due", "due_at"),
    [
        ([ANSWER, "2022-04-26", "--extended", "2022-05-18"], "2022-05-31", None),
        ([OVERSIGHT, "2022-06-01", "--paused", "2022-06-02/2022-06-06"], "2022-08-29", None),
        ([OVERSIGHT, "2022-06-01", "--paused", "2022-06-02/"], None, None),
        (["gratifications.completion", "2026-01-26", "--on", "2026-01-19"], "2026-03-11", None),
        (["personal_data.access", "2022-10-18T09:30"], "2022-10-21", "2022-10-21T09:30:00+07:00"),
        (["personal_data.access", "2022-10-18T20:00+00:00"], "2022-10-22", "2022-10-22T03:00:00+07:00"),
    ],
)
def test_options_are_counted_with(capsys, arguments, due, due_at):
    call_command("explain_clock", *arguments, "--json")

    found = json.loads(capsys.readouterr().out)
    assert (found["due"], found["due_at"]) == (due, due_at)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["information_request.answer", "2022-04-26"], "mungkin maksud Anda: information_requests.answer"),
        ([ANSWER, "26-04-2022"], "Waktu '26-04-2022' tidak dikenal"),
        ([ANSWER, "2022-04-31"], "Waktu '2022-04-31' tidak dikenal"),
        ([ANSWER, "2022-04-26", "--on", "kemarin"], "Tanggal 'kemarin' tidak dikenal"),
        ([ANSWER, "2022-04-26", "--paused", "2022-05-01/"], "tidak mengenal penghentian"),
        (
            [OVERSIGHT, "2022-06-01", "--paused", "2022-06-02"],
            "tulis seperti 2022-05-10/2022-05-13",
        ),
        (
            [OVERSIGHT, "2022-06-01", "--paused", "2022-06-06/2022-06-02"],
            "berakhir sebelum dimulai",
        ),
        (["personal_data.access", "2022-10-18"], "waktu mulainya perlu jam"),
        ([ANSWER, "9999-12-30"], "melewati tahun 9999"),
    ],
)
def test_error_names_what_is_wrong(arguments, words):
    with pytest.raises(CommandError) as refused:
        call_command("explain_clock", *arguments)

    assert words in str(refused.value)


def test_start_up_finds_nothing_wrong_with_our_files():
    assert check_data_files() == []


def test_start_up_names_the_file_that_cannot_be_used(monkeypatch):
    def broken():
        raise DataFault("contoh.toml, baris [[clock]] ke-1: amount")

    monkeypatch.setattr(checks, "clocks", broken)

    assert [(found.id, found.msg) for found in check_data_files()] == [
        ("deadlines.E001", "contoh.toml, baris [[clock]] ke-1: amount")
    ]
