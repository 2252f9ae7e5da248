"""A plan in force whose year runs, and what its pages say."""

import html
import re

from django.utils import timezone

from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.engines.plan.models import Plan, ProgressStatus, Status
from pranata.engines.plan.tests.factories import ProgressFactory

MATRIX = "/meja/9001/rencana-aksi/2022/"
HTMX = {"HX-Request": "true"}


def adopt(plan: Plan) -> Plan:
    """``plan`` in force, without the way there."""
    Plan.objects.filter(pk=plan.pk).update(status=Status.ADOPTED)
    plan.refresh_from_db()
    return plan


def sign_in(client, office, role: str):
    """Signed in at ``office`` in one role."""
    user = RoleAssignmentFactory(office=office, role=role).user
    client.force_login(user)
    return user


def reported(row, month: int, on: str, *, verified: bool = False):
    """The month handed in on a day."""
    moment = timezone.make_aware(timezone.datetime.fromisoformat(f"{on}T09:00"))
    status = ProgressStatus.VERIFIED if verified else ProgressStatus.SUBMITTED
    return ProgressFactory(
        subactivity=row, month=month, status=status, submitted_at=moment, verified_at=moment if verified else None
    )


def html_of(response) -> str:
    return response.content.decode()


def words(markup: str) -> str:
    """The words of some markup, with single spaces."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", markup)).split())


def row_of(response, code: str) -> str:
    """The markup of one line of the matrix."""
    return re.search(rf'<tr class="line" id="baris-{re.escape(code)}">.*?</tr>', html_of(response), re.DOTALL)[0]


def codes(response) -> list[str]:
    return re.findall(r'id="baris-([\d.]+)"', html_of(response))


def notices(response) -> list[str]:
    """What the page says in its notices."""
    return [words(each) for each in re.findall(r'<div class="notices.*?</div>', html_of(response), re.DOTALL)]


def errors(response) -> list[str]:
    """What stands wrong at fields."""
    return [words(each) for each in re.findall(r'class="field-error"[^>]*>(.*?)</(?:div|p|span)>', html_of(response))]


def seen(response, form: str) -> str:
    """The mark of what was shown, in the form that is sent to an address ending in ``form``."""
    sent = html_of(response).split(f'{form}"', 1)[1]
    return re.search(r'name="(?:i\d+-)?seen"(?: value="([^"]*)")?', sent)[1] or ""
