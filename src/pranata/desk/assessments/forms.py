"""An answer as it is sent from the sheet or from the page of one item; the actions decide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pranata.base.imports.cells import decimal_text
from pranata.desk.responsibility.forms import ActionForm, DecimalText
from pranata.engines.assessments.models import Level
from pranata.engines.assessments.reading.instrument import ScaleKind
from pranata.engines.assessments.replies import Reply, WrongReply, reply_of
from pranata.engines.assessments.words import NOT_APPLICABLE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pranata.engines.assessments.models import Answer
    from pranata.engines.assessments.reading.instrument import Question


class AnswerForm(ActionForm):
    """One answer to one question. Its fields bear the question's code, so that many stand in one page's form.

    ``reply`` is the answer that was sent, None while nothing was; ``with_notes`` also takes the words beside it.
    """

    choice = forms.CharField(required=False)
    numerator = DecimalText(label=_("Pembilang"), required=False, max_length=30)
    denominator = DecimalText(label=_("Penyebut"), required=False, max_length=30)
    is_not_applicable = forms.BooleanField(label=_("Tidak berlaku di sini"), required=False)
    note = forms.CharField(
        label=_("Penjelasan"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )
    reason = forms.CharField(
        label=_("Alasan perbedaan"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Wajib bila jawaban berbeda dari tingkat sebelumnya."),
    )
    reply: Reply | None = None

    def __init__(
        self,
        data: Mapping | None = None,
        *,
        question: Question,
        level: Level,
        held: Answer | None = None,
        with_notes: bool = False,
    ) -> None:
        initial = beginning(held)
        super().__init__(data, prefix=question.code, initial=initial)
        self.question, self.kind = question, question.scale.kind
        if self.kind == ScaleKind.RATIO:
            for name, label in zip(("numerator", "denominator"), question.inputs, strict=True):
                self.fields[name].label = label.capitalize() or self.fields[name].label
        if self.kind == ScaleKind.NUMBER:
            self.fields["numerator"].label = _("Angka")
        for name in unwanted(self.kind, level, with_notes=with_notes):
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if not self.errors:
            try:
                self.reply = self._reply(said)
            except WrongReply as error:
                self.add_error(None, str(error))
        return said

    def _reply(self, said: dict[str, Any]) -> Reply | None:
        if self.kind == ScaleKind.TEXT:
            return Reply() if said.get("note") else None
        if said.get("is_not_applicable"):
            return reply_of(self.question, NOT_APPLICABLE)
        if self.kind == ScaleKind.CHOICE:
            return reply_of(self.question, said["choice"]) if said["choice"] else None
        numbers = [said.get(name) for name in ("numerator", "denominator") if name in self.fields]
        if all(number is None for number in numbers):
            return None
        if None in numbers:
            raise WrongReply(gettext("%s: isi pembilang dan penyebutnya.") % self.question.code)
        return reply_of(self.question, {"num": numbers[0], "den": numbers[1]} if len(numbers) == 2 else numbers[0])


def beginning(held: Answer | None) -> dict[str, Any]:
    """What the form shows of an answer that stands."""
    if held is None:
        return {}
    return {
        "choice": NOT_APPLICABLE if held.is_not_applicable else held.choice,
        "numerator": decimal_text(held.numerator),
        "denominator": decimal_text(held.denominator),
        "is_not_applicable": held.is_not_applicable,
        "note": held.note,
        "reason": held.reason,
    }


def unwanted(kind: ScaleKind, level: Level, *, with_notes: bool) -> set[str]:
    """The fields that a question of this kind does without."""
    found = set() if with_notes or kind == ScaleKind.TEXT else {"note"}
    if level == Level.SELF:
        found.add("reason")
    if kind == ScaleKind.CHOICE:
        return found | {"numerator", "denominator", "is_not_applicable"}
    if kind == ScaleKind.RATIO:
        return found | {"choice"}
    if kind == ScaleKind.NUMBER:
        return found | {"choice", "denominator"}
    return found | {"choice", "numerator", "denominator", "is_not_applicable"}
