"""Charging a person or a unit with several cases at once, of whatever kinds they are."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from pranata.base.access.errors import Forbidden
from pranata.base.flow.errors import Stale
from pranata.base.org.models import Unit
from pranata.base.people.models import Person
from pranata.base.ui.pages import office_or_404, staff_post
from pranata.engines.cases.actions import charging
from pranata.engines.cases.notices import title_of
from pranata.engines.cases.registry import by_code
from pranata.lib import clock

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest, HttpResponse

    from pranata.base.access.models import User
    from pranata.base.org.models import Office
    from pranata.engines.cases.models import Case
    from pranata.engines.cases.queries import Entry
    from pranata.engines.cases.registry import CaseKind

CHOSEN = "perkara"
MOST_AT_ONCE = 60  # two pages of the inbox


class AssignForm(forms.Form):
    """Whom to charge: a unit, or a person, whose unit it then is."""

    unit = forms.ModelChoiceField(
        label=_("Unit kerja"), queryset=Unit.objects.none(), required=False, empty_label=_("Unit kerja")
    )
    person = forms.ModelChoiceField(
        label=_("Penanggung jawab"), queryset=Person.objects.none(), required=False, empty_label=_("Orang (bila perlu)")
    )

    def __init__(self, data: Any = None, *, office: Office) -> None:
        super().__init__(data)
        today = clock.today()
        self.fields["unit"].queryset = Unit.objects.filter(office=office).valid_on(today).order_by("name")
        self.fields["person"].queryset = Person.objects.filter(office=office).valid_on(today).order_by("name")
        for name in self.fields:
            self.fields[name].widget.attrs |= {"aria-label": self.fields[name].label, "class": "form-select"}

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        unit, person = given.get("unit"), given.get("person")
        if unit is None and person is None and not self.errors:
            raise ValidationError(_now("Pilih unit kerja atau orangnya."))
        given["unit"] = unit or (person.unit if person else None)
        return given


@dataclass
class Outcome:
    """What became of the chosen cases: how many were charged, and why others were not."""

    done: int = 0
    refused: list[str] = field(default_factory=list)


@staff_post
def assign_cases(request: HttpRequest, code: str) -> HttpResponse:
    """Each by itself: one that is refused stops no other, and is named with its reason. The filters are kept."""
    office = office_or_404(request, code)
    query = request.GET.urlencode()
    back = reverse("desk:inbox", args=[office.code]) + (f"?{query}" if query else "")
    form = AssignForm(request.POST, office=office)
    chosen = list(dict.fromkeys(request.POST.getlist(CHOSEN)))[:MOST_AT_ONCE]
    if not chosen:
        messages.warning(request, _now("Pilih dahulu perkaranya."))
    elif not form.is_valid():
        messages.warning(request, " ".join(words for errors in form.errors.values() for words in errors))
    else:
        tell(request, assign_all(request.user, office, chosen, **form.cleaned_data))
    return redirect(back)


def tell(request: HttpRequest, outcome: Outcome) -> None:
    if outcome.done:
        words = ngettext("%d perkara ditugaskan.", "%d perkara ditugaskan.", outcome.done)
        messages.success(request, words % outcome.done)
    for words in outcome.refused:
        messages.warning(request, words)


def assign_all(user: User, office: Office, chosen: Iterable[str], *, unit: Unit | None, person: Any) -> Outcome:
    """What one may not see is passed over as if it were not there."""
    outcome = Outcome()
    for each in chosen:
        kind_code, _colon, number = each.partition(":")
        kind = by_code(kind_code)
        if kind is None or not (number.isascii() and number.isdigit() and len(number) < 19):
            continue
        visible = kind.model.objects.visible_to(user).open().filter(office=office)
        case = visible.select_related("office", "unit", "assignee").filter(pk=number).first()
        if case is None:
            continue
        if reason := refusal(kind, case, unit=unit, person=person, by=user):
            title = title_of(case.number, case.subject)
            outcome.refused.append(_now("%(case)s tidak ditugaskan: %(reason)s") % {"case": title, "reason": reason})
        else:
            outcome.done += 1
    return outcome


def refusal(kind: CaseKind, case: Case, *, unit: Unit | None, person: Any, by: User) -> str:
    """Why the case was not charged, "" when it was."""
    try:
        if not is_assignable(kind):
            return _now("jenis ini tidak ditugaskan dari sini.")
        if kind.assign is not None:
            kind.assign(case, unit=unit, person=person, by=by)
        else:
            step = "assign" if case.status in kind.flow.steps["assign"].sources else ""
            charging.assign(case, unit=unit, person=person, by=by, step=step)
    except ValidationError as error:
        return " ".join(error.messages)
    except Stale:
        return _now("keadaannya tidak mengizinkan, misalnya belum terdaftar.")
    except Forbidden:
        return _now("Anda tidak memprosesnya.")
    return ""


def is_assignable(kind: CaseKind) -> bool:
    """Whether the kind can be charged from a list: it says how, or its flow has the step."""
    return kind.assign is not None or "assign" in kind.flow.steps


def may_assign(entry: Entry, user: User) -> bool:
    """Whether the box beside a case is offered: a numbered one that ``user`` processes."""
    return bool(entry.case.number) and is_assignable(entry.kind) and user.can(entry.kind.process, entry.case.office)
