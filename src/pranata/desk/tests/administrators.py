"""Administrators who have shown password and second factor, as their pages ask."""

import html
import re

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from pranata.base.access.models import Role
from pranata.base.access.tests.factories import RoleAssignmentFactory


def administrator_of(office, **values):
    """An administrator with a second factor."""
    user = RoleAssignmentFactory(office=office, role=Role.ADMINISTRATOR, **values).user
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
    return user


def sign_in(client, user, *, lately=True):
    """Signs ``user`` in, with the second factor if there is one; ``lately`` whether it was shown again just now."""
    client.force_login(user)
    factor = Authenticator.objects.filter(user=user).first()
    shown = {"method": "mfa", "type": "totp", "id": factor.pk} if factor else {"method": "password"}
    request = RequestFactory().get("/")
    request.session = client.session
    record_authentication(request, user, **shown, reauthenticated=lately)
    request.session.save()
    return user


def texts(response, cell="th") -> list[str]:
    """What stands in each ``cell`` of the page's table bodies, tags left out."""
    bodies = re.findall(r"<tbody>(.*?)</tbody>", response.content.decode(), re.DOTALL)
    found = re.findall(rf"<{cell}\b[^>]*>(.*?)</{cell}>", "".join(bodies), re.DOTALL)
    return [" ".join(html.unescape(re.sub(r"<[^>]+>", " ", each)).split()) for each in found]


def query_count(client, address) -> int:
    """How many queries the page at ``address`` costs; asked twice, for the first may fill a cache."""
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)
