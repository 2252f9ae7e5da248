import re
from datetime import date, datetime
from decimal import Decimal

import pytest

from pranata.base.imports.cells import as_date, as_decimal, as_digits, as_text, decimal_text, one_of
from pranata.base.imports.workbook import cell_text

END_OF_MARCH = date(2022, 3, 31)


@pytest.mark.parametrize(
    "text",
    [
        "2022-03-31",
        "2022-03-31 08:30:00",
        "31-03-2022",
        "31/3/2022",
        "31.03.2022",
        "31 03 2022",
        "31 Maret 2022",
        " 31  mar 2022 ",
        "31-MAR-2022",
    ],
)
def test_date_is_read_as_people_write_it(text):
    assert as_date(text) == END_OF_MARCH


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1 Agustus 2022", date(2022, 8, 1)),
        ("1 Agt 2022", date(2022, 8, 1)),
        ("1 Nopember 2022", date(2022, 11, 1)),
        ("1 Des. 2022", date(2022, 12, 1)),
    ],
)
def test_month_is_known_by_its_spellings(text, day):
    assert as_date(text) == day


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("kemarin", "“kemarin” bukan tanggal; tulis seperti 31-12-2026."),
        ("44651", "“44651” bukan tanggal; tulis seperti 31-12-2026."),
        ("31-03-22", "“31-03-22” bukan tanggal; tulis seperti 31-12-2026."),
        ("1 Foo 2022", "“1 Foo 2022” bukan tanggal; tulis seperti 31-12-2026."),
        ("31-02-2022", "Tanggal “31-02-2022” tidak ada; tulis tanggal, bulan, tahun seperti 31-12-2026."),
        ("03/31/2022", "Tanggal “03/31/2022” tidak ada; tulis tanggal, bulan, tahun seperti 31-12-2026."),
    ],
)
def test_date_is_refused_with_its_text_when_it_is_none(text, message):
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        as_date(text)


def test_digits_lose_their_spaces_and_nothing_else():
    assert as_digits(" 19800101 200501\u00a01 001 ") == "198001012005011001"
    assert as_digits("0012-a") == "0012-a"


def test_digits_are_refused_when_the_spreadsheet_rounded_them():
    with pytest.raises(ValueError, match="angka terakhirnya hilang"):
        as_digits(cell_text(198001012005011001.0))


def test_text_has_single_spaces():
    assert as_text(" Contoh \n  Satu ") == "Contoh Satu"


def test_choice_is_found_whatever_its_case_and_else_names_the_choices():
    convert = one_of({"ASN": 1, "anggota KPU": 2}, also={"PNS": 1})

    assert (convert("asn"), convert(" Anggota  kpu"), convert("pns")) == (1, 2, 1)
    with pytest.raises(ValueError, match="^“honorer” tidak dikenal; pilihannya: ASN, anggota KPU.$"):
        convert("honorer")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("", ""),
        (" Contoh_x000D_\n", "Contoh"),
        (12.0, "12"),
        (999999999999999.0, "999999999999999"),
        (198001012005011001.0, "1.98001E+17"),
        (1.5, "1.5"),
        (True, "TRUE"),
        (END_OF_MARCH, "2022-03-31"),
        (datetime.fromisoformat("2022-03-31"), "2022-03-31"),
        (datetime.fromisoformat("2022-03-31T08:30"), "2022-03-31 08:30:00"),
    ],
)
def test_cell_says_what_its_reader_sees(value, text):
    assert cell_text(value) == text


@pytest.mark.parametrize(
    ("text", "number", "written"),
    [
        ("95", "95", "95"),
        ("95.5", "95.5", "95,5"),
        ("95,50", "95.5", "95,5"),
        ("1.250,75", "1250.75", "1250,75"),
        ("1250,75", "1250.75", "1250,75"),
        ("1.250.000", "1250000", "1250000"),
        (" 1 250 ", "1250", "1250"),
        ("0.125", "0.125", "0,125"),
        ("-2", "-2", "-2"),
        ("100", "1E+2", "100"),
    ],
)
def test_number_is_read_as_people_write_it_and_written_back(text, number, written):
    assert (as_decimal(text), decimal_text(Decimal(number))) == (Decimal(number), written)
    assert as_decimal(written) == Decimal(number)


@pytest.mark.parametrize("text", ["banyak", "95%", "1,2,3", "1,250.5", "95,12345", "12345678901", "1e3", "", "١٢"])
def test_text_is_no_number_when_it_cannot_be_read_or_kept(text):
    with pytest.raises(ValueError, match="bukan bilangan"):
        as_decimal(text)


def test_number_is_refused_when_its_dot_may_mean_two_things():
    with pytest.raises(ValueError, match="^“1.250” dapat dibaca dua cara; tulis 1250 atau 1,250.$"):
        as_decimal("1.250")


def test_no_number_is_written_as_nothing():
    assert decimal_text(None) == ""
