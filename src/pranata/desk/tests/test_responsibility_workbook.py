"""People in charge and targets as a workbook, both ways."""

import json
import re
from datetime import date
from decimal import Decimal

import pytest
from django.core.files.base import ContentFile

from pranata.base.audit.models import Event
from pranata.base.imports.sheet import Line
from pranata.base.imports.tests.workbooks import workbook
from pranata.base.imports.workbook import read_grids
from pranata.base.org.models import Unit
from pranata.base.org.tests.factories import UnitFactory
from pranata.base.people.tests.factories import PersonFactory, TeamFactory
from pranata.desk.exchange import outcome_mark
from pranata.desk.responsibility.charge_book import ChargeBook
from pranata.desk.responsibility.sheet_changes import book_changes, load_book
from pranata.desk.responsibility.workbook_views import ChargeExchange
from pranata.desk.tests.live import MATRIX, adopt, errors, html_of, notices, sign_in, words
from pranata.engines.plan.actions.responsibility import assign
from pranata.engines.plan.models import Deputy, Indicator, Plan, Responsibility, Status, Subactivity
from pranata.engines.plan.tests.factories import (
    ActivityFactory,
    AreaFactory,
    DeputyFactory,
    IndicatorFactory,
    ResponsibilityFactory,
    SubactivityFactory,
)

pytestmark = pytest.mark.django_db

EXCEL = f"{MATRIX}penanggung-jawab/excel/"
CHARGES = ["Kode", "Jenis", "Penanggung jawab", "Pengganti", "Sejak", "Sampai"]
TARGETS = ["Kode", "Indikator ke-", "Target", "Satuan", "Catatan"]
NIP = "198001012005011001"


