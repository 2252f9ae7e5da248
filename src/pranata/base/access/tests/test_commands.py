import pytest
from django.core.management import CommandError, call_command

from pranata.base.access.models import Role, User
from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.audit.models import Event
from pranata.base.org.tests.factories import OfficeFactory

pytestmark = pytest.mark.django_db


def test_create_user_prints_a_password_that_opens(capsys):
    office = OfficeFactory(code="9001")

    call_command("create_user", "satu@example.test", office="9001")

    user = User.objects.get(login="satu@example.test")
    password = capsys.readouterr().out.split()[-1]
    assert user.check_password(password)
    assert user.roles_at(office) == {"staff"}


@pytest.mark.parametrize(("login", "office"), [("satu@example.test", "9999"), ("bukan-nip", "9001")])
def test_create_user_leaves_nothing_when_office_or_login_is_wrong(login, office):
    OfficeFactory(code="9001")

    with pytest.raises(CommandError):
        call_command("create_user", login, office=office)

    assert (User.objects.count(), Event.objects.count()) == (0, 0)


@pytest.mark.parametrize(("second_factor", "steps"), [(False, 1), (True, 2)])
def test_reset_sign_in_prints_a_new_password(capsys, second_factor, steps):
    user = RoleAssignmentFactory(role=Role.ADMINISTRATOR).user

    call_command("reset_sign_in", user.login, second_factor=second_factor)

    user.refresh_from_db()
    assert user.check_password(capsys.readouterr().out.split()[-1])
    assert Event.objects.filter(target=f"access.user:{user.pk}").count() == steps


def test_reset_sign_in_fails_plainly_when_the_account_is_unknown():
    with pytest.raises(CommandError, match=r"^Akun x tidak dikenal\.$"):
        call_command("reset_sign_in", "x")
