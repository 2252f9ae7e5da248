"""Score sheets on staff pages on 15 June 2022: the list, a new one, and how it is filled in."""

import re
from decimal import Decimal

import pytest

from pranata.desk.tests.live import HTMX, errors, html_of, notices, sign_in, words
from pranata.desk.tests.sheets import (
    KEY,
    LIST,
    chosen,
    figures,
    item,
    item_page,
    markup,
    opened,
    page_of,
    row,
    said,
)
from pranata.engines.assessments.models import Answer, Level, Origin, Sheet
from pranata.engines.evidence.tests.factories import EvidenceFactory, UseFactory

pytestmark = pytest.mark.django_db

QUERIES_OF_THE_PAGE = 13
QUERIES_OF_THE_LIST = 10


@pytest.fixture(autouse=True)
def _day(monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", "2022-06-15")


@pytest.fixture
def secretary(client, office):
    return sign_in(client, office, "secretary")


@pytest.fixture
def sheet(office, secretary):
    return opened(office, secretary)


def answers(sheet) -> dict[str, str]:
    return {each.item.code: each.choice for each in Answer.objects.filter(item__section__sheet=sheet, level=Level.SELF)}


def test_sheet_is_opened_with_its_aim_and_stands_in_the_list(client, office, secretary):
    said_words = {"instrument": KEY, "year": "2022", "subject": "", "target": "WBK"}
    response = client.post(f"{LIST}buka/", said_words, follow=True)

    made = Sheet.objects.get()
    assert notices(response) == ["Lembar dibuka."]
    assert (made.key, made.target, made.sections.count()) == (KEY, "WBK", 13)
    assert "Zona Integritas 2022, menuju WBK" in words(html_of(response))
    listed = words(re.search(r"<tbody>(.*?)</tbody>", html_of(client.get(LIST)), re.DOTALL)[1])
    assert listed == "Zona Integritas 2022 PermenPANRB 90/2021 ○ draf 0,00 0,00 0/113"


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("instrument", "", "Bidang ini tidak boleh kosong."),
        ("year", "1990", "Pastikan nilai ini lebih besar dari atau sama dengan 2000."),
        ("subject", "Layanan informasi", "Instrumen ini diisi sekali untuk seluruh kantor; kosongkan."),
        ("target", "WBX", "Masukkan pilihan yang valid. WBX bukan salah satu dari pilihan yang tersedia."),
    ],
)
def test_sheet_is_not_opened_when_a_field_is_wrong(client, office, secretary, field, value, sentence):
    said_words = {"instrument": KEY, "year": "2022", "subject": "", "target": "WBK", field: value}
    response = client.post(f"{LIST}buka/", said_words)

    assert (response.status_code, errors(response), Sheet.objects.count()) == (422, [sentence], 0)


def test_second_sheet_of_the_same_year_is_refused(client, office, sheet):
    response = client.post(f"{LIST}buka/", {"instrument": KEY, "year": "2022", "subject": "", "target": ""})

    assert (response.status_code, notices(response)) == (422, ["Lembar ini sudah ada untuk tahun itu."])


def test_opening_is_forbidden_when_the_role_only_answers(client, office, staff):
    assert client.get(f"{LIST}buka/").status_code == 403
    assert "Buka lembar" not in html_of(client.get(LIST))


def test_sheet_looks_as_if_it_did_not_exist_when_the_reader_is_of_another_office(client, sheet, stranger):
    for address in (
        page_of(sheet),
        item_page(sheet, "I.1.a"),
        f"{LIST}{sheet.pk}/asesor/",
        f"{LIST}{sheet.pk}/ajukan/",
    ):
        assert (address, client.get(address).status_code) == (address, 404)
    assert client.post(f"{item_page(sheet, 'I.1.a')}jawab/", {"I.1.a-choice": "YA"}).status_code == 404


