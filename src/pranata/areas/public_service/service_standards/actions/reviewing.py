"""Reviews of standards, and the follow-ups that come of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pranata.areas.public_service.service_standards.components import component_codes, component_kinds
from pranata.areas.public_service.service_standards.models import EDIT, Finding, Review, ReviewLine, Standard, Status
from pranata.areas.public_service.service_standards.rules import review_refused
from pranata.base.audit.actions import hold, record
from pranata.base.flow.errors import Stale
from pranata.base.org.permission import require
from pranata.engines.followups.actions import open_follow_up
from pranata.engines.followups.models import OPEN, FollowUp
from pranata.lib import clock

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pranata.base.access.models import User

LABEL = Review._meta.label_lower


@dataclass(frozen=True)
class Reviewed:
    """One review as it is entered; ``lines`` are finding and recommendation by the components' codes."""

    reviewed_on: date
    reviewers: str
    conclusion: str
    summary: str
    lines: Mapping[str, tuple[str, str]]


@transaction.atomic
def review(item: Standard, given: Reviewed, *, by: User) -> Review:
    """
    Keep how the standard's components were found. Raises ``ValidationError`` at the fields that are wrong,
    ``Forbidden``, ``Stale`` for a standard that was never in force or is withdrawn.
    """
    require(by, EDIT, item.office)
    hold(item.office)
    item.refresh_from_db()
    if item.status in (Status.DRAFTED, Status.WITHDRAWN):
        raise Stale("review")
    _check(item, given)
    made = Review(
        office=item.office,
        standard=item,
        reviewed_on=given.reviewed_on,
        reviewers=given.reviewers.strip(),
        conclusion=given.conclusion,
        summary=given.summary.strip(),
        entered_by=by,
    )
    made.full_clean()
    made.save()
    ReviewLine.objects.bulk_create(
        ReviewLine(review=made, code=code, finding=given.lines[code][0], recommendation=given.lines[code][1].strip())
        for code in component_codes()
    )
    findings = {code: given.lines[code][0] for code in component_codes()}
    said = {code: words for code, (_finding, words) in given.lines.items() if words.strip()}
    record(
        office=item.office,
        actor=by,
        action="service_standards.reviewed",
        target=made,
        after={"standard": item.pk, "reviewed_on": given.reviewed_on.isoformat(), "findings": findings},
        personal={"reviewers": made.reviewers, "summary": made.summary, "recommendations": said},
        subject=by.seal_subject,
    )
    return made


def _check(item: Standard, given: Reviewed) -> None:
    refusals = {}
    if review_refused(given.reviewed_on, effective_from=item.effective_from, today=clock.today()):
        refusals["reviewed_on"] = _("Tanggal tinjauan sejak standar berlaku sampai hari ini.")
    for code in component_codes():
        finding, words = given.lines.get(code, ("", ""))
        if finding not in Finding.values:
            refusals[f"finding_{code}"] = _("Pilih hasilnya.")
        elif finding != Finding.FITS and not words.strip():
            refusals[f"recommendation_{code}"] = _("Tulis apa yang perlu diperbaiki.")
    if refusals:
        raise ValidationError(refusals)


@transaction.atomic
def open_follow_ups(item: Review, *, due_on: date, by: User) -> list[FollowUp]:
    """
    A follow-up for every recommendation of a review, charged to the unit of the service; once. Raises
    ``ValidationError`` without a unit, recommendation, or a second time, ``Forbidden``.
    """
    require(by, OPEN, item.office)
    hold(item.office)
    if follow_ups_of(item).exists():
        raise ValidationError(_("Rekomendasi tinjauan ini sudah menjadi tindak lanjut."))
    unit = item.standard.service.unit
    if unit is None:
        raise ValidationError(_("Isi dahulu unit penyelenggara pada layanannya; unit itu yang ditugasi."))
    names = {each.code: each.name for each in component_kinds()}
    lines = [each for each in item.lines.all() if each.recommendation.strip()]
    if not lines:
        raise ValidationError(_("Tinjauan ini tidak memuat rekomendasi."))
    words = _("Tinjauan standar pelayanan %s") % item.standard.service
    return [
        open_follow_up(
            item.office,
            recommendation=f"{names.get(each.code, each.code)}: {each.recommendation}",
            source_words=words[:300],
            responsible=unit,
            due_on=due_on,
            by=by,
            source_label=LABEL,
            source_id=item.pk,
            year=item.reviewed_on.year,
        )
        for each in lines
    ]


def follow_ups_of(item: Review):
    """The follow-ups that came of a review."""
    return FollowUp.objects.filter(office=item.office_id, source_label=LABEL, source_id=item.pk)
