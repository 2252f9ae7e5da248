import json
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from pranata.base.access.errors import Forbidden
from pranata.base.access.models import Role, RoleAssignment
from pranata.base.access.tests.factories import UserFactory
from pranata.base.audit.models import Event
from pranata.base.audit.verification import verify
from pranata.base.files.downloads import open_file
from pranata.base.files.errors import RefusedFile
from pranata.base.flow.errors import Stale
from pranata.base.notify.kinds import in_words
from pranata.base.notify.models import Notice
from pranata.base.org.tests.factories import UnitFactory
from pranata.base.people.tests.factories import PersonFactory
from pranata.base.seal.actions import unseal
from pranata.engines.cases.actions.charging import assign, correct
from pranata.engines.cases.actions.ending import answer
from pranata.engines.cases.actions.guards import VISITOR
from pranata.engines.cases.actions.messages import add_file, attach, note, write_message
from pranata.engines.cases.tests.conftest import CONTACT, account
from pranata.engines.cases.tests.sample.models import Question, QuestionMessage, Status
from pranata.engines.dispositions.models import Disposition


def told(user):
    return [(line.words, line.title) for line in in_words(Notice.objects.filter(recipient=user), reader=user)]


def test_case_is_charged_to_a_person_who_is_told_and_may_see_it(case, officer, staff, unit):
    assert list(Question.objects.visible_to(staff)) == []

    assign(case, by=officer, person=staff.person, step="assign")

    stored = Question.objects.get()
    assert (stored.status, stored.assignee, stored.unit) == (Status.PROCESSED, staff.person, unit)
    assert list(Question.objects.visible_to(staff)) == [case]
    assert told(staff) == [("Perkara ditugaskan kepada Anda", "CT-2022-0001 Salinan contoh")]
    assert Notice.objects.get().due_on == date(2022, 5, 19)


def test_notice_tells_no_subject_once_its_reader_may_not_see_the_case(case, officer, staff):
    assign(case, by=officer, person=staff.person, step="assign")
    assign(case, by=officer)

    assert told(staff) == [("Perkara ditugaskan kepada Anda", "")]


def test_person_who_may_not_see_the_case_is_told_nothing_of_it(case, office, officer):
    outsider = UserFactory(person=PersonFactory(office=office))

    assign(case, by=officer, person=outsider.person)
    with pytest.raises(ValidationError, match="tidak boleh membuka perkara ini"):
        assign(case, by=account(office, Role.SECRETARY), person=outsider.person, instruction="Siapkan salinan contoh.")

    assert (Question.objects.get().assignee, Notice.objects.count()) == (outsider.person, 0)


def test_case_may_be_charged_without_moving_it_and_charge_taken_back(case, officer, unit):
    assign(case, by=officer, unit=unit)
    assert (case.status, case.unit, case.assignee) == (Status.REGISTERED, unit, None)

    assign(case, by=officer)

    event = Event.objects.filter(action="cases.assigned").latest("sequence")
    assert (event.before, event.after) == (
        f'{{"assignee":null,"unit":{unit.pk}}}',
        '{"assignee":null,"unit":null}',
    )
    assert Question.objects.get().unit is None


def test_charge_comes_with_a_disposition_when_there_is_an_instruction(case, office, staff):
    secretary = account(office, Role.SECRETARY)

    assign(case, by=secretary, person=staff.person, instruction="Siapkan salinan contoh.")

    given = Disposition.objects.get()
    assert (given.subject, given.instruction, given.to_account, given.due_on) == (
        "CT-2022-0001 Salinan contoh",
        "Siapkan salinan contoh.",
        staff,
        date(2022, 5, 19),
    )
    assert given.address == f"/meja/9001/pertanyaan/{case.pk}/"


def test_charge_and_disposition_stand_or_fall_together(case, officer, unit, office):
    with pytest.raises(Forbidden):  # may process this kind, but gives no dispositions
        assign(case, by=account(office, Role.ATASAN_PPID), unit=unit, instruction="Siapkan salinan contoh.")
    with pytest.raises(ValidationError, match="Disposisi perlu unit"):
        assign(case, by=account(office, Role.SECRETARY), instruction="Siapkan salinan contoh.")

    assert (Question.objects.get().unit, Disposition.objects.count()) == (None, 0)


