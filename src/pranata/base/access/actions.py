"""Every write to accounts and roles. ``by=None`` is the operator's own command line."""

from datetime import date

from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from pranata.base.access.accounts import find_account
from pranata.base.access.errors import Forbidden
from pranata.base.access.models import Capacity, RoleAssignment, User
from pranata.base.access.passwords import make_one_time_password
from pranata.base.audit.actions import record
from pranata.base.org.dated import overlapping
from pranata.base.org.models import Office, Unit
from pranata.base.org.permission import require
from pranata.base.people.models import Person, subject_of
from pranata.base.people.rules import InvalidNip, check_nip
from pranata.base.seal.actions import erase
from pranata.lib import clock

ERASED = "terhapus"  # stands where a name or a login was


@transaction.atomic
def create_user(*, office: Office, login: str, by, email: str = "", person: Person | None = None) -> tuple[User, str]:
    """
    Makes an account without roles and returns it with its one-time password, which is stored nowhere in the clear.

    ``login`` is a NIP or an e-mail address; in the latter case it is the account's e-mail too. Raises ValidationError
    for anything else and for a login or address in use, Forbidden without "access.manage" at ``office``.
    """
    require(by, "access.manage", office)
    login, email = _check_login(login, email)
    if person is not None and person.office_id != office.pk:
        raise ValidationError({"person": _("Pegawai harus dari satuan kerja yang sama.")})
    user = User(login=login, email=email, person=person, created_at=clock.now())
    password = _set_one_time_password(user)
    user.full_clean()
    user.save()
    record(
        office=office,
        actor=by,
        action="access.user_created",
        target=user,
        after={"person": person.pk if person else None},
        personal={"login": login, "email": email},
        subject=user.seal_subject,
    )
    return user, password


@transaction.atomic
def issue_one_time_password(user: User, *, by) -> str:
    """A new one-time password for somebody who lost theirs; ends their sessions. Raises Forbidden as ``deactivate``."""
    office = _require_over(user, by)
    password = _set_one_time_password(user)
    user.save(update_fields=["password", "must_change_password"])
    record(office=office, actor=by, action="access.one_time_password_issued", target=user)
    return password


@transaction.atomic
def remove_second_factor(user: User, *, by) -> None:
    """For somebody who lost phone and recovery codes; an administrator must then set one up again. Raises as above."""
    office = _require_over(user, by)
    Authenticator.objects.filter(user=user).delete()
    record(office=office, actor=by, action="access.second_factor_reset", target=user)


@transaction.atomic
def deactivate(user: User, *, by) -> None:
    """
    Closes the account at once, sessions included; roles and history stay. Raises Forbidden unless ``by`` holds
    "access.manage" at its person's office and wherever the account holds a role today or later.
    """
    _set_active(user, False, by=by)


@transaction.atomic
def reactivate(user: User, *, by) -> None:
    """Opens a closed account again with the roles it still has. Raises Forbidden as ``deactivate``."""
    _set_active(user, True, by=by)


@transaction.atomic
def erase_person(person: Person, *, by) -> None:
    """
    Erases what is personal about somebody who has left (UU 27/2022 on erasure), account included: name, NIP, addresses,
    second factors, and the key under which the audit keeps them. Role, team and dates stay, under no name.
    Raises ValidationError while the person serves, Forbidden without "people.manage".
    """
    require(by, "people.manage", person.office)
    if person.is_valid_on(clock.today()):
        raise ValidationError(_("Hanya data pegawai yang sudah tidak bertugas yang dapat dihapus."))
    if (user := User.objects.filter(person=person).first()) is not None:
        Authenticator.objects.filter(user=user).delete()
        user.login, user.email, user.is_active = f"{ERASED}-{user.pk}", "", False
        user.set_unusable_password()
        user.save(update_fields=["login", "email", "is_active", "password"])
    person.name, person.nip, person.email = ERASED, None, ""
    person.save(update_fields=["name", "nip", "email"])
    record(office=person.office, actor=by, action="people.person_erased", target=person)
    erase(subject_of(person))


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
    Raises ValidationError when the role begins after ``on``, Forbidden without "access.manage".
    """
    require(by, "access.manage", assignment.office)
    for later in assignment.delegations.filter(valid_from__gt=on):
        record(office=later.office, actor=by, action="access.delegation_withdrawn", target=later, before=_facts(later))
        later.delete()
    for held in (assignment, *assignment.delegations.filter(overlapping(on, None))):
        if held.valid_to is None or held.valid_to > on:
            _end(held, on, by=by)
    assignment.user.forget_roles()


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
    if by is not None and by.pk != assignment.user_id:
        require(by, "access.manage", assignment.office)
    elif by is not None and not (by.is_active and assignment.is_valid_on(clock.today())):
        raise Forbidden("access.delegate")
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


def _check_login(login: str, email: str) -> tuple[str, str]:
    """Both in the form they are stored in. Raises ValidationError when they are unusable or taken."""
    login, email = login.strip().lower(), email.strip().lower()
    if "@" in login:
        validate_email(login)
        if email not in ("", login):
            raise ValidationError({"email": _("Surel harus sama dengan nama masuk.")})
        email = login
    else:
        try:
            check_nip(login)
        except InvalidNip as error:
            raise ValidationError({"login": str(error)}) from error
    if find_account(login) or (email and find_account(email)):
        raise ValidationError(_("NIP atau surel ini sudah dipakai akun lain."))
    return login, email


def _set_one_time_password(user: User) -> str:
    password = make_one_time_password()
    user.set_password(password)
    user.must_change_password = True
    return password


def _set_active(user: User, is_active: bool, *, by) -> None:
    office = _require_over(user, by)
    if User.objects.filter(pk=user.pk, is_active=not is_active).update(is_active=is_active):
        action = "access.user_reactivated" if is_active else "access.user_deactivated"
        record(office=office, actor=by, action=action, target=user)
    user.is_active = is_active
    user.forget_roles()


def _require_over(user: User, by) -> Office | None:
    """
    The office whose chain gets the event; Forbidden unless ``by`` manages access wherever the account belongs: at the
    offices of the roles it holds today or later, and at its person's.
    """
    held = user.role_assignments.filter(overlapping(clock.today(), None)).values("office")
    at_home = Q(pk=user.person.office_id) if user.person is not None else Q()
    offices = list(Office.objects.filter(Q(pk__in=held) | at_home))
    if by is not None and not offices:
        raise Forbidden("access.manage")
    for office in offices:
        require(by, "access.manage", office)
    return user.person.office if user.person is not None else next(iter(offices), None)


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
