"""One item of a score sheet on 15 June 2022: its criteria, three answers side by side, proof, remarks, follow-ups."""

import re

import pytest

from pranata.base.org.tests.factories import UnitFactory
from pranata.desk.tests.live import errors, html_of, notices, sign_in, words
from pranata.desk.tests.sheets import LIST, buttons, item, item_page, opened, page_of, row, said
from pranata.engines.assessments.actions import sheets
from pranata.engines.assessments.models import Answer, Comment, Level
from pranata.engines.evidence.models import Evidence, Use
from pranata.engines.evidence.tests.factories import EvidenceFactory
from pranata.engines.followups.models import FollowUp

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day(monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", "2022-06-15")


@pytest.fixture
def secretary(client, office):
    return sign_in(client, office, "secretary")


@pytest.fixture
def sheet(office, secretary):
    return opened(office, secretary)


def columns(response) -> list[str]:
    """What stands side by side: one text for each level."""
    block = html_of(response).split('<div class="sheet-levels">', 1)[1].split("</div>", 1)[0]
    return [words(each) for each in re.findall(r"<section .*?</section>", block, re.DOTALL)]


def test_item_page_says_what_each_option_asks_for(client, sheet):
    page = words(html_of(client.get(item_page(sheet, "I.1.b"))))

    assert "A jelas &amp; mewakili seluruh unsur".replace("&amp;", "&") in page
    assert "C tidak diseleksi Tak berlaku Tidak berlaku di sini" in page
    assert "Rumusan pertanyaan dari sumber yang dibaca" in page
    assert "Bobot bagian 0,50 untuk 2 butir" in page


def test_answer_with_its_explanation_is_saved_and_taken_back(client, sheet):
    address = item_page(sheet, "I.1.b")
    fields = {"I.1.b-choice": "B", "I.1.b-note": "Sebagian unsur terwakili (contoh).", "tingkat": "self"}
    response = client.post(address, fields, follow=True)

    assert notices(response) == ["Jawaban I.1.b disimpan."]
    assert columns(response)[0].startswith("Mandiri B 0,50 dari 1 Sebagian unsur terwakili (contoh).")
    response = client.post(f"{address}hapus/", {"tingkat": "self"}, follow=True)
    assert (notices(response), Answer.objects.count()) == (["Jawaban I.1.b dihapus."], 0)


def test_item_that_does_not_apply_leaves_the_mean(client, sheet):
    client.post(item_page(sheet, "I.1.b"), {"I.1.b-choice": "NA", "I.1.b-note": "Tidak ada tim (contoh)."})
    client.post(item_page(sheet, "R.V.3.a"), {"R.V.3.a-is_not_applicable": "on"})
    page = client.get(page_of(sheet, "reform.V"))

    assert list(Answer.objects.values_list("is_not_applicable", flat=True)) == [True, True]
    assert "0 / 111" in words(html_of(page))


def test_refused_answer_keeps_what_was_typed(client, sheet):
    fields = {"R.V.3.a-numerator": "3", "R.V.3.a-denominator": "", "R.V.3.a-note": "Tiga dari empat."}
    response = client.post(item_page(sheet, "R.V.3.a"), fields)

    assert (response.status_code, notices(response)) == (422, ["R.V.3.a: isi pembilang dan penyebutnya."])
    assert "Tiga dari empat." in html_of(response)
    assert Answer.objects.count() == 0


def test_assessor_answers_beside_the_office_and_says_why_it_differs(client, office, sheet, secretary):
    said(sheet, "I.1.b", "A", secretary)
    sheets.submit(sheet, by=secretary)
    verifier = sign_in(client, office, "verifier")
    address = item_page(sheet, "I.1.b")
    refused = client.post(address, {"I.1.b-choice": "C", "tingkat": "internal"})
    assert (refused.status_code, errors(refused)) == (422, ["Sebutkan alasan perbedaan dengan jawaban sebelumnya."])

    fields = {"I.1.b-choice": "C", "tingkat": "internal", "I.1.b-reason": "Tidak ada seleksi (contoh)."}
    response = client.post(address, fields, follow=True)

    mine = Answer.objects.get(level=Level.INTERNAL)
    assert (mine.choice, mine.answered_by) == ("C", verifier)
    assert [each[:25] for each in columns(response)] == [
        "Mandiri A 1,00 dari 1 con",
        "Penilai internal C 0,00 d",
        "Penilai eksternal – belum",
    ]
    assert "≠ berbeda Alasan: Tidak ada seleksi (contoh)." in columns(response)[1]
    assert "≠ penilai internal: C" not in row(client.get(page_of(sheet, "pemenuhan.I")), "I.1.b")
    client.force_login(secretary)
    assert "≠ penilai internal: C" in row(client.get(page_of(sheet, "pemenuhan.I")), "I.1.b")


def test_assessor_is_offered_no_answer_of_its_own(client, office, sheet, secretary):
    verifier = sign_in(client, office, "verifier")
    said(sheet, "I.1.b", "A", verifier)
    sheets.submit(sheet, by=secretary)
    page = client.get(page_of(sheet, "pemenuhan.I"))

    assert 'id="butir-I-1-b-A" value="A" disabled' in html_of(page)
    assert 'id="butir-I-1-a-YA" value="YA" hx-post' in html_of(page)
    response = client.post(f"{item_page(sheet, 'I.1.b')}jawab/", {"I.1.b-choice": "A", "tingkat": "internal"})
    assert (response.status_code, Answer.objects.count()) == (403, 1)


def test_office_answers_no_more_once_it_has_submitted(client, sheet, secretary):
    sheets.submit(sheet, by=secretary)
    response = client.post(f"{item_page(sheet, 'I.1.a')}jawab/", {"I.1.a-choice": "YA"})

    assert (response.status_code, Answer.objects.count()) == (409, 0)
    assert "Tidak disimpan: keadaan lembar ini sudah berubah." in html_of(response)
    assert "Simpan jawaban" not in html_of(client.get(item_page(sheet, "I.1.a")))


def test_evidence_the_office_holds_proves_an_item_and_leaves_it(client, office, sheet, secretary):
    said(sheet, "I.1.a", "YA", secretary)
    held = EvidenceFactory(office=office, title="Keputusan tim (contoh)")
    address = item_page(sheet, "I.1.a")
    picked = client.get(f"{address}bukti/pilih/")
    assert "Keputusan tim (contoh)" in html_of(picked)
    response = client.post(f"{address}bukti/pakai/", {"item": str(held.pk)}, follow=True)

    assert notices(response) == ["Keputusan tim (contoh) dipakai sebagai bukti."]
    used = Use.objects.get()
    assert (used.target_label, used.target_id) == ("assessments.item", item(sheet, "I.1.a").pk)
    response = client.post(f"{address}bukti/{used.pk}/lepas/", follow=True)
    assert notices(response) == ["Keputusan tim (contoh) dilepas dari butir ini; buktinya tetap ada."]
    assert (Use.objects.count(), Evidence.objects.count()) == (0, 1)


def test_evidence_is_not_added_when_the_sheet_is_with_the_assessors(client, office, sheet, secretary):
    held = EvidenceFactory(office=office)
    sheets.submit(sheet, by=secretary)
    address = item_page(sheet, "I.1.a")
    response = client.post(f"{address}bukti/pakai/", {"item": str(held.pk)})

    assert (response.status_code, Use.objects.count()) == (409, 0)
    assert "Tambah bukti" not in html_of(client.get(address))


def test_remark_stands_beside_the_item_and_is_counted_in_its_row(client, sheet):
    address = f"{item_page(sheet, 'I.1.a')}komentar/"
    empty = client.post(address, {"text": " "})
    assert (empty.status_code, errors(empty)) == (422, ["Bidang ini tidak boleh kosong."])
    response = client.post(address, {"text": "Lampirkan keputusannya."}, follow=True)

    assert (notices(response), Comment.objects.get().text) == (["Komentar dikirim."], "Lampirkan keputusannya.")
    assert "1 komentar" in row(client.get(page_of(sheet, "pemenuhan.I")), "I.1.a")


def test_item_becomes_a_follow_up_that_leads_back_to_it(client, office, sheet):
    unit = UnitFactory(office=office, name="Subbagian Contoh")
    address = f"{item_page(sheet, 'V.4.b')}tindak-lanjut/"
    assert "V.4.b Evaluasi penerapan WBS" in html_of(client.get(address))
    fields = {"recommendation": "Susun evaluasi WBS.", "responsible": f"unit-{unit.pk}", "due_on": "2022-08-01"}
    response = client.post(address, fields, follow=True)

    made = FollowUp.objects.get()
    assert notices(response) == [f"Tindak lanjut {made.number} dibuka."]
    assert (made.source, made.source_words) == ("penilaian", "Zona Integritas 2022, butir V.4.b")
    assert "Susun evaluasi WBS." in words(html_of(response).split('id="tindak-lanjut"')[1])
    followed = html_of(client.get(made.get_absolute_url()))
    assert item_page(sheet, "V.4.b") in followed


def test_follow_up_is_forbidden_for_who_may_not_open_one(client, office, sheet, staff):
    client.force_login(staff)

    assert client.get(f"{item_page(sheet, 'V.4.b')}tindak-lanjut/").status_code == 403
    assert "Jadikan tindak lanjut" not in html_of(client.get(item_page(sheet, "V.4.b")))


def test_unknown_item_does_not_exist(client, sheet):
    assert client.get(item_page(sheet, "I.9.z")).status_code == 404
    assert client.get(f"{LIST}{sheet.pk}/bagian/pemenuhan.IX/").status_code == 404
    assert buttons(client.get(page_of(sheet))) == ["Ajukan"]
