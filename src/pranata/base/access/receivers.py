"""Second factors come and go inside django-allauth; here each time is audited."""

from allauth.account.internal.flows.login import record_authentication
from allauth.core import context
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_removed
from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver

from pranata.base.audit.actions import record


@receiver(post_save, sender=Authenticator)
def record_added(sender, instance, created, **kwargs):
    if created:
        _record(instance, "access.second_factor_added")
        if context.request and context.request.user == instance.user:  # whoever confirmed the first code has shown it
            record_authentication(context.request, instance.user, "mfa", id=instance.pk, type=str(instance.type))


@receiver(authenticator_removed, sender=Authenticator)
def record_removed(sender, authenticator, **kwargs):
    _record(authenticator, "access.second_factor_removed")


@transaction.atomic
def _record(authenticator: Authenticator, action: str) -> None:
    user = authenticator.user
    actor = context.request.user if context.request and context.request.user.is_authenticated else None
    record(office=user.home_office(), actor=actor, action=action, target=user, after={"type": str(authenticator.type)})
