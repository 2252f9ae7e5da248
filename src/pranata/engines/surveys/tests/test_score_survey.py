import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from pranata.engines.surveys.questionnaires import by_key
from pranata.engines.surveys.reading.questionnaire import QuestionnaireFault, parse_questionnaire
from pranata.engines.surveys.reading.responses import FaultyResponses, read_responses

HEAD = "u1,u2,u3,u4,u5,u6,u7,u8,u9"
FOURS, SKM = ",".join("4" * 9), by_key("skm")


def scored(tmp_path, text, *options):
    """What the command prints, and its warnings."""
    path, out, err = tmp_path / "jawaban.csv", StringIO(), StringIO()
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    call_command("score_survey", "skm", str(path), *options, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_file_is_scored_whole_and_by_service(tmp_path):
    text = f"{HEAD},service\n{FOURS},PPID\n{FOURS.replace('4', '2')},Pengaduan\n"

    out, _err = scored(tmp_path, text, "--json")

    nrr = {f"u{n}": 3 for n in range(1, 10)}
    assert json.loads(out) == {
        "n": 2,
        "index": 75,
        "band": "C",
        "nrr": nrr,
        "services": {
            "PPID": {"n": 1, "index": 100, "band": "A", "nrr": dict.fromkeys(nrr, 4)},
            "Pengaduan": {"n": 1, "index": 50, "band": "D", "nrr": dict.fromkeys(nrr, 2)},
        },
    }


def test_people_get_a_table(tmp_path):
    out, _err = scored(tmp_path, f"{HEAD}\n{FOURS}\n")
    assert out.splitlines()[:2] == [
        "Semua layanan: 1 responden, indeks 100,00, mutu A (Sangat Baik)",
        "  u1      4,00  Persyaratan",
    ]


@pytest.mark.parametrize(
    "text",
    [
        f"{HEAD}\n{FOURS}\n".encode("utf-8-sig"),
        f"{HEAD}\n{FOURS}\n".replace(",", ";"),
        f"{HEAD}\n{FOURS}\n".replace(",", "\t"),
        f"{HEAD.upper()}\r\n{FOURS}\r\n",
        f"{HEAD},umur\n{FOURS},30\n\n",
    ],
    ids=["bom", "semicolon", "tab", "capitals", "another column"],
)
def test_usual_files_are_read(tmp_path, text):
    out, _err = scored(tmp_path, text, "--json")
    assert (json.loads(out)["n"], json.loads(out)["index"]) == (1, 100)


def test_every_faulty_cell_is_named_with_its_line_and_nothing_is_printed(tmp_path):
    rows = ["4,4,4,4,4,4,4,4,5", '"3,5",4,4,4,4,4,4,4,4', "44197,4,4,4,4,4,4,4,2022-01-01", "0,4,4,4,4,4,4,4,4"]
    path, out = tmp_path / "a.csv", StringIO()
    path.write_text("\n".join([HEAD, FOURS, *rows]))

    with pytest.raises(CommandError) as refused:
        call_command("score_survey", "skm", str(path), "--json", stdout=out)

    assert str(refused.value).splitlines() == [
        "Baris 3, kolom u9: '5' bukan nilai 1 sampai 4.",
        "Baris 4, kolom u1: '3,5' bukan nilai 1 sampai 4; nilai desimal tidak dikenal.",
        "Baris 5, kolom u1: '44197' bukan nilai 1 sampai 4; tampaknya tanggal yang dibuat Excel.",
        "Baris 5, kolom u9: '2022-01-01' bukan nilai 1 sampai 4; tampaknya tanggal yang dibuat Excel.",
        "Baris 6, kolom u1: '0' bukan nilai 1 sampai 4.",
    ]
    assert out.getvalue() == ""


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "Berkas kosong"),
        (b"\n\n", "Berkas kosong"),
        (HEAD.encode(), "Baris 1: tidak ada jawaban di bawah judul kolom"),
        (b"u1,u2,u3\n4,4,4\n", "Baris 1: kolom u4, u5, u6, u7, u8, u9 belum ada"),
        (f"{HEAD},u1\n{FOURS},4\n".encode(), "Baris 1: kolom u1 ada dua kali"),
        (f"{HEAD},service\n,,,,,,,,,PPID\n".encode(), "Baris 2: tidak ada satu pun jawaban"),
        (f"{HEAD},service\n{FOURS},Pela\xe7anan\n".encode("latin-1"), "Baris 2: bukan UTF-8"),
        (f"{HEAD}\n{FOURS}\n".encode("utf-16"), "UTF-16"),
        (b"PK\x03\x04xyz", "Excel"),
        (f"{HEAD}\n3,5{FOURS[1:]}\n".encode(), "Baris 2: 10 sel, judul kolomnya 9"),
        (f'{HEAD}\n"4,4,4\n'.encode(), "Baris 2: tidak terbaca sebagai CSV"),
        (f"{HEAD}\n{FOURS[:-1]}\0\n".encode(), "Baris 2: bukan teks CSV"),
    ],
)
def test_what_is_no_such_file_is_refused_in_words(data, words):
    with pytest.raises(FaultyResponses, match=words):
        read_responses(data, SKM)


def test_line_of_a_fault_counts_the_lines_of_the_file():
    data = f'{HEAD},service\n\n{FOURS},"dua\nbaris"\n{FOURS[:-1]}9,x\n'.encode()
    with pytest.raises(FaultyResponses, match="^Baris 5, kolom u9"):
        read_responses(data, SKM)


def test_long_run_of_identical_rows_is_a_warning(tmp_path):
    out, err = scored(tmp_path, "\n".join([HEAD, *[FOURS] * 12]), "--json")
    assert err.splitlines() == ["Peringatan: Baris 2 sampai 13: 12 jawaban berturut-turut sama."]
    assert json.loads(out)["n"] == 12


def test_element_that_nobody_answered_is_a_warning(tmp_path):
    out, err = scored(tmp_path, f"{HEAD}\n4,4,4,4,4,4,4,,4\n", "--json")
    assert err.splitlines() == ["Peringatan: u8: tidak seorang pun menjawab; bobotnya dibagi kepada unsur lain."]
    assert (json.loads(out)["index"], json.loads(out)["nrr"]["u8"]) == (100, None)


def test_missing_file_is_said(tmp_path):
    with pytest.raises(CommandError, match="tidak dapat dibaca"):
        call_command("score_survey", "skm", str(tmp_path / "tidak-ada.csv"))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("code: x\n", ""), "tidak lengkap"),
        (("highest: 4", "highest: 4\nwarna: biru"), "kunci tidak dikenal: warna"),
        (("  - {code: u2", "  - {code: u1"), "u1 dua kali"),
        (("[a, b, c, d]", "[a, b, c]"), "u1: 3 pilihan, skalanya 4"),
        (("from: 50", "from: 95"), "bands harus"),
    ],
)
def test_faulty_questionnaire_is_refused(change, words):
    text = """code: x
edition: "1"
title: Contoh
basis: contoh
certainty: own
highest: 4
factor: 25
form:
  - {code: u1, element: Satu, text: Satu?, options: [a, b, c, d]}
  - {code: u2, element: Dua, text: Dua?}
bands:
  - {code: A, title: Baik, from: 90}
  - {code: B, title: Kurang, from: 50}
"""
    parse_questionnaire(text, "x/1.yaml")
    with pytest.raises(QuestionnaireFault, match=words):
        parse_questionnaire(text.replace(*change), "x/1.yaml")
