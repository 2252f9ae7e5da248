"""The staff pages: from an empty catalogue to a published standard, a review and its follow-ups, and the pledge."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pranata.areas.public_service.service_standards.components import component_codes
from pranata.areas.public_service.service_standards.models import Pledge, Review, Service, Standard
from pranata.areas.public_service.service_standards.tests.factories import (
    PledgeFactory,
    ReviewFactory,
    ServiceFactory,
    StandardFactory,
    published_standard,
)
from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.engines.followups.models import FollowUp

WHOLE = {code: f"Isi {code}" for code in component_codes()}
DECISION = {
    "decree_number": "02/HK.03/2022 (Contoh)",
    "decided_on": "2022-06-01",
    "decided_by": "Sekretaris",
    "effective_from": "2022-06-15",
}


@pytest.fixture
def place(office):
    return f"/meja/{office.code}/standar-pelayanan"


def queries(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as caught:
        client.get(address)
    return len(caught)


def test_standard_goes_from_draft_to_the_portal(client, editor, lead, service, place):
    client.force_login(editor)
    begun = client.post(f"{place}/layanan/{service.pk}/rancangan/")
    item = Standard.objects.get()
    assert begun.headers["Location"] == f"{place}/versi/{item.pk}/ubah/"
    assert client.post(f"{place}/versi/{item.pk}/ubah/", WHOLE).headers["Location"] == f"{place}/versi/{item.pk}/"
    assert client.post(f"{place}/versi/{item.pk}/tetapkan/", DECISION).status_code == 403
    client.force_login(lead)
    assert client.get(f"{place}/versi/{item.pk}/").context["may_legalize"] is True
    assert client.post(f"{place}/versi/{item.pk}/tetapkan/", {}).status_code == 422
    assert client.post(f"{place}/versi/{item.pk}/tetapkan/", DECISION).status_code == 302
    assert client.post(f"{place}/versi/{item.pk}/terbitkan/").status_code == 302

    item.refresh_from_db()
    assert (item.status, item.effective_from) == ("published", date(2022, 6, 15))
    client.logout()
    page = client.get(f"/{service.office.code}/standar-pelayanan/")
    assert [each.service for each, _texts in page.context["rows"]] == [service]


def test_draft_lacking_components_offers_no_button_and_says_which(client, lead, service, place):
    client.force_login(lead)
    client.post(f"{place}/layanan/{service.pk}/rancangan/")
    item = Standard.objects.get()
    client.post(f"{place}/versi/{item.pk}/ubah/", {**WHOLE, "biaya": ""})

    page = client.get(f"{place}/versi/{item.pk}/")

    assert (page.context["lacking"], page.context["may_legalize"]) == (["Biaya/tarif"], False)
    assert client.post(f"{place}/versi/{item.pk}/tetapkan/", DECISION).status_code == 422


def test_second_editor_is_told_and_nothing_is_lost(client, editor, service, place):
    client.force_login(editor)
    client.post(f"{place}/layanan/{service.pk}/rancangan/")
    item = Standard.objects.get()
    seen = client.get(f"{place}/versi/{item.pk}/ubah/").context["seen"]
    client.post(f"{place}/versi/{item.pk}/ubah/", {"biaya": "Gratis", "seen": seen})

    late = client.post(f"{place}/versi/{item.pk}/ubah/", {"biaya": "Rp5.000", "seen": seen})

    assert late.status_code == 422
    assert item.texts == {"biaya": "Gratis"}


def test_draft_is_thrown_away_and_a_published_one_withdrawn_with_a_reason(client, lead, service, place):
    client.force_login(lead)
    shown, draft = published_standard(service), StandardFactory(office=service.office, service=service, version=2)

    assert client.post(f"{place}/versi/{draft.pk}/buang/").status_code == 302
    assert client.post(f"{place}/versi/{shown.pk}/tarik/", {"reason": ""}).status_code == 422
    assert client.post(f"{place}/versi/{shown.pk}/tarik/", {"reason": "Berubah"}).status_code == 302

    assert [each.status for each in Standard.objects.all()] == ["withdrawn"]
    assert client.get(f"/{service.office.code}/standar-pelayanan/{service.pk}/").status_code == 404


def test_review_is_entered_and_its_advice_followed_up(client, editor, service, place):
    client.force_login(editor)
    item = published_standard(service)
    sent = {"reviewed_on": "2022-07-01", "reviewers": "Tim contoh", "conclusion": "ubah"}
    sent |= {f"finding_{code}": "sesuai" for code in component_codes()}

    assert client.post(f"{place}/versi/{item.pk}/tinjau/", {**sent, "finding_biaya": "tidak"}).status_code == 422
    advice = {"finding_biaya": "tidak", "recommendation_biaya": "Pasang daftar biaya"}
    client.post(f"{place}/versi/{item.pk}/tinjau/", {**sent, **advice})
    made = Review.objects.get()
    assert client.get(f"{place}/tinjauan/{made.pk}/").context["may_open"] is True
    client.post(f"{place}/tinjauan/{made.pk}/tindak-lanjut/", {"due_on": "2022-09-30"})

    page = client.get(f"{place}/tinjauan/{made.pk}/")
    assert ([each.due_on for each in page.context["follow_ups"]], page.context["may_open"]) == (
        [date(2022, 9, 30)],
        False,
    )
    assert client.get(FollowUp.objects.get().get_absolute_url()).status_code == 200


def test_pledge_goes_from_draft_to_the_portal(client, editor, lead, office, place):
    client.force_login(editor)
    client.post(f"{place}/maklumat/rancangan/")
    item = Pledge.objects.get()
    client.post(f"{place}/maklumat/{item.pk}/ubah/", {"text": "Kami berjanji (contoh)."})
    signed = {"place": "Kota Contoh", "signed_on": "2022-07-01", "signatory_name": "Ketua", "signatory_role": "Ketua"}
    assert client.post(f"{place}/maklumat/{item.pk}/tandatangan/", signed).status_code == 403
    client.force_login(lead)
    scan = SimpleUploadedFile("maklumat.txt", b"Maklumat contoh")
    assert client.post(f"{place}/maklumat/{item.pk}/tandatangan/", {**signed, "file": scan}).status_code == 302
    assert client.post(f"{place}/maklumat/{item.pk}/terbitkan/").status_code == 302

    assert client.get(f"{place}/maklumat/{item.pk}/berkas/").getvalue() == b"Maklumat contoh"
    client.logout()
    page = client.get(f"/{office.code}/standar-pelayanan/maklumat/")
    assert page.context["item"].text == "Kami berjanji (contoh)."
    assert client.get(f"/{office.code}/standar-pelayanan/maklumat/maklumat.pdf").content[:5] == b"%PDF-"


def test_draft_of_a_standard_and_pledge_are_printed(client, editor, service, place):
    client.force_login(editor)
    standard = StandardFactory(office=service.office, service=service)
    pledge = PledgeFactory(office=service.office)

    assert client.get(f"{place}/versi/{standard.pk}/standar.pdf").content[:5] == b"%PDF-"
    assert client.get(f"{place}/maklumat/{pledge.pk}/maklumat.pdf").content[:5] == b"%PDF-"
    assert client.get(f"{place}/maklumat/{pledge.pk}/berkas/").status_code == 404


def test_lists_ask_as_often_for_three_services_as_for_one(client, editor, office, service, place):
    client.force_login(editor)
    item = published_standard(service)
    ReviewFactory(office=office, standard=item)
    few = [queries(client, f"{place}/"), queries(client, f"{place}/layanan/{service.pk}/")]
    for number in (2, 3):
        published_standard(ServiceFactory(office=office))
        standard = StandardFactory(office=office, service=service, version=number, status="superseded")
        ReviewFactory.create_batch(2, office=office, standard=standard)
    PledgeFactory(office=office, status="withdrawn")

    assert [queries(client, f"{place}/"), queries(client, f"{place}/layanan/{service.pk}/")] == few


def test_catalogue_counts_what_is_there_and_leaves_out_what_is_no_longer_offered(client, editor, office, place):
    client.force_login(editor)
    shown = ServiceFactory(office=office)
    ReviewFactory(office=office, standard=published_standard(shown))
    ServiceFactory(office=office)
    ServiceFactory(office=office, is_active=False)

    page = client.get(f"{place}/")

    assert [number for _words, number in page.context["counts"]] == [2, 1, 1, 1]


def test_sample_is_loaded_only_when_somebody_says_so(client, editor, office, place):
    client.force_login(editor)
    client.get(f"{place}/contoh/")
    assert Service.objects.count() == 0

    assert client.post(f"{place}/contoh/").headers["Location"] == f"{place}/"
    assert Service.objects.filter(office=office).count() == 8


def test_who_may_only_look_writes_nothing_and_another_office_sees_nothing(client, office, service, place):
    item, pledge = published_standard(service), PledgeFactory(office=office)
    client.force_login(RoleAssignmentFactory(office=office, role="assessor").user)
    assert client.get(f"{place}/versi/{item.pk}/").status_code == 200
    for address in (
        f"layanan/{service.pk}/rancangan/", f"versi/{item.pk}/tinjau/", f"versi/{item.pk}/tarik/", "contoh/",
        "maklumat/rancangan/", f"maklumat/{pledge.pk}/ubah/", f"maklumat/{pledge.pk}/buang/",
    ):  # fmt: skip
        assert client.post(f"{place}/{address}", {"reason": "x", "text": "x"}).status_code == 403

    client.force_login(RoleAssignmentFactory(role="secretary").user)
    for address in ("", f"layanan/{service.pk}/", f"versi/{item.pk}/", f"maklumat/{pledge.pk}/maklumat.pdf"):
        assert client.get(f"{place}/{address}").status_code == 404
