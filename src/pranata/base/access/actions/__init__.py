"""Every write to accounts, roles and grants. ``by=None`` is the operator's own command line."""

from pranata.base.access.actions.accounts import (
    create_user,
    deactivate,
    erase_person,
    issue_one_time_password,
    reactivate,
    remove_second_factor,
    reset_sign_in,
)
from pranata.base.access.actions.grants import close_record, extend_grant, give_grant, revoke_grant
from pranata.base.access.actions.roles import assign_role, delegate, end_role, withdraw_role
from pranata.base.access.actions.tokens import create_token, revoke_token

__all__ = [
    "assign_role",
    "close_record",
    "create_token",
    "create_user",
    "deactivate",
    "delegate",
    "end_role",
    "erase_person",
    "extend_grant",
    "give_grant",
    "issue_one_time_password",
    "reactivate",
    "remove_second_factor",
    "reset_sign_in",
    "revoke_grant",
    "revoke_token",
    "withdraw_role",
]
