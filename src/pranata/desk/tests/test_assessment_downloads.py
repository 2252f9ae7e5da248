from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from pranata.base.access.models import Role
from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.org.tests.factories import OfficeFactory
from pranata.engines.assessments.actions import answering, assessors, proofs, sheets
from pranata.engines.assessments.models import Answer, Level
from pranata.engines.assessments.queries import read_sheet
from pranata.engines.assessments.replies import Reply
from pranata.engines.assessments.tests.factories import item_of
from pranata.engines.assessments.workbook import write_sheet
from pranata.engines.evidence.models import Confidentiality
from pranata.engines.evidence.tests.factories import EvidenceFactory
from pranata.lib import clock

PAPERS = ["lembar", "kertas-kerja-internal", "kertas-kerja-eksternal", "berita-acara"]
MAGIC = {"pdf": b"%PDF-", "docx": b"PK\x03\x04"}


@pytest.fixture
def office(db, monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", "2022-06-27")
    return OfficeFactory()


@pytest.fixture
def secretary(office):
    return RoleAssignmentFactory(office=office, role=Role.SECRETARY).user


@pytest.fixture
def sheet(office, secretary):
    made = sheets.open_sheet(office, "zona-integritas@2021", year=2022, target="WBK", by=secretary)
    answering.answer(item_of(made, "I.1.a"), Reply(choice="YA"), by=secretary)
    return made


@pytest.fixture
def stranger(db):
    return RoleAssignmentFactory(office=OfficeFactory(), role=Role.ASSESSOR).user


def address(sheet, name, *args):
    return reverse(f"desk:{name}", args=[sheet.office.code, sheet.pk, *args])


@pytest.mark.parametrize("name", PAPERS)
@pytest.mark.parametrize("ending", ["pdf", "docx"])
def test_every_paper_comes_under_a_name_that_stays_the_same(client, sheet, secretary, name, ending):
    client.force_login(secretary)

    answer = client.get(address(sheet, "sheet_download", f"{name}.{ending}"))

    stem = f"zona-integritas-2022-{name}-{sheet.office.code}.{ending}"
    assert (answer.status_code, answer["Content-Disposition"]) == (200, f'attachment; filename="{stem}"')
    assert answer.content[: len(MAGIC[ending])] == MAGIC[ending]


@pytest.mark.parametrize("what", ["lembar.exe", "rahasia.pdf", "lembar"])
def test_no_other_file_is_offered(client, sheet, secretary, what):
    client.force_login(secretary)
    assert client.get(address(sheet, "sheet_download", what)).status_code == 404


def test_stranger_takes_nothing_away(client, sheet, stranger):
    client.force_login(stranger)
    found = [client.get(address(sheet, "sheet_download", what)).status_code for what in ("lembar.xlsx", "bukti.zip")]
    assert found == [404, 404]


def test_assessor_of_another_office_opens_the_evidence_of_its_sheet_alone(client, sheet, office, secretary, stranger):
    shown, hidden, other = (EvidenceFactory(office=office) for _each in range(3))
    hidden.confidentiality = Confidentiality.RESTRICTED
    hidden.save()
    for each in (shown, hidden):
        proofs.prove(item_of(sheet, "I.1.a"), lambda each=each: each, by=secretary)
    assessors.appoint(
        sheet, stranger, level=Level.INTERNAL, valid_to=date(2022, 7, 31), purpose="Asesor silang", by=secretary
    )
    client.force_login(stranger)

    found = [client.get(address(sheet, "sheet_evidence_file", each.pk)).status_code for each in (shown, hidden, other)]
    page = client.get(address(sheet, "sheet_item", "I.1.a")).content.decode()

    assert found == [302, 404, 404]
    assert address(sheet, "sheet_evidence_file", shown.pk) in page
    assert address(sheet, "sheet_evidence_file", hidden.pk) not in page


def workbook_of(sheet, reader):
    return write_sheet(read_sheet(sheet, reader=reader, today=clock.today()))


def test_workbook_shows_its_changes_before_it_is_saved(client, sheet, secretary):
    client.force_login(secretary)
    answering.clear(item_of(sheet, "I.1.a"), by=secretary)
    answering.answer(item_of(sheet, "I.1.a"), Reply(choice="TIDAK"), by=secretary)
    before = workbook_of(sheet, secretary)
    answering.answer(item_of(sheet, "I.1.a"), Reply(choice="YA"), by=secretary)
    upload = SimpleUploadedFile("lembar.xlsx", before)

    preview = client.post(address(sheet, "sheet_workbook"), {"file": upload})
    kept = Answer.objects.get(item=item_of(sheet, "I.1.a")).choice
    saved = client.post(address(sheet, "sheet_workbook_save"), {"rows": preview.context["rows"]})

    assert [(each.name, each.differences[0].after) for each in preview.context["changes"]["changed"]] == [
        ("I.1.a", "Tidak")
    ]
    assert (kept, saved.status_code, saved["Location"]) == ("YA", 302, sheet.get_absolute_url())
    assert Answer.objects.get(item=item_of(sheet, "I.1.a")).choice == "TIDAK"


def test_preview_is_shown_again_when_the_sheet_changed_meanwhile(client, sheet, secretary):
    client.force_login(secretary)
    before = workbook_of(sheet, secretary)
    answering.answer(item_of(sheet, "I.1.a"), Reply(choice="TIDAK"), by=secretary)
    upload = SimpleUploadedFile("lembar.xlsx", before)
    preview = client.post(address(sheet, "sheet_workbook"), {"file": upload})
    answering.answer(item_of(sheet, "I.1.a"), Reply(choice="YA"), by=secretary)

    saved = client.post(address(sheet, "sheet_workbook_save"), {"rows": preview.context["rows"]})

    assert (saved.status_code, Answer.objects.get(item=item_of(sheet, "I.1.a")).choice) == (409, "YA")


def test_headings_of_an_official_workbook_come_in_pairs(client, sheet, secretary):
    client.force_login(secretary)
    upload = SimpleUploadedFile("lembar.xlsx", workbook_of(sheet, secretary))

    answer = client.post(address(sheet, "sheet_workbook"), {"file": upload, "code_heading": "Pertanyaan"})

    assert (answer.status_code, answer.context["form"].non_field_errors()) == (
        422,
        ["Isi judul kolom kode dan kolom jawaban, atau kosongkan keduanya."],
    )


def test_columns_of_an_official_workbook_are_read_by_their_headings(client, sheet, secretary):
    client.force_login(secretary)
    content = workbook_of(sheet, secretary)
    answering.clear(item_of(sheet, "I.1.a"), by=secretary)
    upload = SimpleUploadedFile("lembar.xlsx", content)

    preview = client.post(
        address(sheet, "sheet_workbook"), {"file": upload, "code_heading": "Pertanyaan", "answer_heading": "Jawaban"}
    )

    assert [each.name for each in preview.context["changes"]["changed"]] == ["I.1.a"]


def test_file_that_is_no_workbook_is_refused(client, sheet, secretary):
    client.force_login(secretary)

    answer = client.post(address(sheet, "sheet_workbook"), {"file": SimpleUploadedFile("lembar.xlsx", b"bukan")})

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["file"]


@pytest.mark.parametrize("name", ["sheet_item", "sheet_section"])
@pytest.mark.parametrize("code", ["XYZ", "I.1.a\x00"])
def test_page_of_an_unknown_question_or_section_is_missing(client, sheet, secretary, name, code):
    client.force_login(secretary)
    assert client.get(address(sheet, name, code)).status_code == 404
