"""The shipped file of bindings: whole, true to the decree, honest about what it measures."""

from collections import defaultdict

import pytest
from django.conf import settings

from pranata.engines.deadlines.rows import DataFault
from pranata.engines.indicators.registry import by_key, indicator_references, measures
from pranata.engines.plan.bindings import binding_files, file_for, read_bindings
from pranata.engines.plan.bindings import indicator_references as references
from pranata.engines.plan.checks import check_bindings
from pranata.engines.plan.reading import read_plan

HEAD = "decree: decrees/contoh.md\noffice: '9999'\nyear: 2022\nindicators:\n"
ROW = '  "1.1.1#1":\n    text: Adanya SK\n'


@pytest.fixture(scope="module")
def shipped():
    return file_for("3503", 2022)


@pytest.fixture(scope="module")
def printed(shipped):
    path = settings.DATA_DIR / shipped.decree
    rows = read_plan(path.read_bytes(), name=path.name).subactivities()
    return {
        f"{row.code}#{position}": indicator.text
        for row in rows
        for position, indicator in enumerate(row.indicators, start=1)
    }


def test_every_indicator_of_the_decree_stands_in_the_file_once_and_nothing_else(shipped, printed):
    assert list(shipped.bindings) == list(printed)
    assert len(printed) == 167


def test_texts_in_the_file_are_those_of_the_decree(shipped, printed):
    wrong = [reference for reference, line in shipped.bindings.items() if not line.is_of(printed[reference])]
    short = [each.reference for each in shipped.bindings.values() if len(each.text.split()) < 4]

    assert wrong == []
    assert [reference for reference in short if shipped.bindings[reference].text != printed[reference].strip()] == []


def test_measures_that_are_bound_exist(shipped):
    named = {key for each in shipped.bindings.values() for key in (each.measure, each.proposed) if key}

    assert {key for key in named if by_key(key) is None} == set()
    assert check_bindings() == []


def test_enough_is_measured(shipped):
    assert len([each for each in measures() if not each.sealed]) >= 40
    assert len([each for each in shipped.bindings.values() if each.measure]) >= 60


def test_indicators_that_the_decree_prints_twice_are_read_alike(shipped, printed):
    read = defaultdict(set)
    for reference, text in printed.items():
        line = shipped.bindings[reference]
        read[" ".join(text.casefold().split()).rstrip("; .")].add((line.measure, line.capability))

    assert {text for text, ways in read.items() if len(ways) > 1} == set()


def test_misplaced_indicators_are_marked_and_never_swapped(shipped):
    marked = {each.reference: (each.measure, each.proposed) for each in shipped.bindings.values() if each.misplaced}

    assert marked == {
        "1.3.1#1": ("reform_teams.reform_team", "plan.verified_share"),
        "1.3.2#1": ("evidence.reform_kick_off", "assessments.pmprb_unit_submitted"),
        "4.1.5#1": ("archives.in_order", "sops.evaluated_share"),
        "7.2.1#1": ("complaints.officers", "reform_teams.gratification_unit"),
        "7.2.2#1": ("complaints.periodic_report", "evidence.gratification_dissemination"),
        "7.2.3#1": ("complaints.periodic_report", "evidence.gratification_campaign"),
        "7.2.4#1": ("complaints.periodic_report", "evidence.gratification_report"),
    }


def test_references_are_offered_to_the_list_of_measures():
    assert indicator_references() == references()
    assert references()["complaints.periodic_report"] == ["7.2.2#1", "7.2.3#1", "7.2.4#1", "7.6.3#1"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("a: [", "contoh.yaml: bukan YAML"),
        ("- satu", "contoh.yaml: harus berupa baris berisi kunci"),
        (HEAD + ROW, "contoh.yaml: 1.1.1#1: tulis salah satu, measure atau by_hand"),
        (HEAD + ROW + "    measure: a.b\n    by_hand: S1\n", "contoh.yaml: 1.1.1#1: tulis salah satu"),
        (HEAD + ROW + "    by_hand: segera\n", "contoh.yaml: 1.1.1#1: by_hand ditulis seperti S12, tertulis segera"),
        (
            HEAD + ROW + "    measure: a.b\n    proposed: a.c\n",
            "contoh.yaml: 1.1.1#1: proposed hanya bersama misplaced",
        ),
        (HEAD + ROW + "    ukuran: a.b\n", "contoh.yaml: 1.1.1#1: kunci tidak dikenal: ukuran"),
        (HEAD + "  satu:\n    text: Adanya SK\n", "contoh.yaml: satu: acuan ditulis seperti 7.6.2#1"),
        (HEAD + (ROW + "    by_hand: S1\n") * 2, "contoh.yaml: bukan YAML: dua kali: 1.1.1#1"),
    ],
)
def test_faulty_file_is_refused_with_its_line(tmp_path, content, words):
    (tmp_path / "contoh.yaml").write_text(content)

    with pytest.raises(DataFault) as fault:
        read_bindings(tmp_path)

    assert str(fault.value).startswith(words)


def test_two_files_for_one_plan_are_refused(tmp_path):
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text(HEAD + ROW + "    by_hand: S1\n")

    with pytest.raises(DataFault, match="rencana 9999 2022 sudah punya berkas lain"):
        read_bindings(tmp_path)


def test_file_that_names_an_unknown_measure_is_an_error_at_start(tmp_path, settings):
    (tmp_path / "bindings").mkdir()
    (tmp_path / "bindings" / "contoh.yaml").write_text(HEAD + ROW + "    measure: plan.kebetulan\n")
    settings.DATA_DIR = tmp_path
    binding_files.cache_clear()
    try:
        found = [(each.id, each.msg) for each in check_bindings()]
    finally:
        binding_files.cache_clear()

    assert found == [("plan.E002", "contoh.yaml: 1.1.1#1: ukuran plan.kebetulan tidak ada")]