@pytest.fixture(autouse=True)
def day(monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", "2022-06-26")


@pytest.fixture
def live(plan):
    """1.1.1 with an indicator, 2.1.1 without."""
    return adopt(plan)


@pytest.fixture
def secretary(client, office):
    return sign_in(client, office, "secretary")


@pytest.fixture
def parties(office):
    """A unit SUB, a team, and two people."""
    UnitFactory(office=office, code="SUB", name="Subbagian Contoh")
    TeamFactory(office=office, name="Tim Contoh")
    return [
        PersonFactory(office=office, name="Pegawai Contoh", nip=NIP),
        PersonFactory(office=office, name="Pengganti"),
    ]


def send(client, *rows, targets=()):
    return client.post(EXCEL, {"file": workbook([CHARGES, *rows], [TARGETS, *targets])})


def save(client, preview):
    return client.post(f"{EXCEL}simpan/", {"rows": re.search('name="rows" value="([^"]*)"', html_of(preview))[1]})


def changes(response) -> list[str]:
    found = re.findall(r"<li><b>(.*?)</ul></li>", html_of(response), re.DOTALL)
    return [words(each) for each in found]


def faults(response) -> list[str]:
    return [words(each) for each in re.findall(r"<li>(Lembar [^<]*)</li>", html_of(response))]


def in_charge() -> dict[str, str]:
    return {each.subactivity.code: str(each) for each in Responsibility.objects.all()}


def downloaded(client) -> list[list[list[str]]]:
    response = client.get(f"{EXCEL}unduh/")
    assert response["Content-Disposition"] == 'attachment; filename="penanggung-jawab-9001-2022.xlsx"'
    return [grid.rows for grid in read_grids(ContentFile(response.content), "unduhan.xlsx")]


def test_download_says_what_is_recorded_and_changes_nothing_when_sent_back(client, live, secretary, parties):
    held = ResponsibilityFactory(subactivity=Subactivity.objects.get(code="1.1.1"), person=parties[0])
    DeputyFactory(responsibility=held, person=parties[1], valid_from=date(2022, 6, 1))
    Indicator.objects.update(target=Decimal("95.5"), target_unit="persen", note="Dua\nbaris.")

    charges, targets, *_others = downloaded(client)

    assert charges[1] == [
        "1.1.1", "Menyusun rencana", "pegawai", f"Pegawai Contoh ({NIP})", "Pengganti", "2022-06-01", ""
    ]  # fmt: skip
    assert charges[2] == ["2.1.1", "Survei layanan", "", "", "", "", ""]
    assert targets[1:] == [["1.1.1", "1", "Rencana tersusun", "95,5", "persen", "Dua\nbaris."]]
    content = client.get(f"{EXCEL}unduh/").content
    preview = client.post(EXCEL, {"file": ContentFile(content, "balik.xlsx")})
    assert "Berkas ini sama dengan yang sudah tercatat" in html_of(preview)


def test_nip_is_written_only_for_who_manages_people(client, live, office, parties):
    sign_in(client, office, "kasubbag")
    ResponsibilityFactory(subactivity=Subactivity.objects.get(code="1.1.1"), person=parties[0])

    sheets = downloaded(client)

    assert sheets[0][1][3] == "Pegawai Contoh"
    assert NIP not in json.dumps(sheets)


def test_changes_are_shown_before_and_written_when_confirmed(client, live, secretary, parties):
    preview = send(
        client,
        ["1.1.1", "Pegawai", NIP, "pengganti", date(2022, 7, 1), "31-07-2022"],
        ["2.1.1", "unit", "sub"],
        targets=[["1.1.1", 1, 95.5, "persen", "Dari register."]],
    )

    assert (preview.status_code, in_charge()) == (200, {})
    assert changes(preview) == [
        (
            "1.1.1 Menyusun rencana baris 2 Penanggung jawab: "
            f"Pegawai Contoh ({NIP}) Pengganti: Pengganti, 1 Jul 2022 – 31 Jul 2022"
        ),
        "2.1.1 Survei layanan baris 3 Penanggung jawab: Subbagian Contoh",
        "1.1.1 Rencana tersusun baris 2 Target: 95,5 Satuan: persen Catatan: Dari register.",
    ]

    response = save(client, preview)

    assert (response.status_code, response["Location"]) == (302, f"{MATRIX}penanggung-jawab/")
    assert in_charge() == {"1.1.1": "Pegawai Contoh", "2.1.1": "Subbagian Contoh"}
    assert Deputy.objects.values_list("person__name", "valid_from", "valid_to").get() == (
        "Pengganti", date(2022, 7, 1), date(2022, 7, 31)
    )  # fmt: skip
    assert Indicator.objects.values_list("target", "target_unit", "note").get() == (
        Decimal("95.5"), "persen", "Dari register."
    )  # fmt: skip
    assert Event.objects.filter(action__startswith="plan.").count() == 1
    assert "2 subkegiatan dan 1 target diubah." in html_of(client.get(response["Location"]))


def test_charge_is_taken_away_and_other_rows_stay_when_a_cell_is_emptied(client, live, secretary, parties):
    for code in ("1.1.1", "2.1.1"):
        ResponsibilityFactory(subactivity=Subactivity.objects.get(code=code), person=parties[0])

    save(client, send(client, ["1.1.1", None, None]))

    assert in_charge() == {"2.1.1": "Pegawai Contoh"}


def test_deputy_stays_when_the_cell_is_empty_and_ends_when_another_day_is_given(client, live, secretary, parties):
    held = ResponsibilityFactory(subactivity=Subactivity.objects.get(code="1.1.1"), person=parties[0])
    DeputyFactory(responsibility=held, person=parties[1], valid_from=date(2022, 6, 1))

    unchanged = send(client, ["1.1.1", "pegawai", "Pegawai Contoh"])
    ended = send(client, ["1.1.1", "pegawai", "Pegawai Contoh", "Pengganti", date(2022, 6, 1), date(2022, 6, 30)])

    assert changes(unchanged) == []
    assert changes(ended) == [
        "1.1.1 Menyusun rencana baris 2 Pengganti: Pengganti, 1 Jun 2022 – … → Pengganti, 1 Jun 2022 – 30 Jun 2022"
    ]
    save(client, ended)
    assert Deputy.objects.get().valid_to == date(2022, 6, 30)


def test_every_faulty_cell_is_named_and_nothing_is_written(client, live, secretary, parties, office):
    PersonFactory.create_batch(2, office=office, name="Nama Sama")
    held = ResponsibilityFactory(subactivity=Subactivity.objects.get(code="2.1.1"), person=parties[0])
    DeputyFactory(responsibility=held, person=parties[1], valid_from=date(2022, 6, 1))
    charge = SubactivityFactory(activity=Subactivity.objects.get(code="2.1.1").activity, position=2).code

    response = send(
        client,
        ["1.1.1", "pegawai", "Tidak Ada"],
        ["9.9.9", "unit", "SUB"],
        ["2.1.1", "pegawai", "Pegawai Contoh", "Nama Sama", "kemarin"],
        [charge, "tim", "Tim Lain"],
        ["2.1.1", "orang", "SUB"],
        targets=[["1.1.1", 1, "banyak", "persen"], ["1.1.1", 7, 5], [None, 1, 5]],
    )

    assert (response.status_code, in_charge()) == (422, {"2.1.1": "Pegawai Contoh"})
    assert faults(response) == [
        "Lembar Penanggung jawab, baris 2, kolom Penanggung jawab: pegawai tidak ditemukan.",
        "Lembar Penanggung jawab, baris 3, kolom Kode: “9.9.9” bukan kode subkegiatan rencana ini.",
        "Lembar Penanggung jawab, baris 4, kolom Pengganti: ada 2 pegawai bernama sama; tulis NIP-nya.",
        "Lembar Penanggung jawab, baris 4, kolom Sejak: “kemarin” bukan tanggal; tulis seperti 31-12-2026.",
        "Lembar Penanggung jawab, baris 5, kolom Penanggung jawab: tim tidak ditemukan.",
        "Lembar Penanggung jawab, baris 6, kolom Kode: sama dengan baris 4.",
        "Lembar Penanggung jawab, baris 6, kolom Jenis: “orang” tidak dikenal; pilihannya: pegawai, unit, tim.",
        (
            "Lembar Target, baris 2, kolom Target: "
            "“banyak” bukan bilangan; tulis seperti 95 atau 95,5, paling banyak 4 angka di belakang koma."
        ),
        "Lembar Target, baris 3, kolom Indikator ke-: subkegiatan ini tidak punya indikator ke-7.",
        "Lembar Target, baris 4, kolom Kode: harus diisi.",
    ]


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        (["unit", None], "kolom Penanggung jawab: isi namanya, atau kosongkan juga jenisnya."),
        ([None, "SUB"], "kolom Jenis: isi pegawai, unit, atau tim."),
        (["unit", "LAIN"], "kolom Penanggung jawab: unit tidak ditemukan."),
        ([None, None, "Pengganti", "1-6-2022"], "kolom Pengganti: belum ada penanggung jawab yang digantikan."),
        (["unit", "SUB", "Pengganti"], "kolom Sejak: harus diisi bila ada pengganti."),
        (["unit", "SUB", None, "1-6-2022"], "kolom Pengganti: isi penggantinya, atau kosongkan juga tanggalnya."),
        (["unit", "SUB", "Pengganti", "2-6-2022", "1-6-2022"], "kolom Sampai: mendahului tanggal mulainya."),
        (
            ["pegawai", NIP, "Pegawai Contoh", "1-6-2022"],
            "kolom Pengganti: penanggung jawab tidak menggantikan dirinya sendiri.",
        ),
        (["pegawai", int(NIP)], "kolom Penanggung jawab: tersimpan sebagai bilangan sehingga angka terakhirnya"),
    ],
)
def test_cells_that_do_not_fit_each_other_are_named(client, live, secretary, parties, cells, message):
    response = send(client, ["1.1.1", *cells])

    assert (response.status_code, len(faults(response)), in_charge()) == (422, 1, {})
    assert faults(response)[0].startswith(f"Lembar Penanggung jawab, baris 2, {message}")


