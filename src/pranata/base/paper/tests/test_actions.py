import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from pranata.base.access.errors import Forbidden
from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.audit.models import Event
from pranata.base.files.errors import RefusedFile
from pranata.base.files.models import StoredFile
from pranata.base.org.tests.factories import OfficeFactory
from pranata.base.paper import actions
from pranata.base.paper.models import OfficePaper
from pranata.base.paper.tests.factories import OfficePaperFactory
from pranata.base.paper.tests.images import image

pytestmark = pytest.mark.django_db

TEXTS = {
    "office_lines": " KOMISI  PEMILIHAN UMUM \r\n\r\nKABUPATEN CONTOH",
    "address_lines": "Jalan Fiktif 1, Contoh",
    "city": "Contoh ",
    "number_pattern": "{urut}/{klasifikasi}/{kode}/{tahun}",
    "classification": "HK.03.1",
}


def save(office, *, by=None, logo=None, **texts):
    return actions.save_letterhead(office, **{**TEXTS, **texts}, logo=logo, by=by)


def upload(data=None, name="logo.png"):
    return ContentFile(image("PNG") if data is None else data, name=name)


def events():
    return [event.action for event in Event.objects.filter(action__startswith="paper.").order_by("sequence")]


@pytest.fixture
def office():
    return OfficeFactory(code="9001")


def test_letterhead_is_kept_tidily_with_an_event(office):
    paper = save(office)

    assert (paper.office_lines, paper.city) == ("KOMISI PEMILIHAN UMUM\nKABUPATEN CONTOH", "Contoh")
    event = Event.objects.get(action="paper.letterhead_saved")
    assert (event.office_code, event.target) == ("9001", f"paper.officepaper:{paper.pk}")
    assert "KABUPATEN CONTOH" in event.after


def test_saving_the_same_again_changes_nothing(office):
    assert save(office).pk == save(office).pk
    assert events() == ["paper.letterhead_saved"]


def test_event_names_only_what_changed(office):
    save(office)
    save(office, city="Contoh Baru")

    last = Event.objects.filter(action="paper.letterhead_saved").order_by("sequence").last()
    assert (last.before, last.after) == ('{"city":"Contoh"}', '{"city":"Contoh Baru"}')


@pytest.mark.parametrize(("role", "is_allowed"), [("administrator", True), ("secretary", True), ("kasubbag", False)])
def test_letterhead_is_saved_by_those_who_manage_paper(office, role, is_allowed):
    user = RoleAssignmentFactory(office=office, role=role).user
    if is_allowed:
        save(office, by=user)
    else:
        with pytest.raises(Forbidden):
            save(office, by=user)
    assert OfficePaper.objects.count() == int(is_allowed)


def test_secretary_of_another_office_is_refused(office):
    stranger = RoleAssignmentFactory(role="secretary").user

    with pytest.raises(Forbidden):
        save(office, by=stranger)
    with pytest.raises(Forbidden):
        actions.remove_logo(office, by=stranger)


@pytest.mark.parametrize(
    ("texts", "field", "message"),
    [
        ({"office_lines": "\n".join("abcdef")}, "office_lines", "Paling banyak 5 baris."),
        ({"address_lines": "a\n" + "b" * 101}, "address_lines", "Baris 2 lebih dari 100 huruf."),
        (
            {"number_pattern": "{urut}/{unit}/{tahun}"},
            "number_pattern",
            "Pola nomor memuat {unit} yang tidak dikenal; yang ada: {urut}, {klasifikasi}, {kode}, {bulan}, {tahun}.",
        ),
        (
            {"classification": " "},
            "classification",
            "Pola nomor memerlukan {klasifikasi}, tetapi isinya belum ada.",
        ),
        (
            {"number_pattern": "{urut}/{tahun}" + "{klasifikasi}" * 6, "classification": "x" * 50},
            "number_pattern",
            "Nomor menurut pola ini lebih dari 300 huruf.",
        ),
    ],
)
def test_setting_is_refused_at_its_field(office, texts, field, message):
    with pytest.raises(ValidationError) as raised:
        save(office, **texts)

    assert raised.value.message_dict == {field: [message]}
    assert OfficePaper.objects.count() == 0


def test_pattern_may_be_blank_when_numbers_are_entered(office):
    assert save(office, number_pattern=" ", classification="").number_pattern == ""


def test_logo_replaces_the_one_before(office, storage_dir):
    save(office, logo=upload())
    paper = save(office, logo=upload(image("JPEG"), "baru.jpg"))

    assert [stored.media_type for stored in StoredFile.objects.all()] == ["image/jpeg"]
    assert paper.logo == StoredFile.objects.get()


def test_logo_stays_when_only_texts_are_saved(office, storage_dir):
    kept = save(office, logo=upload()).logo

    assert save(office, city="Contoh Baru").logo == kept
    assert StoredFile.objects.get().use_count == 1


def test_logo_is_one_use_when_the_same_is_uploaded_again(office, storage_dir):
    save(office, logo=upload())
    save(office, logo=upload())

    assert StoredFile.objects.get().use_count == 1


@pytest.mark.parametrize(
    ("data", "name", "message"),
    [
        (b"%PDF-1.7", "logo.pdf", "Logo harus berupa gambar PNG atau JPEG."),
        (image("GIF"), "logo.gif", "Logo harus berupa gambar PNG atau JPEG."),
        (image("PNG") + bytes(1024 * 1024), "logo.png", "Logo terlalu besar; paling besar 1024 KB."),
        (
            image("PNG", (3001, 10)),
            "logo.png",
            "Gambar logo terlalu lebar atau terlalu tinggi; paling besar 3000 × 3000 piksel.",
        ),
        (image("PNG")[:80], "logo.png", "Gambar logo rusak dan tidak dapat dicetak; simpan ulang lalu unggah lagi."),
        (image("PNG"), "logo.jpg", "Isi berkas (png) tidak sesuai dengan akhiran namanya (.jpg)."),
    ],
)
def test_logo_is_refused_with_a_sentence(office, storage_dir, data, name, message):
    with pytest.raises(RefusedFile) as raised:
        save(office, logo=upload(data, name))

    assert str(raised.value) == message
    assert (OfficePaper.objects.count(), StoredFile.objects.count()) == (0, 0)


def test_logo_is_removed_with_its_file(office, storage_dir):
    save(office, logo=upload())

    assert actions.remove_logo(office, by=None).logo is None
    assert actions.remove_logo(office, by=None).logo is None
    assert StoredFile.objects.count() == 0
    assert events() == ["paper.letterhead_saved", "paper.logo_removed"]


def test_paper_is_visible_to_those_who_manage_it():
    paper = OfficePaperFactory()
    own = RoleAssignmentFactory(office=paper.office, role="secretary").user
    others = [RoleAssignmentFactory(office=paper.office).user, RoleAssignmentFactory(role="secretary").user]

    assert [list(OfficePaper.objects.visible_to(user)) for user in (own, *others)] == [[paper], [], []]
