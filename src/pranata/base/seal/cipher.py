"""AES-256-GCM with a fresh nonce in front; the associated data says what the bytes are and whose."""

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from pranata.base.seal.errors import WrongKey

NONCE_BYTES = 12


def encrypt(key: bytes, plaintext: bytes, *, context: str) -> bytes:
    """Nonce, ciphertext and tag in one; ``context`` must be given again to decrypt."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, plaintext, context.encode())


def decrypt(key: bytes, sealed: bytes, *, context: str) -> bytes:
    """The plaintext; raises ``WrongKey`` when key, context or a single bit differ."""
    try:
        return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], context.encode())
    except (InvalidTag, ValueError):
        raise WrongKey(context) from None
