"""A month as a workbook, both ways, and as a pasted block."""

import re

import pytest
from django.core.files.base import ContentFile

from pranata.base.imports.tests.workbooks import workbook
from pranata.base.imports.workbook import read_grids
from pranata.desk.month.workbook_views import MonthExchange
from pranata.desk.tests.live import MATRIX, adopt, errors, html_of, sign_in, words
from pranata.engines.plan.actions import progress as actions
from pranata.engines.plan.actions.progress import progress_token
from pranata.engines.plan.models import Figure, Plan, Progress, Status, Subactivity
from pranata.engines.plan.tests.factories import (
    ActivityFactory,
    AreaFactory,
    FigureFactory,
    IndicatorFactory,
    ProgressFactory,
    SubactivityFactory,
)

pytestmark = pytest.mark.django_db

EXCEL = f"{MATRIX}bulan/6/excel/"
PASTE = f"{EXCEL}tempel/"
NOTES = ["Kode", "Capaian", "Hambatan", "Tindak lanjut"]
FIGURES = ["Kode", "Indikator ke-", "Nilai", "Dari"]


@pytest.fixture(autouse=True)
def day(monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", "2022-06-26")


@pytest.fixture
def live(plan):
    """2.1.1 with two indicators and 3.1.1 are planned in June, 1.1.1 is not."""
    activity = ActivityFactory(area=AreaFactory(plan=plan, no=3, name="Area 3"), position=1)
    SubactivityFactory(activity=activity, position=1, month_bits=0b100000)
    for position in (1, 2):
        IndicatorFactory(subactivity=row("2.1.1"), position=position, text=f"Indikator {position}", target=95)
    return adopt(plan)


@pytest.fixture
def staff(client, office):
    return sign_in(client, office, "staff")


def row(code) -> Subactivity:
    return Subactivity.objects.get(code=code)


def write(code, by, **texts):
    found = Progress.objects.filter(subactivity=row(code), month=6).first()
    seen = progress_token(row(code), 6, found)
    return actions.note(row(code), 6, **{**dict.fromkeys(actions.TEXTS, ""), **texts}, seen=seen, by=by)


def send(client, *rows, figures=(), headings=NOTES):
    return client.post(EXCEL, {"file": workbook([headings, *rows], [FIGURES, *figures])})


def save(client, preview):
    return client.post(f"{EXCEL}simpan/", {"rows": re.search('name="rows" value="([^"]*)"', html_of(preview))[1]})


def downloaded(client) -> list[list[list[str]]]:
    """The rows of the two sheets as they are downloaded."""
    content = client.get(f"{EXCEL}unduh/").content
    return [grid.rows for grid in read_grids(ContentFile(content, "realisasi.xlsx"), "realisasi.xlsx")[:2]]


def changes(response) -> list[str]:
    return [words(each) for each in re.findall(r"<li><b>(.*?)</ul></li>", html_of(response), re.DOTALL)]


def faults(response) -> list[str]:
    return [words(each) for each in re.findall(r"<li>(Lembar .*?)</li>", html_of(response), re.DOTALL)]


def stored() -> list[tuple]:
    found = Progress.objects.order_by("subactivity__code")
    return list(found.values_list("subactivity__code", "status", *actions.TEXTS))


def figures() -> list[tuple]:
    return [(each.indicator.position, str(each)) for each in Figure.objects.order_by("indicator__position")]


def test_downloaded_workbook_says_what_is_stored_and_changes_nothing_when_sent_back(client, live, staff):
    item = write("2.1.1", staff, achievement="=1+1\nSatu", obstacle="Hujan")
    FigureFactory(progress=item, indicator=row("2.1.1").indicators.get(position=1), value="24.5", out_of=26)

    answer = client.get(f"{EXCEL}unduh/")

    assert answer["Content-Disposition"] == 'attachment; filename="realisasi-9001-2022-06.xlsx"'
    notes, numbers = downloaded(client)
    assert notes[0] == ["Kode", "Subkegiatan", "Keadaan", "Capaian", "Hambatan", "Tindak lanjut", "Tanda"]
    assert [each[:6] for each in notes[1:]] == [
        ["2.1.1", "Survei layanan", "jatuh tempo bulan ini", "=1+1\nSatu", "Hujan", ""],
        ["3.1.1", "Subkegiatan contoh 1", "jatuh tempo bulan ini", "", "", ""],
    ]
    assert numbers[1:] == [
        ["2.1.1", "1", "Indikator 1", "95", "24,5", "26"],
        ["2.1.1", "2", "Indikator 2", "95", "", ""],
    ]
    preview = client.post(EXCEL, {"file": ContentFile(answer.content, "realisasi.xlsx")})
    assert (preview.status_code, changes(preview)) == (200, [])
    assert "Isinya sama dengan yang sudah tercatat" in html_of(preview)


def test_filled_in_workbook_is_previewed_and_then_written_as_drafts(client, live, staff):
    preview = send(
        client,
        ["2.1.1", "Survei\nselesai", None, "Lapor"],
        ["3.1.1", "Dua"],
        figures=[["2.1.1", 1, 24, "26"], ["2.1.1", 2, "95,5"]],
    )

    assert (preview.status_code, stored()) == (200, [])
    assert changes(preview) == [
        (
            "2.1.1 Survei layanan baris 2 Capaian: Survei selesai Tindak lanjut: Lapor "
            "Indikator ke-1: 24 dari 26 Indikator ke-2: 95,5"
        ),
        "3.1.1 Subkegiatan contoh 1 baris 3 Capaian: Dua",
    ]
    written = save(client, preview)
    assert (written.status_code, written["Location"]) == (302, f"{MATRIX}bulan/6/")
    assert stored() == [
        ("2.1.1", "draft", "Survei\nselesai", "", "Lapor"),
        ("3.1.1", "draft", "Dua", "", ""),
    ]
    assert figures() == [(1, "24 dari 26 (92,3%)"), (2, "95,5")]


def test_every_faulty_cell_is_named_and_nothing_is_written(client, live, staff):
    response = send(
        client,
        ["2.1.1", "A"],
        ["1.1.1", "B"],
        ["9.9.9", "C"],
        ["2.1.1", "D"],
        figures=[["2.1.1", 1, "banyak"], ["2.1.1", 3, 1], ["2.1.1", 2, None, 5], ["2.1.1", 1, 1], ["2.1.1", 1, 2]],
    )

    assert (response.status_code, stored()) == (422, [])
    assert faults(response) == [
        (
            "Lembar Angka, baris 2, kolom Nilai: “banyak” bukan bilangan; tulis seperti 95 atau 95,5, "
            "paling banyak 4 angka di belakang koma."
        ),
        "Lembar Angka, baris 3, kolom Indikator ke-: subkegiatan ini tidak punya indikator ke-3 bulan ini.",
        "Lembar Angka, baris 4, kolom Nilai: Isi nilainya, atau kosongkan juga pembandingnya.",
        "Lembar Angka, baris 6, kolom Indikator ke-: sama dengan baris 5.",
        "Lembar Realisasi, baris 3, kolom Kode: “1.1.1” bukan kode subkegiatan yang dijadwalkan bulan ini.",
        "Lembar Realisasi, baris 4, kolom Kode: “9.9.9” bukan kode subkegiatan yang dijadwalkan bulan ini.",
        "Lembar Realisasi, baris 5, kolom Kode: sama dengan baris 2.",
    ]


def test_row_handed_in_or_written_by_somebody_else_is_named(client, live, staff):
    headings, first, second = downloaded(client)[0]
    write("2.1.1", staff, achievement="Orang lain.")
    actions.submit(write("3.1.1", staff, achievement="Diajukan."), by=staff)
    first[3], second[3] = "Punya saya.", "Punya saya juga."

    response = send(client, first, second, headings=headings)

    assert (response.status_code, len(stored())) == (422, 2)
    assert faults(response) == [
        "Lembar Realisasi, baris 2: 2.1.1 ditulis orang lain sesudah berkas ini diunduh; unduh lagi, lalu isi di sana.",
        "Lembar Realisasi, baris 3: 3.1.1 sudah diajukan atau diverifikasi, jadi tidak dapat diubah.",
    ]


def test_row_nobody_filled_in_does_not_block_when_somebody_else_wrote_it(client, live, staff):
    headings, first, second = downloaded(client)[0]
    write("2.1.1", staff, achievement="Orang lain.")
    second[3] = "Punya saya."

    save(client, send(client, first, second, headings=headings))

    assert [each[2] for each in stored()] == ["Orang lain.", "Punya saya."]


def test_row_beside_another_text_is_refused(client, live, staff):
    response = send(client, ["2.1.1", "Baris lain", "A"], headings=["Kode", "Subkegiatan", "Capaian"])

    assert faults(response) == [
        (
            "Lembar Realisasi, baris 2, kolom Subkegiatan: bukan teks subkegiatan 2.1.1 yang tercatat; "
            "unduh lagi berkasnya, lalu isi di sana."
        )
    ]


def test_missing_columns_and_rows_change_nothing(client, live, staff):
    write("2.1.1", staff, achievement="A", obstacle="B")

    save(client, send(client, ["2.1.1", "C"], headings=["Kode", "Capaian"]))

    assert stored() == [("2.1.1", "draft", "C", "B", "")]


def test_figures_alone_are_taken_when_only_their_sheet_is_sent(client, live, staff):
    write("2.1.1", staff, achievement="A")

    save(client, client.post(EXCEL, {"file": workbook([FIGURES, ["2.1.1", 2, 5]])}))

    assert (stored()[0][2], figures()) == ("A", [(2, "5")])


def test_nothing_is_written_when_the_month_changed_after_the_preview(client, live, staff):
    preview = send(client, ["2.1.1", "Punya saya."])
    write("2.1.1", staff, achievement="Orang lain.")

    again = save(client, preview)

    assert (again.status_code, [each[2] for each in stored()]) == (409, ["Orang lain."])
    assert "Bulan ini ditulis orang lain sesudah pratinjau tadi" in html_of(again)
    assert changes(again) == ["2.1.1 Survei layanan baris 2 Capaian: Orang lain. → Punya saya."]
    save(client, again)
    assert [each[2] for each in stored()] == ["Punya saya."]


@pytest.mark.parametrize(
    "text",
    [
        '2.1.1\t"Satu ""dua""\r\ntiga"\tHujan\t\t24\t26\r\n3.1.1\tDua\r\n',
        'Kode\tCapaian\tHambatan\r\n2.1.1\t"Satu ""dua""\r\ntiga"\tHujan\r\n3.1.1\tDua\t',
    ],
)
def test_pasted_block_is_previewed_and_written_like_a_workbook(client, live, staff, text):
    preview = client.post(PASTE, {"text": text})

    assert (preview.status_code, stored(), len(changes(preview))) == (200, [], 2)
    save(client, preview)
    assert stored() == [
        ("2.1.1", "draft", 'Satu "dua"\ntiga', "Hujan", ""),
        ("3.1.1", "draft", "Dua", "", ""),
    ]
    assert figures() == ([(1, "24 dari 26 (92,3%)")] if "24" in text else [])


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Bidang ini tidak boleh kosong."),
        (" \t \n", "Belum ada yang ditempel."),
        ("\t".join("abcdefg"), "Tempelan ini 7 kolom; tanpa judul paling banyak 6 kolom, mulai dari kode."),
        ("x" * 200_000, "Tempelan ini tidak terbaca; salin lagi bloknya dari Excel."),
    ],
)
def test_pasted_block_is_refused_in_a_sentence_when_it_cannot_be_read(client, live, staff, text, sentence):
    response = client.post(PASTE, {"text": text})

    assert (response.status_code, errors(response), stored()) == (422, [sentence], [])


