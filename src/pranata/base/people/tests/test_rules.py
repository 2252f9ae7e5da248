from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pranata.base.people.rules import InvalidNip, check_nip


@pytest.mark.parametrize(
    "nip",
    [
        "198001012005011001",
        "198402292010122999",  # a leap day
        "199505052023211001",  # a contract employee has 21 where the month would stand
    ],
)
def test_check_nip_accepts_when_every_part_is_possible(nip):
    assert check_nip(nip) is None


@pytest.mark.parametrize(
    ("nip", "reason"),
    [
        ("", "NIP hanya boleh berisi angka, 18 angka tanpa spasi."),
        ("19800101200501100", "NIP harus 18 angka, yang tertulis 17 angka."),
        ("1980010120050110011", "NIP harus 18 angka, yang tertulis 19 angka."),
        ("19800101 200501 1 001", "NIP hanya boleh berisi angka, 18 angka tanpa spasi."),
        ("١٩٨٠٠١٠١٢٠٠٥٠١١٠٠١", "NIP hanya boleh berisi angka, 18 angka tanpa spasi."),
        ("198013012005011001", "Delapan angka pertama NIP bukan tanggal lahir yang benar."),
        ("198102292005011001", "Delapan angka pertama NIP bukan tanggal lahir yang benar."),
        ("000001012005011001", "Delapan angka pertama NIP bukan tanggal lahir yang benar."),
        ("193912312005011001", "Tahun lahir dalam NIP tidak masuk akal."),
        (
            "198001012005131001",
            "Angka ke-13 dan ke-14 NIP bukan bulan pengangkatan (01 sampai 12) dan bukan tanda PPPK (21).",
        ),
        (
            "198001012005001001",
            "Angka ke-13 dan ke-14 NIP bukan bulan pengangkatan (01 sampai 12) dan bukan tanda PPPK (21).",
        ),
        ("198001011994011001", "Tahun pengangkatan dalam NIP tidak sesuai dengan tahun lahirnya."),
        ("198001012100011001", "Tahun pengangkatan dalam NIP tidak sesuai dengan tahun lahirnya."),
        ("198001012005013001", "Angka ke-15 NIP harus 1 (pria) atau 2 (wanita)."),
        ("198001012005011000", "Nomor urut NIP (tiga angka terakhir) tidak boleh 000."),
    ],
)
def test_check_nip_gives_the_reason_when_a_part_is_impossible(nip, reason):
    with pytest.raises(InvalidNip) as error:
        check_nip(nip)

    assert str(error.value) == reason


@given(
    born=st.dates(min_value=date(1940, 1, 1), max_value=date(2005, 12, 31)),
    age=st.integers(15, 60),
    month=st.sampled_from([*(f"{number:02d}" for number in range(1, 13)), "21"]),
    sex=st.sampled_from("12"),
    serial=st.integers(1, 999),
)
def test_check_nip_accepts_whatever_is_built_by_the_rule(born, age, month, sex, serial):
    assert check_nip(f"{born:%Y%m%d}{born.year + age}{month}{sex}{serial:03d}") is None


def reason_against(text):
    """The reason for a refusal, "" when there is none; any other error passes through."""
    try:
        check_nip(text)
    except InvalidNip as error:
        return str(error)
    return ""


@given(st.text(max_size=20) | st.from_regex(r"[0-9]{18}", fullmatch=True))
def test_check_nip_gives_a_sentence_whatever_the_text(text):
    reason = reason_against(text)

    assert reason.endswith(".") or (reason == "" and len(text) == 18)
