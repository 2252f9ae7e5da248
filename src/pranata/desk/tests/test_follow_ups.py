"""Follow-ups on staff pages on 15 June 2022: the list, one of them, what may be done with it."""

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from pranata.base.access.tests.factories import RoleAssignmentFactory, UserFactory
from pranata.base.org.tests.factories import OfficeFactory, UnitFactory
from pranata.base.people.tests.factories import PersonFactory
from pranata.desk.tests.live import errors, html_of, notices, sign_in, words
from pranata.engines.evidence.models import Evidence, Use
from pranata.engines.evidence.tests.factories import EvidenceFactory
from pranata.engines.followups import actions
from pranata.engines.followups.models import FollowUp, Status
from pranata.engines.followups.tests.factories import FollowUpFactory
from pranata.engines.reports.tests.factories import IssuedReportFactory

pytestmark = pytest.mark.django_db

LIST = "/meja/9001/tindak-lanjut/"
QUERIES_OF_THE_LIST = 12
SAID = {
    "recommendation": "Perbarui maklumat.",
    "source": "pengawasan",
    "source_words": "LHP (Contoh) 1/2020",
    "year": "2020",
    "due_on": "2022-09-30",
}
FILE = {"title": "", "dated_on": "2022-06-10", "valid_to": "", "confidentiality": "biasa", "archive_class": ""}


@pytest.fixture(autouse=True)
def _day(monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", "2022-06-15")


@pytest.fixture
def unit(office):
    return UnitFactory(office=office, name="Subbagian Contoh")


@pytest.fixture
def worker(office, unit):
    """The account of a person in the unit, not signed in."""
    person = PersonFactory(office=office, unit=unit, name="Pegawai Contoh")
    return RoleAssignmentFactory(office=office, user=UserFactory(person=person)).user


@pytest.fixture
def item(office, worker):
    return FollowUpFactory(office=office, person=worker.person, sequence=7)


def rows(response) -> list[str]:
    """The numbers of the list."""
    return re.findall(r'<th scope="row"><a [^>]*>(TL-[^<]*)</a>', html_of(response))


def chips(response) -> list[str]:
    found = re.search(r'<p class="chips head-chips">(.*?)</p>', html_of(response), re.DOTALL)
    return re.findall(r'<span class="chip[^"]*">(.*?)</span>', found[1]) and [words(found[1])]


def buttons(response) -> list[str]:
    found = re.search(r'<div class="panel followup-steps">(.*?)</div>', html_of(response), re.DOTALL)
    return [words(each) for each in re.findall(r"<a [^>]*>(.*?)</a>", found[1])] if found else []


def page_of(item) -> str:
    return f"{LIST}{item.pk}/"


def test_follow_up_of_an_earlier_year_is_opened_by_hand(client, office, unit):
    sign_in(client, office, "secretary")
    response = client.post(f"{LIST}tambah/", {**SAID, "responsible": f"unit-{unit.pk}"}, follow=True)

    assert notices(response) == ["Tindak lanjut TL-2020-0001 dibuka."]
    made = FollowUp.objects.get()
    assert (made.unit, made.due_on, made.source) == (unit, date(2022, 9, 30), "pengawasan")
    assert chips(response) == ["○ belum dimulai ↻ sejak 2020"]


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("recommendation", " ", "Bidang ini tidak boleh kosong."),
        ("responsible", "", "Pilih unit, tim, atau pegawai yang bertanggung jawab."),
        (
            "responsible",
            "unit-999999",
            "Masukkan pilihan yang valid. unit-999999 bukan salah satu dari pilihan yang tersedia.",
        ),
        ("year", "2023", "Tahun asal antara 2000 dan 2022."),
        ("due_on", "", "Bidang ini tidak boleh kosong."),
    ],
)
def test_form_comes_back_when_a_field_is_wrong(client, office, unit, field, value, sentence):
    sign_in(client, office, "secretary")
    response = client.post(f"{LIST}tambah/", {**SAID, "responsible": f"unit-{unit.pk}", field: value})

    assert (response.status_code, errors(response)) == (422, [sentence])
    assert "LHP (Contoh) 1/2020" in html_of(response)


def test_opening_is_forbidden_when_the_role_may_only_work(client, office, staff):
    assert client.get(f"{LIST}tambah/").status_code == 403
    assert client.get(f"{LIST}excel/").status_code == 403
    assert "Lewat Excel" not in html_of(client.get(LIST))


