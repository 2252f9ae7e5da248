"""What else happens in the half-year: review, adoption, people in charge, reports, dispositions, reminders."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile
from django.urls import reverse

from pranata.base.access import actions as access
from pranata.base.notify.actions import mark_read
from pranata.base.notify.models import Notice
from pranata.base.paper.actions import save_letterhead
from pranata.config.demo.capabilities import fill_capabilities
from pranata.config.demo.pictures import page
from pranata.config.demo.scoring import tell_sheet
from pranata.config.demo.timeline import working_day_after
from pranata.engines.deadlines.calendar import days_off
from pranata.engines.dispositions import actions as dispositions
from pranata.engines.evidence import actions as evidence
from pranata.engines.plan.actions import responsibility, review, revisions
from pranata.engines.plan.actions.reminding import remind
from pranata.engines.plan.models import Indicator, Remark, Subactivity
from pranata.engines.plan.rules import month_due_on
from pranata.engines.reports import actions as reports
from pranata.engines.reports.models import IssuedReport, Publication
from pranata.engines.reports.registry import by_code
from pranata.engines.reports.rules import Signature
from pranata.lib import clock
from pranata.lib.periods import Length, Period

if TYPE_CHECKING:
    from pranata.config.demo.months import Half
    from pranata.config.demo.sample import DispositionSample, ReportSample

REMINDER_OFFSETS = (-3, 1, 6)  # working days from a deadline on which something new is to be told


def tell_happenings(half: Half) -> None:
    """Put everything but the months themselves onto the timeline."""
    add, story = half.timeline.add, half.sample.story
    add(half.sample.people["since"], time(9), lambda: furnish(half))
    add(story["reviewed"], time(10), lambda: review_remarks(half))
    add(story["adopted"], time(9), lambda: revisions.adopt(half.plan, by=half.cast.secretary))
    add(half.sample.charges["decided"], time(10), lambda: put_in_charge(half))
    for report in half.sample.reports:
        _put_down_report(half, report)
    for told in half.sample.dispositions:
        _put_down_disposition(half, told)
    for month in range(story["reminded_from"], max(half.sample.months) + 1):
        _put_down_reminders(half, month)
    add(story["notices_read"], time(7, 45), lambda: read_notices(half))
    for told in story["removed"]:
        add(told["on"], time(13), lambda told=told: remove_item(half, told))
    for told in story["published"]:
        add(told["on"], time(13, 30), lambda told=told: publish_item(half, told))
    for told in story["delegation"]:
        add(told["begins"], time(8), lambda told=told: delegate(half, told))
    add(story["notices_read"], time(8, 30), lambda: fill_capabilities(half.plan.office, half.cast.secretary))
    tell_sheet(half)


def furnish(half: Half) -> None:
    """The letterhead and the pattern of numbers."""
    told = half.sample.people["letterhead"]
    save_letterhead(
        half.plan.office,
        office_lines="\n".join(told["office_lines"]),
        address_lines="\n".join(told["address_lines"]),
        city=told["city"],
        number_pattern=told["number_pattern"],
        classification=told["classification"],
        by=half.cast.secretary,
    )


def review_remarks(half: Half) -> None:
    """Most doubts of the reader are accepted, one is asked about, some wait."""
    told = half.sample.story["remarks"]
    asked = half.cast.accounts[told["asked"]]
    remarks = list(Remark.objects.filter(plan=half.plan).select_related("plan__office").order_by("position"))
    review.accept_all(remarks[: -told["left_open"]], by=asked, note="Dicocokkan dengan naskah asli (contoh).")
    review.ask(remarks[-1], whom=asked, question=told["question"], by=half.cast.secretary)


def put_in_charge(half: Half) -> None:
    """Parties, deputies, targets and deadlines, as the secretary settles them."""
    by, charges, cast = half.cast.secretary, half.sample.charges, half.cast
    rows = {row.code: row for row in Subactivity.objects.filter(plan=half.plan)}
    by_party: dict[str, list[Subactivity]] = {}
    for code, row in rows.items():
        by_party.setdefault(half.sample.party(code), []).append(row)
    for party, charged in by_party.items():
        if party:
            responsibility.assign(charged, cast.party(party), by=by)
    for told in charges["deputy"]:
        held = rows[told["row"]].responsibility
        responsibility.add_deputy(
            held, person=cast.persons[told["person"]], valid_from=told["from"], valid_to=told["to"], by=by
        )
    for told in charges["target"]:
        indicator = Indicator.objects.get(subactivity=rows[told["row"]], position=told["indicator"])
        note = told.get("note", "")
        responsibility.set_target(indicator, target=Decimal(told["target"]), unit=told["unit"], note=note, by=by)
    days = {int(month): day for month, day in charges["deadlines"].items()}
    responsibility.set_deadlines(half.plan, days, by=by)


def issue(half: Half, told: ReportSample, *, reason: str = "") -> None:
    """Issue the month's report and publish as much of it as told; with a reason it replaces the one before."""
    letterhead = half.sample.people["letterhead"]
    edition = reports.Edition(
        issued_on=clock.today(),
        place=letterhead["city"],
        signatory_role=letterhead["signatory_role"],
        signatory_name=letterhead["signatory_name"],
        remarks=told.remarks,
        reason=reason,
    )
    by = half.cast.secretary
    issued = reports.issue(by_code("monthly"), half.plan.office, _period(half, told), edition, by=by)
    reports.publish(issued, Publication(told.publication), by=by)


