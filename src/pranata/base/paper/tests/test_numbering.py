"""Decree numbers from patterns."""

from __future__ import annotations

import pytest

from pranata.base.paper.numbering import BlankNumberField, NumberPatternError, UnknownNumberField, decree_number

PATTERNS = [
    ("{urut}/{klasifikasi}/{kode}/{tahun}", "13/HK.03.1/3503/2022"),
    ("{urut}/{klasifikasi}-Kpt/{kode}/{tahun}", "13/HK.03.1-Kpt/3503/2022"),
    ("{urut:03}/{klasifikasi}/{kode}/{bulan}/{tahun}", "013/HK.03.1/3503/XII/2022"),
    ("{urut} Tahun {tahun}", "13 Tahun 2022"),
    ("{{{urut}}}/{tahun}", "{13}/2022"),
]


def number(pattern: str, *, sequence: int = 13, classification: str = "HK.03.1", month: int | None = 12) -> str:
    return decree_number(pattern, sequence=sequence, code="3503", year=2022, classification=classification, month=month)


@pytest.mark.parametrize(("pattern", "expected"), PATTERNS)
def test_number_when_pattern_is_known(pattern, expected):
    assert number(pattern) == expected


@pytest.mark.parametrize("pattern", ["{urut}/{nomor}", "{urut}/{}", "{urut}/{tahun!r}", "{urut}/{tahun.real}"])
def test_number_when_field_is_unknown(pattern):
    with pytest.raises(UnknownNumberField) as raised:
        number(pattern)
    assert str(raised.value).startswith("Pola nomor memuat {")


def test_unknown_field_is_named():
    with pytest.raises(UnknownNumberField) as raised:
        number("{urut}/{unit}")
    assert raised.value.field == "unit"


@pytest.mark.parametrize(
    ("pattern", "field", "values"),
    [
        ("{urut}/{klasifikasi}/{tahun}", "klasifikasi", {"classification": " "}),
        ("{urut}/{bulan}/{tahun}", "bulan", {"month": None}),
    ],
)
def test_number_when_value_is_blank(pattern, field, values):
    with pytest.raises(BlankNumberField) as raised:
        number(pattern, **values)
    assert raised.value.field == field


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("{tahun}", "Pola nomor harus memuat {urut}, supaya setiap keputusan bernomor sendiri."),
        (
            "{urut}/{bulan}",
            "Pola nomor harus memuat {tahun}, karena nomor urut mulai lagi setiap tahun.",
        ),
        ("{urut", "Pola nomor memuat kurung kurawal yang tidak berpasangan."),
        ("{urut:>9999999}", "Pola nomor memuat {urut:>9999999}; hanya {urut:02} sampai {urut:09}."),
        ("{urut}/{tahun:02}", "Pola nomor memuat {tahun:02}; hanya {urut:02} sampai {urut:09}."),
    ],
)
def test_number_when_pattern_is_wrong(pattern, message):
    with pytest.raises(NumberPatternError) as raised:
        number(pattern)
    assert str(raised.value) == message


def test_number_when_sequence_is_zero():
    with pytest.raises(NumberPatternError) as raised:
        number("{urut}", sequence=0)
    assert str(raised.value) == "Nomor urut keputusan dimulai dari 1."
