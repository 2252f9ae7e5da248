"""The public form and the staff pages on 3 November 2025."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from pranata.areas.public_service.data_subjects.actions import handling, receiving
from pranata.areas.public_service.data_subjects.models import DataSubjectRequest
from pranata.areas.public_service.data_subjects.tests.factories import DataSubjectRequestFactory
from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.engines.intake.tests.posting import OURS, hidden, solved, words

PUBLIC, STAFF = "/9001/data-pribadi/", "/meja/9001/data-pribadi/"
FIELDS = {"right": "access", "name": "Warga Contoh", "email": "warga@example.test", "description": "Mohon salinan."}


def send(client, **fields):
    token = hidden(client.get(PUBLIC))
    return client.post(PUBLIC, {**FIELDS, "intake_token": token, "intake_proof": solved(token), **fields}, headers=OURS)


def test_request_comes_in_with_its_files_and_is_followed(client, office):
    proof = SimpleUploadedFile("bukti.pdf", b"%PDF-1.4\n%%EOF\n", content_type="application/pdf")
    receipt = send(client, intake_files=[proof])
    case = DataSubjectRequest.objects.get()
    code = receipt.context["receipt"]["code"]
    followed = client.post("/9001/lacak/", {"number": "", "code": code}, headers=OURS)

    assert (case.description, case.status, [each.name for each in case.attachments.all()]) == (
        "Mohon salinan.", "received", ["bukti.pdf"],
    )  # fmt: skip
    assert receipt.context["receipt"]["due"][:15] == "6 November 2025"
    assert "Sudah kami terima" in words(followed)


def test_form_asks_for_one_way_to_be_reached(client, office):
    response = send(client, email="")

    assert (response.status_code, DataSubjectRequest.objects.count()) == (422, 0)
    assert response.context["form"].errors == {
        "email": ["Isi surel atau telepon, agar kami dapat memastikan bahwa ini Anda."]
    }


def test_form_is_not_there_before_the_law(client, office, officer, monkeypatch):
    after = [client.get(PUBLIC).status_code, PUBLIC in client.get("/9001/").content.decode()]
    monkeypatch.setenv("PRANATA_TODAY", "2022-10-16")
    before = [client.get(PUBLIC).status_code, PUBLIC in client.get("/9001/").content.decode()]

    assert (before, after) == ([404, False], [200, True])


def test_officer_registers_and_decides(client, ask, officer):
    case = ask("access")
    client.force_login(officer)
    for doing, fields in (
        ("daftarkan", {}),
        ("kerjakan", {}),
        ("periksa-identitas", {"proof": "card"}),
        ("tulis", {"text": "Mohon tunggu."}),
        ("putuskan", {"outcome": "fulfilled", "text": "Terlampir."}),
    ):
        assert client.post(f"{STAFF}{case.pk}/{doing}/", fields).status_code == 302

    case.refresh_from_db()
    assert (case.number, case.outcome) == ("DP-2025-0001", "fulfilled")
    page = words(client.get(f"{STAFF}{case.pk}/"))
    assert [text in page for text in ("DP-2025-0001", "Warga Contoh", "Mohon tunggu.", "Terlampir.")] == [True] * 4


def test_officer_erases_the_named_case_by_a_button(client, ask, officer, question):
    case = receiving.register(ask("erasure", number="CT-2025-0001", code=question.code), by=officer)
    client.force_login(officer)
    offered = words(client.get(f"{STAFF}{case.pk}/"))
    client.post(f"{STAFF}{case.pk}/hapus-data/")

    question.case.refresh_from_db()
    assert ("Hapus data perkara itu" in offered, question.case.erased_at is not None) == (True, True)
    assert "Hapus data perkara itu" not in words(client.get(f"{STAFF}{case.pk}/"))


def test_decision_comes_back_when_its_ground_is_missing(client, ask, officer):
    case = receiving.register(ask("access"), by=officer)
    client.force_login(officer)
    response = client.post(f"{STAFF}{case.pk}/putuskan/", {"outcome": "refused", "text": "Kami <b>tolak</b>."})

    assert response.status_code == 422
    assert "Penolakan perlu dasar." in words(response)
    assert "Kami &lt;b&gt;tolak&lt;/b&gt;." in words(response)


def test_reader_without_the_permission_finds_nothing(client, ask, staff):
    case = ask("access")
    client.force_login(staff)

    assert [client.get(address).status_code for address in (STAFF, f"{STAFF}{case.pk}/")] == [404, 404]
    assert client.post(f"{STAFF}{case.pk}/daftarkan/").status_code == 404


def test_account_of_another_office_finds_nothing(client, ask):
    case = ask("access")
    client.force_login(RoleAssignmentFactory(role="ppid_officer").user)

    assert client.get(f"{STAFF}{case.pk}/").status_code == 404


def test_unknown_doing_and_file_are_not_there(client, ask, officer):
    case = ask("access")
    client.force_login(officer)

    assert client.post(f"{STAFF}{case.pk}/lain/").status_code == 404
    assert client.get(f"{STAFF}{case.pk}/berkas/1/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_with_any_number_of_requests(client, office, officer, django_assert_num_queries, count):
    DataSubjectRequestFactory.create_batch(count, office=office)
    client.force_login(officer)
    client.get(STAFF)
    with django_assert_num_queries(7):
        response = client.get(STAFF)

    assert len(response.context["lines"]) == count


ENTRY = {**FIELDS, "channel": "letter", "received_at": "2025-11-03T00:00", "email": "", "address": "Jalan Contoh 1"}


def test_officer_enters_a_letter_and_gets_its_receipt_once(client, office, officer):
    client.force_login(officer)
    scan = SimpleUploadedFile("surat.pdf", b"%PDF-1.4\n%%EOF\n", content_type="application/pdf")
    response = client.post(f"{STAFF}catat/", {**ENTRY, "scan": scan})
    case = DataSubjectRequest.objects.get()

    assert (case.number, case.channel, [each.name for each in case.attachments.all()]) == (
        "DP-2025-0001", "letter", ["surat.pdf"],
    )  # fmt: skip
    assert [text in words(response) for text in ("DP-2025-0001", response.context["receipt"].code)] == [True, True]
    assert response.context["receipt"].code not in words(client.get(f"{STAFF}{case.pk}/"))


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"received_at": "2025-11-04T09:00"}, "received_at"),
        ({"received_at": "2022-01-05T09:00"}, "received_at"),
        ({"address": ""}, "email"),
        ({"channel": "portal"}, "channel"),
        ({"scan": SimpleUploadedFile("x.exe", b"MZ")}, "scan"),
    ],
)
def test_entry_is_refused_with_the_field_named(client, office, officer, wrong, field):
    client.force_login(officer)
    response = client.post(f"{STAFF}catat/", {**ENTRY, **wrong})

    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    assert DataSubjectRequest.objects.count() == 0


def test_entry_is_for_who_processes_requests(client, office, staff):
    client.force_login(staff)

    assert client.get(f"{STAFF}catat/").status_code == 404


def test_letters_and_calculation_are_had_as_files(client, ask, officer):
    case = receiving.register(ask("access"), by=officer)
    client.force_login(officer)
    found = {name: client.get(f"{STAFF}{case.pk}/{name}") for name in ("surat/tanda-terima.pdf", "perhitungan.txt")}
    missing = [client.get(f"{STAFF}{case.pk}/surat/{name}").status_code for name in ("jawaban.pdf", "tanda-terima.odt")]

    assert found["surat/tanda-terima.pdf"].content.startswith(b"%PDF")
    assert "DP-2025-0001" in found["perhitungan.txt"].content.decode()
    assert missing == [404, 404]


def test_who_is_charged_finds_a_note_to_write_and_no_letter(client, ask, officer, staff):
    case = receiving.register(ask("access"), by=officer)
    handling.assign(case, person=staff.person, by=officer)
    client.force_login(staff)
    page = client.get(f"{STAFF}{case.pk}/")
    answers = [
        client.post(f"{STAFF}{case.pk}/{doing}/", {"text": "Ada di arsip."}).status_code for doing in ("catat", "tulis")
    ]

    assert [slug for slug, _doing, _form in page.context["doings"]] == ["catat"]
    assert (answers, page.context["letters"]) == ([302, 403], [])
    assert "Ada di arsip." in words(client.get(f"{STAFF}{case.pk}/"))
