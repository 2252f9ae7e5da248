"""The pages of a document, as an officer and a reader see them."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.org.tests.factories import OfficeFactory
from pranata.desk.tests.live import html_of
from pranata.desk.tests.live import words as words_in
from pranata.engines.documents import actions
from pranata.engines.documents.models import Document, NumberPattern, Relation, ReservedNumber
from pranata.engines.documents.rules import RelationKind
from pranata.engines.documents.tests.factories import DocumentFactory

pytestmark = pytest.mark.django_db
DAY = date(2022, 3, 1)


def words(response):
    return words_in(html_of(response))


@pytest.fixture
def office():
    return OfficeFactory(code="9001")


@pytest.fixture
def officer(office):
    return RoleAssignmentFactory(office=office, role="kasubbag").user


@pytest.fixture
def secretary(office):
    return RoleAssignmentFactory(office=office, role="secretary").user


@pytest.fixture
def document(office):
    return DocumentFactory(office=office, number="7/2022", title="Pedoman contoh", issued_on=DAY)


def address(document, *parts):
    return "/".join(["/meja/9001/dokumen", str(document.pk), *parts, ""])


def upload(name="naskah.pdf", content=b"%PDF-1.4\n%"):
    return SimpleUploadedFile(name, content)


def test_page_tells_how_the_document_stands_on_a_day(client, office, officer, document):
    newer = DocumentFactory(office=office, number="9/2022", issued_on=date(2022, 5, 2))
    actions.relate(newer, RelationKind.REVOKES, target=document, by=officer)
    client.force_login(officer)

    before = words(client.get(address(document), {"pada": "2022-05-01"}))
    after = words(client.get(address(document), {"pada": "2022-05-02"}))

    assert ("pada 1 Mei 2022" in before, "dicabut pada" in before) == (True, False)
    assert "dicabut oleh Keputusan 9/2022 · sejak 2 Mei 2022" in after
    assert client.get(address(document), {"pada": "2022-02-31"}).status_code == 200


def test_file_is_given_looked_at_and_replaced_with_a_reason(client, officer, document):
    client.force_login(officer)
    given = client.post(address(document, "beri-berkas"), {"file": upload()})
    without = client.post(address(document, "beri-berkas"), {"file": upload(content=b"%PDF-1.4\n%2")})
    replaced = client.post(
        address(document, "beri-berkas"), {"file": upload(content=b"%PDF-1.4\n%2"), "reason": "Salah"}
    )

    assert (given.status_code, without.status_code, replaced.status_code) == (302, 422, 302)
    assert "mengapa berkas yang lama diganti" in words(without)
    assert b"".join(client.get(address(document, "berkas"))) == b"%PDF-1.4\n%2"
    assert b"".join(client.get(address(document, "versi", "1"))) == b"%PDF-1.4\n%"
    refused = client.post(address(document, "beri-berkas"), {"file": upload("a.exe", b"MZ"), "reason": "x"})
    assert (refused.status_code, document.versions.count()) == (422, 1)


def test_relation_is_recorded_and_taken_back(client, office, officer, document):
    client.force_login(officer)
    law = {"kind": "melaksanakan", "target": "", "target_words": "UU Nomor 14 Tahun 2008"}
    done = client.post(address(document, "hubungkan"), law)
    wrong = client.post(address(document, "hubungkan"), {"kind": "mengubah", "target": document.pk})

    related = Relation.objects.get()
    assert (done.status_code, wrong.status_code, related.target_words) == (302, 422, "UU Nomor 14 Tahun 2008")
    assert "melaksanakan UU Nomor 14 Tahun 2008" in words(client.get(address(document)))
    assert client.post(address(document, "hubungan", str(related.pk), "lepas")).status_code == 302
    assert Relation.objects.count() == 0


def test_document_is_opened_by_who_may_and_no_other(client, officer, secretary, document):
    client.force_login(officer)
    assert client.post(address(document, "buka")).status_code == 403
    client.force_login(secretary)
    assert client.post(address(document, "buka")).status_code == 302
    assert Document.objects.public().get() == document
    assert client.post(address(document, "tutup")).status_code == 302
    assert Document.objects.public().count() == 0


def test_number_is_taken_kept_back_and_voided(client, office, officer):
    NumberPattern.objects.create(office=office, kind="pengumuman", pattern="{urut}/{tahun}", valid_from=DAY)
    draft = DocumentFactory(office=office, kind="pengumuman", number="")
    client.force_login(officer)
    asked = {"kind": "pengumuman", "on": "2022-03-02", "reason": "Pleno"}

    assert client.post("/meja/9001/dokumen/nomor/", asked).status_code == 302
    assert client.post("/meja/9001/dokumen/nomor/", {**asked, "kind": "monografi"}).status_code == 422
    assert client.post(address(draft, "beri-nomor"), {"on": "2022-03-03"}).status_code == 302
    kept = ReservedNumber.objects.get()
    assert client.post(f"/meja/9001/dokumen/nomor/{kept.pk}/batal/", {"reason": ""}).status_code == 422
    assert client.post(f"/meja/9001/dokumen/nomor/{kept.pk}/batal/", {"reason": "Urung"}).status_code == 302

    draft.refresh_from_db()
    kept.refresh_from_db()
    assert (kept.number, kept.state, draft.number) == ("1/2022", "void", "2/2022")


def test_reader_sees_no_button_and_a_stranger_no_page(client, office, document):
    secret = DocumentFactory(office=office, confidentiality="rahasia")
    client.force_login(RoleAssignmentFactory(office=office, role="staff").user)

    assert "Beri berkas" not in words(client.get(address(document)))
    assert client.get(address(secret)).status_code == 404
    assert client.post(address(document, "hubungkan"), {}).status_code == 403
    client.force_login(RoleAssignmentFactory(role="secretary").user)
    assert client.get(address(document)).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_page_asks_as_often_for_three_relations_as_for_one(client, office, officer, document, count):
    for number in range(3):
        other = DocumentFactory(office=office, number=f"{number + 20}/2022", issued_on=date(2022, 5, 2))
        if number < count:
            actions.relate(other, RelationKind.AMENDS, target=document, by=officer)
            actions.relate(document, RelationKind.SEE, target=other, by=officer)
    client.force_login(officer)
    client.get(address(document))

    with CaptureQueriesContext(connection) as caught:
        client.get(address(document))
    with CaptureQueriesContext(connection) as again:
        client.get(address(Document.objects.exclude(pk=document.pk).latest("pk")))

    assert len(caught) - len(again) <= 2


def test_search_page_finds_marks_and_narrows(client, office, officer):
    for title, kind in (("Pedoman kearsipan", "pedoman"), ("Laporan arsip", "laporan")):
        actions.file_again([DocumentFactory(office=office, title=title, kind=kind, issued_on=DAY)])
    client.force_login(officer)

    page = client.get("/meja/9001/cari/", {"q": "arsip"})
    html = page.content.decode()

    assert ("<mark>kearsipan</mark>" in html, "<mark>arsip</mark>" in html) == (True, True)
    assert "Tidak ada yang cocok" in words(client.get("/meja/9001/cari/", {"q": "arsip", "tahun": "2019"}))
    assert client.get("/meja/9001/cari/", {"q": "\x00", "jenis": "x", "tahun": "y", "halaman": "-1"}).status_code == 200
