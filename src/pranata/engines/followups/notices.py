"""What accounts are told about follow-ups."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from pranata.base.notify.kinds import Kind, declare
from pranata.engines.deadlines.rules import Reminder
from pranata.engines.followups.models import FollowUp

LONGEST = 200  # characters of a recommendation in a mail or a calendar
BY_REMINDER = {
    Reminder.SOON: Kind("followups.soon", _("Tindak lanjut segera jatuh tempo"), "warn", "◔"),
    Reminder.TODAY: Kind("followups.today", _("Tindak lanjut jatuh tempo"), "warn", "◔"),
    Reminder.OVERDUE: Kind("followups.overdue", _("Tindak lanjut lewat tenggat"), "bad", "!"),
    Reminder.ESCALATED: Kind(
        "followups.escalated", _("Tindak lanjut lewat tenggat, perlu perhatian sekretaris"), "bad", "!"
    ),
}
CHARGED = Kind("followups.charged", _("Tindak lanjut untuk Anda"), "info", "→")
RETURNED = Kind("followups.returned", _("Tindak lanjut dikembalikan"), "warn", "↩")
CLAIMED = Kind("followups.claimed", _("Tindak lanjut menunggu penutupan"), "info", "●")


def declare_notices() -> None:
    """Called once, when the app is ready."""
    declare(*BY_REMINDER.values(), CHARGED, RETURNED, CLAIMED, target_label="followups.followup", titles=titles)


def titles(ids: Collection[int]) -> Mapping[int, str]:
    """What the follow-ups are called."""
    rows = FollowUp.objects.filter(pk__in=ids).values_list("pk", "number", "recommendation")
    return {pk: title_of(number, recommendation) for pk, number, recommendation in rows}


def title_of(number: str, recommendation: str) -> str:
    """Number and what fits of the recommendation, on one line."""
    return f"{number} {Truncator(' '.join(recommendation.split())).chars(LONGEST)}"
