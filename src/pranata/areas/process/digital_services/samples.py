"""The marked sample of applications (``data/services/applications.toml``): offered, and loaded only when asked for."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from pranata.areas.process.digital_services.models import EDIT, Application
from pranata.areas.process.digital_services.register import APPLICATIONS
from pranata.base.audit.actions import hold
from pranata.base.org.permission import require
from pranata.engines.registers.actions import add_entry

if TYPE_CHECKING:
    from typing import Any

    from pranata.base.access.models import User
    from pranata.base.org.models import Office


def sample_applications() -> list[dict[str, Any]]:
    """The rows of the file, in its order."""
    file = settings.DATA_DIR / "services" / "applications.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))["application"]


def missing_samples(office: Office) -> list[dict[str, Any]]:
    """The rows that the office's inventory does not have under that name."""
    known = {name.casefold() for name in Application.objects.filter(office=office).values_list("name", flat=True)}
    return [each for each in sample_applications() if each["name"].casefold() not in known]


@transaction.atomic
def load_samples(office: Office, *, by: User) -> int:
    """
    Add the sample rows that are missing, each marked as unverified in its note; how many were added. Raises
    ``Forbidden``.
    """
    require(by, EDIT, office)
    hold(office)
    missing = missing_samples(office)
    note = _("Baris contoh, belum terkonfirmasi: periksa dan lengkapi, atau hapus bila tidak dipakai.")
    for each in missing:
        values = {name: each[name] for name in ("name", "kind", "purpose", "function", "owner")}
        values |= {"is_shared": each["shared"], "status": "aktif", "note": note}
        add_entry(APPLICATIONS, office, values, by=by)
    return len(missing)
