"""An instrument that can be read and would still score wrongly does not get past the start."""

import pytest
from django.core.checks import Error

from pranata.engines.assessments.checks import check_instruments
from pranata.engines.assessments.instruments import by_key, instruments
from pranata.engines.assessments.reading.meaning import faults_of
from pranata.engines.assessments.tests.sample import changed, sample

LAST_BAND = "  - {code: RENDAH, title: Rendah, from: 0}\n"


def test_the_sample_has_no_fault():
    assert faults_of(sample()) == []


@pytest.mark.parametrize(
    ("old", "new", "faults"),
    [
        ("valid_to: 2024-12-31", "valid_to: 2019-12-31", ["valid_to: lebih awal dari valid_from"]),
        ("maximum: 20", "maximum: 21", ["maximum: 21, sedangkan bobot bagian berjumlah 20"]),
        (
            "shares: proportional",
            "shares: given",
            [
                "proses: bobot 12, sedangkan bobot di bawahnya berjumlah 3",
                "CUKUP: syarat proses.1: 4 di luar 0 sampai 2",
                "UNGGUL: syarat campuran: 10 di luar 0 sampai 6",
            ],
        ),
        ("        weight: 1\n", "        weight: 0\n", ["proses.2: bobot 0 harus di atas nol"]),
        (
            "        weight: 1\n",
            '        weight: "-1/3"\n',
            ["proses.2: bobot -2,4 harus di atas nol"],
        ),
        ("- code: proses.2\n", "- code: proses.1\n", [
            "proses.1: kode bagian ini ada dua kali",
            "UNGGUL: syarat campuran: 10 di luar 0 sampai 8",
        ]),
        ("- {code: campuran,", "- {code: total,", None),
        ("{code: 2.b,", "{code: 2.a,", ["2.a: kode butir ini ada dua kali"]),
        ("{code: 2.b,", "{code: hasil,", ["hasil: kode butir sama dengan kode bagian lain"]),
        ("{code: 2.b,", f"{{code: {'x' * 41},", [f"{'x' * 41}: kode lebih dari 40 huruf"]),
        ("  - code: UNGGUL", "  - code: CUKUP", ["CUKUP: kode syarat ini ada dua kali"]),
        ("{code: SEDANG,", "{code: TINGGI,", ["TINGGI: kode kategori ini ada dua kali"]),
        ("{code: 1.c, text: Uraikan, scale: ESAI}", "{code: 1.c, text: Uraikan, scale: ESAI, criteria: [a]}", [
            "1.c: 1 criteria untuk 0 pilihan",
        ]),
        ("criteria: P1", "criteria: [ya, tidak]", ["1.b: 2 criteria untuk 4 pilihan"]),
        ("scale: INDEKS,", "scale: INDEKS, inputs: [a, b],", ["3.a: inputs hanya untuk perbandingan"]),
        ("B: 0.67, C: 0.33, D: 0}", "B: 0.33, C: 0.67, D: 0}", ["ABCD: pilihan harus dari yang terbaik"]),
        ("{A: 1, B: 0.67", "{A: 1.01, B: 0.67", ["ABCD: nilai pilihan A, 1,01, di luar 0 sampai 1"]),
        ("C: 0.33, D: 0}", "C: 0.33, D: -0.1}", ["ABCD: nilai pilihan D, -0,1, di luar 0 sampai 1"]),
        ("B: 0.67, C: 0.33, D: 0}", "B: 0.67, C: 0.33, NA: 0}", [
            "ABCD: kunci pilihan 'NA' harus huruf besar, paling panjang 12, bukan NA",
        ]),
        ("B: 0.67, C: 0.33, D: 0}", "B: 0.67, C: 0.33, d: 0}", [
            "ABCD: kunci pilihan 'd' harus huruf besar, paling panjang 12, bukan NA",
        ]),
        ("options: {YA: 1, TIDAK: 0}, titles: {YA: Ya, TIDAK: Tidak}", "options: {YA: 1}", [
            "YT: harus ada sedikitnya dua pilihan",
        ]),
        ("{kind: ratio}", "{kind: ratio, options: {A: 1, B: 0}}", ["PCT: pilihan hanya untuk kind choice"]),
        ("lowest: 1, highest: 5", "lowest: 5, highest: 5", ["INDEKS: lowest 5 harus di bawah highest 5"]),
        ("highest: 5", "highest: 5, below_zero: true", [
            "INDEKS: below_zero dan empty_ratio hanya untuk perbandingan",
        ]),
        ("empty_ratio: 1", "empty_ratio: 2", ["TURUN: empty_ratio 2 di luar 0 sampai 1"]),
        ("      - code: hasil.1\n        title: Indeks\n        section: true\n", (
            "      - code: hasil.1\n        title: Indeks\n"
        ), ["hasil.1: butirnya berada dalam 0 section, harus tepat satu"]),
        ("  - code: hasil\n", "  - code: hasil\n    section: true\n", [
            "hasil.1: butirnya berada dalam 2 section, harus tepat satu",
            "hasil.2: butirnya berada dalam 2 section, harus tepat satu",
        ]),
        ("scale: INDEKS,", "scale: ESAI,", ["hasil.1: tidak ada butir yang dinilai"]),
        ("          - {code: 3.a, text: Indeks, scale: INDEKS, out: Tidak ada di kabupaten}\n", "          []\n", [
            "hasil.1: harus berisi bagian atau butir, salah satu",
        ]),
        ("        roll_up: ladder\n", "", ["hasil.2: roll_up ladder dan ladder harus ada keduanya"]),
        ("          held: 4.t\n", "          held: 9.t\n", None),
        ("          held: 4.t\n", "          held: 1.a\n", None),
        ("value: 0.9, full: true, held: SATU", "value: 0.9, full: true, held: DUA", [
            "hasil.2: jenjang A: held DUA bukan pilihan butir 4.t",
        ]),
        ("{code: AA, value: 1,", "{code: AA, value: 1.1,", ["hasil.2: jenjang AA: nilai 1,1 di luar 0 sampai 1"]),
        ("{code: BB, value: 0.8,", "{code: BB, value: 0.95,", ["hasil.2: jenjang harus dari yang terbaik"]),
        ("{code: BB, value: 0.8,", "{code: AA, value: 0.8,", ["hasil.2: AA: kode jenjang ini ada dua kali"]),
        ("            - {code: E, value: 0}\n", "", ["hasil.2: jenjang B: yang terakhir harus menampung semua"]),
        ("{code: E, value: 0}", "{code: E, value: 0, over: 0.8}", None),
        ("[proses.1, hasil.1]", "[proses.1, hasil.9]", None),
        ("[proses.1, hasil.1]", "[proses.1, hasil.1, proses.1]", ["campuran: ada bagian yang terhitung dua kali"]),
        ("[proses.1, hasil.1]", "[proses, hasil.1, proses.1]", ["campuran: ada bagian yang terhitung dua kali"]),
        ("[proses.1, hasil.1]", "[]", None),
        ("{part: proses.1, minimum: 4}", "{part: proses.9, minimum: 4}", [
            "CUKUP: syarat atas proses.9, yang tidak ada",
        ]),
        ("{part: proses.1, minimum: 4}", "{part: proses.1, minimum: 8.5}", [
            "CUKUP: syarat proses.1: 8,5 di luar 0 sampai 8",
        ]),
        ("{part: total, minimum: 10}", "{part: total, minimum: 20.1}", [
            "CUKUP: syarat total: 20,1 di luar 0 sampai 20",
        ]),
        ("{part: campuran, minimum: 10}", "{part: campuran, minimum: 13}", [
            "UNGGUL: syarat campuran: 13 di luar 0 sampai 12",
        ]),
        ("{part: proses.1, minimum: 4}", "{part: total, minimum: 4}", [
            "CUKUP: total: kode syarat atas ini ada dua kali",
        ]),
        ("[{part: total, minimum: 10}, {part: proses.1, minimum: 4}]", "[]", ["CUKUP: tanpa satu syarat pun"]),
        (LAST_BAND, "", ["SEDANG: kategori terakhir harus mulai dari 0"]),
        ("title: Rendah, from: 0", "title: Rendah, above: 0", ["RENDAH: kategori terakhir harus mulai dari 0"]),
        ("title: Sedang, from: 50", "title: Sedang, above: 75", ["SEDANG: batasnya tidak di bawah TINGGI"]),
        ("title: Sedang, from: 50", "title: Sedang, from: 80", ["SEDANG: batasnya tidak di bawah TINGGI"]),
        ("title: Tinggi, above: 75", "title: Tinggi, above: 100", ["TINGGI: batas 100 di luar 0 sampai 100"]),
        ("options: {ABCD: {B:", "options: {ABC: {B:", ["lain: scale ABC tidak ada"]),
        ('{B: "3/4", C: "1/4"}', '{B: "3/4", X: "1/4"}', ["lain: pilihan X tidak ada dalam ABCD"]),
        ('{B: "3/4", C: "1/4"}', '{B: "1/4", C: "3/4"}', ["lain: ABCD: pilihan harus dari yang terbaik"]),
        ("weights: {hasil.1: 3, hasil.2: 5}", "weights: {hasil.9: 3}", ["lain: bagian hasil.9 tidak ada"]),
        ("weights: {hasil.1: 3, hasil.2: 5}", "weights: {hasil.1: 3}", [
            "lain: hasil: bobot 8, sedangkan bobot di bawahnya berjumlah 7",
        ]),
        ("conditions: [{part: total, minimum: 9}]", "conditions: [{part: total, minimum: 99}]", [
            "lain: CUKUP: syarat total: 99 di luar 0 sampai 20",
        ]),
    ],
)  # fmt: skip
def test_a_fault_is_found_and_names_its_code(old, new, faults):
    found = faults_of(sample((old, new)))

    assert found != []
    assert faults is None or found == faults


