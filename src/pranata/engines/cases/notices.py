"""What accounts are told about cases; never more of a case than its number and the words staff gave it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from pranata.base.notify.kinds import Kind, declare
from pranata.engines.deadlines.rules import Reminder

if TYPE_CHECKING:
    from django.db.models import Model

    from pranata.base.access.models import User

BY_REMINDER = {
    Reminder.SOON: Kind("cases.soon", _("Perkara segera jatuh tempo"), "warn", "◔"),
    Reminder.TODAY: Kind("cases.today", _("Perkara jatuh tempo"), "warn", "◔"),
    Reminder.OVERDUE: Kind("cases.overdue", _("Perkara lewat tenggat"), "bad", "!"),
    Reminder.ESCALATED: Kind("cases.escalated", _("Perkara lewat tenggat, perlu perhatian sekretaris"), "bad", "!"),
}
OTHER_BY_REMINDER = {
    Reminder.SOON: Kind("cases.other_soon", _("Tenggat lain perkara segera tiba"), "warn", "◔"),
    Reminder.TODAY: Kind("cases.other_today", _("Tenggat lain perkara hari ini"), "warn", "◔"),
    Reminder.OVERDUE: Kind("cases.other_overdue", _("Tenggat lain perkara lewat"), "bad", "!"),
}
WAITING = Kind("cases.waiting", _("Perkara baru belum ditugaskan"), "info", "●")
ASSIGNED = Kind("cases.assigned", _("Perkara ditugaskan kepada Anda"), "info", "→")
REPLIED = Kind("cases.replied", _("Pesan baru dari pemohon atau pelapor"), "info", "✉")


def declare_notices(model: type[Model]) -> None:
    """Called once for each kind of case, when its app is ready."""

    def titles(ids: Collection[int], reader: User) -> Mapping[int, str]:
        rows = model._default_manager.visible_to(reader).filter(pk__in=ids).values_list("pk", "number", "subject")
        return {pk: title_of(number, subject) for pk, number, subject in rows}

    told = (*BY_REMINDER.values(), *OTHER_BY_REMINDER.values(), WAITING, ASSIGNED, REPLIED)
    declare(*told, target_label=model._meta.label_lower, titles_for=titles)


def title_of(number: str, subject: str) -> str:
    """What a case is called in lists, mails and calendars."""
    return " ".join(part for part in (number or _now("belum bernomor"), subject) if part)