def test_deputy_is_refused_when_another_stands_in_already(client, live, secretary, parties, office):
    held = ResponsibilityFactory(subactivity=Subactivity.objects.get(code="1.1.1"), person=parties[0])
    DeputyFactory(responsibility=held, person=parties[1], valid_from=date(2022, 6, 1))
    PersonFactory(office=office, name="Orang Ketiga")

    response = send(client, ["1.1.1", "pegawai", "Pegawai Contoh", "Orang Ketiga", "15-6-2022"])

    assert faults(response) == ["Lembar Penanggung jawab, baris 2, kolom Sejak: sudah ada pengganti pada masa itu."]


def test_row_is_refused_when_its_code_stands_beside_another_text(client, live, secretary, parties):
    charges, targets = (["Kode", "Subkegiatan", *CHARGES[1:]], ["Kode", "Indikator ke-", "Indikator", "Target"])
    rows = [["1.1.1", "Survei layanan", "unit", "SUB"], ["2.1.1", " survei  Layanan", "unit", "SUB"]]
    aims = [["1.1.1", 1, "Survei terlaksana", 5]]

    response = client.post(EXCEL, {"file": workbook([charges, *rows], [targets, *aims])})

    assert (response.status_code, in_charge()) == (422, {})
    assert faults(response) == [
        (
            "Lembar Penanggung jawab, baris 2, kolom Subkegiatan: "
            "bukan teks subkegiatan 1.1.1 yang tercatat; unduh lagi daftarnya, lalu isi di sana."
        ),
        (
            "Lembar Target, baris 2, kolom Indikator: "
            "bukan teks indikator ke-1 subkegiatan 1.1.1 yang tercatat; unduh lagi daftarnya."
        ),
    ]


def test_nothing_is_written_when_the_code_became_another_rows_after_the_preview(client, live, secretary, parties):
    preview = send(client, ["1.1.1", "unit", "SUB"])
    Subactivity.objects.filter(code="1.1.1").update(text="Baris lain")

    response = save(client, preview)

    assert (response.status_code, in_charge()) == (409, {})
    assert changes(response) == ["1.1.1 Baris lain baris 2 Penanggung jawab: Subbagian Contoh"]


