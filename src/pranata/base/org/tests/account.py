"""An account as far as this layer knows one; the real one lives above, in ``access``."""

from pranata.base.org.models import Office


class Denied(Exception):
    """What this account raises where it lacks a permission."""


class Account:
    """Holds the permissions given, each at the offices given; ``Account({"org.manage": [office]})``."""

    pk = 1

    def __init__(self, held: dict[str, list[Office]]):
        self.held = held

    def offices_with(self, permission):
        return Office.objects.filter(pk__in=[office.pk for office in self.held.get(permission, [])])

    def can(self, permission, office):
        return office in self.held.get(permission, [])

    def require(self, permission, office):
        if not self.can(permission, office):
            raise Denied(permission)
