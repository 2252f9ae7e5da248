"""The parts of ``revisions``: a decree and a tree copied, and what hangs on rows handed over to their successors."""

from __future__ import annotations

from collections import defaultdict
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from django.db.models import Max
from django.utils.translation import gettext as _

from pranata.engines.documents.actions import drafts
from pranata.engines.plan import rules
from pranata.engines.plan.actions.bindings import carry_bindings
from pranata.engines.plan.actions.numbering import NEW, next_position, renumber
from pranata.engines.plan.models import (
    Activity,
    Area,
    Confidence,
    Figure,
    Indicator,
    MonthDeadline,
    Plan,
    Progress,
    ProgressStatus,
    Remark,
    Responsibility,
    Severity,
    Subactivity,
)
from pranata.lib import clock

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pranata.base.access.models import User
    from pranata.engines.documents.models import Document


def copy_decree(old: Document, *, title: str, year: int, by: User | None) -> Document:
    """A decree to be, with the printed parts of ``old``: number, date and names are blank, the year is ``year``."""
    body = deepcopy(old.body)
    body |= {"title": title, "number": "", "numbers": [], "date": "", "year": year, "is_copy": False}
    if old.year != year:
        body = _body_of_year(body, old.year, year)
    body["signatories"] = [{**each, "name": "", "lines": []} for each in body.get("signatories", [])]
    annex = body.get("annex") or {}
    body["annex"] = {**annex, "number": "", "date": "", "year": year}
    return drafts.begin_decree(office=old.office, by=by, title=title, year=year, body=body)


def _body_of_year(body: dict[str, Any], old: int, new: int) -> dict[str, Any]:
    """The clauses of a plan's decree for another year; its legal basis names years of regulations and stays."""

    def moved(value: Any) -> Any:
        if isinstance(value, str):
            return rules.of_year(value, old, new)
        if isinstance(value, list):
            return [moved(each) for each in value]
        return {name: moved(each) for name, each in value.items()} if isinstance(value, dict) else value

    changed = {name: moved(body.get(name)) for name in ("considerations", "dictum", "decides", "annex") if name in body}
    return {**body, **changed}


def copy_tree(
    source: Plan, target: Plan, *, codes: set[str] | None = None, with_people: bool = False
) -> dict[int, Subactivity]:
    """Areas, activities, rows and indicators of ``source`` into the empty ``target``; rows know their predecessors.

    With ``codes`` only those rows, and only activities that keep one. ``with_people`` copies who is in charge, targets
    and notes too. Returns the new rows by the id of the old.
    """
    areas = {area.pk: Area(plan=target, no=area.no, name=area.name) for area in source.areas.all()}
    Area.objects.bulk_create(areas.values())
    rows = list(Subactivity.objects.filter(plan=source).select_related("plan").order_by("activity_id", "position"))
    chosen = [row for row in rows if codes is None or row.code in codes]
    used = {row.activity_id for row in chosen}
    activities = {
        each.pk: Activity(area=areas[each.area_id], position=each.position, no=each.no, name=each.name)
        for each in Activity.objects.filter(area__plan=source)
        if codes is None or each.pk in used
    }
    Activity.objects.bulk_create(activities.values())
    copies = {row.pk: _copied(row, target, activities[row.activity_id]) for row in chosen}
    Subactivity.objects.bulk_create(copies.values())
    _copy_indicators(copies, with_targets=with_people)
    if with_people:
        copy_people(copies)
    if codes is not None:
        renumber(target)
    return copies


def _copied(row: Subactivity, plan: Plan, activity: Activity) -> Subactivity:
    return Subactivity(
        plan=plan,
        activity=activity,
        position=row.position,
        code=row.code,
        no=row.no,
        text=row.text,
        month_bits=row.month_bits,
        predecessor=row,
        **(_as_read(row) if row.plan.year == plan.year else {"confidence": Confidence.HIGH}),
        carried_from=row.plan.year if row.plan.year < plan.year else row.carried_from,
    )


