import pytest
from django.db import DatabaseError
from django.db.migrations.recorder import MigrationRecorder

from pranata.config.monitoring import readiness

ADDRESSES = ("/healthz", "/readyz", "/metrics")
TOKEN = "contoh-kunci-metrik-untuk-uji"


@pytest.fixture
def storage_dir(settings, tmp_path):
    backend = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path / "files"}}
    settings.STORAGES = {**settings.STORAGES, "default": backend}
    settings.VAR_DIR = tmp_path
    return tmp_path / "files"


@pytest.fixture
def applied(db, monkeypatch):
    """The migrations that the database says were applied: the only one there is. The suite may have none at all."""
    found = {("contoh", "0001_initial"): None}
    monkeypatch.setattr(readiness, "latest_migrations", lambda: frozenset([("contoh", "0001_initial")]))
    monkeypatch.setattr(MigrationRecorder, "applied_migrations", lambda recorder: found)
    return found


def test_process_is_said_to_live_without_asking_the_database(client):
    response = client.get("/healthz")  # a database access would fail this test

    assert (response.status_code, response.content) == (200, b"ok\n")


def test_house_is_ready_when_all_is_well(client, applied, storage_dir):
    response = client.get("/readyz")

    assert (response.status_code, response.json()) == (200, {"ready": True, "reasons": []})
    assert [path for path in storage_dir.rglob("*") if path.is_file()] == []


def test_house_is_not_ready_when_the_database_is_gone(client, storage_dir, monkeypatch):
    def fail():
        raise DatabaseError("gone")

    monkeypatch.setattr(readiness, "database_is_ready", fail)
    response = client.get("/readyz")

    assert (response.status_code, response.json()) == (503, {"ready": False, "reasons": ["database"]})


def test_house_is_not_ready_when_a_migration_waits(client, applied, storage_dir):
    applied.clear()

    assert client.get("/readyz").json() == {"ready": False, "reasons": ["migrations"]}


def test_house_is_not_ready_when_files_cannot_be_stored(client, applied, storage_dir):
    storage_dir.write_text("a file where the folder should be")

    response = client.get("/readyz")

    assert (response.status_code, response.json()) == (503, {"ready": False, "reasons": ["storage"]})


def test_house_is_not_ready_when_the_scanner_does_not_answer(client, applied, storage_dir, settings):
    settings.CLAMAV = str(storage_dir / "clamd")

    response = client.get("/readyz")

    assert (response.status_code, response.json()) == (503, {"ready": False, "reasons": ["scanner"]})


@pytest.mark.parametrize("address", ADDRESSES)
def test_answers_to_machines_set_no_cookie_and_are_kept_nowhere(client, applied, storage_dir, address):
    response = client.get(address)

    assert response.status_code == 200
    assert (response.cookies.output(), "Cookie" in response.get("Vary", "")) == ("", False)
    assert "no-store" in response["Cache-Control"]
    assert client.post(address).status_code == 405


@pytest.mark.parametrize("address", ADDRESSES)
def test_session_of_the_asker_is_not_read(client, applied, storage_dir, address):
    client.cookies["sessionid"] = "sesi-contoh"
    response = client.get(address)

    assert response.status_code == 200
    assert response.wsgi_request.session.accessed is False


@pytest.mark.parametrize(
    ("headers", "remote", "status"),
    [
        ({}, "127.0.0.1", 200),
        ({}, "::1", 200),
        ({}, "192.0.2.7", 404),
        ({}, "", 404),
        ({"X-Forwarded-For": "192.0.2.7"}, "127.0.0.1", 404),
        ({"X-Forwarded-Proto": "https"}, "127.0.0.1", 404),
        ({"Authorization": f"Bearer {TOKEN}"}, "192.0.2.7", 200),
        ({"Authorization": f"Bearer {TOKEN}", "X-Forwarded-For": "192.0.2.7"}, "127.0.0.1", 200),
        ({"Authorization": "Bearer contoh-kunci-lain"}, "192.0.2.7", 404),
        ({"Authorization": f"Basic {TOKEN}"}, "192.0.2.7", 404),
        ({"Authorization": "Bearer ü"}, "192.0.2.7", 404),
    ],
)
def test_metrics_are_for_this_machine_or_the_token(client, db, storage_dir, settings, headers, remote, status):
    settings.METRICS_TOKEN = TOKEN

    assert client.get("/metrics", headers=headers, REMOTE_ADDR=remote).status_code == status


@pytest.mark.parametrize("authorization", ["Bearer ", "Bearer", ""])
def test_metrics_need_a_token_that_is_set(client, settings, authorization):
    settings.METRICS_TOKEN = ""

    response = client.get("/metrics", headers={"Authorization": authorization}, REMOTE_ADDR="192.0.2.7")

    assert response.status_code == 404


def test_https_is_not_asked_of_machines_beside_us(client, settings):
    settings.SECURE_SSL_REDIRECT = True

    assert client.get("/healthz").status_code == 200
    assert client.get("/masuk/")["Location"] == "https://testserver/masuk/"


@pytest.mark.parametrize("address", ["/healthz/", "/readyz/x", "/en/metrics"])
def test_neighbouring_addresses_are_none(client, db, address):
    assert client.get(address).status_code == 404
