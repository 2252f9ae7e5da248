import contextlib

import pytest

from pranata.config.backup.tests.houses import KINDS, OWN, empty_house

# A row of every model that leads to an office, and of those that lead to none; a number given and taken back.
FILL = """
from django.contrib.auth.models import Group, Permission
from django.contrib.sessions.backends.db import SessionStore
from django.core.cache import cache
from django.db import transaction
from pranata.base.access.models import User
from pranata.base.org.models import Office
from pranata.base.seal.actions import erase, seal
from pranata.engines.intake.models import Attempt, SentForm, StagedFile
from pranata.engines.surveys.models import SentPage
from pranata.lib import clock
from tests.canary import Garden

with transaction.atomic():
    Garden(Office.objects.get(code="3507")).plant_all()
group = Group.objects.create(name="Kelompok contoh")
group.permissions.add(Permission.objects.first())
Group.objects.create(name="Kelompok yang bubar").delete()
cache.set("percobaan", 3)
moment = clock.now()
Attempt.objects.create(door="contoh", source="asal", at=moment)
SentForm.objects.create(token_digest="sidik", receipt=b"segel", expires_at=moment)
SentPage.objects.create(digest="sidik", expires_on=moment.date())
StagedFile.objects.create(
    token_digest="sidik", content_digest="isi", source="asal", sealed_name=b"segel", size=1, media_type="text/plain",
    storage_name="titipan/contoh", expires_at=moment,
)
session = SessionStore()
session["catatan"] = "contoh"
session.save()
seal("person:901", "nama contoh")
seal("person:902", "nama contoh yang dihapus")
erase("person:902")
"""


@pytest.fixture(scope="session")
def furnished(tmp_path_factory):
    """For each kind of database a house that was started once and has a row in every table; not to be changed."""
    folder = tmp_path_factory.mktemp("houses")
    found = {}
    with contextlib.ExitStack() as houses:
        for kind in KINDS:
            found[kind] = houses.enter_context(empty_house(folder, kind))
            found[kind].does("start", "--no-serve")
            found[kind].python(FILL)
            found[kind].does("backup", "--init", "--identity", folder / f"{kind}.identity")
        yield found


@pytest.fixture
def house(furnished, tmp_path):
    """A copy of the furnished house, to do with as one likes."""
    with empty_house(tmp_path, like=furnished[OWN]) as copy:
        yield copy


@pytest.fixture
def elsewhere(tmp_path):
    """An empty house of the same kind."""
    with empty_house(tmp_path) as empty:
        yield empty


@pytest.fixture
def identity(furnished):
    """The file with the identity that opens the backups of ``house``."""
    return furnished[OWN].var.parent / f"{OWN}.identity"
