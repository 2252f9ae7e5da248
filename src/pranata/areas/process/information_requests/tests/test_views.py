"""The staff's pages: what they show, who may open them, what their forms do."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pranata.areas.process.information_requests.actions import objections, requests
from pranata.areas.process.information_requests.actions.requests import Answer
from pranata.areas.process.information_requests.models import InformationRequest, Objection, Status
from pranata.areas.process.information_requests.tests.conftest import CHOICES, IDENTITY, WISH
from pranata.areas.process.information_requests.tests.factories import InformationRequestFactory, ObjectionFactory
from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.engines.cases.actions.messages import write_message

LIST = "/meja/9001/permohonan-informasi/"
ENTRY = {
    **IDENTITY, **CHOICES, "applicant_kind": "person", "description": WISH, "channel": "desk",
    "received_on": "2022-04-26", "subject": "Salinan berita acara",
}  # fmt: skip


@pytest.fixture
def page(client, officer):
    """Gets a page as the officer."""
    client.force_login(officer)
    return lambda address, **query: client.get(address, query)


def words(response):
    return " ".join(response.content.decode().split())


def test_list_shows_open_requests_with_their_day(page, case):
    response = page(LIST)

    assert [entry.title for entry, _due in response.context["entries"]] == ["PI-2022-0001 Salinan berita acara"]
    assert "19 Mei 2022" in words(response)
    assert IDENTITY["name"] not in words(response)


@pytest.mark.parametrize(
    ("stands", "numbers"),
    [
        ("terbuka", ["", "PI-2022-0101", "PI-2022-0102"]), ("baru", [""]), ("segera", ["PI-2022-0102"]),
        ("lambat", ["PI-2022-0101"]), ("selesai", ["PI-2022-0103"]),
        ("semua", ["", "PI-2022-0101", "PI-2022-0103", "PI-2022-0102"]), ("lain", ["", "PI-2022-0101", "PI-2022-0102"]),
    ],
)  # fmt: skip
def test_list_is_narrowed_by_how_requests_stand(page, office, received, on, stands, numbers):
    on("2022-05-18")
    InformationRequestFactory(office=office, register_sequence=101, due_on=date(2022, 5, 17))
    InformationRequestFactory(office=office, register_sequence=102)
    InformationRequestFactory(
        office=office, register_sequence=103, due_on=date(2022, 5, 18), status=Status.CLOSED,
        answered_on=date(2022, 5, 12), closed_on=date(2022, 5, 12), closed_at="2022-05-12T03:00Z",
    )  # fmt: skip

    assert [entry.case.number for entry, _due in page(LIST, keadaan=stands).context["entries"]] == numbers


def test_list_is_searched_by_number_and_subject(page, case, office):
    InformationRequestFactory(office=office, register_sequence=102, subject="Anggaran contoh")

    assert [entry.case.number for entry, _due in page(LIST, q="anggaran").context["entries"]] == ["PI-2022-0102"]


@pytest.mark.parametrize(
    ("address", "make"), [(LIST, InformationRequestFactory), (LIST + "keberatan/", ObjectionFactory)]
)
def test_list_asks_the_same_number_of_queries_with_one_and_three_rows(page, office, unit, address, make):
    make(office=office, unit=unit)
    page(address)
    with CaptureQueriesContext(connection) as one:
        page(address)
    make(office=office, unit=unit)
    make(office=office)
    with CaptureQueriesContext(connection) as three:
        assert len(page(address).context["entries"]) == 3

    assert len(three) == len(one)


def test_page_of_a_request_explains_the_day_and_masks_the_identity(page, case):
    response = page(case.get_absolute_url())
    text = words(response)

    assert ("Mengapa 19 Mei?" in text, "3503••••••••0001" in text, IDENTITY["identity_number"] in text) == (
        True, True, False,
    )  # fmt: skip
    assert [doing.slug for doing, _href in response.context["buttons"]] == [
        "jawab", "perpanjang", "tugaskan", "kategori", "keberatan-baru", "pesan", "balasan", "catatan", "berkas",
    ]  # fmt: skip
    assert [stop.state for stop in response.context["way"]] == ["done", "done", "now", "", ""]


def test_page_asks_the_same_number_of_queries_with_one_and_three_messages(page, case, officer):
    page(case.get_absolute_url())
    with CaptureQueriesContext(connection) as one:
        page(case.get_absolute_url())
    for _number in range(2):
        write_message(case, "Kabar contoh.", direction="to_public", by=officer)
    with CaptureQueriesContext(connection) as three:
        response = page(case.get_absolute_url())

    assert (len(three), len(response.context["messages_both_ways"])) == (len(one), 3)


def test_request_is_not_there_for_who_may_not_see_it(client, case, office, staff, secretary):
    stranger = RoleAssignmentFactory().user
    statuses = {}
    for name, user in (("staff", staff), ("stranger", stranger), ("secretary", secretary)):
        client.force_login(user)
        statuses[name] = client.get(case.get_absolute_url()).status_code

    assert statuses == {"staff": 404, "stranger": 404, "secretary": 200}


def test_secretary_sees_no_button_and_is_refused_when_asking_for_the_form(client, case, secretary):
    client.force_login(secretary)

    assert client.get(case.get_absolute_url()).context["buttons"] == []
    assert client.post(case.get_absolute_url() + "jawab/", {"outcome": "granted", "text": "x"}).status_code == 403
    assert InformationRequest.objects.get().outcome == ""


def test_officer_enters_what_came_to_the_desk_and_gets_the_receipt_once(client, officer, office):
    client.force_login(officer)
    response = client.post(LIST + "catat/", ENTRY)

    case = InformationRequest.objects.get()
    assert (response.status_code, case.number, case.contact["name"]) == (200, "PI-2022-0001", IDENTITY["name"])
    assert len(response.context["receipt"].code) == 19
    assert response.context["receipt"].code in words(response)


@pytest.mark.parametrize(
    ("change", "fields"),
    [
        ({"identity_number": "12"}, ["identity_number"]),
        ({"copy_format": "", "delivery": ""}, ["copy_format", "delivery"]),
        ({"received_on": "2022-04-27"}, ["__all__"]),
        ({"received_on": "2010-04-29"}, ["received_on"]),  # UU 14/2008 came into force on the next day
        ({"received_on": "2010-04-29", "identity_number": ""}, ["received_on"]),
        ({"received_on": "2013-12-31", "stage": "election"}, ["received_on"]),
        ({"subject": " ", "description": ""}, ["description", "subject"]),
    ],
)
def test_entry_is_refused_with_the_field_named(client, officer, office, change, fields):
    client.force_login(officer)
    response = client.post(LIST + "catat/", ENTRY | change)

    assert (response.status_code, sorted(response.context["form"].errors)) == (422, fields)
    assert InformationRequest.objects.count() == 0


def test_entry_of_the_first_day_of_its_clock_is_taken_and_stays_in_its_category(client, officer, office):
    client.force_login(officer)
    client.post(LIST + "catat/", ENTRY | {"received_on": "2010-04-30"})
    case = InformationRequest.objects.get()
    response = client.post(case.get_absolute_url() + "kategori/", {"stage": "election"})

    assert (case.received_on, case.number) == (date(2010, 4, 30), "PI-2022-0001")
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["stage"])
    assert "yang tercatat berlaku sejak 1 Januari 2014" in words(response)


def test_objection_from_before_its_clock_is_refused_at_the_day(client, case, officer):
    client.force_login(officer)
    given = {"channel": "letter", "received_on": "2009-05-01", "ground": "d", "text": "Keberatan contoh."}
    response = client.post(case.get_absolute_url() + "keberatan-baru/", given)

    assert (response.status_code, list(response.context["form"].errors)) == (422, ["received_on"])
    assert Objection.objects.count() == 0


def test_officer_registers_answers_and_hands_over(client, officer, received):
    client.force_login(officer)
    address = received.get_absolute_url()
    steps = [
        client.post(address + "daftarkan/", {"subject": "Salinan"}),
        client.post(address + "jawab/", {"outcome": "granted", "text": "Terlampir.", "fee": "6000", "payment": "cash"}),
        client.post(address + "serahkan/", {"on": "2022-04-26"}),
    ]

    case = InformationRequest.objects.get()
    assert [(step.status_code, step["Location"]) for step in steps] == [(302, address)] * 3
    assert (case.status, case.outcome, case.fee) == (Status.CLOSED, "granted", 6000)


def test_answer_comes_back_with_what_its_outcome_needs(client, officer, case):
    client.force_login(officer)
    response = client.post(case.get_absolute_url() + "jawab/", {"outcome": "refused", "text": "Kami tolak."})

    assert response.status_code == 422
    assert sorted(response.context["form"].errors) == ["ground", "reason", "test_reference"]
    assert InformationRequest.objects.get().status == Status.REGISTERED


def test_step_is_told_stale_when_the_case_has_moved(client, officer, case):
    client.force_login(officer)
    requests.answer(case, Answer("granted", "Terlampir."), by=officer)
    response = client.post(case.get_absolute_url() + "perpanjang/", {"reason": "Perlu waktu."})

    assert response.status_code == 422
    assert response.context["form"].non_field_errors() == ["Keadaannya sudah berubah; buka lagi halaman perkaranya."]


def test_file_is_added_and_downloaded_and_a_program_is_refused(client, officer, case):
    client.force_login(officer)
    address = case.get_absolute_url()
    added = client.post(address + "berkas/", {"file": SimpleUploadedFile("salinan.txt", b"isi contoh")})
    refused = client.post(address + "berkas/", {"file": SimpleUploadedFile("x.exe", b"MZ\x90\x00")})
    found = client.get(address + "berkas/1/")

    assert (added.status_code, refused.status_code) == (302, 422)
    assert b"".join(found.streaming_content) == b"isi contoh"
    assert [client.get(address + f"berkas/{number}/").status_code for number in (0, 2)] == [404, 404]


@pytest.fixture
def objection(case, officer):
    answered = requests.answer(case, Answer("granted", "Terlampir."), by=officer)
    return objections.register(objections.submit(answered, ground="d", text="Bukan yang diminta.").case, by=officer)


def test_superior_decides_on_the_page_of_the_objection(client, superior, objection):
    client.force_login(superior)
    address = objection.get_absolute_url()
    offered = [doing.slug for doing, _href in client.get(address).context["buttons"]]
    given = {"outcome": "upheld", "text": "Kami berikan.", "name": "Atasan Contoh", "post": "Sekretaris"}
    response = client.post(address + "putuskan/", given)

    assert (offered, response.status_code) == (["putuskan"], 302)
    assert Objection.objects.get().outcome == "upheld"
    assert "dapat mengajukan sengketa ke Komisi Informasi sampai 25 Mei 2022" in words(client.get(address))


def test_dispute_is_noted_on_the_page_of_the_objection(client, officer, objection):
    client.force_login(officer)
    address = objection.get_absolute_url()
    refused = client.post(address + "sengketa/", {"filed_on": "2022-04-26", "stage": "ended"})
    noted = client.post(address + "sengketa/", {"filed_on": "2022-04-26", "stage": "filed", "number": "1/KI"})

    assert (refused.status_code, noted.status_code) == (422, 302)
    assert objection.dispute.number == "1/KI"
    assert "Sengketa di Komisi Informasi" in words(client.get(address))


def test_statistics_say_median_and_count_and_no_mean(page, case, officer):
    requests.hand_over(
        requests.answer(case, Answer("granted", "Terlampir."), by=officer), on=case.answered_on, by=officer
    )
    text = words(page(LIST + "statistik/"))

    assert "Median waktu jawab belum dihitung: 1 perkara, perlu sedikitnya 5." in text
    assert "Menurut hasil: dikabulkan 1." in text
