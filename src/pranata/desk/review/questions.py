"""Asking somebody about a remark, answering, and what waits for one's answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce, Lower
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from pranata.base.access.errors import Forbidden
from pranata.base.access.models import RoleAssignment, User
from pranata.base.access.rules import roles_with
from pranata.base.flow.errors import Stale
from pranata.base.flow.models import Activity as Step
from pranata.base.ui.pages import staff_form
from pranata.desk.plan_lookup import plan_or_404
from pranata.desk.review.drafts import INVALID, Draft, changed_page, posted
from pranata.desk.review.groups import build_item
from pranata.desk.review.refusals import add_refusal
from pranata.desk.review.remarks import DECIDED_ALREADY, came_from, list_address
from pranata.engines.plan.actions import review
from pranata.engines.plan.models import Remark, RemarkStatus
from pranata.lib import clock

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from pranata.base.org.models import Office


class QuestionForm(forms.Form):
    """Whom to ask, and what."""

    whom = forms.ModelChoiceField(User.objects.none(), label=_("Tanyakan kepada"), empty_label=_("Pilih akun"))
    question = forms.CharField(
        label=_("Pertanyaan"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Yang ditanya melihatnya di meja kerjanya, beserta baris tercetaknya."),
    )

    def __init__(self, *args, people: QuerySet[User], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["whom"].queryset = people


class AnswerForm(forms.Form):
    text = forms.CharField(label=_("Jawaban Anda"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))


def readers_of(office: Office) -> QuerySet[User]:
    """The accounts that may open the office's plans today, by name."""
    held = RoleAssignment.objects.held_on(clock.today()).filter(
        office=office, role__in=roles_with("plan.view"), user=OuterRef("pk")
    )
    found = User.objects.filter(Exists(held), is_active=True).select_related("person")
    return found.order_by(Lower(Coalesce("person__name", "login")), "pk")


def asked_remarks(user: User, office: Office) -> list[Remark]:
    """What waits for the answer of ``user``, each with its ``question``, in one query."""
    steps = Step.objects.filter(target_label=Remark._meta.label_lower, target_id=OuterRef("pk"), step="ask")
    found = Remark.objects.filter(
        plan__office=office, plan__status__in=review.REVIEWED, asked=user, status=RemarkStatus.ASKED
    )
    with_question = found.annotate(question=Subquery(steps.order_by("-pk").values("note")[:1]))
    return list(with_question.select_related("plan__office").order_by("-plan__year", "position"))


@staff_form
def remark_ask(request: HttpRequest, code: str, plan_key: str, pk: int) -> HttpResponse:
    draft = Draft(*plan_or_404(request, code, plan_key))
    request.user.require("plan.edit", draft.plan.office)
    remark = draft.remark(pk)
    form = QuestionForm(posted(request), people=readers_of(draft.plan.office).exclude(pk=request.user.pk))
    if form.is_valid():
        try:
            review.ask(remark, by=request.user, **form.cleaned_data)
        except Stale:
            return changed_page(request, draft, DECIDED_ALREADY)
        except ValidationError as error:
            add_refusal(form, error)
        else:
            messages.success(request, _now("Ditanyakan kepada %(name)s.") % {"name": form.cleaned_data["whom"]})
            return redirect(list_address(request, draft.plan, f"#catatan-{remark.pk}"))
    return question_page(request, draft, remark, form, is_answer=False)


@staff_form
def remark_answer(request: HttpRequest, code: str, plan_key: str, pk: int) -> HttpResponse:
    draft = Draft(*plan_or_404(request, code, plan_key))
    remark = draft.remark(pk)
    if remark.asked_id != request.user.pk:
        raise Forbidden("plan.answer")
    if remark.status != RemarkStatus.ASKED:
        return changed_page(request, draft, DECIDED_ALREADY)
    form = AnswerForm(posted(request))
    if form.is_valid():
        try:
            review.answer(remark, by=request.user, **form.cleaned_data)
        except Stale:
            return changed_page(request, draft, DECIDED_ALREADY)
        except ValidationError as error:
            add_refusal(form, error)
        else:
            messages.success(request, _now("Jawaban Anda tersimpan."))
            return redirect("desk:office", draft.plan.office.code)
    return question_page(request, draft, remark, form, is_answer=True)


def question_page(
    request: HttpRequest, draft: Draft, remark: Remark, form: forms.Form, *, is_answer: bool
) -> HttpResponse:
    """One remark with its row, the question or answer beneath."""
    group, item = build_item(draft.plan, remark, request.user)
    context = draft.context(
        request,
        group=group,
        item=item,
        form=form,
        is_answer=is_answer,
        query=came_from(request),
        list_address=list_address(request, draft.plan, f"#catatan-{remark.pk}"),
    )
    return render(request, "desk/review/question.html", context, status=INVALID if form.errors else 200)