def _as_read(row: Subactivity) -> dict[str, Any]:
    """How the row was read, which a revision of the same plan keeps."""
    return {"confidence": row.confidence, "source_lines": row.source_lines, "as_printed": row.as_printed}


def copy_remarks(source: Plan, target: Plan) -> None:
    """What nobody has decided yet of ``source`` is to be decided of its copy ``target`` too."""
    Remark.objects.bulk_create(
        Remark(
            plan=target,
            position=each.position,
            code=each.code,
            severity=each.severity,
            subject=each.subject,
            lines=each.lines,
            message=each.message,
        )
        for each in Remark.objects.undecided().filter(plan=source)
    )


def _copy_indicators(copies: dict[int, Subactivity], *, with_targets: bool) -> None:
    new = {
        each.pk: Indicator(
            subactivity=copies[each.subactivity_id],
            position=each.position,
            text=each.text,
            month_bits=each.month_bits,
            **({"target": each.target, "target_unit": each.target_unit, "note": each.note} if with_targets else {}),
        )
        for each in Indicator.objects.filter(subactivity__in=copies)
    }
    Indicator.objects.bulk_create(new.values())
    carry_bindings(new)


def copy_people(copies: dict[int, Subactivity]) -> None:
    """Who is in charge of the old rows becomes in charge of the new ones, unless they have left."""
    today = clock.today()
    held = Responsibility.objects.filter(subactivity__in=copies).select_related("person", "unit", "team")
    Responsibility.objects.bulk_create(
        Responsibility(subactivity=copies[each.subactivity_id], person=each.person, unit=each.unit, team=each.team)
        for each in held
        if each.party.is_valid_on(today)
    )


def unfinished_codes(plan: Plan) -> set[str]:
    """The codes of rows with a planned month whose report nobody has verified."""
    verified: dict[int, int] = {}
    done = Progress.objects.filter(subactivity__plan=plan, status=ProgressStatus.VERIFIED)
    for subactivity_id, month in done.values_list("subactivity_id", "month"):
        verified[subactivity_id] = verified.get(subactivity_id, 0) | rules.months_to_bits([month])
    rows = Subactivity.objects.filter(plan=plan).values_list("pk", "code", "month_bits")
    return {code for pk, code, bits in rows if bits & ~verified.get(pk, 0)}


def left_over_codes(plan: Plan, into: Plan) -> set[str]:
    """The codes of unfinished rows of ``plan`` that ``into`` does not continue yet, over whatever revisions."""
    continued = _origins(into)
    series = Subactivity.objects.filter(plan__in=Plan.objects.series_of(plan))
    earlier = dict(series.values_list("pk", "predecessor_id"))

    def is_continued(pk: int | None) -> bool:
        while pk is not None and pk not in continued:
            pk = earlier.get(pk)
        return pk is not None

    rows = Subactivity.objects.filter(plan=plan, code__in=unfinished_codes(plan))
    return {code for pk, code in rows.values_list("pk", "code") if not is_continued(pk)}


def _origins(plan: Plan) -> set[int]:
    """The ids of the rows that rows of ``plan`` continue, of those that these continue, and so on."""
    found: set[int] = set()
    rows = Subactivity.objects.filter(plan=plan)
    while step := set(rows.exclude(predecessor=None).values_list("predecessor_id", flat=True)) - found:
        found |= step
        rows = Subactivity.objects.filter(pk__in=step)
    return found


def append_rows(source: Plan, target: Plan, codes: set[str]) -> int:
    """Put rows of ``source`` at the end of the activities of the same name in ``target``; missing ones are added."""
    rows = Subactivity.objects.filter(plan=source, code__in=codes).select_related("activity__area", "plan")
    areas = {area.no: area for area in target.areas.all()}
    activities = {
        (each.area.no, each.name): each for each in Activity.objects.filter(area__plan=target).select_related("area")
    }
    copies: dict[int, Subactivity] = {}
    for number, row in enumerate(rows.order_by("activity__area__no", "activity__position", "position"), start=1):
        area = areas.get(row.activity.area.no)
        if area is None:
            area = areas[row.activity.area.no] = Area.objects.create(
                plan=target, no=row.activity.area.no, name=row.activity.area.name
            )
        key = (area.no, row.activity.name)
        if key not in activities:
            activities[key] = Activity.objects.create(
                area=area, position=next_position(area), no=row.activity.no, name=row.activity.name
            )
        copy = _copied(row, target, activities[key])
        copy.position, copy.code = NEW + number, f"+{number}"
        copies[row.pk] = copy
    Subactivity.objects.bulk_create(copies.values())
    _copy_indicators(copies, with_targets=True)
    copy_people(copies)
    renumber(target)
    return len(copies)


