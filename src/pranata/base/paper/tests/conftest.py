import pytest


@pytest.fixture
def storage_dir(settings, tmp_path):
    """The folder in which this test's files are stored, empty."""
    folder = tmp_path / "files"
    backend = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": folder}}
    settings.STORAGES = {**settings.STORAGES, "default": backend}
    settings.VAR_DIR = tmp_path
    return folder
