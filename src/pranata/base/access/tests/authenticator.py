"""A security key made of software, for tests: it answers what a browser would ask it (WebAuthn level 2, ES256)."""

import json
import secrets

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.utils import sha256, websafe_encode
from fido2.webauthn import (
    Aaguid,
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

FLAG = AuthenticatorData.FLAG


class SecurityKey:
    """Holds one passkey; ``origin`` is the address its browser would be at."""

    def __init__(self, origin: str = "http://localhost"):
        self.origin = origin
        self.private_key = ec.generate_private_key(ec.SECP256R1())
        self.credential_id = secrets.token_bytes(16)

    def create(self, options: dict) -> str:
        """The answer to a page's creation options, as JSON."""
        wanted = options["publicKey"]
        public_key = ES256.from_cryptography_key(self.private_key.public_key())
        credential = AttestedCredentialData.create(Aaguid.NONE, self.credential_id, public_key)
        data = AuthenticatorData.create(sha256(wanted["rp"]["id"].encode()), FLAG.UP | FLAG.AT, 0, credential)
        attestation = AttestationObject.create("none", data, {})
        client = self._client_data("webauthn.create", wanted["challenge"])
        return self._answer(clientDataJSON=client, attestationObject=attestation)

    def get(self, options: dict) -> str:
        """The answer to a page's request options, as JSON."""
        wanted = options["publicKey"]
        data = AuthenticatorData.create(sha256(wanted["rpId"].encode()), FLAG.UP, 1)
        client = self._client_data("webauthn.get", wanted["challenge"])
        signature = self.private_key.sign(data + client.hash, ec.ECDSA(SHA256()))
        return self._answer(clientDataJSON=client, authenticatorData=data, signature=signature)

    def _client_data(self, kind: str, challenge: str) -> CollectedClientData:
        return CollectedClientData.create(kind, challenge, self.origin)

    def _answer(self, **parts: bytes) -> str:
        name = websafe_encode(self.credential_id)
        response = {part: websafe_encode(value) for part, value in parts.items()}
        return json.dumps({"id": name, "rawId": name, "type": "public-key", "response": response})
