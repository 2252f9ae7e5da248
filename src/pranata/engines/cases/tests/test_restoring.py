"""A restored backup brings back what was erased since; replaying the erasures takes it out again."""

from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command

from pranata.base.audit.models import Event
from pranata.base.audit.verification import verify
from pranata.base.files.downloads import download_response
from pranata.base.files.models import StoredFile
from pranata.base.seal.actions import erase as destroy_key
from pranata.base.seal.models import Erasure, SubjectKey
from pranata.engines.cases.actions.blanking import blank_erased
from pranata.engines.cases.actions.ending import close, erase
from pranata.engines.cases.actions.expiring import erase_expired
from pranata.engines.cases.actions.guards import VISITOR
from pranata.engines.cases.actions.messages import attach
from pranata.engines.cases.queries import inbox
from pranata.engines.cases.receipts import find_by_receipt
from pranata.engines.cases.tests.sample.models import Question, QuestionAttachment


@pytest.fixture
def full(receipt, officer):
    """A question with subject, file and holder that is closed, as a backup holds it; ``code`` opens it."""
    case = receipt.case
    attach(case, ContentFile(b"isi contoh"), name="ktp.txt", direction="from_public", by=VISITOR)
    Question.objects.filter(pk=case.pk).update(
        number="CT-2022-0009", registered_on="2022-04-26", subject="Salinan contoh", transferred_to="Warga Contoh",
        closed_at="2022-04-26T03:00Z", closed_on="2022-04-26",
    )  # fmt: skip
    return receipt


def restored_after_erasure(case, folder):
    """The rows as the backup had them, beside the list of erasures that came later."""
    key, serial = SubjectKey.objects.get(subject=case.seal_subject), case.seal_subject
    destroy_key(serial)
    line = f'{{"serial": "{key.serial}", "subject": "{serial}", "at": "2022-05-01T00:00:00+00:00"}}\n'
    (folder / "erasures.jsonl").write_text(line)
    SubjectKey.objects.filter(pk=key.pk).update(wrapped=key.wrapped, destroyed_at=None)
    Erasure.objects.all().delete()
    return folder / "erasures.jsonl"


def test_nothing_of_an_erased_case_is_readable_after_its_erasure_is_replayed(full, tmp_path):
    call_command("replay_erasures", restored_after_erasure(full.case, tmp_path))

    stored = Question.objects.get()
    assert (stored.subject, stored.transferred_to, stored.receipt_hash, stored.number) == ("", "", None, "CT-2022-0009")
    assert (stored.erased_at is not None, bytes(stored.sealed_contact)) == (True, b"")
    assert (QuestionAttachment.objects.count(), StoredFile.objects.count()) == (0, 0)
    assert find_by_receipt("CT-2022-0009", full.code) is None
    assert (Event.objects.get(action="cases.erased").actor, verify().bad) == ("system", None)
    assert blank_erased() == 0


def test_case_that_was_open_when_the_backup_was_made_waits_for_nobody(case, officer, office, tmp_path):
    call_command("replay_erasures", restored_after_erasure(case, tmp_path))

    stored = Question.objects.get()
    assert (stored.closed_on, stored.subject, inbox(officer, office)) == (date(2022, 4, 26), "", [])


def test_night_takes_out_what_an_earlier_restore_left(full):
    destroy_key(full.case.seal_subject)

    erase_expired(today=date(2022, 4, 27))

    assert Question.objects.get().subject == ""


def test_other_cases_keep_what_they_hold(case, full, tmp_path):
    call_command("replay_erasures", restored_after_erasure(full.case, tmp_path))

    case.refresh_from_db()
    assert (case.subject, case.erased_at) == ("Salinan contoh", None)


def test_file_whose_key_is_gone_says_so_on_a_page(full):
    attached = QuestionAttachment.objects.get()
    destroy_key(full.case.seal_subject)

    response = download_response(attached.file, "ktp.txt")

    assert (response.status_code, response["Cache-Control"]) == (410, "private, no-store")
    assert "Berkas ini sudah dihapus" in response.content.decode()


def test_erased_case_is_not_erased_a_second_time_at_night(case, officer):
    erase(close(case, outcome="granted", by=officer), by=officer)

    assert (erase_expired(today=date(2030, 1, 1)), Event.objects.filter(action="cases.erased").count()) == (0, 1)
