"""A workbook on its way in: sent, its changes looked at, then written if they are still what was looked at.

Between preview and writing the page itself carries the rows, signed; nothing is kept on the server.
"""

from __future__ import annotations

import hashlib
import json
from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pranata.base.audit.actions import hold
from pranata.base.files.errors import RefusedFile
from pranata.base.flow.errors import Stale
from pranata.base.imports.faults import FaultySheet
from pranata.base.imports.sheet import Line
from pranata.base.imports.writing import MEDIA_TYPE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from django.http import HttpRequest

    from pranata.base.org.models import Office

Lines = dict[str, list[Line]]  # of each sheet, by a name of ours
SALT = "desk.exchange"
PREVIEW_AGE = 60 * 60  # seconds a preview may be looked at


class UploadForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Berkas Excel (.xlsx)"), widget=forms.FileInput(attrs={"accept": ".xlsx"})
    )


@dataclass(frozen=True)
class Difference:
    """One value a row changes, in words."""

    heading: str
    before: str
    after: str


class Change(Protocol):
    """What one row does: ``number`` is its row in the workbook, ``name`` what it speaks of."""

    number: int
    name: str
    differences: tuple[Difference, ...]


Changes = dict[str, list[Any]]  # lists of ``Change``, by what they are called in the preview


def outcome_mark(changes: Mapping[str, Sequence[Change]]) -> str:
    """A mark of what would change; another outcome, another mark."""
    facts = [
        [kind, each.name, [[one.heading, one.before, one.after] for one in each.differences]]
        for kind, found in sorted(changes.items())
        for each in found
    ]
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()


def write_if_same(
    office: Office, outcome: str, *, find: Callable[[], Changes], write: Callable[[Changes], object]
) -> tuple[Changes, bool]:
    """What ``find`` finds, and whether it was written: it is if that is what ``outcome`` is the mark of."""
    with transaction.atomic():
        hold(office)  # nobody else writes between what is compared and what is written
        changes = find()
        is_same = outcome == outcome_mark(changes)
        if is_same:
            write(changes)
    return changes, is_same


class Exchange(ABC):
    """The pages of one workbook. A subclass reads it, finds and writes what it changes, and names its templates.

    ``about`` tells this workbook from every other: a preview of another one is not written.
    """

    upload_template = ""
    preview_template = ""
    most_rows = 2000  # of all sheets; the page carries them

    def __init__(self, request: HttpRequest, *about: str | int) -> None:
        self.request, self.about = request, list(about)

    @abstractmethod
    def read(self, upload: Any) -> Lines:
        """The rows of the workbook. Raises ``RefusedFile``."""

    @abstractmethod
    def changes(self, lines: Lines) -> Changes:
        """What the rows would change; nothing is written. Raises ``FaultySheet``."""

    @abstractmethod
    def write(self, lines: Lines, outcome: str) -> tuple[Changes, bool]:
        """What the rows change, and whether that was written: it is if ``outcome`` is its mark."""

    @abstractmethod
    def done(self, changes: Changes) -> HttpResponse:
        """The answer once ``changes`` are written."""

    @abstractmethod
    def context(self) -> dict[str, Any]:
        """What both templates show besides the form and the changes."""

    def receive(self) -> HttpResponse:
        """The page where a workbook is sent in; once sent, the preview of what it would change."""
        if self.request.method != "POST":
            return self.upload(UploadForm())
        form = UploadForm(self.request.POST, self.request.FILES)
        if not form.is_valid():
            return self.upload(form, status=422)
        return self.take(lambda: self.read(form.cleaned_data["file"]))

    def take(self, read: Callable[[], Lines]) -> HttpResponse:
        """The preview of the rows that ``read`` finds."""
        try:
            lines = read()
            if sum(map(len, lines.values())) > self.most_rows:
                raise RefusedFile(_("Terlalu banyak baris; paling banyak %d sekali kirim.") % self.most_rows)
        except RefusedFile as error:
            return self.refused(str(error))
        return self.preview(lines)

    def save(self) -> HttpResponse:
        """Writes what was previewed; shows the preview again when it would now change something else."""
        try:
            kept = signing.loads(self.request.POST.get("rows", ""), salt=SALT, max_age=PREVIEW_AGE)
        except signing.BadSignature:
            kept = {}
        if (kept.get("about"), kept.get("by")) != (self.about, self.request.user.pk):
            return self.refused(_("Pratinjau ini sudah kedaluwarsa; pilih berkasnya sekali lagi."))
        lines = {name: [Line(*each) for each in found] for name, found in kept["lines"].items()}
        try:
            changes, is_written = self.write(lines, kept["outcome"])
        except (FaultySheet, ValidationError, Stale):
            is_written = False
        return self.done(changes) if is_written else self.preview(lines, is_stale=True)

    def upload(self, form: UploadForm, *, status: int = 200) -> HttpResponse:
        return render(self.request, self.upload_template, {**self.context(), "form": form}, status=status)

    def refused(self, sentence: str) -> HttpResponse:
        """The upload page with what is wrong."""
        form = UploadForm({}, {})
        form.errors["file"] = form.error_class([sentence])
        return self.upload(form, status=422)

    def preview(self, lines: Lines, *, is_stale: bool = False) -> HttpResponse:
        """What the rows would change, or every faulty cell; ``is_stale`` when it is not what was shown before."""
        context = {**self.context(), "form": UploadForm(), "is_stale": is_stale}
        try:
            changes = self.changes(lines)
        except FaultySheet as faulty:
            context["faults"] = faulty.faults
            return render(self.request, self.preview_template, context, status=422)
        kept = {
            "about": self.about,
            "by": self.request.user.pk,
            "lines": {name: [[each.number, each.texts] for each in found] for name, found in lines.items()},
            "outcome": outcome_mark(changes),
        }
        context |= {"changes": changes, "rows": signing.dumps(kept, salt=SALT, compress=True)}
        return render(self.request, self.preview_template, context, status=409 if is_stale else 200)


def workbook_response(content: bytes, name: str) -> HttpResponse:
    """A written workbook to be kept as ``name``."""
    response = HttpResponse(content, content_type=MEDIA_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
