"""Which office a public page is about. An office that does not use this installation looks as if it did not exist."""

from django.http import Http404

from pranata.base.org.models import Office
from pranata.lib import clock


def active_offices():
    """The offices that use this installation today."""
    return Office.objects.active().valid_on(clock.today())


def active_office_or_404(code: str) -> Office:
    office = active_offices().filter(code=code).first()
    if office is None:
        raise Http404
    return office
