"""Second factors and sessions come and go inside django-allauth: what is audited, and what is not kept, stands here."""

from allauth.account.internal.flows.login import record_authentication
from allauth.core import context
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_removed
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.db.models.signals import post_save, pre_save
from django.dispatch import receiver

from pranata.base.access.devices import reduced
from pranata.base.access.sessions import NO_ADDRESS
from pranata.base.audit.actions import record
from pranata.lib import clock


@receiver(post_save, sender=Authenticator)
def record_added(sender, instance, created, **kwargs):
    if created:
        _record(instance, "access.second_factor_added")
        if context.request and context.request.user == instance.user:  # whoever confirmed the first code has shown it
            record_authentication(context.request, instance.user, "mfa", id=instance.pk, type=str(instance.type))


@receiver(authenticator_removed, sender=Authenticator)
def record_removed(sender, authenticator, **kwargs):
    _record(authenticator, "access.second_factor_removed")


@receiver(pre_save, sender=UserSession)
def keep_little(sender, instance, **kwargs):
    """A session as allauth hands it over comes with an address: no address is kept, and of the browser two names."""
    if instance.ip == NO_ADDRESS:
        return
    instance.ip = NO_ADDRESS
    instance.user_agent = reduced(instance.user_agent)
    instance.last_seen_at = clock.now()
    if instance._state.adding:
        instance.created_at = instance.last_seen_at


@transaction.atomic
def _record(authenticator: Authenticator, action: str) -> None:
    user = authenticator.user
    actor = context.request.user if context.request and context.request.user.is_authenticated else None
    record(office=user.home_office(), actor=actor, action=action, target=user, after={"type": str(authenticator.type)})
