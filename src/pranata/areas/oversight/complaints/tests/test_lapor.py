from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from pranata.areas.oversight.complaints.actions import handling, receiving
from pranata.areas.oversight.complaints.imports import import_lapor
from pranata.areas.oversight.complaints.models import Complaint, LaporReport
from pranata.areas.oversight.complaints.queries import differences
from pranata.areas.oversight.complaints.tests.factories import (
    ComplaintFactory,
    LaporReportFactory,
    NamedOfficerFactory,
)
from pranata.base.access.errors import Forbidden
from pranata.base.files.errors import RefusedFile
from pranata.base.imports.faults import FaultySheet
from pranata.engines.cases.actions.ending import erase

pytestmark = pytest.mark.django_db

GOOD = "Nomor;Tanggal;Status\n900001;25-04-2022;Proses\n900002;2022-04-26;selesai\n"
LAPOR = "desk:complaints:lapor"


def file(text, name="lapor.csv"):
    return SimpleUploadedFile(name, text.encode() if isinstance(text, str) else text)


def test_list_of_lapor_replaces_the_one_before(office, officer):
    LaporReportFactory(office=office, number="1")
    elsewhere = LaporReportFactory()

    assert import_lapor(office, file(GOOD), name="lapor.csv", by=officer) == 2
    found = LaporReport.objects.filter(office=office).order_by("number")
    assert list(found.values_list("number", "received_on", "state")) == [
        ("900001", date(2022, 4, 25), "in_process"),
        ("900002", date(2022, 4, 26), "done"),
    ]
    assert LaporReport.objects.filter(pk=elsewhere.pk).exists()


@pytest.mark.parametrize(
    "text",
    [
        "\ufeffTracking ID,Tanggal,Status\r\n1,25/4/2022,proses\r\n",
        "Status\tNomor\tTanggal\nproses\t1\t25 April 2022",
        "sep=;\r\nNomor;Tanggal;Status\r\n1;25-04-2022;Proses\r\n",
        "Daftar laporan, April 2022,,\nNomor;Tanggal;Status\n1;25-04-2022;Proses\n",
        'Nomor;Tanggal;Status;Isi\r\n1;25-04-2022;Proses;"Baris satu\r\nbaris ""dua""; tiga"\r\n',
        "Nomor;Tanggal;Status;Isi\n1;25-04-2022;Proses;“Saya” – café\n".encode("cp1252"),
        "Nomor\tTanggal\tStatus\n1\t25-04-2022\tProses\n".encode("utf-16"),
        "Nomor;Tanggal;Status\n\xa01;25-04-2022;\xa0Proses\n",
    ],
)
def test_list_is_read_whatever_parts_its_cells(office, officer, text):
    assert import_lapor(office, file(text), name="lapor.CSV", by=officer) == 1
    assert LaporReport.objects.get().number == "1"


def test_row_after_a_cell_of_several_lines_is_named_as_the_workbook_counts(office, officer):
    text = 'Nomor;Tanggal;Status;Isi\n1;25-04-2022;Proses;"satu\ndua\ntiga"\n2;04/25/2022;Proses;x\n'
    with pytest.raises(FaultySheet) as faulty:
        import_lapor(office, file(text), name="lapor.csv", by=officer)

    assert [(fault.row, fault.heading) for fault in faulty.value.faults] == [(3, "Tanggal")]


@pytest.mark.parametrize(
    ("row", "heading"),
    [
        ("1,23E+07;25-04-2022;Proses", "Nomor"),
        ("2;44676;Proses", "Tanggal"),
        ("2;25-04-22;Proses", "Tanggal"),
        ("2;25-04-1022;Proses", "Tanggal"),
        ("2;31-04-2022;Proses", "Tanggal"),
        ("'1;25-04-2022;Proses", "Nomor"),
    ],
)
def test_cell_that_a_spreadsheet_spoilt_is_named(office, officer, row, heading):
    text = f"Nomor;Tanggal;Status\n1;25-04-2022;Proses\n{row}\n"
    with pytest.raises(FaultySheet) as faulty:
        import_lapor(office, file(text), name="lapor.csv", by=officer)

    assert [(fault.row, fault.heading) for fault in faulty.value.faults] == [(3, heading)]
    assert LaporReport.objects.count() == 0


def test_own_register_is_read_back_as_it_was_written(client, office, officer):
    for number, status in (("000123", "handled"), ("=1+1", "verified")):
        ComplaintFactory(office=office, lapor_number=number, status=status)
    client.force_login(officer)
    written = client.get(reverse("desk:complaints:lapor_csv", args=["9001"])).content

    assert import_lapor(office, file(written), name="register.csv", by=officer) == 2
    assert differences(officer, office) == []


