from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from pranata.base.access.errors import Forbidden
from pranata.base.access.models import Role
from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.audit.models import Event
from pranata.base.files.downloads import open_file
from pranata.base.files.errors import RefusedFile
from pranata.base.files.models import StoredFile
from pranata.base.files.tests.clamd import SIGN, clamd
from pranata.base.flow.errors import Stale
from pranata.base.org.tests.factories import OfficeFactory
from pranata.engines.archives.contents import kind_of
from pranata.engines.archives.models import ArchiveItem
from pranata.engines.evidence import actions, pictures
from pranata.engines.evidence.actions import Description
from pranata.engines.evidence.intake import prepared
from pranata.engines.evidence.models import Evidence, Use
from pranata.engines.evidence.queries import evidence_of, proof_counts, same_file
from pranata.engines.evidence.rules import Proof
from pranata.engines.evidence.tests.factories import EvidenceFactory, UseFactory
from pranata.engines.evidence.tests.test_pictures import photo

pytestmark = pytest.mark.django_db
TODAY = date(2022, 6, 30)
NOTE = Description(title="Notula rapat", dated_on=date(2022, 6, 1))


@pytest.fixture
def office():
    return OfficeFactory()


@pytest.fixture
def staff(office):
    return RoleAssignmentFactory(office=office, role=Role.STAFF).user


@pytest.fixture
def secretary(office):
    return RoleAssignmentFactory(office=office, role=Role.SECRETARY).user


def add(office, by, *, content=b"Notula.", name="notula.txt", description=NOTE, **more):
    return actions.add_file(office, ContentFile(content), description, name=name, by=by, **more)


def content_of(item):
    with open_file(item.file) as file:
        return file.read()


def test_file_is_kept_with_what_is_said_of_it(office, staff):
    item = add(office, staff, description=replace(NOTE, title=" Notula \n rapat ", archive_class="PP.01"))

    stored = Evidence.objects.get()
    assert (stored.title, stored.archive_class, stored.added_by, stored.file_name) == (
        "Notula rapat",
        "PP.01",
        staff,
        "notula.txt",
    )
    assert Event.objects.get(action="evidence.added").target == f"evidence.evidence:{item.pk}"


def test_photo_loses_its_place_and_gets_a_small_copy(office, staff):
    item = add(office, staff, content=photo(place=True), name="rapat.jpg")

    kept = pictures.opened(content_of(item))
    assert (pictures.has_place(kept), item.thumbnail.media_type) == (False, "image/jpeg")


def test_file_is_looked_at_and_scanned_before_anything_is_asked_of_the_database(settings, django_assert_num_queries):
    with django_assert_num_queries(0), clamd() as settings.CLAMAV:
        kept = prepared(ContentFile(b"Notula."), "notula.txt", keep_place=False)
        with pytest.raises(RefusedFile, match="Pemindai virus menemukan"):
            prepared(ContentFile(SIGN), "notula.txt", keep_place=False)

    assert (kept.name, kept.media_type, kept.measure.size) == ("notula.txt", "text/plain", 7)


def test_photo_keeps_its_place_when_wanted(office, staff):
    content = photo(place=True)

    item = add(office, staff, content=content, name="rapat.jpg", keep_place=True)

    assert content_of(item) == content


def test_nothing_is_kept_when_the_file_is_refused(office, staff):
    with pytest.raises(RefusedFile):
        add(office, staff, content=b"MZ\x90\x00program", name="program.exe")
    with pytest.raises(RefusedFile):
        add(office, staff, content=photo("PNG", size=(200, 200))[:300], name="rusak.png")
    with pytest.raises(RefusedFile, match="HEIC"):
        add(office, staff, content=b"....ftypheic", name="foto.heic")

    assert (Evidence.objects.count(), StoredFile.objects.count()) == (0, 0)


def test_nothing_is_kept_when_the_description_is_wrong(office, staff):
    with pytest.raises(ValidationError) as refusal:
        add(office, staff, description=replace(NOTE, title=" "))
    with pytest.raises(ValidationError):
        add(office, staff, description=replace(NOTE, valid_to=date(2022, 5, 1)))

    assert list(refusal.value.message_dict) == ["title"]
    assert (Evidence.objects.count(), StoredFile.objects.count()) == (0, 0)


def test_assessor_may_not_add(office):
    with pytest.raises(Forbidden):
        add(office, RoleAssignmentFactory(office=office, role=Role.ASSESSOR).user)


def test_same_bytes_are_offered_to_who_may_see_them(office, staff):
    item = add(office, staff, description=replace(NOTE, confidentiality="terbatas"))
    other = RoleAssignmentFactory(office=office).user

    assert same_file(office, item.file.sha256, reader=staff) == [item]
    assert same_file(office, item.file.sha256, reader=other) == []


