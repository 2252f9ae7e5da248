"""Looks for electronic signatures in a PDF somebody sends."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.core.files.base import File


def is_signed(upload: File) -> bool:
    """Whether the PDF holds an electronic signature and nothing that was signed has changed; whose it is, and whether
    it is trusted, is not asked here. A file that cannot be read holds none."""
    from pyhanko.pdf_utils.misc import PdfError  # noqa: PLC0415 -- slow import
    from pyhanko.pdf_utils.reader import PdfFileReader  # noqa: PLC0415 -- slow import
    from pyhanko.sign.validation import validate_pdf_signature  # noqa: PLC0415 -- slow import
    from pyhanko.sign.validation.errors import SignatureValidationError  # noqa: PLC0415 -- slow import
    from pyhanko_certvalidator import ValidationContext  # noqa: PLC0415 -- slow import

    upload.seek(0)
    try:
        signatures = PdfFileReader(io.BytesIO(upload.read()), strict=False).embedded_regular_signatures
        offline = ValidationContext(trust_roots=[], allow_fetching=False)
        found = [validate_pdf_signature(each, offline) for each in signatures]
    except (PdfError, SignatureValidationError, ValueError, KeyError):
        return False
    finally:
        upload.seek(0)
    return bool(found) and all(each.intact and each.valid for each in found)
