"""What accounts are told about exemptions; a proposal is called by its number and office, never by what it is about."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from pranata.areas.process.public_information.models import ExemptedInformation, ExemptionProposal
from pranata.base.access.models import RoleAssignment, User
from pranata.base.access.rules import roles_with
from pranata.base.notify.kinds import Kind, declare
from pranata.engines.deadlines.rules import Reminder
from pranata.lib import clock

if TYPE_CHECKING:
    from pranata.base.org.models import Office

PROPOSED = Kind("public_information.proposed", _("Usulan pengecualian menunggu keputusan"), "info", "●")
DECIDED = {
    "agree": Kind("public_information.agreed", _("Usulan pengecualian disetujui"), "ok", "✓"),
    "give_back": Kind("public_information.returned", _("Usulan pengecualian dikembalikan"), "warn", "↩"),
    "refuse": Kind("public_information.refused", _("Usulan pengecualian ditolak"), "bad", "×"),
}
REVIEWS = {
    Reminder.SOON: Kind("public_information.review_soon", _("Pengecualian perlu segera diuji lagi"), "warn", "◔"),
    Reminder.TODAY: Kind("public_information.review_today", _("Hari terakhir menguji lagi pengecualian"), "warn", "◔"),
    Reminder.OVERDUE: Kind("public_information.review_late", _("Batas menguji lagi pengecualian terlewat"), "bad", "!"),
}
OPENED = Kind("public_information.exemption_open", _("Pengecualian berakhir; informasinya kini terbuka"), "bad", "!")


def proposal_titles(ids: Collection[int], reader: User) -> Mapping[int, str]:
    rows = ExemptionProposal.objects.visible_to(reader).filter(pk__in=ids).values_list("pk", "office__name")
    return {pk: _now("Usulan nomor %(number)d, %(office)s") % {"number": pk, "office": name} for pk, name in rows}


def exempted_titles(ids: Collection[int], reader: User) -> Mapping[int, str]:
    rows = ExemptedInformation.objects.visible_to(reader).filter(pk__in=ids)
    return dict(rows.values_list("pk", "title"))


declare(PROPOSED, *DECIDED.values(), target_label=ExemptionProposal._meta.label_lower, titles_for=proposal_titles)
declare(*REVIEWS.values(), OPENED, target_label=ExemptedInformation._meta.label_lower, titles_for=exempted_titles)


def holders(permission: str, office: Office) -> list[User]:
    """The working accounts that hold ``permission`` at ``office`` today."""
    held = RoleAssignment.objects.held_on(clock.today()).filter(office=office, role__in=roles_with(permission))
    return list(User.objects.filter(is_active=True, pk__in=held.values("user")).order_by("pk"))
