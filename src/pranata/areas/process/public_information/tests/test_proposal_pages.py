"""The pages of proposals as both offices see them."""

import html
import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pranata.areas.process.information_requests.tests.factories import InformationRequestFactory
from pranata.areas.process.public_information.actions import deciding, proposals
from pranata.areas.process.public_information.actions.deciding import Agreement
from pranata.areas.process.public_information.models import ExemptedInformation, ExemptionProposal, Status
from pranata.areas.process.public_information.tests.conftest import OPEN_UNTIL, account
from pranata.areas.process.public_information.tests.factories import (
    ExemptedInformationFactory,
    ExemptionProposalFactory,
)
from pranata.base.access.models import Grant
from pranata.base.org.tests.factories import OfficeFactory

HERE, THERE = "/meja/9001/usulan-pengecualian/", "/meja/90/usulan-pengecualian/"
FORM = {
    "title": "Data contoh", "description": "Uraian", "occasion": "request", "request_number": "PI-2022-0001",
    "ground": "h", "statute": "UU Contoh", "consequence": "Akibat", "public_interest": "Timbangan",
    "proposed_until": "2024-12-31",
}  # fmt: skip
YES = {
    "test_reference": "UK-1/2022", "decided_by": "Pemutus, Atasan PPID", "decided_on": "2022-06-26",
    "exempted_until": "2024-12-31",
}  # fmt: skip


@pytest.fixture
def as_officer(client, officer):
    client.force_login(officer)
    return client


@pytest.fixture
def as_decider(client, decider):
    client.force_login(decider)
    return client


def words(response):
    return " ".join(html.unescape(re.sub("<[^>]+>", " ", response.content.decode())).split())


def doings(response):
    return [each.slug for each in response.context["buttons"]]


def test_officer_drafts_completes_and_sends_a_proposal(as_officer, province, regency):
    made = as_officer.post(HERE + "baru/", {**FORM, "statute": "", "decider": province.pk})
    item = ExemptionProposal.objects.get()
    assert made.headers["Location"] == f"{HERE}{item.pk}/"
    draft = as_officer.get(made.headers["Location"])
    assert "Belum lengkap: undang-undang yang dipakai." in words(draft)
    assert as_officer.post(f"{HERE}{item.pk}/ajukan/", {"open_until": "2022-08-31"}).status_code == 422

    page = as_officer.get(f"{HERE}{item.pk}/ubah/")
    values = {**FORM, "decider": province.pk, "seen": page.context["seen"]}
    assert as_officer.post(f"{HERE}{item.pk}/ubah/", values).status_code == 302
    assert as_officer.post(f"{HERE}{item.pk}/ajukan/", {"open_until": "2022-08-31"}).status_code == 302

    item.refresh_from_db()
    assert (item.status, Grant.objects.get().valid_to) == (Status.PROPOSED, date(2022, 8, 31))
    shown = as_officer.get(f"{HERE}{item.pk}/")
    assert doings(shown) == ["izin", "tarik"]
    assert "KPU Provinsi Contoh Raya, sampai 31 Agustus 2022" in words(shown)


def test_form_says_what_is_wrong_and_writes_nothing(as_officer, province, drafted):
    fields = as_officer.post(HERE + "baru/", {**FORM, "title": "", "proposed_until": "kapan"}).context["form"].errors
    assert sorted(fields) == ["decider", "proposed_until", "title"]
    stale = as_officer.post(f"{HERE}{drafted.pk}/ubah/", {**FORM, "decider": province.pk, "seen": "lama"})
    assert stale.status_code == 422
    assert "diubah orang lain" in words(stale)

    assert ExemptionProposal.objects.count() == 1


def test_renewal_begins_with_what_the_old_exemption_said(as_officer, regency, province):
    old = ExemptedInformationFactory(office=regency, title="Lama", expires_on=date(2022, 8, 1))
    foreign = ExemptedInformationFactory(expires_on=date(2022, 8, 1))
    listed = as_officer.get(HERE)
    assert [each.entry for each in listed.context["endings"]] == [old]
    assert f"{HERE}baru/?pengecualian={old.pk}" in listed.content.decode()

    form = as_officer.get(f"{HERE}baru/?pengecualian={old.pk}").context["form"]
    assert (form["title"].value(), form["occasion"].value()) == ("Lama", "review")
    as_officer.post(f"{HERE}baru/?pengecualian={old.pk}", {**FORM, "decider": province.pk})

    assert ExemptionProposal.objects.get().exempted == old
    for odd in (foreign.pk, "x", "9" * 30, "²"):
        assert as_officer.get(f"{HERE}baru/?pengecualian={odd}").context["renewed"] is None


def test_decider_finds_reads_and_agrees_at_its_own_office(as_decider, proposed):
    assert [each.pk for each in as_decider.get(THERE).context["sent"]] == [proposed.pk]
    shown = as_decider.get(f"{THERE}{proposed.pk}/")
    assert (doings(shown), shown.context["grants"]) == (["setujui", "kembalikan", "tolak"], [])
    assert as_decider.get(f"{HERE}{proposed.pk}/").status_code == 404
    form = as_decider.get(f"{THERE}{proposed.pk}/setujui/")

    done = as_decider.post(f"{THERE}{proposed.pk}/setujui/", {**YES, "seen": form.context["seen"]})

    assert done.headers["Location"] == f"{THERE}{proposed.pk}/"
    assert ExemptedInformation.objects.get().office == proposed.office
    assert as_decider.get(done.headers["Location"]).context["letters"][0][0] == "penetapan"


