"""An installation while it serves: asked by machines, backed up, and not to be replaced."""

import json
import re
import socket
import time
import urllib.error
import urllib.request
from contextlib import contextmanager


@contextmanager
def serving(house):
    """The address at which the house serves."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = house.start("start", "--port", str(port))
    try:
        address = f"http://127.0.0.1:{port}"
        wait_for(f"{address}/healthz")
        yield address
    finally:
        process.terminate()
        process.communicate(timeout=300)


def wait_for(address: str) -> None:
    deadline = time.monotonic() + 600
    while time.monotonic() < deadline:
        try:
            asked(address)
            return
        except urllib.error.URLError:
            time.sleep(0.2)
    raise AssertionError(f"{address} does not answer")


def asked(address: str) -> str:
    with urllib.request.urlopen(address, timeout=300) as answer:  # noqa: S310 -- on loopback
        return answer.read().decode()


def test_house_that_serves_is_measured_backed_up_and_not_replaced(house, elsewhere, identity, tmp_path):
    with serving(house) as address:
        assert json.loads(asked(f"{address}/readyz")) == {"ready": True, "reasons": []}
        for _request in range(30):
            asked(f"{address}/3503/")
        metrics = asked(f"{address}/metrics")
        house.does("backup", tmp_path / "cadangan")
        refusals = [
            house.run("restore", tmp_path / "cadangan", "--identity", identity, "--replace"),
            house.run("upgrade"),
        ]
    elsewhere.does("restore", tmp_path / "cadangan", "--identity", identity)

    # Two processes served them; whichever is asked knows the counts of both.
    counted = re.findall(r'^pranata_requests_total\{status="200",view="portal:office"\} (\S+)$', metrics, re.MULTILINE)
    assert counted == ["30.0"]
    assert "pranata_database_up 1.0" in metrics.splitlines()
    assert [(done.returncode, "Pranata sedang melayani" in done.stderr) for done in refusals] == [(1, True)] * 2
    assert json.loads(elsewhere.does("verify_audit", "--json"))["ok"] is True
    assert elsewhere.files() == house.files()
