"""The public's door: one form. Before the law was in force there is none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from pranata.areas.public_service.data_subjects.actions.receiving import Asked, submit
from pranata.areas.public_service.data_subjects.forms import RequestForm
from pranata.areas.public_service.data_subjects.rules import is_in_force
from pranata.base.org.active import active_office_or_404
from pranata.engines.deadlines.wording import day_words
from pranata.engines.intake.answering import answer
from pranata.engines.intake.declaration import AnonymousForm, declare
from pranata.engines.intake.origin import anonymous_page
from pranata.engines.intake.staging import Attachments
from pranata.lib import clock

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from pranata.engines.intake.declaration import Submission

CONTACT = ("name", "email", "phone")


def accept(submission: Submission) -> Mapping[str, Any]:
    """The request of a form that came in whole; its receipt bears a code and the moment by which it is answered."""
    data = submission.data
    asked = Asked(
        right=data["right"],
        contact={name: data[name] for name in CONTACT},
        description=data["description"],
        number=data["number"],
        code=data["code"],
        files=[(each.name, each.file) for each in submission.files],
    )
    receipt = submit(submission.office, asked)
    due_at = receipt.case.due_at.astimezone(clock.zone())
    return {"code": receipt.code, "due": f"{day_words(due_at)}, {due_at:%H.%M}"}


FORM = declare(
    AnonymousForm(
        code="data_subjects",
        title=_("Permintaan tentang data pribadi Anda"),
        lead=_("Lihat, betulkan, atau hapus data Anda yang kami simpan. Kami menjawab dalam 3 x 24 jam."),
        form=RequestForm,
        accept=accept,
        receipt_template="data_subjects/public_receipt.html",
        attachments=Attachments(_("Bukti identitas atau surat kuasa"), count=3),
    )
)


@anonymous_page
def ask(request: HttpRequest, code: str) -> HttpResponse:
    office = active_office_or_404(code)
    if not is_in_force(clock.today()):
        raise Http404
    return answer(request, FORM, office)