def test_decider_reads_no_more_what_it_gave_back(as_decider, proposed):
    done = as_decider.post(f"{THERE}{proposed.pk}/kembalikan/", {"reason": "Uraikan."})

    assert done.headers["Location"] == THERE
    assert as_decider.get(f"{THERE}{proposed.pk}/").status_code == 404
    assert list(as_decider.get(THERE).context["sent"]) == []


def test_refusal_asks_for_reason_and_day(as_decider, proposed):
    assert as_decider.post(f"{THERE}{proposed.pk}/tolak/", {"reason": ""}).status_code == 422
    values = {"reason": "Tidak ada akibat.", "decided_by": "Pemutus", "decided_on": "2022-06-26"}

    assert as_decider.post(f"{THERE}{proposed.pk}/tolak/", values).status_code == 302
    assert "Alasan penolakan: Tidak ada akibat." in words(as_decider.get(f"{THERE}{proposed.pk}/"))


def test_stale_step_is_refused_with_words(as_officer, proposed):
    answer = as_officer.post(f"{HERE}{proposed.pk}/ajukan/", {"open_until": "2022-08-31"})

    assert answer.status_code == 422
    assert "Keadaannya sudah berubah" in words(answer)


def test_pages_are_closed_to_strangers_and_to_who_only_reads(client, proposed, regency, province):
    addresses = ["", "ubah/", "ajukan/", "tarik/", "izin/", "setujui/", "kembalikan/", "tolak/", "surat/usulan.pdf"]
    for other in (account(OfficeFactory(parent=province), "ppid_officer"), account(regency, "staff")):
        client.force_login(other)
        assert {client.get(f"{HERE}{proposed.pk}/{each}").status_code for each in addresses} == {404}
        assert client.get(f"{THERE}{proposed.pk}/").status_code == 404
    client.force_login(account(regency, "atasan_ppid"))
    assert client.get(f"{HERE}{proposed.pk}/").status_code == 200
    assert {client.get(f"{HERE}{proposed.pk}/{each}").status_code for each in addresses[1:8]} == {403}
    assert client.post(HERE + "baru/", FORM).status_code == 403


@pytest.mark.parametrize(("slug", "start"), [("usulan.pdf", b"%PDF"), ("usulan.docx", b"PK")])
def test_proposal_is_printed_on_the_paper_of_its_own_office(as_officer, proposed, slug, start):
    answer = as_officer.get(f"{HERE}{proposed.pk}/surat/{slug}")

    assert answer.content.startswith(start)
    assert f"usulan-pengecualian-informasi-{proposed.pk}-konsep" in answer.headers["Content-Disposition"]


def test_letter_of_classification_is_for_the_office_that_decided(client, proposed, officer, decider):
    agreed = Agreement("UK-1", "Pemutus", date(2022, 6, 26), date(2024, 12, 31))
    deciding.agree(proposed, agreed, by=decider)
    client.force_login(decider)
    assert client.get(f"{THERE}{proposed.pk}/surat/penetapan.pdf").content.startswith(b"%PDF")
    assert client.get(f"{THERE}{proposed.pk}/surat/usulan.pdf").status_code == 404
    assert client.get(f"{THERE}{proposed.pk}/surat/penetapan.exe").status_code == 404
    client.force_login(officer)
    assert client.get(f"{HERE}{proposed.pk}/surat/penetapan.pdf").status_code == 404
    assert client.get(f"{HERE}{proposed.pk}/surat/usulan.pdf").status_code == 200


def test_answer_on_paper_is_noted_when_the_province_does_not_work_here(as_officer, drafted, province):
    province.is_active = False
    province.save()
    assert "open_until" not in as_officer.get(f"{HERE}{drafted.pk}/ajukan/").context["form"].fields
    as_officer.post(f"{HERE}{drafted.pk}/ajukan/")
    shown = as_officer.get(f"{HERE}{drafted.pk}/")
    assert doings(shown) == ["tarik", "setujui", "kembalikan", "tolak"]
    assert "belum memakai sistem ini" in words(shown)

    assert as_officer.post(f"{HERE}{drafted.pk}/kembalikan/", {"reason": "x"}).headers["Location"].startswith(HERE)


def test_lists_ask_as_often_for_three_rows_as_for_one(as_officer, client, officer, decider, regency, province):
    def send():
        item = ExemptionProposalFactory(office=regency)
        proposals.propose(item, by=officer, open_until=OPEN_UNTIL)
        ExemptedInformationFactory(office=regency, expires_on=date(2022, 7, 8))

    def count(address):
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    found = {}
    for rows in (1, 2):
        send()
        if rows == 2:
            send()
        for user, address in ((officer, HERE), (decider, THERE), (decider, "/meja/90/")):
            client.force_login(user)
            found.setdefault(address, []).append(count(address))

    assert [len(set(counts)) for counts in found.values()] == [1, 1, 1], found


def test_proposal_begins_with_the_number_of_the_request_it_comes_from(as_officer, regency, officer):
    case = InformationRequestFactory(office=regency, register_sequence=7)
    page = as_officer.get(case.get_absolute_url()).content.decode()
    assert f'href="{HERE}baru/?permohonan={case.number}"' in page

    form = as_officer.get(f"{HERE}baru/?permohonan={case.number}").context["form"]

    assert (form["request_number"].value(), form["occasion"].value()) == (case.number, "request")
    odd = as_officer.get(HERE + "baru/", {"permohonan": " " + "x" * 99}).context["form"]
    assert odd["request_number"].value() == "x" * 60