def test_a_band_may_start_at_the_bound_that_the_one_above_leaves_out():
    assert faults_of(sample(("title: Sedang, from: 50", "title: Sedang, from: 75"))) == []


def test_a_leaf_may_be_called_as_its_only_question_is():
    assert faults_of(sample(("{code: 3.a,", "{code: hasil.1,"))) == []


def test_every_shipped_instrument_makes_sense():
    assert {each.key: faults_of(each) for each in instruments()} == {each.key: [] for each in instruments()}
    assert check_instruments() == []


@pytest.fixture
def shelf(tmp_path, settings):
    """An empty folder of instruments in place of the shipped one."""
    settings.DATA_DIR = tmp_path
    (tmp_path / "instruments" / "contoh").mkdir(parents=True)
    instruments.cache_clear()
    by_key.cache_clear()
    yield tmp_path / "instruments" / "contoh" / "2020.yaml"
    instruments.cache_clear()
    by_key.cache_clear()


def test_the_server_does_not_start_when_a_file_cannot_be_read(shelf):
    shelf.write_text(changed(("maximum: 20", "maximum: banyak")))

    assert check_instruments() == [
        Error(
            "contoh/2020.yaml: maximum: 'banyak' bukan bilangan",
            hint="data/instruments/README.md",
            id="assessments.E001",
        )
    ]


def test_the_server_does_not_start_when_weights_do_not_add_up(shelf):
    shelf.write_text(changed(("maximum: 20", "maximum: 30"), ("valid_to: 2024-12-31", "valid_to: 2019-12-31")))

    assert [each.msg for each in check_instruments()] == [
        "contoh/2020.yaml: valid_to: lebih awal dari valid_from",
        "contoh/2020.yaml: maximum: 30, sedangkan bobot bagian berjumlah 20",
    ]
    assert {each.id for each in check_instruments()} == {"assessments.E001"}
