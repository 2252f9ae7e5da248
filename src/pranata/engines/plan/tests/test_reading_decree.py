"""The real decree, KPU Kabupaten Trenggalek 2022, against a table written by reading the printed decree."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from pranata.engines.plan.reading import PlanReading, read_plan
from pranata.engines.plan.reading.text import clean
from pranata.engines.plan.tests.reading_text import ALL_YEAR, DECREE, indicators

YEAR = ALL_YEAR
JAN_APR = [1, 2, 3, 4]

# code, printed number, beginning of the text, months, number of indicators, confidence
ROWS = [
    ("1.1.1", "", "Menetapkan Tim Reformasi Tahun 2021 Tim terdiri dari: 1) Tim Pengarah:", [1, 4], 1, "low"),
    ("1.1.2", "1", "Membangun komitmen seluruh jajaran pegawai", [1, 4], 1, "low"),
    ("1.1.3", "2", "Penyusunan Rencana Aksi Tahunan RB dan Rencana Aksi Agen", [1, 4], 1, "low"),
    ("1.2.1", "1", "Internalisasi dan sosialisasi reformasi birokrasi", YEAR, 2, "low"),
    ("1.2.2", "2", "Sosialisasi nilai-nilai untuk menegakan integritas", YEAR, 2, "low"),
    ("1.2.3", "3", "Penyelenggaraan Integritas di lingkungan kerja: 1) Penandatanganan", YEAR, 4, "low"),
    ("1.2.4", "4", "Internalisasi nilai-nilai dasar organisasi", YEAR, 2, "low"),
    ("1.2.5", "5", "Pembangunan Instrumen reward dan punishment", [1, 4, 7, 10], 2, "high"),
    ("1.3.1", "1", "Melakukan Monitoring pelaksanaan Rencana Aksi RB", [1], 1, "high"),
    ("1.3.2", "2", "Melakukan Evaluasi pelaksanaan Rencana Aksi RB", [2], 1, "high"),
    ("1.3.3", "3", "Melakukan pelaporan Rencana Aksi RB", [2, 3, 7, 8], 2, "low"),
    ("2.1.1", "", "Pemetaan Naskah Dinas Pengaturan dan Penetapan", [7, 12], 1, "high"),
    ("2.2.1", "", "Penyusunan revisi naskah dinas pengaturan", [6, 12], 1, "low"),
    ("2.3.1", "", "Penyusunan revisi naskah dinas pengaturan", [3, 6, 9, 12], 1, "low"),
    ("2.4.1", "", "Penyusunan naskah dinas pengaturan", YEAR, 1, "low"),
    ("2.5.1", "1", "Pembangunan JDIH Satuan Kerja", YEAR, 1, "low"),
    ("2.5.2", "2", "Pengelolaan JDIH Satuan Kerja", YEAR, 1, "low"),
    ("3.1.1", "1", "FGD Evaluasi Organisasi", [11, 12], 1, "low"),
    ("3.1.2", "2", "Pengisian Kuesioner Evaluasi Organisasi", [10, 11, 12], 1, "low"),
    ("3.2.1", "1", "Penerapan keteladanan oleh pejabat struktural", YEAR, 1, "low"),
    ("3.2.2", "2", "Penerapan keteladanan oleh pejabat struktural", YEAR, 1, "low"),
    ("4.1.1", "1", "Penyusunan peta proses bisnis dan SOP di lingkungan satuan kerja;", JAN_APR, 4, "high"),
    ("4.1.2", "2", "Evaluasi proses bisnis di lingkungan satuan kerja;", JAN_APR, 1, "high"),
    ("4.1.3", "2", "Pelaksanaan kegiatan PPID", YEAR, 1, "low"),
    ("4.1.4", "3", "Penyusunan SOP di lingkungan satuan kerja", YEAR, 4, "low"),
    ("4.1.5", "4", "Evaluasi SOP di lingkungan satuan kerja", [12], 1, "low"),
    ("4.2.1", "", "Tata kelola PPID di lingkungan Satuan Kerja:", YEAR, 1, "low"),
    ("4.2.2", "1", "Penyampaian Kebijakan/Maklumat Layanan/ atau Standar", YEAR, 1, "low"),
    ("4.2.3", "2", "Peningkatan kapasitas pengelola PPID", [3, 9], 1, "low"),
    ("4.2.4", "3", "Pengelolaan PPID dan e- PPID", YEAR, 1, "low"),
    ("4.2.5", "4", "Melakukan monitoring dan evaluasi pengelolaan PPID", [3, 9], 1, "low"),
    ("4.2.6", "5", "Survei kepuasan pemohon informasi", YEAR, 2, "low"),
    ("4.3.1", "1", "Tata Kelola SPBE di lingkungan unit/satuan kerja: 1) Pembangunan", YEAR, 6, "low"),
    ("4.3.2", "2", "Pemanfaatan aplikasi SPBE administrasi kesekretariatan: 1) Aplikasi", YEAR, 7, "low"),
    ("4.3.3", "3", "Pemanfaatan aplikasi SPBE pelayanan publik: 1) Layanan", YEAR, 5, "low"),
    ("4.4.1", "1", "Penerapan sistem arsip", YEAR, 1, "low"),
    ("4.4.2", "2", "Kerjasama dengan arsip daerah", YEAR, 1, "low"),
    ("4.4.3", "3", "Pembangunan JF Arsiparis di lingkungan satuan kerja", YEAR, 2, "low"),
    ("5.1.1", "1", "Penerapan Pengukuran Kinerja Individu", [7, 12], None, "low"),
    ("5.1.2", "2", "Penerapan assessment untuk pertimbangan", [7, 12], 3, "low"),
    ("5.1.3", "3", "Penerapan disiplin dan Kode Etik", [6, 12], 3, "low"),
    ("5.1.4", "4", "Perencanaan kebutuhan/ penambahan jumlah pegawai", [6, 12], 1, "low"),
    ("5.1.5", "5", "Pengembangan pegawai berbasis kompetensi", [6, 12], 2, "low"),
    ("5.1.6", "6", "Implementasi Standar Kompetensi Jabatan", [6, 12], 1, "low"),
    ("5.1.7", "7", "Pengisian Sistem Informasi Kepegawaian", [4, 6, 9, 12], 1, "low"),
    ("5.2.1", "", "Pembangunan jabatan fungsional", [6, 12], 1, "low"),
    ("6.1.1", "1", "Penyusunan dan penetapan Renstra Satuan Kerja", [1], 1, "high"),
    ("6.1.2", "2", "Reviu Renstra Satuan Kerja", [1, 2], 1, "high"),
    ("6.1.3", "3", "Penetapan Kinerja dengan menerapkan reward", [1, 2], None, "low"),
    ("6.1.4", "4", "Pemantauan dan sinkronisasi SKP setiap pegawai", [2, 6, 7], None, "low"),
    ("6.1.5", "5", "Pelaporan kinerja", [], 1, "high"),
    ("6.1.6", "6", "Pemantauan dan sinkronisasi SKP setiap pegawai", [2, 6, 7, 12], 1, "low"),
    ("6.1.7", "7", "Pelaporan kinerja", [1], 1, "high"),
    ("6.2.1", "1", "Pemutakhiran data kinerja di aplikasi E-Lapkin;", [3, 6, 9, 12], 2, "high"),
    ("6.2.2", "2", "Pelatihan SDM pengelola Akuntabilitas Kinerja; dan", [4, 5, 6, 7, 8, 9, 10, 11, 12], 2, "high"),
    ("6.2.3", "3", "Pembangunan Jabatan Fungsional yang terkait", [4, 7, 12], None, "low"),
    ("7.1.1", "1", "Pencanangan Zona Integritas", [1, 2], 3, "low"),
    ("7.1.2", "2", "Penyusunan Rencana Aksi Zona Integritas", [2, 3], 1, "high"),
    ("7.1.3", "3", "Pelaksanaan Rencana Aksi Zona Integritas", YEAR, 2, "high"),
    ("7.1.4", "4", "Monitoring, Evaluasi, Pelaporan dan Tindak Lanjut pembangunan Zona", YEAR, 2, "low"),
    ("7.1.5", "5", "Pengisian Lembar Kerja Evaluasi Zona Integritas (LKE ZI)", [12], 2, "high"),
    ("7.2.1", "1", "Pembentukan Unit Pengendali Gratifikasi (UPG);", [1, 2], 1, "high"),
    ("7.2.2", "2", "Pembangunan komitmen dan Diseminasi", [1, 2, 3], 1, "high"),
    ("7.2.3", "3", "Public Campaign Anti Gratifikasi;", YEAR, 1, "high"),
    ("7.2.4", "4", "Monitoring, evaluasi, pelaporan dan pelaksanaan tindak lanjut", YEAR, 1, "high"),
    ("7.3.1", "1", "Pembangunan aplikasi Whistle Blowing System", [1, 2, 3], 3, "high"),
    ("7.3.2", "2", "Pengelolaan WBS di lingkungan Satuan Kerja", YEAR, 1, "high"),
    ("7.3.3", "3", "Monitoring, Evaluasi, Pelaporan dan Tindak Lanjut Pengelolaan WBS", YEAR, 1, "high"),
    ("7.4.1", "1", "Identifikasi Benturan Kepentingan", YEAR, 1, "high"),
    ("7.4.2", "2", "Penandatanganan Surat Pernyataan Benturan Kepentingan", [1], 1, "high"),
    ("7.4.3", "3", "Monitoring, Evaluasi, Pelaporan dan Tindak Lanjut atas", [1, 2], 1, "high"),
    ("7.5.1", "1", "Pembangunan Sistem Pengendalian Interen Pemerintah (SPIP)", YEAR, 1, "high"),
    ("7.5.2", "2", "Pelaksanaan SPIP: 1) Lingkungan pengendalian 2) Penilaian risiko", YEAR, 1, "high"),
    ("7.5.3", "3", "Monitoring, Evaluasi, Pelaporan dan Tindak Lanjut Pengelolaan SPIP.", YEAR, 1, "high"),
    ("7.6.1", "1", "Pembangunan Sistem Pengaduan masyarakat", [1, 2], 4, "high"),
    ("7.6.2", "2", "Pengelolaan Pengaduan Masyarakat", YEAR, 1, "high"),
    ("7.6.3", "3", "Monitoring, Evaluasi, Pelaporan dan Tindak Lanjut Pengelolaan atas", [11, 12], 1, "high"),
    ("7.7.1", "1", "Penyampaian LHKPN", [1, 2, 3], 1, "high"),
    ("7.7.2", "2", "Penyampaian LHKASN", [1, 2, 3], 1, "high"),
    ("7.8.1", "1", "Pembangunan Unit Kerja Pengadaan Barang/Jasa", [1, 2], 1, "high"),
    ("7.8.2", "2", "Pengelolaan Pengadaan Barang/Jasa", YEAR, 1, "high"),
    ("7.8.3", "3", "Monitoring, Evaluasi, Pelaporan dan Tindak Lanjut Pengelolaan atas", [11, 12], 1, "high"),
    ("8.1.1", "", "Memetakan jenis-jenis/ produk-produk pelayanan", YEAR, 1, "low"),
    ("8.1.2", "", "Melakukan evaluasi terhadap jenis-jenis layanan baik internal", YEAR, 8, "low"),
    ("8.2.1", "1", "Menciptakan/Melakukan deregulasi pelayanan", YEAR[:11], 6, "low"),
    ("8.2.2", "2", "Melakukan evaluasi dan perbaikan terhadap inovasi layanan;", [8], 2, "low"),
    ("8.2.3", "3", "Upaya mendorong replikasi inovasi", [6, 12], 2, "high"),
    ("8.3.1", "1", "Membangun menerapkan indikator variabel Zona dan Hijau", YEAR, None, "low"),
    ("8.4.1", "1", "Pembangunan Kerja Sama", YEAR, 0, "low"),
    ("8.4.2", "2", "Pelibatan masyarakat dalam kegiatan pemilu", YEAR, 0, "low"),
    ("8.5.1", "", "Pembangunan dan pelaksanaan reward dan punishment", [8], 1, "high"),
]

AREAS = [
    (1, "Manajemen Perubahan", 3),
    (2, "Penataan Peraturan Perundang-Undangan Penguatan Peraturan Perundang- Undangan/ Deregulasi Kebijakan", 5),
    (3, "Penguatan Organisasi/ Kelembagaan", 2),
    (4, "Penataan Tata Laksana", 4),
    (5, "Penguatan Sistem Manajemen SDM ASN", 2),
    (6, "Penguatan Akuntabilitas Kinerja", 2),
    (7, "Penguatan Pengawasan", 8),
    (8, "Pelayanan Publik", 5),
]


@pytest.fixture(scope="module")
def reading() -> PlanReading:
    return read_plan(DECREE.read_bytes(), name=DECREE.name)


@pytest.fixture(scope="module")
def by_code(reading):
    return {sub.code: sub for sub in reading.subactivities()}


def test_subactivities_are_the_91_a_careful_person_counts(reading):
    assert [sub.code for sub in reading.subactivities()] == [row[0] for row in ROWS]


@pytest.mark.parametrize(
    ("code", "no", "beginning", "months", "count", "confidence"), ROWS, ids=[row[0] for row in ROWS]
)
def test_row_is_read_as_printed(by_code, code, no, beginning, months, count, confidence):
    sub = by_code[code]

    assert (sub.no, sub.text[: len(beginning)], sub.months, sub.confidence) == (no, beginning, months, confidence)
    assert count is None or len(sub.indicators) == count


def test_areas_and_activities_are_all_there(reading):
    assert [(area.no, area.name, len(area.activities)) for area in reading.areas] == AREAS
    assert [[int(activity.no) for activity in area.activities] for area in reading.areas] == [
        list(range(1, count + 1)) for _, _, count in AREAS
    ]


def test_every_word_of_the_annex_survives_apart_from_list_numbers(reading):
    lines = DECREE.read_text(encoding="utf-8").split("\n")
    cells = [
        cell for line in lines[77:211] if "\t" in line for cell in line.split("\t") if cell.strip() not in ("", "✓")
    ]
    headings = {"NO", "AREA PERUBAHAN", "KEGIATAN", "SUB KEGIATAN", "INDIKATOR KEBERHASILAN", "PELAKSANAAN (BULAN)"}
    months = {"JAN", "FEB", "MAR", "APRIL", "MEI", "JUNI", "JULI", "AGT", "SEPT", "OKT", "NOV", "DES"}
    printed = [cell for cell in cells if cell not in headings | months and not re.fullmatch(r"\(?\d\)?\.?", cell)]
    found = [area.name for area in reading.areas]
    for area in reading.areas:
        found += [activity.name for activity in area.activities]
    for sub in reading.subactivities():
        found += [sub.text, *indicators(sub)]

    assert words(printed) == words(found)


def words(texts: list[str]) -> Counter[str]:
    """The words of texts without free-standing list numbers."""
    every = " ".join(clean(text) for text in texts).split()
    return Counter(word for word in every if not re.fullmatch(r"\d{1,2}[.)]", word))


def test_low_rows_keep_their_printed_lines_when_read(reading):
    lines = DECREE.read_text(encoding="utf-8").split("\n")

    for sub in reading.subactivities():
        printed = "\n".join(lines[number - 1] for number in sub.source_lines)
        assert sub.as_printed == (printed if sub.confidence == "low" else None)


def test_high_rows_have_exactly_the_ticks_under_their_headings(reading):
    lines = DECREE.read_text(encoding="utf-8").split("\n")

    for sub in reading.subactivities():
        if sub.confidence == "high":
            rows = [lines[number - 1].split("\t")[5:] for number in sub.source_lines]
            ticked = {index + 1 for cells in rows for index, cell in enumerate(cells) if cell == "✓"}
            assert ticked == set(sub.months)


def test_indicators_of_a_row_with_several_lines_keep_their_own_months(by_code):
    sub = by_code["4.1.4"]

    assert [(item.text, item.months) for item in sub.indicators] == [
        ("Telah penjabaran dilakukan seluruh peta lintas fungsi (peta level n) ke dalam SOP;", JAN_APR),
        ("Seluruh peta proses bisnis telah dijabarkan dalam SOP;", JAN_APR),
        ("SOP sudah dilegalkan; dan", JAN_APR),
        ("Seluruh Prosedur operasional tetap (SOP) telah diterapkan.", None),
    ]


def test_indicators_of_a_shared_cell_follow_the_restarts_of_their_numbering(by_code):
    assert indicators(by_code["1.2.2"]) == [
        "Menurunnya jumlah pelanggaran kode etik penyelenggara pemilu;",
        "Menurunnya angka pelanggaran disiplin ASN;",
    ]
    assert indicators(by_code["1.2.3"])[:3] == [
        "Persentase (%) penandatanganan Pakta Integritas baik Anggota dan ASN",
        "Persentase (%) pelaporan LHKPN",
        "Persentase (%) pelaporan LHKASN",
    ]


def test_numbers_that_trail_their_text_are_put_back_when_it_is_clear(by_code):
    assert indicators(by_code["4.3.3"])[3:] == [
        (
            "Jumlah jumlah aplikasi Kepemiluan yang dimanfaatkan, serta: 1) Data pengunjung bagi aplikasi yang bisa"
            " diakses publik 2) Indeks Survei Kepuasan Publik terhadap aplikasi"
        ),
        "Jumlah pemohon melalui aplikasi PPID Satuan kerja oleh publik.",
    ]
    assert indicators(by_code["5.1.5"]) == [
        "Adanya identifikasi kebutuhan kompetensi di lingkungan satuan kerja",
        "Jumlah pegawai yang mengikuti pengembangan kompetensi",
    ]
    assert indicators(by_code["8.2.2"]) == [
        "Adanya rekomendasi dan tindak lanjut hasil evaluasi.",
        "Dilaksanakannya rekomendasi hasil evaluasi.",
    ]


def test_html_falls_away_and_words_are_not_repaired(by_code):
    assert indicators(by_code["1.3.2"])[0][:46] == "Kegiatan kick off / Pembangunan komitmen pelak"
    assert indicators(by_code["7.3.2"]) == ["ProsentasePengaduanWBS selesai ditindaklanjuti"]
    assert by_code["8.1.2"].text.endswith("Reformasi Birokrasi NOMOR 17 TAHUN 2017")


def test_decree_is_read_with_what_it_says_about_itself(reading):
    decree = reading.decree

    assert (decree.number, decree.year, decree.place, decree.date) == (
        "13/HK.03.1/3503/2022",
        2022,
        "Trenggalek",
        "2021-01-17",
    )
    assert decree.title == (
        "PENETAPAN RENCANA AKSI REFORMASI BIROKRASI DI LINGKUNGAN KOMISI PEMILIHAN UMUM KABUPATEN TRENGGALEK TAHUN 2022"
    )
    assert (decree.office_name, decree.office_code) == ("KOMISI PEMILIHAN UMUM KABUPATEN TRENGGALEK", "3503")
    assert decree.is_copy is True
    assert [(item.text, item.lines) for item in decree.numbers] == [
        ("13/HK.03.1/3503/2022", [13]),
        ("13/HK.03.1-Kpt/3503/2022", [68]),
    ]
    assert (decree.annex.number, decree.annex.year, decree.annex.place, decree.annex.date) == (
        "13/HK.03.1-Kpt/3503/2022",
        2021,
        "Trenggalek",
        "2021-01-17",
    )


def test_clauses_of_the_decree_keep_order_and_wording(reading):
    decree = reading.decree

    assert [item.label for item in decree.considerations] == ["a", "b", "c"]
    assert [item.label for item in decree.legal_basis] == ["1", "2", "3", "4", "5", "6", "7", "8"]
    assert decree.legal_basis[1].text == (
        "Peraturan Presiden Nomor 81 Tahun 2010 tentang Grand Design Reformasi Birokrasi 2010-2025);"
    )
    assert [(item.label, len(item.items)) for item in decree.dictum] == [("KESATU", 0), ("KEDUA", 3), ("KETIGA", 0)]
    assert decree.decides.startswith("KEPUTUSAN KOMISI PEMILIHAN UMUM KABUPATEN TRENGGALEK TENTANG PENETAPAN")


def test_signatories_are_read_when_one_name_is_missing(reading):
    certifier = "Sekretraris Komisi Pemilihan Umum Kabupaten Trenggalek"

    assert [(item.role, item.name) for item in reading.decree.signatories] == [
        ("Ketua", ""),
        (certifier, "GEMBONG DERITA HADI"),
        ("KETUA", "GEMBONG DERITA HADI"),
        (certifier, "WIRATNO"),
    ]


REMARKS = [
    ("number_mismatch", "", [13, 68]),
    ("unclear_signatory", "", [53, 54, 55, 56]),
    ("shared_cell", "1.1.1", [81]),
    ("truncated_text", "1.1.3", [81]),
    ("year_in_text", "1.1.1", [81]),
    ("ragged_months", "", [81, 82, 83]),
    ("ticks_only", "1.2.1", [83]),
    ("doubled_number", "1.3.3", [91, 92]),
    ("repeated_indicator", "1.3.1", [81, 89]),
    ("repeated_words", "2", [93]),
    ("ticks_right_of_december", "2.2.1", [98]),
    ("repeated_row", "3.2.2", [105, 106]),
    ("repeated_number", "4.1.3", [116]),
    ("foreign_row", "4.1.3", [116]),
    ("foreign_indicator", "4.1.5", [121]),
    ("unnumbered_row", "4.2.1", [122]),
    ("shifted_cells", "4.2.6", [127, 128]),
    ("truncated_text", "4.3.1", [129]),
    ("repeated_words", "4.3.3", [135]),
    ("shared_cell", "4.4.1", [136]),
    ("trailing_number", "5.1.1", [137]),
    ("no_schedule", "6.1.5", [153]),
    ("repeated_row", "6.1.6", [152, 154]),
    ("repeated_row", "6.1.7", [153, 155]),
    ("unnumbered_list", "7.1.1", [163]),
    ("merged_items", "7.1.4", [166]),
    ("foreign_indicator", "7.2.1", [168]),
    ("repeated_indicator", "7.2.4", [170, 171]),
    ("shared_cell", "8.1.1", [197]),
    ("inner_list", "8.3.1", [205]),
    ("no_indicator", "8.4.2", [210]),
]


@pytest.mark.parametrize(
    ("code", "subject", "lines"), REMARKS, ids=[f"{code}-{lines[0]}" for code, _, lines in REMARKS]
)
def test_remark_stands_beside_its_lines(reading, code, subject, lines):
    found = [remark for remark in reading.remarks if (remark.code, remark.subject) == (code, subject)]

    assert lines in [remark.lines for remark in found]


def test_years_that_disagree_are_named_in_one_remark(reading):
    (remark,) = [remark for remark in reading.remarks if remark.code == "year_mismatch"]

    assert remark.message == (
        "Tahun tidak sama: judul 2022, nomor 2022, tanggal 2021, judul lampiran 2022, judul tabel 2021,"
        " tanggal lampiran 2021."
    )


def test_every_ticked_line_of_a_ragged_page_is_named(reading):
    ragged = [remark.lines for remark in reading.remarks if remark.code == "ragged_months"]

    assert [(lines[0], lines[-1]) for lines in ragged] == [
        (81, 83),
        (98, 110),
        (115, 129),
        (134, 138),
        (143, 155),
        (203, 205),
        (210, 211),
    ]


def test_every_low_row_has_a_remark_of_its_own(reading):
    subjects = {remark.subject for remark in reading.remarks if remark.severity == "doubt"}

    assert [sub.code for sub in reading.subactivities() if sub.confidence == "low" and sub.code not in subjects] == []


def test_no_remark_forbids_adoption_of_this_decree(reading):
    assert {remark.severity for remark in reading.remarks} == {"info", "doubt"}
