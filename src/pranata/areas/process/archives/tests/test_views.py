"""Staff find what waits, put it on lists, lend, hold, and see until when each archive is kept."""

import csv
import io
import zipfile
from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from docx import Document as WordDocument

from pranata.areas.process.archives.lists import LISTS
from pranata.areas.process.archives.waiting import waiting_archives
from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.imports.workbook import read_grids
from pranata.base.org.tests.factories import OfficeFactory
from pranata.engines.archives import disposing, moving
from pranata.engines.archives.loading import load_samples
from pranata.engines.archives.models import (
    ArchiveItem,
    Category,
    Disposal,
    DisposalStatus,
    FateChoice,
    Hold,
    Loan,
    Status,
    Transfer,
    TransferKind,
    TransferStatus,
)
from pranata.engines.archives.tests.factories import (
    ArchiveClassFactory,
    ArchiveItemFactory,
    DossierFactory,
    LoanFactory,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)
FINISHED = {
    "number": "1/BA/2026", "moved_on": "2026-03-02", "place": "Kota (Contoh)", "giver_name": "Pemberi (Contoh)",
    "giver_role": "Kepala subbagian", "receiver_name": "Penerima (Contoh)", "receiver_role": "Arsiparis",
}  # fmt: skip


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", TODAY.isoformat())


@pytest.fixture
def office():
    return OfficeFactory()


@pytest.fixture
def place(office):
    return f"/meja/{office.code}/arsip/"


@pytest.fixture
def secretary(office):
    return RoleAssignmentFactory(office=office, role="secretary").user


@pytest.fixture
def desk(client, secretary):
    client.force_login(secretary)
    return client


def over(office, **facts):
    """An archive whose time is over, to be destroyed."""
    said = {"active_until": date(2023, 12, 31), "kept_until": date(2025, 12, 31), "fate": FateChoice.DESTROYED}
    return ArchiveItemFactory(office=office, **{"state": Status.INACTIVE, **said, **facts})


def queries(desk, address):
    with CaptureQueriesContext(
        connection,
    ) as caught:
        assert desk.get(address).status_code == 200
    return len(caught)


def test_overview_says_what_waits_and_that_the_schedule_is_missing(desk, place, office):
    over(office)
    over(office, state=Status.ACTIVE)
    over(office, is_held=True)
    ArchiveItemFactory(office=office)
    ArchiveItemFactory()

    page = desk.get(place)

    found = page.context["overview"]
    assert [each.count for each in found.waits] == [1, 1, 0, 0]
    assert (found.without_class, found.has_own_classes) == (1, False)
    assert "belum diisi" in page.content.decode()


def test_item_page_explains_the_clock(desk, place, office):
    ArchiveClassFactory(office=office, code="TU.01", name="Agenda (Contoh)", active_years=1, inactive_years=2)
    item = over(office, archive_class="TU.01", closed_on=date(2022, 3, 1))

    told = desk.get(f"{place}{item.pk}/").context["told"]

    assert told[0] == "TU.01 Agenda (Contoh): 1 tahun aktif, 2 tahun inaktif, lalu musnah."
    assert "2022" in told[1]
    assert told[-1] == "Sekarang masa simpannya habis; usulkan musnah."


def test_archive_of_another_office_and_a_restricted_one_are_not_there(client, place, office):
    client.force_login(RoleAssignmentFactory(office=office, role="staff").user)
    foreign, secret = ArchiveItemFactory(), ArchiveItemFactory(office=office, confidentiality="rahasia")

    assert [client.get(f"{place}{each.pk}/").status_code for each in (foreign, secret)] == [404, 404]


def test_ticked_archives_go_on_a_transfer_that_is_then_finished(desk, place, office):
    one, two = (over(office, state=Status.ACTIVE) for _each in range(2))
    ticked = {"items": [one.pk], "receiver": "Unit kearsipan"}

    made = desk.post(f"{place}menunggu/pindah/", ticked)
    transfer = Transfer.objects.get()
    assert made.headers["Location"] == f"{place}pemindahan/{transfer.pk}/"
    assert [each.pk for each in desk.get(f"{place}menunggu/pindah/").context["page"]] == [two.pk]
    assert desk.post(f"{place}pemindahan/{transfer.pk}/selesai/", {**FINISHED, "number": ""}).status_code == 422
    assert desk.post(f"{place}pemindahan/{transfer.pk}/selesai/", FINISHED).status_code == 302

    one.refresh_from_db()
    assert one.state == Status.INACTIVE
    assert desk.post(f"{place}pemindahan/{transfer.pk}/selesai/", FINISHED).status_code == 409


def test_nothing_ticked_or_what_is_another_office_makes_no_list(desk, place):
    foreign = over(OfficeFactory())

    for said in ({"title": "Usul"}, {"title": "Usul", "items": [foreign.pk]}, {"title": "", "items": ["x"]}):
        assert desk.post(f"{place}menunggu/musnah/", said).status_code == 422
    assert Disposal.objects.count() == 0
    assert desk.post(f"{place}menunggu/nilai/", {}).status_code == 404


