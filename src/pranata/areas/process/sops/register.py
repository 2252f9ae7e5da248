"""The register of SOPs, declared: one row a version, each with its own page."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pranata.areas.process.sops.models import VIEW, Sop
from pranata.engines.registers.registry import Register, declare
from pranata.engines.search.sources import Source, SourceText, declare_source
from pranata.lib import clock


def found_text(sop: Sop) -> SourceText:
    """A version as the search has it; anyone finds what holds today."""
    body = "\n".join(filter(None, (sop.process, sop.legal_basis, sop.relations, sop.qualifications)))
    is_public = sop.is_in_force(clock.today())
    return SourceText(sop.title, body, sop.effective_on or sop.made_on, VIEW, sop.number, is_public)


declare_source(
    Source(
        label=Sop._meta.label_lower,
        title=_("SOP"),
        model=Sop,
        text=found_text,
        address=Sop.get_absolute_url,
        public_address=lambda sop: reverse("portal:sops:sop", args=[sop.office.code, sop.pk]),
        permissions=(VIEW,),
    )
)
REGISTER = declare(
    Register(
        Sop,
        code="sop",
        title=_("Daftar SOP"),
        columns=("number", "title", "edition", "unit", "status", "effective_on"),
        fields=(
            "title", "number", "edition", "unit", "nature", "completeness", "scope", "depth", "process", "made_on",
            "legal_basis", "relations", "warnings", "qualifications", "equipment", "recording",
        ),
        key=("title", "edition"),
        filters=("status", "unit", "nature", "depth"),
        search=("title", "number", "process", "legal_basis"),
        introduction=_(
            "SOP menurut PermenPANRB 35/2012. Yang baru adalah konsep; isi kegiatannya, lalu ajukan untuk disahkan."
        ),
        hints={
            "edition": _("1 untuk SOP baru; revisi dibuat dari halaman SOP-nya dan bernomor sendiri."),
            "process": _("Nama atau kode proses yang dijalankan SOP ini."),
            "relations": _("SOP lain yang terkait."),
            "warnings": _("Apa akibatnya bila SOP ini tidak dijalankan."),
        },
        area=4,
        page=Sop.get_absolute_url,
        is_removable=False,
    )
)  # fmt: skip
