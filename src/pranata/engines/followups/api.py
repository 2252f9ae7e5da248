"""Follow-ups for programs that hold a token; they are worked on at the desk."""

from datetime import date

from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema

from pranata.base.endpoints.schemas import READ_REFUSALS, Paging, Rows, Word, one_of, rows_of
from pranata.engines.followups.models import PARTIES, FollowUp, Status

router = Router(tags=["followups"])


class FollowUpOut(Schema):
    """One recommendation; ``party`` is the person, unit or team in charge, ``first_due_on`` the day agreed at first."""

    number: str
    year: int
    recommendation: str
    source: str
    source_words: str
    party: str
    status: one_of(Status)  # type: ignore[valid-type]  # the values of an enumeration
    due_on: date
    first_due_on: date
    opened_on: date
    claimed_on: date | None
    ended_on: date | None


class FollowUpsWanted(Paging):
    status: one_of(Status) | None = None  # type: ignore[valid-type]
    q: Word = ""


@router.get("/offices/{code}/followups", response={200: Rows[FollowUpOut], **READ_REFUSALS}, summary="Tindak lanjut")
def follow_ups(request: HttpRequest, code: str, wanted: Query[FollowUpsWanted]):
    """Tindak lanjut satuan kerja, yang paling dekat tenggatnya lebih dahulu."""
    if not request.user.offices_with("followups.view").filter(code=code).exists():
        raise Http404
    found = FollowUp.objects.visible_to(request.user).filter(office__code=code).said(wanted.q)
    if wanted.status:
        found = found.filter(status=wanted.status)
    return rows_of(found.select_related(*PARTIES).order_by("due_on", "pk"), wanted, follow_up_out)


def follow_up_out(found: FollowUp) -> FollowUpOut:
    return FollowUpOut(
        number=found.number,
        year=found.year,
        recommendation=found.recommendation,
        source=found.source,
        source_words=found.source_words,
        party=str(found.party),
        status=found.status,
        due_on=found.due_on,
        first_due_on=found.first_due_on,
        opened_on=found.opened_on,
        claimed_on=found.claimed_on,
        ended_on=found.ended_on,
    )