def remark_copied(plan: Plan, source: Plan) -> None:
    """The doubt that every copied decree begins with."""
    words = _("Naskah disalin dari %(document)s; periksa dasar hukum, pertimbangan, dan diktumnya.")
    Remark.objects.create(
        plan=plan,
        position=(plan.remarks.aggregate(last=Max("position"))["last"] or 0) + 1,
        code="copied_decree",
        severity=Severity.DOUBT,
        message=words % {"document": source.document},
    )


def hand_over(old: Plan, new: Plan) -> None:
    """What hangs on the rows of ``old`` moves to the rows of ``new`` that continue them.

    Reports move with their figures; people in charge with their deputies, targets, notes and month deadlines where
    ``new`` has none of its own. What hangs on rows that end stays with them.
    """
    successors = {row.predecessor_id: row for row in Subactivity.objects.filter(plan=new, predecessor__plan=old)}
    _repoint(Progress.objects.filter(subactivity__in=successors), successors)
    own = Responsibility.objects.filter(subactivity__in=[row.pk for row in successors.values()])
    has_own = set(own.values_list("subactivity_id", flat=True))
    inherit = {pk: row for pk, row in successors.items() if row.pk not in has_own}
    _repoint(Responsibility.objects.filter(subactivity__in=inherit), inherit)
    _hand_over_indicators(successors)
    own_months = list(MonthDeadline.objects.filter(plan=new).values_list("month", flat=True))
    MonthDeadline.objects.filter(plan=old).exclude(month__in=own_months).update(plan=new)


def _repoint(rows: Iterable[Any], successors: dict[int, Subactivity]) -> None:
    moved = list(rows)
    for row in moved:
        row.subactivity = successors[row.subactivity_id]
    if moved:
        type(moved[0]).objects.bulk_update(moved, ["subactivity"])


def _hand_over_indicators(successors: dict[int, Subactivity]) -> None:
    """Indicators that say the same keep target, note and figures; of the others, reworded ones keep them by their
    place. Figures of an indicator that ends stay its own."""
    olds: dict[int, list[Indicator]] = defaultdict(list)
    news: dict[int, list[Indicator]] = defaultdict(list)
    for each in Indicator.objects.filter(subactivity__in=successors):
        olds[successors[each.subactivity_id].pk].append(each)
    for each in Indicator.objects.filter(subactivity__in=olds):
        news[each.subactivity_id].append(each)
    aimed, continued = [], {}
    for row_id, indicators in news.items():
        for new, old in _same_indicators(olds[row_id], indicators):
            continued[old.pk] = new
            if new.target is None and not new.note and (old.target is not None or old.note):
                new.target, new.target_unit, new.note = old.target, old.target_unit, old.note
                aimed.append(new)
    Indicator.objects.bulk_update(aimed, ["target", "target_unit", "note"])
    carry_bindings(continued)
    figures = list(Figure.objects.filter(indicator__in=continued))
    for figure in figures:
        figure.indicator = continued[figure.indicator_id]
    Figure.objects.bulk_update(figures, ["indicator"])


def _same_indicators(olds: list[Indicator], news: list[Indicator]) -> Iterator[tuple[Indicator, Indicator]]:
    """(new, old) of indicators that are the same, none twice: by equal text, the rest by equal place."""
    for is_same in (lambda new, old: new.text == old.text, lambda new, old: new.position == old.position):
        for new in list(news):
            old = next((each for each in olds if is_same(new, each)), None)
            if old is not None:
                news.remove(new)
                olds.remove(old)
                yield new, old
