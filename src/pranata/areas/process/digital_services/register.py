"""The four registers, declared."""

from django.utils.translation import gettext_lazy as _

from pranata.areas.process.digital_services.models import Application, ApplicationIndex, BudgetLine, Usage
from pranata.engines.registers.registry import Register, declare

AREA = 4  # Penataan Tata Laksana

APPLICATIONS = declare(
    Register(
        Application,
        code="aplikasi",
        title=_("Daftar Aplikasi"),
        columns=("name", "kind", "purpose", "status", "is_shared", "is_integrated", "unit"),
        fields=(
            "name", "code", "kind", "purpose", "function", "supports", "legal_basis", "medium", "address", "is_watched",
            "status", "year", "developer", "owner", "users", "unit", "responsible", "is_shared", "is_integrated",
            "is_innovative", "sop_reference", "process_reference", "technology", "license", "hosting", "data_in",
            "data_out", "integration", "sign_on", "holds_personal_data", "documentation", "tested_on", "user_count",
            "prospect", "note", "is_published",
        ),
        key=("name",),
        filters=("kind", "purpose", "status", "is_shared", "is_integrated", "is_innovative", "unit"),
        search=("name", "function", "supports", "owner", "note"),
        public=("name", "function", "kind", "purpose", "address", "owner"),
        introduction=_(
            "Inventaris aplikasi, yang dibangun sendiri dan yang dipakai bersama. Pengertian aplikasi umum dan khusus "
            "menurut Perpres 95/2018 belum dicocokkan dengan naskahnya."
        ),
        public_introduction=_("Aplikasi kantor ini yang dapat Anda pakai, dan untuk apa."),
        hints={
            "kind": _("Umum: dipakai bersama banyak instansi. Khusus: dipakai satu instansi untuk keperluannya."),
            "is_watched": _("Alamatnya dibuka beberapa kali sehari; hasilnya tampak di halaman aplikasi."),
            "sop_reference": _("Nomor atau nama SOP; kosong berarti belum ada."),
            "process_reference": _("Nama proses pada peta proses bisnis; kosong berarti belum ada."),
            "technology": _("Cukup nama; kata sandi dan alamat dalam tidak ditulis di sini."),
        },
        area=AREA,
        page=Application.get_absolute_url,
    )
)  # fmt: skip
USAGE = declare(
    Register(
        Usage,
        code="pemanfaatan-aplikasi",
        title=_("Pemanfaatan Aplikasi"),
        columns=("application", "year", "month", "what", "transactions", "whole", "users"),
        fields=(
            "application", "year", "month", "what", "unit", "users", "transactions", "whole", "value", "source",
        ),
        key=("application", "year", "month", "what", "unit"),
        filters=("application", "month", "unit"),
        search=("what", "source"),
        introduction=_("Berapa banyak tiap aplikasi dipakai setiap bulan; paling mudah diisi lewat Excel."),
        hints={
            "what": _("Misalnya naskah keluar, paket pengadaan, pengunjung."),
            "whole": _("Termasuk yang tidak lewat aplikasi, supaya bagiannya dapat dihitung."),
        },
        area=AREA,
    )
)  # fmt: skip
BUDGET = declare(
    Register(
        BudgetLine,
        code="anggaran-tik",
        title=_("Anggaran TIK"),
        columns=("year", "item", "application", "amount", "realized"),
        fields=("year", "item", "account", "application", "amount", "realized", "note"),
        key=("year", "item", "account"),
        filters=("application",),
        search=("item", "account", "note"),
        introduction=_("Belanja teknologi informasi dan komunikasi kantor ini, pagu dan realisasinya."),
        area=AREA,
    )
)
INDICES = declare(
    Register(
        ApplicationIndex,
        code="indeks-aplikasi",
        title=_("Indeks Aplikasi"),
        columns=("application", "name", "value", "highest", "valued_on"),
        fields=("application", "name", "valued_on", "value", "highest", "basis"),
        key=("application", "name", "valued_on"),
        filters=("application", "valued_on"),
        search=("name", "basis"),
        introduction=_(
            "Nilai yang diberikan kepada aplikasi, dengan tanggal dan sumbernya. Pranata tidak menghitungnya."
        ),
        hints={"highest": _("Misalnya 100 atau 4.")},
        area=AREA,
    )
)
