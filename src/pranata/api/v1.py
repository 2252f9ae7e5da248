"""The machines' door, version 1: every capability's router behind one way to sign in and one shape of refusals.

What stands under ``/public/`` is for anyone; the rest asks for a personal token. docs/api.md is the guide.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ninja import NinjaAPI
from ninja.parser import Parser

from pranata.api import offices
from pranata.api.authentication import PersonalToken
from pranata.api.delivery import JSON
from pranata.api.refusals import translate
from pranata.base.endpoints.errors import UnknownMedia
from pranata.engines.deadlines.api import public as clocks
from pranata.engines.evidence.api import router as evidence
from pranata.engines.followups.api import router as follow_ups
from pranata.engines.indicators.api import router as readings
from pranata.engines.nation.api import router as nation
from pranata.engines.plan import api as plan
from pranata.engines.registers.api import public as registers
from pranata.engines.registers.api import router as staff_registers
from pranata.engines.reports.api import public as public_reports
from pranata.engines.reports.api import router as reports

if TYPE_CHECKING:
    from django.http import HttpRequest

DESCRIPTION = (
    "Data terbuka (`/public/`) tanpa token; selebihnya dengan token pribadi di kepala `Authorization: Bearer …`. "
    "Menulis memakai tindakan dan penolakan yang sama dengan halamannya."
)


class JsonOnly(Parser):
    """Takes a body as JSON only where it says that it is."""

    def parse_body(self, request: HttpRequest) -> Any:
        if getattr(request, "content_type", JSON) != JSON:  # ninja's own stand-in request has none
            raise UnknownMedia
        return super().parse_body(request)


api = NinjaAPI(
    title="Pranata",
    version="1",
    description=DESCRIPTION,
    urls_namespace="api",
    openapi_url=None,  # pranata.api.reference delivers it
    docs_url=None,
    parser=JsonOnly(),
)
translate(api)
for router in (offices.public, plan.public, public_reports, registers, clocks):
    api.add_router("/public", router)
STAFF = (offices.router, plan.reading, plan.months, plan.proofs, readings, nation, evidence, follow_ups, reports)
for router in (*STAFF, staff_registers):
    api.add_router("", router, auth=PersonalToken())
