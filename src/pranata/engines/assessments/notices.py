"""What accounts are told about sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from pranata.base.access.models import RoleAssignment, User
from pranata.base.access.rules import roles_with
from pranata.base.notify.kinds import Kind, declare
from pranata.engines.assessments.instruments import UnknownInstrument, by_key
from pranata.engines.assessments.models import ASSESS, MANAGE, Assessor, Level, Sheet
from pranata.engines.assessments.powers import is_in_force
from pranata.lib import clock

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from pranata.engines.assessments.models import Item, Section

SUBMITTED = Kind("assessments.submitted", _("Lembar penilaian diajukan"), "info", "●")
RETURNED = Kind("assessments.returned", _("Bagian lembar penilaian dikembalikan"), "warn", "↩")
ASSIGNED = Kind("assessments.assigned", _("Bagian lembar penilaian untuk Anda"), "info", "→")
AGREED = Kind("assessments.agreed", _("Lembar penilaian disepakati"), "info", "✓")
APPOINTED = Kind("assessments.appointed", _("Anda menjadi penilai sebuah lembar"), "info", "→")


def declare_notices() -> None:
    """Called once, when the app is ready."""
    declare(SUBMITTED, RETURNED, ASSIGNED, AGREED, APPOINTED, target_label="assessments.sheet", titles=titles)


def titles(ids: Collection[int]) -> Mapping[int, str]:
    """What the sheets are called."""
    return {each.pk: title_of(each) for each in Sheet.objects.filter(pk__in=ids)}


def title_of(sheet: Sheet) -> str:
    """ "Zona Integritas 2022", with its service where it is about one."""
    try:
        name = by_key(sheet.key).short_title
    except UnknownInstrument:
        name = sheet.instrument
    return " ".join(filter(None, [name, str(sheet.year), f"({sheet.subject})" if sheet.subject else ""]))


def question_text(item: Item) -> str:
    """What the item asks; "" of an instrument that this version does not have."""
    try:
        return by_key(item.section.sheet.key).questions[item.code].text
    except (UnknownInstrument, KeyError):
        return ""


def assessors_of(sheet: Sheet) -> set[User]:
    """The accounts that assess the sheet internally: appointed ones, and who does so at its office."""
    rows = Assessor.objects.serving().filter(sheet=sheet, level=Level.INTERNAL).select_related("user", "grant")
    known = {row.user for row in rows if is_in_force(row, sheet, row.user)}
    appointed = {user for user in known if Sheet.objects.visible_to(user).filter(pk=sheet.pk).exists()}
    return appointed | _holders(sheet, ASSESS)


def managers_of(sheet: Sheet) -> set[User]:
    """The accounts that manage the office's sheets."""
    return _holders(sheet, MANAGE)


def people_of(section: Section) -> set[User]:
    """The accounts that a section was given to: the person's, or those of everybody in the unit."""
    found = User.objects.filter(is_active=True)
    if section.person_id:
        return set(found.filter(person=section.person_id))
    return set(found.filter(person__unit=section.unit_id)) if section.unit_id else set()


def section_words(section: Section) -> str:
    """ "Zona Integritas 2022: Manajemen Perubahan"."""
    part = by_key(section.sheet.key).by_part.get(section.code)
    return _now("%(sheet)s: %(part)s") % {
        "sheet": title_of(section.sheet),
        "part": part.title if part else section.code,
    }


def _holders(sheet: Sheet, permission: str) -> set[User]:
    held = RoleAssignment.objects.held_on(clock.today()).filter(office=sheet.office_id)
    held = held.filter(role__in=roles_with(permission))
    return set(User.objects.filter(pk__in=held.values("user"), is_active=True))
