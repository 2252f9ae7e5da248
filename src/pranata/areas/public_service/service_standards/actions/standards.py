"""Versions of a standard: drafted, filled in, legalized, published, withdrawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from pranata.areas.public_service.service_standards.components import component_codes, component_kinds
from pranata.areas.public_service.service_standards.flow import STANDARD_FLOW
from pranata.areas.public_service.service_standards.models import EDIT, Component, Service, Standard, Status
from pranata.areas.public_service.service_standards.rules import missing_components, publishable_on
from pranata.base.audit.actions import hold, record
from pranata.base.flow.errors import Stale
from pranata.base.org.copies import take_row
from pranata.base.org.permission import require
from pranata.lib import clock

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pranata.base.access.models import User


@dataclass(frozen=True)
class Decision:
    """What legalizes a standard: the decree, who decided by office, and from which day it is in force."""

    decree_number: str
    decided_on: date
    decided_by: str
    effective_from: date


@transaction.atomic
def draft_standard(service: Service, *, by: User) -> Standard:
    """
    The next version of the service's standard, beginning with what the newest one says. Raises ``Forbidden``,
    ``ValidationError`` while a draft is there already.
    """
    require(by, EDIT, service.office)
    hold(service.office)
    newest = service.standards.order_by("-version").first()
    if newest is not None and newest.is_draft:
        raise ValidationError(_("Rancangan versi berikutnya sudah ada."))
    item = Standard.objects.create(
        office=service.office,
        service=service,
        version=newest.version + 1 if newest else 1,
        shows_all=newest.shows_all if newest else False,
        drafted_by=by,
    )
    _write(item, newest.texts if newest else {})
    record(
        office=item.office,
        actor=by,
        action="service_standards.standard_drafted",
        target=item,
        after={"service": service.pk, "version": item.version},
    )
    return item


@transaction.atomic
def change_standard(item: Standard, texts: Mapping[str, str], *, shows_all: bool, by: User, seen: str = "") -> Standard:
    """
    Replaces what a draft says, by the components' codes; a blank text is none. Raises ``ValidationError`` when the
    draft is no longer as ``seen`` (``copy_token``), ``Forbidden``, ``Stale`` for what is no draft.
    """
    _begin(item, EDIT, by, seen)
    before = _said(item)
    item.shows_all, item.revision = shows_all, item.revision + 1
    item.save()
    _write(item, texts)
    after = _said(item)
    if before != after:
        record(
            office=item.office,
            actor=by,
            action="service_standards.standard_changed",
            target=item,
            before={"filled": sorted(before[0]), "shows_all": before[1]},
            after={"filled": sorted(after[0]), "shows_all": after[1]},
            personal={"texts": after[0]},
            subject=by.seal_subject,
        )
    return item


@transaction.atomic
def discard_draft(item: Standard, *, by: User) -> None:
    """Throw a draft away; it was never in force. Raises ``Forbidden``, ``Stale``."""
    _begin(item, EDIT, by, "")
    after = {"service": item.service_id, "version": item.version}
    record(office=item.office, actor=by, action="service_standards.draft_discarded", target=item, before=after)
    item.delete()


@transaction.atomic
def legalize(item: Standard, decision: Decision, *, by: User, seen: str = "") -> Standard:
    """
    Say by which decree the draft is the standard. Raises ``ValidationError`` naming the components it lacks and the
    fields that are wrong, ``Forbidden``, ``Stale``.
    """
    hold(item.office)
    take_row(item, seen=seen)
    lacking = missing_components(item.texts, component_codes())
    if lacking:
        names = ", ".join(each.name for each in component_kinds() if each.code in lacking)
        raise ValidationError(_("Komponen yang belum diisi: %s.") % names)
    _check(decision, item)
    return STANDARD_FLOW.take(
        item,
        "legalize",
        by=by,
        decree_number=decision.decree_number.strip(),
        decided_on=decision.decided_on,
        decided_by=decision.decided_by.strip(),
        effective_from=decision.effective_from,
    )


@transaction.atomic
def publish(item: Standard, *, by: User) -> Standard:
    """
    Show it to anyone, in the place of the version before it, which ends on the day this one came into force. Raises
    ``ValidationError`` before that day, ``Forbidden``, ``Stale``.
    """
    hold(item.office)
    take_row(item, seen="")
    if item.status == Status.LEGALIZED and not publishable_on(item.effective_from, clock.today()):
        raise ValidationError(_("Standar ini belum berlaku; terbitkan pada hari berlakunya."))
    others = Standard.objects.filter(service=item.service_id, version__lt=item.version)
    for other in others.filter(status__in=(Status.PUBLISHED, Status.LEGALIZED)):
        STANDARD_FLOW.take(other, "supersede", by=by, ended_on=item.effective_from)
    return STANDARD_FLOW.take(item, "publish", by=by)


@transaction.atomic
def withdraw(item: Standard, *, reason: str, by: User) -> Standard:
    """Take it out of force from today. Raises ``ValidationError`` without a reason, ``Forbidden``, ``Stale``."""
    if not reason.strip():
        raise ValidationError({"reason": _("Alasan belum diisi.")})
    hold(item.office)
    take_row(item, seen="")
    return STANDARD_FLOW.take(item, "withdraw", by=by, note=reason.strip(), ended_on=clock.today())


def _begin(item: Standard, permission: str, by: User, seen: str) -> None:
    require(by, permission, item.office)
    hold(item.office)
    take_row(item, seen=seen)
    if not item.is_draft:
        raise Stale("change")


def _write(item: Standard, texts: Mapping[str, str]) -> None:
    """The components of a draft, all anew."""
    item.components.all().delete()
    kept = [(code, texts.get(code, "").strip()) for code in component_codes()]
    rows = [Component(standard=item, code=code, text=text) for code, text in kept if text]
    for row in rows:
        row.full_clean(exclude=["standard"], validate_unique=False, validate_constraints=False)
    Component.objects.bulk_create(rows)


def _said(item: Standard) -> tuple[dict[str, Any], bool]:
    return dict(item.components.values_list("code", "text")), item.shows_all


def _check(decision: Decision, item: Standard) -> None:
    refusals = {}
    began = Standard.objects.filter(service=item.service_id, status__in=(Status.LEGALIZED, Status.PUBLISHED))
    last = began.aggregate(last=Max("effective_from"))["last"]
    for name in ("decree_number", "decided_by"):
        if not getattr(decision, name).strip():
            refusals[name] = _("Bagian ini belum diisi.")
    if decision.decided_on > clock.today():
        refusals["decided_on"] = _("Tanggal penetapan tidak sesudah hari ini.")
    if decision.effective_from < decision.decided_on:
        refusals["effective_from"] = _("Standar berlaku paling awal pada tanggal penetapannya.")
    elif last is not None and decision.effective_from < last:
        refusals["effective_from"] = _("Versi sebelumnya baru berlaku sesudah tanggal ini.")
    if refusals:
        raise ValidationError(refusals)
