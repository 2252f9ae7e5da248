"""The way of a score sheet on 15 June 2022: assigned, submitted, sent back, agreed, closed; who assesses it."""

import re
from datetime import date

import pytest

from pranata.base.access.models import Grant
from pranata.base.access.tests.factories import RoleAssignmentFactory, UserFactory
from pranata.base.org.tests.factories import OfficeFactory, UnitFactory
from pranata.base.people.tests.factories import PersonFactory
from pranata.desk.tests.live import errors, html_of, notices, sign_in, words
from pranata.desk.tests.sheets import LIST, buttons, item, item_page, opened, page_of, said
from pranata.engines.assessments.actions import sheets
from pranata.engines.assessments.models import Answer, Assessor, Level, Section, Status
from pranata.engines.evidence.tests.factories import EvidenceFactory, UseFactory

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


@pytest.fixture
def guest():
    """The account of an assessor of another office."""
    other = OfficeFactory(code="9002", name="KPU Kabupaten Lain (Contoh)")
    user = UserFactory(login="asesor@contoh.example", email="asesor@contoh.example", person=PersonFactory(office=other))
    return RoleAssignmentFactory(office=other, role="assessor", user=user).user


def status_of(sheet) -> Status:
    sheet.refresh_from_db()
    return Status(sheet.status)


def returned_fields(sheet, **notes) -> dict[str, str]:
    codes = list(Section.objects.filter(sheet=sheet).values_list("code", flat=True))
    return {f"bagian-{codes.index(code.replace('_', '.'))}": note for code, note in notes.items()}


def test_section_is_given_to_a_unit_until_a_day_and_marked_ready(client, office, sheet):
    unit = UnitFactory(office=office, name="Subbagian Contoh")
    address = f"{LIST}{sheet.pk}/bagian/pemenuhan.I/"
    response = client.post(address, {"responsible": f"unit-{unit.pk}", "due_on": "2022-07-01"}, follow=True)

    section = Section.objects.get(code="pemenuhan.I")
    assert notices(response) == ["Pengisi dan tenggat disimpan."]
    assert (section.unit, section.due_on) == (unit, date(2022, 7, 1))
    assert "Subbagian Contoh · tenggat 1 Juli 2022" in words(html_of(response))
    response = client.post(f"{address}selesai/", follow=True)
    assert notices(response) == ["Bagian ditandai selesai diisi."]
    response = client.post(f"{address}selesai/", {"selesai": "tidak"}, follow=True)
    assert notices(response) == ["Bagian dibuka lagi untuk diisi."]


def test_assigning_is_forbidden_when_the_role_only_answers(client, office, sheet, staff):
    assert client.get(f"{LIST}{sheet.pk}/bagian/pemenuhan.I/").status_code == 403
    assert client.get(f"{LIST}{sheet.pk}/sasaran/").status_code == 403
    assert "Pengisi dan tenggat" not in html_of(client.get(page_of(sheet)))


def test_sheet_goes_to_the_assessors_and_a_section_comes_back(client, office, sheet, secretary):
    said(sheet, "I.1.a", "YA", secretary)
    asked = words(html_of(client.get(f"{LIST}{sheet.pk}/ajukan/")))
    assert "Manajemen Perubahan · Pemenuhan 1/12" in asked
    response = client.post(f"{LIST}{sheet.pk}/ajukan/", follow=True)
    assert (notices(response), buttons(response)) == (["Lembar diajukan; penilai diberi tahu."], [])

    sign_in(client, office, "verifier")
    assert buttons(client.get(page_of(sheet))) == ["Kembalikan", "Sepakati"]
    empty = client.post(f"{LIST}{sheet.pk}/kembalikan/", {})
    sentence = "Tulis apa yang perlu diperbaiki pada sedikitnya satu bagian."
    assert (empty.status_code, notices(empty)) == (422, [sentence])
    fields = returned_fields(sheet, pemenuhan_I="Lampirkan rencana kerja (contoh).")
    response = client.post(f"{LIST}{sheet.pk}/kembalikan/", fields, follow=True)
    assert notices(response)[0] == "Bagian yang ditulisi dikembalikan; pengisinya diberi tahu."

    client.force_login(secretary)
    page = client.get(page_of(sheet))
    assert status_of(sheet) == Status.CHANGES_REQUESTED
    assert notices(page) == ["Dikembalikan 15 Juni 2022: Lampirkan rencana kerja (contoh)."]
    past = re.search(r'<ol class="history small">(.*?)</ol>', html_of(page), re.DOTALL)[1]
    assert [words(each).split(" · ")[0] for each in past.split("<li>")[1:]] == ["Mulai diisi", "Ajukan", "Kembalikan"]
    other = client.post(f"{item_page(sheet, 'II.1.a')}jawab/", {"II.1.a-choice": "A"})
    assert other.status_code == 409
    client.post(f"{item_page(sheet, 'I.2.a')}jawab/", {"I.2.a-choice": "YA"})
    early = client.post(f"{LIST}{sheet.pk}/ajukan/")
    assert (early.status_code, notices(early)[-1]) == (422, "Belum selesai diperbaiki: pemenuhan.I.")
    client.post(f"{LIST}{sheet.pk}/bagian/pemenuhan.I/selesai/")
    client.post(f"{LIST}{sheet.pk}/ajukan/")
    assert (status_of(sheet), Answer.objects.count()) == (Status.SUBMITTED, 2)


