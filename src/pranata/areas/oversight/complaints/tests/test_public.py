import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from pranata.areas.oversight.complaints.actions import ending
from pranata.areas.oversight.complaints.actions.handling import verify
from pranata.areas.oversight.complaints.actions.receiving import Report, receive_complaint
from pranata.areas.oversight.complaints.models import Classification, Complaint, Status
from pranata.areas.oversight.complaints.tests.conftest import CONTACT
from pranata.base.audit.models import Event
from pranata.engines.cases.actions.guards import VISITOR
from pranata.engines.intake.tests.posting import OURS, hidden, solved, words

pytestmark = pytest.mark.django_db

SERVICE, SEND, RATE = "/9001/pengaduan/", "/9001/pengaduan/kirim/", "/9001/pengaduan/nilai/"
FIELDS = {"kind": "complaint", "description": "Antrean tidak dilayani.", "reporter": "anonymous"}


def send(client, **fields):
    token = hidden(client.get(SEND))
    data = FIELDS | {"intake_token": token, "intake_proof": solved(token)} | fields
    return client.post(SEND, data, headers=OURS)


@pytest.fixture
def received(office, officer):
    """A complaint and the code of its receipt."""
    return receive_complaint(office, Report("Antrean tidak dilayani.", contact=CONTACT), by=VISITOR)


@pytest.fixture
def answered(received, officer):
    verify(received.case, classification=Classification.ORDINARY, subject="Antrean contoh", by=officer)
    ending.answer(received.case, text="Loket sudah dibenahi.", by=officer)
    return received


def test_card_and_pages_are_there_only_where_somebody_processes_complaints(client, office):
    assert [client.get(path).status_code for path in (SERVICE, SEND)] == [404, 404]
    assert SERVICE not in client.get("/9001/").content.decode()


def test_card_and_service_page_tell_of_the_clocks(client, officer):
    page = words(client.get(SERVICE))

    assert "Menjawab pengaduan tidak berkadar pengawasan 14 hari kerja" in page
    assert SERVICE in client.get("/9001/").content.decode()


def test_form_calls_no_part_optional_that_whoever_gives_a_name_must_fill_in(client, officer):
    page = words(client.get(SEND))

    assert "Nama tidak wajib" not in page
    assert "Telepon tidak wajib" not in page
    assert "Cukup satu: telepon, surel, atau alamat." in page


def test_receipt_without_a_number_asks_to_keep_the_code_alone(client, officer):
    page = words(send(client))

    assert "Catat kode ini sekarang" in page
    assert "Catat nomor" not in page


def test_nameless_report_is_received_and_followed_with_the_code_alone(client, officer):
    response = send(client, name="Jangan Disimpan", phone="0800", officer="Siapa")
    case = Complaint.objects.get()
    receipt = response.context["receipt"]

    assert (response.status_code, receipt.get("number"), case.number) == (200, None, "")
    assert (case.contact, bytes(case.sealed_contact)) == ({}, b"")
    assert "Jangan Disimpan" not in str(list(Event.objects.values()))
    followed = client.post("/9001/lacak/", {"number": "", "code": receipt["code"]}, headers=OURS)
    assert "Sudah kami terima, sedang diverifikasi" in words(followed)


@pytest.mark.parametrize(
    ("fields", "faulty"),
    [
        ({"reporter": "named"}, ["name", "phone"]),
        ({"reporter": "confidential", "name": "Warga Contoh"}, ["phone"]),
        ({"reporter": "siapa"}, ["reporter"]),
        ({"description": " "}, ["description"]),
        ({"kind": "lain", "email": "bukan surel"}, ["kind", "email"]),
        ({"description": "x" * 5001}, ["description"]),
    ],
)
def test_form_comes_back_naming_the_field_that_is_wrong(client, officer, fields, faulty):
    response = send(client, **fields)

    assert (response.status_code, sorted(response.context["form"].errors)) == (422, sorted(faulty))
    assert Complaint.objects.count() == 0


def test_named_officer_cannot_open_it_when_the_form_names_him(client, officer, secretary):
    send(client, officer="petugas aduan", hides_unit="on")

    assert list(Complaint.objects.visible_to(officer)) == []
    assert Complaint.objects.visible_to(secretary).get().hides_unit is True


def test_attachment_comes_along(client, officer):
    upload = SimpleUploadedFile("bukti.pdf", b"%PDF-1.4\n%%EOF\n", "application/pdf")
    response = send(client, intake_files=[upload])

    assert response.status_code == 200
    assert [each.name for each in Complaint.objects.get().attachments.all()] == ["bukti.pdf"]


def test_reply_on_the_tracking_page_takes_an_answered_one_up_again(client, answered):
    keys = {"number": answered.case.number, "code": answered.code}
    response = client.post("/9001/lacak/balas/", {**keys, "text": "Belum selesai."}, headers=OURS)

    answered.case.refresh_from_db()
    assert (response.status_code, answered.case.status) == (200, Status.HANDLED)


def test_question_stands_on_the_tracking_page_and_is_answered_once(client, answered):
    keys = {"number": answered.case.number, "code": answered.code}
    page = client.post("/9001/lacak/", keys, headers=OURS)
    assert "Seberapa puas Anda dengan penanganan ini?" in words(page)

    first = client.post(RATE, {**keys, "satisfaction": "4"}, headers=OURS)
    second = client.post(RATE, {**keys, "satisfaction": "1"}, headers=OURS)

    answered.case.refresh_from_db()
    assert (first.status_code, second.status_code, answered.case.satisfaction) == (200, 422, 4)
    assert "sudah pernah dicatat" in words(second)


@pytest.mark.parametrize(("data", "status"), [({"satisfaction": "9"}, 422), ({}, 422)])
def test_rating_that_is_none_is_refused(client, answered, data, status):
    keys = {"number": answered.case.number, "code": answered.code}

    assert client.post(RATE, {**keys, **data}, headers=OURS).status_code == status
    answered.case.refresh_from_db()
    assert answered.case.satisfaction is None


def test_rating_needs_the_code_and_our_own_page(client, answered):
    keys = {"number": answered.case.number, "code": "0000-0000-0000-0000", "satisfaction": "4"}

    assert client.post(RATE, keys, headers=OURS).status_code == 422
    assert (
        client.post(RATE, keys | {"code": answered.code}, headers={"Origin": "https://lain.example"}).status_code == 403
    )
    assert client.get(RATE)["Location"] == "/9001/lacak/"
    answered.case.refresh_from_db()
    assert answered.case.satisfaction is None
