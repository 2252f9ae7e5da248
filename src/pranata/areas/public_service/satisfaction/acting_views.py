"""What is done about the lowest elements of a survey, and what came of what was done before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from pranata.areas.public_service.satisfaction.acting import (
    Proposal,
    effects,
    element_title,
    improvements_of,
    propose,
)
from pranata.areas.public_service.satisfaction.actions import Chosen, act
from pranata.areas.public_service.satisfaction.forms import DayField
from pranata.areas.public_service.satisfaction.pages import page_context, saved, survey_or_404
from pranata.base.org.models import Unit
from pranata.base.ui.pages import staff_form
from pranata.engines.followups.models import OPEN
from pranata.engines.surveys.models import EDIT
from pranata.lib import clock

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from pranata.engines.surveys.models import Survey


MISSING = {"required": _("Belum diisi.")}


class ProposalForm(forms.Form):
    """What is to be done about one element; nothing where it is not ticked."""

    is_chosen = forms.BooleanField(label=_("Jadikan tindak lanjut"), required=False)
    recommendation = forms.CharField(
        label=_("Yang dilakukan"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3}), error_messages=MISSING
    )
    unit = forms.ModelChoiceField(
        label=_("Unit penanggung jawab"), queryset=Unit.objects.none(), error_messages=MISSING
    )
    due_on = DayField(label=_("Tenggat"), error_messages=MISSING)
    use_required_attribute = False  # nothing is where it is not ticked

    def __init__(self, data: Any = None, *, survey: Survey, proposal: Proposal) -> None:
        start = {
            "is_chosen": True,
            "recommendation": proposal.words,
            "unit": proposal.unit,
            "due_on": proposal.due_on,
        }
        super().__init__(data, prefix=proposal.element, initial=start)
        self.proposal = proposal
        units = Unit.objects.filter(office=survey.office_id).valid_on(clock.today())
        self.fields["unit"].queryset = units.order_by("name")  # type: ignore[attr-defined]  # a ModelChoiceField

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("is_chosen"):
            self.errors.clear()
        return data

    def chosen(self) -> Chosen | None:
        data = self.cleaned_data
        if not data["is_chosen"]:
            return None
        return Chosen(self.proposal.element, data["recommendation"], data["unit"], data["due_on"])


class WholeForm(forms.Form):
    """Carries what the action refused."""


@staff_form
def survey_act(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """The two lowest elements with what is proposed, those acted upon, and the effect of the survey before."""
    item = survey_or_404(request, code, pk)
    may_act = request.user.can(EDIT, item.office) and request.user.can(OPEN, item.office)
    data = request.POST if request.method == "POST" else None
    if data is not None:
        request.user.require(EDIT, item.office)
        request.user.require(OPEN, item.office)
    rows = [ProposalForm(data, survey=item, proposal=each) for each in propose(item)] if may_act else []
    whole = WholeForm(data)
    faulty = [each for each in rows if data is not None and not each.is_valid()]  # every form says what is wrong
    if data is not None and not faulty:
        chosen = [made for each in rows if (made := each.chosen())]
        if saved(whole, lambda: act(item, chosen, by=request.user)):
            messages.success(request, _now("Unsur terendah menjadi tindak lanjut."))
            return redirect("desk:satisfaction:survey_act", code, pk)
    context = {
        **page_context(request, item.office),
        "item": item,
        "rows": rows,
        "form": whole,
        "improvements": [(element_title(item, each.element), each.follow_up) for each in improvements_of(item)],
        "effects": effects(item),
        "may_act": may_act,
    }
    return render(request, "satisfaction/act.html", context, status=422 if data is not None else 200)
