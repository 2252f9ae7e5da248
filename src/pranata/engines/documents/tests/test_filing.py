"""Documents are filed, get their files, are opened and related; every deed leaves its trace."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from pranata.base.access.errors import Forbidden
from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.audit.models import Event
from pranata.base.files.errors import RefusedFile
from pranata.base.org.tests.factories import OfficeFactory
from pranata.engines.documents import actions
from pranata.engines.documents.models import Document, NumberPattern, Relation, ReservedNumber, ReservedState
from pranata.engines.documents.queries import standing_of
from pranata.engines.documents.rules import RelationKind, Standing
from pranata.engines.documents.tests.factories import DocumentFactory
from pranata.engines.search.models import SearchRow

pytestmark = pytest.mark.django_db
DAY = date(2022, 3, 1)


@pytest.fixture
def office():
    return OfficeFactory(code="9001")


@pytest.fixture
def officer(office):
    return RoleAssignmentFactory(office=office, role="kasubbag").user


@pytest.fixture
def secretary(office):
    return RoleAssignmentFactory(office=office, role="secretary").user


def pdf(text="satu"):
    return ContentFile(b"%PDF-1.4\n% " + text.encode(), name="naskah.pdf")


def deeds():
    return list(Event.objects.order_by("pk").values_list("action", flat=True))


def test_replaced_file_stays_as_a_version_with_its_reason(office, officer):
    document = DocumentFactory(office=office)
    actions.give_file(document, pdf("satu"), file_name="satu.pdf", by=officer)
    first = document.file

    with pytest.raises(ValidationError, match="mengapa berkas yang lama diganti"):
        actions.give_file(document, pdf("dua"), file_name="dua.pdf", by=officer)
    actions.give_file(document, pdf("dua"), file_name="dua.pdf", reason="Salah pindai", by=officer)

    version = document.versions.get()
    assert (version.number, version.file, version.file_name, version.reason) == (1, first, "satu.pdf", "Salah pindai")
    assert (document.file_name, document.file == first) == ("dua.pdf", False)
    assert deeds().count("documents.file_given") == 2


def test_file_is_refused_when_it_is_a_program_and_nothing_changes(office, officer):
    document = DocumentFactory(office=office)

    with pytest.raises(RefusedFile):
        actions.give_file(document, ContentFile(b"MZ"), file_name="naskah.exe", by=officer)

    document.refresh_from_db()
    assert (document.file, document.versions.count()) == (None, 0)


def test_file_is_refused_when_somebody_may_only_read(office):
    reader = RoleAssignmentFactory(office=office, role="staff").user

    with pytest.raises(Forbidden):
        actions.give_file(DocumentFactory(office=office), pdf(), file_name="naskah.pdf", by=reader)


def test_document_gets_the_number_its_kind_has_on_that_day(office, officer):
    old = {"office": office, "kind": "surat-edaran", "classification": "PW.01"}
    NumberPattern.objects.create(
        **old, pattern="{urut}/SE/{tahun}", valid_from=date(2017, 1, 1), valid_to=date(2021, 12, 31)
    )
    NumberPattern.objects.create(**old, pattern="{urut:02}/{klasifikasi}/{bulan}/{tahun}", valid_from=date(2022, 1, 1))
    drafts = [DocumentFactory(office=office, kind="surat-edaran", number="") for _each in range(2)]

    actions.number_document(drafts[0], on=date(2021, 5, 4), by=officer)
    actions.number_document(drafts[1], on=DAY, by=officer)

    assert [(each.number, each.year, each.issued_on) for each in drafts] == [
        ("1/SE/2021", 2021, date(2021, 5, 4)),
        ("01/PW.01/III/2022", 2022, DAY),
    ]
    with pytest.raises(ValidationError, match="sudah bernomor 1/SE/2021"):
        actions.number_document(drafts[0], on=DAY, by=officer)


def test_pattern_is_refused_when_another_counts_in_the_same_time(office):
    NumberPattern.objects.create(
        office=office, kind="pengumuman", pattern="{urut}/{tahun}", valid_from=date(2020, 1, 1)
    )
    other = NumberPattern(office=office, kind="pengumuman", pattern="{urut}-{tahun}", valid_from=DAY)

    with pytest.raises(ValidationError, match="bertumpang tindih"):
        other.full_clean()
    with pytest.raises(ValidationError, match="harus memuat {tahun}"):
        NumberPattern(office=office, kind="laporan", pattern="{urut}", valid_from=DAY).full_clean()


def test_kept_number_is_used_once_and_a_void_one_never(office, officer):
    NumberPattern.objects.create(
        office=office, kind="pengumuman", pattern="{urut}/{tahun}", valid_from=date(2020, 1, 1)
    )
    kept = actions.reserve_number(office, "pengumuman", on=DAY, reason="Pleno", by=officer)
    other = actions.reserve_number(office, "pengumuman", on=DAY, reason="Cadangan", by=officer)
    actions.void_number(other, reason="Batal terbit", by=officer)
    draft = DocumentFactory(office=office, kind="pengumuman", number="")

    actions.number_document(draft, on=DAY, by=officer)

    assert (kept.number, other.number, draft.number) == ("1/2022", "2/2022", "3/2022")
    assert ReservedNumber.objects.get(pk=other.pk).reason == "Batal terbit"
    with pytest.raises(ValidationError, match="sudah dibatalkan"):
        actions.void_number(other, reason="lagi", by=officer)
    with pytest.raises(ValidationError):
        actions.reserve_number(office, "pengumuman", on=DAY, reason=" ", by=officer)


def test_kept_number_is_marked_when_its_document_is_filed(office, officer):
    NumberPattern.objects.create(
        office=office, kind="pengumuman", pattern="{urut}/{tahun}", valid_from=date(2020, 1, 1)
    )
    kept = actions.reserve_number(office, "pengumuman", on=DAY, reason="Pleno", by=officer)
    document = DocumentFactory(office=office, kind="pengumuman", number=kept.number, year=2022)

    actions.give_file(document, pdf(), file_name="naskah.pdf", by=officer)

    kept.refresh_from_db()
    assert (kept.state, kept.document) == (ReservedState.USED, document)


def test_document_is_opened_and_closed_by_who_may(office, officer, secretary):
    document = DocumentFactory(office=office, issued_on=DAY)

    with pytest.raises(Forbidden):
        actions.publish(document, by=officer)
    actions.publish(document, by=secretary)
    assert list(Document.objects.public()) == [document]
    assert SearchRow.objects.get(record_id=document.pk, label="documents.document").is_public is True
    actions.withdraw(document, by=secretary)

    assert (Document.objects.public().count(), deeds()[-2:]) == (0, ["documents.opened", "documents.closed"])
    assert SearchRow.objects.get(record_id=document.pk, label="documents.document").is_public is False


@pytest.mark.parametrize(
    "facts", [{"issued_on": None}, {"number": "", "issued_on": DAY}, {"confidentiality": "rahasia"}]
)
def test_document_stays_closed_when_it_is_a_draft_or_secret(office, secretary, facts):
    document = DocumentFactory(**{"office": office, "issued_on": DAY, **facts})

    with pytest.raises(ValidationError):
        actions.publish(document, by=secretary)

    assert Document.objects.filter(is_public=True).count() == 0


def test_secret_document_is_seen_by_a_few(office, officer, secretary):
    document = DocumentFactory(office=office, confidentiality="terbatas")

    assert (Document.objects.visible_to(officer).count(), Document.objects.visible_to(secretary).get()) == (0, document)


def test_revoked_document_is_no_longer_in_force_from_that_day(office, officer):
    old = DocumentFactory(office=office, issued_on=date(2020, 1, 2))
    new = DocumentFactory(office=office, issued_on=DAY)

    related = actions.relate(new, RelationKind.REVOKES, target=old, by=officer)

    assert related.since == DAY
    assert [standing_of(old, day) for day in (date(2022, 2, 28), DAY)] == [Standing.IN_FORCE, Standing.REVOKED]
    actions.unrelate(related, by=officer)
    assert standing_of(Document.objects.get(pk=old.pk), DAY) == Standing.IN_FORCE
    assert deeds()[-2:] == ["documents.related", "documents.unrelated"]


def test_relation_is_refused_when_it_cannot_be(office, officer):
    one, other = (DocumentFactory(office=office, issued_on=DAY) for _each in range(2))
    foreign = DocumentFactory(issued_on=DAY)
    actions.relate(one, RelationKind.AMENDS, target=other, by=officer)

    for target, options, words in [
        (foreign, {}, "milik satuan kerja lain"),
        (one, {}, "dengan dirinya sendiri"),
        (other, {}, "sudah dicatat"),
        (None, {}, "Pilih dokumennya"),
    ]:
        with pytest.raises(ValidationError, match=words):
            actions.relate(one, RelationKind.AMENDS, target=target, **options, by=officer)
    with pytest.raises(ValidationError, match="melakukan hal yang sama"):
        actions.relate(other, RelationKind.AMENDS, target=one, by=officer)
    with pytest.raises(ValidationError, match="baru berlaku sesudah"):
        actions.relate(other, RelationKind.REVOKES, target=one, since=date(2022, 2, 1), by=officer)
    assert Relation.objects.count() == 1


def test_decree_keeps_what_is_printed_when_its_facts_are_changed(office):
    document = DocumentFactory(office=office, issued_on=DAY, body={"decides": "x"}, number="1/2022")
    document.number = "2/2022"

    with pytest.raises(ValidationError, match="tercetak dalam naskahnya"):
        document.full_clean()