def test_erased_complaint_leaves_no_report_of_lapor(office, officer, lodge):
    case = handling.reject(lodge(), outcome="unclear", reason="Contoh", by=officer)
    receiving.set_lapor_number(case, lapor_number="900009", by=officer)
    LaporReportFactory(office=office, number="900009")
    LaporReportFactory(number="900009")
    erase(case, by=None)

    assert [report.office == office for report in LaporReport.objects.all()] == [False]


def test_every_faulty_cell_is_named_and_nothing_is_kept(office, officer):
    LaporReportFactory(office=office, number="1")
    rows = [";32-04-2022;Proses", "7;25-04-2022;entah", "8;27-04-2022;Proses", f"{'9' * 41};25-04-2022;Proses"]
    text = "\n".join(["Nomor;Tanggal;Status", *rows, "7;25-04-2022;Proses"])
    with pytest.raises(FaultySheet) as faulty:
        import_lapor(office, file(text), name="lapor.csv", by=officer)

    assert sorted({(fault.row, fault.heading) for fault in faulty.value.faults}) == [
        (2, "Nomor"),
        (2, "Tanggal"),
        (3, "Status"),
        (4, "Tanggal"),
        (5, "Nomor"),
        (6, "Nomor"),
    ]
    assert LaporReport.objects.get().number == "1"


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff\xfe\x00", b"Apa;Saja\n1;2\n", b"Nomor;Tanggal;Status\n", b'Nomor;Tanggal;Status\n"' + b"x" * 140_000],
)
def test_file_that_is_no_such_list_is_refused(office, officer, content):
    with pytest.raises(RefusedFile):
        import_lapor(office, file(content), name="lapor.csv", by=officer)


def test_list_is_refused_of_who_does_not_process(office, staff):
    with pytest.raises(Forbidden):
        import_lapor(office, file(GOOD), name="lapor.csv", by=staff)


def test_differences_are_told_and_hidden_complaints_are_not(office, officer):
    LaporReportFactory(office=office, number="a-belum")
    ComplaintFactory(office=office, lapor_number="b-hanya-di-sini")
    for number, state in (("c-beda", "done"), ("d-sama", "unhandled"), ("e-tersembunyi", "done")):
        LaporReportFactory(office=office, number=number, state=state)
        ComplaintFactory(office=office, lapor_number=number)
    NamedOfficerFactory(complaint=Complaint.objects.get(lapor_number="e-tersembunyi"), person=officer.person)

    assert [(each.number, str(each.mismatch), each.there, each.here) for each in differences(officer, office)] == [
        ("a-belum", "not_here", "proses", ""),
        ("b-hanya-di-sini", "not_there", "", "belum ditindaklanjuti"),
        ("c-beda", "state_differs", "selesai", "belum ditindaklanjuti"),
    ]


def test_differences_take_the_same_queries_whatever_there_is(office, officer, django_assert_num_queries):
    officer.offices_with("complaints.view")
    for count in (1, 3):
        while LaporReport.objects.count() < count:
            ComplaintFactory(office=office, lapor_number=LaporReportFactory(office=office).number)
        with django_assert_num_queries(3):
            assert len(differences(officer, office)) == count


def test_page_reads_a_list_and_names_what_is_faulty(client, office, officer, staff):
    where = reverse(LAPOR, args=["9001"])
    client.force_login(officer)
    assert client.get(where).status_code == 200
    wrong = client.post(where, {"file": file("Nomor;Tanggal;Status\n1;x;Proses\n")})
    refused = client.post(where, {"file": file("tidak ada judul")})
    done = client.post(where, {"file": file(GOOD)})

    assert (wrong.status_code, [fault.row for fault in wrong.context["faults"]]) == (422, [2])
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["file"])
    assert (done.status_code, LaporReport.objects.count()) == (302, 2)
    client.force_login(staff)
    assert client.get(where).status_code == 403


def test_register_is_exported_without_content_or_formula(client, office, officer):
    ComplaintFactory(office=office, lapor_number="=1+1", register_sequence=7)
    client.force_login(officer)
    response = client.get(reverse("desk:complaints:lapor_csv", args=["9001"]))

    lines = response.content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Nomor;Tanggal;Status;Nomor register")
    assert lines[1] == (
        "'=1+1;2022-04-25;belum ditindaklanjuti;PM-2022-0007;pengaduan;tidak berkadar pengawasan;2022-05-24;;"
    )
