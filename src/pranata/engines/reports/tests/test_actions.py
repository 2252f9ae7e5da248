"""Issuing reports: numbers, hashes, editions, signatures."""

from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from pranata.base.access.errors import Forbidden
from pranata.base.access.models import Role
from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.audit.models import ChainHead, Event
from pranata.base.files.downloads import open_file
from pranata.base.files.errors import RefusedFile
from pranata.base.files.models import StoredFile
from pranata.base.flow.errors import Stale
from pranata.base.flow.models import Activity
from pranata.base.org.tests.factories import OfficeFactory
from pranata.engines.documents.errors import NumberRefused
from pranata.engines.documents.queries import last_number
from pranata.engines.documents.tests.factories import DocumentFactory
from pranata.engines.reports.actions import attach_signed, issue, publish
from pranata.engines.reports.errors import NotIssued
from pranata.engines.reports.models import IssuedReport, Publication, Status
from pranata.engines.reports.queries import successor, verifiable
from pranata.engines.reports.rules import Signature
from pranata.engines.reports.signing import SigningFailed
from pranata.engines.reports.tests.conftest import JUNE, CountFacts
from pranata.lib.periods import Period

SCAN = b"%PDF-1.7 pindaian bertanda tangan"


def content_of(stored):
    with open_file(stored) as file:
        return file.read()


def test_report_is_kept_with_number_hash_code_facts_and_the_end_of_the_chain(report, office, secretary, edition):
    before = ChainHead.objects.filter(office_code=office.code).first()

    item = issue(report, office, JUNE, edition(), by=secretary)

    assert (item.number, item.title, item.status, item.signature) == (
        "1/LAP/2022",
        "Hitungan Juni 2022",
        "issued",
        "none",
    )
    assert item.facts == {
        "title": "Hitungan Juni 2022", "count": 3, "as_of": "2022-07-05", "warnings": [], "obstacles": [],
    }  # fmt: skip
    assert item.sha256 == item.file.sha256 == StoredFile.objects.get().sha256
    assert content_of(item.file).startswith(b"%PDF-1.7")
    assert item.chain_head == (f"{before.count}:{before.last_hash}" if before else "0:")
    assert verifiable(item.public_code.upper()) == item
    last = Event.objects.filter(office_code=office.code).last()
    assert (last.action, last.actor) == ("reports.issued", f"user:{secretary.pk}")
    assert "Pegawai Contoh" not in last.after


def test_number_is_taken_from_the_series_when_none_is_entered(report, office, secretary, edition):
    office.paper.number_pattern = "{urut}/CONTOH/{tahun}"
    office.paper.save()
    first = issue(report, office, JUNE, edition(number=None), by=secretary)
    second = issue(report, office, Period.parse("2022-07"), edition(number=None), by=secretary)

    assert (first.number, second.number) == ("1/CONTOH/2022", "2/CONTOH/2022")


@pytest.mark.parametrize("number", ["", "  ", "9/KEP/2022", "1/LAP/2022"])
def test_number_is_refused_when_it_is_blank_or_used(report, office, secretary, edition, number):
    DocumentFactory(office=office, number="9/KEP/2022")
    issue(report, office, Period.parse("2022-05"), edition(number="1/LAP/2022"), by=secretary)

    with pytest.raises(NumberRefused):
        issue(report, office, JUNE, edition(number=number), by=secretary)

    assert IssuedReport.objects.count() == 1


def test_number_is_refused_when_the_office_has_no_pattern(report, office, secretary, edition):
    office.paper.number_pattern = ""
    office.paper.save()
    with pytest.raises(NumberRefused, match="Pola nomor keputusan belum diisi"):
        issue(report, office, JUNE, edition(number=None), by=secretary)


def test_second_edition_supersedes_the_first_with_its_reason(report, office, secretary, edition):
    first = issue(report, office, JUNE, edition(), by=secretary)
    kept = content_of(first.file)

    second = issue(report, office, JUNE, edition(number="2/LAP/2022", reason="Salah hitung"), by=secretary)

    first.refresh_from_db()
    assert (first.status, second.status) == (Status.SUPERSEDED, Status.ISSUED)
    assert content_of(first.file) == kept
    assert successor(first) == second
    assert Activity.objects.of(first).values_list("step", "note").get() == ("supersede", "Salah hitung")


def test_second_edition_is_refused_when_it_has_no_reason(report, office, secretary, edition):
    first = issue(report, office, JUNE, edition(), by=secretary)

    with pytest.raises(ValidationError) as refusal:
        issue(report, office, JUNE, edition(number="2/LAP/2022"), by=secretary)

    first.refresh_from_db()
    assert list(refusal.value.message_dict) == ["reason"]
    assert (first.status, IssuedReport.objects.count()) == (Status.ISSUED, 1)


def test_nothing_is_kept_when_signing_fails(report, office, secretary, edition, settings):
    office.paper.number_pattern = "{urut}/CONTOH/{tahun}"
    office.paper.save()
    first = issue(report, office, JUNE, edition(number=None), by=secretary)
    files, events = StoredFile.objects.count(), Event.objects.count()
    settings.SIGNING_CERTIFICATE = "tidak-ada.p12"

    with pytest.raises(SigningFailed):
        issue(report, office, JUNE, edition(number=None, reason="Salah hitung"), by=secretary)

    first.refresh_from_db()
    assert (first.status, last_number(office, 2022)) == (Status.ISSUED, 1)
    assert (StoredFile.objects.count(), Event.objects.count()) == (files, events)