def test_charge_is_refused_for_who_is_not_of_the_office_or_has_left(case, officer, office):
    left = PersonFactory(office=office, valid_to=date(2022, 4, 25))
    for facts in ({"person": PersonFactory()}, {"person": left}, {"unit": UnitFactory()}):
        with pytest.raises(ValidationError, match="bukan dari satuan kerja ini"):
            assign(case, by=officer, **facts)
    assert Question.objects.get().assignee is None


def test_charge_is_refused_without_permission_and_from_a_stale_copy(case, officer, head, unit):
    copy = Question.objects.get()
    with pytest.raises(Forbidden):
        assign(case, by=head, unit=unit)
    assign(case, by=officer, unit=unit, step="assign")
    with pytest.raises(Stale):
        assign(copy, by=officer)
    assert Question.objects.get().unit == unit


def test_messages_go_both_ways_and_are_sealed(case, officer):
    write_message(case, " Kapan selesai? ", direction="from_public", by=VISITOR)
    write_message(case, "Pekan ini.", direction="to_public", by=officer)

    found = list(Question.objects.get().messages.all())
    assert [(each.text, each.is_from_public, each.by) for each in found] == [
        ("Kapan selesai?", True, None),
        ("Pekan ini.", False, officer),
    ]
    assert b"selesai" not in bytes(found[0].sealed_text)
    first = Event.objects.filter(action="cases.message").order_by("sequence")[0]
    assert (first.actor, first.after) == ("anonymous", f'{{"direction":"from_public","message":{found[0].pk}}}')
    assert json.loads(unseal(case.seal_subject, first.personal)) == {"text": "Kapan selesai?"}


def test_whoever_is_charged_is_told_of_every_message_that_came_in(case, officer, staff):
    assign(case, by=officer, person=staff.person)
    Notice.objects.all().delete()

    for words in ("Satu", "Dua"):
        write_message(case, words, direction="from_public", by=VISITOR)
    write_message(case, "Tiga", direction="to_public", by=officer)

    assert told(staff) == [("Pesan baru dari pemohon atau pelapor", "CT-2022-0001 Salinan contoh")] * 2


def test_whoever_may_not_see_the_case_any_more_is_not_told_of_messages(case, officer, staff):
    assign(case, by=officer, person=staff.person)
    Notice.objects.all().delete()
    RoleAssignment.objects.filter(user=staff).delete()

    write_message(case, "Satu", direction="from_public", by=VISITOR)

    assert (Question.objects.visible_to(staff).count(), told(staff)) == (0, [])


def test_message_moves_the_case_along_when_a_step_is_named(case, officer):
    write_message(case, "Kami kerjakan.", direction="to_public", by=officer, step="assign")

    assert Question.objects.get().status == Status.PROCESSED


def test_reply_of_the_public_moves_the_case_by_a_step_open_to_it(case, officer):
    answer(case, text="Terlampir.", by=officer)

    with pytest.raises(Forbidden):
        write_message(case, "Belum jelas.", direction="from_public", by=VISITOR, step="close")
    write_message(case, "Belum jelas.", direction="from_public", by=VISITOR, step="reply")

    assert Question.objects.get().status == Status.PROCESSED
    assert [each.text for each in case.messages.all()] == ["Terlampir.", "Belum jelas."]


def test_public_message_arrives_although_staff_moved_the_case_meanwhile(case, officer, unit):
    copy = Question.objects.get()
    assign(case, by=officer, unit=unit, step="assign")

    write_message(copy, "Tambahan.", direction="from_public", by=VISITOR)

    assert QuestionMessage.objects.get().text == "Tambahan."


@pytest.mark.parametrize("direction", ["to_public", "from_public"])
def test_messages_are_refused_to_who_may_not_process(case, head, direction):
    with pytest.raises(Forbidden):
        write_message(case, "Contoh", direction=direction, by=head)
    assert QuestionMessage.objects.count() == 0


