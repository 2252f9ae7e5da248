"""Every write to roles: given, delegated, ended, taken back before they begin."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pranata.base.access.models import Capacity, Role, RoleAssignment, User
from pranata.base.audit.actions import record
from pranata.base.org.dated import overlapping
from pranata.base.org.models import Office, Unit
from pranata.base.org.permission import require
from pranata.lib import clock


@transaction.atomic
def assign_role(
    *,
    user: User,
    office: Office,
    role: str,
    valid_from: date | None,
    by,
    valid_to: date | None = None,
    capacity: str = Capacity.DEFINITIVE,
    unit: Unit | None = None,
) -> RoleAssignment:
    """Raises ValidationError for wrong values or a role held on one of these days, else as ``create_user``."""
    require(by, "access.manage", office)
    assignment = RoleAssignment(
        user=user, office=office, role=role, capacity=capacity, unit=unit, valid_from=valid_from, valid_to=valid_to
    )
    _save_new(assignment, "access.role_assigned", by=by)
    return assignment


@transaction.atomic
def end_role(assignment: RoleAssignment, *, on: date, by) -> None:
    """
    Makes ``on`` the last day of the role and of what was delegated from it; later delegations are withdrawn.
    Raises ValidationError when the role begins after ``on`` and for one's own role as administrator, so that nobody
    locks the office; Forbidden without "access.manage", save for whoever delegated this role.
    """
    _require_over_role(assignment, by)
    if by is not None and by.pk == assignment.user_id and assignment.role == Role.ADMINISTRATOR:
        raise ValidationError(_("Peran administrator sendiri hanya dapat diakhiri oleh administrator lain."))
    for later in assignment.delegations.filter(valid_from__gt=on):
        _withdraw(later, by=by)
    for held in (assignment, *assignment.delegations.filter(overlapping(on, None))):
        if held.valid_to is None or held.valid_to > on:
            _end(held, on, by=by)
    assignment.user.forget_roles()


@transaction.atomic
def withdraw_role(assignment: RoleAssignment, *, by) -> None:
    """
    Takes back a role that has not begun, and what was delegated from it.
    Raises ValidationError when it has begun, Forbidden as ``end_role``.
    """
    _require_over_role(assignment, by)
    if assignment.valid_from is None or assignment.valid_from <= clock.today():
        raise ValidationError(_("Peran ini sudah mulai berlaku; akhirilah dengan tanggal."))
    for later in (*assignment.delegations.all(), assignment):
        _withdraw(later, by=by)


@transaction.atomic
def delegate(
    assignment: RoleAssignment,
    *,
    to: User,
    valid_from: date,
    valid_to: date,
    by,
    capacity: str = Capacity.PLH,
) -> RoleAssignment:
    """
    Lets ``to`` act as Plt. or Plh. in a role for a while, by its holder or whoever manages access there.
    Raises ValidationError when the days leave the role's own or the role is itself delegated, Forbidden otherwise.
    """
    if not _is_holder(assignment, by):
        require(by, "access.manage", assignment.office)
    _check_delegation(assignment, to, valid_from, valid_to, capacity)
    delegated = RoleAssignment(
        user=to,
        office=assignment.office,
        unit=assignment.unit,
        role=assignment.role,
        capacity=capacity,
        delegated_from=assignment,
        valid_from=valid_from,
        valid_to=valid_to,
    )
    _save_new(delegated, "access.role_delegated", by=by)
    return delegated


def _is_holder(assignment: RoleAssignment, by) -> bool:
    """Whether ``by`` holds this role today."""
    return by is not None and by.pk == assignment.user_id and by.is_active and assignment.is_valid_on(clock.today())


def _require_over_role(assignment: RoleAssignment, by) -> None:
    """Forbidden unless ``by`` manages access there, or holds the role that this one was delegated from."""
    source = assignment.delegated_from
    if source is None or not _is_holder(source, by):
        require(by, "access.manage", assignment.office)


def _check_delegation(assignment: RoleAssignment, to: User, valid_from: date, valid_to: date, capacity: str) -> None:
    if assignment.delegated_from_id is not None:
        raise ValidationError(_("Peran yang dilimpahkan tidak dapat dilimpahkan lagi."))
    if capacity == Capacity.DEFINITIVE:
        raise ValidationError({"capacity": _("Pelimpahan hanya sebagai Plt. atau Plh.")})
    if to.pk == assignment.user_id:
        raise ValidationError({"user": _("Peran tidak dapat dilimpahkan kepada pemegangnya sendiri.")})
    if not (assignment.is_valid_on(valid_from) and assignment.is_valid_on(valid_to)):
        raise ValidationError(_("Masa pelimpahan harus di dalam masa peran."))


def _save_new(assignment: RoleAssignment, action: str, *, by) -> None:
    User.objects.select_for_update().get(pk=assignment.user_id)  # two assignments at once wait for each other
    if assignment.unit is not None and assignment.unit.office_id != assignment.office_id:
        raise ValidationError({"unit": _("Unit kerja harus dari satuan kerja yang sama.")})
    assignment.full_clean()
    same = RoleAssignment.objects.filter(
        user=assignment.user, office=assignment.office, role=assignment.role, unit=assignment.unit
    )
    if same.filter(overlapping(assignment.valid_from, assignment.valid_to)).exists():
        raise ValidationError(_("Akun ini sudah memegang peran itu pada masa tersebut."))
    assignment.save()
    assignment.user.forget_roles()
    record(office=assignment.office, actor=by, action=action, target=assignment, after=_facts(assignment))


def _end(assignment: RoleAssignment, on: date, *, by) -> None:
    before = _facts(assignment)
    assignment.valid_to = on
    assignment.full_clean()
    assignment.save(update_fields=["valid_to"])
    record(
        office=assignment.office,
        actor=by,
        action="access.role_ended",
        target=assignment,
        before=before,
        after=_facts(assignment),
    )


def _withdraw(assignment: RoleAssignment, *, by) -> None:
    record(
        office=assignment.office,
        actor=by,
        action="access.delegation_withdrawn" if assignment.delegated_from_id else "access.role_withdrawn",
        target=assignment,
        before=_facts(assignment),
    )
    assignment.delete()
    assignment.user.forget_roles()


def _facts(assignment: RoleAssignment) -> dict:
    return {
        "user": assignment.user_id,
        "role": str(assignment.role),
        "capacity": str(assignment.capacity),
        "unit": assignment.unit_id,
        "delegated_from": assignment.delegated_from_id,
        "valid_from": assignment.valid_from.isoformat() if assignment.valid_from else None,
        "valid_to": assignment.valid_to.isoformat() if assignment.valid_to else None,
    }
