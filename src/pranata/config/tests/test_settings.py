"""Settings that are wrong stop the start, in a sentence."""

import runpy

import pytest
from django.core.exceptions import ImproperlyConfigured

from pranata.config import settings as shipped


def settings_with(monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    return runpy.run_path(shipped.__file__)


@pytest.mark.parametrize(
    "address", ["", "/run/clamav/clamd.ctl", "127.0.0.1:3310", "pemindai.example:3310", "[::1]:3310"]
)
def test_scanner_is_taken_when_its_address_is_whole(monkeypatch, address):
    assert settings_with(monkeypatch, "PRANATA_CLAMAV", address)["CLAMAV"] == address


@pytest.mark.parametrize("address", ["clamd", "127.0.0.1", ":3310", "/", "http://127.0.0.1:3310", "::1:3310"])
def test_scanner_is_refused_when_its_address_is_none(monkeypatch, address):
    with pytest.raises(ImproperlyConfigured) as refused:
        settings_with(monkeypatch, "PRANATA_CLAMAV", address)

    assert str(refused.value) == f"PRANATA_CLAMAV harus jalur soket atau host:port, bukan {address!r}."


def test_outside_addresses_are_never_this_machine_when_served():
    assert shipped.FETCH_LOOPBACK is False