def test_public_writes_from_the_public_alone(case):
    with pytest.raises(Forbidden):
        write_message(case, "Contoh", direction="to_public", by=VISITOR)
    with pytest.raises(ValueError, match="internal"):
        write_message(case, "Contoh", direction="internal", by=VISITOR)
    with pytest.raises(ValidationError):
        write_message(case, "   ", direction="from_public", by=VISITOR)
    with pytest.raises(Forbidden):
        attach(case, ContentFile(b"satu\n"), name="a.txt", direction="internal", by=VISITOR)


def test_notes_are_internal_and_sealed(case, officer, head, office):
    note(case, "Hubungi subbagian teknis.", by=officer)

    kept = Question.objects.get().notes.get()
    assert (kept.text, kept.by, b"teknis" in bytes(kept.sealed_text)) == ("Hubungi subbagian teknis.", officer, False)
    with pytest.raises(Forbidden):
        note(case, "Contoh", by=head)
    with pytest.raises(ValidationError):
        note(case, "", by=officer)


def test_files_are_stored_sealed_with_the_name_they_came_with(case, storage_dir):
    attach(case, ContentFile(b"isi contoh\n"), name="Kartu Contoh.txt", direction="from_public", by=VISITOR)

    kept = Question.objects.get().attachments.get()
    with open_file(kept.file) as file:
        assert file.read() == b"isi contoh\n"
    assert (kept.name, kept.file.subject) == ("Kartu Contoh.txt", case.seal_subject)
    stored = [path for path in storage_dir.rglob("*") if path.is_file()]
    assert [b"contoh" in path.read_bytes() for path in stored] == [False]
    assert "Kartu" not in "".join(Event.objects.values_list("after", flat=True))


def test_file_that_comes_with_a_case_is_kept_in_few_queries_and_two_events(receipt, django_assert_num_queries):
    with django_assert_num_queries(9):  # head; savepoint, file, event, head, release; attachment, event, head
        add_file(receipt.case, ContentFile(b"isi\n"), name="a.txt", direction="from_public", by=VISITOR)
    add_file(receipt.case, ContentFile(b"lain\n"), name="b.txt", direction="from_public", by=VISITOR)

    assert [kept.name for kept in receipt.case.attachments.order_by("pk")] == ["a.txt", "b.txt"]
    recorded = Event.objects.filter(office_code=receipt.case.office.code).order_by("sequence")
    assert list(recorded.values_list("action", flat=True)) == [
        "cases.received",
        "files.stored",
        "cases.attached",
        "files.stored",
        "cases.attached",
    ]
    assert verify().bad is None


def test_refused_file_leaves_nothing(case):
    with pytest.raises(RefusedFile):
        attach(case, ContentFile(b"MZ"), name="contoh.exe", direction="from_public", by=VISITOR)
    assert case.attachments.count() == 0


def test_what_was_written_down_wrong_is_put_right(case, officer):
    correct(case, by=officer, contact={**CONTACT, "phone": "0800-000"}, subject="Salinan lain")

    stored = Question.objects.get()
    assert (stored.contact["phone"], stored.subject, stored.description) == (
        "0800-000",
        "Salinan lain",
        "Mohon salinan contoh.",
    )
    event = Event.objects.get(action="cases.corrected")
    assert event.after == '{"parts":["contact","subject"]}'
    said = json.loads(unseal(event.subject, event.personal))
    assert said["subject"] == ["Salinan contoh", "Salinan lain"]


def test_nothing_is_recorded_when_nothing_was_corrected(case, officer, head):
    correct(case, by=officer, contact=CONTACT, description="Mohon salinan contoh.", subject="Salinan contoh")

    assert Event.objects.filter(action="cases.corrected").count() == 0
    with pytest.raises(Forbidden):
        correct(case, by=head, subject="x")


def test_parts_are_visible_with_their_case(case, officer, staff, head):
    note(case, "Contoh", by=officer)

    kept = type(case.notes.get()).objects
    assert [kept.visible_to(user).count() for user in (officer, head, staff)] == [1, 1, 0]


@pytest.mark.parametrize("count", [1, 3])
def test_thread_is_read_with_one_key(case, officer, django_assert_num_queries, count):
    for number in range(count):
        write_message(case, f"Pesan {number}", direction="to_public", by=officer)

    read = Question.objects.get()
    with django_assert_num_queries(2):
        assert [each.text for each in read.messages.all()] == [f"Pesan {number}" for number in range(count)]
