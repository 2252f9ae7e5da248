"""The desk (Meja kerja): what waits for the reader, for its unit, and what it is to verify."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pranata.base.notify.models import Notice
from pranata.base.ui.pages import readable_offices, staff_page
from pranata.base.ui.templatetags.ui import month_name
from pranata.base.ui.waiting import waiting_for_account
from pranata.desk.navigation import navigation
from pranata.desk.plan_lookup import office_plans
from pranata.desk.review.questions import asked_remarks
from pranata.desk.tasks.items import Item, case_item, disposition_item, task_item, verify_item, waiting_item
from pranata.desk.tasks.sharing import Share, share, share_one
from pranata.engines.cases.queries import inbox
from pranata.engines.cases.rules import State
from pranata.engines.dispositions.queries import dispositions_to
from pranata.engines.evidence.queries import unproven
from pranata.engines.plan.actions.progress import REPORT, VERIFY
from pranata.engines.plan.models import Progress
from pranata.engines.plan.queries import remark_counts
from pranata.engines.plan.rules import CellState
from pranata.engines.plan.waiting import waiting_for
from pranata.lib import clock

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from pranata.engines.cases.queries import Entry
    from pranata.engines.plan.models import Remark

OWN, UNIT, TO_VERIFY = "saya", "unit", "verifikasi"
PAGE_SIZE = 25


@dataclass(frozen=True)
class Segment:
    """One of the desk's lists: its key in the address, its words, how much waits there (None: not said)."""

    key: str
    words: str
    count: int | None
    is_current: bool


@staff_page
def office(request: HttpRequest, code: str) -> HttpResponse:
    """The desk (Meja kerja): what waits for the reader."""
    return render(request, "desk/tasks/desk.html", Desk(request, code).context())