def test_one_click_saves_an_answer_and_renews_the_totals(client, sheet):
    response = client.post(
        f"{item_page(sheet, 'I.1.a')}jawab/", {"I.1.a-choice": "YA", "tingkat": "self"}, headers=HTMX
    )

    assert (response.status_code, answers(sheet)) == (200, {"I.1.a": "YA"})
    assert chosen(response, "I.1.a") == ["YA"]
    assert row(response, "I.1.a").endswith("! belum ada bukti Jawaban I.1.a Ya Tidak 1,00 dari 1")
    assert figures(response) == {
        "nilai mandiri, dari 100": "0,25",
        "terbukti": "0,00",
        "pengungkit, dari 60": "0,25",
        "pertanyaan terjawab": "1 / 113",
        "dijawab dari bukti yang sudah ada": "0",
    }
    assert html_of(response).count('hx-swap-oob="true"') == 3


def test_row_says_what_is_wrong_when_an_answer_cannot_be(client, sheet):
    address = f"{item_page(sheet, 'R.V.3.a')}jawab/"
    half = client.post(address, {"R.V.3.a-numerator": "3", "R.V.3.a-denominator": ""}, headers=HTMX)
    empty = client.post(address, {"R.V.3.a-numerator": "3", "R.V.3.a-denominator": "0"}, headers=HTMX)
    other = client.post(f"{item_page(sheet, 'I.1.b')}jawab/", {"I.1.b-choice": "D"}, headers=HTMX)
    nothing = client.post(f"{item_page(sheet, 'I.1.b')}jawab/", {}, headers=HTMX)

    assert [each.status_code for each in (half, empty, other, nothing)] == [422] * 4
    assert errors(half) == ["R.V.3.a: isi pembilang dan penyebutnya."]
    assert errors(empty) == ["R.V.3.a: penyebut nol; bila tidak ada yang dihitung, jawab NA."]
    assert errors(other) == ['I.1.b: jawaban "D" tidak dikenal; pilih A, B, C atau NA.']
    assert errors(nothing) == ["Pilih atau isi jawabannya dahulu."]
    assert answers(sheet) == {}


def test_section_is_saved_at_once_when_the_page_runs_without_script(client, sheet, secretary):
    said(sheet, "I.1.a", "YA", secretary, note="Keputusan (Contoh) 1/2022")
    address = f"{LIST}{sheet.pk}/bagian/pemenuhan.I/jawab/"
    response = client.post(address, {"I.1.a-choice": "YA", "I.1.b-choice": "B", "I.2.a-choice": "TIDAK"}, follow=True)

    assert notices(response) == ["2 jawaban disimpan."]
    assert answers(sheet) == {"I.1.a": "YA", "I.1.b": "B", "I.2.a": "TIDAK"}
    assert Answer.objects.get(item__code="I.1.a").note == "Keputusan (Contoh) 1/2022"
    assert notices(client.post(address, {"I.1.b-choice": "B"}, follow=True)) == ["Tidak ada jawaban yang berubah."]


def test_no_answer_of_a_section_is_kept_when_one_is_wrong(client, sheet):
    address = f"{LIST}{sheet.pk}/bagian/reform.V/jawab/"
    fields = {"R.V.1.a-choice": "A", "R.V.3.a-numerator": "x", "R.V.3.a-denominator": "4"}
    response = client.post(address, fields)

    assert (response.status_code, answers(sheet)) == (422, {})
    assert errors(response) == [
        "“x” bukan bilangan; tulis seperti 95 atau 95,5, paling banyak 4 angka di belakang koma."
    ]
    assert (chosen(response, "R.V.1.a"), 'value="x"' in markup(response, "R.V.3.a")) == (["A"], True)


def test_ratio_is_worth_its_share_and_keeps_what_was_typed(client, sheet):
    fields = {"R.V.3.a-numerator": "3", "R.V.3.a-denominator": "4"}
    client.post(f"{item_page(sheet, 'R.V.3.a')}jawab/", fields)
    response = client.get(page_of(sheet, "reform.V"))

    stored = Answer.objects.get()
    assert (stored.numerator, stored.denominator) == (Decimal(3), Decimal(4))
    assert row(response, "R.V.3.a").endswith("0,75 dari 1")
    assert re.findall(r'value="(\d)"', markup(response, "R.V.3.a")) == ["3", "4"]


