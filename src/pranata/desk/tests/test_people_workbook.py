import re
from datetime import date

import pytest
from django.core import signing
from django.core.files.base import ContentFile

from pranata.base.access.models import Role
from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.audit.models import Event
from pranata.base.imports.sheet import Line
from pranata.base.imports.tests.workbooks import workbook
from pranata.base.org.tests.factories import OfficeFactory, UnitFactory
from pranata.base.people.models import Person, PersonKind, TeamMember
from pranata.base.people.tests.factories import PersonFactory, TeamMemberFactory
from pranata.desk import exchange
from pranata.desk.people.staff_sheet import staff_sheet
from pranata.desk.people.workbook_views import StaffExchange

pytestmark = pytest.mark.django_db

EXCEL = "/meja/9001/pegawai/excel/"
HEADINGS = ["NIP", "Nama", "Unit", "Jenis", "Surel", "Mulai", "Selesai"]
NIP, OTHER_NIP = "198001012005011001", "198501012010012002"
ROUNDED = "tersimpan sebagai bilangan sehingga angka terakhirnya hilang; jadikan selnya Teks, lalu ketik lagi."
FIRST, LAST = date(2020, 1, 1), date(2021, 12, 31)


@pytest.fixture(autouse=True)
def day(monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", "2022-03-15")


@pytest.fixture
def secretary(client, office):
    """Signed in as who manages the people of the office."""
    user = RoleAssignmentFactory(office=office, role=Role.SECRETARY).user
    client.force_login(user)
    return user


@pytest.fixture
def unit(office):
    return UnitFactory(office=office, code="SUB", name="Subbagian Contoh")


@pytest.fixture
def person(office, unit):
    return PersonFactory(
        office=office, name="Anu Contoh", nip=NIP, unit=unit, email="anu@example.test", valid_from=FIRST
    )


def html_of(response) -> str:
    return response.content.decode()


def send(client, *rows, headings=HEADINGS):
    return client.post(EXCEL, {"file": workbook([headings, *rows])})


def save(client, preview):
    """Presses the button of a preview."""
    return client.post(f"{EXCEL}simpan/", {"rows": re.search('name="rows" value="([^"]*)"', html_of(preview))[1]})


def figures(response) -> tuple[int, ...]:
    """Added, changed, unchanged, as the preview counts them."""
    return tuple(map(int, re.findall(r"<dd>(\d+)</dd>", html_of(response))))


def changes(response) -> list[str]:
    found = re.findall(r"<li><b>(.*?)</ul></li>", html_of(response), re.DOTALL)
    return [" ".join(re.sub("<[^>]+>", " ", each).split()) for each in found]


def faults(response) -> list[str]:
    return re.findall(r"<li>(Baris [^<]*)</li>", html_of(response))


def stored() -> list[tuple]:
    return list(Person.objects.order_by("name").values_list("name", "nip", "unit__code", "kind", "email"))


def test_downloaded_workbook_says_what_is_stored_and_changes_nothing_when_sent_back(client, secretary, office, person):
    PersonFactory(office=office, name="=Budi", kind=PersonKind.MEMBER, valid_from=FIRST, valid_to=LAST)
    PersonFactory(name="Orang Lain", office=OfficeFactory(code="9002"))

    answer = client.get(f"{EXCEL}unduh/")

    assert answer["Content-Disposition"] == 'attachment; filename="pegawai-9001-2022-03-15.xlsx"'
    file = ContentFile(answer.content, "pegawai.xlsx")
    assert staff_sheet(office).read(file, file.name) == [
        Line(2, dict(zip(NAMES, ["", "=Budi", "", "anggota KPU", "", "2020-01-01", "2021-12-31"], strict=True))),
        Line(
            3,
            dict(
                zip(
                    NAMES,
                    [NIP, "Anu Contoh", "Subbagian Contoh", "ASN", "anu@example.test", "2020-01-01", ""],
                    strict=True,
                )
            ),
        ),
    ]
    preview = client.post(EXCEL, {"file": ContentFile(answer.content, "pegawai.xlsx")})
    assert (preview.status_code, figures(preview)) == (200, (0, 0, 2))
    assert "tidak ada yang perlu disimpan" in html_of(preview)


NAMES = ("nip", "name", "unit", "kind", "email", "valid_from", "valid_to")


def test_workbook_is_previewed_before_anything_is_written(client, secretary, person):
    preview = send(
        client,
        [NIP, "Anu Contoh, S.H.", "sub", "ASN", "anu@example.test", FIRST, None],
        [OTHER_NIP, "Budi Contoh", None, "non-asn", None, "1 Maret 2022", None],
    )

    assert (preview.status_code, figures(preview)) == (200, (1, 1, 0))
    assert changes(preview) == [
        "Budi Contoh baris 3 NIP: 198501012010012002 Nama: Budi Contoh Jenis: non-ASN Mulai: 1 Maret 2022",
        "Anu Contoh, S.H. baris 2 Nama: Anu Contoh → Anu Contoh, S.H.",
    ]
    assert stored() == [("Anu Contoh", NIP, "SUB", "asn", "anu@example.test")]
    assert Event.objects.filter(action__startswith="people.").count() == 0


def test_previewed_workbook_is_written_with_history(client, secretary, office, person):
    preview = send(
        client,
        [NIP, "Anu Contoh, S.H.", "SUB", "ASN", "anu@example.test", FIRST, None],
        [OTHER_NIP, "Budi Contoh", None, "non-ASN", "Budi@example.test", "01-03-2022", "31/12/2022"],
    )

    written = client.post(
        f"{EXCEL}simpan/", {"rows": re.search('name="rows" value="([^"]*)"', html_of(preview))[1]}, follow=True
    )

    assert written.redirect_chain == [("/meja/9001/pegawai/", 302)]
    assert "1 pegawai ditambahkan, 1 diubah, 0 tetap." in html_of(written)
    assert stored() == [
        ("Anu Contoh, S.H.", NIP, "SUB", "asn", "anu@example.test"),
        ("Budi Contoh", OTHER_NIP, None, "non_asn", "budi@example.test"),
    ]
    added = Person.objects.get(nip=OTHER_NIP)
    assert (added.office, added.valid_from, added.valid_to) == (office, date(2022, 3, 1), date(2022, 12, 31))
    events = Event.objects.filter(action__startswith="people.").order_by("sequence")
    assert [(event.action, event.actor) for event in events] == [
        (f"people.person_{what}", f"user:{secretary.pk}") for what in ("changed", "created", "ended")
    ]


def test_every_faulty_cell_is_named_and_nothing_is_written(client, secretary, person):
    response = send(
        client,
        ["19800101200501100", "Anu Contoh", "Bagian X", "honorer", "bukan surel", "kemarin", None],
        [198001012005011001, None, None, "ASN", None, None, None],
        [None, "Dedi Contoh", None, "ASN", None, "2022-03-02", "2022-03-01"],
    )

    assert (response.status_code, faults(response)) == (
        422,
        [
            "Baris 2, kolom NIP: NIP harus 18 angka, yang tertulis 17 angka.",
            "Baris 2, kolom Unit: “Bagian X” tidak dikenal; pilihannya: Subbagian Contoh.",
            "Baris 2, kolom Jenis: “honorer” tidak dikenal; pilihannya: anggota KPU, ASN, non-ASN.",
            "Baris 2, kolom Surel: Masukkan alamat email yang valid.",
            "Baris 2, kolom Mulai: “kemarin” bukan tanggal; tulis seperti 31-12-2026.",
            f"Baris 3, kolom NIP: {ROUNDED}",
            "Baris 3, kolom Nama: harus diisi.",
            "Baris 4: Tanggal akhir mendahului tanggal awal.",
        ],
    )
    assert Person.objects.count() == 1


def test_person_is_found_by_name_when_there_is_no_nip(client, secretary, office, person):
    PersonFactory(office=office, name="Budi Contoh")

    preview = send(
        client,
        [None, "Anu Contoh", "non-ASN"],
        [OTHER_NIP, "Budi Contoh", "ASN"],
        ["199005052015032003", "Anu Contoh", "ASN"],
        headings=["NIP", "Nama", "Jenis"],
    )
    save(client, preview)

    assert figures(preview) == (1, 2, 0)
    assert stored() == [
        ("Anu Contoh", NIP, "SUB", "non_asn", "anu@example.test"),
        ("Anu Contoh", "199005052015032003", None, "asn", ""),
        ("Budi Contoh", OTHER_NIP, None, "asn", ""),
    ]


def test_row_is_refused_when_it_could_mean_two_people_or_one_twice(client, secretary, office, person):
    for _each in range(2):
        PersonFactory(office=office, name="Budi Contoh")

    response = send(
        client,
        [None, "Budi Contoh", None, "ASN"],
        [NIP, "Anu Contoh", None, "ASN"],
        [None, "Anu Contoh", None, "ASN"],
        [None, "Citra Contoh", None, "ASN"],
        [None, "Citra Contoh", None, "ASN"],
    )

    assert faults(response) == [
        "Baris 2, kolom Nama: Ada 2 pegawai bernama sama; isi NIP-nya.",
        "Baris 4, kolom Nama: Pegawai ini sudah ada di baris 3.",
        "Baris 6, kolom Nama: Pegawai ini sudah ada di baris 5.",
    ]


def test_former_person_of_the_same_name_does_not_hinder(client, secretary, office):
    PersonFactory(office=office, name="Budi Contoh", valid_to=LAST)
    present = PersonFactory(office=office, name="Budi Contoh", kind=PersonKind.OTHER)

    save(client, send(client, [None, "Budi Contoh", None, "ASN"]))

    present.refresh_from_db()
    assert (present.kind, Person.objects.count()) == ("asn", 2)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ((FIRST, None), (FIRST, LAST)),
        ((FIRST, LAST), (FIRST, None)),
        ((FIRST, LAST), (date(2022, 1, 1), None)),
        ((FIRST, LAST), (date(2022, 1, 1), date(2022, 12, 31))),
        ((date(2022, 1, 1), None), (FIRST, LAST)),
        ((date(2022, 1, 1), date(2022, 2, 1)), (FIRST, LAST)),
    ],
)
def test_days_are_moved_whichever_way(client, secretary, office, before, after):
    person = PersonFactory(office=office, name="Budi Contoh", valid_from=before[0], valid_to=before[1])

    save(client, send(client, [None, "Budi Contoh", None, "ASN", None, *after]))

    person.refresh_from_db()
    assert (person.valid_from, person.valid_to) == after


