"""What accounts are told about months of the plan, and about remarks they are asked about."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.utils.translation import gettext_lazy as _

from pranata.base.notify.kinds import Kind, declare
from pranata.engines.deadlines.rules import Reminder
from pranata.engines.plan.models import Remark, Subactivity

BY_REMINDER = {
    Reminder.SOON: Kind("plan.soon", _("Segera jatuh tempo"), "warn", "◔"),
    Reminder.TODAY: Kind("plan.today", _("Jatuh tempo"), "warn", "◔"),
    Reminder.OVERDUE: Kind("plan.overdue", _("Lewat tenggat"), "bad", "!"),
    Reminder.ESCALATED: Kind("plan.escalated", _("Belum dilaporkan, perlu perhatian sekretaris"), "bad", "!"),
}
ASKED = Kind("plan.asked", _("Anda ditanya tentang hasil baca"), "info", "?")
ANSWERED = Kind("plan.answered", _("Pertanyaan Anda dijawab"), "ok", "✓")
RETURNED = Kind("plan.returned", _("Dikembalikan untuk diperbaiki"), "warn", "↩")


def declare_notices() -> None:
    """Called once, when the app is ready."""
    declare(*BY_REMINDER.values(), RETURNED, target_label="plan.subactivity", titles=titles)
    declare(ASKED, ANSWERED, target_label="plan.remark", titles=remark_titles)


def titles(ids: Collection[int]) -> Mapping[int, str]:
    """Code and text of rows."""
    rows = Subactivity.objects.filter(pk__in=ids).values_list("pk", "code", "text")
    return {pk: f"{code} {text}" for pk, code, text in rows}


def remark_titles(ids: Collection[int]) -> Mapping[int, str]:
    """What the remarks speak of and say."""
    rows = Remark.objects.filter(pk__in=ids).values_list("pk", "subject", "message")
    return {pk: f"{subject} {message}".strip() for pk, subject, message in rows}