def test_row_is_proven_by_evidence_and_says_so_when_it_expires(client, office, sheet, secretary):
    said(sheet, "I.2.a", "YA", secretary)
    target = item(sheet, "I.2.a")
    evidence = EvidenceFactory(office=office, title="Rencana kerja (Contoh)")
    UseFactory(evidence=evidence, target_label="assessments.item", target_id=target.pk)
    proven = client.get(page_of(sheet, "pemenuhan.I"))

    assert "✓ 1 bukti" in row(proven, "I.2.a")
    assert figures(proven)["terbukti"] == figures(proven)["nilai mandiri, dari 100"] == "0,33"
    type(evidence).objects.update(valid_to="2022-06-01")
    lapsed = client.get(page_of(sheet, "pemenuhan.I"))
    assert "! 1 bukti tidak berlaku lagi" in row(lapsed, "I.2.a")
    assert figures(lapsed)["terbukti"] == "0,00"


def test_answers_of_last_year_count_once_they_are_confirmed(client, office, secretary):
    earlier = opened(office, secretary, year=2021)
    for code in ("I.1.a", "I.2.a"):
        said(earlier, code, "YA", secretary)
    sheet = opened(office, secretary)
    page = client.get(page_of(sheet, "pemenuhan.I"))

    assert figures(page)["nilai mandiri, dari 100"] == "0,00"
    assert "? dari tahun lalu, belum dipastikan" in row(page, "I.1.a")
    response = client.post(f"{item_page(sheet, 'I.1.a')}pastikan/", headers=HTMX)
    assert figures(response)["nilai mandiri, dari 100"] == "0,25"
    response = client.post(f"{LIST}{sheet.pk}/bagian/pemenuhan.I/pastikan/", follow=True)
    assert notices(response) == ["1 jawaban tahun lalu dipastikan."]
    assert Answer.objects.filter(item__section__sheet=sheet, is_confirmed=False).count() == 0
    assert Answer.objects.filter(item__section__sheet=sheet, origin=Origin.CARRIED).count() == 2


def test_reader_without_the_right_sees_answers_but_no_form(client, office, sheet):
    sign_in(client, office, "commissioner")
    page = client.get(page_of(sheet, "pemenuhan.I"))

    assert (page.status_code, "formaction" in html_of(page), "hx-post" in html_of(page)) == (200, False, False)
    assert client.post(f"{item_page(sheet, 'I.1.a')}jawab/", {"I.1.a-choice": "YA"}).status_code == 403
    assert client.post(f"{LIST}{sheet.pk}/terima-saran/").status_code == 403


def test_page_shows_every_section_when_all_are_asked_for(client, sheet):
    page = html_of(client.get(page_of(sheet, "semua")))

    assert (page.count('<div class="sheet-row"'), page.count('<section class="sheet-section"')) == (113, 13)
    assert html_of(client.get(page_of(sheet))).count('<div class="sheet-row"') == 12


def test_conditions_of_the_aim_stand_first_with_what_is_not_confirmed(client, sheet):
    page = words(html_of(client.get(page_of(sheet))))

    assert page.index("Syarat WBK") < page.index("Syarat WBBM")
    assert "Nilai total ≥ 75 belum terkonfirmasi ! 0,00" in page
    assert "Manajemen Perubahan · Pemenuhan ≥ 2,4 ! 0,00" in page


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_of_the_page_stays_when_answers_are_added(
    client, office, sheet, secretary, django_assert_num_queries, count
):
    for code in ("I.1.a", "I.2.a", "I.4.a")[:count]:
        said(sheet, code, "YA", secretary)
        target = item(sheet, code).pk
        UseFactory(evidence=EvidenceFactory(office=office), target_label="assessments.item", target_id=target)
    client.get(page_of(sheet))

    with django_assert_num_queries(QUERIES_OF_THE_PAGE):
        client.get(page_of(sheet))


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_of_the_list_stays_when_sheets_are_added(
    client, office, secretary, django_assert_num_queries, count
):
    for year in (2022, 2021, 2023)[:count]:
        said(opened(office, secretary, year=year), "I.1.a", "YA", secretary)
    client.get(LIST)

    with django_assert_num_queries(QUERIES_OF_THE_LIST):
        client.get(LIST)
