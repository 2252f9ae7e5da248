"""The mapping, its findings and the program, declared."""

from django.utils.translation import gettext_lazy as _

from pranata.areas.regulation.legal_products.actions.mapping import took_in
from pranata.areas.regulation.legal_products.models import Finding, LegalProduct, ProgramItem
from pranata.engines.registers.registry import Register, declare

MAPPING = declare(
    Register(
        LegalProduct,
        code="pemetaan-produk-hukum",
        title=_("Pemetaan produk hukum"),
        columns=("kind", "number", "year", "title", "unit", "standing", "result", "is_service_related"),
        fields=(
            "kind", "number", "year", "title", "issued_on", "unit", "subject", "is_service_related", "changes",
            "effect", "standing", "result", "result_note", "mapped_on", "is_published",
        ),
        key=("kind", "number", "year"),
        filters=("kind", "standing", "result", "is_service_related", "unit", "issued_on"),
        search=("number", "title", "subject"),
        public=("kind", "number", "year", "title", "issued_on", "subject", "standing", "is_service_related"),
        introduction=_("Setiap naskah pengaturan dan penetapan kantor ini, dengan status dan hasil penilaiannya."),
        public_introduction=_("Peraturan dan keputusan kantor ini beserta statusnya."),
        hints={
            "number": _("Sebagaimana tercetak, misalnya 13/HK.03.1/3503/2022."),
            "is_service_related": _("Mengatur pelayanan kepada masyarakat atau pemangku kepentingan lain."),
            "changes": _("Naskah lama yang diubah, diganti, atau dicabut naskah ini; statusnya ikut berubah."),
            "result": _("Apakah naskah ini masih relevan, tidak tumpang tindih, dan selaras."),
        },
        area=2,
        page=LegalProduct.get_absolute_url,
        wrote=took_in,
    )
)  # fmt: skip
FINDINGS = declare(
    Register(
        Finding,
        code="temuan-harmonisasi",
        title=_("Temuan harmonisasi"),
        columns=("product", "kind", "against", "found_on", "state"),
        fields=(
            "product", "kind", "against", "description", "recommendation", "found_on", "state", "decision",
            "decided_on",
        ),
        key=("product", "kind", "against"),
        filters=("kind", "state", "product", "found_on"),
        search=("against", "description", "recommendation", "decision"),
        introduction=_("Naskah yang tumpang tindih, tidak selaras, tidak relevan lagi, atau menghambat pelayanan."),
        hints={
            "against": _("Peraturan yang bertentangan dengannya, dengan pasalnya; kosongkan bila tidak ada."),
            "decision": _("Wajib diisi bila temuannya selesai atau tidak terbukti."),
        },
        area=2,
        page=Finding.get_absolute_url,
    )
)  # fmt: skip
PROGRAM = declare(
    Register(
        ProgramItem,
        code="program-produk-hukum",
        title=_("Program produk hukum"),
        columns=("year", "target_month", "title", "purpose", "unit", "status"),
        fields=(
            "year", "title", "kind", "purpose", "product", "is_service_related", "unit", "target_month", "reason",
            "proposed_on",
        ),
        key=("year", "title"),
        filters=("purpose", "status", "unit", "is_service_related"),
        search=("title", "reason"),
        introduction=_("Naskah yang akan disusun, diubah, diganti, atau dicabut, dengan bulan targetnya."),
        hints={
            "product": _("Kosongkan untuk naskah baru."),
            "target_month": _("Tepat waktu bila ditetapkan sampai akhir bulan ini."),
        },
        area=2,
        page=ProgramItem.get_absolute_url,
    )
)  # fmt: skip
