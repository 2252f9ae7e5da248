"""The evidence of one month of a plan as an archive."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.http import FileResponse, Http404
from django.utils.translation import gettext as _

from pranata.base.ui.pages import staff_page
from pranata.base.ui.templatetags.ui import month_name
from pranata.desk.evidence.section import IN_FORCE
from pranata.desk.plan_lookup import plan_or_404
from pranata.engines.evidence.models import Evidence, Use
from pranata.engines.evidence.packing import Entry, pack
from pranata.engines.evidence.records import content_of, records_of
from pranata.engines.plan.models import Progress
from pranata.lib import clock

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from pranata.base.access.models import User
    from pranata.engines.plan.models import Plan


@staff_page
def month_archive(request: HttpRequest, code: str, plan_key: str, month: int) -> HttpResponse:
    """What the reader may see of the month's evidence, in folders by code, with an index and checksums."""
    plan, _siblings = plan_or_404(request, code, plan_key)
    if plan.status not in IN_FORCE or not 1 <= month <= 12:
        raise Http404
    uses = month_uses(plan, month)
    seen = uses.filter(evidence__in=Evidence.objects.visible_to(request.user))
    target = tempfile.TemporaryFile()  # noqa: SIM115 -- the answer closes it
    found = list(entries(plan, month, seen, request.user))
    pack(target, found, today=clock.today(), unseen=uses.count() - len(found))
    target.seek(0)
    name = f"bukti-{plan.office.code}-{plan.key}-{month:02}.zip"
    response = FileResponse(target, as_attachment=True, filename=name, content_type="application/zip")
    response["Content-Encoding"] = "identity"  # packed already
    return response


def month_uses(plan: Plan, month: int):
    """What proves the month's rows of the plan, whoever may see it."""
    rows = Progress.objects.filter(subactivity__plan=plan, month=month)
    return Use.objects.filter(target_label=Progress._meta.label_lower, target_id__in=rows.values("pk"))


def entries(plan: Plan, month: int, uses, reader: User) -> Iterator[Entry]:
    """The items in the order of the plan."""
    found = list(uses.select_related("evidence__file", "evidence__office"))
    rows = (
        Progress.objects.filter(subactivity__plan=plan, month=month)
        .select_related("subactivity")
        .order_by("subactivity__activity__area__no", "subactivity__activity__position", "subactivity__position")
    )
    places = {each.pk: (number, each.subactivity.code) for number, each in enumerate(rows)}
    records = records_of(plan.office, [use.evidence for use in found], reader=reader)
    for use in sorted(found, key=lambda use: (places[use.target_id][0], use.pk)):
        code = places[use.target_id][1]
        record = records.get(use.evidence_id)
        yield Entry(
            folder=code,
            words=_("%(code)s, %(month)s %(year)d") % {"code": code, "month": month_name(month), "year": plan.year},
            item=use.evidence,
            file=content_of(use.evidence, record),
            address=record[0].address(record[1]) if record else "",
        )
