"""The evidence of a follow-up, added and taken away as that of a month."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pranata.base.ui.pages import staff_form, staff_page, staff_post
from pranata.desk.evidence.adding import let_go, take_files, take_item, take_link
from pranata.desk.evidence.picking import pick_page
from pranata.desk.evidence.place import ProofPlace
from pranata.desk.evidence.section import Line, ProofSection, with_forms
from pranata.desk.evidence.words import chips
from pranata.desk.navigation import navigation
from pranata.engines.evidence.actions import ADD
from pranata.engines.evidence.models import Use
from pranata.engines.evidence.queries import evidence_of
from pranata.engines.followups import actions
from pranata.engines.followups.models import PARTIES, WORK, FollowUp
from pranata.lib import clock

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse

    from pranata.base.access.models import User
    from pranata.desk.evidence.forms import LinkForm, UploadForm
    from pranata.engines.evidence.models import Evidence


def section_of(item: FollowUp, user: User) -> ProofSection:
    """The evidence of a follow-up as ``user`` may see it, with forms while it runs."""
    today = clock.today()
    found = ProofSection(
        lines=[
            Line(each, chips(each.item, today, others=each.others))
            for each in evidence_of(item, reader=user, today=today)
        ],
        address=reverse("desk:follow_up_evidence", args=[item.office.code, item.pk]),
        is_month=False,
    )
    may_add = item.is_running and user.can(WORK, item.office) and user.can(ADD, item.office)
    return with_forms(found, today) if may_add else found


class FollowUpPlace(ProofPlace):
    """One follow-up as ``request``'s reader may see it. Raises Http404."""

    template = "desk/followups/evidence.html"
    pick_template = "desk/followups/pick.html"
    stale = _("Tidak disimpan: tindak lanjut ini sudah dilaporkan selesai atau berakhir, atau buktinya sudah ditarik.")
    ended = _("Tindak lanjut ini sudah dilaporkan selesai atau berakhir.")
    already = _("Berkas ini sudah menjadi bukti tindak lanjut ini.")
    let_go = _("%s dilepas dari tindak lanjut ini; buktinya tetap ada.")

    def __init__(self, request: HttpRequest, code: str, pk: int) -> None:
        super().__init__(request)
        found = FollowUp.objects.visible_to(request.user).filter(office__code=code, pk=pk)
        item = found.select_related("office", *PARTIES).first()
        if item is None:
            raise Http404
        self.item, self.office = item, item.office

    @property
    def address(self) -> str:
        return f"{self.item.get_absolute_url()}#bukti"

    def require_writer(self) -> None:
        self.user.require(WORK, self.office)

    def evidence(
        self, *, upload_form: UploadForm | None = None, link_form: LinkForm | None = None, **told: Any
    ) -> ProofSection:
        self.item.refresh_from_db(fields=["status"])
        found = section_of(self.item, self.user)
        if found.upload_form is not None:
            found = with_forms(found, clock.today(), upload_form=upload_form, link_form=link_form)
        return replace(found, **told)

    def context(self) -> dict[str, Any]:
        return {**navigation(self.user, self.office, section="followups"), "item": self.item, "back": self.address}

    def uses(self) -> QuerySet[Use]:
        return Use.objects.of(self.item)

    def prove(self, take: Callable[[], Evidence]) -> Use:
        return actions.prove(self.item, take, by=self.user)

    def prove_no_more(self, used: Use) -> None:
        actions.prove_no_more(used, self.item, by=self.user)


@staff_form
def follow_up_evidence(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """What proves it; POST keeps the files that were sent, each by itself."""
    return take_files(FollowUpPlace(request, code, pk))


@staff_post
def follow_up_link(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Keeps an address outside as evidence, with a copy of what stands there where one can be had."""
    return take_link(FollowUpPlace(request, code, pk))


@staff_page
def follow_up_pick(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """What the office holds already, and its records."""
    return pick_page(FollowUpPlace(request, code, pk))


@staff_post
def follow_up_use(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Lets an item the office holds, or a record of the house, prove it."""
    return take_item(FollowUpPlace(request, code, pk))


@staff_post
def follow_up_unuse(request: HttpRequest, code: str, pk: int, use: int) -> HttpResponse:
    """Lets an item prove it no more; the item stays with the office."""
    return let_go(FollowUpPlace(request, code, pk), use)
