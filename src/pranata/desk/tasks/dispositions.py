"""Dispositions about a row of a plan or a document: given, answered, withdrawn; and the list of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Case, Model, When
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from pranata.base.access.lookup import get_visible_or_404
from pranata.base.flow.errors import Stale
from pranata.base.flow.models import Activity as History
from pranata.base.org.models import Unit
from pranata.base.ui.pages import office_or_404, staff_form, staff_page, staff_post
from pranata.desk.navigation import navigation
from pranata.desk.people.forms import DayField
from pranata.desk.plan_lookup import plan_or_404
from pranata.desk.tasks.items import Chip, due_words
from pranata.engines.dispositions import actions
from pranata.engines.dispositions.models import Disposition, Status, addressed_to
from pranata.engines.dispositions.queries import PARTIES, dispositions_of
from pranata.engines.documents.models import Document
from pranata.engines.plan.models import Subactivity
from pranata.lib import clock

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django.http import HttpRequest, HttpResponse

    from pranata.base.access.models import User
    from pranata.base.org.models import Office

PAGE_SIZE = 25
STATUS_CHIPS = {Status.DONE: ("ok", "✓"), Status.WITHDRAWN: ("", "–")}


class GiveForm(forms.Form):
    """An instruction, whom it is for, and by when."""

    instruction = forms.CharField(label=_("Instruksi"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    to = forms.ChoiceField(label=_("Kepada"))
    due_on = DayField(label=_("Tenggat"))

    def __init__(self, data: Any = None, *, office: Office) -> None:
        super().__init__(data)
        today = clock.today()
        units = Unit.objects.filter(office=office).valid_on(today)
        accounts = actions.possible_accounts(office, today).select_related("person").order_by("person__name", "login")
        self.parties = {f"unit-{each.pk}": each for each in units} | {f"akun-{each.pk}": each for each in accounts}
        choices = [(key, str(each)) for key, each in self.parties.items()]
        self.fields["to"].choices = [
            ("", _now("Pilih unit atau orang")),
            (_now("Unit"), [each for each in choices if each[0].startswith("unit-")]),
            (_now("Orang"), [each for each in choices if each[0].startswith("akun-")]),
        ]

    def values(self) -> dict[str, Any]:
        return {**self.cleaned_data, "to": self.parties[self.cleaned_data["to"]]}


class AnswerForm(forms.Form):
    text = forms.CharField(label=_("Jawaban"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))


@dataclass(frozen=True)
class Subject:
    """What a disposition is about: the record, what it is called, where it stands, where to give one about it."""

    target: Model
    office: Office
    title: str
    address: str
    give_address: str


@dataclass(frozen=True)
class Shown:
    """A disposition as a page shows it; ``is_mine`` if the reader may answer, ``is_own`` if it may withdraw it."""

    disposition: Disposition
    chip: Chip
    is_mine: bool
    is_own: bool
    answered_by: str


def row_subject(row: Subactivity) -> Subject:
    """``row`` knows its plan and office."""
    place = [row.plan.office.code, row.plan.key, row.code]
    give_address = reverse("desk:row_dispositions", args=place)
    return Subject(
        row, row.plan.office, f"{row.code} {row.text}", reverse("desk:subactivity", args=place), give_address
    )


def document_subject(document: Document) -> Subject:
    address = reverse("desk:document_dispositions", args=[document.office.code, document.pk])
    return Subject(document, document.office, f"{document}: {document.title}", address, address)


def disposition_panel(subject: Subject, user: User) -> dict[str, Any]:
    """The context of ``desk/tasks/disposition_panel.html``: what the reader may know of, and whether it may give one.

    Two queries, a third when something was given.
    """
    return {
        "dispositions": shown(dispositions_of(subject.target, reader=user), user),
        "may_give": user.can(actions.GIVE, subject.office),
        "subject": subject,
    }


def shown(dispositions: Iterable[Disposition], user: User) -> list[Shown]:
    """``dispositions`` as ``user`` reads them; two queries, none for none."""
    found, today = list(dispositions), clock.today()
    if not found:
        return []
    ids = [each.pk for each in found]
    mine = set(Disposition.objects.filter(addressed_to(user), pk__in=ids).values_list("pk", flat=True))
    steps = History.objects.filter(target_label="dispositions.disposition", target_id__in=ids, step="answer")
    by = {each.target_id: str(each.by) for each in steps.select_related("by__person")}
    return [
        Shown(
            each,
            chip_of(each, today),
            is_mine=each.pk in mine and each.status == Status.OPEN,
            is_own=each.given_by_id == user.pk and each.status == Status.OPEN,
            answered_by=by.get(each.pk, ""),
        )
        for each in found
    ]


def chip_of(disposition: Disposition, today: date) -> Chip:
    """Its day while it waits, else what became of it."""
    if disposition.status == Status.OPEN:
        return due_words(disposition.due_on, today)
    return (disposition.get_status_display(), *STATUS_CHIPS[disposition.status])


@staff_page
def dispositions(request: HttpRequest, code: str) -> HttpResponse:
    """Everything the reader gave or was given at the office, what waits first."""
    office = office_or_404(request, code)
    waits_first = Case(When(status=Status.OPEN, then=0), default=1)
    found = Disposition.objects.visible_to(request.user).filter(office=office).select_related(*PARTIES)
    page = Paginator(found.order_by(waits_first, "due_on", "-pk"), PAGE_SIZE).get_page(request.GET.get("halaman"))
    context = {
        **navigation(request.user, office, section="dispositions"),
        "page": page,
        "dispositions": shown(page, request.user),
    }
    return render(request, "desk/tasks/dispositions.html", context)


@staff_form
def row_dispositions(request: HttpRequest, code: str, plan_key: str, row: str) -> HttpResponse:
    """Dispositions about one row of a plan; POST gives one."""
    plan, _siblings = plan_or_404(request, code, plan_key)
    found = Subactivity.objects.filter(plan=plan, code=row).first()
    if found is None:
        raise Http404
    found.plan = plan
    return subject_page(request, row_subject(found))


@staff_form
def document_dispositions(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Dispositions about one document; POST gives one."""
    office = office_or_404(request, code)
    document = get_visible_or_404(Document, request.user, pk=pk, office=office)
    return subject_page(request, document_subject(document))