def sign(half: Half, told: ReportSample) -> None:
    """The scan of what was signed by hand joins the report."""
    found = IssuedReport.objects.select_related("office").get(office=half.plan.office, period=str(_period(half, told)))
    scan = ContentFile(page(f"Pindaian bertanda tangan: {found.title}", clock.today()))
    reports.attach_signed(found, scan, name="pindaian.pdf", kind=Signature.WET, by=half.cast.secretary)


def give(half: Half, told: DispositionSample) -> None:
    row = Subactivity.objects.get(plan=half.plan, code=told.row)
    to = half.cast.party(told.to) if told.to.startswith("unit ") else half.cast.accounts[told.to]
    dispositions.give(
        row,
        office=half.plan.office,
        subject=f"{row.code} {row.text}",
        address=reverse("desk:subactivity", args=[half.plan.office.code, half.plan.key, row.code]),
        instruction=told.instruction,
        to=to,
        due_on=told.due,
        by=half.cast.accounts[told.by],
    )


def answer(half: Half, told: DispositionSample) -> None:
    found = dispositions.Disposition.objects.get(office=half.plan.office, instruction=told.instruction)
    dispositions.answer(found, text=told.answer, by=half.cast.accounts[told.answered_by])


def remove_item(half: Half, told: dict) -> None:
    item = half.items[told["row"], told["month"]]
    evidence.remove(item, reason=told["reason"], by=half.cast.secretary)


def publish_item(half: Half, told: dict) -> None:
    evidence.publish(half.items[told["row"], told["month"]], by=half.cast.secretary)


def delegate(half: Half, told: dict) -> None:
    holder, role = half.cast.accounts[told["from_account"]], half.cast.samples[told["from_account"]].role
    access.delegate(
        holder.role_assignments.get(role=role, delegated_from=None),
        to=half.cast.accounts[told["to_account"]],
        valid_from=told["begins"],
        valid_to=told["ends"],
        by=holder,
    )


def read_notices(half: Half) -> None:
    """Everybody reads what was told so far."""
    for user in half.cast.accounts.values():
        mark_read(Notice.objects.all(), by=user)


def _period(half: Half, told: ReportSample) -> Period:
    return Period(half.plan.year, Length.MONTH, told.month)


def _put_down_report(half: Half, told: ReportSample) -> None:
    half.timeline.add(told.issued, time(16), lambda: issue(half, told))
    if told.signed:
        half.timeline.add(told.signed, time(11), lambda: sign(half, told))
    if told.replaced:
        half.timeline.add(told.replaced, time(16), lambda: issue(half, told, reason=told.reason))


def _put_down_disposition(half: Half, told: DispositionSample) -> None:
    half.timeline.add(told.given, time(8, 15), lambda: give(half, told))
    if told.answered:
        half.timeline.add(told.answered, time(14), lambda: answer(half, told))


def _put_down_reminders(half: Half, month: int) -> None:
    """The mornings on which the month has something new to tell; those between tell nothing."""
    due_on = _due_on(half, month)
    for offset in REMINDER_OFFSETS:
        day = working_day_after(due_on, offset)
        half.timeline.add(day, time(6, 30), lambda: remind(half.plan.office, today=clock.today()))


def _due_on(half: Half, month: int) -> date:
    set_to = {int(name): day for name, day in half.sample.charges["deadlines"].items()}.get(month)
    return month_due_on(half.plan.year, month, days_off(half.plan.year), set_to)