def test_disposal_is_led_step_by_step_and_a_held_archive_is_taken_off(desk, place, office):
    kept, gone = over(office), over(office)
    desk.post(f"{place}menunggu/musnah/", {"items": [kept.pk, gone.pk], "title": "Agenda 2019 (Contoh)"})
    disposal = Disposal.objects.get()
    address = f"{place}pemusnahan/{disposal.pk}/"
    desk.post(f"{address}nilai/", {"panel": "Ketua (Contoh)", "judgement": "Layak", "judged_on": "2026-03-02"})
    approval = {"approval_by": "Kepala ANRI", "approval_number": "B-1", "approved_on": "2026-03-02"}
    desk.post(f"{address}setujui/", approval)
    desk.post(f"{address}tetapkan/", {"decree_number": "5/2026", "decided_on": "2026-03-02"})
    desk.post(f"{place}{kept.pk}/tahan/", {"reason": "Sengketa (Contoh)"})
    final = {
        "number": "2/BA", "destroyed_on": "2026-03-02", "place": "Halaman", "method": "cacah",
        "signatories": "Ketua (Contoh)", "witnesses": "Hukum (Contoh)",
    }  # fmt: skip

    assert len(desk.get(address).context["held"]) == 1
    assert desk.post(f"{address}musnahkan/", final).status_code == 422
    line = disposal.lines.get(item=kept)
    desk.post(f"{place}pemusnahan/baris/{line.pk}/keluarkan/", {"reason": "Ditahan"})
    assert desk.post(f"{address}musnahkan/", final).status_code == 302

    disposal.refresh_from_db()
    states = [ArchiveItem.objects.get(pk=each.pk).state for each in (kept, gone)]
    assert (disposal.status, states) == (DisposalStatus.DESTROYED, [Status.INACTIVE, Status.DESTROYED])
    assert len(desk.get(address).context["history"]) == 4


def test_loan_is_made_and_taken_back_on_pages(desk, place, office):
    item = over(office)

    made = desk.post(
        f"{place}{item.pk}/pinjamkan/",
        {"borrower": "Peminjam (Contoh)", "purpose": "Contoh", "out_on": "2026-03-02", "due_on": ""},
    )
    assert made.status_code == 302
    again = {"borrower": "Lain (Contoh)", "purpose": "Contoh", "out_on": "2026-03-02"}
    assert desk.post(f"{place}{item.pk}/pinjamkan/", again).status_code == 422
    loan = Loan.objects.get()
    back = desk.post(f"{place}peminjaman/{loan.pk}/kembali/", {"back_on": "2026-03-02", "condition": "baik"})
    assert back.headers["Location"] == f"{place}{item.pk}/"
    assert desk.get(f"{place}peminjaman/").context["lines"] == []
    assert len(desk.get(f"{place}peminjaman/?semua").context["lines"]) == 1


def test_hold_is_lifted_judged_and_withdrawn_on_pages(desk, place, office):
    judged, typed = over(office, fate=FateChoice.JUDGED), over(office)
    desk.post(f"{place}{judged.pk}/tahan/", {"reason": "Audit (Contoh)"})
    refused = desk.post(f"{place}{judged.pk}/nilai/", {"fate": "permanen", "reason": "Sejarah"})
    desk.post(f"{place}penahanan/{Hold.objects.get().pk}/lepas/", {"reason": "Selesai"})
    accepted = desk.post(f"{place}{judged.pk}/nilai/", {"fate": "permanen", "reason": "Sejarah"})
    desk.post(f"{place}{typed.pk}/tarik/", {"reason": "Salah ketik"})

    judged.refresh_from_db()
    typed.refresh_from_db()
    assert (refused.status_code, accepted.status_code) == (422, 302)
    assert (judged.state, judged.fate, typed.state) == (Status.JUDGED, FateChoice.PERMANENT, Status.WITHDRAWN)


def test_who_may_only_look_is_refused_every_deed(client, place, office, secretary):
    item = over(office)
    client.force_login(RoleAssignmentFactory(office=office, role="staff").user)
    transfer = moving.prepare_transfer(
        office, [over(office, state=Status.ACTIVE)], kind=TransferKind.INACTIVE, receiver="Unit", by=secretary
    )

    deeds = ["tahan", "pinjamkan", "nilai", "tarik"]
    assert [client.post(f"{place}{item.pk}/{each}/", {}).status_code for each in deeds] == [403] * 4
    assert client.post(f"{place}menunggu/musnah/", {"items": [item.pk], "title": "x"}).status_code == 403
    assert client.post(f"{place}pemindahan/{transfer.pk}/selesai/", FINISHED).status_code == 403
    assert client.get(f"{place}kemas/").status_code == 403
    assert client.get(f"{place}{item.pk}/").status_code == 200


