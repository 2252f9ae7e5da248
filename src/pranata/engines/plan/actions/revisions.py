"""The life of a plan: begun, copied, adopted, amended or corrected by a revision, closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from pranata.base.audit.actions import hold, record
from pranata.base.flow.errors import Stale
from pranata.base.flow.steps import Flow, Step
from pranata.base.org.permission import require
from pranata.engines.documents import actions as documents
from pranata.engines.documents.actions import drafts
from pranata.engines.plan import rules
from pranata.engines.plan.actions import copying
from pranata.engines.plan.actions.guards import hold_plan, lock_draft
from pranata.engines.plan.areas import official_areas
from pranata.engines.plan.models import Area, Plan, Remark, RevisionKind, Severity, Status, Subactivity
from pranata.engines.plan.reading import DecreeReading, decree_to_json
from pranata.lib import clock

if TYPE_CHECKING:
    from pranata.base.access.models import User
    from pranata.base.org.models import Office
    from pranata.base.people.models import Person

ADOPT = "plan.adopt"
FLOW = Flow(
    Step("adopt", sources=(Status.DRAFT,), target=Status.ADOPTED, permission=ADOPT, label=_("Tetapkan")),
    Step("supersede", sources=(Status.ADOPTED,), target=Status.SUPERSEDED, permission=ADOPT, label=_("Gantikan")),
    Step("close", sources=(Status.ADOPTED,), target=Status.CLOSED, permission=ADOPT, label=_("Tutup")),
    Step("reopen", sources=(Status.CLOSED,), target=Status.ADOPTED, permission=ADOPT, label=_("Buka lagi")),
)


class AdoptionRefused(Exception):
    """The draft cannot be adopted yet; ``obstacles`` are Indonesian sentences."""

    def __init__(self, obstacles: list[str]) -> None:
        super().__init__(" ".join(obstacles))
        self.obstacles = obstacles


def changed_plan(plan: Plan) -> Plan | None:
    """The plan that the revision ``plan`` amends or corrects; None for a first plan and for a copy of another year."""
    return plan.based_on if plan.revision > 1 else None


def adoption_obstacles(plan: Plan) -> list[str]:
    """Why ``plan`` cannot be adopted now; empty when it can."""
    base = changed_plan(plan)
    errors = Remark.objects.undecided().filter(plan=plan, severity=Severity.ERROR).count()
    return rules.adoption_obstacles(
        open_errors=errors,
        rows=Subactivity.objects.filter(plan=plan).count(),
        needs_decree=plan.agent_id is None,
        number=plan.document.number,
        issued_on=plan.document.issued_on,
        changes_closed=base is not None and base.status == Status.CLOSED,
    )


@transaction.atomic
def adopt(plan: Plan, *, by: User, note: str = "") -> Plan:
    """Put the draft into force; a revision replaces the plan it changes and takes over what hangs on its rows.

    Raises ``AdoptionRefused`` with what is missing, ``Forbidden`` without "plan.adopt", ``Stale`` when the plan is no
    draft or the plan it changes is no longer in force.
    """
    require(by, ADOPT, plan.office)
    lock_draft(plan)
    plan.document.refresh_from_db()
    base = changed_plan(plan)
    if base is not None:
        base.refresh_from_db(fields=["status", "is_published"])
    obstacles = adoption_obstacles(plan)
    if obstacles:
        raise AdoptionRefused(obstacles)
    is_published = plan.is_published
    if base is not None:
        is_published = base.is_published
        FLOW.take(base, "supersede", by=by, note=note, is_published=False)
        copying.hand_over(base, plan)
    FLOW.take(plan, "adopt", by=by, note=note, is_published=is_published)
    if is_published:
        documents.open_to_public(plan.document, by=by)
    return plan


@transaction.atomic
def close(plan: Plan, *, by: User, note: str = "") -> Plan:
    """End the plan's year: what nobody reported stays unreported. Raises ``Forbidden`` and ``Stale``."""
    FLOW.take(plan, "close", by=by, note=note)
    return plan


@transaction.atomic
def reopen(plan: Plan, *, by: User, note: str) -> Plan:
    """Take a closing back, with its reason. Raises ``Forbidden`` and ``Stale``."""
    FLOW.take(plan, "reopen", by=by, note=note)
    return plan


@transaction.atomic
def discard(plan: Plan, *, by: User | None, reason: str) -> None:
    """Throw a draft away, with its decree and file; the audit keeps what it was.

    Raises ``Forbidden`` without "plan.import" (and "plan.publish" for what the public sees), ``Stale`` for a plan that
    is no draft or that another was copied from.
    """
    require(by, "plan.import", plan.office)
    lock_draft(plan)
    if plan.is_published:
        require(by, "plan.publish", plan.office)
    if plan.followed_by.exists():
        raise Stale("discard")
    document = plan.document
    record(
        office=plan.office,
        actor=by,
        action="plan.discarded",
        target=plan,
        before={
            "year": plan.year,
            "revision": plan.revision,
            "number": document.number,
            "rows": plan.subactivities.count(),
        },
        personal={"reason": reason} if by else {},
        subject=by.seal_subject if by else "",
    )
    plan.delete()
    drafts.discard(document, by=by)


