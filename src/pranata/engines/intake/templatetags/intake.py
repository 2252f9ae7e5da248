"""Components of anonymous forms."""

from django import template

from pranata.base.org.models import Office
from pranata.engines.intake.privacy import Notice

register = template.Library()


@register.inclusion_tag("intake/privacy_notice.html")
def privacy_notice(notice: Notice, office: Office) -> dict:
    """What becomes of the personal data a form asks for; the purpose is always seen, the rest opens."""
    return {"notice": notice, "office": office}
