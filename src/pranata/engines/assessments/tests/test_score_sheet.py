"""``score_sheet`` says what a file of answers is worth, exactly, or every fault in it and nothing else."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from pranata.engines.assessments.instruments import by_key

ZI = "zona-integritas@2021"


@pytest.fixture
def run(tmp_path, capsys):
    """Runs the command over answers, or over a text, and gives what it printed."""

    def ran(answers, *options, key=ZI):
        path = tmp_path / "answers.json"
        if isinstance(answers, bytes):
            path.write_bytes(answers)
        else:
            path.write_text(answers if isinstance(answers, str) else json.dumps(answers), encoding="utf-8")
        call_command("score_sheet", key, str(path), *options)
        return capsys.readouterr().out

    return ran


def best(key=ZI):
    """The best answer to every question."""
    special = {"H.IPAK": 4, "H.IPKP": 4}
    whole = {"num": 3, "den": 3}
    return {
        code: special.get(code) or (question.scale.options[0].key if question.scale.options else whole)
        for code, question in by_key(key).questions.items()
    }


def test_no_answer_is_worth_nothing_and_every_part_is_listed(run):
    said = json.loads(run({}, "--json"))

    assert list(said) == ["total", "parts", "gates", "category", "warnings"]
    assert (said["total"], said["category"], said["warnings"]) == (0, None, [])
    assert said["parts"]["pemenuhan.I.1"] == {"score": 0, "weight": 0.5}
    assert {"pengungkit", "hasil", "pemenuhan.I", "reform.I", "reform.I.1", "H.IPAK"} <= set(said["parts"])
    assert said["gates"]["WBK"]["passed"] is False
    assert said["gates"]["WBK"]["failed"][:3] == ["total", "pengungkit", "pemenuhan.I"]


def test_the_best_answers_are_worth_a_hundred_and_reach_wbbm(run):
    said = json.loads(run(best(), "--json"))

    assert (said["total"], said["category"], said["warnings"]) == (100, "WBBM", [])
    assert said["gates"] == {"WBK": {"passed": True, "failed": []}, "WBBM": {"passed": True, "failed": []}}


def test_numbers_are_written_digit_for_digit(run):
    printed = run(
        {
            "I.1.a": "YA",
            "I.1.b": "B",
            "I.3.a": "B",
            "R.V.2.a": {"num": 1, "den": 3},
            "H.IPAK": 3.65,
            "H.KINERJA": "B",
        },
        "--json",
    )
    parts = json.loads(printed, parse_float=Decimal)["parts"]

    assert parts["pemenuhan.I.1"]["score"] == Decimal("0.375")
    assert parts["pemenuhan.I.3"]["score"] == Decimal("0.2233333333333333333333333333")  # 0.67 / 3
    assert parts["reform.V.2"] == {"score": 1, "weight": 3}
    assert parts["H.IPAK"]["score"] == Decimal("15.96875")
    assert parts["hasil.bersih"]["score"] == Decimal("19.71875")
    assert '"weight": 0.5}' in printed
    assert "0.50" not in printed


def test_a_sheet_that_misses_one_condition_names_it_alone(run):
    said = json.loads(run(best() | {"H.IPAK": 3.59}, "--json"))

    assert said["gates"]["WBK"] == {"passed": False, "failed": ["H.IPAK"]}
    assert said["category"] is None


def test_wbk_without_wbbm_is_the_category(run):
    said = json.loads(run(best() | {"H.IPKP": 3.2}, "--json"))

    assert said["gates"] == {
        "WBK": {"passed": True, "failed": []},
        "WBBM": {"passed": False, "failed": ["hasil.pelayanan"]},
    }
    assert said["category"] == "WBK"


def test_another_reading_of_the_conditions_is_asked_for_by_name(run):
    area = {code: "TIDAK" if raw == "YA" else "C" for code, raw in best().items() if code.startswith("I.1.")}
    answers = best() | area | {"I.2.a": "TIDAK", "I.2.b": "C", "I.2.c": "C", "I.3.a": "D"}

    assert json.loads(run(answers, "--json"))["gates"]["WBK"]["failed"] == ["pemenuhan.I"]
    assert json.loads(run(answers, "--json", "--variant", "area-gabungan"))["gates"]["WBK"]["failed"] == []


def test_warnings_are_sentences_that_name_the_place(run):
    said = json.loads(
        run({"III.6.a": "NA", "R.I.1.a": {"num": 5, "den": 2}, "R.III.3.a": {"num": 0, "den": 0}}, "--json")
    )

    assert said["warnings"] == [
        "pemenuhan.III.6: tidak ada butir yang berlaku; dihitung 0 karena aturan untuk itu tidak ditemukan.",
        "R.I.1.a: perbandingan di luar 0 sampai 1; dihitung pada batasnya.",
        "R.III.3.a: 0 dari 0; dihitung menurut ketentuan instrumen, yang belum terkonfirmasi.",
    ]


def test_people_get_a_table_with_every_condition_that_is_missed(run):
    lines = run(best() | {"H.IPKP": 3.2}).splitlines()

    assert lines[0] == "Lembar Kerja Evaluasi Zona Integritas menuju WBK/WBBM (PermenPANRB 90/2021, edisi 2021)"
    assert "pemenuhan.I.1            0,50 dari    0,50  Tim kerja" in lines
    assert lines[-5:] == [
        "Nilai total             96,50 dari  100,00",
        "WBK: terpenuhi",
        "WBBM: belum terpenuhi",
        "  hasil.pelayanan: Pelayanan Publik yang Prima ≥ 15,75, baru 14,00",
        "Kategori: WBK",
    ]


def test_people_see_which_condition_is_not_confirmed(run):
    lines = run({}).splitlines()

    assert "  total: Nilai total ≥ 75, baru 0,00 (syarat belum terkonfirmasi)" in lines
    assert "  H.IPAK: Indeks Persepsi Anti Korupsi ≥ 15,75, baru 0,00" in lines


def test_people_see_grades_and_which_weights_and_bounds_are_not_confirmed(run):
    graded = run({}, key="sakip@2021").splitlines()
    unsure = run({}, key="ombudsman@2022").splitlines()

    assert "1.1                      0,00 dari    6,00  Keberadaan: E" in graded
    assert (
        "input                    0,00 dari   25,00  Input "
        "(bobot belum terkonfirmasi: tidak ditemukan, diisi sementara)"
    ) in unsure


def refusal(run, answers, *options, key=ZI):
    with pytest.raises(CommandError) as refused:
        run(answers, "--json", *options, key=key)
    assert refused.value.returncode == 1
    return str(refused.value).splitlines()


def test_every_fault_is_named_at_once_and_nothing_is_printed(run, capsys):
    answers = {
        "I.1.z": "YA",
        "I.1.a": "A",
        "R.I.1.a": {"num": -1, "den": 3},
        "R.V.2.a": {"num": 1, "den": 0},
        "H.IPAK": 4.01,
        "H.KINERJA": "F",
        "I.2.a": "YA",
    }

    assert refusal(run, answers) == [
        "I.1.z: butir ini tidak ada dalam zona-integritas@2021.",
        'I.1.a: jawaban "A" tidak dikenal; pilih YA, TIDAK atau NA.',
        "R.I.1.a: pembilang dan penyebut tidak boleh negatif.",
        "R.V.2.a: penyebut nol; bila tidak ada yang dihitung, jawab NA.",
        'H.IPAK: "4.01" di luar rentang 0 sampai 4.',
        'H.KINERJA: jawaban "F" tidak dikenal; pilih A, B, C, D, E atau NA.',
    ]
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('{"I.1.a": "YA", "I.1.a": "TIDAK"}', "kunci dua kali: I.1.a"),
        ('{"H.IPAK": NaN}', "NaN bukan bilangan"),
        ('{"H.IPAK": 1e99999999999999999999}', "ada bilangan yang terlalu panjang"),
        (f'{{"H.IPAK": {"1" * 5000}}}', "ada bilangan yang terlalu panjang"),
        ("[" * 100_000, "terlalu banyak tingkat"),
        ("{", None),
        ("", None),
    ],
)
def test_a_file_that_is_no_plain_json_is_refused_in_one_line(run, tmp_path, text, sentence):
    said = refusal(run, text)

    assert len(said) == 1
    assert said[0].startswith(f"{tmp_path / 'answers.json'}: bukan JSON yang dapat dipakai: ")
    assert sentence is None or said[0].endswith(f": {sentence}.")


def test_a_list_of_answers_is_refused(run, tmp_path):
    assert refusal(run, ["YA"]) == [
        f"{tmp_path / 'answers.json'}: isinya harus satu objek, kode butir dengan jawabannya."
    ]


def test_a_file_that_is_no_text_is_refused(run, tmp_path):
    assert refusal(run, b"\xff\xfe\x00") == [f"{tmp_path / 'answers.json'}: bukan teks UTF-8."]


def test_a_file_that_is_missing_is_refused(tmp_path):
    missing: Path = tmp_path / "none.json"
    with pytest.raises(CommandError) as refused:
        call_command("score_sheet", ZI, str(missing), "--json")
    assert str(refused.value).startswith(f"{missing}: tidak dapat dibaca: ")


def test_an_unknown_instrument_or_reading_is_refused_with_what_there_is(run):
    assert refusal(run, {}, key="zona-integritas@1999")[0].startswith(
        "Instrumen zona-integritas@1999 tidak dikenal; yang ada: "
    )
    assert refusal(run, {}, "--variant", "lain") == [
        "zona-integritas@2021 tidak mengenal cara hitung lain; yang ada: area-gabungan."
    ]
