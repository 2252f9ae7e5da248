import pytest
from django.core.management import CommandError

from pranata.base.access.models import User
from pranata.base.audit.models import Event
from pranata.base.org.models import Office
from pranata.config import preparation
from pranata.engines.plan.models import Plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def static_root(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path / "static"
    return settings.STATIC_ROOT


@pytest.fixture(autouse=True)
def _queue(settings, static_root):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def test_first_start_leaves_an_office_its_users_and_the_published_decree():
    users = preparation.prepare(lambda sentence: None)

    assert [office.code for office in Office.objects.active()] == ["3503"]
    assert [(user.login, user.role) for user in users] == list(preparation.FIRST_USERS)
    assert all(User.objects.get(login=user.login).check_password(user.password) for user in users)
    assert [(plan.office.code, plan.year, plan.status) for plan in Plan.objects.public()] == [("3503", 2022, "draft")]
    assert Event.objects.count() >= 5


def test_second_start_changes_nothing():
    preparation.prepare(lambda sentence: None)
    events, said = Event.objects.count(), []

    assert preparation.prepare(said.append) == []
    assert (Event.objects.count(), User.objects.count(), Plan.objects.count(), said) == (events, 2, 1, [])


def test_start_refuses_another_audit_key_than_the_one_in_use(settings):
    preparation.prepare(lambda sentence: None)
    settings.AUDIT_KEY = "kunci-audit-lain-untuk-uji-bukan-rahasia-0000"

    with pytest.raises(CommandError, match="Kunci audit bukan kunci yang dipakai"):
        preparation.prepare(lambda sentence: None)


def test_static_files_are_gathered_again_when_the_packages_change(static_root):
    said = []
    preparation.collect_static(said.append)
    (static_root / ".stamp").write_text("lama")

    preparation.collect_static(said.append)

    assert said == ["Menyiapkan berkas tampilan ..."] * 2
    assert list(static_root.glob("ui/font*.woff2"))


def test_first_start_says_so_when_the_scanner_does_not_answer(settings):
    settings.CLAMAV = "/tidak/ada"

    with pytest.raises(CommandError, match="^Pemindai virus tidak menjawab, jadi berkas belum dapat diterima"):
        preparation.prepare(lambda sentence: None)
    assert Plan.objects.count() == 0
