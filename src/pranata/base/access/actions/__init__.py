"""Every write to accounts and roles. ``by=None`` is the operator's own command line."""

from pranata.base.access.actions.accounts import (
    create_user,
    deactivate,
    erase_person,
    issue_one_time_password,
    reactivate,
    remove_second_factor,
    reset_sign_in,
)
from pranata.base.access.actions.roles import assign_role, delegate, end_role, withdraw_role

__all__ = [
    "assign_role",
    "create_user",
    "deactivate",
    "delegate",
    "end_role",
    "erase_person",
    "issue_one_time_password",
    "reactivate",
    "remove_second_factor",
    "reset_sign_in",
    "withdraw_role",
]
