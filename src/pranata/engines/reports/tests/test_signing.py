"""PAdES with a certificate that the test signs itself."""

import datetime
import io

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from cryptography.x509.oid import NameOID
from django.core.files.base import ContentFile
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from pranata.base.files.downloads import open_file
from pranata.engines.reports.actions import attach_signed, issue
from pranata.engines.reports.checks import check_signing
from pranata.engines.reports.rules import Signature
from pranata.engines.reports.signing import SigningFailed, signer
from pranata.engines.reports.signing.reading import is_signed
from pranata.engines.reports.tests.conftest import JUNE
from pranata.lib import clock

PASSPHRASE = "kata-sandi-contoh"


@pytest.fixture(scope="module")
def certificate_file(tmp_path_factory):
    """A PKCS#12 file with a fresh key and its own certificate."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Segel Contoh")])
    now = clock.now()
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=30))
        .add_extension(x509.KeyUsage(True, True, False, False, False, False, False, False, False), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("sertifikat") / "segel.p12"
    secret = BestAvailableEncryption(PASSPHRASE.encode())
    path.write_bytes(pkcs12.serialize_key_and_certificates(b"segel", key, certificate, None, secret))
    return path


@pytest.fixture
def certificate(certificate_file, settings):
    settings.SIGNING_CERTIFICATE, settings.SIGNING_PASSPHRASE = str(certificate_file), PASSPHRASE
    return certificate_file


def signed_bytes(item):
    with open_file(item.file) as file:
        return file.read()


def test_issued_file_is_signed_when_a_certificate_is_set(certificate, report, office, secretary, edition):
    item = issue(report, office, JUNE, edition(), by=secretary)

    content = signed_bytes(item)
    (found,) = PdfFileReader(io.BytesIO(content)).embedded_signatures
    status = validate_pdf_signature(found, ValidationContext(trust_roots=[found.signer_cert]))
    assert (status.intact, status.valid, status.bottom_line) == (True, True, True)
    assert found.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"
    assert (found.sig_object["/Name"], found.sig_object["/Location"]) == ("Pegawai Contoh", "Contoh")
    assert (item.signature, item.has_own_signature, item.sha256) == ("electronic", True, item.file.sha256)
    assert b"<pdfaid:part>2</pdfaid:part>" in content


def test_signature_is_seen_until_the_file_is_changed(certificate, report, office, secretary, edition):
    content = signed_bytes(issue(report, office, JUNE, edition(), by=secretary))
    place = content.index(b"Hitungan") if b"Hitungan" in content else 200

    assert is_signed(ContentFile(content)) is True
    assert is_signed(ContentFile(content[:place] + b"X" + content[place + 1 :])) is False
    assert is_signed(ContentFile(b"%PDF-1.7 tanpa isi")) is False


def test_file_signed_elsewhere_joins_the_report(certificate, settings, report, office, secretary, edition):
    elsewhere = signed_bytes(issue(report, office, JUNE, edition(), by=secretary))
    settings.SIGNING_CERTIFICATE = ""
    item = issue(report, office, JUNE, edition(number="2/LAP/2022", reason="Ditandatangani di luar"), by=secretary)

    attach_signed(item, ContentFile(elsewhere), name="bsre.pdf", kind=Signature.ELECTRONIC, by=secretary)

    item.refresh_from_db()
    assert (item.signature, item.has_own_signature) == ("electronic", True)


def test_nothing_is_signed_without_a_certificate(settings):
    assert signer().kind == Signature.NONE
    assert check_signing() == []


@pytest.mark.parametrize(
    ("certificate_name", "passphrase", "message"),
    [
        ("tidak-ada.p12", PASSPHRASE, "tidak dapat dibaca"),
        ("segel.p12", "salah", "rusak, atau kata sandinya salah"),
    ],
)
def test_certificate_that_cannot_be_opened_is_named_at_start_up(
    certificate, settings, certificate_name, passphrase, message
):
    settings.SIGNING_CERTIFICATE = str(certificate.with_name(certificate_name))
    settings.SIGNING_PASSPHRASE = passphrase

    with pytest.raises(SigningFailed, match=message):
        signer()
    assert [error.id for error in check_signing()] == ["reports.E001"]
