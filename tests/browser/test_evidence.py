"""Evidence in a browser: files sent with their progress, refused, dropped; a PDF looked at; wide and on a phone."""

import re
from datetime import date

import pytest
from django.core.files.base import ContentFile
from playwright.sync_api import Page, expect

from pranata.base.access.models import Role
from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.engines.evidence import actions
from pranata.engines.evidence.actions import Description
from pranata.engines.evidence.models import Evidence, Use
from pranata.engines.evidence.tests.test_pictures import photo
from pranata.engines.plan.actions.proofs import prove
from pranata.engines.plan.models import Plan, Status
from tests.browser.conftest import PHONE, WIDE, overflow
from tests.browser.plans import make_plan

MATRIX = "/meja/9001/rencana-aksi/2022/"
ROW = f"{MATRIX}2.1.3/"
LIST = "/meja/9001/bukti/"
NOTULA = {"name": "notula rapat.txt", "mimeType": "text/plain", "buffer": b"Notula contoh."}
PROGRAM = {"name": "program.exe", "mimeType": "application/octet-stream", "buffer": b"MZ\x90\x00"}


@pytest.fixture
def user(live_server, monkeypatch):
    """Somebody who reports and publishes, with a picture, a PDF and an expired link as evidence of June."""
    monkeypatch.setenv("PRANATA_TODAY", "2022-06-26")
    plan = make_plan()
    Plan.objects.update(status=Status.ADOPTED)
    plan.refresh_from_db()
    office = plan.office
    user = RoleAssignmentFactory(office=office, role=Role.SECRETARY).user
    row = plan.subactivities.get(code="3.1.3")
    row.plan = plan
    said = Description(title="Foto ruang layanan contoh", dated_on=date(2022, 6, 20))
    picture = actions.add_file(office, ContentFile(photo(size=(640, 480))), said, name="ruang.jpg", by=user)
    said = Description(title="Surat contoh", dated_on=date(2022, 6, 21), archive_class="PP.01")
    paper = actions.add_file(office, ContentFile(pdf()), said, name="surat.pdf", by=user)
    said = Description(title="Berita contoh", dated_on=date(2022, 6, 1), valid_to=date(2022, 6, 25))
    link = actions.add_link(office, "https://contoh.example/berita", said, captured=None, by=user)
    for item in (picture, paper, link):
        prove(row, 6, lambda item=item: item, by=user)
    return user


def pdf() -> bytes:
    """A page that says one word."""
    stream = b"BT /F1 24 Tf 72 700 Td (Contoh) Tj ET"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font 6 0 R >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /F1 5 0 R >>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(out)
    out += b"xref\n0 7\n0000000000 65535 f \n%strailer\n<< /Size 7 /Root 1 0 R >>\n" % table
    return out + b"startxref\n%d\n%%%%EOF\n" % start


def file_input(page: Page):
    return page.get_by_label("Pilih berkas", exact=True)


def test_files_are_sent_one_by_one_and_what_is_typed_stays(wide, signed_in, user):
    signed_in(wide, user).goto(ROW)
    wide.get_by_label("Capaian").fill("Sedang ditulis.")

    file_input(wide).set_input_files([NOTULA, PROGRAM])

    expect(wide.locator(".evidence-lines li")).to_have_count(1)
    expect(wide.locator("#bukti .notices")).to_have_text(re.compile("program.exe: Program dan skrip tidak diterima."))
    expect(wide.get_by_label("Capaian")).to_have_value("Sedang ditulis.")
    wide.get_by_role("button", name="Simpan", exact=True).click()
    expect(wide.get_by_text("Catatan disimpan.")).to_be_visible()
    assert Evidence.objects.filter(title="notula rapat").count() == 1


def test_a_file_chosen_before_the_script_came_is_sent_when_it_comes(wide, signed_in, user):
    held = []

    def hold(route):
        held.append(route)

    signed_in(wide, user).route("**/desk/evidence*.js", hold)
    wide.goto(ROW, wait_until="commit")

    file_input(wide).set_input_files(NOTULA)
    held[0].continue_()

    expect(wide.locator(".evidence-lines").get_by_text("notula rapat")).to_be_visible()