def test_person_who_ends_by_workbook_leaves_the_teams(client, secretary, person):
    TeamMemberFactory(person=person, team__office=person.office)

    save(client, send(client, [NIP, "Anu Contoh", "SUB", "ASN", "anu@example.test", FIRST, LAST]))

    assert TeamMember.objects.get().valid_to == LAST


def test_preview_is_shown_again_when_something_changed_meanwhile(client, secretary, person):
    preview = send(client, [NIP, "Anu Contoh, S.H.", "SUB", "ASN", "anu@example.test", FIRST, None])
    Person.objects.update(name="Anu Lain")

    again = save(client, preview)

    assert (again.status_code, changes(again)) == (409, ["Anu Contoh, S.H. baris 2 Nama: Anu Lain → Anu Contoh, S.H."])
    assert "Data pegawai berubah sesudah pratinjau tadi" in html_of(again)
    assert stored()[0][0] == "Anu Lain"
    assert save(client, again).status_code == 302
    assert stored()[0][0] == "Anu Contoh, S.H."


def test_faults_are_shown_when_a_unit_went_meanwhile(client, secretary, person, unit):
    preview = send(client, [None, "Budi Contoh", "SUB", "ASN"])
    Person.objects.update(unit=None)
    unit.delete()

    again = save(client, preview)

    assert (again.status_code, faults(again)) == (
        422,
        ["Baris 2, kolom Unit: “SUB” tidak dikenal; pilihannya: belum ada satu pun."],
    )


