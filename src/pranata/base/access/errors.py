"""What refused requests raise; Django answers it with 403."""

from django.core.exceptions import PermissionDenied


class Forbidden(PermissionDenied):
    """The user may see the record but not do this to it. The argument names the missing permission."""
