"""Accounts, their roles and tokens; grants of single records."""

from pranata.base.access.models.accounts import (
    ApiToken,
    ApiTokenQuerySet,
    Capacity,
    Role,
    RoleAssignment,
    RoleAssignmentQuerySet,
    User,
    UserManager,
    UserQuerySet,
)
from pranata.base.access.models.grants import Grant, GrantQuerySet

__all__ = [
    "ApiToken",
    "ApiTokenQuerySet",
    "Capacity",
    "Grant",
    "GrantQuerySet",
    "Role",
    "RoleAssignment",
    "RoleAssignmentQuerySet",
    "User",
    "UserManager",
    "UserQuerySet",
]