def test_sheet_is_agreed_closed_and_opened_again(client, office, sheet, secretary):
    sheets.submit(sheet, by=secretary)
    sign_in(client, office, "verifier")
    client.post(f"{LIST}{sheet.pk}/sepakati/", {"note": ""})
    assert status_of(sheet) == Status.AGREED

    client.force_login(secretary)
    assert buttons(client.get(page_of(sheet))) == ["Nyatakan selesai", "Buka lagi"]
    silent = client.post(f"{LIST}{sheet.pk}/buka-lagi/", {"note": ""})
    assert (silent.status_code, errors(silent)) == (422, ["Bidang ini tidak boleh kosong."])
    client.post(f"{LIST}{sheet.pk}/buka-lagi/", {"note": "Ada bukti baru (contoh)."})
    assert status_of(sheet) == Status.SUBMITTED
    sign_in(client, office, "verifier")
    client.post(f"{LIST}{sheet.pk}/sepakati/", {"note": ""})
    client.force_login(secretary)
    client.get(page_of(sheet))
    response = client.post(f"{LIST}{sheet.pk}/selesai/", follow=True)
    assert (notices(response), status_of(sheet), buttons(response)) == (["Lembar selesai."], Status.CLOSED, [])


def test_step_is_refused_when_it_is_not_the_readers_or_not_the_time(client, office, sheet, staff):
    for step in ("ajukan", "kembalikan", "sepakati", "selesai", "buka-lagi"):
        assert (step, client.post(f"{LIST}{sheet.pk}/{step}/", {"note": "x"}).status_code) == (step, 403)
    assert status_of(sheet) == Status.DRAFT


def test_submitting_is_refused_when_the_sheet_has_changed_since_it_was_shown(client, sheet, secretary):
    page = html_of(client.get(f"{LIST}{sheet.pk}/ajukan/"))
    mark = re.search(r'name="seen" value="([^"]*)"', page)[1]
    sheets.set_target(sheet, "WBBM", by=secretary)
    response = client.post(f"{LIST}{sheet.pk}/ajukan/", {"seen": mark})

    sentence = "Data ini diubah orang lain sesudah Anda membukanya. Bandingkan isian Anda, lalu simpan lagi."
    assert (response.status_code, notices(response)[-1]) == (422, sentence)
    assert (status_of(sheet), sheet.target) == (Status.DRAFT, "WBBM")


def test_assessor_of_another_office_enters_by_appointment_and_leaves_with_it(client, sheet, secretary, guest):
    address = f"{LIST}{sheet.pk}/asesor/"
    fields = {
        "user": "Asesor@contoh.example",
        "level": "external",
        "valid_to": "2022-09-30",
        "purpose": "Asesor silang",
    }
    response = client.post(address, fields, follow=True)
    assert notices(response) == ["Asesor ditunjuk dan diberi tahu."]
    assert Grant.objects.get().user == guest
    evidence = EvidenceFactory(office=sheet.office, title="Keputusan tim (contoh)")
    UseFactory(evidence=evidence, target_label="assessments.item", target_id=item(sheet, "I.1.a").pk)
    sheets.submit(sheet, by=secretary)

    client.force_login(guest)
    own = client.get("/meja/9002/penilaian/")
    assert "Lembar yang dibuka untuk Anda" in html_of(own)
    assert page_of(sheet) in html_of(own)
    page = client.get(page_of(sheet, "pemenuhan.I"))
    assert "milik KPU Kabupaten Contoh, dibuka untuk Anda" in words(html_of(page))
    assert 'href="/meja/9001/"' not in html_of(page)
    shown = html_of(client.get(item_page(sheet, "I.1.a")))
    assert f'<a href="{LIST}{sheet.pk}/berkas-bukti/{evidence.pk}/">Keputusan tim (contoh)</a>' in shown
    reason = {"I.1.a-choice": "TIDAK", "I.1.a-reason": "Belum ada (contoh).", "tingkat": "external"}
    client.post(f"{item_page(sheet, 'I.1.a')}jawab/", reason)
    assert Answer.objects.get().level == Level.EXTERNAL
    assert client.get(f"{LIST}{sheet.pk}/sasaran/").status_code == 403

    client.force_login(secretary)
    serving = Assessor.objects.get()
    response = client.post(f"{address}{serving.pk}/berhenti/", {"reason": "Selesai (contoh)."}, follow=True)
    assert notices(response) == [f"{guest} tidak lagi menjadi asesor."]
    client.force_login(guest)
    assert client.get(page_of(sheet)).status_code == 404


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("user", "tidak@ada.example", "Tidak ada akun aktif dengan NIP atau surel itu."),
        ("valid_to", "", "Isi sampai kapan lembar ini dibuka untuknya."),
        ("purpose", "", "Isi untuk apa lembar ini dibuka."),
        ("level", "self", "Masukkan pilihan yang valid. self bukan salah satu dari pilihan yang tersedia."),
    ],
)
def test_appointing_is_refused_when_a_field_is_wrong(client, sheet, guest, field, value, sentence):
    fields = {
        "user": "asesor@contoh.example",
        "level": "external",
        "valid_to": "2022-09-30",
        "purpose": "Asesor silang",
    }
    response = client.post(f"{LIST}{sheet.pk}/asesor/", {**fields, field: value})

    assert (response.status_code, errors(response), Assessor.objects.count()) == (422, [sentence], 0)


def test_appointing_is_forbidden_when_the_role_only_answers(client, sheet, guest, staff):
    client.force_login(staff)

    assert client.post(f"{LIST}{sheet.pk}/asesor/", {"user": "asesor@contoh.example"}).status_code == 403
    assert "Tunjuk asesor" not in html_of(client.get(f"{LIST}{sheet.pk}/asesor/"))
