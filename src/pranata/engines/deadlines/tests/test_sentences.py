import json
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from pranata.engines.deadlines.explaining import explain
from pranata.engines.deadlines.model import GrantedExtension, Pause, StartRule
from pranata.engines.deadlines.rules import due_by_days
from pranata.engines.deadlines.sentences import as_rows, certainty_notes, plain_text, question, sentences
from pranata.engines.deadlines.tests import samples
from pranata.engines.deadlines.wording import days_words

JAKARTA = ZoneInfo("Asia/Jakarta")


@pytest.fixture(autouse=True)
def indonesian():
    with translation.override("id"):
        yield


def texts(explanation):
    return [f"{each.text} [{each.basis}]" if each.basis else each.text for each in sentences(explanation)]


def test_working_days_are_told_as_one_would_tell_them():
    found = explain("information_requests.answer", date(2022, 4, 26))

    assert question(found) == "Mengapa 19 Mei?"
    assert texts(found) == [
        "Terdaftar 26 April 2022; hari pertama dihitung hari kerja berikutnya.",
        "10 hari kerja. [UU 14/2008 Pasal 22 ayat (7)]",
        (
            "Dilewati: Sabtu, Minggu, Hari Raya Idul Fitri 2–3 Mei, Hari Raya Waisak 16 Mei, "
            "cuti bersama 29 April dan 4–6 Mei. [SKB 3 Menteri 2022]"
        ),
        "Hari ke-10 jatuh pada Kamis, 19 Mei 2022.",
    ]


def test_years_are_told_when_the_skipped_days_lie_in_two():
    assert texts(explain("information_requests.answer", date(2025, 12, 22)))[2] == (
        "Dilewati: Sabtu, Minggu, Hari Raya Natal 25 Desember 2025, Tahun Baru Masehi 1 Januari 2026, "
        "cuti bersama 26 Desember 2025. [SKB 3 Menteri 2025; SKB 3 Menteri 2026]"
    )


def test_extension_and_pause_are_told_with_reason_and_basis():
    clock = samples.clock(extension=samples.EXTENSION, pause=samples.PAUSE)
    extensions = [GrantedExtension(date(2022, 6, 14), "Perlu disalin.")]
    pauses = [Pause(date(2022, 6, 7), date(2022, 6, 9))]
    found = due_by_days(clock, date(2022, 6, 1), samples.years(), extensions=extensions, pauses=pauses)

    assert texts(found)[3:] == [
        "Hitungan berhenti 8–9 Juni 2022. [UU Contoh Pasal 3]",
        "Diperpanjang 7 hari kerja pada 14 Juni 2022; semula sampai 17 Juni 2022: Perlu disalin. [UU Contoh Pasal 2]",
        "Hari ke-17 jatuh pada Selasa, 28 Juni 2022.",
    ]
    assert list(certainty_notes(found)) == [
        "Kepastian dasar: dibaca di salinan umum, bukan di naskah resminya.",
        "Kepastian perpanjangan: pengetahuan sendiri, cukup yakin; belum dicocokkan dengan naskah.",
        "Kepastian penghentian: aturan rumah, bukan ketentuan hukum.",
    ]


def test_pause_that_lasts_leaves_the_due_day_open():
    clock = samples.clock(pause=samples.PAUSE)
    found = due_by_days(clock, date(2022, 6, 1), samples.years(), pauses=[Pause(date(2022, 6, 3), reason="berkas")])

    assert question(found) == "Mengapa belum ada batas waktu?"
    assert texts(found)[2:] == [
        "Hitungan berhenti sejak 4 Juni 2022: berkas. [UU Contoh Pasal 3]",
        "Sudah terhitung 2 dari 10 hari kerja; batasnya ada setelah hitungan berjalan lagi.",
    ]


def test_hours_are_told_with_moments_and_zone():
    assert texts(explain("personal_data.access", datetime(2022, 10, 18, 9, 30, tzinfo=JAKARTA))) == [
        "Permintaan diterima Selasa, 18 Oktober 2022 pukul 09.30 WIB; dihitung sejak saat itu.",
        "72 jam. [UU 27/2022 Pasal 32 ayat (2)]",
        "72 jam berakhir Jumat, 21 Oktober 2022 pukul 09.30 WIB; hari libur ikut dihitung.",
    ]