def test_report_is_refused_when_something_stands_in_its_way(report, office, secretary, edition):
    blocked = replace(report, facts=lambda office, period: CountFacts("x", 0, obstacles=("Rencana masih rancangan.",)))

    with pytest.raises(NotIssued, match="Rencana masih rancangan."):
        issue(blocked, office, JUNE, edition(), by=secretary)


@pytest.mark.parametrize("field", ["place", "signatory_role", "signatory_name"])
def test_report_is_refused_when_the_signature_block_is_blank(report, office, secretary, edition, field):
    with pytest.raises(ValidationError) as refusal:
        issue(report, office, JUNE, edition(**{field: " "}), by=secretary)

    assert list(refusal.value.message_dict) == [field]


def test_report_is_refused_when_the_account_may_not_issue(report, office, staff, edition):
    elsewhere = RoleAssignmentFactory(office=OfficeFactory(), role=Role.SECRETARY).user

    for account in (staff, elsewhere):
        with pytest.raises(Forbidden):
            issue(report, office, JUNE, edition(), by=account)

    assert IssuedReport.objects.count() == 0


def test_scan_joins_the_report_once(report, office, secretary, edition):
    item = issue(report, office, JUNE, edition(), by=secretary)
    own = item.sha256

    attach_signed(item, ContentFile(SCAN), name="pindaian.pdf", kind=Signature.WET, by=secretary)

    item.refresh_from_db()
    assert (item.signature, item.sha256, item.signed_sha256) == ("wet", own, item.signed_copy.sha256)
    assert content_of(item.signed_copy) == SCAN
    with pytest.raises(Stale):
        attach_signed(item, ContentFile(SCAN + b"2"), name="lagi.pdf", kind=Signature.WET, by=secretary)
    item.refresh_from_db()
    assert content_of(item.signed_copy) == SCAN


def test_scan_is_refused_when_the_report_was_superseded(report, office, secretary, edition):
    item = issue(report, office, JUNE, edition(), by=secretary)
    issue(report, office, JUNE, edition(number="2/LAP/2022", reason="Salah hitung"), by=secretary)

    with pytest.raises(Stale):
        attach_signed(item, ContentFile(SCAN), name="pindaian.pdf", kind=Signature.WET, by=secretary)


@pytest.mark.parametrize(
    ("name", "kind", "reason"),
    [
        ("pindaian.png", Signature.WET, "harus berkas PDF"),
        ("pindaian.pdf", Signature.ELECTRONIC, "tidak memuat tanda tangan elektronik"),
    ],
)
def test_signed_copy_is_refused_when_it_is_not_what_it_says(report, office, secretary, edition, name, kind, reason):
    item = issue(report, office, JUNE, edition(), by=secretary)

    with pytest.raises(RefusedFile, match=reason):
        attach_signed(item, ContentFile(SCAN), name=name, kind=kind, by=secretary)


def test_signed_copy_is_refused_when_it_is_the_unsigned_file(report, office, secretary, edition):
    item = issue(report, office, JUNE, edition(), by=secretary)

    with pytest.raises(RefusedFile, match="belum ditandatangani"):
        attach_signed(item, ContentFile(content_of(item.file)), name="a.pdf", kind=Signature.WET, by=secretary)


def test_signed_copy_is_refused_when_the_account_may_not_issue(report, office, secretary, staff, edition):
    item = issue(report, office, JUNE, edition(), by=secretary)

    with pytest.raises(Forbidden):
        attach_signed(item, ContentFile(SCAN), name="pindaian.pdf", kind=Signature.WET, by=staff)


def test_public_gets_nothing_unless_it_is_asked_for(report, office, secretary, edition):
    item = issue(report, office, JUNE, edition(), by=secretary)
    shown = issue(
        report, office, Period.parse("2022-07"), edition(number="2/LAP/2022", publication="listed"), by=secretary
    )

    assert list(IssuedReport.objects.public()) == [shown]
    assert (item.publication, item.is_offered, shown.is_offered) == (Publication.NONE, False, False)


def test_publication_changes_and_is_kept_in_the_audit(report, office, secretary, edition):
    item = issue(report, office, JUNE, edition(), by=secretary)

    publish(item, Publication.OFFERED, by=secretary)
    events = Event.objects.filter(office_code=office.code).count()
    publish(item, Publication.OFFERED, by=secretary)

    item.refresh_from_db()
    last = Event.objects.filter(office_code=office.code).last()
    assert (item.publication, item.is_offered) == (Publication.OFFERED, True)
    assert (last.action, last.before, last.after) == (
        "reports.publication_changed",
        '{"publication":"none"}',
        '{"publication":"offered"}',
    )
    assert Event.objects.filter(office_code=office.code).count() == events


def test_publication_is_refused_when_the_account_may_not_issue(report, office, secretary, staff, edition):
    item = issue(report, office, JUNE, edition(), by=secretary)

    with pytest.raises(Forbidden):
        publish(item, Publication.LISTED, by=staff)

    item.refresh_from_db()
    assert item.publication == Publication.NONE


@pytest.mark.parametrize("code", ["", "abc", "x" * 18, "0" * 18, "../../etc/passwd42"])
def test_unknown_code_verifies_nothing(db, code):
    assert verifiable(code) is None
