"""What accounts are told about months of the plan."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.utils.translation import gettext_lazy as _

from pranata.base.notify.kinds import Kind, declare
from pranata.engines.deadlines.rules import Reminder
from pranata.engines.plan.models import Subactivity

BY_REMINDER = {
    Reminder.SOON: Kind("plan.soon", _("Segera jatuh tempo"), "warn", "◔"),
    Reminder.TODAY: Kind("plan.today", _("Jatuh tempo"), "warn", "◔"),
    Reminder.OVERDUE: Kind("plan.overdue", _("Lewat tenggat"), "bad", "!"),
    Reminder.ESCALATED: Kind("plan.escalated", _("Belum dilaporkan, perlu perhatian sekretaris"), "bad", "!"),
}
RETURNED = Kind("plan.returned", _("Dikembalikan untuk diperbaiki"), "warn", "↩")


def declare_notices() -> None:
    """Called once, when the app is ready."""
    declare(*BY_REMINDER.values(), RETURNED, target_label="plan.subactivity", titles=titles)


def titles(ids: Collection[int]) -> Mapping[int, str]:
    """Code and text of rows."""
    rows = Subactivity.objects.filter(pk__in=ids).values_list("pk", "code", "text")
    return {pk: f"{code} {text}" for pk, code, text in rows}
