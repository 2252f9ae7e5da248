"""A form and a tracker that exist in tests alone; a case of theirs is an event of the audit."""

from django import forms
from django.core.exceptions import ValidationError

from pranata.base.audit.actions import record
from pranata.base.audit.models import Event
from pranata.base.files.actions import store
from pranata.base.org.active import active_office_or_404
from pranata.engines.intake.answering import answer
from pranata.engines.intake.declaration import AnonymousForm
from pranata.engines.intake.origin import anonymous_page
from pranata.engines.intake.rules import Limits
from pranata.engines.intake.staging import Attachments
from pranata.engines.intake.tracking import Tracker, track

NUMBER, CODE = "XX-2022-0001", "7K2M-9QXD"
REFUSED_SUBJECT = "tolak"


class SampleForm(forms.Form):
    name = forms.CharField(label="Nama", max_length=100)
    kind = forms.ChoiceField(
        label="Jenis pemohon", choices=[("person", "Perorangan"), ("body", "Badan hukum")], widget=forms.RadioSelect
    )
    email = forms.EmailField(label="Surel", max_length=200, required=False)
    content = forms.CharField(label="Isi", max_length=2000, widget=forms.Textarea)
    copy = forms.BooleanField(label="Kirim salinannya kepada saya", required=False)


def receive(submission):
    """One event, one stored file for each attachment; the subject "tolak" is refused as a capability would."""
    if submission.data["content"] == REFUSED_SUBJECT:
        raise ValidationError("Pokok ini tidak kami layani.")
    for attached in submission.files:
        store(submission.office, attached.file, by=None, name=attached.name)
    after = {"content": submission.data["content"], "language": submission.language}
    record(office=submission.office, actor=None, action="sample.received", after=after)
    return {"number": f"XX-2022-{cases().count():04d}", "code": CODE}


def cases():
    return Event.objects.filter(action="sample.received")


def find(office, number, code):
    return {"status": "Sedang dikerjakan"} if (number, code) == (NUMBER, CODE) else None


SAMPLE = AnonymousForm(
    code="sample",
    title="Formulir contoh",
    lead="Hanya untuk pengujian.",
    form=SampleForm,
    accept=receive,
    attachments=Attachments("Lampiran", count=2, megabytes=1, endings=("txt", "png")),
    limits=Limits(busy=3, per_source=2, ceiling=6),
    unproven_limits=Limits(busy=1, per_source=1, ceiling=2),
)
PLAIN = AnonymousForm(
    code="plain", title="Formulir tanpa lampiran", lead="Hanya untuk pengujian.", form=SampleForm, accept=receive,
    keeps_draft=False,
)  # fmt: skip
TRACKER = Tracker(
    code="sample-tracker", find=find, template="intake/receipt.html", limits=Limits(busy=2, per_source=1, ceiling=3)
)


@anonymous_page
def sample(request, code):
    return answer(request, SAMPLE, active_office_or_404(code))


@anonymous_page
def plain(request, code):
    return answer(request, PLAIN, active_office_or_404(code))


@anonymous_page
def tracker(request, code):
    return track(request, TRACKER, active_office_or_404(code))
