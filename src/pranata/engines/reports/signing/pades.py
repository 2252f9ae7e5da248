"""PAdES baseline signatures (ETSI EN 319 142-1, B-B) with a local certificate: a PKCS#12 file of the installation."""

from __future__ import annotations

import io
from pathlib import Path

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSignatureMetadata, SimpleSigner, sign_pdf

from pranata.engines.reports.rules import Signature
from pranata.engines.reports.signing import Order, SigningFailed

FIELD = "TandaTangan"


class PadesSigner:
    """Signs with the key in ``certificate``; raises ``SigningFailed`` when it cannot be opened."""

    kind = Signature.ELECTRONIC

    def __init__(self, certificate: Path, passphrase: str) -> None:
        try:
            content = certificate.read_bytes()
            self._signer = SimpleSigner.load_pkcs12_data(content, [], passphrase.encode() or None)
        except OSError as error:
            raise SigningFailed(f"Sertifikat tanda tangan {certificate.name} tidak dapat dibaca.") from error
        except ValueError as error:
            words = f"Sertifikat tanda tangan {certificate.name} rusak, atau kata sandinya salah."
            raise SigningFailed(words) from error

    def sign(self, pdf: bytes, order: Order) -> bytes:
        said = PdfSignatureMetadata(
            field_name=FIELD,
            md_algorithm="sha256",
            name=order.name,
            reason=order.reason,
            location=order.place,
            subfilter=SigSeedSubFilter.PADES,
        )
        try:
            writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
            return sign_pdf(writer, said, signer=self._signer, output=io.BytesIO()).getvalue()
        except (SigningError, PdfError) as error:
            raise SigningFailed(f"Berkas tidak dapat ditandatangani: {error}") from error
