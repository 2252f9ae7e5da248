"""One month of one row, which evidence is added to or taken from."""

from __future__ import annotations

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
from pranata.desk.evidence.section import IN_FORCE, month_evidence, with_forms
from pranata.desk.navigation import navigation
from pranata.desk.plan_lookup import plan_or_404
from pranata.engines.plan.actions.proofs import REPORT
from pranata.engines.plan.models import Progress, Subactivity

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    from pranata.desk.evidence.forms import LinkForm, UploadForm
    from pranata.desk.evidence.outcomes import Outcome
    from pranata.desk.evidence.section import MonthEvidence

STALE = gettext_lazy("Tidak disimpan: bulan ini sudah diajukan atau tidak berjalan lagi, atau buktinya sudah ditarik.")


class MonthPlace:
    """One month of one row of one plan as ``request``'s reader may see it. Raises Http404."""

    def __init__(self, request: HttpRequest, code: str, plan_key: str, row: str, month: int) -> None:
        self.request, self.user, self.month = request, request.user, month
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
    ) -> MonthEvidence:
        """The month's evidence as it stands now, with the forms that were sent and what was ``told`` of them."""
        found = month_evidence(self.user, self.row, self.month, self.progress)
        if found is None:
            raise Http404
        if found.upload_form is not None:
            found = with_forms(found, self.row, self.month, upload_form=upload_form, link_form=link_form)
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

    def answer(self, evidence: MonthEvidence, *, status: int = 200) -> HttpResponse:
        """The page of the month's evidence, or for htmx and our script the section alone."""
        context = {**self.context(), "evidence": evidence}
        if not wants_part(self.request):
            return render(self.request, "desk/evidence/month.html", context, status=status)
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
            return self.answer(self.evidence(said=str(STALE), is_wrong=True), status=409)
