"""Dispositions given from a row or a document, answered and withdrawn, on 15 June 2022."""

import re
from datetime import date

import pytest

from pranata.base.access.tests.factories import RoleAssignmentFactory, UserFactory
from pranata.base.notify.models import Notice
from pranata.base.org.tests.factories import OfficeFactory, UnitFactory
from pranata.base.people.tests.factories import PersonFactory
from pranata.desk.tests.live import MATRIX, errors, html_of, notices, words
from pranata.engines.dispositions import actions
from pranata.engines.dispositions.models import Disposition, Status
from pranata.engines.dispositions.tests.factories import DispositionFactory
from pranata.engines.plan.models import Subactivity

pytestmark = pytest.mark.django_db

LIST = "/meja/9001/disposisi/"
ON_ROW = f"{LIST}baris/2022/2.1.1/"


@pytest.fixture(autouse=True)
def _day(monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", "2022-06-15")


@pytest.fixture
def unit(office):
    return UnitFactory(office=office, name="Subbagian Contoh")


@pytest.fixture
def member(office, unit):
    """The account of somebody in the unit."""
    person = PersonFactory(office=office, unit=unit, name="Pegawai Contoh")
    return RoleAssignmentFactory(office=office, user=UserFactory(person=person)).user


def shown(response) -> list[str]:
    found = re.findall(r'<article class="panel item task">(.*?)</article>', html_of(response), re.DOTALL)
    return [words(each) for each in found]


def test_disposition_is_given_from_a_row(client, plan, secretary, unit, member):
    values = {"instruction": "Siapkan survei.", "to": f"unit-{unit.pk}", "due_on": "2022-06-20"}
    response = client.post(ON_ROW, values, follow=True)

    assert notices(response) == ["Disposisi diberikan dan yang dituju diberi tahu."]
    given = Disposition.objects.get()
    row = Subactivity.objects.get(code="2.1.1")
    assert (given.target_label, given.target_id, given.subject) == ("plan.subactivity", row.pk, "2.1.1 Survei layanan")
    assert (given.address, given.due_on, given.to_unit) == (f"{MATRIX}2.1.1/", date(2022, 6, 20), unit)
    assert shown(response) == [f"Dari {secretary} kepada Subbagian Contoh Siapkan survei. ◔ 20 Juni Tarik disposisi"]
    assert Notice.objects.get().recipient == member


def test_disposition_is_given_to_a_person_from_a_document(client, plan, secretary, member):
    address = f"{LIST}dokumen/{plan.document_id}/"
    values = {"instruction": "Edarkan.", "to": f"akun-{member.pk}", "due_on": "2022-06-20"}

    response = client.post(address, values)

    given = Disposition.objects.get()
    assert (response.status_code, response["Location"], given.address) == (302, address, address)
    assert (given.target_label, given.target_id, given.to_account) == ("documents.document", plan.document_id, member)


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("instruction", " ", "Bidang ini tidak boleh kosong."),
        ("due_on", "2022-06-14", "Tenggat sudah lewat."),
        ("to", "unit-999999", "Masukkan pilihan yang valid."),
    ],
)
def test_form_comes_back_with_what_was_typed_when_a_field_is_wrong(
    client, plan, secretary, unit, field, value, sentence
):
    values = {"instruction": "Siapkan survei.", "to": f"unit-{unit.pk}", "due_on": "2022-06-20", field: value}

    response = client.post(ON_ROW, values)

    assert (response.status_code, Disposition.objects.count()) == (422, 0)
    assert [each.startswith(sentence[:20]) for each in errors(response)] == [True]
    kept = "Siapkan survei." if field != "instruction" else "2022-06-20"
    assert kept in html_of(response)


def test_staff_may_read_but_not_give(client, plan, staff, unit):
    values = {"instruction": "Siapkan survei.", "to": f"unit-{unit.pk}", "due_on": "2022-06-20"}

    assert "<form" not in html_of(client.get(ON_ROW)).split('id="isi"')[1].split("<aside")[0]
    assert client.post(ON_ROW, values).status_code == 403
    assert Disposition.objects.count() == 0


