"""What a capability says of its anonymous form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pranata.engines.intake.posted import proofread
from pranata.engines.intake.rules import Limits
from pranata.engines.intake.staging import Arrived, Attachment, Attachments

if TYPE_CHECKING:
    from django import forms

    from pranata.base.org.models import Office

TEXT_BYTES = 2_500_000  # Django reads no more of a form into memory
# Submissions in ten minutes: of those whose machine worked for it, and of the others.
PROVEN = Limits(busy=60, per_source=10, ceiling=600)
UNPROVEN = Limits(busy=12, per_source=3, ceiling=60)


@dataclass(frozen=True)
class Submission:
    """A form that came in whole: for which office, the cleaned fields, the files, the language of its page."""

    office: Office
    data: Mapping[str, Any]
    files: tuple[Attachment | Arrived, ...]
    language: str


@dataclass(frozen=True)
class AnonymousForm:
    """One public form.

    ``code`` names it in limits, drafts and ``data/privacy/<code>.toml``, and never changes. ``accept`` writes the case
    in the transaction it is called in and returns what the receipt shows, as JSON holds it: ``number`` and ``code`` are
    shown by the receipt of the house, further ones by ``receipt_template``. It may raise ``ValidationError`` or
    ``RefusedFile``; then nothing is written and the page says so. ``keeps_draft`` is for forms whose text may lie on
    the sender's phone until it is sent; not for those whose reader must leave no trace.
    """

    code: str
    title: str
    lead: str
    form: type[forms.Form]
    accept: Callable[[Submission], Mapping[str, Any]]
    template: str = "intake/form.html"
    receipt_template: str = "intake/receipt.html"
    attachments: Attachments | None = None
    limits: Limits = PROVEN
    unproven_limits: Limits = UNPROVEN
    keeps_draft: bool = True

    def __post_init__(self) -> None:
        proofread(self.form)

    def door(self, office: Office) -> str:
        """What is counted together: this form of this office."""
        return f"{self.code}/{office.code}"

    @property
    def most_bytes(self) -> int:
        files = self.attachments.count * self.attachments.most_bytes if self.attachments else 0
        return TEXT_BYTES + files


_declared: list[AnonymousForm] = []


def declare(form: AnonymousForm) -> AnonymousForm:
    """Make a form known to the check at start-up; returns it."""
    _declared.append(form)
    return form


def declared_forms() -> list[AnonymousForm]:
    return list(_declared)
