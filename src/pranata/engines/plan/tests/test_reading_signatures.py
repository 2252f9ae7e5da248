"""Who signed a decree, and who did not: a list of copies (Tembusan) names nobody who did."""

from __future__ import annotations

import pytest

from pranata.engines.plan.reading.signatures import read_signatories

SIGNED = ["Ditetapkan di Kota Contoh", "pada tanggal 1 Januari 2022", "KETUA KOMISI,", "Pegawai Contoh Satu"]
CERTIFIED = ["Salinan sesuai dengan aslinya", "KEPALA BAGIAN HUKUM,", "Pegawai Contoh Dua"]
COPIES = ["Tembusan:", "1. Arsip", "2. Pertinggal"]
CHAIR, CLERK = ("KETUA KOMISI", "Pegawai Contoh Satu"), ("KEPALA BAGIAN HUKUM", "Pegawai Contoh Dua")


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([*SIGNED, *COPIES], [CHAIR]),
        ([*SIGNED, "Tembusan disampaikan kepada Yth.:", "1. Pertinggal"], [CHAIR]),
        ([*SIGNED, *CERTIFIED, *COPIES], [CHAIR, CLERK]),
        ([*SIGNED, *COPIES, *CERTIFIED], [CHAIR, CLERK]),
        ([*SIGNED[:3], *COPIES], [("KETUA KOMISI", "")]),
        ([*SIGNED[:3], "ttd", "Pegawai Contoh Satu", *COPIES], [CHAIR]),
    ],
    ids=["below", "in words", "below the copy's end", "before the copy's end", "nobody signed", "with a mark"],
)
def test_copies_are_no_signatories_when_they_follow(lines, expected):
    found = read_signatories(list(enumerate(lines, start=1)))

    assert [(person.role, person.name) for person in found] == expected
