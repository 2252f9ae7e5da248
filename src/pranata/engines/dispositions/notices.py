"""What accounts are told about dispositions."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.utils.translation import gettext_lazy as _

from pranata.base.notify.kinds import Kind, declare
from pranata.engines.dispositions.models import Disposition

GIVEN = Kind("dispositions.given", _("Disposisi"), "info", "→")


def declare_notices() -> None:
    """Called once, when the app is ready."""
    declare(GIVEN, target_label="dispositions.disposition", titles=titles)


def titles(ids: Collection[int]) -> Mapping[int, str]:
    """What the records are called that dispositions are about."""
    return dict(Disposition.objects.filter(pk__in=ids).values_list("pk", "subject"))
