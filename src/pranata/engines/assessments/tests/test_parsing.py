"""A file is read whole and as it was written, or refused with its name and the place of the slip."""

from datetime import date
from fractions import Fraction

import pytest

from pranata.engines.assessments.reading.instrument import Certainty, Mark
from pranata.engines.assessments.reading.parsing import InstrumentFault, parse_instrument, read_instruments
from pranata.engines.assessments.tests.sample import TEXT, changed, sample

SAMPLE = sample()


def test_an_instrument_says_what_it_is():
    assert (SAMPLE.key, SAMPLE.short_title, SAMPLE.basis) == ("contoh@2020", "Contoh", "Peraturan contoh")
    assert (SAMPLE.valid_from, SAMPLE.valid_to) == (date(2020, 1, 1), date(2024, 12, 31))
    assert (SAMPLE.maximum, SAMPLE.in_percent, SAMPLE.per_subject) == (20, True, "layanan")
    assert SAMPLE.notes == ("Bukan instrumen resmi.",)


def test_questions_keep_the_order_of_the_form():
    assert list(SAMPLE.questions) == [
        "1.a", "1.b", "1.c", "2.a", "2.b", "3.a", "4.a", "4.b", "4.c", "4.d", "4.e", "4.t",
    ]  # fmt: skip
    assert [part.code for part in SAMPLE.sections] == ["proses.1", "proses.2", "hasil.1", "hasil.2"]


def test_decimals_are_the_fractions_that_were_written():
    assert [each.value for each in SAMPLE.questions["1.b"].scale.options] == [
        1, Fraction(67, 100), Fraction(33, 100), 0,
    ]  # fmt: skip


def test_weights_are_shared_as_the_part_says():
    weights = {code: part.weight for code, part in SAMPLE.by_part.items()}

    assert weights == {"proses": 12, "proses.1": 8, "proses.2": 4, "hasil": 8, "hasil.1": 4, "hasil.2": 4}


def test_proportions_that_have_no_end_stay_exact():
    thirds = sample(("        weight: 2\n", '        weight: "25/11"\n'))

    assert thirds.by_part["proses.1"].weight == Fraction(12) * Fraction(25, 36)
    assert thirds.by_part["proses.1"].weight + thirds.by_part["proses.2"].weight == 12


def test_criteria_come_from_a_pattern_or_stand_there():
    own = sample(("criteria: P1", "criteria: [a, b, c, d]"))

    assert SAMPLE.questions["1.b"].criteria == ("seluruh", "sebagian besar", "sebagian kecil", "belum")
    assert own.questions["1.b"].criteria == ("a", "b", "c", "d")


def test_a_mark_holds_below_until_another_one_stands():
    source, hole = Mark(Certainty.SOURCE, "Naskah contoh"), Mark(Certainty.NOT_FOUND, "", "dibagi rata")
    marks = {code: part.mark for code, part in SAMPLE.by_part.items()}

    assert marks == {
        "proses": source, "proses.1": source, "proses.2": source, "hasil": source, "hasil.1": hole, "hasil.2": hole,
    }  # fmt: skip
    assert SAMPLE.questions["4.t"].scale.mark == Mark(Certainty.OWN)
    assert SAMPLE.questions["2.b"].scale.empty_ratio_mark == Mark(Certainty.LOW)
    assert [each.mark for each in SAMPLE.gates[1].conditions] == [Mark(Certainty.HIGH), source]
    # A hole in the weights says nothing against the wording of the questions.
    assert SAMPLE.questions["4.a"].mark == source


def test_options_have_titles_for_people_where_the_file_gives_them():
    assert [(each.key, each.title) for each in SAMPLE.questions["1.a"].scale.options] == [
        ("YA", "Ya"),
        ("TIDAK", "Tidak"),
    ]


