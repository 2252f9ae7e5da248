"""Every write to accounts: made, closed, a way back in, erased."""

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from pranata.base.access.accounts import find_account
from pranata.base.access.actions.tokens import end_tokens
from pranata.base.access.errors import Forbidden
from pranata.base.access.models import ApiToken, User
from pranata.base.access.passwords import make_one_time_password
from pranata.base.access.sessions import end_sessions
from pranata.base.audit.actions import record
from pranata.base.org.dated import overlapping
from pranata.base.org.models import Office
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
    """A new one-time password for somebody who lost theirs; ends sessions and tokens. Raises as ``deactivate``."""
    office = _require_over(user, by)
    password = _set_one_time_password(user)
    user.save(update_fields=["password", "must_change_password"])
    end_sessions(UserSession.objects.filter(user=user))
    ended = end_tokens(user)
    facts = {"tokens": ended} if ended else None
    record(office=office, actor=by, action="access.one_time_password_issued", target=user, after=facts)
    return password


@transaction.atomic
def remove_second_factor(user: User, *, by) -> None:
    """For somebody who lost app, passkeys and codes; an administrator must then set one up again. Raises as above."""
    office = _require_over(user, by)
    Authenticator.objects.filter(user=user).delete()
    record(office=office, actor=by, action="access.second_factor_reset", target=user)


@transaction.atomic
def reset_sign_in(user: User, *, by, keep_second_factor: bool = False) -> str:
    """A one-time password for somebody who cannot sign in any more, whose second factor goes unless it is kept.

    Raises ValidationError for one's own account, which is looked after where one proves who one is; else as above.
    """
    _refuse_oneself(user, by)
    if not keep_second_factor:
        remove_second_factor(user, by=by)
    return issue_one_time_password(user, by=by)


@transaction.atomic
def deactivate(user: User, *, by) -> None:
    """
    Closes the account at once, sessions included; roles and history stay. Raises ValidationError for one's own account,
    Forbidden unless ``by`` holds "access.manage" at its person's office and wherever it holds a role today or later.
    """
    _refuse_oneself(user, by)
    _set_active(user, False, by=by)


@transaction.atomic
def reactivate(user: User, *, by) -> None:
    """Opens a closed account again with the roles it still has. Raises Forbidden as ``deactivate``."""
    _set_active(user, True, by=by)


@transaction.atomic
def erase_person(person: Person, *, by) -> None:
    """
    Erases what is personal about somebody who has left (UU 27/2022 on erasure), account included: name, NIP, addresses,
    second factors, sessions, and the key under which the audit keeps them. Role, team and dates stay, under no name.
    Raises ValidationError while the person serves, Forbidden without "people.manage".
    """
    require(by, "people.manage", person.office)
    if person.is_valid_on(clock.today()):
        raise ValidationError(_("Hanya data pegawai yang sudah tidak bertugas yang dapat dihapus."))
    if (user := User.objects.filter(person=person).first()) is not None:
        Authenticator.objects.filter(user=user).delete()
        ApiToken.objects.filter(user=user).delete()
        end_sessions(UserSession.objects.filter(user=user))
        user.login, user.email, user.is_active = f"{ERASED}-{user.pk}", "", False
        user.set_unusable_password()
        user.save(update_fields=["login", "email", "is_active", "password"])
    person.name, person.nip, person.email = ERASED, None, ""
    person.save(update_fields=["name", "nip", "email"])
    record(office=person.office, actor=by, action="people.person_erased", target=person)
    erase(subject_of(person))


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


def _refuse_oneself(user: User, by) -> None:
    if by is not None and by.pk == user.pk:
        raise ValidationError(_("Akun sendiri tidak dapat dikelola di sini; mintalah administrator lain."))


def _set_active(user: User, is_active: bool, *, by) -> None:
    office = _require_over(user, by)
    if not is_active:
        end_sessions(UserSession.objects.filter(user=user))
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