@pytest.mark.parametrize("name", ["", "peminjaman/", "vital/", "menunggu/musnah/", "pemindahan/", "pemusnahan/"])
def test_pages_ask_as_often_for_three_rows_as_for_one(desk, place, office, secretary, name):
    def fill():
        over(office)
        LoanFactory(item=over(office, category=Category.VITAL), due_on=date(2026, 2, 1))
        moving.prepare_transfer(
            office, [over(office, state=Status.ACTIVE)], kind=TransferKind.INACTIVE, receiver="Unit", by=secretary
        )
        disposing.propose(office, [over(office)], title="Usul (Contoh)", by=secretary)

    fill()
    few = queries(desk, place + name)
    fill()
    fill()
    assert queries(desk, place + name) == few


@pytest.mark.parametrize("name", sorted(LISTS))
def test_every_list_can_be_taken_away(desk, place, office, name):
    dossier = DossierFactory(office=office, number="B-7")
    item = over(office, state=Status.ACTIVE, dossier=dossier, category=Category.VITAL, title="Surat (Contoh)")
    over(office, title="Tua (Contoh)")
    LoanFactory(item=item)
    over(OfficeFactory(), title="Asing")

    answer = desk.get(f"{place}daftar/{name}.xlsx")

    grid = read_grids(ContentFile(answer.content), "daftar.xlsx")[0]
    assert len([row for row in grid.rows if any(row)]) == 2
    assert desk.get(f"{place}daftar/{name}.exe").status_code == 404


def test_papers_of_a_transfer_and_a_disposal_name_what_stands_on_them(desk, place, office, secretary):
    moved = over(office, state=Status.ACTIVE, title="Surat dipindah (Contoh)")
    moving.prepare_transfer(office, [moved], kind=TransferKind.INACTIVE, receiver="Unit kearsipan", by=secretary)
    disposing.propose(office, [over(office, title="Agenda musnah (Contoh)")], title="Usul (Contoh)", by=secretary)
    transfer, disposal = Transfer.objects.get(), Disposal.objects.get()

    paper = desk.get(f"{place}pemindahan/{transfer.pk}/berita-acara.docx")
    pdf = desk.get(f"{place}pemusnahan/{disposal.pk}/berita-acara.pdf")

    word = WordDocument(io.BytesIO(paper.content))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    assert "Surat dipindah (Contoh)" in cells
    assert "KONSEP: belum dicatat sebagai selesai." in [each.text for each in word.paragraphs]
    assert pdf.content[:5] == b"%PDF-"
    assert desk.get(f"{place}pemusnahan/{disposal.pk}/berita-acara.xlsx").status_code == 200


def test_package_holds_the_archives_named_and_refuses_an_unknown_number(desk, place, office):
    item = over(office, number="A-77", title="Surat (Contoh)")

    assert desk.get(f"{place}kemas/?arsip={item.pk}").context["form"].initial["numbers"] == "A-77"
    assert desk.post(f"{place}kemas/", {"numbers": "A-77\nA-78"}).status_code == 422
    answer = desk.post(f"{place}kemas/", {"numbers": "A-77\n"})

    archive = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    name = next(each for each in archive.namelist() if each.endswith("data/metadata.csv"))
    rows = list(csv.DictReader(io.StringIO(archive.read(name).decode())))
    assert [each["title"] for each in rows] == ["Surat (Contoh)"]


def test_overdue_loan_and_ended_retention_lie_on_the_desk(office, secretary):
    late = LoanFactory(item=over(office, number="A-9", state=Status.PROPOSED), due_on=date(2026, 3, 1))
    over(office)

    found = waiting_archives(secretary, office)

    assert [each.line for each in found] == [
        "Arsip belum kembali: A-9",
        "1 arsip: masa simpannya habis; usulkan musnah",
    ]
    assert late.borrower not in "".join(each.line + each.title for each in found)
    assert waiting_archives(RoleAssignmentFactory(office=office, role="staff").user, office) == []
    assert waiting_archives(secretary, None) == []


def test_canceled_transfer_says_so(desk, place, office, secretary):
    item = over(office, fate=FateChoice.PERMANENT)
    transfer = moving.prepare_transfer(office, [item], kind=TransferKind.STATIC, receiver="LKD", by=secretary)

    desk.post(f"{place}pemindahan/{transfer.pk}/batal/", {"note": "Belum siap"})

    transfer.refresh_from_db()
    assert transfer.status == TransferStatus.CANCELED
    assert desk.get(f"{place}pemindahan/{transfer.pk}/").context["history"][0]["note"] == "Belum siap"


def test_samples_alone_are_called_samples(desk, place, office):
    load_samples(office, by=None)

    assert "masih contoh, belum terkonfirmasi" in desk.get(place).content.decode()