@transaction.atomic
def begin(*, office: Office, year: int, by: User | None, agent: Person | None = None) -> Plan:
    """An empty draft with the areas of the office's plan of that year or, without one, of its last.

    Raises ``Forbidden`` without "plan.import", ``Stale`` when the year has a plan already, ``ValueError`` for an agent
    of another office.
    """
    require(by, "plan.import", office)
    _check_new(office, year, agent)
    model = Plan.objects.of_office().current().filter(office=office, year__lte=year).order_by("-year").first()
    title = rules.agent_title(str(agent), year) if agent else rules.plan_title(office.name, year)
    decree = DecreeReading(title=title, office_name=office.name, office_code=office.code, year=year)
    document = drafts.begin_decree(office=office, by=by, title=title, year=year, body=decree_to_json(decree))
    plan = Plan.objects.create(office=office, year=year, agent=agent, document=document, imported_at=clock.now())
    areas = list(model.areas.values_list("no", "name")) if model else []
    Area.objects.bulk_create(Area(plan=plan, no=no, name=name) for no, name in areas or official_areas())
    record(office=office, actor=by, action="plan.begun", target=plan, after={"year": year, "agent": plan.agent_id})
    return plan


@transaction.atomic
def open_revision(plan: Plan, *, kind: str, by: User | None) -> Plan:
    """A draft that amends or corrects the plan in force, beginning as its copy; rows know which they continue.

    Raises ``Forbidden`` without "plan.edit", ``Stale`` when the plan is not adopted or another draft waits.
    """
    require(by, "plan.edit", plan.office)
    if hold_plan(plan).status != Status.ADOPTED or Plan.objects.series_of(plan).filter(status=Status.DRAFT).exists():
        raise Stale("open_revision")
    if kind not in (RevisionKind.AMENDMENT, RevisionKind.CORRECTION):
        raise ValueError(f"{kind!r} bukan perubahan atau ralat")
    old = plan.document
    title = rules.revision_title(
        str(RevisionKind(kind).label), plan.office.name, old.number, rules.original_title(old.title)
    )
    document = copying.copy_decree(old, title=title, year=plan.year, by=by)
    revision = Plan.objects.create(
        office=plan.office,
        year=plan.year,
        agent=plan.agent,
        kind=kind,
        revision=plan.revision + 1,
        based_on=plan,
        document=document,
        imported_at=clock.now(),
    )
    copying.copy_tree(plan, revision)
    copying.copy_remarks(plan, revision)
    copying.remark_copied(revision, plan)
    record(
        office=plan.office,
        actor=by,
        action="plan.revision_opened",
        target=revision,
        after={"kind": kind, "revision": revision.revision, "based_on": plan.pk},
    )
    return revision


@transaction.atomic
def copy_to_year(plan: Plan, *, year: int, by: User | None, only_unfinished: bool = False) -> Plan:
    """A draft for another year that begins as a copy, with who is in charge and with targets.

    ``only_unfinished`` takes the rows with a planned month that nobody verified. Raises ``Forbidden`` without
    "plan.import", ``Stale`` when that year has a plan already.
    """
    require(by, "plan.import", plan.office)
    _check_new(plan.office, year, plan.agent)
    old = plan.document
    document = copying.copy_decree(
        old, title=rules.of_year(rules.original_title(old.title), plan.year, year), year=year, by=by
    )
    copy = Plan.objects.create(
        office=plan.office, year=year, agent=plan.agent, based_on=plan, document=document, imported_at=clock.now()
    )
    codes = copying.unfinished_codes(plan) if only_unfinished else None
    copying.copy_tree(plan, copy, codes=codes, with_people=True)
    copying.remark_copied(copy, plan)
    record(
        office=plan.office,
        actor=by,
        action="plan.copied",
        target=copy,
        after={"from": plan.pk, "year": year, "only_unfinished": only_unfinished, "rows": copy.subactivities.count()},
    )
    return copy


@transaction.atomic
def carry_over(plan: Plan, *, into: Plan, by: User | None) -> int:
    """Add to the draft ``into`` the unfinished rows of ``plan`` that it does not continue yet; how many they were.

    Raises ``Forbidden`` without "plan.edit", ``Stale`` when ``into`` is no draft, ``ValueError`` when it is not of a
    later year of the same office and agent.
    """
    require(by, "plan.edit", into.office)
    lock_draft(into)
    if (plan.office_id, plan.agent_id) != (into.office_id, into.agent_id) or plan.year >= into.year:
        raise ValueError("yang dilanjutkan hanya rencana tahun sebelumnya dari kantor yang sama")
    count = copying.append_rows(plan, into, copying.left_over_codes(plan, into))
    record(
        office=into.office, actor=by, action="plan.carried_over", target=into, after={"from": plan.pk, "rows": count}
    )
    return count


def _check_new(office: Office, year: int, agent: Person | None) -> None:
    if agent is not None and agent.office_id != office.pk:
        raise ValueError("agen perubahan harus pegawai kantor ini")
    if not rules.FIRST_YEAR <= year <= rules.LAST_YEAR:
        raise ValueError(f"tahun {year} tidak mungkin")
    hold(office)  # two beginnings at once wait for each other
    if Plan.objects.filter(office=office, year=year, agent=agent).exists():
        raise Stale("begin")
