"""Documents as a register, with the patterns and the kept numbers beside it; and as the search has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pranata.engines.documents.actions.filing import wrote
from pranata.engines.documents.models import (
    VIEW,
    VIEW_RESTRICTED,
    Confidentiality,
    Document,
    NumberPattern,
    ReservedNumber,
)
from pranata.engines.registers.counting import Counted
from pranata.engines.registers.registry import Register, declare
from pranata.engines.search.sources import Source, SourceText, declare_source

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pranata.base.access.models import User
    from pranata.engines.registers.models import Entry

LABEL = "documents.document"


def text_of(document: Document) -> SourceText:
    """A document as the search has it."""
    read = getattr(document, "text", None)
    is_ordinary = document.confidentiality == Confidentiality.ORDINARY
    return SourceText(
        title=document.title,
        reference=str(document),
        body="\n".join(filter(None, [document.abstract, document.subject, read.text if read else ""])),
        dated_on=document.issued_on,
        permission=VIEW if is_ordinary else VIEW_RESTRICTED,
        is_public=document.is_public and is_ordinary,
        facets=(f"jenis {document.kind}", f"tahun {document.year}"),
    )


def public_address(document: Document) -> str:
    """Where anyone reads a published document: in the legal documentation."""
    return reverse("portal:jdih:document_by_id", args=[document.office.code, document.pk])


def told(rows: Sequence[Entry], by: User | None) -> None:
    wrote([row for row in rows if isinstance(row, Document)], by)


declare_source(
    Source(
        label=LABEL,
        title=_("Dokumen"),
        model=Document,
        text=text_of,
        address=Document.get_absolute_url,
        public_address=public_address,
        related=("text",),
        permissions=(VIEW, VIEW_RESTRICTED),
    )
)
DOCUMENTS = declare(
    Register(
        Document,
        code="dokumen",
        title=_("Dokumen"),
        columns=("kind", "number", "title", "issued_on", "unit"),
        fields=(
            "kind", "number", "year", "title", "issued_on", "place", "signatory_name", "signatory_role", "unit",
            "promulgated_on", "effective_from", "effective_until", "subject", "abstract", "author_entity", "source",
            "law_field", "language", "confidentiality", "archive_class",
        ),
        key=("kind", "author_entity", "year", "number", "title"),
        filters=("kind", "issued_on", "unit", "confidentiality"),
        search=("number", "title", "subject"),
        introduction=_("Semua naskah dan produk hukum kantor ini, dengan nomor, berkas, hubungan dan keadaannya."),
        hints={
            "number": _("Sebagaimana tercetak, misalnya 13/HK.03.1/3503/2022. Kosongkan selama masih rancangan."),
            "subject": _("Kata kunci, dipisahkan titik koma."),
            "author_entity": _("Kosongkan untuk dokumen kantor ini sendiri."),
            "effective_from": _("Kosongkan bila berlaku sejak ditetapkan."),
        },
        area=2,
        page=Document.get_absolute_url,
        wrote=told,
        is_removable=False,
        counted=Counted("recorded", _("Dokumen yang tercatat"), _("dokumen"), dated="issued_on"),
    )
)  # fmt: skip
PATTERNS = declare(
    Register(
        NumberPattern,
        code="pola-nomor",
        title=_("Pola nomor dokumen"),
        columns=("kind", "pattern", "classification", "valid_from", "valid_to"),
        fields=("kind", "pattern", "classification", "valid_from", "valid_to", "basis"),
        key=("kind", "valid_from"),
        filters=("kind",),
        search=("pattern", "basis"),
        introduction=_(
            "Cara dokumen setiap jenis dinomori menurut masanya. Isi pola: {urut}, {klasifikasi}, {kode}, {bulan} "
            "(angka Romawi), {tahun}. Keputusan tanpa pola di sini mengikuti pola pada Kop dan nomor."
        ),
        area=2,
    )
)
KEPT = declare(
    Register(
        ReservedNumber,
        code="nomor-cadangan",
        title=_("Nomor cadangan"),
        columns=("kind", "year", "number", "state", "reason", "document"),
        fields=("kind", "year", "number", "state", "reason"),
        key=("kind", "year", "number"),
        filters=("kind", "state"),
        search=("number", "reason"),
        introduction=_("Nomor yang dicadangkan sebelum dokumennya ada, dan nomor yang dibatalkan dengan alasannya."),
        area=2,
        is_removable=False,
    )
)
