"""The check at start-up: a certificate that is named must be there and open."""

from __future__ import annotations

from typing import Any

from django.core.checks import Error, register

from pranata.engines.reports.signing import SigningFailed, signer


@register("start")
def check_signing(app_configs: Any = None, **kwargs: Any) -> list[Error]:
    """An error when the signing certificate cannot be used; none where there is none."""
    try:
        signer()
    except SigningFailed as refusal:
        hint = "PRANATA_SIGNING_CERTIFICATE, PRANATA_SIGNING_PASSPHRASE"
        return [Error(str(refusal), hint=hint, id="reports.E001")]
    return []
