"""One item of evidence: its file, its facts, where it is used, its history."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from pranata.base.files.downloads import download_response
from pranata.base.flow.models import Activity
from pranata.base.ui.pages import staff_page
from pranata.base.ui.templatetags.ui import month_name
from pranata.desk.evidence.reports import reports_with
from pranata.desk.evidence.words import chips
from pranata.desk.navigation import navigation
from pranata.engines.assessments.models import Item
from pranata.engines.assessments.notices import question_text, title_of
from pranata.engines.assessments.opened import ITEM
from pranata.engines.evidence.actions import ADD, FLOW, PUBLISH
from pranata.engines.evidence.models import Evidence, Status
from pranata.engines.evidence.records import content_of, record_of
from pranata.engines.followups.models import FollowUp
from pranata.engines.plan.models import Progress
from pranata.lib import clock

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from pranata.base.access.models import User
    from pranata.base.files.models import StoredFile
    from pranata.engines.evidence.models import Use

FOLLOW_UP = FollowUp._meta.label_lower
PICTURES = ("image/png", "image/jpeg", "image/webp")


@dataclass(frozen=True)
class Place:
    """One thing that an item proves."""

    words: str
    title: str
    address: str
    state: str = ""


def item_or_404(request: HttpRequest, code: str, pk: int) -> Evidence:
    """The item ``pk`` of the office, if the reader may see it."""
    found = Evidence.objects.visible_to(request.user).filter(office__code=code, pk=pk)
    item = found.select_related("office", "file", "thumbnail", "added_by__person").first()
    if item is None:
        raise Http404
    return item


@staff_page
def evidence(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    item = item_or_404(request, code, pk)
    record = record_of(item, reader=request.user)
    content = content_of(item, record)
    context = {
        **navigation(request.user, item.office, section="evidence"),
        "item": item,
        "chips": chips(item, clock.today()),
        "shape": shape(content.stored if content else None),
        "content": content,
        "record_kind": record[0].title if record else "",
        "record_address": record[0].address(record[1]) if record else "",
        "used_in": places(item, request.user),
        "reports": reports_with(item, reader=request.user),
        "history": history(item),
        **permitted(item, request.user),
    }
    return render(request, "desk/evidence/item.html", context)


def shape(stored: StoredFile | None) -> str:
    """How a file may be looked at in its page: "picture", "pdf", or "" for one that is only fetched."""
    if stored is None:
        return ""
    if stored.media_type in PICTURES:
        return "picture"
    return "pdf" if stored.media_type == "application/pdf" else ""


def permitted(item: Evidence, user: User) -> dict[str, bool]:
    """What the reader may do with the item as it stands."""
    is_own = item.added_by_id == user.pk or user.can("evidence.view_restricted", item.office)
    may_change = is_own and user.can(ADD, item.office)
    is_held = item.status == Status.HELD
    may_publish = is_held and user.can(PUBLISH, item.office)
    return {
        "may_change": may_change,
        "may_remove": may_change and is_held,
        "may_restore": may_change and not is_held,
        "may_publish": may_publish and item.published_on is None and item.record_id is None,
        "may_unpublish": may_publish and item.published_on is not None,
    }


def places(item: Evidence, reader: User) -> list[Place]:
    """The months, follow-ups and questions of sheets the item proves, as far as the reader may see them."""
    uses = list(item.uses.all())
    label = Progress._meta.label_lower
    months = Progress.objects.visible_to(reader).filter(
        pk__in=[use.target_id for use in uses if use.target_label == label]
    )
    found = {each.pk: each for each in months.select_related("subactivity__plan__office", "subactivity__plan__agent")}
    proved = [month_place(found[use.target_id]) for use in uses if use.target_label == label and use.target_id in found]
    return [*proved, *follow_up_places(uses, reader), *sheet_places(uses, reader)]


def sheet_places(uses: list[Use], reader: User) -> list[Place]:
    """The questions of score sheets among what is proved; one query where there is any."""
    ids = [use.target_id for use in uses if use.target_label == ITEM]
    found = Item.objects.visible_to(reader).filter(pk__in=ids).select_related("section__sheet__office") if ids else []
    return [
        Place(
            f"{title_of(each.section.sheet)} {each.code}",
            question_text(each),
            f"{each.get_absolute_url()}#bukti",
            str(each.section.sheet.get_status_display()),
        )
        for each in found
    ]


def follow_up_places(uses: list[Use], reader: User) -> list[Place]:
    """The follow-ups among what is proved, as far as the reader may see them; one query where there is any."""
    ids = [use.target_id for use in uses if use.target_label == FOLLOW_UP]
    found = FollowUp.objects.visible_to(reader).filter(pk__in=ids).select_related("office") if ids else []
    return [
        Place(each.number, each.recommendation, f"{each.get_absolute_url()}#bukti", str(each.get_status_display()))
        for each in found
    ]


def month_place(progress: Progress) -> Place:
    row, plan = progress.subactivity, progress.subactivity.plan
    address = reverse("desk:subactivity", args=[plan.office.code, plan.key, row.code])
    words = _("%(code)s, %(month)s %(year)d") % {
        "code": row.code,
        "month": month_name(progress.month),
        "year": plan.year,
    }
    return Place(words, row.text, f"{address}?bulan={progress.month}#bukti", str(progress.get_status_display()))


def history(item: Evidence) -> list[dict[str, Any]]:
    """The steps the item went through after it was added, oldest first."""
    steps = Activity.objects.of(item).select_related("by__person")
    return [{"words": FLOW.steps[each.step].label, "by": each.by, "at": each.at, "note": each.note} for each in steps]


@staff_page
def evidence_file(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """The file, as an attachment; with ``?tampil`` pictures and PDF are shown, also inside our own pages."""
    item = item_or_404(request, code, pk)
    content = content_of(item, record_of(item, reader=request.user))
    if content is None:
        raise Http404
    shown = "tampil" in request.GET
    return download_response(content.stored, content.name, inline=shown, framed=shown)


@staff_page
def evidence_thumbnail(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """The small copy of a picture."""
    item = item_or_404(request, code, pk)
    if item.thumbnail is None:
        raise Http404
    return download_response(item.thumbnail, "kecil.jpg", inline=True)