class Desk:
    """The desk of ``request``'s reader at one office. Raises Http404 when the reader may not read there."""

    def __init__(self, request: HttpRequest, code: str) -> None:
        self.request, self.user, self.today = request, request.user, clock.today()
        self.offices = readable_offices(request)
        self.office = next((each for each in self.offices if each.code == code), None)
        if self.office is None:
            raise Http404
        self.plans = office_plans(request, code)
        self.may_report = self.user.can(REPORT, self.office)
        self.verifies = self.user.can(VERIFY, self.office)
        self.waiting = waiting_for(self.user, self.plans, today=self.today, verifies=self.verifies)
        self.cases = inbox(self.user, self.office)
        self.segment = self._segment_asked_for(request.GET.get("daftar", ""))

    def _segment_asked_for(self, asked: str) -> str:
        return asked if asked in self._possible() else OWN

    def _possible(self) -> list[str]:
        """The lists that can hold something for this reader."""
        has_unit = bool(self.user.person_id)
        return [OWN, *[UNIT] * has_unit, *[TO_VERIFY] * self.verifies]

    def segments(self) -> list[Segment]:
        """The lists to choose from; none when there is only the own one."""
        words = {OWN: _("Saya"), UNIT: _("Unit saya"), TO_VERIFY: _("Verifikasi")}
        counts = {OWN: None, UNIT: None, TO_VERIFY: len(self.waiting.to_verify)}
        possible = self._possible()
        found = [Segment(key, words[key], counts[key], key == self.segment) for key in possible]
        return found if len(found) > 1 else []

    @cached_property
    def asked(self) -> list[Remark]:
        """The remarks of plans that somebody asked the reader about."""
        return asked_remarks(self.user, self.office) if self.segment == OWN else []

    @cached_property
    def items(self) -> list[Item]:
        """What the chosen list holds, the most urgent first."""
        if self.segment == TO_VERIFY:
            return [verify_item(task, self.today) for task in self.waiting.to_verify]
        tasks = self.waiting.unit if self.segment == UNIT else self.waiting.own
        found = [case_item(entry) for entry in self.charged]
        found += [task_item(task, self.today, may_report=self.may_report) for task in tasks]
        if self.segment == OWN:
            found += [disposition_item(each, self.today) for each in dispositions_to(self.user, self.office)]
            found += [waiting_item(each, self.today) for each in waiting_for_account(self.user, self.office)]
        return found

    @cached_property
    def charged(self) -> list[Entry]:
        """The unanswered cases of the chosen list: the reader's, or its unit's that nobody there has taken on.

        Answered ones where the office has still to do something by another day too.
        """
        to_answer = [
            entry
            for entry in self.cases
            if entry.case.answered_on is None or any(other.is_ours for other in entry.other_days)
        ]
        if self.segment == UNIT:
            return [entry for entry in to_answer if entry.is_units and entry.case.assignee_id is None]
        return [entry for entry in to_answer if entry.is_own] if self.segment == OWN else []

    def heading(self, reviews: int) -> str:
        """How much waits; ``reviews`` are the plans whose remarks nobody has decided."""
        count = len(self.items) + len(self.asked)
        if self.segment == TO_VERIFY:
            return ngettext("%d laporan menunggu verifikasi", "%d laporan menunggu verifikasi", count) % count
        if self.segment == UNIT:
            return ngettext("%d tugas unit bulan ini", "%d tugas unit bulan ini", count) % count
        if count:
            return ngettext("%d tugas bulan ini", "%d tugas bulan ini", count) % count
        if reviews:
            return ngettext("%d rencana perlu diperiksa", "%d rencana perlu diperiksa", reviews) % reviews
        return _("Meja kerja")

    def summary(self) -> str:
        """What of it is late or came back."""
        if self.segment == TO_VERIFY:
            return ""
        tasks = self.waiting.unit if self.segment == UNIT else self.waiting.own
        late = sum(task.is_overdue for task in tasks)
        late += sum(entry.standing.state == State.LATE for entry in self.charged)
        returned = sum(task.is_returned for task in tasks)
        waits = _("%d dikembalikan menunggu perbaikan") if self.segment == UNIT else _("%d dikembalikan menunggu Anda")
        parts = [_("%d lewat tenggat") % late] * bool(late) + [waits % returned] * bool(returned)
        return " · ".join(parts)

    def months_to_verify(self) -> list[tuple[str, str, int]]:
        """Where the months to verify stand together: address, words and how many."""
        if self.segment != TO_VERIFY:
            return []
        found = Counter((task.plan, task.month) for task in self.waiting.to_verify)
        asked = f"?keadaan={CellState.SUBMITTED}"
        return [
            (
                reverse("desk:plan_month", args=[self.office.code, plan.key, month]) + asked,
                f"{month_name(month)} {plan.year}",
                count,
            )
            for (plan, month), count in sorted(found.items(), key=lambda each: (each[0][0].year, each[0][1]))
        ]

    def context(self) -> dict[str, Any]:
        counts = remark_counts(self.plans)
        decides = self.user.can("plan.edit", self.office)
        reviews = [(plan, counts[plan.pk]) for plan in self.plans if decides and counts.get(plan.pk)]
        address = self.request.build_absolute_uri(reverse("desk:office", args=[self.office.code]))
        page = Paginator(self.items, PAGE_SIZE).get_page(self.request.GET.get("halaman"))
        heading = self.heading(len(reviews))
        next_due = self.waiting.next_due
        return {
            **navigation(self.user, self.office, self.plans, section="desk"),
            "many_offices": len(self.offices) > 1,
            "today": self.today,
            "segment": self.segment,
            "segments": self.segments(),
            "heading": heading,
            "summary": self.summary(),
            "page": page,
            "items": [(each, self._share_item(each)) for each in page],
            "share": share(f"{self.office.name}: {heading}", [each.line for each in self.items], address),
            "asked": self.asked,
            "reviews": reviews if self.segment == OWN else [],
            "months_to_verify": self.months_to_verify(),
            "to_verify": len(self.waiting.to_verify),
            "next_item": task_item(next_due, self.today, may_report=False) if next_due else None,
            "lost_proofs": self._lost_proofs(),
            "case_count": len(self.cases),
            "late_cases": sum(entry.standing.state == State.LATE for entry in self.cases),
            "unassigned_cases": sum(entry.is_waiting for entry in self.cases),
            "unread_count": Notice.objects.visible_to(self.user).filter(office=self.office).unread().count(),
        }

    def _lost_proofs(self) -> int:
        """How many items of evidence are in use and prove nothing any more; told to who could replace them."""
        if not self.may_report or self.segment != OWN:
            return 0
        uses = unproven(Progress._meta.label_lower, reader=self.user, today=self.today)
        return uses.filter(evidence__office=self.office).values("evidence").distinct().count()

    def _share_item(self, item: Item) -> Share:
        return share_one(self.office.name, item.line, self.request.build_absolute_uri(item.links[0].address))