def test_a_question_keeps_help_inputs_and_why_it_is_out():
    assert SAMPLE.questions["2.b"].inputs == ("turun", "tahun lalu")
    assert SAMPLE.questions["2.b"].help == "Boleh negatif."
    assert SAMPLE.questions["3.a"].is_out == "Tidak ada di kabupaten"


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("basis: Peraturan contoh\n", "", "contoh/2020.yaml: kunci belum ada: basis"),
        ("short_title: Contoh", "short_titel: Contoh", "contoh/2020.yaml: kunci belum ada: short_title"),
        ("per_subject: layanan", "per_subjek: layanan", "contoh/2020.yaml: kunci tidak dikenal: per_subjek"),
        ("title: Lembar contoh", "title: 3", "contoh/2020.yaml: title harus berupa teks"),
        ("valid_from: 2020-01-01", "valid_from: kemarin", "contoh/2020.yaml: valid_from harus berupa tanggal"),
        ("in_percent: true", "in_percent: 1", "contoh/2020.yaml: in_percent harus true atau false"),
        ("maximum: 20", "maximum: banyak", "contoh/2020.yaml: maximum: 'banyak' bukan bilangan"),
        ("maximum: 20", 'maximum: "1/0"', "contoh/2020.yaml: maximum: '1/0' bukan bilangan"),
        ("maximum: 20", "maximum: true", "contoh/2020.yaml: maximum: 'True' bukan bilangan"),
        ("notes: [Bukan instrumen resmi.]", "notes: Catatan", "contoh/2020.yaml: notes harus berupa daftar"),
        ("notes: [Bukan instrumen resmi.]", "notes: [1]", "contoh/2020.yaml: notes harus berupa daftar teks"),
        (
            "mark: {certainty: source, source: Naskah contoh}",
            "mark: {certainty: pasti}",
            "contoh/2020.yaml: mark: certainty 'pasti' tidak dikenal; pilih: source, high, medium, low, own, not_found",
        ),
        (
            "mark: {certainty: source, source: Naskah contoh}",
            "mark: {source: Naskah}",
            "contoh/2020.yaml: mark: kunci belum ada: certainty",
        ),
        ("        weight: 2\n", "", "contoh/2020.yaml: proses: parts ke-1: kunci belum ada: weight"),
        (
            "      - code: hasil.1\n",
            "      - code: hasil.1\n        weight: 4\n",
            "contoh/2020.yaml: hasil.1: kunci tidak dikenal: weight",
        ),
        (
            "shares: proportional",
            "shares: adil",
            "contoh/2020.yaml: proses: shares 'adil' tidak dikenal; pilih: given, proportional, equal",
        ),
        (
            "roll_up: ladder",
            "roll_up: tangga",
            "contoh/2020.yaml: hasil.2: roll_up 'tangga' tidak dikenal; pilih: mean, ladder",
        ),
        (
            "text: Ada aturan, scale: YT",
            "text: Ada aturan, scale: YN",
            "contoh/2020.yaml: 1.a: scale 'YN' tidak dikenal; yang ada: YT, ABCD, LAMA, PCT, TURUN, INDEKS, ESAI",
        ),
        ("criteria: P1", "criteria: P9", "contoh/2020.yaml: 1.b: pola criteria 'P9' tidak dikenal"),
        (
            "inputs: [selesai, semua]",
            "inputs: [selesai]",
            "contoh/2020.yaml: 2.a: inputs harus dua teks, pembilang dan penyebut",
        ),
        ("text: Uraikan, ", "", "contoh/2020.yaml: 1.c: kunci belum ada: text"),
        (
            "{part: proses.1, minimum: 4}",
            "{part: proses.1}",
            "contoh/2020.yaml: gates ke-1: conditions ke-2: kunci belum ada: minimum",
        ),
        ("{kind: number, lowest: 1, highest: 5}", "{kind: angka}", None),
        ("LIMA: 1, SATU", "LIMA: satu, SATU", "contoh/2020.yaml: scales: LAMA: options: LIMA: 'satu' bukan bilangan"),
        ("LIMA: 1, SATU", "LIMA: , SATU", "contoh/2020.yaml: scales: LAMA: options: LIMA: 'None' bukan bilangan"),
        (
            "YA: Ya, TIDAK: Tidak",
            "YA: Ya, NGGAK: Tidak",
            "contoh/2020.yaml: scales: YT: titles: kunci tidak dikenal: NGGAK",
        ),
    ],
)  # fmt: skip
def test_a_slip_is_refused_with_its_place(old, new, sentence):
    with pytest.raises(InstrumentFault) as refused:
        sample((old, new))

    assert str(refused.value).startswith("contoh/2020.yaml: ")
    assert sentence is None or str(refused.value) == sentence


@pytest.mark.parametrize("text", ["", "- daftar", "1", "code: [", "code: x\ncode: y", "!!python/object:os.system x: 1"])
def test_what_is_no_instrument_at_all_is_refused_by_name(text):
    with pytest.raises(InstrumentFault) as refused:
        parse_instrument(text, "contoh/2020.yaml")

    assert str(refused.value).startswith("contoh/2020.yaml: ")


def test_a_key_that_stands_twice_is_refused_wherever_it_is():
    with pytest.raises(InstrumentFault, match="dua kali: YA"):
        sample(("{YA: 1, TIDAK: 0}", "{YA: 1, TIDAK: 0, YA: 0}"))


def written(folder, code, name, text):
    (folder / code).mkdir(exist_ok=True)
    (folder / code / name).write_bytes(text if isinstance(text, bytes) else text.encode())


def test_a_folder_is_read_by_code_and_edition_without_what_stands_beside(tmp_path):
    written(tmp_path, "contoh", "2020.yaml", TEXT)
    written(tmp_path, "contoh", "2018.yaml", changed(('edition: "2020"', 'edition: "2018"')))
    written(tmp_path, "anu", "1.yaml", changed(("code: contoh\n", "code: anu\n"), ('edition: "2020"', 'edition: "1"')))
    written(tmp_path, "contoh", "2020-suggestions.yaml", "lain: sama sekali")
    (tmp_path / "README.md").write_text("Bukan instrumen")

    assert [each.key for each in read_instruments(tmp_path)] == ["anu@1", "contoh@2018", "contoh@2020"]


def test_a_file_that_is_called_otherwise_than_it_says_is_refused(tmp_path):
    written(tmp_path, "contoh", "2021.yaml", TEXT)

    with pytest.raises(InstrumentFault) as refused:
        read_instruments(tmp_path)
    assert str(refused.value) == "contoh/2021.yaml: isinya contoh@2020, tidak sama dengan nama berkas"


def test_a_file_that_is_not_utf_8_is_refused_by_name(tmp_path):
    written(tmp_path, "contoh", "2020.yaml", b"title: caf\xe9")

    with pytest.raises(InstrumentFault, match=r"^contoh/2020.yaml: bukan UTF-8"):
        read_instruments(tmp_path)
