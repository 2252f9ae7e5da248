import shutil

import pytest

from pranata.base.org.tests.factories import OfficeFactory

NOTICE = """
purpose = "Nama dipakai untuk menjawab contoh ini."
kinds = ["nama", "surel"]
contact = "Petugas contoh"
[[basis]]
text = "Tugas pelayanan publik."
basis = "UU 27/2022 Pasal 20"
certainty = "high"
[[retention]]
text = "Dihapus setelah pengujian."
basis = "aturan contoh"
certainty = "source"
"""


def open_door(settings, folder):
    """The sample's addresses, its privacy notice, and a store of its own for files, below ``folder``."""
    backend = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": folder / "files"}}
    settings.STORAGES = {**settings.STORAGES, "default": backend}
    settings.ROOT_URLCONF = "pranata.engines.intake.tests.addresses"
    (folder / "privacy").mkdir()
    shutil.copy(settings.DATA_DIR / "privacy/rights.toml", folder / "privacy")
    for code in ("sample", "plain"):
        (folder / "privacy" / f"{code}.toml").write_text(NOTICE)
    settings.DATA_DIR = folder


@pytest.fixture
def door(settings, tmp_path):
    open_door(settings, tmp_path)


@pytest.fixture
def office(db, door):
    return OfficeFactory(code="9001", name="KPU Kabupaten Contoh")