def subject_page(request: HttpRequest, subject: Subject) -> HttpResponse:
    """What was given about ``subject``, and the form to give one."""
    user, office, form = request.user, subject.office, None
    if request.method == "POST":
        user.require(actions.GIVE, office)
        form = GiveForm(request.POST, office=office)
        if form.is_valid() and give(form, subject, user):
            messages.success(request, _now("Disposisi diberikan dan yang dituju diberi tahu."))
            return redirect(subject.give_address)
    elif user.can(actions.GIVE, office):
        form = GiveForm(office=office)
    context = {
        **navigation(user, office, section="dispositions"),
        **disposition_panel(subject, user),
        "form": form,
    }
    return render(request, "desk/tasks/subject.html", context, status=422 if form and form.errors else 200)


def give(form: GiveForm, subject: Subject, user: User) -> bool:
    """Whether the disposition was given; what was refused stands in the form."""
    try:
        actions.give(
            subject.target,
            office=subject.office,
            subject=subject.title,
            address=subject.address,
            by=user,
            **form.values(),
        )
    except ValidationError as error:
        for name, sentences in error.message_dict.items():
            form.add_error(name, sentences)
        return False
    return True


@staff_form
def disposition_answer(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """The disposition with the form to report it done."""
    office = office_or_404(request, code)
    found = get_visible_or_404(Disposition, request.user, pk=pk, office=office)
    form, is_stale = AnswerForm(request.POST if request.method == "POST" else None), False
    if form.is_valid():
        try:
            actions.answer(found, text=form.cleaned_data["text"], by=request.user)
        except Stale:
            is_stale = True
        else:
            messages.success(request, _now("Jawaban Anda tersimpan."))
            return redirect("desk:dispositions", code)
    context = {
        **navigation(request.user, office, section="dispositions"),
        "each": shown([found], request.user)[0],
        "form": form,
        "is_stale": is_stale,
    }
    status = 409 if is_stale else 422 if form.errors else 200
    return render(request, "desk/tasks/answer.html", context, status=status)


@staff_post
def disposition_withdraw(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Takes it back; somebody who answered meanwhile comes first."""
    office = office_or_404(request, code)
    found = get_visible_or_404(Disposition, request.user, pk=pk, office=office)
    try:
        actions.withdraw(found, by=request.user)
    except Stale:
        messages.warning(request, _now("Disposisi ini sudah dijawab atau ditarik."))
    else:
        messages.success(request, _now("Disposisi ditarik."))
    return redirect("desk:dispositions", code)
