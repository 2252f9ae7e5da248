"""The office's evidence: its list, one item, its file, and what may be done with it."""

import re
from datetime import date

import pytest
from django.core.files.base import ContentFile

from pranata.base.access.models import Role
from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.files.tests.samples import PDF
from pranata.base.org.copies import copy_token
from pranata.desk.tests.live import adopt, errors, html_of, notices, sign_in, words
from pranata.engines.evidence import actions
from pranata.engines.evidence.actions import Description
from pranata.engines.evidence.models import Evidence
from pranata.engines.evidence.tests.factories import EvidenceFactory, UseFactory
from pranata.engines.evidence.tests.test_pictures import photo
from pranata.engines.plan.models import Subactivity
from pranata.engines.plan.tests.factories import ProgressFactory
from pranata.engines.reports.tests.factories import IssuedReportFactory

pytestmark = pytest.mark.django_db

LIST = "/meja/9001/bukti/"
NOTE = Description(title="Notula contoh", dated_on=date(2022, 6, 1))
SAID = {"title": "Judul baru", "dated_on": "2022-06-02", "valid_to": "", "confidentiality": "biasa"}


@pytest.fixture(autouse=True)
def day(monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", "2022-06-26")


@pytest.fixture
def staff(client, office):
    return sign_in(client, office, "staff")


@pytest.fixture
def item(office, staff):
    """A text of the signed-in account."""
    return add(office, staff, b"Notula contoh.", "notula.txt")


def add(office, by, content, name, **said):
    description = Description(**{"title": "Notula contoh", "dated_on": date(2022, 6, 1), **said})
    return actions.add_file(office, ContentFile(content), description, name=name, by=by)


def titles(response) -> list[str]:
    found = re.findall(r'<th scope="row">.*?<a href="[^"]+">(.*?)</a>', html_of(response), re.DOTALL)
    return sorted(words(each) for each in found)


def facts(response) -> dict[str, str]:
    found = re.findall(r"<div><dt>(.*?)</dt><dd>(.*?)</dd></div>", html_of(response), re.DOTALL)
    return {words(name): words(value) for name, value in found}


@pytest.fixture
def collection(office, staff):
    """One item of each kind and state."""
    add(office, staff, photo(), "foto.jpg", title="Foto")
    add(office, staff, PDF, "surat.pdf", title="Surat")
    add(office, staff, b"a;b", "data.csv", title="Data", dated_on=date(2021, 5, 1))
    EvidenceFactory(office=office, title="Habis", valid_to=date(2022, 6, 25))
    EvidenceFactory(office=office, title="Ditarik", status="removed")
    UseFactory(evidence=EvidenceFactory(office=office, title="Segera", valid_to=date(2022, 7, 26)))
    EvidenceFactory(office=office, title="Umum", published_on=date(2022, 6, 1))
    EvidenceFactory(office=office, title="Catatan", link="", record_label="documents.document", record_id=1)
    EvidenceFactory(office=office, title="Terbatas", confidentiality="terbatas")
    EvidenceFactory(title="Kantor lain", office__code="9002")


HELD = ["Catatan", "Data", "Foto", "Habis", "Segera", "Surat", "Umum"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", HELD),
        ("?keadaan=x&jenis=x&tahun=x&halaman=x", HELD),
        ("?q=FOTO", ["Foto"]),
        ("?q=surat.pdf", ["Surat"]),
        ("?jenis=gambar", ["Foto"]),
        ("?jenis=pdf", ["Surat"]),
        ("?jenis=lain", ["Data"]),
        ("?jenis=tautan", ["Habis", "Segera", "Umum"]),
        ("?jenis=catatan", ["Catatan"]),
        ("?keadaan=gugur", ["Ditarik", "Habis"]),
        ("?keadaan=segera-berakhir", ["Segera"]),
        ("?keadaan=belum-dipakai", ["Catatan", "Data", "Foto", "Habis", "Surat", "Umum"]),
        ("?keadaan=umum", ["Umum"]),
        ("?keadaan=semua", sorted([*HELD, "Ditarik"])),
        ("?tahun=2021", ["Data"]),
    ],
)
def test_list_is_narrowed_by_what_the_address_asks(client, collection, query, expected):
    assert titles(client.get(LIST + query)) == expected


def test_restricted_items_are_listed_for_who_sees_all(client, collection, office):
    sign_in(client, office, "verifier")

    assert titles(client.get(LIST)) == sorted([*HELD, "Terbatas"])


def test_list_says_how_often_an_item_is_used(client, collection):
    row = re.search(r"<tr>\n<th.*?Segera.*?</tr>", html_of(client.get(f"{LIST}?q=segera")), re.DOTALL)[0]

    assert words(re.search(r'data-label="Dipakai">(.*?)</td>', row, re.DOTALL)[1]) == "1 kali"


