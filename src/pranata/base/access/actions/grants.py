"""Every write to grants: given, lengthened, revoked."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from pranata.base.access.errors import Forbidden
from pranata.base.access.grantable import grantable, grantable_kinds
from pranata.base.access.models import Grant, User
from pranata.base.access.rules import LONGEST_GRANT
from pranata.base.audit.actions import hold, record
from pranata.base.org.models import Office
from pranata.base.org.permission import require
from pranata.lib import clock


@transaction.atomic
def give_grant(
    opened: models.Model,
    *,
    purpose: str,
    valid_to: date,
    by: User | None,
    user: User | None = None,
    to_office: Office | None = None,
    valid_from: date | None = None,
) -> Grant:
    """
    Opens one record to an account or to an office, from today unless said otherwise. Raises ValidationError for wrong
    values or when the same is open to them already, LookupError for what is not grantable, Forbidden.
    """
    require(by, grantable(opened).give, opened.office)
    hold(opened.office)
    grant = Grant(
        office=opened.office,
        target_label=opened._meta.label_lower,
        target_id=opened.pk,
        user=user,
        to_office=to_office,
        purpose=purpose.strip(),
        valid_from=valid_from or clock.today(),
        valid_to=valid_to,
        given_by=by,
        given_at=clock.now(),
    )
    if to_office is not None and to_office.pk == grant.office_id:
        raise ValidationError({"to_office": _("Izin hanya untuk satuan kerja lain.")})
    _check_days(grant)
    grant.full_clean()
    same = Grant.objects.of(opened).filter(user=user, to_office=to_office, revoked_at=None)
    if same.not_ended(grant.valid_from).exists():
        raise ValidationError(_("Ini sudah dibuka untuk penerima yang sama; perpanjang izinnya."))
    grant.save()
    record(office=grant.office, actor=by, action="access.grant_given", target=grant, after=_facts(grant))
    return grant


@transaction.atomic
def extend_grant(grant: Grant, *, valid_to: date, by: User | None) -> Grant:
    """Makes ``valid_to`` the last day. Raises ValidationError for wrong days or a revoked grant, Forbidden."""
    _take(grant, by)
    before = grant.days()
    grant.valid_to = valid_to
    _check_days(grant)
    grant.full_clean()
    grant.save(update_fields=["valid_to"])
    record(
        office=grant.office, actor=by, action="access.grant_extended", target=grant, before=before, after=grant.days()
    )
    return grant


@transaction.atomic
def revoke_grant(grant: Grant, *, reason: str, by: User | None) -> Grant:
    """Closes the record again, at once. Raises ValidationError without a reason or when it is revoked, Forbidden."""
    if not reason.strip():
        raise ValidationError({"reason": _("Alasan belum diisi.")})
    _take(grant, by)
    return _revoke(grant, reason.strip(), by)


def close_record(opened: models.Model, *, reason: str, by: User | None) -> int:
    """Part of an action that has checked who may: revokes all that still opens the record; how many that were."""
    hold(opened.office)
    found = Grant.objects.of(opened).filter(revoked_at=None).not_ended(clock.today())
    return len([_revoke(grant, reason, by) for grant in found.select_related("office")])


def _revoke(grant: Grant, reason: str, by: User | None) -> Grant:
    grant.revoked_at, grant.revoked_by, grant.revoke_reason = clock.now(), by, reason
    grant.full_clean()
    grant.save(update_fields=["revoked_at", "revoked_by", "revoke_reason"])
    record(office=grant.office, actor=by, action="access.grant_revoked", target=grant, before=_facts(grant))
    return grant


def _take(grant: Grant, by: User | None) -> None:
    """The grant as it stands now, if ``by`` may change it; raises Forbidden, ValidationError when it is revoked."""
    kind = grantable_kinds().get(grant.target_label)
    if by is not None and not (by.can("grants.manage", grant.office) or (kind and by.can(kind.give, grant.office))):
        raise Forbidden("grants.manage")
    hold(grant.office)
    grant.refresh_from_db()
    if grant.revoked_at is not None:
        raise ValidationError(_("Izin ini sudah dicabut."))


def _check_days(grant: Grant) -> None:
    if grant.valid_to is None or grant.valid_to < clock.today():
        raise ValidationError({"valid_to": _("Izin berakhir paling cepat hari ini.")})
    if grant.valid_to > clock.today() + timedelta(days=LONGEST_GRANT):
        raise ValidationError({"valid_to": _("Izin paling lama %d hari.") % LONGEST_GRANT})


def _facts(grant: Grant) -> dict:
    return {
        "record": f"{grant.target_label}:{grant.target_id}",
        "user": grant.user_id,
        "to_office": grant.to_office_id,
        "purpose": grant.purpose,
        **grant.days(),
    }
