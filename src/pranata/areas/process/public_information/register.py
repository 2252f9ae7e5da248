"""The two registers, declared."""

from django.utils.translation import gettext_lazy as _

from pranata.areas.process.public_information.models import ExemptedInformation, PublicInformation
from pranata.engines.registers.registry import Register, declare

PUBLIC = declare(
    Register(
        PublicInformation,
        code="informasi-publik",
        title=_("Daftar Informasi Publik"),
        columns=("title", "availability", "unit", "made_on", "is_published"),
        fields=(
            "title", "summary", "availability", "unit", "responsible", "made_on", "made_at", "form", "retention",
            "address", "is_published",
        ),
        key=("title", "made_on"),
        filters=("availability", "unit", "is_published"),
        search=("title", "summary"),
        public=("title", "summary", "availability", "unit", "made_on", "form", "retention", "address"),
        introduction=_("Informasi yang dikuasai kantor ini, menurut klasifikasi UU 14/2008 Pasal 9 sampai 11."),
        public_introduction=_("Informasi yang kami kuasai dan dapat Anda baca atau minta. Gratis."),
        area=4,
        hints={"summary": _("Isi pokoknya dalam satu atau dua kalimat, tanpa data pribadi.")},
    )
)  # fmt: skip
EXEMPTED = declare(
    Register(
        ExemptedInformation,
        code="informasi-dikecualikan",
        title=_("Informasi Dikecualikan"),
        columns=("title", "ground", "decided_on", "expires_on", "is_published"),
        fields=(
            "title", "ground", "statute", "consequence", "test_reference", "decided_by", "decided_on", "expires_on",
            "unit", "is_published",
        ),
        key=("title", "decided_on"),
        filters=("ground", "unit", "expires_on"),
        search=("title", "consequence", "statute"),
        public=("title", "ground", "statute", "test_reference", "decided_on", "expires_on"),
        introduction=_(
            "Pengecualian selalu terbatas waktu dan ditinjau lagi paling lambat 30 hari kerja sebelum berakhir "
            "(Perki 1/2021 menurut sumber lain; belum dicocokkan dengan naskahnya). Yang baru diusulkan lewat "
            "Usulan pengecualian."
        ),
        public_introduction=_("Informasi yang untuk sementara tidak dapat kami buka, dasarnya, dan sampai kapan."),
        area=4,
        hints={"consequence": _("Kerugian apa yang timbul bila informasi ini dibuka, menurut uji konsekuensi.")},
    )
)  # fmt: skip
