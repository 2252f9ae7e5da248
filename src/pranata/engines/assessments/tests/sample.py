"""A small instrument with everything in it (Contoh): weights of each kind, all scales, a ladder, gates and bands."""

from pranata.engines.assessments.reading.instrument import Instrument
from pranata.engines.assessments.reading.parsing import parse_instrument

TEXT = """
code: contoh
edition: "2020"
title: Lembar contoh
short_title: Contoh
basis: Peraturan contoh
mark: {certainty: source, source: Naskah contoh}
valid_from: 2020-01-01
valid_to: 2024-12-31
maximum: 20
in_percent: true
per_subject: layanan
notes: [Bukan instrumen resmi.]
scales:
  YT: {options: {YA: 1, TIDAK: 0}, titles: {YA: Ya, TIDAK: Tidak}}
  ABCD: {options: {A: 1, B: 0.67, C: 0.33, D: 0}}
  LAMA: {options: {LIMA: 1, SATU: "1/2", BELUM: 0}, mark: {certainty: own}}
  PCT: {kind: ratio}
  TURUN: {kind: ratio, below_zero: true, empty_ratio: 1, empty_ratio_mark: {certainty: low}}
  INDEKS: {kind: number, lowest: 1, highest: 5}
  ESAI: {kind: text}
patterns:
  P1: [seluruh, sebagian besar, sebagian kecil, belum]
parts:
  - code: proses
    title: Proses
    weight: 12
    shares: proportional
    parts:
      - code: proses.1
        title: Aturan
        weight: 2
        section: true
        questions:
          - {code: 1.a, text: Ada aturan, scale: YT}
          - {code: 1.b, text: Aturan dipakai, scale: ABCD, criteria: P1}
          - {code: 1.c, text: Uraikan, scale: ESAI}
      - code: proses.2
        title: Tindak lanjut
        weight: 1
        section: true
        questions:
          - {code: 2.a, text: Selesai, scale: PCT, inputs: [selesai, semua]}
          - {code: 2.b, text: Turun, scale: TURUN, inputs: [turun, tahun lalu], help: Boleh negatif.}
  - code: hasil
    title: Hasil
    weight: 8
    weights_mark: {certainty: not_found, note: dibagi rata}
    shares: equal
    parts:
      - code: hasil.1
        title: Indeks
        section: true
        questions:
          - {code: 3.a, text: Indeks, scale: INDEKS, out: Tidak ada di kabupaten}
      - code: hasil.2
        title: Jenjang
        section: true
        roll_up: ladder
        ladder:
          held: 4.t
          rungs:
            - {code: AA, value: 1, full: true, held: LIMA}
            - {code: A, value: 0.9, full: true, held: SATU}
            - {code: BB, value: 0.8, full: true}
            - {code: B, value: 0.7, over: 0.75}
            - {code: E, value: 0}
        questions:
          - {code: 4.a, text: Pertama, scale: YT}
          - {code: 4.b, text: Kedua, scale: YT}
          - {code: 4.c, text: Ketiga, scale: YT}
          - {code: 4.d, text: Keempat, scale: YT}
          - {code: 4.e, text: Kelima, scale: YT}
          - {code: 4.t, text: Berapa lama, scale: LAMA}
groups:
  - {code: campuran, title: Campuran, parts: [proses.1, hasil.1]}
gates:
  - code: CUKUP
    title: Cukup
    conditions: [{part: total, minimum: 10}, {part: proses.1, minimum: 4}]
  - code: UNGGUL
    title: Unggul
    notes: [Sudah cukup setahun.]
    conditions:
      - {part: total, minimum: 15, mark: {certainty: high}}
      - {part: campuran, minimum: 10}
bands:
  - {code: TINGGI, title: Tinggi, above: 75}
  - {code: SEDANG, title: Sedang, from: 50, note: batas termasuk}
  - {code: RENDAH, title: Rendah, from: 0}
alternatives:
  - code: lain
    title: Cara lain
    mark: {certainty: low}
    options: {ABCD: {B: "3/4", C: "1/4"}}
    weights: {hasil.1: 3, hasil.2: 5}
    gates:
      - {code: CUKUP, title: Cukup, conditions: [{part: total, minimum: 9}]}
"""


def sample(*changes: tuple[str, str]) -> Instrument:
    """The instrument, with each first text replaced by the second where it stands once."""
    return parse_instrument(changed(*changes), "contoh/2020.yaml")


def changed(*changes: tuple[str, str]) -> str:
    """The file's text, with each first text replaced by the second where it stands once."""
    text = TEXT
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text
