"""Mail of the sign-in, sent in the background. Arguments are keys only; addresses are read when the job runs."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override
from django_tasks import task

from pranata.base.access.models import User


@task()
def send_reset_link(user_id: int | None, origin: str) -> None:
    """Mails the link to choose a new password; nothing is sent without an active account that has an address.

    It is queued for every request, so that known and unknown accounts take the same time to answer.
    """
    user = User.objects.filter(pk=user_id, is_active=True).exclude(email="").first()
    if user is not None:
        key = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
        link = f"{origin.rstrip('/')}{reverse('account_reset_password_from_key', kwargs=key)}"
        _send("account/email/password_reset_key", user, {"link": link})


@task()
def send_notice(user_id: int, template_prefix: str) -> None:
    """Mails one of allauth's notices (password changed, second factor added) to the account's address."""
    user = User.objects.filter(pk=user_id, is_active=True).exclude(email="").first()
    if user is not None:
        _send(template_prefix, user, {})


def _send(template_prefix: str, user: User, context: dict) -> None:
    with override(settings.LANGUAGE_CODE):
        subject = " ".join(render_to_string(f"{template_prefix}_subject.txt", context).split())
        body = render_to_string(f"{template_prefix}_message.txt", {"user": user, **context})
    send_mail(subject, body, None, [user.email])