def test_item_proves_what_it_is_used_for_once(office, staff):
    item = EvidenceFactory(office=office)

    first = actions.use(item, office, office=office, by=staff)
    assert actions.use(item, office, office=office, by=staff) == first

    assert [(each.item, each.proof) for each in evidence_of(office, reader=staff, today=TODAY)] == [
        (item, Proof.PROVEN)
    ]
    assert proof_counts("org.office", [office.pk], today=TODAY) == {office.pk: (1, 0)}


@pytest.mark.parametrize(("end", "expected"), [("removed", Proof.REMOVED), ("expired", Proof.EXPIRED)])
def test_every_use_is_unproven_when_the_item_proves_no_more(office, secretary, end, expected):
    item = EvidenceFactory(office=office)
    actions.use(item, office, office=office, by=secretary)

    if end == "removed":
        actions.remove(item, reason="Keliru unggah.", by=secretary)
    else:
        actions.describe(item, replace(NOTE, valid_to=date(2022, 6, 29)), by=secretary)

    assert [each.proof for each in evidence_of(office, reader=secretary, today=TODAY)] == [expected]
    assert proof_counts("org.office", [office.pk], today=TODAY) == {office.pk: (0, 1)}


def test_item_taken_back_proves_nothing_new_until_it_is_restored(office, secretary):
    item = EvidenceFactory(office=office)
    actions.remove(item, reason="Keliru unggah.", by=secretary)
    with pytest.raises(Stale):
        actions.use(item, office, office=office, by=secretary)

    actions.restore(item, reason="Ternyata benar.", by=secretary)

    assert actions.use(item, office, office=office, by=secretary).evidence == item


def test_item_is_taken_back_by_who_added_it_or_who_sees_all(office, staff, secretary):
    item = EvidenceFactory(office=office, added_by=staff)
    with pytest.raises(Forbidden):
        actions.remove(item, reason="Bukan milik saya.", by=RoleAssignmentFactory(office=office).user)
    with pytest.raises(ValidationError):
        actions.remove(item, reason=" ", by=staff)

    actions.remove(item, reason="Keliru unggah.", by=staff)

    assert Evidence.objects.get().status == "removed"


def test_item_of_another_office_is_not_used_here(office, staff):
    with pytest.raises(ValidationError):
        actions.use(EvidenceFactory(), office, office=office, by=staff)

    assert Use.objects.count() == 0


def test_restricted_item_is_neither_seen_nor_used_by_others(office, staff):
    item = EvidenceFactory(office=office, confidentiality="terbatas")
    UseFactory(evidence=item)

    assert evidence_of(office, reader=staff, today=TODAY) == []
    with pytest.raises(Forbidden):
        actions.use(item, office, office=office, by=staff)


@pytest.mark.parametrize("count", [1, 3])
def test_evidence_of_a_row_costs_the_same_queries_for_one_item_and_three(
    office, staff, count, django_assert_max_num_queries
):
    for item in EvidenceFactory.create_batch(count, office=office):
        UseFactory(evidence=item)

    with django_assert_max_num_queries(2):
        assert len(evidence_of(office, reader=staff, today=TODAY)) == count


def test_use_is_ended_and_the_item_stays(office, staff):
    item = EvidenceFactory(office=office)
    found = actions.use(item, office, office=office, by=staff)

    actions.unuse(found, by=staff)

    assert (Use.objects.count(), Evidence.objects.get()) == (0, item)


def test_item_is_let_go_once_when_two_people_do_it(office, staff):
    found = actions.use(EvidenceFactory(office=office), office, office=office, by=staff)
    again = Use.objects.get()
    actions.unuse(found, by=staff)

    with pytest.raises(Stale):
        actions.unuse(again, by=staff)

    assert Event.objects.filter(action="evidence.unused").count() == 1


def test_item_is_born_an_archive_and_follows_what_becomes_of_it(office, staff):
    item = actions.add_link(office, "https://contoh.example/a", NOTE, captured=None, by=staff)
    kept = ArchiveItem.objects.get(source_label="evidence.evidence", source_id=item.pk)
    actions.describe(item, replace(NOTE, title="Judul baru", archive_class="HK.03"), by=staff)
    said = ArchiveItem.objects.values_list("title", "archive_class").get()
    actions.remove(item, reason="keliru", by=staff)
    gone = ArchiveItem.objects.get().state
    actions.restore(item, reason="benar juga", by=staff)

    assert (kept.title, kept.dated_on) == (NOTE.title, NOTE.dated_on)
    assert (said, gone, ArchiveItem.objects.get().state) == (("Judul baru", "HK.03"), "ditarik", "aktif")


def test_archive_reaches_the_file_of_an_item(office, staff):
    item = add(office, staff)
    link = actions.add_link(office, "https://contoh.example/a", NOTE, captured=None, by=staff)
    kind = kind_of("evidence.evidence")

    found = kind.files(office, [item.pk, link.pk])

    assert {pk: [(each.name, each.file) for each in contents] for pk, contents in found.items()} == {
        item.pk: [("notula.txt", item.file)]
    }