def test_months_and_a_closed_office_are_told():
    assert texts(explain("whistleblowing.feedback", date(2022, 7, 10)))[2:] == [
        "Batasnya Senin, 10 Oktober 2022.",
    ]
    assert texts(explain("service_complaints.lodging", date(2022, 9, 2)))[2:] == [
        "Hari ke-30 jatuh pada Minggu, 2 Oktober 2022.",
        "Hari itu kantor tidak bekerja; batasnya tidak digeser karena dasarnya tidak mengatur.",
    ]


def test_day_of_the_event_is_told_to_count_when_it_does():
    clock = samples.clock(start_rule=StartRule.SAME_DAY)

    assert texts(due_by_days(clock, date(2022, 6, 6), samples.years()))[0] == (
        "Diterima 6 Juni 2022; hari itu ikut dihitung."
    )


def test_provisional_day_says_why():
    assert texts(explain("information_requests.answer", date(2029, 12, 20)))[-1] == (
        "Tanggal ini sementara: hari libur dan cuti bersama 2029 dan 2030 belum ditetapkan."
    )
    assert texts(explain("information_requests.answer", date(2027, 3, 1)))[-1] == (
        "Tanggal ini sementara: hari libur 10–11 Maret 2027 masih perkiraan."
    )


def test_own_knowledge_is_never_told_as_settled():
    found = explain("information_requests.completion_notice", date(2022, 4, 27))

    assert list(certainty_notes(found)) == [
        "Kepastian dasar: belum pasti; periksa naskahnya sebelum dipakai.",
        "Catatan: jumlah hari dan pasalnya belum dicocokkan dengan naskah.",
        (
            "Bahwa cuti bersama tidak dihitung sebagai hari kerja: pengetahuan sendiri, cukup yakin; "
            "belum dicocokkan dengan naskah."
        ),
    ]


def test_plain_text_numbers_the_sentences_and_ends_with_how_sure_they_are():
    assert plain_text(explain("complaints.verification", date(2022, 6, 6))) == (
        "Memverifikasi dan meneruskan pengaduan (admin)\n"
        "Mengapa 9 Juni?\n"
        "1. Diterima 6 Juni 2022; hari pertama dihitung hari kerja berikutnya.\n"
        "2. 3 hari kerja. pedoman SP4N-LAPOR! (PermenPANRB 62/2018).\n"
        "3. Hari ke-3 jatuh pada Kamis, 9 Juni 2022.\n"
        "Kepastian dasar: dibaca di salinan umum, bukan di naskah resminya.\n"
    )


def test_rows_for_programs_are_plain_json():
    rows = as_rows(explain("complaints.verification", date(2022, 6, 2)))

    assert json.loads(json.dumps(rows)) == rows
    assert {name: rows[name] for name in ("clock", "due", "due_at", "unit", "is_provisional")} == {
        "clock": "complaints.verification",
        "due": "2022-06-07",
        "due_at": None,
        "unit": "working_day",
        "is_provisional": False,
    }
    assert rows["steps"] == [
        {"step": "started", "on": "2022-06-02", "at": None},
        {"step": "counted", "first": "2022-06-03", "last": "2022-06-03", "count": 1, "total": 1},
        {
            "step": "skipped",
            "first": "2022-06-04",
            "last": "2022-06-05",
            "reason": "weekend",
            "name": "",
            "basis": "",
            "is_estimated": False,
        },
        {"step": "counted", "first": "2022-06-06", "last": "2022-06-07", "count": 2, "total": 3},
        {"step": "due", "on": "2022-06-07", "at": None, "off": None},
    ]


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ([date(2022, 5, 2)], "2 Mei"),
        ([date(2022, 5, 6), date(2022, 4, 29), date(2022, 5, 5)], "29 April dan 5–6 Mei"),
        ([date(2022, 4, 30), date(2022, 5, 1)], "30 April–1 Mei"),
        ([date(2022, 5, 2), date(2022, 5, 4), date(2022, 5, 6)], "2 Mei, 4 Mei dan 6 Mei"),
    ],
)
def test_days_in_a_row_are_told_as_one(days, expected):
    assert days_words(days) == expected


def test_days_around_new_year_keep_both_years():
    assert days_words([date(2022, 12, 31), date(2023, 1, 1)], with_year=True) == "31 Desember 2022–1 Januari 2023"
