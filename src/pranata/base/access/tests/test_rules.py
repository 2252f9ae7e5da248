import pytest

from pranata.base.access.models import Role
from pranata.base.access.rules import (
    ROLE_PERMISSIONS,
    UnknownPermission,
    needs_second_factor,
    roles_with,
)

EVERYBODY = sorted(ROLE_PERMISSIONS)


def test_every_role_of_the_models_has_its_line():
    assert sorted(Role.values) == EVERYBODY


@pytest.mark.parametrize(
    ("permission", "roles"),
    [
        ("plan.view", EVERYBODY),
        ("people.view", EVERYBODY),
        ("plan.import", ["administrator", "area_lead", "kasubbag", "secretary"]),
        ("plan.publish", ["administrator", "secretary"]),
        ("plan.verify", ["verifier"]),
        (
            "disposition.give",
            ["administrator", "commissioner", "complaints", "kasubbag", "ppid_officer", "secretary"],
        ),
        ("grants.manage", ["administrator", "secretary"]),
        ("public_information.propose", ["administrator", "ppid_officer", "secretary"]),
        ("public_information.decide_proposals", ["atasan_ppid", "ppid_officer"]),
        ("disposition.answer", EVERYBODY),
        ("audit.view", ["administrator", "commissioner", "secretary"]),
        ("people.manage", ["administrator", "secretary"]),
        ("org.manage", ["administrator", "secretary"]),
        ("access.view", ["administrator", "secretary"]),
        ("access.manage", ["administrator"]),
        ("offices.manage", ["administrator"]),
        ("documents.publish", ["administrator", "atasan_ppid", "ppid_officer", "secretary"]),
    ],
)
def test_roles_with_names_the_roles_that_hold_it(permission, roles):
    assert roles_with(permission) == roles


@pytest.mark.parametrize("permission", ["", "plan.veiw", "administrator"])
def test_roles_with_is_refused_when_no_role_holds_it(permission):
    with pytest.raises(UnknownPermission):
        roles_with(permission)


@pytest.mark.parametrize(
    ("roles", "needed"),
    [(set(), False), ({"staff", "secretary"}, False), ({"staff", "administrator"}, True)],
)
def test_second_factor_is_needed_when_one_role_is_administrator(roles, needed):
    assert needs_second_factor(roles) == needed
