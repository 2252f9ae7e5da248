"""Offices for anyone, and for a token what it is itself."""

from datetime import date

from django.http import HttpRequest
from ninja import Query, Router, Schema

from pranata.base.access.rules import token_permissions
from pranata.base.endpoints.schemas import PUBLIC_REFUSALS, READ_REFUSALS, Paging, Rows, one_of, rows_of
from pranata.base.org.active import active_office_or_404, active_offices
from pranata.base.org.models import Level, Office, TimeZone

public = Router(tags=["public"])
router = Router(tags=["token"])


class OfficeOut(Schema):
    """An office that uses this installation; ``code`` is the region's."""

    code: str
    name: str
    level: one_of(Level)
    region: str
    time_zone: one_of(TimeZone)


class TokenOut(Schema):
    """The token that asks; ``permissions`` are what its owner may do with it today."""

    name: str
    office: str
    scopes: list[str]
    permissions: list[str]
    expires_on: date


@public.get("/offices", response={200: Rows[OfficeOut], **PUBLIC_REFUSALS}, summary="Satuan kerja")
def offices(request: HttpRequest, paging: Query[Paging]):
    """Satuan kerja yang memakai sistem ini, menurut kodenya."""
    return rows_of(active_offices().order_by("code"), paging, office_out)


@public.get("/offices/{code}", response={200: OfficeOut, **PUBLIC_REFUSALS}, summary="Satu satuan kerja")
def office(request: HttpRequest, code: str):
    """Satu satuan kerja."""
    return office_out(active_office_or_404(code))


def office_out(found: Office) -> OfficeOut:
    return OfficeOut(
        code=found.code,
        name=found.name,
        level=found.level,
        region=found.region_name,
        time_zone=found.time_zone,
    )


@router.get("/token", response={200: TokenOut, **READ_REFUSALS}, summary="Token ini")
def token(request: HttpRequest):
    """Token yang dipakai bertanya: untuk siapa, untuk apa, sampai kapan."""
    found = request.auth
    return TokenOut(
        name=found.name,
        office=found.office.code,
        scopes=found.scopes,
        permissions=sorted(it for it in token_permissions(found.scopes) if request.user.can(it, found.office)),
        expires_on=found.expires_on,
    )
