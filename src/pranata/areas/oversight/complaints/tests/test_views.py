import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from pranata.areas.oversight.complaints.actions import ending, handling
from pranata.areas.oversight.complaints.actions.receiving import Report, receive_complaint
from pranata.areas.oversight.complaints.models import Complaint, Reporter, Status
from pranata.areas.oversight.complaints.tests.conftest import CONTACT
from pranata.areas.oversight.complaints.tests.factories import ComplaintFactory, NamedOfficerFactory
from pranata.engines.cases.actions.ending import erase
from pranata.engines.cases.actions.guards import VISITOR

pytestmark = pytest.mark.django_db


def address(name, *args):
    return reverse(f"desk:complaints:{name}", args=["9001", *args])


def page(client, user, where, data=None):
    client.force_login(user)
    return client.get(where) if data is None else client.post(where, data)


def test_list_takes_the_same_queries_whatever_it_holds(client, officer, office, django_assert_max_num_queries):
    ComplaintFactory(office=office)
    page(client, officer, address("complaints"))
    with django_assert_max_num_queries(30) as one:
        assert len(client.get(address("complaints")).context["lines"]) == 1
    ComplaintFactory.create_batch(2, office=office)
    with django_assert_max_num_queries(30) as three:
        assert len(client.get(address("complaints")).context["lines"]) == 3

    assert len(one.captured_queries) == len(three.captured_queries)


def test_list_is_narrowed_by_state_kind_class_and_words(client, officer, office):
    dispute = ComplaintFactory(office=office, is_service_dispute=True, subject="Sengketa contoh")
    other = ComplaintFactory(office=office, classification="normative", kind="aspiration")

    def found(query):
        return [entry.case for entry, _due in page(client, officer, address("complaints") + query).context["lines"]]

    assert set(found("")) == {dispute, other}
    assert found("?keadaan=sengketa") == [dispute]
    assert found("?jenis=aspiration&golongan=normative") == [other]
    assert found("?q=sengketa+contoh") == [dispute]
    assert found("?keadaan=closed") == []


def test_complaint_does_not_exist_for_whom_it_is_about(client, officer, secretary, lodge):
    case = lodge(officer="Aduan")
    where = address("complaint", case.pk)

    assert page(client, secretary, where).status_code == 200
    assert page(client, officer, where).status_code == 404
    assert page(client, officer, address("step-verifikasi", case.pk), {}).status_code == 404
    assert page(client, officer, address("complaints")).context["lines"] == []


@pytest.mark.parametrize(("reporter", "shown"), [(Reporter.NAMED, True), (Reporter.CONFIDENTIAL, False)])
def test_unit_reads_a_name_that_is_not_kept_back(client, officer, head, unit, lodge, reporter, shown):
    case = handling.verify(lodge(reporter=reporter), classification="ordinary", subject="Contoh", by=officer)
    handling.forward(case, unit=unit, by=officer)
    where = address("complaint", case.pk)

    assert ("Warga Contoh" in page(client, head, where).content.decode()) is shown
    assert "Warga Contoh" in page(client, officer, where).content.decode()


def test_notes_and_officers_are_only_for_who_processes(client, officer, head, unit, verified):
    NamedOfficerFactory(complaint=verified, person__name="Terlapor Contoh")
    ending.note_inside(verified, text="Catatan rahasia contoh", by=officer)
    handling.forward(verified, unit=unit, by=officer)
    where = address("complaint", verified.pk)

    for words in ("Catatan rahasia contoh", "Terlapor Contoh"):
        assert words in page(client, officer, where).content.decode()
        assert words not in page(client, head, where).content.decode()


def test_officer_verifies_on_the_page_of_that_step(client, officer, lodge):
    case = lodge()
    where = address("step-verifikasi", case.pk)
    assert page(client, officer, where).status_code == 200

    wrong = page(client, officer, where, {"subject": "Antrean contoh"})
    done = page(client, officer, where, {"subject": "Antrean contoh", "classification": "normative"})

    assert (wrong.status_code, list(wrong.context["form"].errors)) == (422, ["classification"])
    assert (done.status_code, done["Location"]) == (302, address("complaint", case.pk))
    case.refresh_from_db()
    assert (case.status, case.number) == (Status.VERIFIED, "PM-2022-0001")


def test_step_that_is_not_open_leads_back_and_refuses(client, officer, head, unit, verified):
    answer = address("step-jawab", verified.pk)
    handling.forward(verified, unit=unit, by=officer)

    assert page(client, head, answer)["Location"] == address("complaint", verified.pk)
    assert page(client, head, answer, {"text": "Jawaban"}).status_code == 403
    verified.refresh_from_db()
    assert verified.status == Status.FORWARDED


def test_unit_that_returned_it_is_led_to_its_list(client, officer, head, unit, verified):
    handling.forward(verified, unit=unit, by=officer)
    done = page(client, head, address("step-kembalikan", verified.pk), {"reason": "Bukan tugas kami."})

    assert (done.status_code, done["Location"]) == (302, address("complaints"))