def test_preview_is_refused_when_it_is_not_ours_or_too_old(client, secretary, office, person, monkeypatch):
    preview = send(client, [None, "Budi Contoh", None, "ASN"])
    forged = client.post(f"{EXCEL}simpan/", {"rows": "eyJ9:abc:def"})
    foreign = signing.dumps(
        {"about": ["people", "9002"], "by": secretary.pk, "lines": {}, "outcome": ""}, salt=exchange.SALT
    )
    elsewhere = client.post(f"{EXCEL}simpan/", {"rows": foreign})
    monkeypatch.setattr(exchange, "PREVIEW_AGE", -1)
    old = save(client, preview)

    for response in (forged, elsewhere, old):
        assert response.status_code == 422
        assert "Pratinjau ini sudah kedaluwarsa; pilih berkasnya sekali lagi." in html_of(response)
    assert Person.objects.get() == person


@pytest.mark.parametrize(
    ("file", "message"),
    [
        (ContentFile(b"%PDF-1.4 contoh", "pegawai.pdf"), "Yang dapat dibaca hanya Excel .xlsx"),
        (ContentFile(b"PK\x03\x04rusak", "pegawai.xlsx"), "Arsip atau dokumen ini rusak dan tidak dapat dibuka."),
        (
            workbook([["Nama"], ["Budi Contoh"]]),
            "Kolom Jenis tidak ada; tulis judul kolomnya persis seperti pada templat.",
        ),
        (ContentFile(b"", "pegawai.xlsx"), "Berkas yang dikirimkan kosong."),
    ],
)
def test_file_is_refused_in_a_sentence_when_it_is_no_such_workbook(client, secretary, file, message):
    response = client.post(EXCEL, {"file": file})

    assert response.status_code == 422
    assert message in html_of(response)


