"""Where evidence is added or taken away: what every such place does, and the month of a row."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy, ngettext

from pranata.base.flow.errors import Stale
from pranata.base.ui.pages import wants_part
from pranata.base.ui.templatetags.ui import month_name
from pranata.desk.evidence.section import IN_FORCE, likely_day, month_evidence, with_forms
from pranata.desk.navigation import navigation
from pranata.desk.plan_lookup import plan_or_404
from pranata.engines.evidence.models import Use
from pranata.engines.plan.actions.proofs import REPORT, prove, prove_no_more
from pranata.engines.plan.models import Progress, Subactivity

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse
    from django.utils.functional import _StrPromise

    from pranata.base.org.models import Office
    from pranata.desk.evidence.forms import LinkForm, UploadForm
    from pranata.desk.evidence.outcomes import Outcome
    from pranata.desk.evidence.section import ProofSection
    from pranata.engines.evidence.models import Evidence


class ProofPlace(ABC):
    """Something of an office that evidence proves, as ``request``'s reader may see it.

    ``template`` is its page, ``pick_template`` the page to pick what the office holds; ``stale``, ``ended``,
    ``already`` and ``let_go`` are what is said of it.
    """

    office: Office
    template = "desk/evidence/month.html"
    pick_template = "desk/evidence/pick.html"
    stale: _StrPromise
    ended: _StrPromise
    already: _StrPromise
    let_go: _StrPromise

    def __init__(self, request: HttpRequest) -> None:
        self.request, self.user = request, request.user

    @property
    @abstractmethod
    def address(self) -> str:
        """Where the evidence stands on the thing's own page."""

    @abstractmethod
    def require_writer(self) -> None:
        """Raises Forbidden for who may not add evidence here."""

    @abstractmethod
    def evidence(
        self, *, upload_form: UploadForm | None = None, link_form: LinkForm | None = None, **told: Any
    ) -> ProofSection:
        """The evidence as it stands now, with the forms that were sent and what was ``told`` of them."""

    @abstractmethod
    def context(self) -> dict[str, Any]:
        """What its pages show besides the evidence."""

    @abstractmethod
    def uses(self) -> QuerySet[Use]:
        """What proves it now."""

    @abstractmethod
    def prove(self, take: Callable[[], Evidence]) -> Use:
        """Let the item that ``take`` adds or finds prove it."""

    @abstractmethod
    def prove_no_more(self, used: Use) -> None:
        """Let an item prove it no more."""

    def answer(self, evidence: ProofSection, *, status: int = 200) -> HttpResponse:
        """The page of the month's evidence, or for htmx and our script the section alone."""
        context = {**self.context(), "evidence": evidence}
        if not wants_part(self.request):
            return render(self.request, self.template, context, status=status)
        response = render(self.request, "desk/evidence/section.html", context, status=status)
        response["HX-Push-Url"] = "false"
        return response

    def told(self, outcomes: list[Outcome], form: UploadForm) -> HttpResponse:
        """On to the row when every file was kept; else the page that names what was refused."""
        kept = sum(each.is_kept for each in outcomes)
        said = ngettext("%d bukti ditambahkan.", "%d bukti ditambahkan.", kept) % kept if kept else ""
        if kept == len(outcomes):
            return self.done(said)
        return self.answer(self.evidence(upload_form=form, outcomes=outcomes, said=said), status=422)

    def done(self, said: str) -> HttpResponse:
        if wants_part(self.request):
            return self.answer(self.evidence(said=said))
        messages.success(self.request, said)
        return HttpResponseRedirect(self.address)

    def carry_out(self, write: Callable[[], str]) -> HttpResponse:
        """``write``, and go on with the sentence it returns; else the page that says why not."""
        try:
            return self.done(write())
        except ValidationError as error:
            return self.answer(self.evidence(said=" ".join(error.messages), is_wrong=True), status=422)
        except Stale:
            return self.answer(self.evidence(said=str(self.stale), is_wrong=True), status=409)


class MonthPlace(ProofPlace):
    """One month of one row of one plan as ``request``'s reader may see it. Raises Http404."""

    stale = gettext_lazy(
        "Tidak disimpan: bulan ini sudah diajukan atau tidak berjalan lagi, atau buktinya sudah ditarik."
    )
    ended = gettext_lazy("Bulan ini sudah diajukan atau rencananya sudah tidak berjalan.")
    already = gettext_lazy("Berkas ini sudah menjadi bukti bulan ini.")
    let_go = gettext_lazy("%s dilepas dari bulan ini; buktinya tetap ada.")

    def __init__(self, request: HttpRequest, code: str, plan_key: str, row: str, month: int) -> None:
        super().__init__(request)
        self.month = month
        self.plan, self.siblings = plan_or_404(request, code, plan_key)
        self.office = self.plan.office
        found = Subactivity.objects.filter(plan=self.plan, code=row).select_related("activity__area").first()
        if found is None or self.plan.status not in IN_FORCE:
            raise Http404
        self.row = found
        self.row.plan = self.plan
        if month not in self.row.months and self.progress is None:
            raise Http404

    @property
    def progress(self) -> Progress | None:
        """What stands written of the month now."""
        return Progress.objects.filter(subactivity=self.row, month=self.month).first()

    @property
    def address(self) -> str:
        """The evidence on the row's own page."""
        row = reverse("desk:subactivity", args=[self.office.code, self.plan.key, self.row.code])
        return f"{row}?bulan={self.month}#bukti"

    def require_writer(self) -> None:
        """Raises Forbidden for who does not report at the office."""
        self.user.require(REPORT, self.office)

    def evidence(
        self, *, upload_form: UploadForm | None = None, link_form: LinkForm | None = None, **told: Any
    ) -> ProofSection:
        """The month's evidence as it stands now, with the forms that were sent and what was ``told`` of them."""
        found = month_evidence(self.user, self.row, self.month, self.progress)
        if found is None:
            raise Http404
        if found.upload_form is not None:
            day = likely_day(self.plan.year, self.month)
            found = with_forms(found, day, upload_form=upload_form, link_form=link_form)
        return replace(found, **told)

    def context(self) -> dict[str, Any]:
        plan = self.plan
        return {
            **navigation(self.user, self.office, self.siblings, section="plan", plan=plan, areas=plan.areas.all()),
            "item": self.row,
            "month": self.month,
            "month_name": month_name(self.month),
            "back": self.address,
        }

    def uses(self) -> QuerySet[Use]:
        progress = self.progress
        return Use.objects.of(progress) if progress else Use.objects.none()

    def prove(self, take: Callable[[], Evidence]) -> Use:
        return prove(self.row, self.month, take, by=self.user)

    def prove_no_more(self, used: Use) -> None:
        prove_no_more(used, self.row, self.month, by=self.user)