def test_pasted_text_stays_when_it_is_refused(client, live, staff):
    response = client.post(PASTE, {"text": "a\tb\tc\td\te\tf\tg"})

    assert "a\tb\tc\td\te\tf\tg</textarea>" in html_of(response)


def test_file_is_refused_when_it_is_another_one_or_too_long(client, live, staff, monkeypatch):
    other = client.post(EXCEL, {"file": workbook([["Nama", "Umur"]])})
    monkeypatch.setattr(MonthExchange, "most_rows", 1)
    long = send(client, ["2.1.1", "A"], ["3.1.1", "B"])

    assert (other.status_code, long.status_code) == (422, 422)
    assert errors(other)[0].startswith("Judul kolom (Kode, Subkegiatan, Keadaan, Capaian")
    assert errors(long) == ["Terlalu banyak baris; paling banyak 1 sekali kirim."]


def test_note_that_no_cell_can_hold_is_left_out_of_the_workbook(client, live, staff):
    ProgressFactory(subactivity=row("2.1.1"), month=6, achievement="p" * 32_768)

    notes, numbers = downloaded(client)

    assert ([each[0] for each in notes[1:]], numbers[1:]) == (["3.1.1"], [])


@pytest.mark.parametrize("address", [EXCEL, f"{EXCEL}unduh/", f"{EXCEL}simpan/", PASTE])
def test_workbook_is_only_for_who_may_report_and_while_the_plan_is_in_force(client, live, office, address):
    ask = client.post if address.endswith(("simpan/", "tempel/")) else client.get
    sign_in(client, office, "assessor")
    refused = ask(address)
    sign_in(client, SubactivityFactory().plan.office, "staff")
    hidden = ask(address)
    sign_in(client, office, "staff")
    Plan.objects.update(status=Status.CLOSED)

    assert (refused.status_code, hidden.status_code, ask(address).status_code) == (403, 404, 404)


def test_query_count_of_the_download_stays_when_rows_are_added(client, live, staff, django_assert_max_num_queries):
    def add(no, count):
        activity = ActivityFactory(area=AreaFactory(plan=live, no=no), position=1)
        for position in range(1, count + 1):
            item = SubactivityFactory(activity=activity, position=position, month_bits=0b100000)
            FigureFactory(progress=ProgressFactory(subactivity=item, month=6))

    add(4, 1)
    with django_assert_max_num_queries(17) as few:
        client.get(f"{EXCEL}unduh/")
    add(5, 3)
    with django_assert_max_num_queries(17) as many:
        client.get(f"{EXCEL}unduh/")

    assert len(many) == len(few)