def test_list_shows_what_has_not_ended_whatever_year_it_is_from(client, office, staff):
    for sequence, (year, status, due_on) in enumerate(
        [(2020, "open", date(2022, 8, 1)), (2022, "done", date(2022, 5, 1)), (2022, "in_progress", date(2022, 6, 1))], 1
    ):
        FollowUpFactory(office=office, year=year, status=status, due_on=due_on, sequence=sequence)
    FollowUpFactory(office=office, status="closed", ended_on=date(2022, 6, 1), sequence=4)
    FollowUpFactory(office=OfficeFactory(code="9002"), sequence=5)

    assert rows(client.get(LIST)) == ["TL-2022-0002", "TL-2022-0003", "TL-2020-0001"]
    for query, found in {
        "keadaan=lewat": ["TL-2022-0003"],
        "keadaan=menunggu": ["TL-2022-0002"],
        "keadaan=selesai": ["TL-2022-0004"],
        "keadaan=semua&tahun=2020": ["TL-2020-0001"],
        "sumber=evaluasi": [],
        "q=0003+contoh": ["TL-2022-0003"],
        "keadaan=apa&tahun=x&sumber=x&pj=unit-x": ["TL-2022-0002", "TL-2022-0003", "TL-2020-0001"],
    }.items():
        assert (query, rows(client.get(f"{LIST}?{query}"))) == (query, found)


def test_list_is_narrowed_to_who_is_in_charge(client, office, unit, worker, item):
    FollowUpFactory(office=office, person=None, unit=unit, sequence=8)
    FollowUpFactory(office=office, sequence=9)
    client.force_login(worker)

    assert rows(client.get(f"{LIST}?pj=saya")) == ["TL-2022-0007", "TL-2022-0008"]
    assert rows(client.get(f"{LIST}?pj=unit-{unit.pk}")) == ["TL-2022-0008"]
    assert rows(client.get(f"{LIST}?pj=orang-{worker.person.pk}")) == ["TL-2022-0007"]


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_of_the_list_stays_when_rows_are_added(client, office, staff, django_assert_num_queries, count):
    for sequence in range(1, count + 1):
        FollowUpFactory(office=office, sequence=sequence)
    client.get(LIST)

    with django_assert_num_queries(QUERIES_OF_THE_LIST):
        client.get(LIST)


def test_share_names_no_person_when_the_list_is_passed_on(client, office, unit, item, staff):
    FollowUpFactory(office=office, person=None, unit=unit, sequence=8, recommendation="Susun\nSOP")
    text = client.get(LIST).context["share"].text

    assert "2. TL-2022-0008 Susun SOP – Subbagian Contoh: 30 Juni\n" in text
    assert "Pegawai Contoh" not in text


def test_work_is_claimed_and_closed_by_two_people(client, office, item, worker):
    client.force_login(worker)
    assert buttons(client.get(page_of(item))) == ["Mulai dikerjakan", "Laporkan selesai"]
    client.post(f"{page_of(item)}mulai/", follow=True)
    response = client.post(f"{page_of(item)}selesai/", {"note": "Maklumat dipasang."}, follow=True)
    assert notices(response) == ["Dilaporkan selesai; menunggu penutupan oleh orang lain."]
    assert buttons(response) == []

    sign_in(client, office, "verifier")
    page = client.get(page_of(item))
    assert buttons(page) == ["Tutup", "Kembalikan", "Nyatakan tidak dapat ditindaklanjuti"]
    assert "Maklumat dipasang." in html_of(page)
    response = client.post(f"{page_of(item)}tutup/", follow=True)

    assert notices(response) == ["Tindak lanjut ditutup."]
    assert (FollowUp.objects.get().status, buttons(response)) == (Status.CLOSED, ["Buka lagi"])


def test_doer_is_not_offered_to_close_and_refused_when_asking_anyway(client, office, item):
    judge = sign_in(client, office, "verifier")
    actions.claim(item, note="Selesai.", by=judge)
    page = client.get(page_of(item))

    assert buttons(page) == []
    assert "Anda ikut mengerjakannya, jadi orang lain yang menutup." in html_of(page)
    assert client.post(f"{page_of(item)}tutup/").status_code == 403
    assert FollowUp.objects.get().status == Status.DONE


def test_step_is_not_taken_when_the_reason_is_missing_or_the_page_is_old(client, office, item, worker):
    actions.claim(item, note="Selesai.", by=worker)
    sign_in(client, office, "verifier")
    address = f"{page_of(item)}kembalikan/"
    response = client.post(address, {"note": " "})
    assert (response.status_code, errors(response)) == (422, ["Bidang ini tidak boleh kosong."])
    mark = re.search(r'name="seen"(?: value="([^"]*)")', html_of(client.get(address)))[1]
    FollowUp.objects.update(recommendation="Lain.")

    response = client.post(address, {"note": "Kurang.", "seen": mark})

    assert response.status_code == 422
    assert "Data ini diubah orang lain sesudah Anda membukanya." in html_of(response)
    assert FollowUp.objects.get().status == Status.DONE
    assert client.post(f"{page_of(item)}buka-lagi/", {"note": "Lagi."}).status_code == 409