def test_file_is_refused_when_it_has_too_many_rows_for_a_page(client, secretary, monkeypatch):
    monkeypatch.setattr(StaffExchange, "most_rows", 1)

    response = send(client, [None, "Budi Contoh", None, "ASN"], [None, "Citra Contoh", None, "ASN"])

    assert response.status_code == 422
    assert "Terlalu banyak baris; paling banyak 1 sekali kirim." in html_of(response)


def test_unit_of_one_name_is_told_apart_by_its_code(client, secretary, office, unit):
    UnitFactory(office=office, code="LAMA", name="Subbagian Contoh", valid_to=LAST)

    save(
        client,
        send(
            client,
            [None, "Anu Contoh", "Subbagian Contoh", "ASN"],
            [None, "Budi Contoh", "Subbagian Contoh (LAMA)", "ASN"],
        ),
    )

    assert [row[2] for row in stored()] == ["SUB", "LAMA"]


def test_workbook_is_refused_when_the_reader_may_only_look(client, staff, person):
    answers = [client.get(f"{EXCEL}unduh/"), send(client, [None, "Budi", None, "ASN"]), client.post(f"{EXCEL}simpan/")]

    assert [answer.status_code for answer in answers] == [403, 403, 403]
    assert Person.objects.get() == person


def test_workbook_is_not_there_when_the_reader_belongs_elsewhere(client, stranger, person):
    answers = [client.get(f"{EXCEL}unduh/"), send(client, [None, "Budi", None, "ASN"]), client.post(f"{EXCEL}simpan/")]

    assert [answer.status_code for answer in answers] == [404, 404, 404]