def test_long_list_is_paged(client, office, staff):
    EvidenceFactory.create_batch(31, office=office)

    assert (len(titles(client.get(LIST))), len(titles(client.get(f"{LIST}?halaman=2")))) == (30, 1)


def test_list_is_not_there_for_a_stranger(client, office, stranger):
    assert (client.get(LIST).status_code, client.get(LIST.replace("9001", "9999")).status_code) == (404, 404)


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_of_the_list_stays_when_items_are_added(
    client, office, staff, plan, count, django_assert_num_queries
):
    for number in range(count):
        UseFactory(evidence=add(office, staff, photo(size=(64 + number, 32)), f"foto{number}.jpg"))
    client.get(LIST)

    with django_assert_num_queries(8):
        assert len(titles(client.get(LIST))) == count


def test_item_says_what_it_is_and_where_it_is_used(client, item, plan, office):
    adopt(plan)
    progress = ProgressFactory(subactivity=Subactivity.objects.get(code="2.1.1"), month=6)
    actions.use(item, progress, office=office, by=None)
    listed = {"evidence": [{"sha256": item.file.sha256[:12], "title": "", "dated_on": "2022-06-01"}]}
    report = IssuedReportFactory(office=office, facts=listed)
    IssuedReportFactory(office=office, period="2022-05", facts={"evidence": [{"sha256": "lain"}]})

    page = client.get(item.get_absolute_url())

    assert facts(page) | {"Ditambahkan": ""} == {
        "Tanggal bukti": "1 Juni 2022",
        "Berlaku sampai": "tanpa batas",
        "Keamanan": "biasa",
        "Klasifikasi arsip": "–",
        "Ditambahkan": "",
        "Berkas": "notula.txt (14 bita)",
        "SHA-256": item.file.sha256,
    }
    used = re.search(r'<ul class="evidence-places">.*?</ul>', html_of(page), re.DOTALL)[0]
    assert re.findall(r'href="([^"]+)"', used) == [
        "/meja/9001/rencana-aksi/2022/2.1.1/?bulan=6#bukti",
        report.get_absolute_url(),
    ]
    assert "2.1.1, Juni 2022" in words(used)


@pytest.mark.parametrize("part", ["", "berkas/", "kecil/", "ubah/", "tarik/", "pakai-lagi/", "buka/", "tutup/"])
def test_restricted_item_of_others_looks_absent(client, office, staff, part):
    owner = RoleAssignmentFactory(office=office).user
    hidden = add(office, owner, photo(), "foto.jpg", confidentiality="terbatas")

    assert client.get(f"{hidden.get_absolute_url()}{part}").status_code == 404
    assert client.get(f"{LIST}999999/{part}").status_code == 404


@pytest.mark.parametrize(
    ("content", "name", "shown"),
    [(photo(), "foto.jpg", "<img class="), (PDF, "surat.pdf", "<iframe class="), (b"a;b", "data.csv", "")],
)
def test_pictures_and_pdf_are_shown_in_the_page(client, office, staff, content, name, shown):
    item = add(office, staff, content, name)

    page = html_of(client.get(item.get_absolute_url()))

    assert [each for each in ("<img class=", "<iframe class=") if each in page] == ([shown] if shown else [])


def test_file_is_sent_so_that_no_browser_runs_it(client, item):
    address = f"{item.get_absolute_url()}berkas/"

    saved, asked = client.get(address), client.get(f"{address}?tampil")

    assert b"".join(saved.streaming_content) == b"Notula contoh."
    for answer in (saved, asked):
        assert (answer["Content-Disposition"], answer["X-Content-Type-Options"]) == (
            'attachment; filename="notula.txt"',
            "nosniff",
        )
        assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
        assert answer["X-Frame-Options"] == "DENY"
        answer.close()


