from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from pranata.areas.oversight.complaints.actions.receiving import (
    Report,
    name_officers,
    receive_complaint,
    set_lapor_number,
)
from pranata.areas.oversight.complaints.models import Complaint, Reporter, Status
from pranata.areas.oversight.complaints.tests.conftest import CONTACT
from pranata.base.access.errors import Forbidden
from pranata.base.access.models import Role
from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.audit.models import Event
from pranata.base.people.tests.factories import PersonFactory
from pranata.engines.cases.actions.guards import VISITOR
from pranata.engines.cases.queries import inbox

pytestmark = pytest.mark.django_db


def test_clock_of_verification_runs_and_no_number_is_taken_when_it_comes_in(lodge):
    case = lodge()

    assert (case.status, case.number, case.clock) == (Status.RECEIVED, "", "complaints.verification")
    assert (case.due_on, case.verification_due_on) == (date(2022, 5, 9), date(2022, 5, 9))
    assert case.contact == CONTACT


def test_nothing_of_the_reporter_is_kept_when_it_is_nameless(lodge):
    case = lodge(reporter=Reporter.ANONYMOUS)

    case.refresh_from_db()
    assert (case.contact, bytes(case.sealed_contact)) == ({}, b"")
    assert case.description == "Antrean tidak dilayani."
    event = Event.objects.get(action="cases.received")
    assert "Warga Contoh" not in str(event.__dict__)


def test_officer_never_sees_the_complaint_about_himself(lodge, officer, secretary, office):
    case = lodge(officer="bapak aduan")

    assert list(Complaint.objects.visible_to(officer)) == []
    assert list(Complaint.objects.visible_to(secretary)) == [case]
    assert inbox(officer, office) == []


def test_whole_unit_is_kept_away_only_when_asked(lodge, unit, office, secretary):
    colleague = PersonFactory(office=office, unit=unit, name="Rekan Sebelah")
    seer = RoleAssignmentFactory(office=office, role=Role.COMPLAINTS, user__person=colleague).user
    PersonFactory(office=office, unit=unit, name="Terlapor Jauh")
    open_one = lodge(officer="Terlapor")
    hidden = lodge(officer="Terlapor", hides_unit=True)

    assert list(Complaint.objects.visible_to(seer)) == [open_one]
    assert set(Complaint.objects.visible_to(secretary)) == {open_one, hidden}


def test_only_processors_see_complaints_that_nobody_is_charged_with(lodge, officer, head, staff):
    case = lodge()

    assert [list(Complaint.objects.visible_to(user)) for user in (officer, head, staff)] == [[case], [], []]


def test_nobody_of_another_office_sees_it(lodge):
    lodge()
    stranger = RoleAssignmentFactory(role=Role.COMPLAINTS).user

    assert list(Complaint.objects.visible_to(stranger)) == []


def test_named_officer_loses_the_charge_and_the_sight(verified, officer, head, unit):
    Complaint._base_manager.filter(pk=verified.pk).update(unit=unit, assignee=head.person)
    verified.refresh_from_db()
    assert list(Complaint.objects.visible_to(head)) == [verified]

    name_officers(verified, people=[head.person], hides_unit=True, by=officer)

    assert list(Complaint.objects.visible_to(head)) == []
    assert (verified.unit, verified.assignee, verified.hides_unit) == (None, None, True)


def test_officers_are_refused_when_they_are_elsewhere_or_the_one_who_says_so(verified, officer, head):
    with pytest.raises(ValidationError, match="bukan dari satuan kerja ini"):
        name_officers(verified, people=[PersonFactory()], hides_unit=False, by=officer)
    with pytest.raises(ValidationError, match="tentang diri sendiri"):
        name_officers(verified, people=[officer.person], hides_unit=False, by=officer)
    with pytest.raises(Forbidden):
        name_officers(verified, people=[], hides_unit=False, by=head)
    assert verified.officers.count() == 0


def test_number_of_lapor_is_refused_when_another_bears_it(lodge, officer):
    lodge(lapor_number="900001")
    other = lodge()

    with pytest.raises(ValidationError, match="sudah tercatat"):
        lodge(lapor_number="900001")
    with pytest.raises(ValidationError, match="sudah tercatat"):
        set_lapor_number(other, lapor_number="900001", by=officer)
    assert set_lapor_number(other, lapor_number="900002", by=officer).lapor_number == "900002"
    assert Complaint.objects.count() == 2


def test_file_is_sealed_with_the_complaint(office):
    files = [(ContentFile(b"%PDF-1.4\n%%EOF\n"), "bukti contoh.pdf")]
    case = receive_complaint(office, Report("Isi contoh"), by=VISITOR, files=files).case

    attached = case.attachments.get()
    assert (attached.name, attached.file.subject) == ("bukti contoh.pdf", case.seal_subject)


def test_staff_without_the_permission_write_no_complaint_down(office, staff):
    with pytest.raises(Forbidden):
        receive_complaint(office, Report("Isi contoh"), by=staff)
    assert Complaint.objects.count() == 0
