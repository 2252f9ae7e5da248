"""Every write on who holds a post."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pranata.areas.organization.org_structure.models import EDIT, NAMES, Holding, PublicChart
from pranata.base.access.models import Capacity
from pranata.base.audit.actions import hold, record
from pranata.base.org.copies import take_row
from pranata.base.org.permission import require

if TYPE_CHECKING:
    from datetime import date

    from pranata.base.access.models import User
    from pranata.base.org.models import Office, Post
    from pranata.base.people.models import Person


@transaction.atomic
def appoint(
    post: Post,
    person: Person,
    *,
    capacity: str = Capacity.DEFINITIVE,
    decree: str = "",
    valid_from: date | None = None,
    valid_to: date | None = None,
    by: User | None,
) -> Holding:
    """Say who holds a post for a while. Raises ``ValidationError``, ``Forbidden``."""
    office = post.unit.office
    _require(by, office)
    hold(office)
    made = Holding(
        post=post, person=person, capacity=capacity, decree=decree.strip(), valid_from=valid_from, valid_to=valid_to
    )
    made.full_clean()
    made.save()
    record(office=office, actor=by, action="org_structure.appointed", target=made, after=facts(made))
    return made


@transaction.atomic
def change_holding(holding: Holding, *, by: User, seen: str = "", **values: Any) -> Holding:
    """Correct or end a person's time in a post. Raises ``ValidationError``, also when it is no longer as ``seen``."""
    office = holding.post.unit.office
    _require(by, office)
    hold(office)
    _take(holding, seen)
    before = facts(holding)
    for name, value in values.items():
        setattr(holding, name, value)
    if holding.post.unit.office_id != office.pk:
        raise ValidationError({"post": _("Ini milik satuan kerja lain.")})
    holding.full_clean()
    holding.save()
    after = facts(holding)
    if after != before:
        record(
            office=office, actor=by, action="org_structure.holding_changed", target=holding, before=before, after=after
        )
    return holding


@transaction.atomic
def remove_holding(holding: Holding, *, by: User) -> None:
    """Take off what was recorded by mistake; the audit keeps it. Raises ``ValidationError``, ``Forbidden``."""
    office = holding.post.unit.office
    _require(by, office)
    hold(office)
    _take(holding, "")
    record(office=office, actor=by, action="org_structure.holding_removed", target=holding, before=facts(holding))
    holding.delete()


@transaction.atomic
def publish_chart(office: Office, *, is_published: bool, by: User | None) -> None:
    """Show the units and posts of ``office`` to anyone, or no longer. Raises ``Forbidden``."""
    require(by, EDIT, office)
    hold(office)
    chart, _made = PublicChart.objects.get_or_create(office=office)
    if chart.is_published == is_published:
        return
    chart.is_published = is_published
    chart.save()
    action = "org_structure.published" if is_published else "org_structure.withdrawn"
    record(office=office, actor=by, action=action, target=chart)


def _require(by: User | None, office: Office) -> None:
    require(by, EDIT, office)
    require(by, NAMES, office)


def _take(holding: Holding, seen: str) -> None:
    """The row as it stands now. Raises ``ValidationError``, also when it is gone."""
    try:
        take_row(holding, seen=seen)
    except Holding.DoesNotExist:
        raise ValidationError(_("Baris ini sudah dihapus orang lain.")) from None


def facts(holding: Holding) -> dict[str, Any]:
    """What is said, as the audit keeps it."""
    numbers = {"post": holding.post_id, "person": holding.person_id}
    return {**numbers, "capacity": holding.capacity, "decree": holding.decree, **holding.days()}