def test_file_is_refused_when_it_is_another_one(client, live, secretary):
    other = client.post(EXCEL, {"file": workbook([["Nama", "Umur"]])})
    text = client.post(EXCEL, {"file": ContentFile(b"Kode;Jenis\n", "a.csv")})
    nothing = client.post(EXCEL, {})

    assert [each.status_code for each in (other, text, nothing)] == [422, 422, 422]
    assert errors(other)[0].startswith("Judul kolom (Kode, Subkegiatan, Jenis, Penanggung jawab")
    assert errors(text)[0].startswith("Yang dapat dibaca hanya Excel .xlsx")


def test_file_is_refused_when_it_has_too_many_rows(client, live, secretary, monkeypatch):
    monkeypatch.setattr(ChargeExchange, "most_rows", 1)

    response = send(client, ["1.1.1"], ["2.1.1"])

    assert errors(response) == ["Terlalu banyak baris; paling banyak 1 sekali kirim."]


def test_preview_is_shown_again_when_the_plan_changed_meanwhile(client, live, secretary, parties):
    preview = send(client, ["1.1.1", "unit", "SUB"])
    ResponsibilityFactory(subactivity=Subactivity.objects.get(code="1.1.1"), person=parties[0])

    response = save(client, preview)

    assert (response.status_code, in_charge()) == (409, {"1.1.1": "Pegawai Contoh"})
    assert "Rencana ini berubah sesudah pratinjau tadi" in notices(response)[0]
    assert changes(response)[0].endswith(f"Pegawai Contoh ({NIP}) → Subbagian Contoh")
    save(client, response)
    assert in_charge() == {"1.1.1": "Subbagian Contoh"}


def test_nothing_is_written_when_somebody_else_wrote_while_this_one_waited(live, parties):
    row, unit = Subactivity.objects.get(code="1.1.1"), Unit.objects.get(code="SUB")
    lines = {"charges": [Line(2, {"code": "1.1.1", "kind": "unit", "party": "SUB"})], "targets": []}
    day = date(2022, 6, 26)
    previewed = outcome_mark(book_changes(ChargeBook(live, day, with_nip=False), lines))

    def open_book() -> ChargeBook:
        assign([row], parties[0], by=None)
        return ChargeBook(live, day, with_nip=False)

    changes, is_written = load_book(live, open_book, lines, by=None, outcome=previewed)

    assert (is_written, in_charge()) == (False, {"1.1.1": "Pegawai Contoh"})
    assert changes["charges"][0].write.party == unit


def test_faults_are_shown_when_what_was_previewed_cannot_be_written_any_more(client, live, secretary, parties):
    preview = send(client, ["1.1.1", "pegawai", NIP])
    parties[0].delete()

    response = save(client, preview)

    assert (response.status_code, len(faults(response))) == (422, 1)


def test_preview_of_somebody_else_or_of_nothing_is_not_written(client, live, secretary, parties, office):
    preview = send(client, ["1.1.1", "unit", "SUB"])
    sign_in(client, office, "kasubbag")

    foreign, forged = save(client, preview), client.post(f"{EXCEL}simpan/", {"rows": "x"})

    assert (foreign.status_code, forged.status_code, in_charge()) == (422, 422, {})
    assert errors(forged) == ["Pratinjau ini sudah kedaluwarsa; pilih berkasnya sekali lagi."]


@pytest.mark.parametrize("address", [EXCEL, f"{EXCEL}unduh/", f"{EXCEL}simpan/"])
def test_workbook_is_only_for_who_may_assign(client, live, office, address):
    ask = client.post if address.endswith("simpan/") else client.get
    sign_in(client, office, "staff")
    refused = ask(address)
    sign_in(client, SubactivityFactory().plan.office, "secretary")
    hidden = ask(address)

    assert (refused.status_code, hidden.status_code) == (403, 404)


def test_workbook_is_not_there_when_the_plan_is_closed(client, live, secretary):
    Plan.objects.update(status=Status.CLOSED)

    assert client.get(EXCEL).status_code == 404


def test_query_count_of_the_download_stays_when_rows_are_added(client, live, secretary, django_assert_max_num_queries):
    def add(no, count):
        activity = ActivityFactory(area=AreaFactory(plan=live, no=no), position=1)
        for position in range(1, count + 1):
            held = ResponsibilityFactory(subactivity=SubactivityFactory(activity=activity, position=position))
            DeputyFactory(responsibility=held)
            IndicatorFactory(subactivity=held.subactivity, position=1)

    add(3, 1)
    with django_assert_max_num_queries(16) as few:
        client.get(f"{EXCEL}unduh/")
    add(4, 3)
    with django_assert_max_num_queries(16) as many:
        client.get(f"{EXCEL}unduh/")

    assert len(many) == len(few)
