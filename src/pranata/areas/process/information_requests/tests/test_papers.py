"""Letters, registers and the calculation as files."""

import io

import openpyxl
import pdfplumber
import pytest

from pranata.areas.process.information_requests.actions import objections, requests
from pranata.areas.process.information_requests.actions.requests import Answer
from pranata.areas.process.information_requests.exports import REGISTERS, rows, write_register
from pranata.areas.process.information_requests.letters import LETTERS
from pranata.areas.process.information_requests.models import InformationRequest, Objection
from pranata.areas.process.information_requests.tests.conftest import IDENTITY, WISH
from pranata.engines.cases.actions.ending import erase

REFUSAL = Answer("refused", "Kami tolak.", ground="h", test_reference="1/UK/2022", reason="Memuat data pribadi.")


@pytest.fixture
def objection(case, officer):
    answered = requests.answer(case, REFUSAL, by=officer)
    return objections.register(objections.submit(answered, ground="a", text="Keberatan contoh.").case, by=officer)


def ready(case):
    return [slug for slug, each in LETTERS.items() if each.is_ready(case)]


def test_letters_are_offered_when_there_is_something_to_write(received, officer):
    before = ready(received)
    case = requests.register(received, subject="Salinan", by=officer)
    registered = ready(case)
    requests.extend(case, reason="Arsip dicari.", by=officer)
    requests.answer(case, REFUSAL, by=officer)

    assert (before, registered) == (["formulir"], ["formulir", "tanda-terima"])
    assert ready(case) == ["formulir", "tanda-terima", "perpanjangan", "pemberitahuan", "penolakan"]


def test_refusal_says_ground_test_and_reason(case, officer):
    letter = LETTERS["penolakan"].draft(requests.answer(case, REFUSAL, by=officer))
    facts = dict(letter.facts)

    assert letter.to == (IDENTITY["name"], IDENTITY["address"])
    assert (facts["Keputusan"], facts["Uji konsekuensi"], facts["Alasan penolakan"]) == (
        "ditolak", "1/UK/2022", "Memuat data pribadi.",
    )  # fmt: skip
    assert facts["Dasar"] == "Pasal 17 huruf h: rahasia pribadi"
    assert letter.clock.question == "Mengapa 19 Mei?"


def test_extension_is_told_with_both_days_and_the_reason(case, officer):
    requests.extend(case, reason="Arsip dicari.", by=officer)

    assert LETTERS["perpanjangan"].draft(case).paragraphs == (
        "Jawaban atas permohonan Saudara kami perpanjang dari 19 Mei 2022 sampai 31 Mei 2022.",
        "Alasan: Arsip dicari.",
    )


def test_every_letter_is_had_as_pdf_and_docx(client, officer, objection):
    client.force_login(officer)
    heads = {}
    for case in (objection.request, objection):
        for slug in ready(case):
            for ending in ("pdf", "docx"):
                heads[slug, ending] = client.get(f"{case.get_absolute_url()}surat/{slug}.{ending}").content[:4]

    assert set(heads.values()) == {b"%PDF", b"PK\x03\x04"}
    assert sorted({slug for slug, _ending in heads}) == [
        "formulir", "formulir-keberatan", "pemberitahuan", "penolakan", "tanda-terima",
    ]  # fmt: skip
    assert client.get(f"{objection.get_absolute_url()}surat/tanggapan.pdf").status_code == 404
    assert client.get(f"{objection.get_absolute_url()}surat/formulir-keberatan.exe").status_code == 404


def test_register_has_a_row_for_each_numbered_request_of_the_year(case, office, asked, officer):
    requests.submit(office, asked)
    requests.answer(case, REFUSAL, by=officer)
    workbook = openpyxl.load_workbook(io.BytesIO(write_register(REGISTERS[InformationRequest], office, 2022, "xlsx")))
    head, *found = workbook.worksheets[0].iter_rows(values_only=True)

    assert [dict(zip(head, row, strict=True))["No. pendaftaran"] for row in found] == ["PI-2022-0001"]
    row = dict(zip(head, found[0], strict=True))
    assert (row["Nama"], row["Informasi yang diminta"], row["Keputusan"]) == (IDENTITY["name"], WISH, "ditolak")
    assert row["Alasan penolakan"] == "Pasal 17 huruf h: rahasia pribadi – 1/UK/2022 – Memuat data pribadi."
    assert row["Pemberitahuan tertulis"].date() == case.answered_on


def test_register_of_objections_is_printed(objection, office):
    content = write_register(REGISTERS[Objection], office, 2022, "pdf")
    with pdfplumber.open(io.BytesIO(content)) as found:
        text = " ".join((found.pages[0].extract_text() or "").split())

    assert "Register Keberatan (Model PPID-G)" in text
    assert "KPI-2022-" in text.replace("\u200b", "")


def test_register_tells_nothing_personal_of_an_erased_request(case, office, officer):
    requests.answer(case, REFUSAL, by=officer)
    erase(case, by=officer)
    (row,) = rows(REGISTERS[InformationRequest], office, 2022)

    assert [cell for cell in row if cell in (*IDENTITY.values(), WISH)] == []
    assert row[0] == "PI-2022-0001"


def test_register_is_for_who_sees_every_request(client, office, staff, secretary, case):
    address = "/meja/9001/permohonan-informasi/register/2022.xlsx"
    statuses = []
    for user in (staff, secretary):
        client.force_login(user)
        statuses.append(client.get(address).status_code)

    assert statuses == [404, 200]
    assert client.get(address.replace("xlsx", "exe")).status_code == 404


def test_calculation_is_had_as_text(client, officer, case):
    client.force_login(officer)
    text = client.get(case.get_absolute_url() + "perhitungan.txt").content.decode()

    assert text.splitlines()[:2] == ["PI-2022-0001", "Mengapa 19 Mei?"]
    assert "UU 14/2008 Pasal 22 ayat (7)" in text