def test_progress_of_a_file_is_shown_while_it_is_sent(wide, signed_in, user):
    signed_in(wide, user).goto(ROW)
    session = wide.context.new_cdp_session(wide)
    session.send("Network.enable")
    slow = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": 400_000}
    session.send("Network.emulateNetworkConditions", slow)
    wide.evaluate(
        """() => {
            window.seen = [];
            new MutationObserver(() => {
              const bar = document.querySelector(".uploads progress");
              if (bar && bar.value > 0) window.seen.push(bar.value);
            }).observe(document.querySelector("[data-uploads]"), { subtree: true, childList: true, attributes: true });
        }"""
    )

    file_input(wide).set_input_files([{**NOTULA, "buffer": b"Notula contoh.\n" * 60_000}])

    expect(wide.locator(".uploads progress")).to_be_visible()
    expect(wide.locator(".evidence-lines li")).to_have_count(1)
    expect(wide.locator(".uploads li")).to_have_count(0)
    seen = wide.evaluate("window.seen")
    assert (seen == sorted(seen), len(set(seen)) > 1, max(seen) <= 100) == (True, True, True)


def test_file_is_sent_again_when_the_line_was_cut(phone, signed_in, user):
    signed_in(phone, user).goto(ROW)
    phone.context.set_offline(True)
    file_input(phone).set_input_files([NOTULA])
    expect(phone.get_by_text("Belum terkirim.")).to_be_visible()
    phone.context.set_offline(False)

    phone.get_by_role("button", name="Coba lagi").click()

    expect(phone.locator(".evidence-lines li")).to_have_count(1)
    expect(phone.locator(".uploads li")).to_have_count(0)


def test_file_is_dropped_into_the_drawer(wide, signed_in, user):
    signed_in(wide, user).goto(MATRIX)
    wide.locator("#baris-2\\.1\\.3 .txt a").click()
    expect(wide.locator("#drawer #bukti")).to_be_visible()

    wide.evaluate(
        """() => {
            const dropped = new DataTransfer();
            dropped.items.add(new File(["Notula contoh."], "seret.txt", { type: "text/plain" }));
            const area = document.querySelector("#drawer [data-drop]");
            area.dispatchEvent(new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer: dropped }));
        }"""
    )

    expect(wide.locator("#drawer .evidence-lines")).to_contain_text("seret")
    wide.locator("#drawer").get_by_role("button", name="Lepas seret dari bulan ini").click()
    expect(wide.locator("#drawer")).to_contain_text("seret dilepas dari bulan ini")
    assert Use.objects.filter(evidence__title="seret").count() == 0


def test_photo_is_taken_on_a_phone(phone, signed_in, user):
    signed_in(phone, user).goto(ROW)

    phone.get_by_label("Foto", exact=True).set_input_files(
        [{"name": "image.jpg", "mimeType": "image/jpeg", "buffer": photo(place=True)}]
    )

    expect(phone.locator(".evidence-lines img")).to_be_visible()
    assert phone.locator(".evidence-lines img").evaluate("image => image.decode().then(() => image.naturalWidth)") == 64


def test_files_are_sent_without_script(open_page, signed_in, user):
    page = open_page(WIDE, java_script_enabled=False)
    signed_in(page, user).goto(ROW)

    page.locator("#bukti input[type=file]").first.set_input_files([NOTULA])
    page.get_by_role("button", name="Unggah").click()

    expect(page.get_by_text("1 bukti ditambahkan.")).to_be_visible()
    expect(page.locator(".evidence-lines li")).to_have_count(1)


def test_pdf_and_picture_are_seen_in_their_page(wide, signed_in, user):
    paper, picture = Evidence.objects.get(title="Surat contoh"), Evidence.objects.get(file_name="ruang.jpg")
    with_frame = signed_in(wide, user)

    with with_frame.expect_response(re.compile(r"/berkas/\?tampil")) as framed:
        with_frame.goto(paper.get_absolute_url())
    assert (framed.value.status, framed.value.headers["content-disposition"]) == (200, 'inline; filename="surat.pdf"')
    with_frame.goto(picture.get_absolute_url())

    shown = with_frame.locator(".evidence-picture")
    assert shown.evaluate("image => image.decode().then(() => image.naturalWidth)") == 640


@pytest.mark.parametrize(
    "place",
    [
        LIST,
        f"{LIST}?keadaan=gugur",
        ROW,
        f"{MATRIX}3.1.3/",
        f"{ROW}bulan/6/bukti/",
        f"{ROW}bulan/6/bukti/pilih/",
        "item",
    ],
)
def test_page_is_accessible_and_fits_when_opened(open_page, signed_in, axe, user, place):
    address = Evidence.objects.get(title="Surat contoh").get_absolute_url() if place == "item" else place
    for viewport in (WIDE, PHONE):
        page = signed_in(open_page(viewport), user)
        page.goto(address)
        page.evaluate("document.querySelectorAll('#bukti details').forEach((each) => { each.open = true; })")

        assert axe(page) == []
        assert overflow(page) == 0
