"""Follow-ups as a workbook: read again as written, added and changed all or none, every faulty cell named."""

import csv
import io
import re
from datetime import date

import pytest
from django.core.files.base import ContentFile

from pranata.base.imports.tests.workbooks import workbook
from pranata.base.notify.models import Notice
from pranata.base.org.tests.factories import UnitFactory
from pranata.base.people.tests.factories import PersonFactory, TeamFactory
from pranata.desk.followups.sheet import Book
from pranata.desk.tests.live import html_of, notices, sign_in, words
from pranata.engines.followups.models import FollowUp
from pranata.engines.followups.sources import sources
from pranata.engines.followups.tests.factories import FollowUpFactory

pytestmark = pytest.mark.django_db

LIST = "/meja/9001/tindak-lanjut/"
HEADINGS = [
    "Nomor", "Tahun asal", "Jenis sumber", "Sumber", "Rekomendasi", "Unit", "Tim", "Pegawai", "Tenggat", "Keadaan",
]  # fmt: skip
AUDIT = "Hasil pemeriksaan atau pengawasan"
KNOWN = ", ".join(str(each.title) for each in sources())
NEW = ["", "2020", AUDIT, "LHP (Contoh)", "Susun SOP.", "Subbagian Contoh", "", "", "30-09-2022", ""]


@pytest.fixture(autouse=True)
def _day(monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", "2022-06-15")


@pytest.fixture
def secretary(client, office):
    return sign_in(client, office, "secretary")


@pytest.fixture
def unit(office):
    return UnitFactory(office=office, name="Subbagian Contoh")


@pytest.fixture
def item(office):
    """TL-2022-0001, by a person."""
    return FollowUpFactory(office=office, sequence=1, person=PersonFactory(office=office, name="Pegawai Contoh"))


def send(client, *rows):
    return client.post(f"{LIST}excel/", {"file": workbook([HEADINGS, *rows])})


def save(client, preview):
    """Presses the button of a preview."""
    rows = re.search('name="rows" value="([^"]*)"', html_of(preview))[1]
    return client.post(f"{LIST}excel/simpan/", {"rows": rows}, follow=True)


def figures(response) -> tuple[int, ...]:
    """Opened, changed, unchanged, as the preview counts them."""
    return tuple(map(int, re.findall(r"<dd>(\d+)</dd>", html_of(response))))


def faults(response) -> list[str]:
    found = re.search(r'<ul class="panel remarks fault-list">(.*?)</ul>', html_of(response), re.DOTALL)
    return [words(each) for each in re.findall(r"<li>(.*?)</li>", found[1], re.DOTALL)]


def row_of(item, **values) -> list[str]:
    known = {
        "Nomor": item.number,
        "Tahun asal": str(item.year),
        "Jenis sumber": AUDIT,
        "Sumber": item.source_words,
        "Rekomendasi": item.recommendation,
        "Pegawai": str(item.person or ""),
        "Tenggat": f"{item.due_on:%d-%m-%Y}",
        **values,
    }
    return [known.get(heading, "") for heading in HEADINGS]


def test_workbook_is_read_again_as_it_was_written(client, office, unit, item, secretary):
    FollowUpFactory(office=office, sequence=2, person=None, unit=unit)
    FollowUpFactory(office=office, sequence=3, person=None, team=TeamFactory(office=office, name="Tim Contoh"))
    response = client.get(f"{LIST}unduh.xlsx")
    assert response["Content-Disposition"] == 'attachment; filename="tindak-lanjut-9001-2022-06-15.xlsx"'

    preview = client.post(f"{LIST}excel/", {"file": ContentFile(response.content, "b.xlsx")})

    assert figures(preview) == (0, 0, 3)
    assert "tidak ada yang perlu disimpan" in html_of(preview)


def test_rows_are_opened_and_changed_after_a_look(client, office, unit, item, secretary):
    preview = send(client, NEW, row_of(item, Tenggat="1 Desember 2022"))
    assert figures(preview) == (1, 1, 0)
    assert FollowUp.objects.count() == 1
    response = save(client, preview)

    assert notices(response) == ["1 tindak lanjut dibuka, 1 diubah, 0 tetap."]
    made, changed = FollowUp.objects.order_by("year")
    assert (made.number, made.unit, made.recommendation) == ("TL-2020-0001", unit, "Susun SOP.")
    assert (changed.pk, changed.due_on) == (item.pk, date(2022, 12, 1))
    assert Notice.objects.count() == 0


def test_every_faulty_cell_is_named_and_nothing_is_kept(client, office, unit, item, secretary):
    ended = FollowUpFactory(office=office, sequence=9, status="closed", ended_on=date(2022, 5, 1))
    response = send(
        client,
        NEW,
        [*NEW[:1], "2023", "Kabar burung", *NEW[3:]],
        [*NEW[:5], "", "", "", *NEW[8:]],
        [*NEW[:8], "kapan-kapan", ""],
        [*NEW[:2], "Laporan terbit", *NEW[3:]],
        ["TL-2022-0099", *NEW[1:]],
        row_of(item, **{"Tahun asal": "2021"}),
        row_of(ended, Rekomendasi="Lain.", Pegawai="Pegawai Contoh"),
        [*NEW[:1], "2023", *NEW[2:]],
    )

    assert response.status_code == 422
    assert faults(response) == [
        f"Baris 3, kolom Jenis sumber: “Kabar burung” tidak dikenal; pilihannya: {KNOWN}.",
        "Baris 4, kolom Unit: isi tepat satu dari Unit, Tim, atau Pegawai.",
        "Baris 5, kolom Tenggat: “kapan-kapan” bukan tanggal; tulis seperti 31-12-2026.",
        "Baris 6, kolom Jenis sumber: sumber ini dibuka dari halamannya sendiri; pilih yang lain.",
        "Baris 7, kolom Nomor: Tidak ada tindak lanjut bernomor ini; kosongkan bila baru.",
        "Baris 8, kolom Tahun asal: tahun asal tidak berubah.",
        "Baris 9, kolom Nomor: tindak lanjut ini sudah berakhir; buka lagi dahulu.",
        "Baris 10, kolom Tahun asal: Tahun asal antara 2000 dan 2022.",
    ]
    assert FollowUp.objects.count() == 2


def test_preview_is_shown_again_when_somebody_wrote_meanwhile(client, office, unit, item, secretary):
    preview = send(client, row_of(item, Tenggat="1 Desember 2022"))
    FollowUp.objects.update(due_on=date(2022, 8, 1))

    response = save(client, preview)

    assert response.status_code == 409
    assert FollowUp.objects.get().due_on == date(2022, 8, 1)


def test_import_is_forbidden_when_the_role_may_only_work(client, office, staff):
    assert send(client, NEW).status_code == 403


def test_csv_holds_the_rows_of_the_list_with_formulas_defused(client, office, item, staff):
    FollowUp.objects.update(recommendation="=1+1")
    response = client.get(f"{LIST}unduh.csv?keadaan=semua")
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))

    assert [(row["number"], row["recommendation"], row["due_on"], row["ended_on"]) for row in rows] == [
        ("TL-2022-0001", "'=1+1", "2022-06-30", "")
    ]
    assert client.get(f"{LIST}unduh.pdf").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_of_the_workbook_stays_when_rows_are_added(office, django_assert_num_queries, count):
    for sequence in range(1, count + 1):
        FollowUpFactory(office=office, sequence=sequence)
    book, found = Book(office), FollowUp.objects.select_related("person", "unit", "team", "office")

    with django_assert_num_queries(1):
        assert len(list(book.rows(found))) == count
