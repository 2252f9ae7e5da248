"""A program that asks the API with a token, and none with the cookies of a browser."""

from dataclasses import dataclass, field

from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pranata.base.access.models import ApiToken

PLAN = "offices/9999/plans/2022"
MONTH = f"{PLAN}/subactivities/1.1.1/months/6"


@dataclass
class Program:
    token: ApiToken
    secret: str
    client: Client = field(default_factory=Client)

    def ask(self, method: str, address: str, body=None, *, state: str = "", **options) -> HttpResponse:
        """``state`` is the ETag that a write names."""
        headers = {"Authorization": f"Bearer {self.secret}", **({"If-Match": state} if state else {})}
        kind = {} if body is None else {"data": body, "content_type": "application/json"}
        return getattr(self.client, method)(f"/api/v1/{address}", headers=headers, **{**kind, **options})

    def get(self, address: str, query: dict | None = None) -> HttpResponse:
        return self.ask("get", address, data=query or {})

    def state_of(self, address: str = MONTH) -> str:
        return self.get(address)["ETag"]

    def upload(self, content, **said) -> HttpResponse:
        return self.ask("post", f"{MONTH}/evidence", data={"file": content, "dated_on": "2022-06-10", **said})

    def query_count(self, address: str) -> int:
        """How many queries an answer costs; asked twice, for the first may note the day of use."""
        self.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert self.get(address).status_code == 200
        return len(asked)


def codes(response: HttpResponse) -> tuple[int, str]:
    return response.status_code, response.json()["code"]
