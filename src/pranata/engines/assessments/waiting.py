"""What of sheets lies on an account's desk and stands in its calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext as _

from pranata.base.ui.waiting import Waiting, offer_waiting
from pranata.engines.assessments.models import ASSESS, VIEW, Assessor, Level, Section, Sheet, Status
from pranata.engines.assessments.notices import section_words, title_of
from pranata.engines.assessments.powers import FILLING

if TYPE_CHECKING:
    from pranata.base.access.models import User
    from pranata.base.org.models import Office


def waiting_sheets(user: User, office: Office | None) -> list[Waiting]:
    """The sections that the account fills in and has not finished, and the sheets that wait for its assessment.

    Of all offices (None), for the calendar: the sections alone. A sheet opened from elsewhere lies on every desk.
    """
    if user.person_id is None and office is None:
        return []
    found = [to_fill(each) for each in own_sections(user, office)]
    if office is None:
        return found
    return found + [to_assess(each) for each in sheets_to_assess(user, office)]


def sheets_to_assess(user: User, office: Office) -> list[Sheet]:
    """Submitted sheets that wait for the account's internal assessment: all of ``office`` where it assesses there, and
    those it was appointed to, of its other offices on their own desks; one query."""
    appointed = Assessor.objects.serving().filter(user=user, level=Level.INTERNAL)
    mine = Q(pk__in=appointed.values("sheet")) & (Q(office=office) | ~Q(office__in=user.offices_with(VIEW)))
    if user.can(ASSESS, office):
        mine |= Q(office=office)
    rows = Sheet.objects.visible_to(user).filter(mine, status=Status.SUBMITTED)
    return list(rows.select_related("office").order_by("submitted_on", "pk"))


def own_sections(user: User, office: Office | None) -> list[Section]:
    """Sections that were given to the account or its unit, while they are filled in; one query."""
    person = user.person
    if person is None:
        return []
    mine = Q(person=person) | Q(unit=person.unit_id) if person.unit_id else Q(person=person)
    rows = Section.objects.visible_to(user).filter(mine, is_ready=False, sheet__status__in=FILLING)
    rows = rows.filter(Q(is_returned=True) | ~Q(sheet__status=Status.CHANGES_REQUESTED))
    if office is not None:
        rows = rows.filter(sheet__office=office)
    return list(rows.select_related("sheet__office").order_by("due_on", "pk"))


def to_fill(section: Section) -> Waiting:
    sheet, is_back = section.sheet, section.is_returned
    return Waiting(
        key=f"assessments-section-{section.pk}-{section.due_on or ''}-{section.returned_on or ''}",
        head=_("Lembar penilaian · dikembalikan") if is_back else _("Lembar penilaian"),
        title=section_words(section),
        words=_("Perbaiki") if is_back else _("Isi"),
        address=f"{sheet.get_absolute_url()}?bagian={section.code}",
        line=section_words(section),
        due_on=section.due_on,
    )


def to_assess(sheet: Sheet) -> Waiting:
    return Waiting(
        key=f"assessments-sheet-{sheet.pk}-{sheet.submitted_on}",
        head=_("Lembar penilaian · %s") % sheet.office.name,
        title=title_of(sheet),
        words=_("Nilai"),
        address=sheet.get_absolute_url(),
        line=_("%s: menunggu penilaian") % title_of(sheet),
    )


offer_waiting("assessments", waiting_sheets)
