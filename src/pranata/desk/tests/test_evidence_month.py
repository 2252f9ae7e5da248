"""Evidence of a month: several files at once, links, what is held already, records, and letting go."""

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from pranata.base.access.models import Role
from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.files.tests.clamd import SIGN, clamd
from pranata.base.files.tests.samples import PDF
from pranata.desk.tests.live import HTMX, MATRIX, adopt, errors, html_of, notices, sign_in, words
from pranata.engines.documents.tests.factories import DocumentFactory
from pranata.engines.evidence.actions import remove
from pranata.engines.evidence.models import Evidence, Use
from pranata.engines.evidence.tests.factories import EvidenceFactory, UseFactory
from pranata.engines.evidence.tests.test_pictures import photo
from pranata.engines.plan.models import Progress, ProgressStatus, Subactivity
from pranata.engines.plan.tests.factories import ProgressFactory

pytestmark = pytest.mark.django_db

ROW = f"{MATRIX}2.1.1/"
JUNE = f"{ROW}bulan/6/bukti/"
SAID = {"title": "", "dated_on": "2022-06-20", "valid_to": "", "confidentiality": "biasa", "archive_class": ""}


@pytest.fixture(autouse=True)
def day(monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", "2022-06-26")


@pytest.fixture
def live(plan):
    return adopt(plan)


@pytest.fixture
def row(live):
    """2.1.1, planned in June and July."""
    return Subactivity.objects.get(code="2.1.1")


@pytest.fixture
def staff(client, office):
    return sign_in(client, office, "staff")


def text_file(name="notula.txt", content=b"Notula contoh."):
    return SimpleUploadedFile(name, content)


def send(client, *files, headers=None, **more):
    return client.post(JUNE, {**SAID, "files": files, **more}, headers=headers)


def used_in(row, month=6, **fields):
    """An item that proves a month of the row."""
    progress, _is_new = Progress.objects.get_or_create(subactivity=row, month=month)
    item = EvidenceFactory(office=row.plan.office, **fields)
    return UseFactory(evidence=item, target_label="plan.progress", target_id=progress.pk)


def lines(response) -> list[str]:
    found = re.search(r'<ul class="evidence-lines">.*?</ul>', html_of(response), re.DOTALL)
    return [words(each) for each in re.findall(r"<li>(.*?)</li>", found[0], re.DOTALL)] if found else []


def test_several_files_are_kept_at_once(client, row, staff):
    response = send(client, text_file(), SimpleUploadedFile("rapat.jpg", photo(place=True)), archive_class="PP.01")

    assert (response.status_code, response["Location"]) == (302, f"{ROW}?bulan=6#bukti")
    page = client.get(ROW)
    assert notices(page)[0] == "2 bukti ditambahkan."
    assert lines(page) == ["notula unggahan Lepas", "rapat unggahan Lepas"]
    assert list(Evidence.objects.order_by("pk").values_list("dated_on", "archive_class", "keeps_place")) == [
        (date(2022, 6, 20), "PP.01", False),
        (date(2022, 6, 20), "PP.01", False),
    ]


def test_refused_file_is_named_and_the_others_are_kept(client, row, staff):
    response = send(client, text_file(), text_file("program.exe", b"MZ\x90"), text_file("kosong.txt", b""))

    assert response.status_code == 422
    assert notices(response) == [
        "1 bukti ditambahkan.",
        "program.exe : Program dan skrip tidak diterima.",
        "kosong.txt : Berkas kosong.",
    ]
    assert list(Evidence.objects.values_list("file_name", flat=True)) == ["notula.txt"]


def test_file_is_scanned_before_the_month_is_held(client, row, staff, settings):
    ProgressFactory(subactivity=row, month=6, status=ProgressStatus.SUBMITTED)

    with clamd() as settings.CLAMAV:
        outcomes = send(client, text_file(content=SIGN), text_file()).context["evidence"].outcomes

    assert [each.refusal for each in outcomes] == [
        "Pemindai virus menemukan Contoh.Uji; berkas ini tidak disimpan.",
        "Bulan ini sudah diajukan atau rencananya sudah tidak berjalan.",
    ]


def test_script_gets_the_section_alone(client, row, staff):
    response = send(client, text_file(), headers=HTMX)

    assert (response.status_code, response["HX-Push-Url"]) == (200, "false")
    assert html_of(response).startswith('<section class="evidence" id="bukti"')
    assert lines(response) == ["notula unggahan Lepas"]


def test_title_is_what_was_said_of_the_files(client, row, staff):
    send(client, text_file(), title="Notula rapat contoh", confidentiality="terbatas")

    assert Evidence.objects.values_list("title", "confidentiality", "added_by").get() == (
        "Notula rapat contoh",
        "terbatas",
        staff.pk,
    )


@pytest.mark.parametrize(
    ("wrong", "expected"),
    [
        ({"files": []}, ["Pilih berkasnya dahulu."]),
        ({"dated_on": ""}, ["Bidang ini tidak boleh kosong."]),
        (
            {"confidentiality": "lain"},
            ["Masukkan pilihan yang valid. lain bukan salah satu dari pilihan yang tersedia."],
        ),
    ],
)
def test_nothing_is_kept_when_the_form_is_wrong(client, row, staff, wrong, expected):
    response = client.post(JUNE, {**SAID, "files": [text_file()], **wrong})

    assert (response.status_code, errors(response), Evidence.objects.count()) == (422, expected, 0)


def test_validity_before_the_day_is_refused_for_every_file(client, row, staff):
    response = send(client, text_file(), valid_to="2022-06-01")

    assert notices(response) == ["notula.txt : Berlakunya berakhir sebelum tanggal bukti."]
    assert (response.status_code, Evidence.objects.count(), Progress.objects.count()) == (422, 0, 0)


def test_same_file_is_offered_instead_of_a_second_copy(client, row, staff, office):
    send(client, text_file())
    Use.objects.all().delete()
    item = Evidence.objects.get()

    response = send(client, text_file("salinan.txt"))

    assert notices(response)[1:] == [
        "salinan.txt : Berkas yang sama sudah ada di kantor ini. Pakai “notula” (20 Juni 2022)"
    ]
    client.post(f"{JUNE}pakai/", {"item": item.pk})
    assert (Evidence.objects.count(), Use.objects.get().evidence) == (1, item)


def test_same_file_is_kept_twice_when_meant(client, row, staff):
    send(client, text_file())

    assert send(client, text_file("salinan.txt"), again="on").status_code == 302
    assert Evidence.objects.count() == 2


def test_same_photo_is_known_again_after_it_was_cleaned(client, row, staff):
    send(client, SimpleUploadedFile("a.jpg", photo(place=True)))

    response = send(client, SimpleUploadedFile("b.jpg", photo(place=True)))

    assert notices(response)[1:] == ["b.jpg : Berkas ini sudah menjadi bukti bulan ini."]


def test_file_of_an_item_that_is_not_to_be_seen_is_not_offered(client, row, staff, office):
    other = sign_in(client, office, "staff")
    send(client, text_file(), confidentiality="terbatas")
    client.force_login(staff)

    assert send(client, text_file("salinan.txt")).status_code == 302
    assert Evidence.objects.filter(added_by=other).count() == 1
    assert lines(client.get(ROW)) == ["salinan unggahan Lepas"]


def test_link_that_may_not_be_fetched_is_kept_without_a_copy(client, row, staff):
    response = client.post(f"{JUNE}tautan/", {**SAID, "title": "Berita contoh", "link": "http://127.0.0.1:9/berita"})

    assert (response.status_code, lines(client.get(ROW))) == (302, ["Berita contoh tautan, tanpa salinan Lepas"])


def test_link_without_title_is_named_at_its_field(client, row, staff):
    response = client.post(f"{JUNE}tautan/", {**SAID, "link": "bukan alamat"})

    assert (response.status_code, errors(response)) == (
        422,
        ["Masukkan URL yang valid.", "Bidang ini tidak boleh kosong."],
    )


def test_items_and_records_are_picked(client, row, staff, office):
    EvidenceFactory(office=office, title="Foto ruang layanan")
    used_in(row, title="Sudah dipakai")
    EvidenceFactory(title="Foto kantor lain", office__code="9002")
    EvidenceFactory(office=office, title="Foto lama", valid_to=date(2022, 6, 25))
    document = DocumentFactory(office=office, number="7/HK/9001/2022", title="Pejabat pengelola")

    page = client.get(f"{JUNE}pilih/")
    for value in re.findall(r'name="item" value="([^"]+)"', html_of(page))[:2]:
        client.post(f"{JUNE}pakai/", {"item": value})

    offered = [words(each) for each in re.findall(r"<li>(?:<img[^>]*>)?<div>(.*?)</div>", html_of(page), re.DOTALL)]
    assert offered[:2] == [
        "Foto ruang layanan 1 Juni 2022 tautan, tanpa salinan",
        "Keputusan 7/HK/9001/2022: Pejabat pengelola",
    ]
    assert lines(client.get(ROW))[1:] == [
        "Foto ruang layanan tautan, tanpa salinan Lepas",
        "Keputusan 7/HK/9001/2022: Pejabat pengelola catatan Lepas",
    ]
    assert Evidence.objects.get(record_label="documents.document").record_id == document.pk


def test_search_narrows_what_is_offered(client, row, staff, office):
    EvidenceFactory(office=office, title="Foto ruang layanan")
    EvidenceFactory(office=office, title="Notula rapat")

    page = html_of(client.get(f"{JUNE}pilih/?q=ruang+foto"))

    assert ("Foto ruang layanan" in page, "Notula rapat" in page) == (True, False)


@pytest.mark.parametrize("value", ["", "x", "999999", "9" * 30, "plan.plan:1x"])
def test_item_that_is_not_there_is_not_found(client, row, staff, value):
    assert client.post(f"{JUNE}pakai/", {"item": value}).status_code == 404


def test_record_that_is_not_there_is_refused(client, row, staff):
    response = client.post(f"{JUNE}pakai/", {"item": "documents.document:999999"})

    assert (response.status_code, notices(response)) == (422, ["Catatan ini tidak ada."])


def test_item_of_another_office_is_not_found(client, row, staff):
    response = client.post(f"{JUNE}pakai/", {"item": EvidenceFactory(office__code="9002").pk})

    assert (response.status_code, Use.objects.count()) == (404, 0)


def test_item_is_let_go_and_stays_with_the_office(client, row, staff):
    used = used_in(row)

    response = client.post(f"{JUNE}{used.pk}/lepas/")

    assert (response.status_code, Use.objects.count(), Evidence.objects.count()) == (302, 0, 1)


def test_item_of_another_month_is_not_let_go_here(client, row, staff):
    used = used_in(row, month=7)

    assert (client.post(f"{JUNE}{used.pk}/lepas/").status_code, Use.objects.count()) == (404, 1)


@pytest.mark.parametrize("status", [ProgressStatus.SUBMITTED, ProgressStatus.VERIFIED])
def test_month_that_was_handed_in_shows_its_evidence_and_does_not_change(client, row, staff, status):
    used = used_in(row, title="Notula contoh")
    Progress.objects.update(status=status)

    page = client.get(ROW)
    answers = [
        send(client, text_file()),
        client.post(f"{JUNE}pakai/", {"item": EvidenceFactory(office=row.plan.office).pk}),
        client.post(f"{JUNE}{used.pk}/lepas/"),
    ]

    assert lines(page) == ["Notula contoh tautan, tanpa salinan"]
    assert "+ Tambah bukti" not in html_of(page)
    assert [each.status_code for each in answers] == [422, 409, 409]
    assert list(Use.objects.all()) == [used]


def test_row_says_which_evidence_is_lost_and_where_else_it_is_used(client, row, staff, office):
    secretary = RoleAssignmentFactory(office=office, role=Role.SECRETARY).user
    remove(used_in(row, title="Ditarik").evidence, reason="Keliru.", by=secretary)
    used_in(row, title="Habis", valid_to=date(2022, 6, 25))
    used_in(row, title="Segera", valid_to=date(2022, 7, 3))
    shared = used_in(row, title="Dipakai").evidence
    UseFactory(evidence=shared, target_label="plan.progress", target_id=ProgressFactory(subactivity=row, month=7).pk)

    page = client.get(ROW)

    assert "2 bukti tidak terbukti lagi; bulan ini perlu bukti pengganti." in html_of(page)
    assert lines(page) == [
        "Ditarik tautan, tanpa salinan ! ditarik, tidak terbukti lagi Lepas",
        "Habis tautan, tanpa salinan ! habis berlaku, tidak terbukti lagi Lepas",
        "Segera tautan, tanpa salinan ◔ berlaku s.d. 3 Juli Lepas",
        "Dipakai tautan, tanpa salinan dipakai juga di 1 tempat lain Lepas",
    ]


def test_matrix_and_desk_say_that_evidence_is_lost(client, row, staff):
    used_in(row, valid_to=date(2022, 6, 25))

    matrix, desk = html_of(client.get(MATRIX)), html_of(client.get("/meja/9001/"))

    june = re.search(r'<td class="m" data-label="Jun">(.*?)</td>', matrix.split('id="baris-2.1.1"')[1])[1]
    assert words(june) == "◔ jatuh tempo bulan ini ⚠ bukti tidak terbukti lagi"
    assert matrix.count('class="unproven"') == 2  # the cell and the legend
    assert "1 bukti yang dipakai tidak terbukti lagi" in desk


def test_restricted_evidence_of_others_is_absent(client, row, staff, office):
    used_in(row, title="Rahasia contoh", confidentiality="terbatas", valid_to=date(2022, 6, 25))

    page, matrix = html_of(client.get(ROW)), html_of(client.get(MATRIX))

    assert ("Rahasia contoh" in page, "tidak terbukti lagi" in page, 'class="unproven"' in matrix) == (
        False,
        False,
        False,
    )
    sign_in(client, office, "verifier")
    assert "Rahasia contoh" in html_of(client.get(ROW))


def test_drawer_has_the_evidence(client, row, staff):
    used_in(row, title="Notula contoh")

    assert lines(client.get(ROW, headers=HTMX)) == ["Notula contoh tautan, tanpa salinan Lepas"]


def test_assessor_sees_evidence_and_is_refused_when_adding(client, row, office):
    used_in(row, title="Notula contoh")
    sign_in(client, office, "assessor")

    assert lines(client.get(ROW)) == ["Notula contoh tautan, tanpa salinan"]
    assert [send(client, text_file()).status_code, client.get(f"{JUNE}pilih/").status_code] == [403, 403]
    assert Evidence.objects.count() == 1


@pytest.mark.parametrize("address", [f"{ROW}bulan/5/bukti/", f"{ROW}bulan/13/bukti/", f"{MATRIX}9.9.9/bulan/6/bukti/"])
def test_month_that_is_not_planned_is_not_there(client, row, staff, address):
    assert (client.get(address).status_code, client.post(address).status_code) == (404, 404)


def test_month_is_not_there_for_a_stranger_nor_in_a_draft(client, plan, office, stranger):
    hidden, missing = client.get(JUNE), client.get(JUNE.replace("9001", "9999"))
    sign_in(client, office, "staff")

    assert (hidden.status_code, missing.status_code, client.get(JUNE).status_code) == (404, 404, 404)


def test_page_works_without_script(client, row, staff):
    page = html_of(client.get(JUNE))

    assert 'enctype="multipart/form-data"' in page
    assert re.search(r'<input type="file" name="files" multiple accept="[^"]*\.pdf', page) is not None
    assert 'capture="environment"' in page
    assert PDF.startswith(b"%PDF")


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_of_the_section_stays_when_items_are_added(client, row, staff, count, django_assert_num_queries):
    used_in(row)
    client.get(JUNE)
    with django_assert_num_queries(8):
        client.get(JUNE)
    for _number in range(count):
        used_in(row)
    with django_assert_num_queries(8):
        assert len(lines(client.get(JUNE))) == count + 1
