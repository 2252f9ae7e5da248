"""The catalogue as a register."""

from django.utils.translation import gettext_lazy as _

from pranata.areas.public_service.service_standards.models import Service
from pranata.engines.registers.registry import Register, declare

SERVICES = declare(
    Register(
        Service,
        code="layanan",
        title=_("Daftar Layanan"),
        columns=("name", "audience", "unit", "is_electronic", "is_one_door", "is_active"),
        fields=(
            "name", "summary", "audience", "unit", "place", "hours", "contact", "address", "case_kind", "is_electronic",
            "is_one_door", "is_active", "note",
        ),
        key=("name",),
        filters=("audience", "unit", "is_electronic", "is_one_door", "is_active"),
        search=("name", "summary"),
        introduction=_("Jenis layanan kantor ini, untuk masyarakat dan internal, masing-masing dengan standarnya."),
        hints={
            "case_kind": _("Kode layanan yang formulirnya ada di portal ini: information_requests atau complaints."),
            "is_one_door": _("Dilayani di satu tempat bersama layanan lain."),
        },
        area=8,
        page=Service.get_absolute_url,
    )
)  # fmt: skip