@pytest.mark.parametrize("address", [LIST, ON_ROW, f"{LIST}baris/2022/9.9.9/", f"{LIST}dokumen/1/", f"{LIST}1/"])
def test_page_is_not_there_when_the_reader_belongs_elsewhere(client, plan, stranger, address):
    DispositionFactory(pk=1, office=plan.office)

    assert client.get(address).status_code == 404


def test_document_of_another_office_is_not_there(client, plan, secretary):
    assert client.get(f"/meja/9002/disposisi/dokumen/{plan.document_id}/").status_code == 404
    OfficeFactory(code="9003")
    RoleAssignmentFactory(user=secretary, office__code="9004", role="secretary")
    assert client.get(f"/meja/9004/disposisi/dokumen/{plan.document_id}/").status_code == 404


def test_answer_is_given_and_shown_to_the_giver(client, office, secretary, member):
    given = DispositionFactory(office=office, given_by=secretary, to_account=member)
    client.force_login(member)
    response = client.post(f"{LIST}{given.pk}/", {"text": "Sudah dikirim."}, follow=True)

    client.force_login(secretary)
    listed = shown(client.get(LIST))

    assert notices(response) == ["Jawaban Anda tersimpan."]
    whom = f"Dari {secretary} kepada Pegawai Contoh"
    assert listed == [f"{whom} Perihal contoh Instruksi contoh. ✓ selesai “Sudah dikirim.” · Pegawai Contoh"]


def test_answer_is_asked_for_when_it_has_no_words(client, office, secretary, member):
    given = DispositionFactory(office=office, given_by=secretary, to_account=member)
    client.force_login(member)

    response = client.post(f"{LIST}{given.pk}/", {"text": ""})

    given.refresh_from_db()
    assert (response.status_code, given.status) == (422, Status.OPEN)


def test_answer_is_kept_on_the_page_when_it_was_withdrawn_meanwhile(client, office, secretary, member):
    given = DispositionFactory(office=office, given_by=secretary, to_account=member)
    actions.withdraw(given, by=secretary)
    client.force_login(member)

    response = client.post(f"{LIST}{given.pk}/", {"text": "Sudah dikirim."})

    assert response.status_code == 409
    assert notices(response)[0].endswith("jadi jawaban Anda belum disimpan: Sudah dikirim.")


def test_giver_may_not_answer(client, office, secretary, member):
    given = DispositionFactory(office=office, given_by=secretary, to_account=member)

    assert client.post(f"{LIST}{given.pk}/", {"text": "Sudah."}).status_code == 403


def test_giver_withdraws_once(client, office, secretary, member):
    given = DispositionFactory(office=office, given_by=secretary, to_account=member)

    said = [notices(client.post(f"{LIST}{given.pk}/tarik/", follow=True)) for _time in range(2)]

    given.refresh_from_db()
    assert said == [["Disposisi ditarik."], ["Disposisi ini sudah dijawab atau ditarik."]]
    assert given.status == Status.WITHDRAWN


def test_row_shows_its_dispositions_to_both_sides_alone(client, plan, office, secretary, member):
    row = Subactivity.objects.get(code="2.1.1")
    DispositionFactory(
        office=office, given_by=secretary, to_account=member, target_label="plan.subactivity", target_id=row.pk
    )
    found = {}
    for name, user in (
        ("giver", secretary),
        ("addressee", member),
        ("other", RoleAssignmentFactory(office=office).user),
    ):
        client.force_login(user)
        html = html_of(client.get(f"{MATRIX}2.1.1/"))
        found[name] = ("Instruksi contoh." in html, "Beri disposisi" in html, "Laporkan selesai" in html)

    assert found == {"giver": (True, True, False), "addressee": (True, False, True), "other": (False, False, False)}


def test_list_is_honest_when_it_is_empty(client, office, staff):
    assert "Belum ada disposisi" in html_of(client.get(LIST))


def test_query_count_stays_when_dispositions_are_added(client, office, secretary, django_assert_max_num_queries):
    DispositionFactory(office=office, given_by=secretary)
    client.get(LIST)
    with django_assert_max_num_queries(8) as few:
        client.get(LIST)
    DispositionFactory.create_batch(3, office=office, given_by=secretary)
    with django_assert_max_num_queries(8) as many:
        response = client.get(LIST)

    assert (len(many), len(shown(response))) == (len(few), 4)
