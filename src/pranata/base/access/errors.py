"""What refused requests raise; the doors map it to 403."""


class Forbidden(Exception):
    """The user may see the record but not do this to it. The argument names the missing permission."""