def test_day_that_was_moved_stands_beside_the_first_one(client, office, unit, item):
    sign_in(client, office, "secretary")
    said = {"recommendation": "Susun SOP.", "source_words": "LHP", "due_on": "2022-12-01"}
    address = f"{page_of(item)}ubah/"
    mark = re.search(r'name="seen"(?: value="([^"]*)")', html_of(client.get(address)))[1]
    response = client.post(address, {**said, "responsible": f"unit-{unit.pk}", "seen": mark}, follow=True)

    assert notices(response) == ["Tindak lanjut TL-2022-0007 disimpan."]
    assert "1 Desember 2022 semula 30 Juni 2022" in words(html_of(response))


def test_evidence_joins_and_leaves_as_that_of_a_month_does(client, office, item, worker):
    client.force_login(worker)
    address = f"{page_of(item)}bukti/"
    held = EvidenceFactory(office=office, title="Notula contoh")
    response = client.post(address, {**FILE, "files": [SimpleUploadedFile("foto.txt", b"Isi contoh.")]}, follow=True)
    assert notices(response)[0] == "1 bukti ditambahkan."
    response = client.post(f"{address}pakai/", {"item": held.pk}, follow=True)
    assert notices(response)[0] == "Notula contoh dipakai sebagai bukti."
    assert [each.evidence.title for each in Use.objects.of(item)] == ["foto", "Notula contoh"]
    assert "TL-2022-0007" in html_of(client.get(held.get_absolute_url()))

    response = client.post(f"{address}{Use.objects.get(evidence=held).pk}/lepas/", follow=True)

    assert notices(response)[0] == "Notula contoh dilepas dari tindak lanjut ini; buktinya tetap ada."
    assert (Use.objects.count(), Evidence.objects.count()) == (1, 2)


def test_evidence_is_refused_when_it_was_reported_done(client, office, item, worker):
    client.force_login(worker)
    actions.claim(item, note="Selesai.", by=worker)
    response = client.post(f"{page_of(item)}bukti/", {**FILE, "files": [SimpleUploadedFile("a.txt", b"Isi.")]})

    assert response.status_code == 422
    assert "Tindak lanjut ini sudah dilaporkan selesai atau berakhir." in html_of(response)
    assert Evidence.objects.count() == 0


def test_office_items_are_offered_to_be_picked(client, office, item, worker):
    EvidenceFactory(office=office, title="Notula contoh")
    client.force_login(worker)

    page = html_of(client.get(f"{page_of(item)}bukti/pilih/"))

    assert "Notula contoh" in page
    assert "Kembali ke tindak lanjut" in page


def test_recommendations_of_a_report_become_follow_ups_once(client, office, unit):
    sign_in(client, office, "secretary")
    report = IssuedReportFactory(office=office, facts={"issuer_remarks": "1. Latih petugas.\n2. Tambah loket."})
    address = f"{LIST}dari-laporan/{report.pk}/"
    form = client.get(address).context["form"]
    assert form.initial["recommendations"] == "Latih petugas.\nTambah loket."
    said = {"responsible": f"unit-{unit.pk}", "due_on": "2022-09-30"}
    response = client.post(address, {**said, "recommendations": form.initial["recommendations"]}, follow=True)
    assert notices(response) == ["2 tindak lanjut dibuka."]
    client.post(address, {**said, "recommendations": "Latih petugas.\nUkur lagi."})

    found = FollowUp.objects.order_by("sequence").values_list("recommendation", "source", "source_label", "source_id")
    label = ("laporan", "reports.issuedreport", report.pk)
    assert list(found) == [(words, *label) for words in ("Latih petugas.", "Tambah loket.", "Ukur lagi.")]
    page = html_of(client.get(page_of(FollowUp.objects.first())))
    assert f'href="{report.get_absolute_url()}"' in page
    issued = words(html_of(client.get(report.get_absolute_url())))
    assert "TL-2022-0001 Latih petugas. · belum dimulai" in issued
    assert "Jadikan tindak lanjut" in issued


def test_desk_shows_what_is_due_soon_and_what_waits_to_be_closed(client, office, item, worker):
    FollowUpFactory(office=office, person=worker.person, due_on=date(2022, 9, 1), sequence=8)
    client.force_login(worker)
    assert "Tindak lanjut TL-2022-0007 · Pegawai Contoh" in words(html_of(client.get("/meja/9001/")))
    assert "TL-2022-0008" not in html_of(client.get("/meja/9001/"))
    actions.claim(item, note="Selesai.", by=worker)
    assert "TL-2022-0007" not in html_of(client.get("/meja/9001/"))

    sign_in(client, office, "verifier")

    assert "TL-2022-0007 · Pegawai Contoh · menunggu penutupan" in html_of(client.get("/meja/9001/"))


def test_follow_up_is_absent_when_the_reader_is_of_another_office(client, item, stranger):
    assert client.get(page_of(item)).status_code == 404
    assert client.get(LIST).status_code == 404
    assert client.post(f"{page_of(item)}mulai/").status_code == 404
    assert client.get(f"{LIST}unduh.xlsx").status_code == 404