def test_pdf_is_framed_by_our_own_pages_only(client, office, staff):
    item = add(office, staff, PDF, "surat.pdf")

    shown = client.get(f"{item.get_absolute_url()}berkas/?tampil")

    assert shown["Content-Disposition"] == 'inline; filename="surat.pdf"'
    assert shown["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'self'"
    assert shown["X-Frame-Options"] == "SAMEORIGIN"
    shown.close()


def test_small_copy_is_sent_of_a_picture_only(client, office, staff, item):
    picture = add(office, staff, photo(), "foto.jpg")

    small, none = (client.get(f"{each.get_absolute_url()}kecil/") for each in (picture, item))

    assert (small["Content-Type"], none.status_code) == ("image/jpeg", 404)
    small.close()


def test_description_is_changed(client, item):
    address = f"{item.get_absolute_url()}ubah/"
    mark = re.search(r'name="seen" value="(\w+)"', html_of(client.get(address)))[1]

    response = client.post(address, {**SAID, "seen": mark, "archive_class": "PP.01"})

    item.refresh_from_db()
    assert (response.status_code, item.title, item.archive_class) == (302, "Judul baru", "PP.01")


def test_kind_of_document_is_chosen_by_its_area_and_shown(client, item):
    address = f"{item.get_absolute_url()}ubah/"
    form = html_of(client.get(address))
    mark = re.search(r'name="seen" value="(\w+)"', form)[1]
    groups = re.findall(r'<optgroup label="([^"]+)">', form)

    client.post(address, {**SAID, "seen": mark, "document_kind": "renstra"})

    shown = html_of(client.get(item.get_absolute_url()))
    assert (groups[0], len(groups)) == ("Manajemen Perubahan", 7)
    assert "<dd>Rencana Strategis (Renstra) satuan kerja</dd>" in shown


def test_second_writer_is_told_what_stands_stored(client, item, staff):
    address = f"{item.get_absolute_url()}ubah/"
    mark = copy_token(Evidence.objects.get())
    actions.describe(item, Description(title="Judul lain", dated_on=date(2022, 6, 2)), by=staff)

    response = client.post(address, {**SAID, "seen": mark})

    assert (response.status_code, errors(response)) == (422, ["Tersimpan sekarang: Judul lain"])
    assert Evidence.objects.get().title == "Judul lain"
    again = re.search(r'name="seen" value="(\w+)"', html_of(response))[1]
    assert client.post(address, {**SAID, "seen": again}).status_code == 302


def test_item_is_withdrawn_and_restored_with_a_reason(client, item):
    empty = client.post(f"{item.get_absolute_url()}tarik/", {"reason": " "})
    client.post(f"{item.get_absolute_url()}tarik/", {"reason": "Keliru unggah."})
    assert (empty.status_code, errors(empty), Evidence.objects.get().status) == (
        422,
        ["Bidang ini tidak boleh kosong."],
        "removed",
    )
    page = html_of(client.get(item.get_absolute_url()))
    assert "Keliru unggah." in page
    assert "ditarik, tidak terbukti lagi" in page

    client.post(f"{item.get_absolute_url()}pakai-lagi/", {"reason": "Ternyata benar."})

    assert Evidence.objects.get().status == "held"


def test_step_that_was_taken_meanwhile_is_told(client, item):
    client.post(f"{item.get_absolute_url()}tarik/", {"reason": "Keliru."})

    again = client.post(f"{item.get_absolute_url()}tarik/", {"reason": "Keliru."}, follow=True)

    assert "Tidak disimpan: keadaan bukti ini sudah berubah." in notices(again)[0]


def test_item_is_published_on_purpose_and_taken_back(client, office, item):
    secretary = sign_in(client, office, "secretary")
    address = item.get_absolute_url()
    assert f"{address}buka/" in html_of(client.get(address))

    client.post(f"{address}buka/")
    assert list(Evidence.objects.public(date(2022, 6, 26))) == [item]
    client.post(f"{address}tutup/", {"reason": "Memuat nama."})

    assert Evidence.objects.public(date(2022, 6, 26)).count() == 0
    assert secretary.can(actions.PUBLISH, office) is True


def test_place_that_was_kept_is_warned_of_before_publishing(client, office, staff):
    item = actions.add_file(office, ContentFile(photo(place=True)), NOTE, name="foto.jpg", keep_place=True, by=staff)
    sign_in(client, office, "secretary")

    assert "Foto ini menyimpan lokasi pengambilannya." in html_of(client.get(f"{item.get_absolute_url()}buka/"))


def test_restricted_item_is_not_published(client, office, staff):
    item = add(office, staff, b"isi", "a.txt", confidentiality="terbatas")
    sign_in(client, office, "secretary")

    response = client.post(f"{item.get_absolute_url()}buka/")

    assert (response.status_code, notices(response)) == (422, ["Bukti terbatas tidak dapat dibuka untuk umum."])


@pytest.mark.parametrize("step", ["ubah/", "tarik/", "pakai-lagi/", "buka/", "tutup/"])
def test_who_neither_added_it_nor_sees_all_is_refused(client, office, item, step):
    sign_in(client, office, "staff")
    page = html_of(client.get(item.get_absolute_url()))

    assert f"{item.get_absolute_url()}{step}" not in page
    assert client.post(f"{item.get_absolute_url()}{step}", {**SAID, "reason": "x"}).status_code == 403
    assert Evidence.objects.values_list("title", "status", "published_on").get() == ("Notula contoh", "held", None)


def test_menu_leads_to_the_list(client, office, staff):
    assert f'href="{LIST}" aria-current="page"' in html_of(client.get(LIST))
    assert sign_in(client, office, Role.ASSESSOR).can("evidence.view", office) is True
