"""What an administrator does to the machinery: verify the audit's chain, look for missing files, repeat a task."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from pranata.base.audit import verification
from pranata.base.audit.actions import record
from pranata.base.audit.copies import default_path
from pranata.base.files.models import StoredFile
from pranata.base.org.models import Office
from pranata.base.org.permission import require

VERIFIED = "audit.verified"
FILES_CHECKED = "files.checked"


def verify_chain(office: Office, *, by) -> verification.Verification:
    """
    Recomputes the office's chain, compares it with the copies of its head, and records what was found.
    Raises Forbidden without "audit.view". Reading takes no lock; only the event is written in a transaction.
    """
    require(by, "audit.view", office)
    found = verification.verify(office_code=office.code, copy=default_path())
    fault = {"fault": found.bad.fault.value, "sequence": found.bad.sequence} if found.bad else {}
    with transaction.atomic():
        after = {"is_whole": found.bad is None, "events": found.events, **fault}
        record(office=office, actor=by, action=VERIFIED, target=office, after=after)
    return found


def check_files(office: Office, *, by) -> int:
    """
    Counts the office's files whose bytes are missing from the storage, and records how many.
    Raises Forbidden without "system.view". How many files were looked at is not said: sealed ones are among them.
    """
    require(by, "system.view", office)
    names = StoredFile.objects.filter(office=office).values_list("storage_name", flat=True)
    missing = sum(not default_storage.exists(name) for name in names.iterator())
    with transaction.atomic():
        record(office=office, actor=by, action=FILES_CHECKED, target=office, after={"missing": missing})
    return missing


@transaction.atomic
def retry_task(pk: UUID, *, office: Office, by) -> None:
    """
    Queues a failed background task again in place of its failed run. ``office`` is where ``by`` works; tasks have none.
    Raises ValidationError when it has not failed (any more) or is a task of another version, Forbidden without
    "system.view".
    """
    require(by, "system.view", office)
    failed = DBTaskResult.objects.select_for_update().filter(pk=pk, status=TaskResultStatus.FAILED).first()
    if failed is None:
        raise ValidationError(_("Tugas ini tidak lagi berstatus gagal."))
    try:
        again = failed.task.enqueue(*failed.args_kwargs["args"], **failed.args_kwargs["kwargs"])
    except ImportError:
        raise ValidationError(_("Tugas ini tidak dikenal lagi oleh versi yang sedang berjalan.")) from None
    failed.delete()
    after = {"task": failed.task_path, "number": str(again.id)}
    record(office=office, actor=by, action="system.task_retried", before={"number": str(pk)}, after=after)
