"""Who asks: the account behind a personal token, limited to what the token is for. A session is no way in here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ninja.errors import AuthenticationError
from ninja.security import HttpBearer

from pranata.base.access.tokens import find_token
from pranata.base.endpoints.errors import TooMany
from pranata.engines.intake.limits import note_attempt, refused_until, source_of
from pranata.engines.intake.rules import Limits

if TYPE_CHECKING:
    from django.http import HttpRequest

    from pranata.base.access.models import ApiToken

DOOR = "api-token"
# Wrong tokens within ten minutes; whoever has a right one is never kept waiting by others' wrong ones.
WRONG_TOKENS = Limits(busy=30, per_source=30, ceiling=300)


class PersonalToken(HttpBearer):
    """``Authorization: Bearer pranata_…``; the token is made under one's own account."""

    def authenticate(self, request: HttpRequest, token: str) -> ApiToken:
        """Raises ``AuthenticationError`` for what opens nothing, ``TooMany`` for one wrong token too many."""
        found = find_token(token.strip())
        if found is None:
            source = source_of(request)
            if until := refused_until(DOOR, source, WRONG_TOKENS):
                raise TooMany(until)
            note_attempt(DOOR, source)
            raise AuthenticationError
        request.user = found.user
        return found