def test_refusal_of_the_action_stands_at_its_field(client, officer, head, unit, verified):
    NamedOfficerFactory(complaint=verified, person=head.person)
    sent = {"unit": unit.pk, "person": head.person_id}
    response = page(client, officer, address("step-teruskan", verified.pk), sent)

    assert (response.status_code, list(response.context["form"].errors)) == (422, ["person"])


def test_complaint_page_offers_what_may_be_done(client, officer, head, unit, verified):
    handling.forward(verified, unit=unit, by=officer)

    def offered(user):
        context = page(client, user, address("complaint", verified.pk)).context
        return [each.slug for each in (*context["main_pages"], *context["other_pages"], *context["side_pages"])]

    assert offered(head) == ["terima", "kembalikan"]
    assert offered(officer)[:3] == ["terima", "jawab", "kembalikan"]


def test_staff_write_down_what_came_by_letter_and_see_the_code_once(client, officer, staff):
    sent = {
        "channel": "letter", "received_on": "2022-04-25", "kind": "complaint", "reporter": "anonymous",
        "description": "Surat contoh", "officer": "Petugas Aduan", "name": "Jangan Disimpan",
    }  # fmt: skip
    done = page(client, officer, address("complaint_add"), sent)

    case = Complaint.objects.get()
    assert (done.status_code, done.context["is_visible"]) == (200, False)
    assert (case.channel, case.received_on.isoformat(), case.contact) == ("letter", "2022-04-25", {})
    assert page(client, staff, address("complaint_add")).status_code == 403
    assert page(client, officer, address("complaint_add"), sent | {"received_on": "2022-04-27"}).status_code == 422


def test_report_from_before_its_clock_is_refused_at_the_day(client, officer):
    sent = {
        "channel": "letter", "received_on": "2017-12-31", "kind": "complaint", "reporter": "anonymous",
        "description": "Surat contoh",
    }  # fmt: skip
    response = page(client, officer, address("complaint_add"), sent)

    assert (response.status_code, list(response.context["form"].errors)) == (422, ["received_on"])
    assert "yang tercatat berlaku sejak 1 Januari 2018" in response.content.decode()
    assert page(client, officer, address("complaint_add"), sent | {"received_on": "2018-01-01"}).status_code == 200
    assert Complaint._base_manager.count() == 1


def test_attachment_is_had_only_by_who_sees_the_complaint(client, officer, staff, office):
    files = [(ContentFile(b"%PDF-1.4\n%%EOF\n"), "bukti.pdf")]
    case = receive_complaint(office, Report("Isi", contact=CONTACT), by=VISITOR, files=files).case
    where = address("attachment", case.pk, 1)

    assert b"".join(page(client, officer, where).streaming_content) == b"%PDF-1.4\n%%EOF\n"
    assert page(client, officer, address("attachment", case.pk, 2)).status_code == 404
    assert page(client, staff, where).status_code == 404


def test_erased_complaint_is_not_opened_to_whom_it_was_about(client, officer, secretary, lodge):
    about, other = lodge(officer="Petugas"), lodge()
    for case in (about, other):
        erase(handling.reject(case, outcome="unclear", reason="Contoh", by=secretary), by=None)

    found = [
        page(client, user, address("complaints") + "?keadaan=semua").context["lines"] for user in (officer, secretary)
    ]
    assert [[entry.case.pk for entry, _due in lines] for lines in found] == [[other.pk]] * 2
    assert Complaint.objects.get(pk=about.pk).officers.count() == 0


def test_scan_of_a_letter_is_kept_with_the_complaint(client, officer, office):
    fields = {"kind": "complaint", "description": "Contoh", "reporter": "anonymous", "channel": "letter",
              "received_on": "2022-04-25", "scan": ContentFile(b"%PDF-1.4\n%%EOF\n", "surat.pdf")}  # fmt: skip
    page(client, officer, address("complaint_add"), fields)
    refused = page(client, officer, address("complaint_add"), {**fields, "scan": ContentFile(b"MZ", "x.exe")})

    assert [each.name for each in Complaint.objects.get().attachments.all()] == ["surat.pdf"]
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["scan"])


def test_class_is_put_right_on_a_page_that_is_offered_until_the_answer(client, officer, verified):
    where = address("step-golongan", verified.pk)
    offered = page(client, officer, where)
    page(client, officer, where, {"classification": "normative", "served_on": "2022-04-20", "is_service_dispute": "on"})
    verified.refresh_from_db()
    ending.answer(verified, text="Sudah.", by=officer)

    assert (offered.status_code, list(offered.context["form"].fields)) == (
        200, ["classification", "is_service_dispute", "served_on"],
    )  # fmt: skip
    assert (verified.classification, verified.served_on.isoformat()) == ("normative", "2022-04-20")
    assert page(client, officer, where).url == verified.get_absolute_url()
