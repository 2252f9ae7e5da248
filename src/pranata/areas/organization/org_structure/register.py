"""The tasks of units, declared."""

from django.utils.translation import gettext_lazy as _

from pranata.areas.organization.org_structure.models import UnitMandate
from pranata.engines.registers.registry import Register, declare

MANDATES = declare(
    Register(
        UnitMandate,
        code="tugas-unit",
        title=_("Tugas dan fungsi unit"),
        columns=("unit", "task", "basis", "is_confirmed"),
        fields=("unit", "task", "basis", "is_confirmed"),
        key=("unit", "task"),
        filters=("unit", "is_confirmed"),
        search=("task", "basis"),
        introduction=_("Tugas tiap unit menurut peraturan; dengan ini struktur diperiksa terhadap mandatnya."),
        area=3,
    )
)
