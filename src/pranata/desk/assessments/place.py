"""Sheets, sections and items as ``request``'s reader may see them, and the menu around them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pranata.desk.navigation import navigation
from pranata.engines.assessments.instruments import UnknownInstrument, by_key
from pranata.engines.assessments.models import VIEW, Item, Section, Sheet
from pranata.engines.assessments.notices import title_of

if TYPE_CHECKING:
    from django.http import HttpRequest

    from pranata.base.access.models import User
    from pranata.base.org.models import Office
    from pranata.engines.assessments.reading.instrument import Instrument

SECTION = "assessments"
STALE = _("Tidak disimpan: keadaan lembar ini sudah berubah.")


def sheet_or_404(request: HttpRequest, code: str, pk: int) -> Sheet:
    """The sheet ``pk`` of the office, if the reader may see it, also by a grant; its instrument is known."""
    found = Sheet.objects.visible_to(request.user).filter(office__code=code, pk=pk)
    sheet = found.select_related("office", "opened_by__person", "agreed_by__person").first()
    if sheet is None:
        raise Http404
    instrument_of(sheet)
    return sheet


def section_or_404(request: HttpRequest, code: str, pk: int, section: str) -> Section:
    """The section called ``section`` of that sheet."""
    sheet = sheet_or_404(request, code, pk)
    if section not in instrument_of(sheet).by_part:
        raise Http404
    found = sheet.sections.filter(code=section).select_related("person", "unit", "returned_by__person").first()
    if found is None:
        raise Http404
    found.sheet = sheet
    return found


def item_or_404(request: HttpRequest, code: str, pk: int, question: str) -> Item:
    """The item called ``question`` of that sheet."""
    sheet = sheet_or_404(request, code, pk)
    if question not in instrument_of(sheet).questions:
        raise Http404
    found = Item.objects.filter(section__sheet=sheet, code=question).select_related("section__person", "section__unit")
    item = found.first()
    if item is None:
        raise Http404
    item.section.sheet = sheet
    return item


def instrument_of(sheet: Sheet) -> Instrument:
    """What the sheet is scored by. Raises Http404 for a sheet of an instrument that this version does not have."""
    try:
        return by_key(sheet.key, sheet.variant)
    except UnknownInstrument as error:
        raise Http404 from error


def around(user: User, owner: Office) -> dict[str, Any]:
    """The menu: of ``owner``, or for who was let in by a grant of the reader's own office; ``code`` is the owner's."""
    is_guest = not user.can(VIEW, owner)
    office = user.home_office() if is_guest else owner
    menu = navigation(user, office, section=SECTION) if office is not None else {}
    return {**menu, "owner": owner, "code": owner.code, "is_guest": is_guest}


def about(user: User, sheet: Sheet) -> dict[str, Any]:
    """The menu, and what every page about one sheet shows of it."""
    words = {"sheet": sheet, "instrument": instrument_of(sheet), "sheet_title": title_of(sheet)}
    return {**around(user, sheet.office), **words}


def section_address(sheet: Sheet, section: str, question: str = "") -> str:
    """The sheet with that section open, at the question if one is named."""
    address = f"{reverse('desk:sheet', args=[sheet.office.code, sheet.pk])}?bagian={section}"
    return f"{address}#{anchor(question)}" if question else address


def anchor(question: str) -> str:
    """The id of a question's row in the page: "I.1.a" is "butir-I-1-a", which no selector has to escape."""
    return f"butir-{question.replace('.', '-')}"
