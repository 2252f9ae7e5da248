"""The evidence of an item, added and taken away as that of a month."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pranata.base.ui.pages import staff_form, staff_page, staff_post
from pranata.desk.assessments.place import about, instrument_of, item_or_404
from pranata.desk.evidence.adding import let_go, take_files, take_item, take_link
from pranata.desk.evidence.picking import pick_page
from pranata.desk.evidence.place import ProofPlace
from pranata.desk.evidence.section import Line, ProofSection, with_forms
from pranata.desk.evidence.words import chips
from pranata.engines.assessments.actions import proofs
from pranata.engines.assessments.models import ANSWER, Item
from pranata.engines.assessments.powers import is_open
from pranata.engines.evidence.actions import ADD
from pranata.engines.evidence.models import Use
from pranata.engines.evidence.queries import evidence_of
from pranata.lib import clock

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse

    from pranata.base.access.models import User
    from pranata.desk.evidence.forms import LinkForm, UploadForm
    from pranata.engines.evidence.models import Evidence


def section_of(item: Item, user: User) -> ProofSection:
    """The evidence of an item as ``user`` may see it, with forms while the office may still prove it."""
    sheet, today = item.section.sheet, clock.today()
    found = ProofSection(
        lines=[
            Line(each, chips(each.item, today, others=each.others))
            for each in evidence_of(item, reader=user, today=today)
        ],
        address=reverse("desk:sheet_evidence", args=[sheet.office.code, sheet.pk, item.code]),
        is_month=False,
    )
    return with_forms(found, today) if may_prove(item, user) else found


def may_prove(item: Item, user: User) -> bool:
    """Whether evidence may be added now: while the sheet is filled in, of a returned one in what came back."""
    sheet = item.section.sheet
    return is_open(item.section, sheet) and user.can(ANSWER, sheet.office) and user.can(ADD, sheet.office)


class ItemPlace(ProofPlace):
    """One item as ``request``'s reader may see it. Raises Http404."""

    template = "desk/assessments/evidence.html"
    pick_template = "desk/assessments/pick.html"
    stale = _("Tidak disimpan: lembar ini sudah diajukan atau selesai, atau buktinya sudah ditarik.")
    ended = _("Lembar ini sudah diajukan atau selesai.")
    already = _("Berkas ini sudah menjadi bukti butir ini.")
    let_go = _("%s dilepas dari butir ini; buktinya tetap ada.")

    def __init__(self, request: HttpRequest, code: str, pk: int, question: str) -> None:
        super().__init__(request)
        self.item = item_or_404(request, code, pk, question)
        self.office = self.item.section.sheet.office

    @property
    def address(self) -> str:
        return f"{self.item.get_absolute_url()}#bukti"

    def require_writer(self) -> None:
        self.user.require(ANSWER, self.office)

    def evidence(
        self, *, upload_form: UploadForm | None = None, link_form: LinkForm | None = None, **told: Any
    ) -> ProofSection:
        self.item.section.sheet.refresh_from_db(fields=["status"])
        found = section_of(self.item, self.user)
        if found.upload_form is not None:
            found = with_forms(found, clock.today(), upload_form=upload_form, link_form=link_form)
        return replace(found, **told)

    def context(self) -> dict[str, Any]:
        sheet = self.item.section.sheet
        question = instrument_of(sheet).questions[self.item.code]
        return {**about(self.user, sheet), "item": self.item, "question": question, "back": self.address}

    def uses(self) -> QuerySet[Use]:
        return Use.objects.of(self.item)

    def prove(self, take: Callable[[], Evidence]) -> Use:
        return proofs.prove(self.item, take, by=self.user)

    def prove_no_more(self, used: Use) -> None:
        proofs.prove_no_more(used, self.item, by=self.user)


@staff_form
def sheet_evidence(request: HttpRequest, code: str, pk: int, question: str) -> HttpResponse:
    """What proves it; POST keeps the files that were sent, each by itself."""
    return take_files(ItemPlace(request, code, pk, question))


@staff_post
def sheet_evidence_link(request: HttpRequest, code: str, pk: int, question: str) -> HttpResponse:
    """Keeps an address outside as evidence, with a copy of what stands there where one can be had."""
    return take_link(ItemPlace(request, code, pk, question))


@staff_page
def sheet_evidence_pick(request: HttpRequest, code: str, pk: int, question: str) -> HttpResponse:
    """What the office holds already, and its records."""
    return pick_page(ItemPlace(request, code, pk, question))


@staff_post
def sheet_evidence_use(request: HttpRequest, code: str, pk: int, question: str) -> HttpResponse:
    """Lets an item the office holds, or a record of the house, prove it."""
    return take_item(ItemPlace(request, code, pk, question))


@staff_post
def sheet_evidence_unuse(request: HttpRequest, code: str, pk: int, question: str, use: int) -> HttpResponse:
    """Lets an item prove it no more; the item stays with the office."""
    return let_go(ItemPlace(request, code, pk, question), use)
